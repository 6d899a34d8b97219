package line

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	root "github.com/datelinewire/dateline"
	"github.com/datelinewire/dateline/internal/imports"
	"github.com/datelinewire/dateline/read"
)

// TestSourceIsWhole asks the go command what this package is built from, and
// holds what the program carries of its own source to that: a file that is
// missing there could change without a new reader's name.
func TestSourceIsWhole(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,GoFiles,IgnoredGoFiles,SFiles,IgnoredOtherFiles,EmbedFiles", ".")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath                                                     string
			GoFiles, IgnoredGoFiles, SFiles, IgnoredOtherFiles, EmbedFiles []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		pkg, ours := strings.CutPrefix(p.ImportPath, imports.Module+"/")
		if !ours {
			continue // other modules, and the root, which reads nothing
		}
		for _, name := range slices.Concat(p.GoFiles, p.IgnoredGoFiles, p.SFiles, p.IgnoredOtherFiles, p.EmbedFiles) {
			files++
			if _, err := fs.Stat(root.Source(), pkg+"/"+name); err != nil {
				t.Errorf("%s/%s is part of the reader and not of its name: add it to source.go in the root", pkg, name)
			}
		}
	}
	if files < 200 {
		t.Errorf("go list names %d files only", files)
	}
}

// TestReaderNameFollowsSource changes what a reader is made of: each change
// that could change a reading gives another name, and nothing else does.
func TestReaderNameFollowsSource(t *testing.T) {
	files := fstest.MapFS{
		"read/name/scan.go":      {Data: []byte("package name")},
		"read/name/scan_test.go": {Data: []byte("package name")},
		"lang/en/person.tsv":     {Data: []byte("minister\ttitle")},
		"read/judge/weights.bin": {Data: []byte{1, 2, 3}},
	}
	passes := []read.Pass{{Name: "name"}, {Name: "event"}}
	name := func() string {
		t.Helper()
		s, err := sumsOf(files)
		if err != nil {
			t.Fatal(err)
		}
		return readerName("abc", passes, s)
	}
	first := name()
	if name() != first {
		t.Error("the same source has two names")
	}
	for path, f := range files {
		old := f.Data
		f.Data = append(slices.Clone(old), 'x')
		if changed := name() != first; changed == strings.HasSuffix(path, "_test.go") {
			t.Errorf("%s is changed: another name is %v", path, changed)
		}
		f.Data = old
	}
	files["read/name/more.go"] = &fstest.MapFile{}
	if name() == first {
		t.Error("a new file leaves the name as it was")
	}
	delete(files, "read/name/more.go")
	passes[0], passes[1] = passes[1], passes[0]
	if name() == first {
		t.Error("another order of passes leaves the name as it was")
	}
}
