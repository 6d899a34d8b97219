package page

import (
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Door leads to a dossier.
type Door struct {
	Text, Address string
	N             int // stories
}

// Dossiers is the page that asks for a subject.
type Dossiers struct{ Countries []Door }

// DossierAddress returns the address of a subject's dossier.
func DossierAddress(subject string) string {
	parts := strings.Split(subject, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return "/dossier/" + strings.Join(parts, "/")
}

// Row is one line of a dossier, an agenda or a ledger.
type Row struct {
	ID       string
	Chip     Chip
	When     string
	Text     string
	Sub      []string // doubt, who says so, what became of it
	Address  string   // of the words in the first story
	Back     string   // 2 sources, 5 stories
	Reports  []Report
	Drift    *Drift
	Doors    []Door // dossiers of those who are in it
	Late     bool
	Invented bool
}

// Report is a story behind a row.
type Report struct{ Source, Day, Headline, Words, Address string }

// Section is a part of a dossier with its rows.
type Section struct {
	ID, Title, Note string
	Rows            []Row
	Late            bool
	Empty           string // what is said where there is no row; empty: the part is left out
}

// Dossier is the page of a subject.
type Dossier struct {
	Title, Counts  string
	Address        string
	AsOf, Since    string
	All, Invented  bool
	Views          []Door
	Numbers        []dossier.Number
	New            []Row
	Parts          []Section
	Months, Visits *Chart
	Figures        []Figure
	Offices        []Row
	Quotes         []Quote
	Empty          bool
}

// Quote is what somebody said, newest first.
type Quote struct {
	Speaker Door
	Said    []Report
	More    int
}

// DossierOf sets a dossier.
func DossierOf(d *dossier.Dossier, l Labels) Dossier {
	s := setter{l: l}
	p := Dossier{
		Title: d.Subject.Name, Address: DossierAddress(d.Subject.String()), Numbers: d.Numbers,
		Counts: plural(d.Happenings, "event") + " from " + stories(d.Stories) + " of " + plural(d.Sources, "source"),
		Empty:  d.Happenings == 0 && len(d.Pledges)+len(d.Overdue)+len(d.Figures)+len(d.Quotes) == 0,
	}
	if d.Subject.Other != "" {
		p.Views = []Door{
			{Text: l.Country(d.Subject.Country), Address: DossierAddress(d.Subject.Country)},
			{Text: l.Country(d.Subject.Other), Address: DossierAddress(d.Subject.Other)},
		}
	}
	p.New = append(s.lines(d.New), s.promises(d.NewPledges, d.AsOf)...)
	p.Parts = []Section{
		{ID: "next", Title: "Next", Rows: s.lines(d.Next), Empty: "Nothing is announced."},
		{ID: "overdue", Title: "Overdue", Rows: s.promises(d.Overdue, d.AsOf), Late: true},
		{ID: "changed", Title: "Changed, or not heard of again", Rows: s.lines(d.Changed)},
		{ID: "agreements", Title: "Agreements", Rows: s.lines(d.Agreements)},
		{ID: "promises", Title: "Promises", Rows: s.promises(d.Pledges, d.AsOf)},
		{ID: "timeline", Title: "What happened", Note: "newest first", Rows: s.lines(d.Timeline)},
	}
	p.Months, p.Visits = monthChart(d.Months), s.visitChart(d)
	if len(d.Ways) == 0 && len(d.Visits) > 0 {
		p.Parts = append(p.Parts[:4:4], append([]Section{{ID: "visits", Title: "Visits", Rows: s.lines(d.Visits)}}, p.Parts[4:]...)...)
	}
	for i := range d.Figures {
		p.Figures = append(p.Figures, s.figure(&d.Figures[i]))
	}
	for i := range d.Offices {
		p.Offices = append(p.Offices, s.tenure(&d.Offices[i]))
	}
	for i := range d.Quotes {
		p.Quotes = append(p.Quotes, s.quotes(&d.Quotes[i]))
	}
	p.Invented = s.invented
	return p
}

func stories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return plural(n, "storie")
}

// setter sets rows, and notes whether any is of an invented story.
type setter struct {
	l        Labels
	invented bool
}

func (s *setter) reports(cites []dossier.Cite) []Report {
	var out []Report
	for _, c := range cites {
		s.invented = s.invented || s.l.Invented(c.Source)
		r := Report{Source: c.Source, Day: c.Day, Headline: c.Headline, Words: record.Cut(strings.Join(strings.Fields(c.Words), " "), 300), Address: "/story/" + c.Story}
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

// stateChip returns the mark of what became of a plan.
func stateChip(state link.State) Chip {
	switch state {
	case link.Held:
		return Chip{"happened", "held"}
	case link.Postponed:
		return Chip{"postponed", "put off"}
	case link.Moved:
		return Chip{"postponed", "moved"}
	case link.Cancelled:
		return Chip{"cancelled", "called off"}
	case link.Unconfirmed:
		return Chip{"unconfirmed", "unconfirmed"}
	}
	return Chip{"planned", "planned"}
}

func (s *setter) line(x *dossier.Line) Row {
	r := Row{ID: x.ID, Chip: StatusChip(x.Status), When: say.Days(x.From, x.To), Text: upperFirst(x.Text)}
	if x.State != "" && x.State != link.Ahead && x.State != link.Undated {
		r.Chip = stateChip(x.State)
	}
	if !x.Dated {
		r.When = "told " + r.When
	}
	if x.Place != "" && !strings.Contains(x.Text, x.Place) {
		r.Text += ", in " + x.Place
	}
	if x.Says != "" {
		r.Sub = append(r.Sub, "says "+x.Says)
	}
	if x.Became != "" && x.State != link.Ahead && x.State != link.Undated {
		r.Sub = append(r.Sub, x.Became)
	}
	if x.Doubt {
		r.Sub = append(r.Sub, "the reading is doubtful")
	}
	s.back(&r, x.Reports, x.Because, x.Sources)
	return r
}

// back says how many stand behind a row, and lists them.
func (s *setter) back(r *Row, reports, because []dossier.Cite, sources int) {
	r.Reports = append(s.reports(reports), s.reports(because)...)
	if len(r.Reports) > 0 {
		r.Address = r.Reports[0].Address
	}
	r.Back = plural(sources, "source")
	if n := len(r.Reports); n > sources {
		r.Back += ", " + stories(n)
	}
}

func (s *setter) promises(all []dossier.Promise, today calendar.Day) []Row {
	var out []Row
	for i := range all {
		x := &all[i]
		r := Row{ID: x.ID, Chip: PledgeChip(x.State), Late: x.State == "overdue" || x.State == "missed"}
		r.Text = upperFirst(say.List(x.By) + ": " + strings.Join(strings.Fields(x.What), " "))
		if len(x.To) > 0 {
			r.Text += ", to " + say.List(x.To)
		}
		r.When = "no day"
		if !x.Due.IsZero() {
			r.When = "by " + say.Day(x.Due)
		}
		if x.Why != "" {
			r.Sub = append(r.Sub, x.Why)
		}
		if len(x.Slipped) > 0 {
			var days []string
			for _, d := range x.Slipped {
				days = append(days, say.Day(d))
			}
			r.Sub = append(r.Sub, "before that by "+say.List(days))
		}
		if x.State == "overdue" && !x.Due.IsZero() {
			r.Sub = append(r.Sub, plural(today.Sub(x.Due.Last()), "day")+" late")
		}
		s.back(&r, x.Reports, x.Because, x.Sources)
		r.Drift = driftOf(x, today)
		out = append(out, r)
	}
	return out
}

func (s *setter) tenure(x *dossier.Tenure) Row {
	of := x.Country
	if len(of) == 3 {
		of = s.l.Country(of)
	}
	r := Row{Text: strings.TrimSuffix(upperFirst(x.Title)+", "+of, ", "), When: say.Days(x.First, x.Last)}
	r.Doors = []Door{{Text: x.Name}}
	if x.Key != "" {
		r.Doors[0].Address = DossierAddress(x.Key)
	}
	s.back(&r, x.Reports, nil, x.Sources)
	return r
}

// mostSaid is how many quotes of one speaker are shown.
const mostSaid = 3

func (s *setter) quotes(x *dossier.Speaker) Quote {
	q := Quote{Speaker: Door{Text: upperFirst(x.Name)}, More: max(0, len(x.Quotes)-mostSaid)}
	if x.Key != "" {
		q.Speaker.Address = DossierAddress(x.Key)
	}
	for _, said := range x.Quotes[:min(len(x.Quotes), mostSaid)] {
		r := s.reports([]dossier.Cite{said.Cite})[0]
		if said.Kind == "direct" {
			r.Words = "“" + strings.Trim(r.Words, "“”\"") + "”"
		}
		q.Said = append(q.Said, r)
	}
	return q
}

// Agenda is the page of what is announced.
type Agenda struct {
	AsOf, From, To, Country string
	Feed                    string // address of the calendar
	All, Invented           bool
	Days                    []AgendaDay
	Plans                   []PlanDay
}

// AgendaDay is a day on which something is to begin.
type AgendaDay struct {
	Heading string
	Rows    []Row
}

// AgendaOf sets an agenda.
func AgendaOf(a *agenda.Agenda, l Labels) Agenda {
	s := setter{l: l}
	p := Agenda{AsOf: a.AsOf.String(), From: a.From.String(), Plans: PlansOf(a.Plans)}
	if !a.To.IsZero() {
		p.To = a.To.String()
	}
	for i := range a.Items {
		x := &a.Items[i]
		heading := WeekdayText(x.From)
		if x.From.IsZero() {
			heading = say.Days(x.From, x.To)
		}
		if n := len(p.Days); n == 0 || p.Days[n-1].Heading != heading {
			p.Days = append(p.Days, AgendaDay{Heading: heading})
		}
		r := s.line(x)
		if x.From == x.To {
			r.When = ""
		}
		at := &p.Days[len(p.Days)-1]
		at.Rows = append(at.Rows, r)
	}
	p.Invented = s.invented
	return p
}

// Ledger is the page of what was promised.
type Ledger struct {
	AsOf, Country, State   string
	States                 []string
	Slipped, All, Invented bool
	Parts                  []Section
}

// LedgerOf sets a ledger: what is late first.
func LedgerOf(l *ledger.Ledger, labels Labels) Ledger {
	s := setter{l: labels}
	p := Ledger{AsOf: l.AsOf.String()}
	states := ledger.States()
	states[0], states[1] = states[1], states[0] // overdue before open
	for _, state := range states {
		var some []dossier.Promise
		for i := range l.Promises {
			if l.Promises[i].State == state {
				some = append(some, l.Promises[i])
			}
		}
		if len(some) > 0 {
			p.Parts = append(p.Parts, Section{ID: state, Title: upperFirst(state), Rows: s.promises(some, l.AsOf), Late: state == "overdue" || state == "missed"})
		}
	}
	p.Invented = s.invented
	return p
}
