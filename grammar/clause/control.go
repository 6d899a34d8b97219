package clause

import (
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/text"
)

// nested is over how many clauses inside it a relative clause reaches.
const nested = 4

// antecedent returns the noun that the relative clause of token i hangs on, or -1.
func (r *Clauses) antecedent(i int) int {
	for n := 0; i >= 0 && n < nested; n++ {
		t := &r.Doc.Tokens[i]
		switch t.Dep {
		case text.DepAclRelcl, text.DepAdvclRelcl:
			return int(t.Head)
		case text.DepConj, text.DepXcomp, text.DepCcomp:
			i = int(t.Head)
		default:
			return -1
		}
	}
	return -1
}

// referent returns the noun that a relative pronoun stands for, and any other
// token itself.
func (r *Clauses) referent(token, verb int) int {
	if token < 0 {
		return -1
	}
	t := &r.Doc.Tokens[token]
	if (t.Tag == text.TagWP || t.Tag == text.TagWDT || t.Tag == text.TagIN) && r.Words.Relative.Has(phrase.Lower(t.Lemma)) {
		if a := r.antecedent(verb); a >= 0 {
			return a
		}
	}
	return token
}

// maxBorrowing bounds over how many clauses a subject is borrowed: each asks
// the one that it hangs on, which may ask in turn.
const maxBorrowing = 5

// fromOutside finds the arguments that stand outside the clause: the noun
// that a participle or a relative clause hangs on, the subject of the clause
// with which this one is coordinated or which controls it.
func (r *Clauses) fromOutside(c *Clause, depth int) {
	t := &r.Doc.Tokens[c.Head]
	h := int(t.Head)
	if h < 0 || depth > maxBorrowing {
		return
	}
	if t.Dep == text.DepAclRelcl {
		r.fillGap(c, h)
		return
	}
	if c.Subject >= 0 || c.passive >= 0 {
		return
	}
	switch t.Dep {
	case text.DepAcl:
		r.ofNoun(c, h, depth)
	case text.DepConj:
		if r.Doc.Tokens[h].Pos == text.VERB || r.Doc.Tokens[h].Pos == text.AUX || r.Tree.Child(h, text.DepNsubj, text.DepNsubjPass) >= 0 {
			r.shared(c, h, depth)
		}
	case text.DepXcomp, text.DepCcomp, text.DepAdvcl:
		o := r.within(h, depth+1)
		who := o.Surface
		if t.Dep != text.DepAdvcl || t.Tag != text.TagVBG || r.Marked(c.Head, r.governed) {
			who = r.controller(&o, t.Dep)
		}
		c.Borrowed = true
		if c.Passive {
			c.passive = who
		} else {
			c.Subject = who
		}
	}
}

// governed reports whether a preposition opens a clause that the verb above
// governs (accused of hiding), and not when or how something came about.
func (r *Clauses) governed(preposition string) bool {
	return r.Words.TopicClause.Has(preposition) || r.Words.AsClause.Has(preposition)
}

// ofNoun finds the subject of a clause without a tense that hangs on noun h:
// troops sent, troops leaving, a plan to leave.
func (r *Clauses) ofNoun(c *Clause, h, depth int) {
	t := &r.Doc.Tokens[c.Head]
	switch {
	case t.Tag == text.TagVBN || t.Tag == text.TagVBD && !c.Passive:
		c.Passive, c.passive = true, h
	case t.Tag == text.TagVBG && r.Nominal(h):
		c.Subject = h
	default:
		c.Borrowed = true
		if r.Doc.Tokens[h].Head < 0 && r.known.Party(h) {
			c.Subject = h // headline: Lavrov to visit Dushanbe
		} else {
			c.Subject = r.owner(h, depth+1)
		}
	}
}

// shared gives a coordinated clause the subject of the one that it hangs on,
// and where a participle goes on a passive, its auxiliary too: was seized and
// taken away.
func (r *Clauses) shared(c *Clause, h, depth int) {
	o := r.within(h, depth+1)
	c.Borrowed = true
	if o.Passive && !c.Passive && r.Doc.Tokens[c.Head].Tag == text.TagVBN && r.Tree.Child(c.Head, text.DepAux, text.DepAuxPass) < 0 {
		c.Passive = true
	}
	if c.Passive {
		c.passive = o.Surface
	} else {
		c.Subject = o.Surface
	}
	c.Conditional = c.Conditional || o.Conditional
}

// controller returns who does the complement without a subject of clause o.
func (r *Clauses) controller(o *Clause, dep text.Dep) int {
	subject := false
	for _, op := range r.Words.Operators(o.Lemma) {
		if op.Slot != "comp" && !r.Words.GovernedClause.Has(op.Slot) {
			continue
		}
		subject = subject || op.OfSubject
		if op.OfObject && (o.Lemma != "call" || r.CallsOn(o.Head)) {
			if who := r.Addressee(o); who >= 0 {
				return who
			}
		}
	}
	switch {
	case subject && o.Passive && o.Subject < 0:
		return o.Surface
	case subject:
		return o.Subject
	case dep == text.DepXcomp && o.Object >= 0 && !o.Passive:
		return o.Object
	}
	return o.Surface
}

// Addressee returns the person whom a verb of asking or telling addresses, or -1.
func (r *Clauses) Addressee(c *Clause) int {
	if c.Indirect >= 0 {
		return c.Indirect
	}
	if c.Object >= 0 {
		return c.Object
	}
	for _, o := range c.Obliques {
		if r.Words.Addressee.Has(o.Preposition) {
			return o.Token
		}
	}
	return -1
}

// CallsOn reports whether call, at token i, calls on someone to act, and is no
// call by telephone.
func (r *Clauses) CallsOn(i int) bool {
	for _, k := range r.Tree.Of(i) {
		switch p, _ := r.Preposition(int(k)); p {
		case "on":
			if !r.known.Day(int(k)) {
				return true
			}
		case "upon", "for":
			return true
		}
	}
	return r.Tree.Child(i, text.DepObj, text.DepXcomp, text.DepAdvcl) < 0 // called to thank him
}

// fillGap gives the antecedent h the place that is empty in a relative clause.
func (r *Clauses) fillGap(c *Clause, h int) {
	if r.Content(c.Head, h) {
		return
	}
	pronoun := func(k int) bool {
		return k >= 0 && r.Words.Relative.Has(r.Lemma(k)) && r.Doc.Tokens[k].Tag != text.TagDT
	}
	if pronoun(c.Subject) || pronoun(c.Object) || pronoun(c.passive) {
		return
	}
	for _, o := range c.Obliques {
		if pronoun(o.Token) {
			return
		}
	}
	switch {
	case c.Passive && c.passive < 0 && c.Subject < 0:
		c.passive = h
	case c.Subject < 0 && c.passive < 0:
		c.Subject = h
	case c.Object < 0 && !c.Passive:
		c.Object = h
	}
}

// Content reports whether clause i says what noun h is (reports that troops had
// left), and is no relative clause.
func (r *Clauses) Content(i, h int) bool {
	return r.That(i) && r.Tree.Child(i, text.DepNsubj, text.DepNsubjPass) >= 0 && r.Words.Governs(r.Lemma(h))
}

// Owner returns whose plan, promise or threat noun h is: its possessor, its
// agent, or the subject of the verb that governs it; -1 where nobody's.
func (r *Clauses) Owner(h int) int { return r.owner(h, 0) }

func (r *Clauses) owner(h, depth int) int {
	if k := r.Tree.Child(h, text.DepNmodPoss); k >= 0 {
		return k
	}
	for _, k := range r.Tree.Of(h) {
		switch r.Dep(int(k)) {
		case text.DepNmod:
			if p, _ := r.Preposition(int(k)); r.Words.OwnerPreposition.Has(p) {
				return int(k)
			}
		case text.DepAmod, text.DepCompound:
			if r.known.Party(int(k)) {
				return int(k)
			}
		}
	}
	g := int(r.Doc.Tokens[h].Head)
	if g < 0 || depth > maxBorrowing {
		return -1
	}
	switch r.Dep(h) {
	case text.DepObj, text.DepObl, text.DepXcomp, text.DepCcomp, text.DepNsubjPass:
		if o := r.within(g, depth+1); o.Subject != h {
			return o.Subject
		}
	}
	return -1
}
