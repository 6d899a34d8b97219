package record

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// Slot is one thing that is said of a fact, and that a person may say
// otherwise.
type Slot string

// The slots. By is who does, promises or speaks; To is whom it is done or
// promised to; Day is that of an event, or by which a pledge is due.
const (
	SlotType   Slot = "type"
	SlotStatus Slot = "status"
	SlotState  Slot = "state"
	SlotBy     Slot = "actor"
	SlotTo     Slot = "recipient"
	SlotDay    Slot = "day"
	SlotPlace  Slot = "place"
	SlotValue  Slot = "value"
	SlotUnit   Slot = "unit"
)

// SlotsOf returns the slots of a kind of fact, in the order in which people
// are asked for them; nil for a kind that is not judged.
func SlotsOf(kind FactKind) []Slot {
	switch kind {
	case EventFact:
		return []Slot{SlotType, SlotStatus, SlotBy, SlotTo, SlotDay, SlotPlace}
	case PledgeFact:
		return []Slot{SlotState, SlotBy, SlotTo, SlotDay}
	case QuoteFact:
		return []Slot{SlotBy}
	case FigureFact:
		return []Slot{SlotValue, SlotUnit}
	}
	return nil
}

// Claim is what a person says of a fact, slot by slot. It names those in it by
// words of the story and by codes, not by ids of one reading, so that it can
// be put into the next.
type Claim struct {
	Type   string             `json:"type,omitempty"`
	Mode   string             `json:"mode,omitempty"`
	Status fact.Status        `json:"status,omitempty"`
	State  string             `json:"state,omitempty"` // that the text asserts: open, kept, missed, withdrawn
	By     []Who              `json:"by,omitempty"`
	To     []Who              `json:"to,omitempty"`
	Day    *calendar.Interval `json:"day,omitempty"`
	Place  *Who               `json:"place,omitempty"`
	Value  float64            `json:"value,omitempty"`
	Unit   string             `json:"unit,omitempty"`
	// Set are the slots that the person filled in. The others are as they
	// stood when the fact was looked at: they count only where no reader has
	// the fact any more.
	Set []Slot `json:"set,omitempty"`
	// Was is what stood in the slots before they were filled in; nil where none
	// was.
	Was *Claim `json:"was,omitempty"`
	// At is where the words of the judgement begin in the version that was
	// looked at, in bytes.
	At int `json:"at"`
}

// Who is somebody, or a place, by name.
type Who struct {
	Name string          `json:"name,omitempty"` // as the story has it; empty: the country of the code
	Kind fact.EntityKind `json:"kind,omitempty"` // empty: not said
	Code string          `json:"code,omitempty"` // of the country or body that they stand for
}

// ClaimOf returns what a reading says in the fact of that id, with its kind
// and its evidence, and reports whether there is one.
func ClaimOf(r *fact.Reading, id string) (Claim, FactKind, fact.Evidence, bool) {
	for i := range r.Events {
		if e := &r.Events[i]; e.ID == id {
			c := Claim{Type: e.Type, Status: e.Status, By: whoAll(r, e.Actors), To: whoAll(r, e.Recipients), Day: e.Time, Place: whoIs(r, e.Place), At: e.Evidence.Start}
			if e.Mode != nil {
				c.Mode = *e.Mode
			}
			return c, EventFact, e.Evidence, true
		}
	}
	for i := range r.Pledges {
		if p := &r.Pledges[i]; p.ID == id && len(p.Evidence) > 0 {
			c := Claim{State: p.Asserted, By: whoAll(r, p.By), To: whoAll(r, p.To), Day: p.Due, At: p.Evidence[0].Start}
			return c, PledgeFact, p.Evidence[0], true
		}
	}
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.ID == id {
			c := Claim{At: q.Evidence.Start}
			if w := whoIs(r, q.Speaker); w != nil {
				c.By = []Who{*w}
			}
			return c, QuoteFact, q.Evidence, true
		}
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; f.ID == id {
			c := Claim{Value: f.Value, At: f.Evidence.Start}
			if f.Unit != nil {
				c.Unit = *f.Unit
			}
			return c, FigureFact, f.Evidence, true
		}
	}
	return Claim{}, "", fact.Evidence{}, false
}

func whoAll(r *fact.Reading, ps []fact.Party) []Who {
	var out []Who
	for _, p := range ps {
		w := Who{Code: p.Code}
		if x := whoIs(r, p.Entity); x != nil {
			w.Name, w.Kind = x.Name, x.Kind
		} else if s := p.Span; s != nil {
			w.Name = strings.Join(strings.Fields(within(r.Story.Text, s.Start, s.End)), " ")
		}
		out = append(out, w)
	}
	return out
}

// whoIs returns the entity of an id by its name; nil for none.
func whoIs(r *fact.Reading, id *string) *Who {
	for i := range r.Entities {
		if n := &r.Entities[i]; id != nil && n.ID == *id {
			w := &Who{Name: n.Name, Kind: n.Kind}
			if n.Country != nil {
				w.Code = *n.Country
			}
			return w
		}
	}
	return nil
}

// Find returns which entity of a reading is meant, -1 for none: one that is
// called so, else mentioned so, else the only one whose name ends so, else the
// country of the code.
func Find(r *fact.Reading, w Who) int {
	want := NameOf(w.Kind, w.Name)
	var called, mentioned, ending, country []int
	for i := range r.Entities {
		n := &r.Entities[i]
		name := NameOf(w.Kind, n.Name)
		switch {
		case w.Kind != "" && n.Kind != w.Kind:
		case want != "" && name == want:
			called = append(called, i)
		case want != "" && slices.ContainsFunc(n.Mentions, func(m fact.Mention) bool {
			return m.Kind == fact.Name && NameOf(w.Kind, within(r.Story.Text, m.Start, m.End)) == want
		}):
			mentioned = append(mentioned, i)
		case want != "" && strings.HasSuffix(name, " "+want):
			ending = append(ending, i)
		case (w.Kind == fact.Country || w.Name == "") && w.Code != "" && n.Kind == fact.Country && n.Country != nil && *n.Country == w.Code:
			country = append(country, i)
		}
	}
	if len(ending) > 1 {
		ending = nil
	}
	for _, all := range [...][]int{called, mentioned, ending, country} {
		if len(all) > 0 {
			return all[0]
		}
	}
	return -1
}

// sets reports whether a slot counts: those that were filled in, and all where
// the claim makes the whole fact.
func (c *Claim) sets(s Slot, whole bool) bool { return whole || slices.Contains(c.Set, s) }
