package fact

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
)

func TestPerson(t *testing.T) {
	day := calendar.Date(2026, 5, 4)
	for _, c := range []struct {
		by, name string
		on       calendar.Day
		person   bool
	}{
		{ByPerson("ana", day), "ana", day, true},
		{ByPerson("Ana, night desk", day), "Ana, night desk", day, true},
		{ByPerson("ana, 2026-05-03", day), "ana, 2026-05-03", day, true},
		{ByPerson("ana", calendar.Day{}), "ana", calendar.Day{}, true},
		{"human:Ana, night desk", "Ana, night desk", calendar.Day{}, true},
		{"event/visit", "event/visit", calendar.Day{}, false},
	} {
		e := Evidence{By: c.by}
		if name, on, ok := e.Person(); name != c.name || on != c.on || ok != c.person {
			t.Errorf("%q is by %q on %v: %v", c.by, name, on, ok)
		}
	}
}
