package page

import (
	"strconv"
	"time"
)

// Sources is the page of what is followed.
type Sources struct {
	Rows   []SourceRow
	Kinds  []string
	Form   SourceForm
	Report *SourceReport // of a test; nil: there was none
	// Problem says why the form was not taken; empty: it was.
	Problem string
}

// SourceRow is a source in the list.
type SourceRow struct {
	ID, Name, Address, Kind string
	Web                     bool   // its address leads somewhere
	Trouble                 string // what is wrong, as a sentence
	Items                   int
	Paused                  bool
	Pushed                  bool // a hub tells what is new
	Still                   bool // nobody asks it: it brings what it has
	Last, Next, Now         time.Time
}

// LastText returns how long ago the source was asked.
func (s SourceRow) LastText() string {
	if s.Last.IsZero() && s.Still {
		return "never"
	}
	if s.Last.IsZero() {
		return "not asked yet"
	}
	return lengthText(s.Now.Sub(s.Last)) + " ago"
}

// NextText returns in how long it is asked again.
func (s SourceRow) NextText() string {
	switch {
	case s.Still:
		return "when something comes"
	case s.Paused:
		return "paused"
	case s.Next.Before(s.Now):
		return "now"
	}
	return "in " + lengthText(s.Next.Sub(s.Now))
}

// lengthText returns a length of time in its largest unit, rounded down.
func lengthText(d time.Duration) string {
	unit := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return strconv.Itoa(n) + " " + many
	}
	switch {
	case d < time.Minute:
		return unit(max(int(d.Seconds()), 0), "second", "seconds")
	case d < time.Hour:
		return unit(int(d.Minutes()), "minute", "minutes")
	case d < 48*time.Hour:
		return unit(int(d.Hours()), "hour", "hours")
	}
	return unit(int(d.Hours()/24), "day", "days")
}

// SourceForm is what a person says of a source.
type SourceForm struct {
	Address, Name, Kind, Secret, Rights, Rules string
	Full                                       bool
}

// SourceReport is what a test found.
type SourceReport struct {
	Kind, Address string
	Problem       string
	Notes         []string
	Feeds         []Line
	Items         []Would
	Taken, Total  int
	Every         string
}

// Would is an item of a test: whether it would be taken, and why not, or what
// is wrong with it.
type Would struct {
	Headline, Date, Why string
	Taken               bool
}

// Source is the page of one source.
type Source struct {
	Row   SourceRow
	Form  SourceForm
	Every string
	Log   []SourceLine
}

// SourceLine is a line of a source's log; Kept is the address of the bytes
// that are kept with it.
type SourceLine struct {
	At     time.Time
	Text   string
	Failed bool
	Kept   string
	Size   int
}
