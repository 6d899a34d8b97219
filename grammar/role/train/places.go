package train

import (
	"math/rand/v2"
	"slices"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/grammar/role/roleset"
)

// places are what a network reads, one after the other: keys of features with
// the column that is right. A sequence is what its recurrent layers see as a
// whole, a sample what is dealt as a whole.
type places struct {
	keys    []feature.Key
	offs    []int32 // where the keys of each place begin, and their end
	gold    []int16 // the right column of each place, -1 where nobody knows
	starts  []int32 // the first place of each sequence, and their end
	samples []int32 // the first sequence of each sample, and their end
}

func newPlaces() *places {
	return &places{offs: []int32{0}, starts: []int32{0}, samples: []int32{0}}
}

// place ends a place whose keys have been appended.
func (p *places) place(gold int) {
	p.offs = append(p.offs, int32(len(p.keys)))
	p.gold = append(p.gold, int16(gold))
}

// sequence ends a sequence, sample a sample.
func (p *places) sequence() { p.starts = append(p.starts, int32(len(p.gold))) }
func (p *places) sample()   { p.samples = append(p.samples, int32(len(p.starts)-1)) }

// spots returns the places of the network that finds predicates: a sequence a
// sentence.
func (m *Material) spots(r reading) *places {
	v := feature.View{Clusters: m.clusters}
	d := r.doc
	v.Load(d)
	out := newPlaces()
	for k, s := range r.gold {
		first := int(d.Sentences[k].First)
		right := make([]int, d.Sentences[k].Last-d.Sentences[k].First)
		for i := range right {
			if s.Words != nil && v.Class(first+i) != feature.Verb {
				right[i] = -1
			}
		}
		for _, p := range s.Predicates {
			right[p.Word-1] = roleset.New(p.Sense).Number
		}
		for i, g := range right {
			out.keys = v.Spot(out.keys, first+i, role.Known(m.inventory.Of(d.Tokens[first+i].Lemma)))
			out.place(g)
		}
		if len(right) > 0 {
			out.sequence()
		}
		out.sample()
	}
	return out
}

// fills returns the places of the network that finds arguments: a sequence a
// predicate.
func (m *Material) fills(r reading) *places {
	v := feature.View{Clusters: m.clusters}
	v.Load(r.doc)
	out := newPlaces()
	var cands []feature.Candidate
	rng := rand.New(rand.NewPCG(m.seed, 41))
	for k, s := range r.gold {
		first := int(r.doc.Sentences[k].First)
		for _, p := range s.Predicates {
			sense := m.inventory.Get(p.Sense)
			if sense.Auxiliary {
				continue
			}
			at := first + p.Word - 1
			if r.noisy && rng.Float64() < wrongSense {
				sense = m.other(sense, r.doc.Tokens[at].Lemma, rng)
			}
			cands = v.Candidates(cands[:0], at)
			for _, c := range cands {
				out.keys = v.Predicate(out.keys, at, sense)
				out.keys = v.Argument(out.keys, at, c, sense)
				out.place(int(rightLabel(p.Args, int(c.Token)-first+1)))
			}
			out.sequence()
		}
		out.sample()
	}
	return out
}

// wrongSense is the share of predicates with another sense of their lemma in
// the noisy readings: as the reader confuses them.
const wrongSense = 0.15

// other returns one of the senses that the texts have for a lemma.
func (m *Material) other(sense *roleset.Roleset, lemma string, rng *rand.Rand) *roleset.Roleset {
	var seen []*roleset.Roleset
	for _, c := range m.inventory.Of(lemma) {
		if c.Seen > 0 && !c.Auxiliary {
			seen = append(seen, c.Roleset)
		}
	}
	if len(seen) == 0 {
		return sense
	}
	return seen[rng.IntN(len(seen))]
}

// rightLabel returns the label of the argument whose head is the word.
func rightLabel(args []propbank.Argument, word int) role.Label {
	for _, a := range args {
		if a.Head == word {
			l, _ := role.ParseLabel(a.Label)
			return l
		}
	}
	return role.None
}

// frequent returns the keys met at least least times, the most frequent first,
// and no more than most of them.
func frequent(all []*places, least, most int) []feature.Key {
	counts := make(map[feature.Key]int32)
	var sorted []feature.Key
	for _, p := range all {
		sorted = append(sorted[:0], p.keys...)
		slices.Sort(sorted)
		for i := 0; i < len(sorted); {
			j := i
			for j < len(sorted) && sorted[j] == sorted[i] {
				j++
			}
			if j-i >= least {
				counts[sorted[i]] += int32(j - i)
			}
			i = j
		}
	}
	keys := sorted[:0]
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b feature.Key) int {
		if d := counts[b] - counts[a]; d != 0 {
			return int(d)
		}
		return int(int64(a) - int64(b))
	})
	return slices.Clone(keys[:min(len(keys), most)])
}

// rows turns keys into table rows, those without a row left out.
func (p *places) rows(x *role.Index) *samples {
	out := &samples{places: p, offs: make([]int32, 1, len(p.offs))}
	for i := range p.gold {
		for _, k := range p.keys[p.offs[i]:p.offs[i+1]] {
			if r := x.Row(k); r != 0 {
				out.rows = append(out.rows, r)
			}
		}
		out.offs = append(out.offs, int32(len(out.rows)))
	}
	p.keys, p.offs = nil, nil
	return out
}

// samples are places with table rows in place of keys.
type samples struct {
	*places
	rows []int32
	offs []int32
}

// of returns the rows of a place.
func (s *samples) of(place int32) []int32 { return s.rows[s.offs[place]:s.offs[place+1]] }

// len returns the number of places of a sample.
func (s *samples) len(sample int) int {
	return int(s.starts[s.samples[sample+1]] - s.starts[s.samples[sample]])
}
