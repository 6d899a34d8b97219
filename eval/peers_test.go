package eval

import (
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
)

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
