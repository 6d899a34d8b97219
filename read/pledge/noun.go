package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/text"
)

// noun reads a noun of promising: gave his word that, kept its promise to,
// withdrew the offer to, a commitment that it made in May.
func (r *reader) noun(i int) {
	if r.taken[i] {
		return
	}
	d := newDraft(i, r.d.Tokens[i].Lemma)
	h := r.verbOver(i)
	d.act = r.content(i, h)
	if k := r.giving(i); k >= 0 {
		d.made, d.by = k, r.parties(r.g.Of(k).Subject)
	}
	if h >= 0 {
		r.fate(i, h, d)
	}
	if r.is("term", i) && !r.itsOwn(i) || d.asserted == "open" && !r.standing(i, h, d) {
		return
	}
	if ps := r.ownersOf(i); len(d.by) == 0 {
		d.by = ps
	}
	if d.act < 0 {
		d.act, d.bare, d.acted = i, true, true
		if h >= 0 {
			d.act = h
		}
	}
	d.to = r.addressee(i, clause.None(i), d)
	if len(d.to) == 0 && h >= 0 && d.act != h {
		if c := r.g.Of(h); c.Indirect >= 0 {
			d.to = r.others(d, c.Indirect)
		} else if r.says("give", h) {
			d.to = r.toWhom(h, d)
		}
	}
	r.add(d)
}

// content returns the head of what a noun of promising is about: its clause,
// also where the parser hung it from the verb h above, or what stands behind
// "of"; -1 for nothing.
func (r *reader) content(i, h int) int {
	if k := r.clauseOf(i, clause.Clause{Complements: r.clauses(i)}); k >= 0 {
		return k
	}
	if h >= 0 {
		for _, k := range r.t.Of(h) {
			if int(k) > i && int(r.t.Left[k]) == r.behind(i) && r.ahead(int(k)) {
				return int(k)
			}
		}
		if c := r.g.Of(h); r.says("give", h) && c.Object == i {
			return r.clauseOf(h, clause.Clause{Complements: c.Complements})
		}
	}
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepNmod && int(k) > i && t.Pos == text.NOUN && r.preposition(int(k)) == "of" && r.w.EntityAt(int(k)) == nil {
			return int(k)
		}
	}
	return -1
}

// behind returns the first word behind the phrase of noun i, commas apart.
func (r *reader) behind(i int) int {
	j := int(r.t.Right[i]) + 1
	for r.d.At(j).Tag == text.TagComma {
		j++
	}
	return j
}

// clauses returns the clauses that hang from noun i.
func (r *reader) clauses(i int) []int {
	var out []int
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepAcl, text.DepCcomp, text.DepXcomp, text.DepAclRelcl, text.DepAdvcl:
			if int(k) > i && r.d.Tokens[k].Tag != text.TagVBN || r.future(int(k)) {
				out = append(out, int(k)) // promises made in May are no promise to make
			}
		}
	}
	return out
}

// giving returns the verb that tells who gave the promise that noun i is: a
// promise which the minister made in Delhi; -1 for none.
func (r *reader) giving(i int) int {
	for _, k := range r.t.Of(i) {
		if x := r.d.Tokens[k].Dep; (x == text.DepAclRelcl || x == text.DepAcl) && r.says("give", int(k)) && !r.future(int(k)) {
			return int(k)
		}
	}
	return -1
}

// ownersOf returns whose promise noun i is, by the words of its own phrase.
func (r *reader) ownersOf(i int) []fact.Party {
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		switch r.d.Tokens[k].Dep {
		case text.DepNmodPoss, text.DepAmod, text.DepCompound:
		case text.DepNmod:
			if !r.joins("agent", k) {
				continue
			}
		default:
			continue
		}
		if ps := r.parties(k); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// itsOwn reports whether a deadline is one that a party has set itself.
func (r *reader) itsOwn(i int) bool {
	for k := int(r.t.Left[i]); k < i; k++ {
		if r.is("own", k) {
			return true
		}
	}
	return false
}

// standing reports whether a promise that nothing came of yet is put forward by
// the text: somebody gives it, or it is somebody's (Chad's pledge to, a pledge
// by Chad to), and it is neither asked for nor doubted.
func (r *reader) standing(i, h int, d *draft) bool {
	if d.act < 0 {
		return r.supply(i, h, d)
	}
	if !r.is("noun", i) || !r.clausal(d.act) {
		return false
	}
	if st, ok := r.status(i); !ok || st != fact.Happened && st != fact.Ongoing && st != fact.Planned {
		return false
	}
	if h >= 0 && r.g.Of(h).Object == i && (r.says("give", h) || r.says("renew", h)) {
		st, ok := r.status(h)
		d.by = r.parties(r.g.Of(h).Subject)
		return ok && len(d.by) > 0 && (st == fact.Happened || st == fact.Ongoing || st == fact.Planned && r.says("renew", h))
	}
	if len(d.by) == 0 {
		d.by = r.ownersOf(i)
	}
	if len(d.by) == 0 {
		r.loose = d
	}
	return len(d.by) > 0
}

// supply reads "he gave that promise in May" after a sentence in which a promise
// has no promiser: it is his.
func (r *reader) supply(i, h int, d *draft) bool {
	if r.loose == nil || h < 0 || !r.says("give", h) || r.d.Tokens[i].Sentence-r.d.Tokens[r.loose.trigger].Sentence > reach {
		return false
	}
	c := r.g.Of(h)
	if st, ok := r.statusOf(h); !ok || st != fact.Happened || c.Object != i {
		return false
	}
	d.by, d.act, d.made = r.parties(c.Subject), r.loose.act, h
	r.loose = nil
	return len(d.by) > 0
}

// fate reads what the verb above a noun of promising says came of it.
func (r *reader) fate(i, h int, d *draft) {
	c := r.g.Of(h)
	if c.Object != i && !(r.d.Tokens[i].Dep == text.DepObl && r.joins("over", i)) || r.elsewhere(c.Subject) {
		return
	}
	st, ok := r.status(h)
	top := r.mainOf(h)
	if top >= 0 {
		st, ok = r.statusOf(top)
		if st == fact.NotHappened || st == fact.Planned {
			st = fact.Happened // will send no more, going back on its word
		}
		if c.Negated {
			st = fact.NotHappened
		}
	}
	if !ok || r.d.Tokens[h].Tag == text.TagVBG && r.t.Child(h, text.DepAux) < 0 && top < 0 {
		return // delays in keeping a promise
	}
	v := r.verdict(h, st)
	if v == "" {
		return
	}
	d.asserted = v
	d.by = r.parties(c.Subject)
	if top >= 0 {
		r.byMain(top, d)
	}
}

// mainOf returns the main clause to which a participle adds what it means (has
// paid its debt, keeping a promise), -1 where h is no such participle.
func (r *reader) mainOf(h int) int {
	t := &r.d.Tokens[h]
	comma := r.d.At(int(r.t.Left[h])).Tag == text.TagComma || r.d.At(int(r.t.Left[h])-1).Tag == text.TagComma
	if t.Tag != text.TagVBG || t.Dep != text.DepAdvcl && !(t.Dep == text.DepAcl && comma) || r.t.Child(h, text.DepAux) >= 0 {
		return -1
	}
	if m := r.t.Child(h, text.DepMark, text.DepCase); m >= 0 && r.d.Tokens[m].Lemma != "without" {
		return -1
	}
	top := int(t.Head)
	for n := 0; n < maxDepth && r.d.Tokens[top].Pos != text.VERB && r.t.Child(top, text.DepNsubj) < 0 && r.d.Tokens[top].Head >= 0; n++ {
		top = int(r.d.Tokens[top].Head)
	}
	return top
}

// byMain takes from the main clause what the participle leaves open: who, and
// what was promised.
func (r *reader) byMain(top int, d *draft) {
	if d.act < 0 {
		d.act, d.acted = top, true
	}
	if len(d.by) == 0 {
		d.by = r.parties(r.g.Of(top).Subject)
	}
	if len(d.by) == 0 {
		d.by = r.doers(top)
	}
}

// elsewhere reports whether a pronoun inside quotation marks means others than
// the speaker, and the story does not show whom: they kept their word, she said.
func (r *reader) elsewhere(i int) bool {
	return i >= 0 && r.d.Tokens[i].Flags&text.Quoted != 0 && r.w.MentionAt(i) < 0 && r.d.Tokens[i].Pos == text.PRON && !r.is("we", i)
}
