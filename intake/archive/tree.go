package archive

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Entry is a file below a folder, or one that was named.
type Entry struct {
	Path    string
	Size    int64
	Changed time.Time
	// Passed and Refused say why it is not to be opened, as those of a Part.
	Passed, Refused string
}

// Tree returns the files that are named, and all below the folders that are, in
// the order of their names. Links are not followed, so that no file is met that
// nobody meant, and none twice.
func Tree(roots ...string) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, root := range roots {
			more := true
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				e, enter := entry(root, path, d, err)
				if e.Path != "" {
					more = yield(e)
				}
				switch {
				case !more:
					return fs.SkipAll
				case !enter:
					return fs.SkipDir
				}
				return nil
			})
			if err != nil {
				more = yield(Entry{Path: root, Refused: fmt.Sprintf("it cannot be looked into: %v", err)})
			}
			if !more {
				return
			}
		}
	}
}

// entry returns what is to be said of a file, if anything, and reports whether
// to go on into it where it is a folder.
func entry(root, path string, d fs.DirEntry, err error) (e Entry, enter bool) {
	e.Path = path
	switch {
	case err != nil:
		e.Refused = fmt.Sprintf("it cannot be looked into: %v", err)
		return e, d == nil || !d.IsDir()
	case path != root && strings.HasPrefix(d.Name(), "."):
		e.Passed = "its name begins with a dot"
		return e, !d.IsDir()
	case d.IsDir():
		return Entry{}, true
	}
	info, err := d.Info()
	if err == nil && path == root {
		info, err = os.Stat(path) // who names a link means what it leads to
	}
	switch {
	case err != nil:
		e.Refused = fmt.Sprintf("it cannot be looked at: %v", err)
	case !info.Mode().IsRegular():
		e.Refused = special(info.Mode())
	default:
		e.Size, e.Changed = info.Size(), info.ModTime()
	}
	return e, true
}
