package event

import (
	"fmt"
	"math"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// setConfidence gives an event the probability that none of its slots is
// false, and the confidence cut from it: a logistic model over signs, fitted
// to stories that the judge was not taught by (train/judge/signs.py). An
// event told again keeps the better of the two.
func (r *reader) setConfidence(d *draft, e *fact.Event) {
	signs := r.signs(d)
	p := r.lex.signs.P(signs)
	if e.P != nil && p <= *e.P {
		return
	}
	e.P = fact.Ptr(p)
	switch {
	case p >= high:
		e.Confidence = fact.High
	case p >= medium:
		e.Confidence = fact.Medium
	default:
		e.Confidence = fact.Low
	}
	r.noteSigns(d, e, signs)
}

// The probabilities from which on an event is of high and of medium confidence;
// one of low confidence is more likely wrong than right.
const high, medium = 0.70, 0.40

// signs returns what speaks for an event being right in every slot, or against.
func (r *reader) signs(d *draft) []string {
	kind, status := d.frame.kind.String(), string(statusIn(d.status))
	out := []string{"type " + kind, "status " + status}
	switch {
	case d.judged == nil:
		out = append(out, "proposed alone")
		out = atLeast(out, "margin", r.judged.Margins[d.trigger])
	case d.agreed:
		out = append(out, "agreed")
	default:
		out = append(out, "judged alone")
	}
	if d.judged != nil {
		out = atLeast(out, "margin", d.judged.Margin)
		out = atLeast(out, "status over", d.judged.StatusOver)
		if d.judged.Status != status {
			out = append(out, "status by grammar")
		}
	}
	if d.noun {
		out = append(out, "noun", "noun "+kind)
	}
	if d.mode == "" {
		out = append(out, "no mode")
	}
	if d.time >= 0 {
		out = append(out, "dated")
	}
	if d.asserter != nil {
		out = append(out, "asserted")
	}
	if r.headline(d) {
		out = append(out, "head line")
	}
	out = append(out, r.partySigns(d)...)
	return append(out, r.clauseSigns(d)...)
}

// partySigns returns what the parties and their words say of an event.
func (r *reader) partySigns(d *draft) []string {
	out := []string{
		fmt.Sprintf("doers %d", min(3, len(d.actors))), fmt.Sprintf("affected %d", min(3, len(d.recips))),
		fmt.Sprintf("sides %d %d", min(1, len(d.actors)), min(1, len(d.recips))),
	}
	if d.ahead < certain {
		out = append(out, "guessed")
		for n := 500; n <= min(d.ahead, 3000); n += 500 {
			out = append(out, fmt.Sprintf("guessed %d", n))
		}
	}
	if d.judged != nil {
		for n := 250; n <= min(d.clear, 3000); n += 250 {
			out = append(out, fmt.Sprintf("sides clear %d", n))
		}
		for n := 250; n <= min(d.taken, 3000); n += 250 {
			out = append(out, fmt.Sprintf("sides taken %d", n))
		}
	}
	if !political(d.actors) && !political(d.recips) {
		out = append(out, "nobody political")
	}
	for _, side := range []struct {
		name    string
		parties []fact.Party
	}{{"doer", d.actors}, {"affected", d.recips}} {
		for _, p := range side.parties {
			if !countryKnown(p) {
				out = append(out, side.name+" of no country")
			}
			if p.Entity == nil {
				out = append(out, side.name+" without entity")
			} else if e := r.w.EntityByID(*p.Entity); e != nil {
				out = append(out, side.name+" "+string(e.Kind))
			}
		}
	}
	if d.judged != nil {
		least := int32(math.MaxInt32)
		for _, a := range d.judged.Arguments {
			least = min(least, a.Margin)
		}
		if least != math.MaxInt32 {
			out = atLeast(out, "argument", least)
		}
	}
	return out
}

// clauseSigns returns what the clause of an event says of it.
func (r *reader) clauseSigns(d *draft) []string {
	out := []string{"dep " + r.Dep(d.trigger).String()}
	add := func(is bool, sign string) {
		if is {
			out = append(out, sign)
		}
	}
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	out = append(out, fmt.Sprintf("length %d", min(5, (s.Last-s.First)/10)))
	add(d.worded, "worded")
	add(r.w.QuoteAt(d.trigger) != nil, "in a quote")
	add(d.time >= 0 && !r.ownDay(d), "day of another word")
	if d.noun {
		return out
	}
	c := &d.clause
	add(c.Passive, "passive")
	add(c.Borrowed, "subject borrowed")
	add(c.Subject < 0, "no subject")
	add(c.Subject >= 0 && r.d.Tokens[max(0, c.Subject)].Pos == text.PRON, "pronoun")
	add(c.Subject >= 0 && max(d.trigger-c.Subject, c.Subject-d.trigger) > 15, "subject far")
	add(len(d.actors) > 0 && !r.spelled(d.actors, c.Subject), "doer elsewhere")
	add(len(d.recips) > 0 && !r.spelled(d.recips, r.slotted(d)...), "affected elsewhere")
	return out
}

// atLeast adds a sign for each whole number of log odds, from -3 to 8, that a
// margin reaches.
func atLeast(signs []string, what string, margin int32) []string {
	for n := -3; n <= 8 && logOdds(margin) >= float64(n); n++ {
		signs = append(signs, fmt.Sprintf("%s %d", what, n))
	}
	return signs
}

// slotted lists the words in the slots of a draft's clause beside the subject.
func (r *reader) slotted(d *draft) []int {
	c := &d.clause
	at := []int{c.Object, c.Indirect, c.Surface}
	for _, o := range c.Obliques {
		at = append(at, o.Token)
	}
	return at
}

// spelled reports whether the words at one of the tokens, or coordinated with
// it, are themselves a name or phrase of each of the parties.
func (r *reader) spelled(ps []fact.Party, at ...int) bool {
	for _, p := range ps {
		hit := false
		for _, i := range at {
			if i < 0 {
				continue
			}
			for _, k := range r.Members(i, r.listed) {
				e := r.w.EntityAt(k)
				hit = hit || p.Entity != nil && e != nil && e.ID == *p.Entity ||
					p.Entity == nil && p.Span != nil && p.Span.Start <= int(r.d.Tokens[k].Start) && int(r.d.Tokens[k].Start) < p.Span.End
			}
		}
		if !hit {
			return false
		}
	}
	return true
}

// ownDay reports whether the day of a draft hangs on its own predicate, and not
// after since.
func (r *reader) ownDay(d *draft) bool {
	dt := &r.w.Reading.Dates[d.time]
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	for i := int(s.First); i < int(s.Last); i++ {
		t := &r.d.Tokens[i]
		if int(t.Start) < dt.Start || int(t.Start) >= dt.End {
			continue
		}
		if h := int(t.Head); h != d.trigger && h != d.carrier {
			continue
		}
		for j := d.trigger; j <= i; j++ {
			switch r.Lemma(j) {
			case "since", "until", "after", "before", "following":
				return false // of what came before, or since when
			}
		}
		p, _ := r.Preposition(i)
		return p != "since" && p != "until"
	}
	return false
}
