package name

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// antecedent returns the entity that the pronoun at token p means, or -1. Before
// is the token before which it must stand.
func (s *scan) antecedent(p, before int) int32 {
	c := s.class[p]
	if it := s.itemAt(p); it != nil && it.kind == kPerson {
		return it.ent
	}
	first, _ := s.sentence(p)
	if p == before && c&pronoun != 0 && first > 0 && !s.split(first) && (s.trails(p, first) || p == first && s.verbClass(p+1)&speech != 0) {
		a, b := s.sentence(first - 1)
		if e := s.teller(c, a, b, s.low(p)); e >= 0 {
			return e
		}
	}
	if p == before && c&pronoun != 0 && s.trails(p, first) && first > 0 && !s.split(first) {
		a, b := s.sentence(first - 1)
		if e := s.before(c, a, b, false, s.low(p)); e >= 0 {
			return e // the minister had lied, he said: who spoke before
		}
	}
	if e := s.before(c, first, min(p, before), true, s.low(p)); e >= 0 {
		return e
	}
	if first == 0 || s.split(first) || c&neuter != 0 && s.openBody(first, p) {
		return -1
	}
	a, b := s.sentence(first - 1)
	return s.before(c, a, b, false, s.low(p))
}

// openBody reports whether a body of which nobody knows whose it is does
// something in tokens first to p-1: its may be that body's.
func (s *scan) openBody(first, p int) bool {
	for k := first; k < p; k++ {
		if s.is(k, body) && !s.capital(k) && s.isSubject(k) && s.itemAt(k) == nil {
			return true
		}
	}
	return false
}

// teller returns who tells what stands in tokens from to to-1: the subject of the
// verb of saying behind it; -1 where nobody does.
func (s *scan) teller(c class, from, to int, form string) int32 {
	if s.tree == nil {
		return -1
	}
	for v := to - 1; v > from+4 && v > to-6; v-- { // ..., a spokeswoman for the ministry said.
		if s.d.Tokens[v].Pos != text.VERB || s.lemmaClass(v)&speech == 0 {
			continue
		}
		k := v - 1
		for k > from && s.form(k) != "," {
			k--
		}
		for n := 1; n <= 2; n++ {
			if it := s.startsAt(k + n); it != nil && it.ent >= 0 && int(it.last) <= v && k > from+2 && s.agrees(c, &s.ents[it.ent], it, form) {
				return it.ent
			}
		}
		break
	}
	for i := to - 1; i > from+3; i-- {
		it := s.itemAt(i)
		if it == nil || it.ent < 0 || int(it.head) != i || !s.isSubject(i) || s.d.Tokens[i].Flags&text.Quoted != 0 {
			continue
		}
		g := int(s.d.Tokens[i].Head)
		if g < 0 || s.lemmaClass(g)&speech == 0 || s.tree.Child(g, text.DepCcomp, text.DepParataxis) > i {
			continue
		}
		if s.agrees(c, &s.ents[it.ent], it, form) && s.form(int(it.first)-1) != "that" {
			return it.ent
		}
		return -1
	}
	return -1
}

// trails reports whether the pronoun at token p tells who said all that stands
// before it in its sentence: ..., he said.
func (s *scan) trails(p, first int) bool {
	if p-first < 4 || s.form(p-1) != "," || p+2 >= len(s.d.Tokens) || s.verbClass(p+1)&speech == 0 {
		return false
	}
	switch s.form(p + 2) {
	case ".", ",":
		return true
	}
	return s.is(p+2, monthday)
}

// split reports whether a new part of the story begins with token i, across
// which pronouns do not reach.
func (s *scan) split(i int) bool {
	return i > 0 && s.d.KindOf(i) != s.d.KindOf(i-1)
}

// before returns the entity of tokens from to to-1 that a pronoun of class c can
// mean: the subject, else the only one.
func (s *scan) before(c class, from, to int, same bool, form string) int32 {
	only, many := int32(-1), false
	subject := int32(-1)
	for i := from; i < to; i++ {
		it := s.startsAt(i)
		if it == nil || it.ent < 0 || it.kind == 0 || it.kind == kPronoun && !same {
			if it == nil || it.kind != kPronoun || it.ent < 0 {
				continue
			}
		}
		e := it.ent
		if !s.agrees(c, &s.ents[e], it, form) || !same && s.ents[e].anonymous && s.newParagraph(to) {
			continue
		}
		if s.isSubject(int(it.head)) && subject < 0 {
			subject = e
		}
		if only >= 0 && only != e {
			many = true
		}
		only = e
	}
	if subject >= 0 {
		return subject
	}
	if many {
		return -1
	}
	return only
}

// newParagraph reports whether a paragraph begins with token i.
func (s *scan) newParagraph(i int) bool {
	if i <= 0 || i >= len(s.d.Tokens) {
		return false
	}
	here, before := s.d.Sentences[s.d.Tokens[i].Sentence], s.d.Sentences[s.d.At(i-1).Sentence]
	return here.Paragraph != before.Paragraph
}

// isSubject reports whether token h is the subject of a main or reporting
// clause.
func (s *scan) isSubject(h int) bool {
	if s.tree == nil {
		first, _ := s.sentence(h)
		return h-first < 6
	}
	switch s.d.Tokens[h].Dep {
	case text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter:
		return true
	}
	return false
}

// agrees reports whether a pronoun of class c can mean entity e.
func (s *scan) agrees(c class, e *entity, it *item, form string) bool {
	switch {
	case c&pronoun != 0:
		if e.kind != fact.Person || e.many {
			return false
		}
		woman := s.en.sheForm.Has(form)
		return !(woman && e.woman < 0) && !(!woman && e.woman > 0)
	case c&neuter != 0:
		switch e.kind {
		case fact.Country:
			return it.kind != kAdjective
		case fact.Organization, fact.Unit:
			return !e.many
		}
		return false
	case c&plural != 0:
		return e.many || e.members != nil
	}
	return false
}

// corefer resolves the pronouns, left to right.
func (s *scan) corefer(ctx context.Context) {
	for i := range read.Each(ctx, len(s.d.Tokens)) {
		c := s.class[i]
		if c&(pronoun|neuter|plural) == 0 || s.at[i] != 0 {
			continue
		}
		if s.d.Has.Has(text.Tags) && s.d.Tokens[i].Pos != text.PRON && s.d.Tokens[i].Pos != text.DET {
			continue
		}
		if s.d.Tokens[i].Dep == text.DepExpl || s.expletive(i) {
			continue
		}
		e := s.antecedent(i, i)
		if e < 0 {
			s.note(i, i+1, "pronoun left open")
			continue
		}
		n := s.put(item{first: int32(i), last: int32(i + 1), kind: kPronoun, how: fact.Pronoun})
		s.items[n].ent = e
		p := &s.ents[e]
		if c&pronoun != 0 && p.woman == 0 {
			if p.woman = -1; c&she != 0 {
				p.woman = 1
			}
		}
		s.note(i, i+1, "%s", p.name)
	}
}

// expletive reports whether the it at token i stands for nothing, although the
// parser made it a subject: it is late April, it is clear that.
func (s *scan) expletive(i int) bool {
	t := &s.d.Tokens[i]
	if s.tree == nil || t.Dep != text.DepNsubj || !strings.EqualFold(s.d.Form(i), "it") {
		return false
	}
	h := int(t.Head)
	if s.tree.Child(h, text.DepCop) < 0 {
		switch w := s.lemma(h); {
		case w == "rain" || w == "snow":
			return true
		case s.en.seem.Has(w):
			return s.tree.Child(h, text.DepCcomp, text.DepCsubj) >= 0
		}
		return false
	}
	if r := s.tree.Child(h, text.DepAclRelcl, text.DepCcomp); r >= 0 && s.d.Tokens[h].Pos == text.NOUN {
		for k := h + 1; k <= r; k++ { // it is the price of oil that goes up, it is a pity that
			if s.form(k) == "that" || s.form(k) == "who" {
				return s.tree.Child(h, text.DepCop) < h && s.low(h-1) != "a" && s.low(h-1) != "an" || s.tree.Child(h, text.DepCcomp) >= 0
			}
		}
	}
	return s.d.Tokens[h].Pos == text.ADJ && s.tree.Child(h, text.DepCcomp, text.DepCsubj, text.DepXcomp, text.DepAdvcl) >= 0 || s.capital(h) && (s.is(h, monthday) || s.form(h) == "May")
}
