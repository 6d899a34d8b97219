package agenda

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Calendar writes the agenda as iCalendar, RFC 5545. A plan keeps its UID when
// it is moved, and its SEQUENCE rises; where it was put off without a day, it
// is cancelled on the old one. Days are whole; a month or a year is all of its
// days. Address begins the links to stories (http://127.0.0.1:8800); with "" there
// are none.
func (a *Agenda) Calendar(w io.Writer, address string) error {
	c := component{out: bufio.NewWriter(w)}
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//Dateline//Agenda//EN")
	c.line("CALSCALE:GREGORIAN")
	c.line("METHOD:PUBLISH")
	c.text("X-WR-CALNAME", "Dateline agenda")
	told := map[string]bool{} // what another plan was moved to is that plan
	held := map[string]*dossier.Line{}
	for i := range a.Items {
		switch x := &a.Items[i]; {
		case x.State == link.Postponed || x.State == link.Moved:
			told[x.Follows] = true
		case x.State == link.Held && held[x.Follows] == nil:
			held[x.Follows] = x
		case x.State == link.Held: // one event was announced twice: the plan that was moved to it goes on
			if held[x.Follows].Steps < x.Steps {
				held[x.Follows], x = x, held[x.Follows]
			}
			told[x.ID] = true
		}
	}
	for i := range a.Items {
		if x := &a.Items[i]; !told[x.ID] {
			c.item(x, address)
		}
	}
	for i := range a.Plans {
		c.plan(&a.Plans[i])
	}
	c.line("END:VCALENDAR")
	return c.out.Flush()
}

// component writes content lines.
type component struct{ out *bufio.Writer }

// widest is how many bytes a line may have, its end left out.
const widest = 75

// line writes a content line, folded where it is too long, never inside a
// character. What the writer fails with, Flush returns.
func (c *component) line(s string) {
	room := widest
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		c.out.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], widest-1 // the blank counts
	}
	c.out.WriteString(s + "\r\n")
}

// text writes a property whose value is text; nothing for "".
func (c *component) text(name, value string) {
	if value = escape(value); value != "" {
		c.line(name + ":" + value)
	}
}

// escape writes text so that nothing in it is taken for syntax. Characters that
// a calendar may not hold are left out.
func escape(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// item writes what stories announce.
func (c *component) item(x *dossier.Line, address string) {
	from, to, status, title := x.From, x.To, "CONFIRMED", x.Text
	switch x.State {
	case link.Cancelled:
		status, title = "CANCELLED", "Called off: "+title
	case link.Postponed, link.Moved:
		if x.NewFrom.IsZero() && x.NewTo.IsZero() {
			status, title = "CANCELLED", "Put off: "+title
		} else {
			from, to = x.NewFrom, x.NewTo
		}
	case link.Held:
		if x.Steps > 1 && !x.NewFrom.IsZero() { // moved before it was held
			from, to = x.NewFrom, x.NewTo
		}
	case link.Unconfirmed:
		status, title = "TENTATIVE", "Unconfirmed: "+title
	}
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	if from.IsZero() || x.Doubt && status == "CONFIRMED" {
		status = "TENTATIVE"
	}
	if from.IsZero() {
		return // it has no day
	}
	c.line("BEGIN:VEVENT")
	c.text("UID", x.ID+"@dateline")
	c.line("DTSTAMP:" + lastDay(x).Time().UTC().Format(stamp))
	c.line("DTSTART;VALUE=DATE:" + date(from.First()))
	c.line("DTEND;VALUE=DATE:" + date(to.Last().AddDays(1)))
	c.line(fmt.Sprintf("SEQUENCE:%d", x.Steps))
	c.line("STATUS:" + status)
	c.line("TRANSP:TRANSPARENT")
	c.text("SUMMARY", title)
	c.text("LOCATION", x.Place)
	c.text("DESCRIPTION", description(x))
	if address != "" && len(x.Reports) > 0 {
		c.line("URL:" + address + "/story/" + x.Reports[0].Story + "#" + x.Reports[0].Fact)
	}
	c.line("END:VEVENT")
}

// description says what became of a plan, and who tells of it.
func description(x *dossier.Line) string {
	var b strings.Builder
	if x.State != link.Ahead && x.Became != "" {
		fmt.Fprintf(&b, "%s: %s\n", x.State, x.Became)
	}
	for _, list := range [...][]dossier.Cite{x.Because, x.Reports} {
		for _, r := range list {
			fmt.Fprintf(&b, "%s, %s: %s\n“%s”\n", r.Source, r.Day, r.Headline, record.Cut(strings.Join(strings.Fields(r.Words), " "), 240))
		}
	}
	return b.String()
}

const stamp = "20060102T150405Z"

func date(d calendar.Day) string { return d.Time().Format("20060102") }

// lastDay returns the day on which the newest story about a plan came.
func lastDay(x *dossier.Line) calendar.Day {
	newest := ""
	for _, list := range [...][]dossier.Cite{x.Because, x.Reports} {
		for _, r := range list {
			newest = max(newest, r.Day)
		}
	}
	day, err := calendar.Parse(newest)
	if err != nil {
		return x.From.First()
	}
	return day
}

// plan writes what a calendar or a planning item brought.
func (c *component) plan(p *record.Plan) {
	status := "CONFIRMED"
	switch p.Status {
	case news.Cancelled:
		status = "CANCELLED"
	case news.Tentative, news.Postponed:
		status = "TENTATIVE"
	}
	c.line("BEGIN:VEVENT")
	c.text("UID", p.Source+"/"+p.UID)
	c.line("DTSTAMP:" + p.Received.UTC().Truncate(time.Second).Format(stamp))
	if p.AllDay {
		c.line("DTSTART;VALUE=DATE:" + p.From.Format("20060102"))
		if p.To.After(p.From) {
			c.line("DTEND;VALUE=DATE:" + p.To.Format("20060102"))
		}
	} else {
		c.line("DTSTART:" + p.From.UTC().Format(stamp))
		if p.To.After(p.From) {
			c.line("DTEND:" + p.To.UTC().Format(stamp))
		}
	}
	c.line(fmt.Sprintf("SEQUENCE:%d", max(p.Sequence, p.Version-1, 0)))
	c.line("STATUS:" + status)
	c.text("SUMMARY", p.Title)
	c.text("LOCATION", p.Place)
	c.text("DESCRIPTION", p.Text)
	c.line("END:VEVENT")
}
