package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// reach is how many sentences after a promise still tell what came of it.
const reach = 2

// verdict returns what a verb with status st says of the promise that is its
// object: kept, missed or withdrawn; "" for nothing.
func (r *reader) verdict(h int, st fact.Status) string {
	done := st == fact.Happened || st == fact.Ongoing
	switch {
	case done && r.says("withdraw", h):
		return "withdrawn"
	case done && r.says("break", h), st == fact.NotHappened && r.says("keep", h):
		return "missed"
	case done && r.says("keep", h):
		return "kept"
	}
	return ""
}

// status returns the status that the text gives to predicate i, and false where
// it puts it forward as nothing.
func (r *reader) status(i int) (fact.Status, bool) {
	if r.yet(i) {
		return fact.NotHappened, true
	}
	return r.statusOf(i)
}

// sequel looks in the rest of the sentence and in those that follow for what
// came of an open promise. last is the token behind what is promised; passed
// says that its day is over.
func (r *reader) sequel(d *draft, p *fact.Pledge, last int, passed bool) {
	n := int(r.d.Tokens[max(d.trigger, d.act)].Sentence)
	end := int(r.d.Sentences[n].Last)
	for m := n + 1; m <= n+reach && m < len(r.d.Sentences); m++ {
		if r.d.Sentences[m].Paragraph-r.d.Sentences[n].Paragraph > 1 {
			break
		}
		end = int(r.d.Sentences[m].Last)
	}
	for i := max(last, d.trigger+1); i < end; i++ {
		if p := r.d.Tokens[i].Pos; p != text.VERB && p != text.AUX {
			continue
		}
		if v := r.closing(i, d, p, passed, int(r.d.Tokens[i].Sentence) == n); v != "" {
			p.Asserted = v
			if int(r.d.Tokens[i].Sentence) != int(r.d.Tokens[d.trigger].Sentence) {
				s := &r.d.Sentences[r.d.Tokens[i].Sentence]
				p.Evidence = append(p.Evidence, r.w.Evidence(int(s.First), int(s.Last), i, "pledge/"+v))
			}
			return
		}
		if r.d.Tokens[i].Pos == text.VERB && r.is("promise", i) {
			return // what follows is about another promise
		}
	}
}

// closing returns what predicate i says came of a promise, "" for nothing.
func (r *reader) closing(i int, d *draft, p *fact.Pledge, passed, here bool) string {
	if r.d.Tokens[i].Pos == text.AUX {
		return r.elided(i, d, p, passed)
	}
	st, ok := r.status(i)
	if !ok {
		return ""
	}
	c := r.g.Of(i)
	if k := r.takenUp(i, c.Object); k >= 0 && (c.Subject < 0 || r.sameSubject(c.Subject, d)) {
		if v := r.verdict(i, st); v != "" {
			r.taken[k] = true
			return v
		}
	}
	missing := st == fact.NotHappened && r.past(i)
	switch {
	case r.stands(i):
		if r.sameSubject(c.Subject, d) {
			return r.done(st, p, passed)
		}
	case missing && (passed || here) && (r.says("done", i) || r.repeats(i, d)):
		return "missed"
	case st == fact.Happened && r.past(i) && r.repeats(i, d) && r.sameSubject(c.Subject, d) && r.sameObject(c.Object, d):
		return "kept"
	}
	return ""
}

// takenUp returns the noun of promising or the pronoun by which verb i takes up
// a promise that was told before, obj or an oblique; -1 for none.
func (r *reader) takenUp(i, obj int) int {
	if obj >= 0 && r.d.Tokens[obj].Pos == text.PRON && r.d.Tokens[obj].Feats&text.Plural == 0 && r.w.EntityAt(obj) == nil {
		return obj
	}
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		switch r.d.Tokens[k].Dep {
		case text.DepObj, text.DepObl, text.DepNsubjPass:
			if r.d.Tokens[k].Pos == text.NOUN && (r.is("noun", k) || r.is("offer", k)) && r.content(k, i) < 0 {
				return k
			}
		}
	}
	return -1
}

// elided reads "It has not." and "It did so.": the act is left out.
func (r *reader) elided(i int, d *draft, p *fact.Pledge, passed bool) string {
	t := &r.d.Tokens[i]
	c := r.g.Of(i)
	if t.Lemma != "do" && t.Lemma != "have" || t.Dep == text.DepAux || c.Object >= 0 || !r.sameSubject(c.Subject, d) {
		return ""
	}
	switch {
	case c.Negated:
		return r.done(fact.NotHappened, p, passed)
	case r.d.At(i+1).Lemma == "so":
		return r.done(fact.Happened, p, passed)
	}
	return ""
}

// done returns what it means for a promise that its act was done or was not:
// what is due later may still be.
func (r *reader) done(st fact.Status, p *fact.Pledge, passed bool) string {
	switch {
	case st == fact.Happened:
		return "kept"
	case st == fact.NotHappened && (passed || p.Due == nil):
		return "missed"
	}
	return ""
}

// repeats reports whether predicate i is the one that was promised.
func (r *reader) repeats(i int, d *draft) bool {
	return r.d.Tokens[d.act].Pos == text.VERB && r.d.Tokens[i].Lemma == r.d.Tokens[d.act].Lemma && i != d.act
}

// sameSubject reports whether token i means the promiser.
func (r *reader) sameSubject(i int, d *draft) bool {
	if i < 0 {
		return false
	}
	for _, p := range r.parties(i) {
		if sides(d.by, []fact.Party{p}) {
			return true
		}
	}
	return false
}

// sameObject reports whether token i names what the promised act was to be done
// to, or is a pronoun for it.
func (r *reader) sameObject(i int, d *draft) bool {
	o := r.g.Of(d.act).Object
	switch {
	case i < 0 || o < 0:
		return i < 0 && o < 0
	case r.d.Tokens[i].Pos == text.PRON:
		return true
	}
	return r.d.Tokens[i].Lemma == r.d.Tokens[o].Lemma
}

func (r *reader) past(i int) bool {
	switch r.d.Tokens[i].Tag {
	case text.TagVBN, text.TagVBD:
		return true
	}
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepAux && (t.Lemma == "do" || t.Lemma == "have") {
			return true
		}
	}
	return r.yet(i)
}

// yet reports whether clause i stands under have yet to.
func (r *reader) yet(i int) bool {
	h := int(r.d.Tokens[i].Head)
	for _, at := range [...]int{i, h} {
		for _, k := range r.t.Of(at) {
			if r.d.Tokens[k].Dep == text.DepAdvmod && r.d.Tokens[k].Lemma == "yet" && int(k) < i {
				return r.infinitive(i)
			}
		}
	}
	return false
}
