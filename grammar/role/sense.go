package role

import (
	"slices"

	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/text"
)

// sense returns the sense in which token i is a predicate by its scores, or
// nil where it is none. Column 0 is for no predicate, the others for the
// numbers of senses.
func (r *Reader) sense(d *text.Document, i int, class uint32, row []int16) *roleset.Roleset {
	if r.odds.share(row[:roleset.LightNumber+1], 0) > half {
		return nil
	}
	lemma := d.Tokens[i].Lemma
	if light := row[roleset.LightNumber]; light > row[0] && light >= top(row[1:roleset.LightNumber]) {
		return roleset.New(lemma + ".LV")
	}
	if c := best(r.inventory.Of(lemma), bit(class), row, particles(d, i)); c != nil {
		return c
	}
	if class == feature.Verb {
		return roleset.New(lemma + ".01")
	}
	return nil
}

func top(row []int16) int16 {
	most := row[0]
	for _, x := range row {
		most = max(most, x)
	}
	return most
}

// bit returns the class of rolesets for a class of words.
func bit(class uint32) uint8 {
	switch class {
	case feature.Verb:
		return roleset.Verb
	case feature.Noun:
		return roleset.Noun
	case feature.Adjective:
		return roleset.Adjective
	}
	return 0
}

// particles returns the lemmas of the adverbs and particles with token i, and
// of the word after it.
func particles(d *text.Document, i int) []string {
	var out []string
	s := &d.Sentences[d.Tokens[i].Sentence]
	for k := i + 1; k < min(int(s.Last), i+8); k++ {
		t := &d.Tokens[k]
		if k == i+1 || t.Head == int32(i) && (t.Dep == text.DepCompoundPrt || t.Dep == text.DepAdvmod) {
			out = append(out, t.Lemma)
		}
	}
	return out
}

// best returns the choice with the greatest score: of those of the class, or
// of all where there are none; phrasal verbs only where their particle is
// there. Of equals it takes the one seen more often.
func best(all []roleset.Choice, class uint8, row []int16, particles []string) *roleset.Roleset {
	var found *roleset.Choice
	for i := range all {
		c := &all[i]
		if c.Particle != "" && !slices.Contains(particles, c.Particle) {
			continue
		}
		if found == nil || better(c, found, class, row) {
			found = c
		}
	}
	if found == nil {
		return nil
	}
	return found.Roleset
}

// better reports whether a is a better choice than b.
func better(a, b *roleset.Choice, class uint8, row []int16) bool {
	if x, y := a.Class&class != 0, b.Class&class != 0; x != y {
		return x
	}
	if x, y := weight(a, row), weight(b, row); x != y {
		return x > y
	}
	return a.Seen > b.Seen
}

// particleWorth is what a particle that is there is worth: two nats.
const particleWorth = 2 << ScoreBits

func weight(c *roleset.Choice, row []int16) int {
	w := int(row[c.Number])
	if c.Particle != "" {
		w += particleWorth
	}
	return w
}
