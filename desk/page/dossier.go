package page

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/service"
)

// Dossiers is the page that asks for a subject, and offers some.
type Dossiers struct{ Pairs, Countries, More, Topics []Door }

// How many subjects are offered.
const (
	mostPairs     = 16
	mostCountries = 32
)

// DossiersOf offers the pairs that deal most with each other, countries and
// topics by how many stories they have.
func DossiersOf(pairs []service.Pair, countries, topics []record.Count, l Labels) Dossiers {
	var p Dossiers
	both := map[string]int{}
	for _, x := range pairs {
		both[pairCode(x.By, x.With)] += x.Cooperation + x.Conflict
	}
	for _, c := range ranked(both) {
		if a, b, _ := strings.Cut(c.Value, "-"); len(p.Pairs) < mostPairs {
			p.Pairs = append(p.Pairs, Door{Text: l.Country(a) + " and " + l.Country(b), Address: DossierAddress(c.Value), N: c.N})
		}
	}
	for i, c := range countries {
		d := Door{Text: l.Country(c.Value), Address: DossierAddress(c.Value), N: c.N}
		if i < mostCountries {
			p.Countries = append(p.Countries, d)
		} else {
			p.More = append(p.More, d)
		}
	}
	for _, c := range topics {
		p.Topics = append(p.Topics, Door{Text: TopicName(c.Value), Address: DossierAddress("topic:" + c.Value), N: c.N})
	}
	return p
}

// Section is a part of a dossier with its rows. Those that have no room are on a
// page of their own.
type Section struct {
	ID, Title, Note string
	Rows            []Row
	All             int    // how many there are
	More            string // address of the page with all of them; empty: all are here
	CSV             string
	Late            bool
	Empty           string // what is said where there is no row; empty: the part is left out
}

// Dossier is the page of a subject.
type Dossier struct {
	Title, Counts          string
	Address                string
	One                    string // address of the form that says who is one with it; "" where it is no actor
	AsOf, Today            string // YYYY-MM-DD
	AsOfText, Since        string
	Visit                  bool // Since is the reader's last visit, and was not asked for
	All, Invented          bool
	Slider                 Slider
	Contents               []Tally
	Views                  []Door
	Numbers                []dossier.Number
	New                    Section
	Next, Overdue, Changed Section
	Agreements, Promises   Section
	Visits                 Section
	Timeline               Section
	Density, Months, Ways  *Chart
	Figures                []Figure // with a chart
	Values                 []Figure // with one value
	MoreFigures            int
	Figured                Section // what is said over them
	Offices                *Chart
	Officers               Section
	Quotes                 []Quote
	Said                   Section
	JSON, Calendar         string
	Empty                  bool
}

// Slider asks for the end of a month, from the first with a story to this one.
type Slider struct {
	First, Last, Now    int // months by number
	FirstText, LastText string
}

// Quote is what somebody said, newest first.
type Quote struct {
	Speaker Door
	Said    []Report
	More    int
}

// How many rows of its parts a dossier shows; all of them are a click away.
const (
	mostNew      = 10
	mostNext     = 8
	mostTimeline = 14
	mostPromises = 10
	mostFigures  = 12
	mostValues   = 12
	mostSpeakers = 6
	mostSaid     = 2 // by one speaker
)

// DossierOf sets a dossier; all: what is doubtful is in it.
func DossierOf(d *dossier.Dossier, l Labels, today calendar.Day, all bool) Dossier {
	s := setter{l: l}
	v := viewOf(d, today, all)
	p := Dossier{
		Title: d.Subject.Name, Address: v.address, Numbers: d.Numbers, AsOf: d.AsOf.String(), Today: today.String(), AsOfText: DayText(d.AsOf),
		Counts: plural(d.Happenings, "event") + " from " + stories(d.Stories) + "; " + plural(d.Sources, "source") + " once copies are folded",
		All:    all, Empty: d.Happenings == 0 && len(d.Pledges)+len(d.Overdue)+len(d.Figures)+len(d.Quotes) == 0,
		Slider: sliderOf(d, today), JSON: v.link("as=json"),
	}
	if d.Subject.Entity != "" {
		p.One = "/judgements?a=" + url.QueryEscape(d.Subject.Entity) + "#a"
	}
	if d.Subject.Other != "" {
		p.Views = []Door{
			{Text: l.Country(d.Subject.Country), Address: DossierAddress(d.Subject.Country)},
			{Text: l.Country(d.Subject.Other), Address: DossierAddress(d.Subject.Other)},
		}
	}
	if d.Subject.Country != "" && d.Subject.Other == "" {
		p.Calendar = "/agenda.ics?country=" + d.Subject.Country
	}
	part := func(id string, most int) Section { return s.section(d, id, v, 0, most) }
	p.New, p.Next, p.Overdue, p.Changed = part("new", mostNew), part("next", mostNext), part("overdue", mostNext), part("changed", mostNext)
	p.Timeline, p.Agreements, p.Promises = part("timeline", mostTimeline), part("agreements", mostNext), part("promises", mostPromises)
	p.Figured, p.Officers, p.Said = part("figures", 0), part("offices", mostLanes), part("said", 0)
	if d.Subject.Other == "" {
		p.Visits = part("visits", mostNext)
	}
	s.charts(&p, d, v)
	p.Contents = contents(&p)
	p.Invented = s.invented
	return p
}

// charts sets what a dossier draws, and quotes.
func (s *setter) charts(p *Dossier, d *dossier.Dossier, v view) {
	month := func(first, last int) string {
		return v.part("timeline", "from="+monthCode(first)+"&to="+monthCode(last))
	}
	p.Months = monthChart(d.Months, func(m int) string { return month(m, m) })
	p.Density = density(s.timeline(d), month)
	p.Ways, p.Offices = s.visitChart(d), s.officeChart(d.Offices, d.AsOf)
	for i := range d.Figures {
		switch f := s.figure(&d.Figures[i]); {
		case f.Chart != nil && len(p.Figures) < mostFigures:
			p.Figures = append(p.Figures, f)
		case f.Chart == nil && len(p.Values) < mostValues:
			p.Values = append(p.Values, f)
		default:
			p.MoreFigures++
		}
	}
	for i := range d.Quotes[:min(len(d.Quotes), mostSpeakers)] {
		p.Quotes = append(p.Quotes, s.quotes(&d.Quotes[i]))
	}
}

// sliderOf returns the months for which a dossier can be asked.
func sliderOf(d *dossier.Dossier, today calendar.Day) Slider {
	first := d.First
	if first.IsZero() {
		first = d.AsOf
	}
	s := Slider{First: monthOf(first.First().String()), Last: monthOf(today.String()), Now: monthOf(d.AsOf.First().String())}
	s.Last = max(s.Last, s.Now)
	s.FirstText, s.LastText = monthText(s.First), "today"
	return s
}

// contents lists the parts of a dossier that are there.
func contents(p *Dossier) []Tally {
	t := Tally{Title: "In this dossier"}
	add := func(id, label string, n int, late bool) {
		if n > 0 {
			t.Rows = append(t.Rows, Filter{Label: label, URL: "#" + id, N: n, Counted: true, Late: late})
		}
	}
	if p.Since != "" || p.New.All > 0 {
		add("new", "New", p.New.All, false)
	}
	add("next", "Next", p.Next.All, false)
	add("overdue", "Overdue", p.Overdue.All, true)
	add("changed", "Changed", p.Changed.All, false)
	add("timeline", "Timeline", p.Timeline.All, false)
	if p.Ways != nil {
		add("visits", "Visits", len(p.Ways.Signs), false)
	} else {
		add("visits", "Visits", p.Visits.All, false)
	}
	add("agreements", "Agreements", p.Agreements.All, false)
	add("promises", "Promises", p.Promises.All, false)
	add("figures", "Figures", p.Figured.All, false)
	add("offices", "People and offices", p.Officers.All, false)
	add("said", "Said", p.Said.All, false)
	return []Tally{t}
}

func (s *setter) tenure(x *dossier.Tenure) Row {
	r := Row{Text: x.Name + ", " + s.office(x), When: say.Days(x.First, x.Last)}
	s.back(&r, x.Reports, nil, x.Sources)
	r.date(x.First, x.Last)
	r.Runs = runs(r.Text, []dossier.Party{{Name: x.Name, Key: x.Key}}, r.Address)
	return r
}

func (s *setter) quotes(x *dossier.Speaker) Quote {
	q := Quote{Speaker: Door{Text: upperFirst(x.Name), Address: PartyAddress(x.Key, "")}, More: max(0, len(x.Quotes)-mostSaid)}
	for _, said := range x.Quotes[:min(len(x.Quotes), mostSaid)] {
		q.Said = append(q.Said, s.said(said))
	}
	return q
}

func (s *setter) said(x dossier.Said) Report {
	r := s.reports([]dossier.Cite{x.Cite})[0]
	r.Desk = x.Desk
	if x.Kind == "direct" {
		r.Words = "“" + strings.Trim(r.Words, "“”\"") + "”"
	}
	return r
}

// timeline returns the timeline of the dossier that a setter sets; a long one is
// put in order once.
func (s *setter) timeline(d *dossier.Dossier) []dossier.Line {
	if s.of != d {
		s.of, s.past = d, timeline(d)
	}
	return s.past
}

// timeline returns what happened and what was announced and then changed, newest
// first.
func timeline(d *dossier.Dossier) []dossier.Line {
	out := d.Span(calendar.Day{}, calendar.Day{})
	var past []dossier.Line
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].State == "" || out[i].State != "ahead" && out[i].State != "undated" {
			past = append(past, out[i])
		}
	}
	return past
}

// Below reports whether what changed is too long for the column beside what is
// next, and stands below both.
func (p Dossier) Below() bool {
	return len(p.Next.Rows) > 0 && len(p.Changed.Rows) > len(p.Next.Rows)+2
}

// Rest returns how many rows have no room.
func (s Section) Rest() int { return s.All - len(s.Rows) }

// Years parts rows by year, in their order, for lists whose days leave it out.
func (s Section) Years() []Year {
	var out []Year
	for _, r := range s.Rows {
		if n := len(out); n == 0 || out[n-1].Title != r.year {
			out = append(out, Year{Title: r.year})
		}
		at := &out[len(out)-1]
		at.Rows = append(at.Rows, r)
	}
	return out
}

// Year is a part of a list.
type Year struct {
	Title string // 2026; "" for what has no day
	Rows  []Row
}

// view is what the addresses of a dossier keep.
type view struct {
	address            string
	asOf, today, since calendar.Day
	all                bool
}

func viewOf(d *dossier.Dossier, today calendar.Day, all bool) view {
	return view{address: DossierAddress(d.Subject.String()), asOf: d.AsOf, today: today, since: d.Since, all: all}
}

// link returns the dossier's address with more fields, as of the same day.
func (v view) link(fields string) string {
	if v.asOf != v.today {
		fields = fmt.Sprintf("asof=%s&%s", v.asOf, fields)
	}
	if v.all {
		fields += "&all=on"
	}
	return v.address + "?" + fields
}

// part returns the address of a part's own page.
func (v view) part(id, fields string) string {
	if fields != "" {
		fields = "&" + fields
	}
	if id == "new" && !v.since.IsZero() {
		fields += "&since=" + v.since.String()
	}
	return v.link("part=" + id + fields)
}
