package event

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// draft is an event in the making.
type draft struct {
	frame     *frame
	trigger   int
	carrier   int // the verb that carries a noun, or the trigger itself
	noun      bool
	carry     light
	actors    []fact.Party
	recips    []fact.Party
	people    []int // actors and victims that are people without a party
	topics    []int
	places    []int
	hosts     []int
	comp      int // the clause that says what is asked, refused or threatened
	clause    clause.Clause
	negFrame  bool // the frame is itself about not doing it
	status    effect
	asserter  *string
	time      int // index in Reading.Dates, or -1
	placeID   *string
	mode      string
	governor  int          // the word whose subject is the actor
	past      bool         // told of as known, whatever the tense above it
	worded    bool         // the mode is read from a word, not from an event
	refusal   bool         // will not: the doer's own refusal
	known     effect       // the status, where the words settle it
	judged    *judge.Event // what was judged of this predicate, if it was
	proposed  bool         // a frame proposed what was judged
	agreed    bool         // of the type that was judged
	ahead     int          // by how much the guess of a party's country that is least sure is ahead
	knownTime int          // one more than the index of the date, where the words settle it

	proposedActors, proposedRecips []fact.Party     // before the judgement
	candidates                     []read.Candidate // who may stand on a side, where that is to be told

	// clear is the least of the log odds, in thousandths, by which somebody is
	// on a side or not, taken the least by which somebody is.
	clear, taken int
}

// fits reports whether the phrase headed by token i may fill a slot.
func (r *reader) fits(f *filter, i int) bool {
	if f == nil {
		return true
	}
	return r.fitsPlain(f, i) != f.negate
}

func (r *reader) fitsPlain(f *filter, i int) bool {
	c := r.Core(i)
	if r.Lemma(i) == "arm" && r.d.Tokens[i].Tag == text.TagNN {
		return false // one arm is a limb
	}
	if r.lex.classes["animals"][r.Lemma(c)] {
		return c == i && r.word(f, i) // thousands of birds are no people
	}
	if r.word(f, i) || c != i && r.word(f, c) {
		return true
	}
	switch {
	case f.people && r.someOf(i),
		f.party && r.isParty(i),
		f.official && r.isOfficial(i),
		f.person && r.isPerson(i),
		f.country && r.isCountry(i),
		f.abroad && (r.country(i) != "" || r.d.Tokens[i].Pos == text.PROPN && r.w.EntityAt(i) == nil && r.w.DateAt(i) == nil):
		return true
	}
	return false
}

// someOf reports whether token i stands for people as an object by itself: he
// or she, or a bare number (wounded six).
func (r *reader) someOf(i int) bool {
	t := &r.d.Tokens[i]
	if x := t.Dep; x != text.DepObj && x != text.DepNsubjPass {
		return false
	}
	switch t.Pos {
	case text.PRON:
		l := phrase.Lower(t.Lemma)
		return t.Tag == text.TagPRP && (l == "he" || l == "she")
	case text.NUM:
		for _, k := range r.t.Of(i) {
			if x := r.Dep(int(k)); x != text.DepAdvmod && x != text.DepPunct && x != text.DepCase {
				return false
			}
		}
		return r.w.DateAt(i) == nil
	}
	return false
}

func (r *reader) word(f *filter, i int) bool {
	if len(f.words) == 0 {
		return false
	}
	if f.words[r.Lemma(i)] || f.words[phrase.Lower(r.d.Form(i))] {
		return true
	}
	for _, k := range r.t.Of(i) {
		if r.Dep(int(k)) == text.DepConj && f.words[r.Lemma(int(k))] {
			return true
		}
	}
	return false
}

// isOfficial reports whether the phrase means someone who acts for a party.
func (r *reader) isOfficial(i int) bool {
	e := r.w.EntityAt(i)
	if e != nil && e.Kind == fact.Person {
		return r.isParty(i) || len(e.Offices) > 0
	}
	l := r.Lemma(i)
	if r.lex.classes["official"][l] {
		return true
	}
	return r.d.Tokens[i].Tag == text.TagPRP && l != "it" && r.isParty(i)
}

func (r *reader) isPerson(i int) bool {
	if e := r.w.EntityAt(i); e != nil {
		return e.Kind == fact.Person || e.Kind == fact.Group
	}
	t := &r.d.Tokens[i]
	return r.lex.classes["people"][phrase.Lower(t.Lemma)] || t.Ent == text.BeginPerson || t.Ent == text.InPerson
}

func (r *reader) isCountry(i int) bool {
	e := r.w.EntityAt(i)
	if e == nil || !r.isParty(i) {
		return false
	}
	return e.Kind == fact.Country || e.Kind == fact.Place || e.Kind == fact.Organization && len(e.Sectors) > 0 && e.Sectors[0] == "GOV" && r.d.Tokens[i].Pos == text.PROPN
}

// find returns the token in the named slot of a draft that the filter accepts.
func (r *reader) find(d *draft, s *slot) int {
	c := &d.clause
	ok := func(k int) bool { return k >= 0 && k != d.trigger && r.fits(s.fit, k) }
	switch s.name {
	case "subj":
		if ok(c.Subject) {
			return c.Subject
		}
		return -1
	case "obj":
		if ok(c.Object) {
			return c.Object
		}
		return -1
	case "iobj":
		if ok(c.Indirect) {
			return c.Indirect
		}
		return -1
	case "comp":
		for _, k := range c.Complements {
			if r.Clausal(k) && ok(k) {
				return k
			}
		}
		if d.noun {
			for _, k := range r.t.Of(d.trigger) {
				if x := r.Dep(int(k)); (x == text.DepAcl || x == text.DepCcomp || x == text.DepXcomp) && ok(int(k)) {
					return int(k)
				}
			}
		}
		return -1
	case "inf":
		for _, k := range c.Complements {
			if r.Infinitive(k) && ok(k) {
				return k
			}
		}
		return -1
	case "poss":
		if k := r.t.Child(d.trigger, text.DepNmodPoss); ok(k) {
			return k
		}
		return -1
	case "mod", "nation":
		return r.modifier(d, s)
	case "neg":
		if c.Negated {
			return d.trigger
		}
		return -1
	case "adv":
		for _, k := range r.t.Of(d.trigger) {
			if r.Dep(int(k)) == text.DepAdvmod && ok(int(k)) {
				return int(k)
			}
		}
		return -1
	case "plural":
		if r.d.Tokens[d.trigger].Tag == text.TagNNS {
			return d.trigger
		}
		return -1
	}
	return r.prepositional(d, s, ok)
}

// modifier finds an adjective or noun before a noun; for a verb, before its
// object or subject.
func (r *reader) modifier(d *draft, s *slot) int {
	heads := [3]int{d.trigger, -1, -1}
	if !d.noun {
		heads = [3]int{d.clause.Object, d.clause.Subject, -1}
		for _, o := range d.clause.Obliques {
			if heads[2] < 0 && o.Preposition == "on" {
				heads[2] = o.Token
			}
		}
	}
	hit := -1
	for _, h := range heads {
		if h < 0 {
			continue
		}
		for _, k32 := range r.t.Of(h) {
			k := int(k32)
			if x := r.Dep(k); x != text.DepAmod && x != text.DepCompound && x != text.DepNummod && x != text.DepNmod && x != text.DepNmodDesc {
				continue
			}
			if r.Dep(k) == text.DepNmod && k > h {
				continue
			}
			if s.name == "nation" {
				if r.isParty(k) && !(r.city(k) && (d.frame.kind == Assault || d.frame.kind == Protest)) {
					return k
				}
				continue
			}
			if s.fit == nil {
				return k
			}
			if s.fit.negate {
				if r.word(s.fit, k) {
					return -1
				}
				hit = h
				continue
			}
			if r.fits(s.fit, k) || r.fits(s.fit, int(r.t.Left[k])) {
				return k
			}
		}
		if s.fit != nil && s.fit.negate && hit < 0 {
			hit = h
		}
	}
	return hit
}

// prepositional finds the argument after one of the slot's prepositions:
// beside the predicate first, then under its object, where parsers and
// writers both like to put it, then beside the verb that carries a noun.
func (r *reader) prepositional(d *draft, s *slot, ok func(int) bool) int {
	match := func(o clause.Oblique) bool {
		return (slices.Contains(s.preps, o.Preposition) && !strings.Contains(o.Full, "_") || slices.Contains(s.preps, o.Full)) && ok(o.Token) && r.w.DateAt(o.Token) == nil
	}
	for _, o := range d.clause.Obliques {
		if match(o) {
			return o.Token
		}
	}
	if d.noun {
		depth := 1
		switch s.preps[0] {
		case "between", "with", "against", "on", "to":
			depth = 2
		}
		if k := r.below(d.trigger, match, depth); k >= 0 {
			return k
		}
		return -1
	}
	for _, h := range [...]int{d.clause.Object, d.clause.Subject} {
		if h >= 0 && (h == d.clause.Object || d.clause.Passive) {
			if k := r.below(h, match, 2); k >= 0 {
				return k
			}
		}
	}
	if s.preps[0] == "with" && s.role == both {
		for j := d.trigger + 1; j <= int(r.t.Right[d.trigger]); j++ {
			if p, f := r.Preposition(j); p == "with" && match(clause.Oblique{Preposition: p, Full: f, Token: j}) && r.nounPath(j, d.trigger) && len(r.parties(j)) > 0 {
				return j
			}
		}
	}
	if !slices.Contains(s.preps, "in") {
		for _, o := range d.clause.Obliques {
			if o.Token > d.trigger {
				if k := r.below(o.Token, match, 2); k >= 0 {
					return k
				}
			}
		}
	}
	for _, x := range d.clause.Complements {
		if !r.Clausal(x) || r.d.Tokens[x].Pos != text.VERB {
			if k := r.below(x, match, 1); k >= 0 {
				return k
			}
		}
	}
	return -1
}

// below looks for a matching prepositional phrase under noun h.
func (r *reader) below(h int, match func(clause.Oblique) bool, depth int) int {
	for _, k32 := range r.t.Of(h) {
		k := int(k32)
		if x := r.Dep(k); x != text.DepNmod && x != text.DepObl {
			continue
		}
		p, f := r.Preposition(k)
		if match(clause.Oblique{Preposition: p, Full: f, Token: k}) {
			return k
		}
	}
	if depth > 1 {
		for _, k32 := range r.t.Of(h) {
			k := int(k32)
			if l := r.Lemma(k); l == "border" || l == "frontier" {
				continue // near the border with
			}
			if x := r.Dep(k); x == text.DepNmod || x == text.DepConj || x == text.DepAcl {
				if j := r.below(k, match, depth-1); j >= 0 {
					return j
				}
			}
		}
	}
	return -1
}
