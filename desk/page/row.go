package page

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Row is one line of a dossier, an agenda or a ledger.
type Row struct {
	ID      string
	Chip    Chip
	When    string // the day in full
	On      string // the day as short as a list of its year, or of its month, needs it
	Text    string
	Runs    []Run    // Text, with the names in it leading to their dossiers
	Sub     []string // who says so, what became of it
	Doubt   string
	Address string // of the words in the first story
	Back    string // 2 sources, 5 stories
	Reports []Report
	Others  int // stories behind it that are not listed
	Drift   *Drift
	Late    bool
	Made    string // of a promise: when it was made, who made it, and when it is due
	By, Due string
	Stands  string
	year    string
	day     calendar.Day // the first; zero where there is none
}

// Run is a piece of a row's text. A name leads to its dossier, all else to the
// words in the story.
type Run struct {
	Text, Address string
	Name          bool
}

// Door leads to a dossier.
type Door struct {
	Text, Address string
	N             int // stories
}

// Report is a story behind a row.
type Report struct {
	Source, Day, Headline, Words, Address string
	Desk                                  string // who at the desk says so, and when
}

// DossierAddress returns the address of a subject's dossier.
func DossierAddress(subject string) string {
	parts := strings.Split(subject, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return "/dossier/" + strings.Join(parts, "/")
}

// PartyAddress returns the address of a party's dossier; "" for one that has
// none.
func PartyAddress(key, code string) string {
	kind, _, _ := strings.Cut(key, "/")
	switch {
	case kind != "" && kind != string(fact.Country):
		return DossierAddress(key)
	case len(code) == 3 && fact.OfState(code):
		return DossierAddress(code)
	}
	return ""
}

func stories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return plural(n, "storie")
}

func copiesText(n int) string {
	if n == 1 {
		return "1 copy"
	}
	return plural(n, "copie")
}

// setter sets rows, and notes whether any is of an invented story.
type setter struct {
	l        Labels
	invented bool
	of       *dossier.Dossier // whose timeline past is
	past     []dossier.Line
}

func (s *setter) reports(cites []dossier.Cite) []Report {
	var out []Report
	for _, c := range cites {
		s.invented = s.invented || s.l.Invented(c.Source)
		r := Report{Source: s.l.SourceName(c.Source), Day: c.Day, Headline: c.Headline, Words: record.Cut(strings.Join(strings.Fields(c.Words), " "), 220), Address: "/story/" + c.Story}
		if day, err := calendar.Parse(c.Day); err == nil {
			r.Day = DayText(day)
		}
		if c.Fact != "" {
			r.Address += "?fact=" + url.QueryEscape(c.Fact) + "#w-" + url.QueryEscape(c.Fact)
		}
		out = append(out, r)
	}
	return out
}

func (s *setter) lines(all []dossier.Line) []Row {
	var out []Row
	for i := range all {
		out = append(out, s.line(&all[i]))
	}
	return out
}

// lineChip returns the mark of a line: of what became of it, else of what the
// text says.
func lineChip(x *dossier.Line) Chip {
	c := StatusChip(x.Status)
	switch {
	case x.State == link.Held:
		c.Class = "happened"
	case x.State == link.Moved:
		c.Class = "postponed"
	case x.Turned():
		c.Class = string(x.State)
	}
	c.Label = x.Word()
	return c
}

func (s *setter) line(x *dossier.Line) Row {
	r := Row{ID: x.ID, Chip: lineChip(x), When: x.When(), Text: x.Whole(), Sub: x.Notes()}
	r.date(x.From, x.To)
	if x.Doubt {
		r.Doubt = "the reading is doubtful"
	}
	s.back(&r, x.Reports, x.Because, x.Sources)
	r.Runs = runs(r.Text, x.Parties, r.Address)
	return r
}

// date sets a row's short day and its year.
func (r *Row) date(from, to calendar.Day) {
	day := from
	if day.IsZero() {
		day = to
	}
	if day.IsZero() {
		return
	}
	r.day, r.year, r.On = day.First(), strconv.Itoa(int(day.Year)), shortDay(day)
	if last := to; !from.IsZero() && from.Whole() && last.Whole() && last != from {
		r.On = strconv.Itoa(int(from.DayOfMonth)) + "–" + shortDay(last)
		if from.Month != last.Month {
			r.On = shortDay(from) + " – " + shortDay(last)
		}
	}
}

// shortDay writes a day without its year: 23 Apr, Apr; a year alone stays.
func shortDay(d calendar.Day) string {
	switch {
	case d.Month == 0:
		return strconv.Itoa(int(d.Year))
	case d.DayOfMonth == 0:
		return d.First().Time().Format("Jan")
	}
	return d.Time().Format("2 Jan")
}

// mostReports is how many stories a row lists, and how many of those that say
// what became of it: the first ones. JSON has all.
const mostReports = 4

// back says how many stand behind a row, and lists them.
func (s *setter) back(r *Row, reports, because []dossier.Cite, sources int) {
	n := len(reports) + len(because)
	r.Reports = append(s.reports(reports[:min(len(reports), mostReports)]), s.reports(because[:min(len(because), mostReports)])...)
	if r.Others = n - len(r.Reports); len(r.Reports) > 0 {
		r.Address = r.Reports[0].Address
	}
	r.Back = plural(sources, "source")
	if n > sources {
		r.Back += ", " + stories(n)
	}
	copies := 0
	for _, c := range reports {
		copies += c.Copies
	}
	if copies > 0 {
		r.Back += ", " + copiesText(copies)
	}
}

// leastLink is how many letters a link must have to be hit.
const leastLink = 4

// runs parts a text into names that lead to dossiers and what stands between
// them, which leads to the words. A name is looked for behind the one before
// it, and from the start where it is not there.
func runs(text string, parties []dossier.Party, words string) []Run {
	type span struct {
		from, to int
		address  string
	}
	var spans []span
	taken := func(a, z int) bool {
		for _, s := range spans {
			if a < s.to && z > s.from {
				return true
			}
		}
		return false
	}
	for _, p := range parties {
		address := PartyAddress(p.Key, p.Code)
		if p.Name == "" || address == "" {
			continue
		}
		if at := strings.Index(strings.ToLower(text), strings.ToLower(p.Name)); at >= 0 && at+len(p.Name) <= len(text) && !taken(at, at+len(p.Name)) {
			spans = append(spans, span{at, at + len(p.Name), address})
		}
	}
	var out []Run
	at := 0
	for at < len(text) {
		next := span{from: len(text), to: len(text)}
		for _, s := range spans {
			if s.from >= at && s.from < next.from {
				next = s
			}
		}
		if next.from > at {
			r := Run{Text: text[at:next.from]}
			if len(strings.TrimSpace(r.Text)) >= leastLink {
				r.Address = words
			}
			out = append(out, r)
		}
		if next.address != "" {
			out = append(out, Run{Text: text[next.from:next.to], Address: next.address, Name: true})
		}
		at = next.to
	}
	return out
}
