package news

import "time"

// Plan is an event to come as a source announces it for planning: an event or
// planning item of a wire, an entry of a calendar. It is kept as what it is,
// and not read into facts.
type Plan struct {
	Source string
	UID    string // the source's own name; Sequence counts its versions
	Title  string
	Text   string
	URL    string
	Place  string
	// From and To are when it is to take place, To exclusive and zero where it
	// is not said. Days are whole where AllDay says so, in no zone.
	From, To time.Time
	AllDay   bool
	Status   PlanStatus
	Sequence int
	Modified time.Time
	Subjects []string
	// Stories are GUIDs of the coverage that is planned or there.
	Stories []string
}

// PlanStatus is how a plan stands by its source.
type PlanStatus string

// How plans stand. Confirmed is the zero value's meaning where a source says
// nothing.
const (
	Confirmed PlanStatus = "confirmed"
	Tentative PlanStatus = "tentative"
	Postponed PlanStatus = "postponed"
	Cancelled PlanStatus = "cancelled"
)
