package pledge

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// due returns the interval by whose end what clause k promises is to be done,
// where the text gives a deadline or a day within a longer time.
func (r *reader) due(k int) (*calendar.Interval, bool) {
	for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
		dt := r.w.DateAt(int(j))
		if dt == nil || dt.Value == nil || dt.Kind == "set" || dt.Value.To.IsZero() {
			continue
		}
		v := *dt.Value
		if r.deadline(int(j), dt) || v.From.IsZero() {
			return fact.Ptr(calendar.Until(v.To.Last())), true
		}
	}
	return nil, false
}

// deadline reports whether a preposition of deadline stands before the date.
func (r *reader) deadline(j int, dt *fact.Date) bool {
	for n := 0; j >= 0 && n < 6; n++ {
		if int(r.d.Tokens[j].Start) <= dt.Start {
			break
		}
		j--
	}
	for n := 0; j >= 0 && n < 2; n++ {
		if r.is("deadline", j) {
			return true
		}
		j--
	}
	return false
}

// dueOf returns the deadline of a pledge or, when there is none, the day on
// which it is to be done; nil without either.
func (r *reader) dueOf(k int) *calendar.Interval {
	if v, ok := r.due(k); ok {
		return v
	}
	for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
		dt := r.w.DateAt(int(j))
		if dt != nil && dt.Value != nil && dt.Kind != "set" && dt.Kind != "duration" && !r.aside(int(j), k) {
			return fact.Ptr(*dt.Value)
		}
	}
	return nil
}

// aside reports whether token j below clause k is no part of what the clause
// says of its act: it describes a thing (the ground it captured in May), or
// stands before the subject (in May they would).
func (r *reader) aside(j, k int) bool {
	if s := r.t.Child(k, text.DepNsubj, text.DepNsubjPass); s >= 0 && j < s {
		return true
	}
	words := 0 // of the way that are none of the date's own
	for n := 0; j >= 0 && j != k && n < maxDepth; n++ {
		if r.w.DateAt(j) == nil {
			words++
		}
		switch r.d.Tokens[j].Dep {
		case text.DepAclRelcl, text.DepAcl:
			return !r.infinitive(j)
		case text.DepObj: // parsers hang "in May" from the elections of: hold elections in May
			return words > 1
		case text.DepNsubj, text.DepNsubjPass, text.DepCompound:
			return words > 0 || int(r.d.Tokens[j].Head) >= 0 && r.w.DateAt(int(r.d.Tokens[j].Head)) == nil
		}
		j = int(r.d.Tokens[j].Head)
	}
	return false
}

// maxDepth bounds the walk up a tree.
const maxDepth = 12

// dueBeside returns the deadline that the parser hung from the word of
// promising instead of from what is promised.
func (r *reader) dueBeside(d *draft) *calendar.Interval {
	for _, k := range r.t.Of(d.trigger) {
		if int(k) < d.trigger || int(k) == d.act {
			continue
		}
		if dt := r.w.DateAt(int(k)); dt != nil && dt.Value != nil && !dt.Value.To.IsZero() && r.deadline(int(k), dt) {
			return fact.Ptr(calendar.Until(dt.Value.To.Last()))
		}
	}
	return nil
}

// hadPromised reports whether a promise is told in the past perfect.
func (r *reader) hadPromised(i int) bool {
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepAux && t.Lemma == "have" && t.Tag == text.TagVBD {
			return true
		}
	}
	return false
}

// lately moves a deadline without a year of a promise that had been given
// before into the past, where that is nearer: had promised to pay by the end
// of February, in March.
func (r *reader) lately(due calendar.Interval, what int) *calendar.Interval {
	if r.w.Today.IsZero() || !due.To.Whole() || !r.w.Today.Before(due.To) || r.year(what) {
		return &due
	}
	back := due
	back.To = due.To.AddMonths(-12)
	if !due.From.IsZero() {
		back.From = due.From.AddMonths(-12)
	}
	// nearer: less than half a year ago
	if half := r.w.Today.AddMonths(-6); half.Before(back.To) && back.To.Before(r.w.Today) {
		return &back
	}
	return &due
}

// made returns the day on which a promise was made: the date beside its verb.
func (r *reader) made(d *draft) *calendar.Interval {
	word := d.trigger
	if d.made >= 0 {
		word = d.made
	}
	for _, k := range r.t.Of(word) {
		if int(k) == d.act {
			continue
		}
		for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
			if int32(d.act) >= r.t.Left[k] && int32(d.act) <= r.t.Right[k] {
				break
			}
			if dt := r.w.DateAt(int(j)); dt != nil && dt.Value != nil && !dt.Value.From.IsZero() && dt.Kind != "duration" && dt.Kind != "set" {
				return fact.Ptr(*dt.Value)
			}
		}
	}
	return nil
}

// after moves a deadline without a year back to the first such day after the
// promise was made: promised in December to pay by 15 February.
func (r *reader) after(due calendar.Interval, made calendar.Day, what int) *calendar.Interval {
	if r.w.Today.IsZero() || !made.Before(r.w.Today) || !r.w.Today.Before(due.To) || r.year(what) {
		return &due
	}
	for due.To.Whole() {
		back := due
		back.To = due.To.AddMonths(-12)
		if !due.From.IsZero() {
			back.From = due.From.AddMonths(-12)
		}
		if !made.Before(back.To) {
			break
		}
		due = back
	}
	return &due
}

// year reports whether a year is named in the phrase or clause of token i.
func (r *reader) year(i int) bool {
	for j := r.t.Left[i]; j <= r.t.Right[i]; j++ {
		if f := r.d.Form(int(j)); len(f) == 4 && (f[:2] == "19" || f[:2] == "20") {
			return true
		}
	}
	return false
}
