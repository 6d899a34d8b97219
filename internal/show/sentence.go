package show

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// codes returns an event's type, mode and status: "CONSULT visit, planned".
func codes(e *fact.Event) string {
	out := e.Type
	if e.Mode != nil {
		out += " " + *e.Mode
	}
	return out + ", " + strings.ReplaceAll(string(e.Status), "_", " ")
}

// sentence returns an event as it is told to people: who will do or did what,
// to whom, where and when, and who says so.
func (p *printer) sentence(e *fact.Event) string {
	out := say.Line(e, say.Names{
		Who: p.names(e.Actors), Whom: p.names(e.Recipients), Place: p.name(e.Place), When: longInterval(e.Time), By: p.speaker(e.AssertedBy),
	})
	if e.Background {
		out += " [background]"
	}
	return out
}

// speaker returns what one who says so is called; "" for the story itself.
func (p *printer) speaker(id *string) string {
	if id == nil {
		return ""
	}
	if p.voices == nil {
		p.voices = record.NewSpeakers(p.r)
	}
	return p.voices.Called(*id)
}

// names returns the names of parties, and the codes of those without one.
func (p *printer) names(ps []fact.Party) []string {
	out := make([]string, len(ps))
	for i := range ps {
		if out[i] = p.name(ps[i].Entity); out[i] == "" {
			out[i] = ps[i].Called(p.r.Story.Text, ps[i].Code)
		}
	}
	return out
}
