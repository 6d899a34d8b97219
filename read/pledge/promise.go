package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/text"
)

// promise reads a verb of promising: with the act as its clause or object,
// beside a main clause that it comments on (as it promised), or inside the
// phrase of a thing that was promised (the trucks that it promised).
func (r *reader) promise(i int) {
	c := r.g.Of(i)
	d := newDraft(i, c.Lemma)
	d.act = r.clauseOf(i, c)
	switch dep := r.d.Tokens[i].Dep; {
	case r.comments(i) && (d.act < 0 || r.stands(d.act)):
		r.comment(i, d)
		return
	case d.act < 0 && (dep == text.DepAclRelcl || dep == text.DepAcl && r.d.Tokens[i].Tag == text.TagVBN || dep == text.DepAmod):
		r.delivered(i, d)
		return
	}
	if st, ok := r.status(i); !ok || st != fact.Happened && st != fact.Ongoing || c.Negated {
		r.w.Note("pledge", i, i+1, "%s: not given (%s)", c.Lemma, st)
		return
	}
	if d.act < 0 || r.purpose(i, d.act, c) {
		d.act = r.thing(i, c)
	}
	if d.act < 0 || r.stands(d.act) || r.is("promise", i) && c.Lemma == "agree" && !r.infinitive(d.act) {
		return
	}
	d.by = r.promisers(i, c)
	d.to = r.addressee(i, c, d)
	r.add(d)
}

// promisers returns who promises.
func (r *reader) promisers(i int, c clause.Clause) []fact.Party {
	if ps := r.parties(c.Subject); len(ps) > 0 || c.Subject >= 0 && r.d.Tokens[c.Subject].Pos == text.PRON {
		return ps
	}
	return r.doers(i)
}

// doers returns the parties who do predicate i by its roles.
func (r *reader) doers(i int) []fact.Party {
	if r.roles == nil {
		return nil
	}
	for _, f := range r.roles.Doers(i) {
		if ps := r.parties(int(f.Token)); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// clauseOf returns the head of the clause in which a verb or noun says what is
// promised, by the tree or else by its roles; -1 without one. A clause about
// what is the case (assured them that it is safe) promises nothing.
func (r *reader) clauseOf(i int, c clause.Clause) int {
	for _, k := range c.Complements {
		if r.ahead(k) {
			return k
		}
	}
	for _, k := range r.t.Of(i) {
		if int(k) > i && r.particled(int(k)) {
			return int(k)
		}
		if t := r.later(i, int(k)); t >= 0 {
			return t
		}
	}
	if r.roles == nil || r.roles.Of(i) == nil {
		return -1
	}
	p := r.roles.Of(i)
	for _, x := range p.Args {
		if k := int(x.Token); x.Label.Core() && k > i && r.ahead(k) {
			return k
		}
	}
	return -1
}

// later returns the infinitive that the parser hung from when the promise was
// given instead of from its verb i: vowed hours earlier to retake.
func (r *reader) later(i, k int) int {
	if k <= i || r.preposition(k) != "" {
		return -1
	}
	switch r.d.Tokens[k].Dep {
	case text.DepAdvmod, text.DepObl, text.DepOblUnmarked, text.DepObj:
	default:
		return -1
	}
	if r.d.Tokens[k].Pos != text.ADV && r.w.DateAt(k) == nil && r.t.Child(k, text.DepAdvmod) < 0 {
		return -1
	}
	for _, n := range r.t.Of(k) {
		if int(n) > k && r.infinitive(int(n)) {
			return int(n)
		}
		for _, m := range r.t.Of(int(n)) {
			if int(m) > k && r.infinitive(int(m)) {
				return int(m)
			}
		}
	}
	return -1
}

// ahead reports whether a clause tells of what is still to be done.
func (r *reader) ahead(k int) bool {
	return r.clausal(k) && (r.infinitive(k) || r.future(k) || r.tense(k) == fact.Planned)
}

// clausal tells a clause from a noun that the parser took for one.
func (r *reader) clausal(k int) bool {
	t := &r.d.Tokens[k]
	return t.Pos == text.VERB || t.Pos == text.AUX || r.t.Child(k, text.DepCop) >= 0 || r.t.Child(k, text.DepMark) >= 0 || r.particled(k)
}

// infinitive reports whether k is a verb with "to", also where the tagger took a
// verb with its particle for a noun: to hand over.
func (r *reader) infinitive(k int) bool {
	if m := r.t.Child(k, text.DepMark); m >= 0 {
		return r.d.Tokens[m].Lemma == "to"
	}
	return r.particled(k)
}

func (r *reader) particled(k int) bool {
	return r.d.Tokens[k].Tag == text.TagNN && r.d.At(k-1).Lemma == "to" && r.t.Child(k, text.DepCompoundPrt) >= 0
}

// future reports whether an auxiliary puts clause k ahead, negated or not.
func (r *reader) future(k int) bool {
	for _, a := range r.t.Of(k) {
		if r.d.Tokens[a].Dep == text.DepAux && r.is("future", int(a)) {
			return true
		}
	}
	return false
}

// stands reports whether clause k only stands for an act told elsewhere: as it
// had undertaken to do.
func (r *reader) stands(k int) bool {
	if !r.is("do", k) {
		return false
	}
	for _, o := range r.t.Of(k) {
		if t := &r.d.Tokens[o]; t.Dep == text.DepObj && t.Pos != text.PRON {
			return false // to do the work
		}
	}
	return true
}

// thing returns what is promised where it is no clause: $5 million in aid, to
// cutting tariffs.
func (r *reader) thing(i int, c clause.Clause) int {
	switch {
	case c.Object >= 0 && r.is("thing", i) && r.t.Child(i, text.DepIobj) < 0:
		if k := r.second(i, c.Object); k >= 0 {
			return k // promised the recruits $500 each
		}
		return c.Object
	case c.Indirect >= 0 && c.Object >= 0:
		return c.Object
	}
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepAdvcl, text.DepObl:
			if p := r.preposition(int(k)); p == "to" && r.d.Tokens[k].Pos == text.VERB {
				return int(k)
			}
		}
	}
	return -1
}

// purpose reports whether the infinitive that was taken for what is promised
// only says what a thing is for: $3 million to clear mines, a study to find out.
// Whom a promise is given to is no thing.
func (r *reader) purpose(i, k int, c clause.Clause) bool {
	if o := c.Object; o < 0 || o == c.Subject || !r.infinitive(k) || r.d.Tokens[o].Pos == text.PRON || len(r.parties(o)) > 0 {
		return false
	}
	switch r.d.Tokens[c.Object].Pos {
	case text.SYM, text.NUM:
		return true
	}
	return !r.is("thing", i) || r.t.Child(c.Object, text.DepNummod) >= 0
}

// second returns the thing promised where the parser took to whom it is
// promised for the object: a bare noun phrase behind it; -1 without one.
func (r *reader) second(i, obj int) int {
	for _, k32 := range r.t.Of(i) {
		k, t := int(k32), &r.d.Tokens[k32]
		if k <= obj || t.Pos != text.NOUN && t.Pos != text.SYM && t.Pos != text.NUM || r.w.DateAt(k) != nil {
			continue
		}
		switch t.Dep {
		case text.DepObj, text.DepObl, text.DepOblUnmarked, text.DepXcomp, text.DepDep:
			if p := r.preposition(k); p == "" || p == "to" && k > obj+1 && r.d.Form(obj+1) == "up" {
				return k
			}
		}
	}
	return -1
}

// addressee returns to whom a promise is made: whom the verb names, or else
// who gets what is promised.
func (r *reader) addressee(i int, c clause.Clause, d *draft) []fact.Party {
	for _, k := range [...]int{c.Indirect, c.Object} {
		if k >= 0 && k != c.Subject && k != d.act {
			if ps := r.others(d, k); len(ps) > 0 {
				return ps
			}
		}
	}
	if ps := r.toWhom(i, d); len(ps) > 0 {
		return ps
	}
	if ps := r.gainer(d); len(ps) > 0 {
		return ps
	}
	return r.answered(i, d)
}

// answered returns whose promise this one is given for: Bhutan in turn undertook
// to sell.
func (r *reader) answered(i int, d *draft) []fact.Party {
	n := len(r.told) - 1
	if n < 0 || !sides(r.w.Reading.Pledges[n].To, d.by) || r.d.Tokens[i].Sentence-r.d.Tokens[r.told[n].trigger].Sentence > 1 {
		return nil
	}
	for j := int(r.t.Left[i]); j < int(r.t.Right[i]); j++ {
		if r.follows("turn", j) {
			return r.w.Reading.Pledges[n].By
		}
	}
	return nil
}

// gainer returns who gets what is promised: sell gas to its neighbour, lend
// Jordan 15 billion yen.
func (r *reader) gainer(d *draft) []fact.Party {
	if r.d.Tokens[d.act].Pos != text.VERB {
		return r.toWhom(d.act, d)
	}
	c := r.g.Of(d.act)
	given := c.Indirect
	if o := r.t.Child(d.act, text.DepObj); given < 0 && o >= 0 && o != c.Object {
		given = o // of two objects the first
	}
	if given >= 0 && !c.Passive {
		if ps := r.others(d, given); len(ps) > 0 {
			return ps
		}
	}
	if ps := r.toWhom(d.act, d); len(ps) > 0 || c.Object < 0 {
		return ps
	}
	return r.toWhom(c.Object, d)
}

// toWhom returns the parties behind "to" of predicate or noun i.
func (r *reader) toWhom(i int, d *draft) []fact.Party {
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; (t.Dep == text.DepObl || t.Dep == text.DepNmod) && r.preposition(int(k)) == "to" {
			if ps := r.others(d, int(k)); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}

// others returns the parties that token k names unless they are the promiser
// himself, or a mere place.
func (r *reader) others(d *draft, k int) []fact.Party {
	ps := r.parties(k)
	for _, p := range ps {
		if same(d.by, p) {
			return nil
		}
	}
	return ps
}
