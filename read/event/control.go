package event

import (
	"github.com/datelinewire/dateline/text"
)

// antecedent returns the noun that the relative clause of token i hangs on, or -1.
func (r *reader) antecedent(i int) int {
	for n := 0; i >= 0 && n < 4; n++ {
		t := &r.d.Tokens[i]
		if t.Dep == text.DepAclRelcl || t.Dep == text.DepAdvclRelcl {
			return int(t.Head)
		}
		if t.Dep != text.DepConj && t.Dep != text.DepXcomp && t.Dep != text.DepCcomp {
			return -1
		}
		i = int(t.Head)
	}
	return -1
}

// referent replaces a relative pronoun by the noun that it stands for.
func (r *reader) referent(tok, verb int) int {
	if tok < 0 {
		return -1
	}
	t := &r.d.Tokens[tok]
	if (t.Tag == text.TagWP || t.Tag == text.TagWDT || t.Tag == text.TagIN) && isRelative(lower(t.Lemma)) {
		if a := r.antecedent(verb); a >= 0 {
			return a
		}
	}
	return tok
}

// preposed reports whether a preposition introduces clause i (accused of
// sheltering), which makes it a complement.
func (r *reader) preposed(i int) bool {
	return r.marked(i, "of", "for", "from", "to", "against", "with", "as")
}

// maxBorrowing bounds over how many clauses a subject is borrowed: each asks
// the one that it hangs on, which may ask in turn.
const maxBorrowing = 5

// fromOutside finds the arguments that stand outside the clause: the noun
// that a participle or a relative clause hangs on, the subject of the clause
// with which this one is coordinated or which controls it.
func (r *reader) fromOutside(c *clause, pass *int, depth int) {
	i := c.head
	t := &r.d.Tokens[i]
	h := int(t.Head)
	if h < 0 || depth > maxBorrowing {
		return
	}
	switch t.Dep {
	case text.DepAclRelcl:
		r.fillGap(c, pass, h)
		return
	case text.DepAcl:
		if c.subj >= 0 || *pass >= 0 {
			return
		}
		switch {
		case t.Tag == text.TagVBN || (t.Tag == text.TagVBD && !c.passive):
			c.passive, *pass = true, h
		case t.Tag == text.TagVBG && r.isNominal(h):
			c.subj = h
		default:
			c.borrowed = true
			if r.d.Tokens[h].Head < 0 && r.isParty(h) {
				c.subj = h // headline: Lavrov to visit Dushanbe
			} else {
				c.subj = r.owner(h, depth+1)
			}
		}
		return
	}
	if c.subj >= 0 || *pass >= 0 {
		return
	}
	switch t.Dep {
	case text.DepConj, text.DepParataxis:
		if t.Dep == text.DepParataxis || (r.d.Tokens[h].Pos != text.VERB && r.d.Tokens[h].Pos != text.AUX && r.t.Child(h, text.DepNsubj, text.DepNsubjPass) < 0) {
			return
		}
		o := r.clauseOf(h, depth+1)
		c.borrowed = true
		if o.passive && !c.passive && t.Tag == text.TagVBN && r.t.Child(i, text.DepAux, text.DepAuxPass) < 0 {
			c.passive, *pass = true, o.surface
		} else if c.passive {
			*pass = o.surface
		} else {
			c.subj = o.surface
		}
		c.cond = c.cond || o.cond
	case text.DepXcomp, text.DepCcomp, text.DepAdvcl:
		o := r.clauseOf(h, depth+1)
		who := o.surface
		if t.Dep != text.DepAdvcl || t.Tag != text.TagVBG || r.preposed(i) {
			who = r.controller(&o, t.Dep)
		}
		c.borrowed = true
		if c.passive {
			*pass = who
		} else {
			c.subj = who
		}
	}
}

// controller returns who does the subjectless complement of clause o.
func (r *reader) controller(o *clause, dep text.Dep) int {
	if dep == text.DepXcomp || dep == text.DepAdvcl || dep == text.DepCcomp {
		subject := false
		for _, op := range r.lex.grammar.Operators(o.lemma) {
			switch op.Slot {
			case "comp", "for", "of", "from", "with", "as":
			default:
				continue
			}
			subject = subject || op.OfSubject
			if op.OfObject && (o.lemma != "call" || r.callsOn(o.head)) {
				if who := r.objectOf(o); who >= 0 {
					return who
				}
			}
		}
		if subject {
			if o.passive && o.subj < 0 {
				return o.surface
			}
			return o.subj
		}
	}
	if dep == text.DepXcomp && o.obj >= 0 && !o.passive {
		return o.obj
	}
	return o.surface
}

// objectOf returns the person addressed by a verb of asking.
func (r *reader) objectOf(o *clause) int {
	if o.iobj >= 0 {
		return o.iobj
	}
	if o.obj >= 0 {
		return o.obj
	}
	for _, b := range o.obls {
		if b.prep == "on" || b.prep == "to" || b.prep == "upon" || b.prep == "with" {
			return b.tok
		}
	}
	return -1
}

// fillGap gives the antecedent the place that is empty in a relative clause.
func (r *reader) fillGap(c *clause, pass *int, h int) {
	if r.contentClause(c.head, h) {
		return
	}
	pron := func(k int) bool {
		return k >= 0 && isRelative(r.lemma(k)) && r.d.Tokens[k].Tag != text.TagDT
	}
	if pron(c.subj) || pron(c.obj) || pron(*pass) {
		return
	}
	for _, b := range c.obls {
		if pron(b.tok) {
			return
		}
	}
	switch {
	case c.passive && *pass < 0 && c.subj < 0:
		*pass = h
	case c.subj < 0 && *pass < 0:
		c.subj = h
	case c.obj < 0 && !c.passive:
		c.obj = h
	}
}

// contentClause tells the clause that says what a report or a plan is (reports
// that troops had left) from a relative clause.
func (r *reader) contentClause(i, h int) bool {
	return r.marked(i, "that") && r.t.Child(i, text.DepNsubj, text.DepNsubjPass) >= 0 && r.lex.governs(r.lemma(h))
}

// owner returns whose plan, promise or threat noun h is: its possessor, its
// agent, or the subject of the verb that governs it.
func (r *reader) owner(h, depth int) int {
	if k := r.t.Child(h, text.DepNmodPoss); k >= 0 {
		return k
	}
	for _, k := range r.t.Of(h) {
		if d := r.dep(int(k)); d == text.DepNmod {
			if p, _ := r.preps(int(k)); p == "by" || p == "from" || p == "of" {
				return int(k)
			}
		} else if (d == text.DepAmod || d == text.DepCompound) && r.isParty(int(k)) {
			return int(k)
		}
	}
	g := int(r.d.Tokens[h].Head)
	if g < 0 || depth > maxBorrowing {
		return -1
	}
	switch r.dep(h) {
	case text.DepObj, text.DepObl, text.DepXcomp, text.DepCcomp, text.DepNsubjPass:
		if o := r.clauseOf(g, depth+1); o.subj != h {
			return o.subj
		}
	}
	return -1
}
