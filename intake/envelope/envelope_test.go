package envelope

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
)

// TestCompose: the dateline of the text goes before that of the format, and
// that before the place alone; a headline said again is no text.
func TestCompose(t *testing.T) {
	for _, c := range []struct{ body, line, located, place, text string }{
		{"BERGEN, Jan 2 (Fjord) -- It opened.", "OSLO, Jan 2 (Fjord)", "Oslo", "Bergen", "BERGEN, Jan 2 (Fjord) -- It opened."},
		{"It opened.", "OSLO, Jan 2 (Fjord)", "Bergen", "Oslo", "OSLO, Jan 2 (Fjord) - It opened."},
		{"It opened.", "here and there", "BERGEN, Norway", "Bergen", "It opened."},
		{"It opened.", "", "", "", "It opened."},
	} {
		d := Draft{Dateline: c.line, Located: c.located, Issued: "2016-01-02T10:15:00Z"}
		d.Headline, d.Body = "Port opens", []string{"PORT OPENS", c.body}
		s, err := d.Compose(batch.Input{})
		if err != nil || s.Text != "Port opens\n\n"+c.text || s.Published != calendar.Date(2016, 1, 2) || s.Envelope.Updated.IsZero() {
			t.Errorf("%q, %v", s.Text, err)
		}
		if place := ""; s.Dateline != nil {
			if place = s.Dateline.Place; place != c.place {
				t.Errorf("%q: %q", c.body, place)
			}
		} else if c.place != "" {
			t.Errorf("%q: no dateline", c.body)
		}
	}
	if _, err := new(Draft).Compose(batch.Input{}); fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
}
