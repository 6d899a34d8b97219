package eval

import (
	"os"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// TestNames holds the recogniser of names to its floor on the development part
// of Universal NER's EWT.
func TestNames(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(shared.Path(t, "data/ner/ewt-dev.iob2"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
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
	counts, err := Names(f, Setting{}, func(d *text.Document) {
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r.Label(t.Context(), d)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("F1 %.2f", counts["ALL"].F1())
	if err := floors.Check("names.f1", counts["ALL"].F1()); err != nil {
		t.Error(err)
	}
}

// TestDates holds the date pass to its floors on Recognizers-Text's suite.
func TestDates(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Dates(shared.Path(t, "data/peers/recognizers/DateTimeModel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sum DateTally
	for _, x := range s.Types {
		sum.All, sum.Right = sum.All+x.All, sum.Right+x.Right
	}
	t.Logf("right %d of %d, silent %d of %d", sum.Right, sum.All, s.Silent.Right, s.Silent.All)
	for name, got := range map[string]float64{"dates.right": share(sum.Right, sum.All), "dates.silent": share(s.Silent.Right, s.Silent.All)} {
		if err := floors.Check(name, got); err != nil {
			t.Error(err)
		}
	}
}

// TestFigures holds the figure pass to its floors on Recognizers-Text's
// suites.
func TestFigures(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Figures(shared.Path(t, "data/peers/recognizers"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Models {
		t.Logf("%s: right %d of %d, %d left out", x.Model, x.Right, x.All, x.Left)
		if err := floors.Check("figures."+x.Model, share(x.Right, x.All)); err != nil {
			t.Error(err)
		}
	}
}
