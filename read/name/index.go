package name

import (
	"cmp"
	"iter"
	"slices"
	"sort"
)

// What a story has thousands of is not gone through for each of them: index
// says where it is, and these say how far the reader looks where it must
// compare. No story that a person would read to its end is cut short.
const (
	titleReach = 200 // titles before and behind
	firstEnts  = 100 // entities that the story begins with
	latestEnts = 700 // entities found last
)

// index finds items by place, and what else of a story is asked for often.
type index struct {
	starts  []int32         // per token: index plus one of the item put last that begins there
	chain   []int32         // per item: the one put before it that begins at the same token, plus one
	named   [][]int32       // per entity: its items that are persons' names, by place; see nameItems
	small   map[uint64]bool // words with a small letter somewhere
	inside  map[uint64]bool // words with a capital where a common word has none
	family  map[uint64]bool // words that end the full names of persons; see family
	rebels  *rebels         // nil while it is not known
	holders map[string]int  // see holdersOf
}

// rebels is the armed group that a story is about, or -1, and the country
// against which it stands.
type rebels struct {
	ent      int32
	opposed  bool // opponent has been sought
	opponent string
}

func (x *index) begin(tokens int) {
	*x = index{
		starts: resize(x.starts, tokens), chain: x.chain[:0],
		holders: map[string]int{},
	}
}

// put notes that the next item begins at a token.
func (x *index) put(first int32) {
	x.chain = append(x.chain, x.starts[first])
	x.starts[first] = int32(len(x.chain))
}

// itemsIn returns the indexes of the items that lie inside tokens first to
// last-1, in their order.
func (s *scan) itemsIn(first, last int) []int32 {
	var out []int32
	for i := first; i < last; i++ {
		for n := s.index.starts[i]; n > 0; n = s.index.chain[n-1] {
			if int(s.items[n-1].last) <= last {
				out = append(out, n-1)
			}
		}
	}
	slices.Sort(out)
	return out
}

// nameItems notes which items name each person. From then on none is added.
func (s *scan) nameItems() {
	s.index.named = make([][]int32, len(s.ents))
	for k := range s.items {
		if it := &s.items[k]; it.ent >= 0 && it.kind == kPerson {
			s.index.named[it.ent] = append(s.index.named[it.ent], int32(k))
		}
	}
	for _, ks := range s.index.named {
		slices.SortStableFunc(ks, func(a, b int32) int { return cmp.Compare(s.items[a].first, s.items[b].first) })
	}
}

// namesOf returns the items that name person e, by place.
func (s *scan) namesOf(e int32) []int32 {
	if int(e) >= len(s.index.named) {
		return nil
	}
	return s.index.named[e]
}

// titlesIn returns the range of the indexes of the titles whose own words
// begin at tokens first to last-1.
func (s *scan) titlesIn(first, last int) (i, j int) {
	i = sort.Search(len(s.titles), func(k int) bool { return int(s.titles[k].first) >= first })
	for j = i; j < len(s.titles) && int(s.titles[j].first) < last; j++ {
	}
	return i, j
}

// near yields the entities among which the bearer of an office is sought.
func (s *scan) near() iter.Seq2[int32, *entity] {
	return func(yield func(int32, *entity) bool) {
		for i := 0; i < len(s.ents); i++ {
			if i == firstEnts {
				i = max(i, len(s.ents)-latestEnts)
			}
			if !yield(int32(i), &s.ents[i]) {
				return
			}
		}
	}
}
