package sqlite

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The record may hold what is under embargo and who judged what: its files
// are for its user alone.
const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

// tighten takes the rights of others from the store's files that are there
// already, and from their folder where nothing else is in it. It returns what
// it did. SQLite gives the -wal and -shm files that it makes the rights of
// the database.
func tighten(path string) (notes []string) {
	note := func(name string, mode, to fs.FileMode) {
		if mode.Perm()&^to == 0 {
			return
		}
		if err := os.Chmod(name, to); err != nil {
			notes = append(notes, fmt.Sprintf("others may look into %s (mode %04o), and that could not be changed: %v", name, mode.Perm(), err))
			return
		}
		notes = append(notes, fmt.Sprintf("others could look into %s (mode %04o): it is %04o now", name, mode.Perm(), to))
	}
	for _, suffix := range [...]string{"", "-wal", "-shm", tallySuffix} {
		if info, err := os.Stat(path + suffix); err == nil {
			note(path+suffix, info.Mode(), fileMode)
		}
	}
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); err == nil && ours(dir, filepath.Base(path)) {
		note(dir, info.Mode(), folderMode)
	}
	return notes
}

// ours reports whether all files of the folder are the store's, by their
// names: only then may its rights be changed.
func ours(dir, name string) bool {
	files, err := os.ReadDir(dir)
	if err != nil || len(files) == 0 {
		return false
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), name) {
			return false
		}
	}
	return true
}

// create makes an empty file that only its user can look into; one that is
// there stays as it is.
func create(path string, flag int) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|flag, fileMode)
	if err != nil {
		return err
	}
	return f.Close()
}
