package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// sidesAbove gives something mutual that names nobody (the agreement was not
// concluded, progress in the negotiations) the two sides that are the subject
// of its sentence.
func (r *reader) sidesAbove(d *draft) {
	k := d.frame.kind
	if len(d.actors)+len(d.recips) > 0 || k != Agree && k != Support && k != Consult && k != Cooperate || d.mode == "visit" {
		return
	}
	if !d.noun && !(d.clause.Passive && d.clause.Subject < 0) {
		return
	}
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	for i := int(s.First); i < d.trigger; i++ {
		if x := r.Dep(i); x != text.DepNsubj && x != text.DepNsubjPass || !r.Nominal(i) {
			continue
		}
		if ps := r.parties(i); len(ps) == 2 && ps[0].Code != ps[1].Code {
			d.actors = ps
			return
		}
	}
}

// otherSide makes him who speaks of "talks with X" the other side of them.
func (r *reader) otherSide(d *draft) {
	if !d.noun || d.frame.kind != Consult || len(d.actors)+len(d.recips) != 1 || d.asserter == nil {
		return
	}
	code := r.codeOf(*d.asserter)
	p := fact.Party{Entity: d.asserter, Code: code}
	if code == "" || hasParty(d.actors, p) || hasParty(d.recips, p) {
		return
	}
	d.recips = append(d.recips, d.actors...)
	d.actors = []fact.Party{p}
}

// denier makes him who denies an act that has no actor the one who would have
// done it.
func (r *reader) denier(d *draft) {
	if d.status != denied || d.asserter == nil || len(d.actors) > 0 && !(d.noun && d.frame.kind.Mutual()) {
		return
	}
	code := r.codeOf(*d.asserter)
	p := fact.Party{Entity: d.asserter, Code: code}
	if code == "" || hasParty(d.actors, p) || hasParty(d.recips, p) {
		return
	}
	d.recips = append(d.recips, d.actors...)
	d.actors = []fact.Party{p}
}

func (r *reader) codeOf(id string) string {
	if e := r.w.EntityByID(id); e != nil && e.Country != nil {
		return *e.Country
	}
	return ""
}

// attribute finds in whose mouth the text puts the event: the speaker of the
// quotation around it, or the subject of the nearest verb of saying above.
func (r *reader) attribute(d *draft) {
	if d.asserter != nil {
		return
	}
	if id := r.quoted(d.trigger); id != nil {
		d.asserter = id
		return
	}
	cur := d.trigger
	for n := 0; n < 16 && cur >= 0; n++ {
		if id := r.saidBeside(cur, d); id != nil {
			d.asserter = id
			return
		}
		h := int(r.d.Tokens[cur].Head)
		if h < 0 || r.Dep(cur) == text.DepAdvcl && (r.Under(cur, "while") || r.Under(cur, "whereas")) && r.t.Child(cur, text.DepNsubj) >= 0 {
			return // says this, while another did that
		}
		switch r.Dep(cur) {
		case text.DepCcomp, text.DepXcomp, text.DepParataxis, text.DepCsubjPass, text.DepObj:
			l := r.Predicate(h)
			if r.Dep(cur) == text.DepCcomp && r.Words.Says(l) {
				c := r.Within(h)
				if c.Subject >= 0 {
					d.asserter = r.speaker(c.Subject)
					return
				}
			}
		}
		cur = h
	}
}

// saidBeside finds "X said" or "according to X" beside predicate i.
func (r *reader) saidBeside(i int, d *draft) *string {
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		dep := r.Dep(k)
		if r.Tag(k) {
			dep = text.DepParataxis
		}
		switch dep {
		case text.DepParataxis:
			if int32(d.trigger) >= r.t.Left[k] && int32(d.trigger) <= r.t.Right[k] {
				continue
			}
			if l := r.Predicate(k); r.Words.Says(l) || l == "deny" {
				if s := r.t.Child(k, text.DepNsubj); s >= 0 {
					return r.speaker(s)
				}
			}
		case text.DepObl, text.DepNmod:
			if p, f := r.Preposition(k); f == "accord_to" || f == "according_to" || p == "according" || p == "accord" {
				return r.speaker(k)
			}
		}
	}
	return nil
}

// quoted returns the speaker of the quotation in which token i stands.
func (r *reader) quoted(i int) *string {
	if n := r.voiceAt[i]; n > 0 {
		return r.w.Reading.Quotes[n-1].Speaker
	}
	return nil
}
