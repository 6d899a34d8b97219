package gradient

import (
	"math/rand/v2"
	"testing"
)

// TestDeck: each sample comes once a round, in parts of much the same size.
func TestDeck(t *testing.T) {
	const n = 50
	d := NewDeck(n, rand.New(rand.NewPCG(1, 1)))
	length := func(i int) int { return 1 + i%7 }
	seen, dealt := [n]int{}, 0
	for dealt < 4*n {
		batch, tokens := d.Deal(40, length)
		var sums [Shards]int
		for s, part := range batch {
			for _, i := range part {
				seen[i]++
				dealt++
				sums[s] += length(i)
			}
		}
		if sums[0]+sums[1] != tokens || tokens < 40 || tokens >= 47 || max(sums[0], sums[1])-min(sums[0], sums[1]) > 7 {
			t.Fatalf("parts of %v tokens, %d in all", sums, tokens)
		}
	}
	for i, k := range seen {
		if want := dealt / n; k < want || k > want+1 {
			t.Errorf("sample %d came %d times in %d rounds", i, k, want)
		}
	}
	if want := (dealt - 1) / n; d.Rounds != want {
		t.Errorf("%d rounds, want %d", d.Rounds, want)
	}
}
