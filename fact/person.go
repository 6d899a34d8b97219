package fact

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// person begins what stands in Evidence.By where a person and no rule says so.
const person = "human:"

// ByPerson returns what Evidence.By is where a person says so, on that day:
// human:ana, 2026-05-04.
func ByPerson(name string, on calendar.Day) string {
	if on.IsZero() {
		return person + name
	}
	return person + name + ", " + on.String()
}

// Person returns who says so, and on which day, where a person does, and reports
// whether one does. The day is zero where it is not known.
func (e *Evidence) Person() (name string, on calendar.Day, ok bool) {
	name, ok = strings.CutPrefix(e.By, person)
	if i := strings.LastIndex(name, ", "); ok && i >= 0 {
		if day, err := calendar.Parse(name[i+2:]); err == nil && day.Whole() {
			return name[:i], day, true
		}
	}
	return name, calendar.Day{}, ok
}
