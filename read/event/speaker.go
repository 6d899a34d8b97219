package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// speaker returns the entity in whose mouth the words of subject i are.
func (r *reader) speaker(i int) *string {
	if e := r.w.EntityAt(i); e != nil {
		return &e.ID
	}
	if ps := r.parties(i); len(ps) == 1 && ps[0].Entity != nil {
		return ps[0].Entity
	}
	return r.anonymous(i)
}

// anonymous makes an entity of a source that the story does not name.
func (r *reader) anonymous(i int) *string {
	t := &r.d.Tokens[i]
	if t.Pos != text.NOUN {
		return nil
	}
	if id, ok := r.nameless[i]; ok {
		return id
	}
	first, last := int(r.t.Left[i]), i+1
	for _, k := range r.t.Of(i) {
		if x := r.Dep(int(k)); int(k) > i && x == text.DepNmod {
			last = max(last, int(r.t.Right[k])+1)
		}
	}
	for first < i {
		switch r.Dep(first) {
		case text.DepDet, text.DepPunct, text.DepCc, text.DepCase, text.DepFixed:
			first++ // according to a statement: the statement
			continue
		}
		break
	}
	span := r.d.SpanOf(first, last)
	e := fact.Entity{
		Kind: fact.Group, Name: r.d.Slice(span), Anonymous: true,
		Mentions: []fact.Mention{{Start: int(span.Start), End: int(span.End), Kind: fact.Nominal}},
	}
	if ps := r.behindActor(i); len(ps) == 1 && len(ps[0].Code) == 3 {
		e.Country = fact.Ptr(ps[0].Code)
	}
	n := r.w.AddEntity(e)
	id := &r.w.Reading.Entities[n].ID
	id = fact.Ptr(*id)
	r.nameless[i] = id
	return id
}
