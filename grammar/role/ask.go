package role

import (
	"slices"

	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/text"
)

// Way says how a word came to fill a role.
type Way uint8

// The ways.
const (
	Direct         Way = iota // it hangs from the predicate, or is what the copula links
	ByControl                 // it is subject or object of a clause above: Oman agreed to send ships
	ByCoordination            // it belongs to the first of several verbs: Oman built ships and sent them
	ByRelative                // it is the noun that the predicate's clause describes: ships that sank
	ByLightVerb               // it belongs to a verb that only carries the noun: Oman held talks
	Otherwise                 // the model found it elsewhere in the sentence
)

// Grammar: the ways in the order of their numbers.
var wayNames = [...]string{"direct", "control", "coordination", "relative clause", "light verb", "otherwise"}

// String returns the way in words.
func (w Way) String() string { return wayNames[w] }

// Filler is a word that fills a role: the head of the words that do.
type Filler struct {
	Token  int32 // index in Document.Tokens
	Label  Label // None where no model but the tree alone says so
	P      uint8 // in percent, as of Argument; 0 with Label None
	Way    Way
	Member bool // it is joined to a filler by coordination: the Tajikistan of Russia and Tajikistan
}

// Answers answers questions about the predicates of one document. It is made
// by Reader.Ask, and not changed by its methods.
//
//	a := reader.Ask(d, reader.Read(d))
//	for _, f := range a.Doers(i) { ... }
//
// Every question takes the index of a token. For a light verb (hold in hold
// talks) the answers are those of its noun. Where the model has found no doer
// or nobody affected, the tree is asked who the subject of a clause without
// one is: through control (agreed to send), coordination (built and sent),
// and clauses that describe a noun (ships carrying oil); and who a noun belongs
// to (a Bordurian offer). Such fillers have Label None.
type Answers struct {
	d            *text.Document
	roles        *Roles
	at           []int32 // token -> index of the predicate, -1 for none
	tree         feature.Tree
	agent, theme uint32    // tags of functions
	topics       *lang.Set // prepositions
}

// Ask returns the answers about the roles of d.
func (r *Reader) Ask(d *text.Document, roles *Roles) *Answers {
	a := &Answers{d: d, roles: roles, topics: r.topics, at: make([]int32, len(d.Tokens)), agent: roleset.Tag("PAG"), theme: roleset.Tag("PPT")}
	a.tree.Load(d)
	for i := range a.at {
		a.at[i] = -1
	}
	for k := range roles.Predicates {
		a.at[roles.Predicates[k].Token] = int32(k)
	}
	return a
}

// Core reports whether token i heads words that fill a numbered role of a verb:
// what is told of its act without them is not whole.
func (a *Answers) Core(i int) bool {
	for k := a.d.Tokens[i].Head; k >= 0; k = a.d.Tokens[k].Head {
		if p := a.Of(int(k)); p != nil && a.d.Tokens[k].Pos == text.VERB {
			return slices.ContainsFunc(p.Args, func(x Argument) bool { return int(x.Token) == i && x.Label.Core() })
		}
		if a.d.Tokens[k].Pos == text.NOUN || a.d.Tokens[k].Pos == text.PROPN {
			return false
		}
	}
	return false
}

// Of returns the predicate at token i, or nil where there is none. A light
// verb is one of its own here.
func (a *Answers) Of(i int) *Predicate {
	if a.at[i] < 0 {
		return nil
	}
	return &a.roles.Predicates[a.at[i]]
}

// Meant returns the predicate that token i stands for: the noun's where it is
// a light verb with one, else its own; nil where it is no predicate.
func (a *Answers) Meant(i int) *Predicate {
	p := a.Of(i)
	if p == nil || p.Sense.Number != roleset.LightNumber {
		return p
	}
	for _, x := range p.Args {
		if x.Label == Nominal {
			if noun := a.Of(int(x.Token)); noun != nil {
				return noun
			}
		}
	}
	return p
}

// Doers returns who or what does the predicate at token i: what fills the role
// that PropBank tags as the agent's, or ARG0. It is empty for a sense that has
// no such role (fall.01).
func (a *Answers) Doers(i int) []Filler {
	p := a.Meant(i)
	if p == nil {
		return nil
	}
	out := a.fill(p, a.doer(p.Sense))
	if len(out) == 0 && a.doer(p.Sense) != None {
		out = a.unsaid(p)
	}
	return out
}

// unsaid returns the doer that the tree alone shows where the model found none:
// the subject that a clause has from above, or a noun's possessor or adjective
// of origin.
func (a *Answers) unsaid(p *Predicate) []Filler {
	switch t := &a.d.Tokens[p.Token]; {
	case t.Pos == text.NOUN:
		return a.expand(a.owner(p))
	case a.passive(p.Token):
		return nil
	}
	return a.expand(a.subject(p.Token))
}

// Affected returns who or what the predicate at token i is done to or happens
// to: what fills the role that PropBank tags as the patient's or theme's, or
// ARG1.
func (a *Answers) Affected(i int) []Filler {
	p := a.Meant(i)
	if p == nil {
		return nil
	}
	out := a.fill(p, a.affected(p.Sense))
	if len(out) == 0 && a.passive(p.Token) {
		out = a.expand(a.subject(p.Token))
	}
	return out
}

// Fillers returns what fills the role of the predicate at token i with the
// label.
func (a *Answers) Fillers(i int, l Label) []Filler {
	if p := a.Meant(i); p != nil {
		return a.fill(p, l)
	}
	return nil
}

// Places returns where it happens: ARGM-LOC.
func (a *Answers) Places(i int) []Filler { return a.Fillers(i, Place) }

// Times returns when it happens: ARGM-TMP.
func (a *Answers) Times(i int) []Filler { return a.Fillers(i, Time) }

// Topics returns what the predicate at token i is about: its numbered roles
// that are filled by a clause (said that ...) or by words with a preposition of
// topics (talks on gas).
func (a *Answers) Topics(i int) []Filler {
	p := a.Meant(i)
	if p == nil {
		return nil
	}
	var out []Filler
	for _, x := range p.Args {
		if x.Label.Core() && x.Label != a.doer(p.Sense) && (a.clause(x.Token) || a.about(x.Token)) {
			out = append(out, a.filler(p.Token, x))
		}
	}
	return out
}

// clause reports whether token i heads a clause that is an argument.
func (a *Answers) clause(i int32) bool {
	switch a.d.Tokens[i].Dep {
	case text.DepCcomp, text.DepXcomp, text.DepCsubj, text.DepCsubjPass, text.DepCsubjOuter, text.DepAcl, text.DepAdvcl, text.DepParataxis:
		return true
	}
	return false
}

// about reports whether a preposition of topics marks token i.
func (a *Answers) about(i int32) bool {
	for _, k := range a.tree.Of(int(i)) {
		if t := &a.d.Tokens[k]; t.Dep == text.DepCase && a.topics.Has(t.Lemma) {
			return true
		}
	}
	return false
}

// doer returns the label of a sense's agent, None where it has none.
func (a *Answers) doer(r *roleset.Roleset) Label {
	zero := len(r.Roles) == 0
	for _, x := range r.Roles {
		if x.Tag == a.agent && x.Number <= 5 {
			return Arg0 + Label(x.Number)
		}
		zero = zero || x.Number == 0
	}
	if zero {
		return Arg0
	}
	return None
}

// affected returns the label of a sense's patient or theme.
func (a *Answers) affected(r *roleset.Roleset) Label {
	doer := a.doer(r)
	for _, x := range r.Roles {
		if l := Arg0 + Label(x.Number); x.Tag == a.theme && x.Number <= 5 && l != doer {
			return l
		}
	}
	if doer == Arg1 {
		return None
	}
	return Arg1
}

// fill returns what fills a role of p, with the members of groups.
func (a *Answers) fill(p *Predicate, l Label) []Filler {
	var out []Filler
	for _, x := range p.Args {
		if x.Label == l && l != None {
			f := a.filler(p.Token, x)
			out = append(out, f)
			out = append(out, a.members(f)...)
		}
	}
	return out
}

// filler returns an argument as a filler. A relative pronoun gives way to the
// noun that its clause describes.
func (a *Answers) filler(p int32, x Argument) Filler {
	f := Filler{Token: x.Token, Label: x.Label, P: x.P, Way: a.way(p, x.Token)}
	if t := a.d.Tokens[x.Token].Tag; t == text.TagWDT || t == text.TagWP {
		if noun := a.described(p); noun >= 0 {
			f.Token, f.Way = noun, ByRelative
		}
	}
	return f
}
