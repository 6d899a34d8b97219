package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/text"
)

// shared gives the path of a file of the shared data; without it the test is
// skipped, or fails where CI=true.
func shared(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("DATELINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the shared data is missing: %v", err)
		}
		t.Skipf("the shared data is missing: %v", err)
	}
	return path
}

// TestSegment holds the splitter to floors on the development parts of two
// treebanks; docs/text.md has the figures.
func TestSegment(t *testing.T) {
	for _, c := range []struct {
		file                     string
		tokens, words, sentences float64
	}{
		{"ewt-dev.conllu", 99, 98.5, 80},
		{"gum-dev.conllu", 99.7, 99.7, 94},
	} {
		t.Run(c.file, func(t *testing.T) {
			f, err := os.Open(shared(t, filepath.Join("data", "treebanks", c.file)))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			got, err := Segment(f, text.NewSplitter(), nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Log(got)
			if got.Tokens.F1() < c.tokens || got.Words.F1() < c.words || got.Sentences.F1() < c.sentences {
				t.Errorf("%v: below %.1f, %.1f, %.1f", got, c.tokens, c.words, c.sentences)
			}
		})
	}
}
