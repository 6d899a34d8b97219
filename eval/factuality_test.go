package eval

import (
	"testing"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestFactualityFloor holds what the grammar says of what happened to floor.txt
// on the development part.
func TestFactualityFloor(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	f, err := ScoreFactuality(p, shared.Path(t, "data/treebanks/ewt-dev.conllu"), shared.Path(t, "data/factuality/ewt-factuality-dev.tsv.gz"),
		func(string, float64, string, string) { wrong++ })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", f)
	if all := f.Did.Gold + f.Not.Gold; wrong != all-f.Did.Right-f.Not.Right {
		t.Errorf("%d of %d are told wrong, and %d are reported", all-f.Did.Right-f.Not.Right, all, wrong)
	}
	for _, c := range []struct {
		figure string
		value  float64
	}{{"factuality", 100 * f.Right()}, {"factuality.not", f.Not.F1()}} {
		if err := floors.Check(c.figure, c.value); err != nil {
			t.Error(err)
		}
	}
}
