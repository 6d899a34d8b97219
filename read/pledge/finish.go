package pledge

import (
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// finish makes a pledge of a draft: its words, its deadline, its outcome and
// what the clock says.
func (r *reader) finish(d *draft) {
	first, last := r.extent(d)
	if r.only(first, last) {
		return
	}
	p := fact.Pledge{
		By: d.by, To: d.to, What: fact.SpanOf(r.d.SpanOf(first, last)), Asserted: d.asserted,
		Event: r.link(first, last, d.trigger), Confidence: fact.Medium,
		Evidence: []fact.Evidence{r.evidence(d.trigger, d.rule)},
	}
	if r.d.Tokens[d.act].Sentence != r.d.Tokens[d.trigger].Sentence {
		p.Evidence = append(p.Evidence, r.evidence(d.act, d.rule))
	}
	r.times(d, &p)
	passed := r.over(&p)
	if p.Asserted == "open" {
		r.sequel(d, &p, last, passed)
	}
	p.State = p.Asserted
	if p.Asserted == "open" && passed {
		p.State = "overdue"
	}
	if !r.w.Today.IsZero() {
		p.AsOf = fact.Ptr(r.w.Today)
	}
	if r.fill(d, &p) {
		return
	}
	p.ID = "p" + strconv.Itoa(len(r.w.Reading.Pledges)+1)
	r.w.Note("pledge", d.trigger, d.trigger+1, "pledge %s: %s", p.ID, p.State)
	r.w.Reading.Pledges = append(r.w.Reading.Pledges, p)
	r.told = append(r.told, d)
}

// only reports whether the words of a promise say no more than how many it was not:
// not four, as it promised.
func (r *reader) only(first, last int) bool {
	return last-first == 2 && r.d.Tokens[first].Lemma == "not" && r.d.At(first+1).Pos == text.NUM
}

// evidence returns the sentence of token i as evidence.
func (r *reader) evidence(i int, rule string) fact.Evidence {
	s := &r.d.Sentences[r.d.Tokens[i].Sentence]
	return r.w.Evidence(int(s.First), int(s.Last), i, rule)
}

// over reports whether the day of a pledge has passed.
func (r *reader) over(p *fact.Pledge) bool {
	return p.Due != nil && !p.Due.To.IsZero() && !r.w.Today.IsZero() && p.Due.To.Last().Before(r.w.Today)
}

// times sets when a pledge was made and when it is due.
func (r *reader) times(d *draft, p *fact.Pledge) {
	p.Made = r.made(d)
	switch p.Due = r.dueOf(d.act); {
	case d.acted:
		p.Due, _ = r.due(d.act)
	case p.Due != nil:
	case r.is("term", d.trigger):
		if v := r.dueOf(d.trigger); v != nil {
			p.Due = fact.Ptr(calendar.Until(v.To.Last())) // a deadline of March 31
		}
	case d.asserted == "open":
		p.Due = r.dueBeside(d)
	}
	word := d.trigger
	if d.made >= 0 {
		word = d.made
	}
	if p.Made != nil && p.Due != nil {
		p.Due = r.after(*p.Due, p.Made.From.First(), d.act)
	}
	if p.Made == nil && p.Due != nil && r.hadPromised(word) {
		p.Due = r.lately(*p.Due, d.act)
	}
	if p.Asserted == "kept" && p.Due != nil && !p.Due.From.IsZero() && r.w.Today.Before(p.Due.From.First()) {
		p.Due = nil // that day is of something else
	}
}

// fill completes a pledge of which so far only the outcome was told (it went
// back on its word; it had said in May that it would) by what d says of it, and
// reports whether it did.
func (r *reader) fill(d *draft, p *fact.Pledge) bool {
	n := len(r.told) - 1
	if n < 0 || p.Asserted != "open" || d.bare {
		return false
	}
	o := r.told[n]
	if !o.bare || r.d.Tokens[d.trigger].Sentence-r.d.Tokens[o.trigger].Sentence > reach || !sides(o.by, d.by) || !r.hadPromised(d.trigger) && p.Made == nil {
		return false
	}
	old := &r.w.Reading.Pledges[n]
	old.What, old.Due, old.Made, old.Event = p.What, p.Due, p.Made, p.Event
	if old.To == nil {
		old.To = p.To
	}
	old.Evidence = append(old.Evidence, p.Evidence...)
	o.bare = false
	return true
}

// extent returns the tokens [first, last) of what is promised.
func (r *reader) extent(d *draft) (first, last int) {
	s := &r.d.Sentences[r.d.Tokens[d.act].Sentence]
	first, last = max(int(r.t.Left[d.act]), int(s.First)), min(int(r.t.Right[d.act])+1, int(s.Last))
	switch inside := d.trigger != d.act && int32(d.trigger) >= r.t.Left[d.act] && int32(d.trigger) <= r.t.Right[d.act]; {
	case !inside || d.made == d.trigger || d.bare: // the aid that it promised
	case d.trigger > d.act: // …, he said; …, keeping a promise
		if last = r.upTo(d.trigger, d.act); last <= d.act { // the parser put what was said under the saying
			last = d.trigger
		}
		last = max(last, first+1)
	default:
		first = min(int(r.t.Right[d.trigger])+1, d.act)
	}
	if r.d.Tokens[d.trigger].Pos == text.VERB && d.trigger > d.act { // …, an official said
		if s := r.g.Of(d.trigger).Subject; s > d.act && int(r.t.Left[s]) < last {
			last = max(int(r.t.Left[s]), d.act+1)
		}
	}
	if r.d.Tokens[d.act].Pos == text.NOUN && d.trigger < d.act {
		last = r.withoutSetting(d.act, last)
	}
	for first < last-1 && r.skipped(first) {
		first++
	}
	for last-1 > first && r.d.At(last-1).Dep == text.DepPunct {
		last--
	}
	return first, last
}

// upTo returns where the branch of token act in which token i stands begins.
func (r *reader) upTo(i, act int) int {
	for n := 0; n < maxDepth; n++ {
		h := int(r.d.Tokens[i].Head)
		if h < 0 || h == act {
			break
		}
		i = h
	}
	return int(r.t.Left[i])
}

// withoutSetting returns the end of a promised thing without where and when the
// promise was given: pledged the aid | in Oslo.
func (r *reader) withoutSetting(what, last int) int {
	for _, k32 := range r.t.Of(what) {
		k := int(k32)
		if k <= what || int(r.t.Left[k]) <= what || int(r.t.Left[k]) >= last || r.d.Tokens[k].Dep != text.DepNmod {
			continue
		}
		switch r.preposition(k) {
		case "in", "at", "on", "during":
			m := r.w.MentionAt(k)
			if r.w.DateAt(k) != nil || m >= 0 && r.w.Reading.Entities[r.w.Mentions[m].Entity].Kind == fact.Place {
				return int(r.t.Left[k])
			}
		}
	}
	return last
}

func (r *reader) skipped(i int) bool {
	t := &r.d.Tokens[i]
	return t.Dep == text.DepMark && t.Lemma != "not" || t.Dep == text.DepPunct || t.Dep == text.DepCase || t.Dep == text.DepCc
}

// link returns the id of the event that the words of a pledge name, nil for
// none.
func (r *reader) link(first, last, word int) *string {
	if r.triggers == nil {
		r.triggers = triggersOf(r.w.Reading.Events)
	}
	lo, hi := int(r.d.At(first).Start), int(r.d.At(last-1).End)
	own := int(r.d.Tokens[word].Start)
	same, named := -1, -1
	for _, t := range between(r.triggers, own, own+1) {
		same = max(same, t.event)
	}
	for _, t := range between(r.triggers, lo, hi) {
		if t.at != own && (named < 0 || t.event < named) {
			named = t.event
		}
	}
	if named < 0 {
		named = same
	}
	if named < 0 {
		return nil
	}
	return fact.Ptr(r.w.Reading.Events[named].ID)
}
