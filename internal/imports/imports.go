// Package imports holds the rule table of which of the project's packages may
// import which, and which may use modules of others. The test beside it reads
// the import lines of every file and fails the build where the table is
// broken. What it does not see: what code outside the module does.
package imports

import (
	"fmt"
	"strings"
)

// Module is the import path of this module.
const Module = "github.com/datelinewire/dateline"

// layers lists the packages from the ground up: a package may import those of
// the lines above its own, those of its own line only below its own path
// (read/name may import read), and nothing below. A package belongs to the
// line with its longest prefix.
var layers = [...][]string{
	{"internal/docx", "internal/fault", "internal/mutate", "internal/recent", "internal/tsv"},
	{"internal/signs"},
	{"lang"},
	{"text", "calendar", "ontology"},
	{"chart", "atlas"},
	{"news", "world"},
	{"fact"},
	{"say"},
	{"intake"},
	{"syntax"},
	{"grammar"},
	{"read"},
	{"record"},
	{"."},
	{"line"},
	{"source"},
	{"link"},
	{"dossier"},
	{"agenda", "brief", "ledger"},
	{"service"},
	{"internal/config", "internal/show", "sample", "eval"},
	{"desk"},
	{"eval/leads"},
	{"cmd"},
	{"internal"},
}

// pure packages use the standard library and golang.org/x/text alone, so that
// others can import them without a second thought.
var pure = [...]string{"lang", "text", "calendar", "ontology", "news", "world", "fact", "syntax", "grammar", "read", "chart", "atlas", "internal/fault"}

// forbidden pairs are not caught by the order of the layers.
var forbidden = [...][2]string{
	{"read", "record"},
	{"read", "intake"},
	{"syntax", "fact"},
	{"syntax", "news"},
	{"syntax", "intake"},
	{"grammar", "fact"},
	{"grammar", "world"},
	{"grammar", "news"},
	{"grammar", "intake"},
	{"record", "syntax"},
	{"record", "read"},
	{"record", "intake"},
	{"desk", "syntax"},
	{"desk", "grammar"},
	{"desk", "eval"},
}

// Check tells why package from must not import path, or gives "" where it may.
// Both are given as they stand in the source, from relative to the module
// ("." for its root).
func Check(from, path string) string {
	to, ours := strings.CutPrefix(path, Module+"/")
	switch {
	case path == Module:
		to = "."
	case !ours:
		return checkForeign(from, path)
	}
	if to == from {
		return ""
	}
	for _, f := range forbidden {
		if within(from, f[0]) && within(to, f[1]) {
			return fmt.Sprintf("%s never imports %s", f[0], f[1])
		}
	}
	i, a := layerOf(from)
	j, b := layerOf(to)
	switch {
	case i < 0:
		return fmt.Sprintf("%s has no line in the table of internal/imports", from)
	case j < 0:
		return fmt.Sprintf("%s has no line in the table of internal/imports", to)
	case j > i:
		return fmt.Sprintf("%s lies below %s: imports go down the list only", from, to)
	case i == j && a != b:
		return fmt.Sprintf("%s and %s are of one line: neither imports the other", a, b)
	}
	return ""
}

func checkForeign(from, path string) string {
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") || strings.HasPrefix(path, "golang.org/x/text") {
		return ""
	}
	for _, p := range pure {
		if within(from, p) {
			return fmt.Sprintf("%s is a pure layer: the standard library and golang.org/x/text alone", p)
		}
	}
	return ""
}

// layerOf returns the line of a package and the entry that it falls under.
func layerOf(pkg string) (int, string) {
	at, entry := -1, ""
	for i, line := range layers {
		for _, p := range line {
			if within(pkg, p) && len(p) > len(entry) {
				at, entry = i, p
			}
		}
	}
	return at, entry
}

func within(pkg, root string) bool {
	return pkg == root || strings.HasPrefix(pkg, root+"/")
}
