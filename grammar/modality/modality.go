// Package modality reads how far a text stands behind a predicate: by its
// auxiliaries, tense and negation, and by every word that governs it, up to the
// top of its sentence. What goes in are the clauses of a document; what comes
// out is a status:
//
//	m := modality.New(clauses)
//	m.Status(modality.Query{Predicate: i, Carrier: i}).Status // called off
//
// It reads what the text says, which need not be so; whose word it is comes
// with it.
package modality

import (
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/text"
)

// Modalities reads the predicates of a document.
type Modalities struct{ *clause.Clauses }

// New returns the modalities of a document with these clauses.
func New(c *clause.Clauses) *Modalities { return &Modalities{c} }

// verbs is what the words around a predicate say of its tense and mood.
type verbs struct {
	mood        status.Status // by its modal verb; Keep where it has none
	would       bool
	have        string // the form of have, "" where there is none
	be          bool   // a form of be is its auxiliary
	past        bool   // was, were
	any         bool   // it has auxiliaries
	to          bool   // it is an infinitive
	progressive bool
}

func (m *Modalities) verbs(i int) verbs {
	v := verbs{progressive: m.Doc.Tokens[i].Tag == text.TagVBG}
	for _, k := range m.Tree.Of(i) {
		switch a := &m.Doc.Tokens[k]; a.Dep {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			if f := m.Doc.Form(int(k)); f == "May" && m.Doc.At(int(k)-1).Pos == text.PROPN {
				continue // Theresa May
			}
			v.add(m, i, int(k))
		case text.DepMark:
			v.to = v.to || a.Pos == text.PART || a.Tag == text.TagTO
		}
	}
	return v
}

// add takes auxiliary k of predicate i.
func (v *verbs) add(m *Modalities, i, k int) {
	v.any = true
	a, form := &m.Doc.Tokens[k], phrase.Lower(m.Doc.Form(k))
	switch m.Words.Auxiliary(form) {
	case "will":
		v.mood = status.Planned
	case "would":
		v.mood, v.would = status.Planned, true
	case "may":
		v.mood = status.Possible
	case "should":
		v.mood = status.Sought
	case "have":
		v.have = form
	case "be":
		finite := a.Tag != text.TagVB && a.Tag != text.TagVBN
		v.be = v.be || a.Dep == text.DepAux || a.Dep == text.DepAuxPass && finite || a.Dep == text.DepCop && m.Doc.Tokens[i].Pos == text.VERB
		v.past = v.past || form == "was" || form == "were"
		v.progressive = v.progressive || form == "being"
	}
}

// Mood returns what a clause's own auxiliaries, tense and negation say of it.
// bare means that it has no tense of its own (to sign, signing, signed).
func (m *Modalities) Mood(c *clause.Clause) (s status.Status, bare bool) {
	s, bare = m.tense(c)
	if c.Negated {
		s = status.NotHappened
	}
	if c.Conditional {
		return status.Possible, false
	}
	return s, bare
}

func (m *Modalities) tense(c *clause.Clause) (s status.Status, bare bool) {
	i := c.Head
	v := m.verbs(i)
	switch {
	case m.announced(i):
		return status.Planned, false
	case v.mood != status.Keep:
		s = v.mood
		if s == status.Planned && m.hasCondition(i) {
			s = status.Possible
		}
		if v.would && v.have != "" && (s == status.Planned || s == status.Sought) {
			s = status.NotHappened // would have gone
		}
		return s, false
	case v.be && v.to && v.have != "":
		return status.NotHappened, false // was to have met
	case v.be && v.to:
		return status.Planned, false // is to meet
	case v.to:
		return status.Keep, true
	case v.progressive && v.any:
		return m.progressive(c, v), false
	case !v.any && m.Doc.Tokens[i].Feats&text.Imperative != 0:
		return status.Sought, false
	case !v.any && m.participle(i):
		return status.Keep, true
	case m.Words.Lasting.Has(c.Lemma) && m.Present(i):
		return status.Ongoing, false
	}
	return status.Happened, false
}

// progressive is the status of a clause with a progressive: it goes on, unless
// it did so in the past.
func (m *Modalities) progressive(c *clause.Clause, v verbs) status.Status {
	switch {
	case v.have == "has" || v.have == "have":
		return status.Ongoing
	case v.have == "" && (!v.past || m.Words.Lasting.Has(c.Lemma) || c.Lemma == "go_on" || c.Lemma == "rage"):
		return status.Ongoing
	}
	return status.Happened
}

// participle reports whether a predicate without auxiliaries has no tense.
func (m *Modalities) participle(i int) bool {
	switch m.Doc.Tokens[i].Tag {
	case text.TagVBG, text.TagVB:
		return true
	case text.TagVBN:
		return m.Dep(i) != text.DepRoot
	}
	return false
}

// hasCondition reports whether an if or unless clause hangs on predicate i.
func (m *Modalities) hasCondition(i int) bool {
	for _, k := range m.Tree.Of(i) {
		if m.Dep(int(k)) == text.DepAdvcl && (m.Under(int(k), "if") || m.Under(int(k), "unless")) {
			return true
		}
	}
	return false
}

// Level is a predicate on the way from an event up to the root, with what it
// says of itself.
type Level struct {
	clause.Clause
	Status status.Status
	Bare   bool // it has no tense of its own
}

// Level returns predicate i with what it says of itself. One that has no tense
// takes it from the one with which it is coordinated.
func (m *Modalities) Level(i int) Level {
	c := m.Within(i)
	s, bare := m.Mood(&c)
	if h := int(m.Doc.Tokens[i].Head); bare && m.Dep(i) == text.DepConj && (m.Doc.Tokens[h].Tag == m.Doc.Tokens[i].Tag || m.Doc.Tokens[i].Tag == text.TagVB) {
		o := m.Within(h)
		o.Negated = o.Negated || c.Negated
		s, bare = m.Mood(&o)
	}
	return Level{c, s, bare}
}

// Bare reports whether predicate i has no tense of its own.
func (m *Modalities) Bare(i int) bool {
	c := m.Within(i)
	_, bare := m.Mood(&c)
	return bare
}

// Future reports whether predicate i has the auxiliary of a future.
func (m *Modalities) Future(i int) bool {
	for _, k := range m.Tree.Of(i) {
		if m.Dep(int(k)) != text.DepAux {
			continue
		}
		if a := m.Words.Auxiliary(phrase.Lower(m.Doc.Form(int(k)))); a == "will" || a == "would" {
			return true
		}
	}
	return false
}

// Present reports whether the clause of predicate i stands in the present or
// the present perfect.
func (m *Modalities) Present(i int) bool {
	if present(m.Doc.Tokens[i].Tag) {
		return true
	}
	for _, k := range m.Tree.Of(i) {
		switch m.Dep(int(k)) {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			if present(m.Doc.Tokens[k].Tag) {
				return true
			}
		}
	}
	return false
}

func present(t text.Tag) bool { return t == text.TagVBZ || t == text.TagVBP }

// Past reports whether predicate i stands in the past tense or the perfect.
func (m *Modalities) Past(i int) bool {
	t := &m.Doc.Tokens[i]
	return t.Tag == text.TagVBD || t.Tag == text.TagVBN && m.Tree.Child(i, text.DepAux, text.DepAuxPass) >= 0
}
