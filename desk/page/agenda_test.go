package page_test

import (
	"fmt"
	"testing"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
)

// TestAgendaOfMoved looks at a visit that was announced for June and moved to
// October: in October it stands once, under its new day, and in June under its
// old one.
func TestAgendaOfMoved(t *testing.T) {
	june, october := calendar.Date(2026, 6, 11), calendar.Date(2026, 10, 5)
	line := func(id string, day calendar.Day) dossier.Line {
		return dossier.Line{ID: id, From: day, To: day, Dated: true, Text: "Oman will visit Togo", Type: "CONSULT", Mode: "visit", Status: fact.Planned, State: link.Ahead}
	}
	first, again := line("a", june), line("b", october)
	first.State, first.Follows, first.NewFrom, first.NewTo = link.Postponed, "b", october, october
	vague := line("c", calendar.Day{Year: 2026, Month: 10})
	show := func(month calendar.Day, items ...dossier.Line) string {
		v := page.AgendaView{Kind: "month", First: month.First(), Last: month.Last(), AsOf: june, Today: june}
		a := page.AgendaOf(&agenda.Agenda{Items: items}, &ledger.Ledger{}, v, page.Labels{Invented: func(string) bool { return false }, Country: func(c string) string { return c }})
		out := ""
		for _, d := range a.Days {
			out += d.Heading + ":"
			for _, r := range d.Rows {
				out += " " + r.ID + fmt.Sprint(r.Sub)
			}
			out += "; "
		}
		for _, w := range a.Weeks {
			for _, c := range w {
				for _, x := range c.Items {
					out += c.ISO + " " + x.Chip.Label + "; "
				}
			}
		}
		return out + fmt.Sprint(a.Tallies[0].Rows[0].N)
	}
	for name, c := range map[string]struct{ got, want string }{
		"told again":     {show(october, first, again), "Monday, 5 October 2026: b[]; 2026-10-05 planned; 1"},
		"told once":      {show(october, first), "Monday, 5 October 2026: a[first for 11 June 2026]; 2026-10-05 put off; 1"},
		"where it was":   {show(june, first, again), "Thursday, 11 June 2026: a[]; Monday, 5 October 2026: b[]; 2026-06-11 put off; 2"},
		"no certain day": {show(october, vague, again), "Monday, 5 October 2026: b[]; No certain day: c[]; 2026-10-05 planned; 2"},
		"nothing at all": {show(october), "0"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, c.got, c.want)
		}
	}
}
