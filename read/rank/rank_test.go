package rank

import (
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/signs"
)

// TestOrder ranks what weighs most first and what comes first where two weigh
// the same; what is aside or beside the point has no rank.
func TestOrder(t *testing.T) {
	var ranks [5]*int
	ranks[3] = fact.Ptr(1) // of an earlier run
	at := func(n int) fact.Span { return fact.Span{Start: n, End: n + 1} }
	facts := []Fact{
		{ID: "e1", Signs: []string{"good"}, Words: at(10), rank: &ranks[0]},
		{ID: "e2", Signs: []string{"good", "better"}, Words: at(20), rank: &ranks[1]},
		{ID: "e3", Signs: []string{"good"}, Words: at(5), rank: &ranks[2]},
		{ID: "e4", Signs: []string{"good", "better"}, Aside: true, Words: at(0), rank: &ranks[3]},
		{ID: "e5", Signs: []string{"bad"}, Words: at(0), rank: &ranks[4]},
	}
	order(facts, signs.Weights{"good": 100, "better": 50, "bad": beside - 1})
	for i, want := range []int{3, 1, 2, 0, 0} {
		if got := facts[i].Rank(); got != want {
			t.Errorf("%s has rank %d, want %d", facts[i].ID, got, want)
		}
	}
}
