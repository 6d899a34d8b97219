package label

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/text"
)

// TestBest holds Viterbi against trying every sequence.
func TestBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		const n = 4
		scores := make([]int16, n*Columns)
		for i := range scores {
			scores[i] = int16(rng.IntN(2000) - 1000)
		}
		var moves [Labels][Labels]int32
		for f := range Labels {
			for e := range Labels {
				moves[f][e] = int32(rng.IntN(1000) - 500)
			}
		}
		got := make([]int, n)
		best(scores, &moves, make([]uint8, n*Labels), func(i int, e text.Ent) { got[i] = int(e) })
		value := func(l []int) (sum int32, ok bool) {
			prev := 0
			for i, e := range l {
				if !Allowed(prev, e) {
					return 0, false
				}
				sum += moves[prev][e] + int32(scores[i*Columns+e])
				prev = e
			}
			return sum, true
		}
		most := int32(-1 << 30)
		for k := range Labels * Labels * Labels * Labels {
			l := []int{k % Labels, k / Labels % Labels, k / Labels / Labels % Labels, k / Labels / Labels / Labels}
			if v, ok := value(l); ok {
				most = max(most, v)
			}
		}
		if v, ok := value(got); !ok || v != most {
			t.Fatalf("%v is worth %d (allowed: %v), the best %d", got, v, ok, most)
		}
	}
}

func document(s string) *text.Document { return text.New(s, nil) }

func TestKnown(t *testing.T) {
	file, err := WriteKnown(map[string][]string{"red cross": {"ngo"}, "red": {"term"}, "łódź": {"town"}, "ann": {"given", "pet"}}, map[string]int{"red": 1, "łódź": 5})
	if err != nil {
		t.Fatal(err)
	}
	k, err := OpenKnown(string(file))
	if err != nil {
		t.Fatal(err)
	}
	s := k.Look(document("The Red Cross of Łódź met ann. Red tape"))
	bit := func(kind string) uint32 {
		for i, x := range Kinds {
			if x == kind {
				return 1 << i
			}
		}
		t.Fatal(kind)
		return 0
	}
	for _, c := range []struct {
		token, use int
		want       uint32
	}{
		{0, alone, 0},
		{1, alone, bit("term")},
		{1, begins, bit("ngo")},
		{2, within, bit("ngo")},
		{2, alone, 0},
		{4, alone, bit("town")},
		{6, alone + small, bit("given") | bit("pet")},
		{6, alone, 0},
		{8, begins, 0},
		{8, alone, bit("term")},
	} {
		if got := s[c.token].lists[c.use]; got != c.want {
			t.Errorf("token %d, use %d: %b, want %b", c.token, c.use, got, c.want)
		}
	}
	if s[1].writing != 1 || s[4].writing != 5 || s[2].writing != 0 {
		t.Errorf("writing: %d %d %d", s[1].writing, s[4].writing, s[2].writing)
	}
	if _, err := WriteKnown(map[string][]string{"x": {"nonsense"}}, nil); err == nil {
		t.Error("a kind that there is not")
	}
	if _, err := OpenKnown(string(file) + "x"); err == nil {
		t.Error("half an entry")
	}
	if _, err := OpenKnown(string(file[8:]) + string(file[:8])); err == nil {
		t.Error("entries out of order")
	}
}

func TestWriting(t *testing.T) {
	for _, c := range [][3]int{{1, 1, 0}, {0, 3, 5}, {1, 4, 4}, {5, 5, 3}, {9, 1, 2}, {99, 1, 1}, {5, 0, 1}} {
		if got := Writing(c[0], c[1]); got != c[2] {
			t.Errorf("%d small, %d with a capital: %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestBroken(t *testing.T) {
	if _, err := Load(); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{
		"empty": "", "short": embedded[:len(embedded)/2], "magic": "x" + embedded[1:], "flipped": embedded[:5000] + string(embedded[5000]^1) + embedded[5001:],
	} {
		if _, err := New(s, embeddedKnown); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLongSentences: room is made for sentences of any length, and labels do
// not depend on what stands in the same batch.
func TestLongSentences(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	one := "Karla Holmquist flew to Oslo for Gazprom. "
	apply := func(s string) *text.Document {
		d := document(s)
		var room Scratch
		m.Apply(t.Context(), d, make([]Hint, len(d.Tokens)), &room)
		return d
	}
	a := apply(one)
	d := apply(strings.Repeat(one, 60) + strings.Repeat("Oslo , ", 400) + "and " + one)
	for i := range 60 * len(a.Tokens) {
		if want := a.Tokens[i%len(a.Tokens)].Ent; d.Tokens[i].Ent != want {
			t.Fatalf("token %d: %v, want %v", i, d.Tokens[i].Ent, want)
		}
	}
	apply("")
}
