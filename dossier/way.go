package dossier

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
)

// Way is who went, or is to go, to whom.
type Way struct {
	From   string `json:"from"` // codes of countries
	To     string `json:"to"`
	Visits []Line `json:"visits"` // with what became of those that were announced, newest first
}

// ways returns the visits of a pair by direction: by the first in the second,
// then the other way; nil for other subjects.
func (s *Subject) ways() []Way {
	if s.Other == "" {
		return nil
	}
	return []Way{{From: s.Country, To: s.Other}, {From: s.Other, To: s.Country}}
}

// visit puts a visit where it belongs. Who goes is the event's actor, and who is
// gone to the recipient; where words leave one of them open, the other decides.
func (d *Dossier) visit(h *link.Happening, x Line) {
	e := &h.Best.Event
	if x.Mode != "visit" || len(d.Ways) == 0 || x.State == "" && !x.done() {
		return
	}
	for i := range d.Ways {
		w := &d.Ways[i]
		if has(e.Actors, w.From) && !has(e.Actors, w.To) || has(e.Recipients, w.To) && !has(e.Recipients, w.From) {
			w.Visits = append(w.Visits, x)
			return
		}
	}
}

// done reports whether a line tells of what took place.
func (x *Line) done() bool {
	return x.State == link.Held || x.Status == fact.Happened || x.Status == fact.Ongoing
}

func has(ps []fact.Party, code string) bool {
	return slices.ContainsFunc(ps, func(p fact.Party) bool { return p.Code == code })
}
