// Package status names how far a text stands behind what it tells: that it
// happened, that it is planned, that it was called off. What goes in are the
// names that tables write; what comes out are values that compare. It knows
// nothing of how a text shows them; that is for grammar/modality.
package status

// Status is how far a text stands behind an event. Words that govern an event
// have one too: what they do to the status of what they govern.
type Status uint8

// The statuses, as readings have them, between those that only words have.
const (
	Keep Status = iota // nothing: leaves it as it is
	Happened
	Ongoing
	Planned
	Possible
	Sought
	Cancelled
	Postponed
	Denied
	NotHappened
	Drop        // the text does not put it forward as anything: tried to
	Presupposed // has happened, whatever becomes of the word that governs it
)

// Grammar: the names of statuses, as readings and tables write them.
var names = [...]string{"keep", "happened", "ongoing", "planned", "possible", "sought", "cancelled", "postponed", "denied", "not_happened", "drop", "presupposed"}

// Parse returns the status of that name, and false where there is none.
func Parse(name string) (Status, bool) {
	for i, n := range names {
		if n == name {
			return Status(i), true
		}
	}
	return Keep, false
}

// String returns the name, as readings and tables write it.
func (s Status) String() string { return names[s] }

// Off reports whether what has the status does not come about as planned.
func (s Status) Off() bool {
	return s == NotHappened || s == Cancelled || s == Denied || s == Postponed
}

// Under returns the status of what stands under a word whose own clause has
// status by; bare says that the clause has no tense of its own.
func (s Status) Under(by Status, bare bool) Status {
	if bare && by != NotHappened {
		return s
	}
	switch by {
	case NotHappened:
		return NotHappened
	case Happened, Ongoing:
		if s == Keep || s == Planned || s == Possible {
			return by
		}
		return s
	case Keep:
		return s
	}
	if s.Off() {
		return s
	}
	return by
}
