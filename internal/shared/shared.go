// Package shared finds data for tests: the development data in the folder
// beside the checkout, which users of the program do not have, and the texts of
// the sample wire for packages that lie too low to import it.
package shared

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Path returns the path of a file or folder of the development data, from the
// environment's DATELINE_SHARED or from ../shared beside the module's root.
// Where it is missing the test is skipped, or fails where CI=true.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(data(t), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: in CI nothing may be skipped", path)
		}
		t.Skipf("%s is not there: set DATELINE_SHARED to run this", path)
	}
	return path
}

// Wire returns the stories of the sample wire, without their headers, in the
// order of their files.
func Wire(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root(t), "sample", "wire", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the sample wire is missing: %v", err)
	}
	var out []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, story, _ := strings.Cut(string(b), "\n\n")
		out = append(out, story)
	}
	return out
}

// data returns the folder of the development data.
func data(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("DATELINE_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join(root(t), "..", "shared")
}

// root walks up from the test's folder to the one that holds go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}
