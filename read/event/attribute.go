package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/status"
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
	if !d.noun || d.frame.kind != Consult || d.mode == "visit" || len(d.actors)+len(d.recips) != 1 || d.asserter == nil {
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
// quotation around it, or whoever says it, or by the words above it asks for
// it, denies it or promises it, where it is told as that.
func (r *reader) attribute(d *draft) {
	if d.asserter != nil {
		return
	}
	if id := r.quoted(d.trigger); id != nil {
		d.asserter = id
		return
	}
	for who, as := range r.Reporters(d.trigger) {
		if as != status.Keep && as != d.status {
			continue
		}
		if d.asserter = r.speaker(who); d.asserter != nil {
			return
		}
	}
}

// quoted returns the speaker of the quotation in which token i stands.
func (r *reader) quoted(i int) *string {
	if n := r.voiceAt[i]; n > 0 {
		return r.w.Reading.Quotes[n-1].Speaker
	}
	return nil
}
