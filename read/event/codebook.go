package event

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
)

// codeParties fills in the parties as the codebooks want them: those of the
// event and, where a side is empty, the first of the sentence that is on
// neither side.
func (r *reader) codeParties(d *draft, e *fact.Event) {
	e.Codes.Source, e.Codes.Target = codesOfParties(e.Actors), codesOfParties(e.Recipients)
	if len(e.Codes.Source) > 0 && len(e.Codes.Target) > 0 || e.Codes.Plover == "" {
		return
	}
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	taken := append(slices.Clone(e.Actors), e.Recipients...)
	for i := int(s.First); i < int(s.Last); i++ {
		if r.w.MentionAt(i) < 0 {
			continue
		}
		for _, p := range r.w.PartiesOf(i) {
			if p.Code == unknown || hasParty(taken, p) {
				continue
			}
			taken = append(taken, p)
			switch {
			case len(e.Codes.Source) == 0:
				e.Codes.Source = codesOfParties([]fact.Party{p})
			case len(e.Codes.Target) == 0:
				e.Codes.Target = codesOfParties([]fact.Party{p})
			default:
				return
			}
			e.Codes.Guessed = true
		}
	}
}

// codesOfParties returns the codes of parties with their first sector, each
// once.
func codesOfParties(ps []fact.Party) []string {
	var out []string
	for _, p := range ps {
		if p.Code == "" || p.Code == unknown {
			continue
		}
		c := p.Code
		if len(p.Sectors) > 0 {
			c += p.Sectors[0]
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// carrying returns the word that carries a draft, with its sense where the
// roles know it.
func (r *reader) carrying(d *draft) *fact.Predicate {
	p := &fact.Predicate{Lemma: r.Lemma(d.trigger)}
	if m := r.roles.Meant(d.trigger); m != nil && m.Sense != nil {
		p.Roleset = fact.Ptr(m.Sense.Name)
	}
	return p
}
