package eval

import (
	"log/slog"
	"runtime"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/line"
)

// TestPlover holds the types of events to their floor on sentences coded by
// others: `go test ./eval -run Plover -v` prints the figures.
func TestPlover(t *testing.T) {
	file := shared.Path(t, "data/peers/plover/PLV_train.tsv")
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Plover(t.Context(), l, file, runtime.GOMAXPROCS(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("rows %d, answered %d, between the parties %d, right %d: %.3f", got.Rows, got.Answered, got.Between, got.Right, got.Accuracy())
	if err := floors.Check("plover.root", got.Accuracy()); err != nil {
		t.Error(err)
	}
}
