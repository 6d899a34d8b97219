package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

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
			f, err := os.Open(shared.Path(t, filepath.Join("data", "treebanks", c.file)))
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
