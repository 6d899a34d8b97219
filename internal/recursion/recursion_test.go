package recursion

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReader holds everything that a story goes through to the list.
func TestReader(t *testing.T) {
	pkgs, err := Load("../..", "./line")
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) < 15 {
		t.Fatalf("only %d packages: the list of them has gone wrong", len(pkgs))
	}
	found := NewGraph(pkgs).Cycles()
	for _, c := range found {
		if !slices.ContainsFunc(allowed[:], func(a circle) bool { return slices.Equal(a.functions, c) }) {
			t.Errorf("may call each other without end: %s\nmake it a loop, or give it a bound and a line in internal/recursion", strings.Join(c, " "))
		}
	}
	for _, a := range allowed {
		if !slices.ContainsFunc(found, func(c []string) bool { return slices.Equal(a.functions, c) }) {
			t.Errorf("no circle any more, strike it from the list: %s", strings.Join(a.functions, " "))
		}
	}
}

// TestBoundsAreTested demands of each circle that the test of its bound is
// there.
func TestBoundsAreTested(t *testing.T) {
	for _, a := range allowed {
		folder, name, _ := strings.Cut(a.test, ".")
		files, err := filepath.Glob(filepath.Join("../..", folder, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		there := regexp.MustCompile(`(?m)^func ` + regexp.QuoteMeta(name) + `\(t \*testing\.T\) \{`)
		if !slices.ContainsFunc(files, func(f string) bool {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			return there.Match(b)
		}) {
			t.Errorf("%s is bounded by %q, but there is no %s", a.functions[0], a.bound, a.test)
		}
	}
}

// TestFindsCircles: in code that has each kind of circle, all are found, and
// no more.
func TestFindsCircles(t *testing.T) {
	pkgs, err := Load(".", "./testdata/circles")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"direct"},
		{"first", "second"},
		{"literal"},
		{"node.left", "node.right"},
		{"run", "viaField"},
		{"square.area", "total"},
	}
	var got [][]string
	for _, c := range NewGraph(pkgs).Cycles() {
		for i := range c {
			c[i] = strings.TrimPrefix(c[i], "internal/recursion/testdata/circles.")
		}
		got = append(got, c)
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}
