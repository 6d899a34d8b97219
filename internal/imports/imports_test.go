package imports

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestTable holds every file of the module to the table. Tests may import
// what they like: they hold parts together that do not know of each other.
func TestTable(t *testing.T) {
	root := moduleRoot(t)
	files := 0
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && path != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		checkFile(t, path, filepath.ToSlash(rel))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Errorf("looked at %d files only: is %s the module's root?", files, root)
	}
}

func checkFile(t *testing.T, path, pkg string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		if why := Check(pkg, to); why != "" {
			t.Errorf("%s imports %s: %s", path, to, why)
		}
	}
}

func TestCheck(t *testing.T) {
	f := func(from, to string, allowed bool) {
		t.Helper()
		if why := Check(from, to); (why == "") != allowed {
			t.Errorf("Check(%q, %q) = %q", from, to, why)
		}
	}
	f("read/name", Module+"/read", true)
	f("read", Module+"/read/name", true)
	f("cmd/dateline", Module, true)
	f("line", Module, true)
	f("read/name", Module, false)
	f("read/name", Module+"/record", false)
	f("read/event", Module+"/text", true)
	f("syntax/train", Module+"/syntax/gradient", true)
	f("read/name/train", Module+"/syntax/gradient", true)
	f("syntax/gradient", Module+"/read/name", false)
	f("text", Module+"/read", false)
	f("text", Module+"/calendar", false)
	f("text", "golang.org/x/text/unicode/norm", true)
	f("text", "github.com/google/go-cmp/cmp", false)
	f("desk", Module+"/syntax", false)
	f("desk/page", Module+"/line", true)
	f("cmd/dateline", Module+"/desk", true)
	f("record/sqlite", "modernc.org/sqlite", true)
	f("elsewhere", Module+"/text", false)
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if parent := filepath.Dir(dir); parent != dir {
			dir = parent
			continue
		}
		t.Fatal("no go.mod above the test")
	}
}
