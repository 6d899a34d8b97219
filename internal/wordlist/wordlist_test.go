package wordlist

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/lang/en"
)

//go:embed ceiling.tsv
var ceilingTSV string

// roots are the folders whose packages are held to their ceilings: those that
// read English.
var roots = []string{"grammar", "news", "read", "text"}

// count is what was found in a package: words in lists, and those of them in
// lists of which nothing says why they are grammar.
type count struct{ words, unexplained int }

// TestCeilings holds each package to its row of ceiling.tsv.
func TestCeilings(t *testing.T) {
	allowed := ceilings(t)
	found := map[string]count{}
	lists := map[string][]string{}
	walk(t, roots, func(pkg, path string, fset *token.FileSet, f *ast.File) {
		for _, l := range Find(fset, f) {
			c := found[pkg]
			c.words += len(l.Words)
			if !l.Why {
				c.unexplained += len(l.Words)
				lists[pkg] = append(lists[pkg], fset.Position(l.Pos).String()+" "+strings.Join(l.Words, " "))
			}
			found[pkg] = c
		}
	})
	total := 0
	for _, pkg := range slices.Sorted(maps.Keys(found)) {
		have, most := found[pkg], allowed[pkg]
		total += have.words
		switch {
		case have.words > most.words || have.unexplained > most.unexplained:
			t.Errorf("%s: %d words in lists, %d in lists that no comment explains; ceiling.tsv allows %d and %d. Vocabulary belongs into lang/en:\n\t%s",
				pkg, have.words, have.unexplained, most.words, most.unexplained, strings.Join(lists[pkg], "\n\t"))
		case have != most:
			t.Logf("%s: %d words, %d unexplained: lower its ceiling from %d and %d", pkg, have.words, have.unexplained, most.words, most.unexplained)
		default:
			t.Logf("%s: %d words, %d unexplained", pkg, have.words, have.unexplained)
		}
	}
	t.Logf("in all %d words", total)
	for pkg := range allowed {
		if _, ok := found[pkg]; !ok {
			t.Errorf("ceiling.tsv: %s has no lists: take its row out", pkg)
		}
	}
}

func ceilings(t *testing.T) map[string]count {
	t.Helper()
	out := map[string]count{}
	for line := range strings.Lines(ceilingTSV) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			t.Fatalf("ceiling.tsv: want 3 fields: %q", line)
		}
		var c count
		var err error
		if c.words, err = strconv.Atoi(f[1]); err != nil {
			t.Fatal(err)
		}
		if c.unexplained, err = strconv.Atoi(f[2]); err != nil {
			t.Fatal(err)
		}
		out[f[0]] = c
	}
	return out
}

// walk parses the files of some folders and those below them, tests aside.
func walk(t *testing.T, roots []string, visit func(pkg, path string, fset *token.FileSet, f *ast.File)) {
	t.Helper()
	top := filepath.Join("..", "..")
	fset := token.NewFileSet()
	for _, root := range roots {
		err := filepath.WalkDir(filepath.Join(top, root), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			pkg, err := filepath.Rel(top, filepath.Dir(path))
			if err == nil {
				visit(filepath.ToSlash(pkg), path, fset, f)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestFind tries each sort of list, and what looks like one and is none.
func TestFind(t *testing.T) {
	for src, want := range map[string]int{
		`switch w { case "oak", "ash", "elm": }`:                                  3,
		`switch w { case "oak", "ash": case "elm": }`:                             0,
		`_ = w == "oak" || w == "ash" || w == "elm"`:                              3,
		`_ = w == "oak" || v == "ash" || w == "elm"`:                              0,
		`_ = w != "oak" && w != "ash" && w != "elm" && w != "fir"`:                4,
		`_ = map[string]bool{"oak": true, "ash": true, "elm": true}`:              3,
		`_ = map[string][]string{"oak": {"acorn"}, "ash": {"key"}}`:               4,
		`_ = []string{"oak", "ash", "elm"}`:                                       3,
		`_ = []string{",", ".", ";", ":"}`:                                        0,
		`_ = tree{Name: "oak", Leaf: "lobed", Fruit: "acorn"}`:                    0,
		`_ = strings.Fields("oak ash elm")`:                                       3,
		`_ = strings.Contains(w, "oak and ash and elm")`:                          0,
		"_ = set(`oak ash elm\n\tfir yew box`)":                                   6,
		`fail("the oak, the ash and the elm are trees.")`:                         0,
		`_ = slices.Contains([]string{"oak", "ash", "elm"}, w)`:                   3,
		`any(w, "oak", "ash", "elm")`:                                             3,
		`_ = ask.Set("oak", "ash", "elm")`:                                        0,
		"switch w {\n// Grammar: trees.\ncase \"oak\", \"ash\", \"elm\":\n}":      -3,
		"// Grammar: these are all there are.\n_ = []string{\"a\", \"b\", \"c\"}": -3,
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "x.go", "package x\nfunc f() {\n"+src+"\n}", parser.ParseComments)
		if err != nil {
			t.Fatal(src, err)
		}
		have := 0
		for _, l := range Find(fset, f) {
			have += len(l.Words)
			if l.Why {
				have -= 2 * len(l.Words)
			}
		}
		if have != want {
			t.Errorf("%s: %d words, want %d (less than none: explained)", src, have, want)
		}
	}
}

// TestAsked: each set of lang/en is asked for somewhere, and each that is
// asked for is there.
func TestAsked(t *testing.T) {
	l, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	asked, there := map[string]bool{}, map[string]bool{}
	for _, s := range l.Sets() {
		there[s] = true
	}
	walk(t, append([]string{"syntax"}, roots...), func(_, _ string, _ *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				for _, a := range call.Args {
					s, ok := literal(a)
					if asked[s] = true; ok && asks(call) && !there[s] {
						t.Errorf("lang/en has no set %s", s)
					}
				}
			}
			return true
		})
	})
	for _, s := range l.Sets() {
		if !asked[s] {
			t.Errorf("lang/en: nobody asks for the set %s", s)
		}
	}
}
