package links_test

import (
	"log/slog"
	"testing"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/eval/links"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
)

// TestFloors holds what is told of one event, and of how plans and promises
// ended, to its floors, on the half that nothing was fitted to.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some thousand stories")
	}
	floors, err := eval.LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	linker, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := links.Run(t.Context(), l, linker, "test", func(links.Pair, link.Match) {})
	if err != nil {
		t.Fatal(err)
	}
	plans, promises, err := links.Endings(t.Context(), l, linker, "test", func(links.Plot, string) {})
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]float64{
		"links.pairs.precision": s.Precision(),
		"links.pairs.recall":    s.Recall(),
		"links.plans":           float64(plans.Right) / float64(plans.All),
		"links.promises":        float64(promises.Right) / float64(promises.All),
	} {
		t.Logf("%s %.3f", name, got)
		if err := floors.Check(name, got); err != nil {
			t.Error(err)
		}
	}
}
