package show

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// most is how many lines a heading shows.
const most = 12

// Dossier writes a dossier for people.
func Dossier(w io.Writer, d *dossier.Dossier, country func(code string) string) error {
	p := &printer{out: bufio.NewWriter(w)}
	title := strings.ToUpper(d.Subject.Name)
	p.line("%s, as of %s", title, say.Day(d.AsOf))
	p.line("%d events in %d stories of %d sources", d.Happenings, d.Stories, d.Sources)
	p.numbers(d.Numbers)
	p.happenings("What is next", d.Next)
	p.promises("Overdue", d.Overdue)
	if !d.Since.IsZero() {
		p.happenings("New since "+say.Day(d.Since), d.New)
		p.promises("Promises new since "+say.Day(d.Since), d.NewPledges)
	}
	p.happenings("Plans that changed, or of which nothing was heard", d.Changed)
	p.happenings("Agreements", d.Agreements)
	if len(d.Ways) == 0 {
		p.happenings("Visits", d.Visits)
	}
	for i := range d.Ways {
		p.happenings("Visits to "+country(d.Ways[i].To), d.Ways[i].Visits)
	}
	p.promises("Promises", d.Pledges)
	p.series(d.Figures)
	p.happenings("What happened", d.Timeline)
	p.tenures(d.Offices, country)
	p.speakers(d.Quotes)
	p.months(d.Months)
	return p.out.Flush()
}

// listed writes a heading and what is below it, the first most of all; nothing
// where there is nothing.
func listed[T any](p *printer, title string, all []T, write func(*T)) {
	heading := p.section(title)
	for i := range all {
		heading()
		if i == most {
			p.line("  … and %d more: --json has all of them", len(all)-most)
			return
		}
		write(&all[i])
	}
}

func (p *printer) happenings(title string, lines []dossier.Line) {
	listed(p, title, lines, p.happening)
}

func (p *printer) happening(x *dossier.Line) {
	when := say.Days(x.From, x.To)
	if !x.Dated {
		when = "told on " + when
	}
	text := when + ": " + x.Whole()
	switch {
	case x.Desk != "":
		text += ", " + x.Desk
	case x.Says != "":
		text = say.SaysWho(text, x.Says)
	}
	if x.Doubt {
		text += " [doubtful]"
	}
	p.wrapped("  - ", text)
	if x.Became != "" && x.State != link.Ahead {
		p.wrapped(indent, string(x.State)+": "+x.Became)
	}
	p.cites(x.Reports, x.Sources)
	p.cites(x.Because, 0)
}

// cites writes the first story that says so, and how many others do.
func (p *printer) cites(cites []dossier.Cite, sources int) {
	if len(cites) == 0 {
		return
	}
	c := cites[0]
	more := ""
	if n := len(cites); n > 1 {
		more = fmt.Sprintf(" and %d more", n-1)
		if sources > 1 {
			more += fmt.Sprintf(", %d sources in all", sources)
		}
	}
	p.line("%s| %s, %s: %s%s", indent, c.Source, c.Day, record.Cut(c.Headline, 60), more)
	p.wrapped(indent+"| ", "“"+strings.Join(strings.Fields(record.Cut(c.Words, 200)), " ")+"”")
}

func (p *printer) promises(title string, all []dossier.Promise) {
	listed(p, title, all, p.promise)
}

func (p *printer) promise(x *dossier.Promise) {
	text := x.Whole()
	if x.Desk != "" {
		text += ", " + x.Desk
	}
	state := x.State
	if !x.Due.IsZero() {
		state += ", due by " + say.Day(x.Due)
	}
	if len(x.Slipped) > 0 {
		var days []string
		for _, d := range x.Slipped {
			days = append(days, say.Day(d))
		}
		state += ", before that by " + say.List(days)
	}
	p.wrapped("  - ", text+" ["+state+"]")
	if x.Why != "" {
		p.wrapped(indent, x.Why)
	}
	p.cites(x.Reports, x.Sources)
	p.cites(x.Because, 0)
}

func (p *printer) months(all []dossier.Month) {
	if len(all) == 0 {
		return
	}
	p.line("\nCOOPERATION (+) AND CONFLICT (-) BY MONTH")
	for _, m := range all {
		p.line("  %s  %s%s", m.Month, strings.Repeat("+", min(m.Cooperation, 40)), strings.Repeat("-", min(m.Conflict, 40)))
	}
}

// Agenda writes an agenda for people.
func Agenda(w io.Writer, a *agenda.Agenda) error {
	p := &printer{out: bufio.NewWriter(w)}
	p.line("AGENDA from %s%s, as of %s", say.Day(a.From), until(a.To), say.Day(a.AsOf))
	if len(a.Items)+len(a.Plans) == 0 {
		p.line("\nNothing is announced for these days. Another day: --as-of, --from and --to.")
	}
	day := calendar.Day{}
	for i := range a.Items {
		x := &a.Items[i]
		if x.From != day || i == 0 {
			day = x.From
			p.line("\n%s", strings.ToUpper(say.Day(day)))
		}
		p.happening(x)
	}
	if len(a.Plans) > 0 {
		p.line("\nFROM CALENDARS")
	}
	for i := range a.Plans {
		x := &a.Plans[i]
		p.wrapped("  - ", say.Day(calendar.Of(x.From))+": "+x.Title+place(x.Place)+" ["+string(x.Status)+"]")
		p.line("%s| %s", indent, x.Source)
	}
	return p.out.Flush()
}

func until(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return " to " + say.Day(d)
}

func place(s string) string {
	if s == "" {
		return ""
	}
	return ", in " + s
}

// Ledger writes a ledger for people.
func Ledger(w io.Writer, l *ledger.Ledger) error {
	p := &printer{out: bufio.NewWriter(w)}
	p.line("LEDGER of promises, as of %s", say.Day(l.AsOf))
	if len(l.Promises) == 0 {
		p.line("\nNo promise fits. All of them: dateline ledger without flags.")
	}
	for _, state := range ledger.States() {
		var some []dossier.Promise
		for i := range l.Promises {
			if l.Promises[i].State == state {
				some = append(some, l.Promises[i])
			}
		}
		p.promises(state, some)
	}
	return p.out.Flush()
}
