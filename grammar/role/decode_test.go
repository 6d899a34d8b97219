package role

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/grammar/role/feature"
)

// TestDecode holds the search for the best labels against trying all of them.
func TestDecode(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	labels := []Label{None, Arg0, Arg1, Arg2, Time}
	for range 300 {
		const n = 4
		cands := make([]feature.Candidate, n)
		scores := make([]int16, n*Columns)
		for i := range scores {
			scores[i] = -20000
		}
		for i := range cands {
			cands[i].Token = int32(i)
			for _, l := range labels {
				scores[i*Columns+int(l)] = int16(rng.IntN(4000))
			}
		}
		var b decoder
		got := sum(b.decode(cands, scores, n-1), scores)
		if want := exhaust(labels, scores, nil, n); got != want {
			t.Fatalf("sum %d, want %d", got, want)
		}
		if b.labels[n-1] != None {
			t.Fatal("the predicate is an argument of itself")
		}
		for _, l := range []Label{Arg0, Arg1, Arg2} {
			if at := slices.Index(b.labels, l); at >= 0 && slices.Contains(b.labels[at+1:], l) {
				t.Fatalf("%s is given twice: %v", l, b.labels)
			}
		}
	}
}

func sum(labels []Label, scores []int16) int {
	s := 0
	for i, l := range labels {
		s += int(scores[i*Columns+int(l)])
	}
	return s
}

// exhaust returns the best sum over all labels of n candidates of which the
// last gets none.
func exhaust(labels []Label, scores []int16, given []Label, n int) int {
	if len(given) == n-1 {
		return sum(append(given, None), scores)
	}
	best := worst
	for _, l := range labels {
		if !l.Core() || !slices.Contains(given, l) {
			best = max(best, exhaust(labels, scores, append(slices.Clone(given), l), n))
		}
	}
	return best
}

func TestShare(t *testing.T) {
	o := newOdds()
	f := func(want uint8, k int, row ...int16) {
		t.Helper()
		if got := o.share(row, k); got != want {
			t.Errorf("%v: column %d has %d, want %d", row, k, got, want)
		}
	}
	f(50, 0, 100, 100)
	f(73, 1, 0, 1<<ScoreBits)
	f(100, 0, 30000, -30000)
	f(0, 1, 30000, -30000)
}

func TestLabels(t *testing.T) {
	for l := Arg0; l < LabelCount; l++ {
		if got, ok := ParseLabel(l.String()); !ok || got != l {
			t.Errorf("%d is written %q, which reads as %d", l, l.String(), got)
		}
	}
	if _, ok := ParseLabel("ARGM-XXX"); ok {
		t.Error("a label that is none was read")
	}
}

func TestIndex(t *testing.T) {
	keys := []feature.Key{7, 1 << 20, 7 + 1<<10, 0, 99}
	x := NewIndex(keys)
	for i, k := range keys {
		if got := x.Row(k); got != int32(i+1) {
			t.Errorf("key %d has row %d, want %d", k, got, i+1)
		}
	}
	if x.Row(12345) != 0 {
		t.Error("a key that is not there has a row")
	}
}
