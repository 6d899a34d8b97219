package event

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// fillSides makes the parties of an event those of the codes that were chosen.
// Parties of no known country are not weighed and stay, under the words that
// the text has for them; so do those whose country was a guess that was not
// chosen.
func (r *reader) fillSides(s *scene, chosen *sides) {
	if s.mutual {
		r.fillBoth(s, chosen.doers)
		return
	}
	r.fillSide(s, judge.Doer, chosen.doers)
	r.fillSide(s, judge.Affected, chosen.affected)
}

// fillBoth fills the sides of what all do to each other: whoever is on the other
// side stays there, and who is new is a doer.
func (r *reader) fillBoth(s *scene, chosen []string) {
	there := sides{affected: kept(chosen, s.affectedNow)}
	for _, c := range chosen {
		if !slices.Contains(there.affected, c) {
			there.doers = append(there.doers, c)
		}
	}
	r.fillSide(s, judge.Doer, there.doers)
	r.fillSide(s, judge.Affected, there.affected)
}

// kept returns those of some codes that are among others too.
func kept(some, others []string) []string {
	var out []string
	for _, c := range some {
		if slices.Contains(others, c) {
			out = append(out, c)
		}
	}
	return out
}

// fillSide keeps of the parties on one side those of a chosen code or of none
// that is known, and adds one for each code that nobody there has.
func (r *reader) fillSide(s *scene, role judge.Role, chosen []string) {
	there, other := &s.d.actors, s.d.recips
	if role == judge.Affected {
		there, other = &s.d.recips, s.d.actors
	}
	var out []fact.Party
	for _, p := range *there {
		if countryKnown(p) && !slices.Contains(chosen, p.Code) {
			if !s.guessed(role, p) {
				continue
			}
			p.Code = unknown
		}
		out = addParty(out, p)
	}
	for _, code := range chosen {
		if slices.ContainsFunc(out, func(p fact.Party) bool { return p.Code == code }) {
			continue
		}
		p, ok := r.partyFor(s, role, code, other)
		if !ok {
			continue // nobody but the other side
		}
		if n := slices.IndexFunc(out, func(q fact.Party) bool { return sameWho(p, q) }); n >= 0 {
			out[n].Code = code
		} else {
			out = append(out, p)
		}
	}
	*there = out
}

// guessed reports whether a party's words, which the judgement takes for one of a
// side, mean nobody known, so that its country is a guess.
func (s *scene) guessed(role judge.Role, p fact.Party) bool {
	return p.Entity == nil && p.Span != nil && slices.ContainsFunc(s.claims, func(c claim) bool {
		return c.role == role && c.p >= 0.5 && len(c.known) == 0 && c.at.Start < p.Span.End && p.Span.Start < c.at.End
	})
}

// sameWho reports whether q, whose country nobody knew, is party p.
func sameWho(p, q fact.Party) bool {
	if countryKnown(q) {
		return false
	}
	if p.Entity != nil && q.Entity != nil {
		return *p.Entity == *q.Entity
	}
	return p.Span != nil && q.Span != nil && p.Span.Start < q.Span.End && q.Span.Start < p.Span.End
}

// partyFor returns the party of a code on one side: by the word that speaks most
// for it, by one that names it, or the country itself; false where each of them
// is one of the other side.
func (r *reader) partyFor(s *scene, role judge.Role, code string, other []fact.Party) (fact.Party, bool) {
	free := func(p fact.Party) bool {
		return !slices.ContainsFunc(other, func(q fact.Party) bool { return sameParty(p, q) })
	}
	for _, c := range s.claimsFor(role, code) {
		if p, ok := r.claimed(c, code); ok && free(p) {
			return p, true
		}
	}
	i, _ := s.wordFor(role, code, s.d.trigger)
	for n := range s.named {
		for _, p := range s.named[n].parties {
			if s.named[n].token == i && p.Code == code && free(p) {
				return p, true
			}
		}
	}
	p := fact.Party{Code: code, Entity: r.countryEntity(code)}
	return p, !slices.ContainsFunc(other, func(q fact.Party) bool { return q.Code == code })
}

// claimsFor returns the claims that speak for a code on a side, those that speak
// most for it first.
func (s *scene) claimsFor(role judge.Role, code string) []*claim {
	var out []*claim
	for i := range s.claims {
		if c := &s.claims[i]; c.role == role && c.of(code) > little {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *claim) int { return cmp.Compare(b.of(code), a.of(code)) })
	return out
}

// little is how likely a word must speak for a code to stand for it.
const little = 0.05

// claimed returns the party of a code that the word of a claim means, or which
// it is taken to be.
func (r *reader) claimed(c *claim, code string) (fact.Party, bool) {
	ps := r.parties(c.token)
	for _, p := range ps {
		if p.Code == code {
			return p, true
		}
	}
	if len(c.known) > 0 {
		return fact.Party{}, false
	}
	if len(ps) == 1 {
		ps[0].Code = code
		return ps[0], true
	}
	switch r.d.Tokens[c.token].Pos {
	case text.NOUN, text.PROPN, text.PRON:
		return r.atHome(Asked{Head: c.token, Role: c.role}, code)[0], true
	}
	return fact.Party{}, false
}
