package event

import (
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// modality is what a clause's own auxiliaries, tense and negation say of it.
// bare means that it has no tense of its own (to sign, signing, signed).
func (r *reader) modality(c *clause) (e effect, bare bool) {
	i := c.head
	t := &r.d.Tokens[i]
	has, be, mark, progressive := "", false, false, t.Tag == text.TagVBG
	aux, past, would := false, false, false
	for _, k := range r.t.Of(i) {
		a := &r.d.Tokens[k]
		switch a.Dep {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			if f := r.d.Form(int(k)); f == "May" && r.d.At(int(k)-1).Pos == text.PROPN {
				continue // Theresa May
			}
			aux = true
			switch l := lower(r.d.Form(int(k))); l {
			case "will", "shall", "'ll", "wo", "’ll", "sha":
				e = planned
			case "would", "'d", "’d":
				e, would = planned, true
			case "may", "might", "could", "can", "ca":
				e = possible
			case "should", "must", "ought":
				e = sought
			case "has", "have", "had", "'ve", "’ve", "having":
				has = l
			case "is", "are", "was", "were", "be", "'s", "been", "being", "am", "'re", "’s", "’re":
				if a.Dep == text.DepAux || a.Dep == text.DepAuxPass && a.Tag != text.TagVB && a.Tag != text.TagVBN || a.Dep == text.DepCop && t.Pos == text.VERB {
					be = true
				}
				if l == "was" || l == "were" {
					past = true
				}
				if l == "being" {
					progressive = true
				}
			}
		case text.DepMark:
			if a.Pos == text.PART || a.Tag == text.TagTO {
				mark = true
			}
		}
	}
	switch {
	case e != keep:
		if e == planned && r.hasCondition(i) {
			e = possible
		}
		if (e == planned || e == sought) && has != "" && would {
			e = notHappened // would have gone
		}
	case be && mark: // is to meet
		e = planned
		if has != "" {
			e = notHappened // was to have met
		}
	case mark:
		bare = true
	case progressive && aux && !past && has == "":
		e = ongoing
	case progressive && aux && has == "" && (c.lemma == "continue" || c.lemma == "go_on" || c.lemma == "rage"):
		e = ongoing
	case progressive && aux:
		e = happened
		if has == "has" || has == "have" {
			e = ongoing
		}
	case !aux && (t.Tag == text.TagVBG || t.Tag == text.TagVB || (t.Tag == text.TagVBN && r.dep(i) != text.DepRoot)):
		bare = true
	default:
		e = happened
		switch c.lemma {
		case "remain", "stay", "continue", "persist":
			if r.presentTense(i) {
				e = ongoing
			}
		}
	}
	if c.neg {
		e = notHappened
	}
	if c.cond {
		e, bare = possible, false
	}
	return e, bare
}

// hasCondition reports whether an if or unless clause hangs on predicate i.
func (r *reader) hasCondition(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepAdvcl {
			for _, m := range r.t.Of(int(k)) {
				if r.dep(int(m)) == text.DepMark {
					if l := r.lemma(int(m)); l == "if" || l == "unless" {
						return true
					}
				}
			}
		}
	}
	return false
}

// level is a predicate on the way from an event up to the root, with what it
// says of itself.
func (r *reader) level(i int) (clause, effect, bool) {
	c := r.clauseOf(i, 1)
	e, bare := r.modality(&c)
	if bare && r.dep(i) == text.DepConj {
		h := int(r.d.Tokens[i].Head)
		if r.d.Tokens[h].Tag == r.d.Tokens[i].Tag || r.d.Tokens[i].Tag == text.TagVB {
			o := r.clauseOf(h, 1)
			o.neg = o.neg || c.neg
			e, bare = r.modality(&o)
		}
	}
	return c, e, bare
}

// willNot reports whether predicate i is in the future.
func (r *reader) willNot(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepAux {
			switch lower(r.d.Form(int(k))) {
			case "will", "would", "wo", "'ll":
				return true
			}
		}
	}
	return false
}

// presentTense reports whether the clause of predicate i stands in the present
// or the present perfect.
func (r *reader) presentTense(i int) bool {
	switch r.d.Tokens[i].Tag {
	case text.TagVBZ, text.TagVBP:
		return true
	}
	for _, k := range r.t.Of(i) {
		if x := r.dep(int(k)); x == text.DepAux || x == text.DepAuxPass || x == text.DepCop {
			if g := r.d.Tokens[k].Tag; g == text.TagVBZ || g == text.TagVBP {
				return true
			}
		}
	}
	return false
}

func (r *reader) bareVerb(i int) bool {
	c := r.clauseOf(i, 1)
	_, bare := r.modality(&c)
	return bare
}

func (r *reader) marked(i int, words ...string) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepMark && contains(words, r.lemma(int(k))) {
			return true
		}
	}
	return false
}

func (r *reader) hasTo(i int) bool {
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepMark && lower(t.Lemma) == "to" {
			return true
		}
	}
	return false
}

// subjunctive reports whether clause i has a bare verb: insists that they leave.
func (r *reader) subjunctive(i int) bool {
	t := r.d.Tokens[i].Tag
	return (t == text.TagVB || t == text.TagVBP) && r.t.Child(i, text.DepAux, text.DepCop) < 0
}

// otherReading reports whether a word has, for a clause, also the reading in
// which its subject does (or does not) assert it.
func (r *reader) otherReading(ops []words.Operator, says bool) bool {
	for _, o := range ops {
		if o.Slot == "comp" && o.Says == says {
			return true
		}
	}
	return false
}

// callsOn tells a call on someone to act from a call by telephone.
func (r *reader) callsOn(h int) bool {
	for _, k := range r.t.Of(h) {
		if p, _ := r.preps(int(k)); p == "on" && r.w.DateAt(int(k)) == nil || p == "upon" || p == "for" {
			return true
		}
	}
	return r.t.Child(h, text.DepObj, text.DepXcomp, text.DepAdvcl) < 0 // called to thank him
}

// presentPassive tells are arrested from were and have been arrested.
func (r *reader) presentPassive(i int) bool {
	k := r.t.Child(i, text.DepAuxPass)
	return k >= 0 && (r.d.Tokens[k].Tag == text.TagVBP || r.d.Tokens[k].Tag == text.TagVBZ)
}
