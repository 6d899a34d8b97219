package pledge

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/text"
)

// bound reports whether verb i tells what an accord makes a party do: an
// agreement that commits Chad to withdraw.
func (r *reader) bound(i int) bool {
	return r.is("bind", i) && r.is("pact", r.g.Of(i).Subject)
}

// bind reads an accord that binds a party: the party has undertaken it.
func (r *reader) bind(i int) {
	if !r.bound(i) {
		return
	}
	c := r.g.Of(i)
	if st, ok := r.statusOf(i); !ok || st != fact.Happened && st != fact.Ongoing || c.Negated {
		return
	}
	d := newDraft(i, "bound")
	if d.act = r.clauseOf(i, c); d.act < 0 || c.Object < 0 {
		return
	}
	d.by = r.parties(c.Object)
	said := clause.None(i)
	said.Subject = c.Subject
	d.to = r.addressee(i, said, d)
	r.add(d)
}

// part reads a party's part in an accord, told in the story's own voice: under
// the deal Chad will withdraw by May; the Union is to cut its output.
func (r *reader) part(k, act int) {
	c := r.g.Of(k)
	if c.Subject < 0 || !r.deed(act) || c.Negated {
		return
	}
	d := newDraft(k, "accord")
	d.act, d.by = k, r.parties(c.Subject)
	if !r.speaks(d.by) && len(d.by) > 0 && r.w.EntityOf(d.by[0]) == nil {
		return
	}
	if !r.under(k) && !(r.arranged(k) || r.dueOf(k) != nil) || !r.under(k) && !r.agreed(k, d.by) {
		return
	}
	d.to = r.gainer(d)
	r.add(d)
}

// under reports whether the words before predicate k say that an accord provides
// for it: under the deal, in return. The parser may have drawn the accord into
// the name behind it (under the accord Chad will).
func (r *reader) under(k int) bool {
	for j := int(r.t.Left[k]); j < k; j++ {
		if r.follows("turn", j) {
			return true
		}
		if !r.is("under", j) && !r.follows("under", j) {
			continue
		}
		for n := j + 1; n < k && n <= j+maxAccord; n++ {
			if r.is("pact", n) {
				return true
			}
		}
	}
	return false
}

// maxAccord is how many words may stand between "under" and the accord.
const maxAccord = 5

// follows reports whether token i and the one behind it are of a class together.
func (r *reader) follows(class string, i int) bool {
	return r.lex.classes[class][strings.ToLower(r.d.At(i).Lemma)+"_"+strings.ToLower(r.d.At(i+1).Lemma)]
}

// arranged reports whether clause k is ahead by be to: it has been arranged.
func (r *reader) arranged(k int) bool { return r.infinitive(k) }

// agreed reports whether the story has just told of an accord of which the
// parties may be part: one between others binds nobody else.
func (r *reader) agreed(k int, by []fact.Party) bool {
	n := int(r.d.Tokens[k].Sentence)
	for e := range r.w.Reading.Events {
		ev := &r.w.Reading.Events[e]
		if ev.Status != fact.Happened || ev.Evidence.Sentence > n || ev.Evidence.Sentence < n-reach || ev.Evidence.Trigger == nil {
			continue
		}
		if !r.pactIn(ev.Evidence.Start, ev.Evidence.End) || ev.Type != "SUPPORT" && ev.Type != "AGREE" {
			continue
		}
		all := append(append([]fact.Party{}, ev.Actors...), ev.Recipients...)
		if len(all) == 0 || len(by) > 0 && sides(all, by[:1]) {
			return true
		}
	}
	return false
}

// pactIn reports whether an accord is named between two bytes.
func (r *reader) pactIn(from, to int) bool {
	for i := r.tokenAt(from); i < len(r.d.Tokens) && int(r.d.Tokens[i].Start) < to; i++ {
		if r.d.Tokens[i].Pos == text.NOUN && r.is("pact", i) {
			return true
		}
	}
	return false
}
