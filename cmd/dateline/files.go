package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/internal/fault"
)

// files returns the files that are meant: each name as it is, and for a folder
// all files below it in the order of their names. What in a folder is no text
// is passed over, with a line that says so.
func (a *App) files(names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		info, err := os.Stat(name)
		if intake.IsURL(name) || err != nil || !info.IsDir() {
			out = append(out, name) // what is wrong with it is said when it is opened
			continue
		}
		found, passed, err := walk(name)
		if err != nil {
			return nil, err
		}
		for _, p := range passed {
			fmt.Fprintf(a.Errs, "passed over %s\n", p)
		}
		if len(found) == 0 {
			return nil, &fault.Error{Op: "read", ID: name, Kind: fault.Invalid, Err: errors.New("no file in this folder holds text")}
		}
		out = append(out, found...)
	}
	return out, nil
}

// walk returns the files of a folder that may hold stories, and the others
// with why they do not.
func walk(root string) (found, passed []string, err error) {
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(e.Name(), ".")
		why := ""
		switch {
		case err != nil:
			why = err.Error()
		case hidden && e.IsDir():
			passed = append(passed, path+": its name begins with a dot")
			return fs.SkipDir
		case e.IsDir():
			return nil
		case hidden:
			why = "its name begins with a dot"
		case !e.Type().IsRegular() && e.Type()&fs.ModeSymlink == 0:
			why = "it is no plain file"
		default:
			why = whyNoText(path)
		}
		if why != "" {
			passed = append(passed, path+": "+why)
			return nil
		}
		found = append(found, path)
		return nil
	})
	return found, passed, err
}

// whyNoText says why a file cannot hold a story, going by its first bytes, or
// returns "".
func whyNoText(path string) string {
	info, err := os.Stat(path) // what a link leads to
	switch {
	case err != nil:
		return err.Error()
	case !info.Mode().IsRegular():
		return "it leads to what is no plain file"
	case info.Size() == 0:
		return "it is empty"
	}
	f, err := os.Open(path)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	head, err := bufio.NewReader(io.LimitReader(f, 512)).Peek(512)
	if err != nil && err != io.EOF {
		return err.Error()
	}
	wide := bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff})
	if bytes.IndexByte(head, 0) >= 0 && !wide && !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return "it is no text"
	}
	return ""
}
