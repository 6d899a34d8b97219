package eval

import (
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
)

// TestSyntaxFloors holds the parser to floor.txt on the development parts.
func TestSyntaxFloors(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ewt", "gum"} {
		given, raw, err := Syntax(p, text.NewSplitter(), shared.Path(t, filepath.Join("data", "treebanks", name+"-dev.conllu")))
		if err != nil {
			t.Fatal(err)
		}
		t.Log(name, given)
		t.Log(name, raw)
		for _, c := range []struct {
			figure string
			value  float64
		}{
			{"upos", given.Upos},
			{"xpos", given.Xpos},
			{"lemma", given.Lemma},
			{"las", given.LAS},
			{"raw.las", raw.LAS},
		} {
			if err := floors.Check("syntax."+name+"."+c.figure, c.value); err != nil {
				t.Error(err)
			}
		}
	}
}
