package feature

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/text"
)

// tree returns a document of words w with these heads, -1 for the root.
func tree(heads ...int32) *text.Document {
	d := &text.Document{Sentences: []text.Sentence{{Last: int32(len(heads))}}}
	for _, h := range heads {
		start := uint32(len(d.Text))
		d.Text += "w "
		d.Tokens = append(d.Tokens, text.Token{Start: start, End: start + 1, Head: h, Dep: text.DepObj})
	}
	return d
}

// TestCandidates holds that the tokens around a predicate are candidates, each
// once and in order.
func TestCandidates(t *testing.T) {
	// 0 <- 1 -> 2 -> 3 -> 4: the predicate 2 sees its child and grandchild,
	// its head, and what hangs from that.
	d := tree(1, -1, 1, 2, 3)
	v := View{Clusters: NewClusters(nil, nil)}
	v.Load(d)
	var got []int32
	for _, c := range v.Candidates(nil, 2) {
		got = append(got, c.Token)
	}
	if want := []int32{0, 1, 2, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestCandidatesBound holds that even a sentence without measure gives few.
func TestCandidatesBound(t *testing.T) {
	f := func(name string, head func(i int) int32) {
		t.Helper()
		heads := make([]int32, 20_000)
		for i := range heads {
			heads[i] = head(i)
		}
		v := View{Clusters: NewClusters(nil, nil)}
		v.Load(tree(heads...))
		for _, p := range []int{0, 10_000, 19_999} {
			c := v.Candidates(nil, p)
			if len(c) > highest+highest*2*wide+deep*4*wide*wide {
				t.Errorf("%s: token %d has %d candidates", name, p, len(c))
			}
			if !slices.IsSortedFunc(c, func(a, b Candidate) int { return int(a.Token - b.Token) }) {
				t.Errorf("%s: the candidates of token %d are out of order", name, p)
			}
		}
	}
	f("a chain", func(i int) int32 { return int32(i) - 1 })
	f("a bush", func(i int) int32 { return int32(min(i, 1)) - 1 })
	rng := rand.New(rand.NewPCG(1, 1))
	f("a tree", func(i int) int32 {
		if i == 0 {
			return -1
		}
		return int32(rng.IntN(i))
	})
}

func TestClusters(t *testing.T) {
	c := NewClusters([]uint32{Hash("oil"), Hash("gas"), Hash("Klow")}, []uint16{1, 17, 33})
	f := func(word string, narrow, wide uint32) {
		t.Helper()
		if n, w := c.Of(Hash(word)); n != narrow || w != wide {
			t.Errorf("%s: %d, %d, want %d, %d", word, n, w, narrow, wide)
		}
	}
	f("oil", 1, 1)
	f("GAS", 17, 2)
	f("klow", 33, 3)
	f("wheat", 0, 0)
}

func TestHash(t *testing.T) {
	if Hash("ŞIRNAK") != Hash("şirnak") || Hash("Oman") != Hash("OMAN") {
		t.Error("case changes the hash")
	}
	if Hash("oil") == Hash("oils") {
		t.Error("two words have one hash")
	}
}
