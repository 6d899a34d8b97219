package mutate

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

const whole = "MINSK, May 6 (Volna) -- Belarus will send 1,200 m³ of timber to Oman, the minister said.\n\n“We’re glad,” he told reporters. “Are you?”"

// TestText demands that damage is the same for the same seed, is damage for
// most seeds, and makes no broken bytes.
func TestText(t *testing.T) {
	same, longest := 0, 0
	for seed := range uint64(2000) {
		s := Text(whole, seed)
		if s != Text(whole, seed) {
			t.Fatalf("seed %d gives two texts", seed)
		}
		if !utf8.ValidString(s) {
			t.Fatalf("seed %d makes %q", seed, s)
		}
		if s == whole {
			same++
		}
		longest = max(longest, len(s))
	}
	if same > 200 {
		t.Errorf("%d of 2000 texts are whole", same)
	}
	if longest > 20*len(whole) {
		t.Errorf("a text of %d bytes became one of %d", len(whole), longest)
	}
	if Text("", 1) != "" {
		t.Error("something comes of nothing")
	}
}

// TestDamages demands that each kind of damage can be done, to one piece too.
func TestDamages(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i, d := range damages {
		changed := false
		for range 200 {
			changed = changed || strings.Join(d(r, pieces(whole)), "") != whole
			d(r, []string{"a"})
			d(r, []string{"."})
			d(r, []string{" "})
		}
		if !changed {
			t.Errorf("damage %d never changes anything", i)
		}
	}
}

func TestCut(t *testing.T) {
	lengths := map[int]bool{}
	for seed := range uint64(1000) {
		s := Cut(whole, seed)
		if !strings.HasPrefix(whole, s) || !utf8.ValidString(s) {
			t.Fatalf("seed %d cuts to %q", seed, s)
		}
		lengths[len(s)] = true
	}
	if len(lengths) < 100 || !lengths[len(whole)] {
		t.Errorf("%d places of %d were cut at", len(lengths), len(whole))
	}
	if Cut("", 1) != "" {
		t.Error("something comes of nothing")
	}
}
