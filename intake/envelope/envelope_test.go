package envelope

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

func TestByline(t *testing.T) {
	for in, want := range map[string]string{
		"By PER HOLM":                    "Per Holm = Per Holm",
		"by Per Holm and Ida Dahl":       "Per Holm and Ida Dahl = Per Holm; Ida Dahl",
		"Per Holm, Ida Dahl & Jon Vik":   "Per Holm, Ida Dahl & Jon Vik = Per Holm; Ida Dahl; Jon Vik",
		"By Per Holm, Harbour Reporter,": "Per Holm, Harbour Reporter = Per Holm",
		"FP":                             "FP = FP",
		"Byrne Holm":                     "Byrne Holm = Byrne Holm",
		"":                               " = ",
	} {
		line, authors := Byline(in)
		if got := line + " = " + strings.Join(authors, "; "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSignal(t *testing.T) {
	for code, want := range map[string]news.Signal{"sig:update": news.SignalUpdate, "KILL": news.SignalKill, "http://x/withheld": news.SignalHold, "usable": "", "": ""} {
		if got := SignalOf(code); got != want {
			t.Errorf("%q: %q", code, got)
		}
	}
	for line, want := range map[string]news.Signal{
		"URGENT: port opens": news.SignalUrgent, "BC-Ports-KILL": news.SignalKill, "The kill was urgent": "", "Kill the engine, says captain": "", "1st Ld-Writethru": "", "BC-EU--Port Talks, 1st Ld-Writethru,0120": news.SignalUpdate, "BC-Kill Devil Hills": "", "BC-Ports, Correction": news.SignalCorrection, "PM-Ports, 2nd Take": news.SignalTake, "HOLD for release": news.SignalHold, "": "",
	} {
		if got := SignalIn(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}

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
