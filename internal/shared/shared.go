// Package shared finds the development data for tests: the folder beside the
// checkout, which users of the program do not have.
package shared

import (
	"os"
	"path/filepath"
	"testing"
)

// Path gives the path of a file or folder of the development data, from the
// environment's DATELINE_SHARED or from ../shared beside the module's root.
// Where it is missing the test is skipped, or fails where CI=true.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(root(t), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: in CI nothing may be skipped", path)
		}
		t.Skipf("%s is not there: set DATELINE_SHARED to run this", path)
	}
	return path
}

// root walks up from the test's folder to the one that holds go.mod.
func root(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("DATELINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "..", "shared")
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}
