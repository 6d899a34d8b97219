package say_test

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
)

func TestByDesk(t *testing.T) {
	on := calendar.Date(2026, 5, 4)
	for _, c := range []struct{ by, id, want string }{
		{fact.ByPerson("Ana", on), "e3", "corrected by Ana on 4 May 2026"},
		{fact.ByPerson("Ana", on), "h17", "added by Ana on 4 May 2026"},
		{fact.ByPerson("Ana", calendar.Day{}), "e3", "corrected by Ana"},
		{"event/visit", "e3", ""},
	} {
		if got := say.ByDesk(&fact.Evidence{By: c.by}, c.id); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestSays(t *testing.T) {
	for by, want := range map[string]string{"Oman": "says Oman", "officials": "say officials", "the two sides": "say the two sides", "a source": "says a source", "Tajik officials": "say Tajik officials", "a spokesman for the rebels": "says a spokesman for the rebels", "officials in Oslo": "say officials in Oslo", "the press": "says the press", "United Nations": "says United Nations", "": ""} {
		if got := say.Says(by); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
