package event

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read/retell"
)

// tell returns what the words of a draft say as a sentence of its own, "" where
// they make none: see package retell. Where a story tells an event twice, it is
// the draft whose words are its evidence.
func (r *reader) tell(d *draft, e *fact.Event) string {
	first, last := r.span(d)
	by := retell.Reteller{Clauses: r.Clauses, Name: r.meant}
	asserter := ""
	if e.AssertedBy != nil {
		asserter = r.styled(*e.AssertedBy)
	}
	return by.Sentence(retell.Clause{
		Asserter: asserter,
		Head:     r.head(d), Trigger: d.trigger, First: first, Last: last, Status: e.Status, Asserted: e.AssertedBy != nil,
		Doers: r.called(e.Actors), Others: r.called(e.Recipients),
	})
}

// head returns the predicate whose words are a draft's.
func (r *reader) head(d *draft) int {
	head := d.trigger
	if d.noun && d.carrier >= 0 {
		head = d.carrier
	}
	if d.governor > 0 && r.d.Tokens[d.governor].Sentence == r.d.Tokens[d.trigger].Sentence {
		head = d.governor
	}
	return head
}

// called returns what parties are called, a country's by its name.
func (r *reader) called(list []fact.Party) []string {
	var out []string
	for _, p := range list {
		name := ""
		if p.Entity != nil {
			name = r.styled(*p.Entity)
		}
		if name == "" {
			name = strings.TrimSuffix(p.Called(r.w.Reading.Story.Text, ""), " ()")
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// meant returns the name of whom or what token i means, "" where that is not
// known.
func (r *reader) meant(i int) string {
	if e := r.w.EntityAt(i); e != nil && !e.Anonymous {
		return r.styled(e.ID)
	}
	return ""
}

// styled returns what an entity is called within a sentence.
func (r *reader) styled(id string) string {
	if e := r.w.EntityByID(id); e != nil {
		return e.Called(r.d.Text)
	}
	return ""
}
