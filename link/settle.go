package link

import (
	"github.com/datelinewire/dateline/calendar"
)

// Settle gives promises the state that follows from what became of the events
// that were promised, as of a day: one whose event was held is kept, of one that
// was put off the deadline moves with it, and one that was called off is
// withdrawn. What a story itself says of a promise goes before that.
func Settle(promises []*Promise, all []*Happening, outcomes map[*Happening]Outcome, today calendar.Day) {
	byReport := map[string]*Happening{}
	for _, h := range all {
		for _, r := range h.Reports {
			byReport[r.ID()] = h
		}
	}
	for _, p := range promises {
		if p.State != "open" && p.State != "overdue" {
			continue
		}
		for _, r := range p.Reports {
			if r.Pledge.Event == nil {
				continue
			}
			h := byReport[r.StoryID+"."+*r.Pledge.Event]
			if o, ok := outcomes[h]; ok && h != nil && o.Because != nil && p.become(o, today) {
				p.Because = o.Because
				break
			}
		}
	}
}

// become takes over what became of the event that was promised. It reports
// whether that says anything.
func (p *Promise) become(o Outcome, today calendar.Day) bool {
	switch o.State {
	case Held:
		p.State, p.Why = "kept", "what became of it: "+o.Why[0]
	case Cancelled:
		p.State, p.Why = "withdrawn", "what became of it: "+o.Why[0]
	case Postponed, Moved:
		p.State, p.Why = "open", "what became of it: "+o.Why[0]
		if !o.To.IsZero() {
			if last := len(p.Dues) - 1; last < 0 || p.Dues[last].To != o.To {
				p.Dues = append(p.Dues, Due{From: o.From, To: o.To})
			}
			if !today.IsZero() && o.To.Last().Before(today.First()) {
				p.State = "overdue"
			}
		}
	default:
		return false
	}
	return true
}

// ChangedSince reports whether something of the promise was told after that
// day, or became of it since, or its day passed.
func (p *Promise) ChangedSince(day calendar.Day) bool {
	for _, r := range p.Reports {
		if calendar.Of(r.At).Sub(day) > 0 {
			return true
		}
	}
	if p.Because != nil && calendar.Of(p.Because.last().At).Sub(day) > 0 {
		return true
	}
	_, due := p.Due()
	return p.State == "overdue" && !due.IsZero() && !due.Last().Before(day)
}
