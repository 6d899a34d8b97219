// Package clause reads what a predicate governs off the trees, with passive,
// control, raising, relative clauses, gerunds and coordination undone: who does
// it, to whom, with which complements, negated or not. What goes in is a
// document with its trees and what passes know of its words; what comes out is
// a Clause:
//
//	c := clause.New(phrase.New(words, d, t), known)
//	x := c.Of(i)
//	x.Subject // who does it, wherever the sentence puts him
//
// It decides nothing of types, parties or times. What has no subject in its
// sentence has none.
package clause

import (
	"strings"

	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/text"
)

// Known is what passes know of words beside the trees.
type Known interface {
	Day(i int) bool   // token i belongs to a date
	Name(i int) bool  // token i heads a phrase that means somebody or something known
	Party(i int) bool // and that can act
}

// Oblique is an argument with its preposition, both in small letters.
type Oblique struct {
	Preposition string // of several, the first
	Full        string // all of them: out_of, according_to
	Token       int
}

// Clause is what a predicate governs, with voice undone: Subject is who does
// it, Object whom it is done to, wherever the sentence puts them. -1 is absent.
type Clause struct {
	Head                      int
	Lemma                     string // with its particle: call_off
	Passive                   bool
	Surface                   int // the grammatical subject
	Subject, Object, Indirect int
	Complements               []int // clauses that it governs
	Obliques                  []Oblique
	Negated                   bool
	Conditional               bool // stands under if, unless, whether
	Borrowed                  bool // the subject comes from another clause

	passive int // the subject of a passive, while the clause is read
}

// Clauses reads the clauses of a document. A clause goes by the token of its
// predicate.
type Clauses struct {
	*phrase.Phrases
	known Known
}

// New returns the clauses of a document with these phrases.
func New(p *phrase.Phrases, known Known) *Clauses { return &Clauses{p, known} }

// None is the clause of a word that is read as no predicate.
func None(i int) Clause {
	return Clause{Head: i, Surface: -1, Subject: -1, Object: -1, Indirect: -1, passive: -1}
}

// Of returns the clause of predicate i.
func (r *Clauses) Of(i int) Clause { return r.within(i, 0) }

// Within returns the clause of predicate i as one that governs another sees it:
// over one clause fewer it looks for a subject to borrow.
func (r *Clauses) Within(i int) Clause { return r.within(i, 1) }

// within reads a clause. Depth is over how many clauses the walk has come to it
// for a subject to borrow; see maxBorrowing.
func (r *Clauses) within(i, depth int) Clause {
	c := None(i)
	c.Lemma = r.Predicate(i)
	agent := -1
	for _, k := range r.Tree.Of(i) {
		agent = r.add(&c, int(k), agent)
	}
	c.Passive = c.Passive || c.passive >= 0
	c.Conditional = c.Conditional || r.inverted(i)
	if c.Object < 0 && c.Indirect >= 0 && !c.Passive {
		c.Object, c.Indirect = c.Indirect, -1
	}
	r.fromOutside(&c, depth)
	r.voice(&c, agent)
	r.negatedArgument(&c)
	if len(c.Complements) == 0 && r.Tag(i) {
		c.Complements = append(c.Complements, int(r.Doc.Tokens[i].Head))
	}
	return c
}

// add files dependent k of a predicate, and returns the agent of its passive,
// -1 where none was met so far.
func (r *Clauses) add(c *Clause, k, agent int) int {
	switch dep := r.Dep(k); dep {
	case text.DepNsubj, text.DepNsubjOuter, text.DepCsubj:
		if c.Subject < 0 || dep == text.DepNsubj && (!r.known.Name(c.Subject) || r.known.Name(k)) {
			c.Subject = k
		}
	case text.DepNsubjPass, text.DepCsubjPass:
		c.passive = k
	case text.DepAuxPass:
		c.Passive = true
	case text.DepOblAgent:
		return k
	case text.DepObj:
		r.addObject(c, k)
	case text.DepIobj:
		c.Indirect = k
	case text.DepXcomp, text.DepCcomp:
		c.Complements = append(c.Complements, k)
	case text.DepObl, text.DepOblUnmarked, text.DepNmod, text.DepNmodUnmarked:
		return r.addOblique(c, k, agent)
	case text.DepAdvcl, text.DepAcl:
		r.addAdverbial(c, k)
	case text.DepAdvmod:
		l := r.Lemma(k)
		c.Negated = c.Negated || r.Words.NegatingAdverb.Has(l) || k < c.Head && r.Words.Almost.Has(l)
	case text.DepCcPreconj, text.DepCc:
		l := r.Lemma(k)
		c.Negated = c.Negated || l == "neither" || l == "nor" && k < c.Head
	case text.DepMark:
		if l := r.Lemma(k); r.Words.Condition.Has(l) {
			c.Conditional = true
		} else if l == "without" {
			c.Negated = true
		}
	}
	return agent
}

// inverted reports whether clause i is a condition by its order of words alone:
// had they left, should talks fail.
func (r *Clauses) inverted(i int) bool {
	if r.Dep(i) != text.DepAdvcl {
		return false
	}
	aux, subject := r.Tree.Child(i, text.DepAux, text.DepAuxPass, text.DepCop), r.Tree.Child(i, text.DepNsubj, text.DepNsubjPass)
	return aux >= 0 && aux < subject && aux == int(r.Tree.Left[i]) && r.Tree.Child(i, text.DepMark) < 0
}

func (r *Clauses) addObject(c *Clause, k int) {
	switch {
	case r.known.Day(k):
		c.Obliques = append(c.Obliques, Oblique{Token: k})
		if a := r.Tree.Child(k, text.DepAppos); a == k+1 && c.Object < 0 {
			c.Object = a // its 48-hour blockade
		}
	case c.Object < 0 || r.Nominal(k):
		c.Object = k
	}
}

// addOblique files a prepositional phrase, and returns the agent, which it may
// be.
func (r *Clauses) addOblique(c *Clause, k, agent int) int {
	p, full := r.Preposition(k)
	if p == "by" && agent < 0 && r.Doc.Tokens[c.Head].Tag == text.TagVBN && !r.known.Day(k) && r.Doc.Tokens[k].Pos != text.VERB {
		return k
	}
	switch {
	case r.Words.SplitParticle.Has(p) && r.splitParticle(c, k, p):
	case p == "" && c.Object < 0 && k > c.Head && r.bareObject(c.Head, k):
		c.Object = k
	default:
		c.Obliques = append(c.Obliques, Oblique{p, full, k})
	}
	return agent
}

// bareObject reports whether the parser calls an object an oblique although it
// has no preposition.
func (r *Clauses) bareObject(i, k int) bool {
	t := &r.Doc.Tokens[k]
	if t.Dep != text.DepObl || t.Pos != text.NOUN && t.Pos != text.PROPN || r.known.Day(k) {
		return false
	}
	return r.Tree.Child(i, text.DepAuxPass) < 0
}

// splitParticle takes a particle that the parser took for the preposition of
// the object: calls off air strikes.
func (r *Clauses) splitParticle(c *Clause, k int, p string) bool {
	first := int(r.Tree.Left[k])
	joined := c.Lemma
	if !strings.HasSuffix(joined, "_"+p) {
		joined += "_" + p
	}
	if first != c.Head+1 || c.Object >= 0 || !r.Words.Joined(joined) || r.Dep(first+1) == text.DepCase {
		return false // pulling out of
	}
	for _, m := range r.Tree.Of(k) {
		if r.Dep(int(m)) == text.DepCase && int(m) == first {
			c.Lemma, c.Object = joined, k
			return true
		}
	}
	return false
}

// addAdverbial files a clause introduced by a preposition (accused of
// sheltering) as an argument.
func (r *Clauses) addAdverbial(c *Clause, k int) {
	for _, m := range r.Tree.Of(k) {
		t := &r.Doc.Tokens[m]
		if t.Dep != text.DepMark && t.Dep != text.DepCase {
			continue
		}
		switch l := phrase.Lower(t.Lemma); {
		case l == "that" || l == "whether":
			if r.Words.Governs(c.Lemma) {
				c.Complements = append(c.Complements, k)
			}
			return
		case !r.Words.GovernedClause.Has(l):
		case t.Pos == text.PART:
			// A bare infinitive after an object is often the complement that
			// the parser took for a purpose.
			if c.Object >= 0 || c.Passive || r.Words.Governs(c.Lemma) {
				c.Complements = append(c.Complements, k)
			}
			return
		default:
			c.Obliques = append(c.Obliques, Oblique{l, l, k})
			if r.Words.TopicClause.Has(l) {
				c.Complements = append(c.Complements, k)
			}
			return
		}
	}
}

// voice turns surface arguments into deep ones.
func (r *Clauses) voice(c *Clause, agent int) {
	i := c.Head
	c.Subject, c.Object, c.passive, agent = r.referent(c.Subject, i), r.referent(c.Object, i), r.referent(c.passive, i), r.referent(agent, i)
	for n := range c.Obliques {
		c.Obliques[n].Token = r.referent(c.Obliques[n].Token, i)
	}
	c.Surface = c.Subject
	if !c.Passive {
		return
	}
	for n, o := range c.Obliques {
		if o.Full == "by" && agent < 0 && !r.known.Day(o.Token) && r.Nominal(o.Token) {
			agent = o.Token
			c.Obliques = append(c.Obliques[:n:n], c.Obliques[n+1:]...)
			break
		}
	}
	if c.passive < 0 {
		c.passive = c.Subject
	}
	c.Surface, c.Subject = c.passive, agent
	if c.Object < 0 {
		c.Object = c.passive
	} else if c.Indirect < 0 {
		c.Indirect = c.passive
	}
}

// negatedArgument takes a negation that sits on an argument: no talks took
// place, nobody was arrested, held no meeting.
func (r *Clauses) negatedArgument(c *Clause) {
	for _, k := range [...]int{c.Surface, c.Object, c.Subject} {
		if k >= 0 && r.Dep(k) != text.DepConj && r.Negated(k) && int(r.Doc.Tokens[k].Head) == c.Head {
			c.Negated = true
		}
	}
}
