package en_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/lang/en"
)

func TestLoad(t *testing.T) {
	if _, err := en.Load(); err != nil {
		t.Fatal(err)
	}
}

// TestHeads: the head of each file says what each of its sets holds, and of no
// other.
func TestHeads(t *testing.T) {
	files, err := filepath.Glob("*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		said, there := sets(t, name)
		for s := range there {
			if !said[s] {
				t.Errorf("%s: the head does not say what %s holds", name, s)
			}
		}
		for s := range said {
			if !there[s] {
				t.Errorf("%s: the head speaks of %s, of which there is no row", name, s)
			}
		}
	}
}

// sets returns the sets that the head of a file describes, in lines of three
// blanks, the name and what it holds, and those of its rows.
func sets(t *testing.T, name string) (said, there map[string]bool) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	said, there = map[string]bool{}, map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if head, ok := strings.CutPrefix(line, "#   "); ok && !strings.HasPrefix(head, " ") {
			said[strings.Fields(head)[0]] = true
		} else if set, _, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			there[set] = true
		}
	}
	return said, there
}
