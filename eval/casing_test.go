package eval

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// TestCasingFloors holds what is read of capitals and of title case to
// floor.txt, and demands that ordinary case is read as well with the look for
// capitals as without.
func TestCasingFloors(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := name.New(w)
	if err != nil {
		t.Fatal(err)
	}
	banks := []string{"ewt", "gum"}
	files := CasingFiles{Names: shared.Path(t, filepath.Join("data", "ner", "ewt-dev.iob2"))}
	for _, b := range banks {
		files.Treebanks = append(files.Treebanks, shared.Path(t, filepath.Join("data", "treebanks", b+"-dev.conllu")))
	}
	all, err := ReadCasing(p, func(d *text.Document) { r.Label(context.Background(), d) }, files)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteCasing(t.Output(), all); err != nil {
		t.Error(err)
	}
	for k, c := range all {
		switch {
		case !c.Restored:
		case c.Setting == "":
			for i, b := range banks {
				if c.Trees[i].LAS < all[k-1].Trees[i].LAS-0.1 {
					t.Errorf("%s in ordinary case: LAS %.2f, %.2f where no capitals are looked for", b, c.Trees[i].LAS, all[k-1].Trees[i].LAS)
				}
			}
		default:
			for i, b := range banks {
				check(t, floors, "casing."+c.Setting+"."+b+".upos", c.Trees[i].Upos)
				check(t, floors, "casing."+c.Setting+"."+b+".las", c.Trees[i].LAS)
			}
			check(t, floors, "casing."+c.Setting+".names", c.Names.F1())
		}
	}
}

func check(t *testing.T, f Floors, name string, value float64) {
	t.Helper()
	if err := f.Check(name, value); err != nil {
		t.Error(err)
	}
}
