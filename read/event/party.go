package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/text"
)

// The codes of parties that are of no country.
const (
	unknown = "UNK"
	firm    = "MNC"
	states  = "IGO" // a body of several states
	group   = "NGO"
)

// parties returns the political parties that the phrase headed by token i
// names: one, or several when it is coordinated or plural.
func (r *reader) parties(i int) []fact.Party {
	if i = r.standsFor(i); i < 0 {
		return nil
	}
	var out []fact.Party
	for _, k := range r.Members(i, r.listed) {
		for _, p := range r.partiesAt(k) {
			out = addParty(out, p)
		}
	}
	if len(out) == 0 {
		out = r.both(i)
	}
	return out
}

// maxSpeakers bounds the chain of speakers who are pronouns themselves: we,
// they said, he said. Speakers may also be each other's.
const maxSpeakers = 8

// standsFor returns the token that says who token i is: i itself or, where that
// is a pronoun that no name resolves, the one who speaks. It is -1 where the
// speakers lead to nobody.
func (r *reader) standsFor(i int) int {
	for range maxSpeakers {
		if i < 0 || r.d.Tokens[i].Pos != text.PRON || r.w.EntityAt(i) != nil {
			return i
		}
		i = r.speakerOf(i)
	}
	return -1
}

// speakerOf returns the subject of the clause of saying around a pronoun, or
// -1: inside what someone says, he, she, it, they and we are the speaker.
func (r *reader) speakerOf(i int) int {
	if !r.lex.classes["pronoun"][r.Lemma(i)] {
		return -1
	}
	first := r.d.Tokens[i].Feats&text.FirstPerson != 0
	cur := i
	for n := 0; n < 12; n++ {
		for _, k := range r.t.Of(cur) {
			if first && r.Tag(int(k)) && !(int32(i) >= r.t.Left[k] && int32(i) <= r.t.Right[k]) {
				if s := r.t.Child(int(k), text.DepNsubj); s >= 0 && s != i {
					return s
				}
			}
		}
		h := int(r.d.Tokens[cur].Head)
		if h < 0 {
			return -1
		}
		if r.Dep(cur) == text.DepCcomp && r.Says(h) {
			if s := r.t.Child(h, text.DepNsubj); s >= 0 && s != i && r.d.Tokens[s].Pos != text.PRON {
				return s
			}
		}
		cur = h
	}
	return -1
}

// groupOf returns the organisation whose fighters a noun means: Khmer Rouge
// fighters, militants of al Shabaab.
func (r *reader) groupOf(i int) []fact.Party {
	l := r.Lemma(i)
	if r.d.Tokens[i].Pos != text.NOUN || !r.lex.classes["armed"][l] && !r.lex.classes["people"][l] && !r.lex.classes["bloc"][l] {
		return nil
	}
	for _, k := range r.t.Of(i) {
		switch r.Dep(int(k)) {
		case text.DepCompound, text.DepNmod, text.DepAmod, text.DepNmodPoss, text.DepAppos:
			if r.Dep(int(k)) == text.DepAppos && (r.lex.classes["people"][l] || r.lex.classes["armed"][l]) && l != "group" && l != "movement" {
				continue
			}
			e, at := r.named(int(k))
			if e == nil || e.Kind != fact.Organization && e.Kind != fact.Group || r.d.Tokens[k].Pos != text.PROPN {
				continue
			}
			if p, _ := r.Preposition(int(k)); p == "" || p == "of" || p == "from" {
				if ps := r.w.PartiesOf(at); len(ps) == 1 {
					return ps
				}
			}
		}
	}
	return nil
}

// named returns the organisation that token k or a later word of its name heads.
func (r *reader) named(k int) (*fact.Entity, int) {
	for _, f := range r.t.Of(k) {
		if r.Dep(int(f)) == text.DepFlat {
			if e := r.w.EntityAt(int(f)); e != nil && e.Kind == fact.Organization {
				return e, int(f)
			}
		}
	}
	return r.w.EntityAt(k), k
}

// both returns those of the last meeting that the story told for a definite
// plural that nothing else resolves: the two, both sides, the negotiators.
func (r *reader) both(i int) []fact.Party {
	if i < 0 || len(r.found.all) == 0 || r.w.EntityAt(i) != nil {
		return nil
	}
	if l := r.Lemma(i); l != "two" && l != "both" && (!r.lex.classes["side"][l] || r.d.Tokens[i].Tag != text.TagNNS) || r.t.Child(i, text.DepNmod, text.DepNmodPoss, text.DepAmod) >= 0 {
		return nil
	}
	if d := r.t.Child(i, text.DepDet); d >= 0 && r.Lemma(d) != "the" && r.Lemma(d) != "both" {
		return nil
	}
	for n := len(r.found.all) - 1; n >= 0 && n >= len(r.found.all)-lately; n-- {
		e := &r.w.Reading.Events[r.found.all[n].index]
		if k, _ := ontology.Parse(e.Type); k != Consult && k != Support && k != Agree {
			continue
		}
		var out []fact.Party
		for _, p := range append(append([]fact.Party{}, e.Actors...), e.Recipients...) {
			if !hasParty(out, p) {
				out = append(out, p)
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// partiesAt returns the parties that token i names, without what is coordinated
// with it.
func (r *reader) partiesAt(i int) []fact.Party {
	if ps := r.groupOf(i); ps != nil {
		return ps
	}
	return r.w.PartiesOf(i)
}

// party returns the single party that token i names, and false where it is none
// or several.
func (r *reader) party(i int) (fact.Party, bool) {
	ps := r.partiesAt(i)
	if len(ps) != 1 {
		return fact.Party{}, false
	}
	return ps[0], true
}

func (r *reader) isParty(i int) bool {
	return r.w.EntityAt(i) != nil && len(r.partiesAt(i)) > 0
}

// listed reports whether apposition k goes on a list of countries that its head
// begins.
func (r *reader) listed(k int) bool {
	return r.isCountry(int(r.d.Tokens[k].Head)) && (r.isCountry(k) || r.w.EntityAt(k) == nil && r.t.Child(k, text.DepConj) >= 0)
}

func addParty(list []fact.Party, p fact.Party) []fact.Party {
	for _, q := range list {
		if sameParty(p, q) {
			return list
		}
	}
	return append(list, p)
}

func sameParty(p, q fact.Party) bool {
	if p.Entity != nil && q.Entity != nil {
		return *p.Entity == *q.Entity
	}
	return p.Code == q.Code && p.Entity == nil && q.Entity == nil && (p.Span == nil || q.Span == nil || p.Span.Start < q.Span.End && q.Span.Start < p.Span.End)
}
