package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
)

// Agenda is the page of what is announced.
type Agenda struct {
	Title, Kind, AsOf, Country string
	AsOfText                   string
	From, To                   string
	Views                      []Filter
	Before, After              Door
	Tallies                    []Tally
	Weeks                      [][]Cell
	Days                       []AgendaDay
	Plans                      []PlanDay
	Overdue, Soon              Section // of the ledger
	Shown                      string
	Older, Newer, Count        string
	Feed, CSV, JSON, Now       string
	All, Invented, Past        bool
	Key                        []Chip
}

// Promised returns what of the ledger stands beside the calendar.
func (p Agenda) Promised() []Section { return []Section{p.Overdue, p.Soon} }

// Cell is a day of a sheet.
type Cell struct {
	ID, ISO, Number, Name string
	Other                 bool // of another month
	Today                 bool
	Items                 []CellItem
	More                  int
}

// CellItem is what stands in a cell: as short as it can be told.
type CellItem struct {
	Chip          Chip
	Text, Address string
	Row           Row
}

// AgendaDay is a day on which something is to begin.
type AgendaDay struct {
	ID, Heading string
	Vague       bool // its rows tell their own days
	Rows        []Row
}

// mostInCell is how many items a day of the month sheet shows.
const mostInCell = 3

// perList is how many rows the list shows on a page.
const perList = 60

// AgendaOf sets an agenda, with the promises that stand beside it.
func AgendaOf(a *agenda.Agenda, l *ledger.Ledger, v AgendaView, labels Labels) Agenda {
	s := setter{l: labels}
	p := Agenda{Kind: v.Kind, AsOf: v.AsOf.String(), AsOfText: DayText(v.AsOf), Country: v.Country, All: v.Doubtful, From: v.First.String(), To: v.Last.String(), Past: v.AsOf != v.Today}
	p.Title, p.Before, p.After = v.title()
	p.Views = []Filter{{Label: "Month", URL: v.at("month", v.First), On: v.Kind == "month"}, {Label: "Week", URL: v.at("week", v.weekOf()), On: v.Kind == "week"}, {Label: "List", URL: v.at("list", v.First), On: v.Kind == "list"}}
	p.Now = v.at(v.Kind, calendar.Day{})
	all := v.once(a.Items)
	p.Tallies = s.tallies(all, v)
	items := v.shown(all)
	s.days(&p, items, v)
	if v.Kind != "list" {
		s.sheet(&p, items, l, v)
	}
	p.Plans = PlansOf(a.Plans)
	s.beside(&p, l, v)
	query := v.query()
	p.Feed, p.CSV, p.JSON = "/agenda.ics"+prefixed(query), "/agenda.csv"+prefixed(v.spanned()), "/agenda.json"+prefixed(v.spanned())
	p.Key = []Chip{{"planned", "planned"}, {"happened", "held"}, {"unconfirmed", "unconfirmed"}, {"postponed", "put off"}, {"cancelled", "called off"}, {"due", "due"}, {"overdue", "overdue"}, {"kept", "kept"}}
	p.Invented = s.invented
	return p
}

func prefixed(query string) string {
	if query == "" {
		return ""
	}
	return "?" + query
}

// tallies counts what a view could be narrowed down to.
func (s *setter) tallies(items []dossier.Line, v AgendaView) []Tally {
	byState, byCountry := map[string]int{}, map[string]int{}
	for i := range items {
		x := &items[i]
		byState[stateOf(x)]++
		for code := range countries(x.Parties) {
			byCountry[code]++
		}
	}
	with := func(state, country string) string {
		o := v
		o.State, o.Country = state, country
		return o.at(v.Kind, v.First)
	}
	all := Tally{Title: "Agenda", Rows: []Filter{{Label: "Everything", URL: with("", v.Country), N: len(items), Counted: true, On: v.State == ""}}}
	for _, f := range agendaStates() {
		all.Rows = append(all.Rows, Filter{Label: f.Label, URL: with(f.URL, v.Country), N: byState[f.URL], Counted: true, On: v.State == f.URL})
	}
	where := s.byCountry(byCountry, v.Country, len(items), func(country string) string { return with(v.State, country) })
	return append([]Tally{all}, where...)
}

// days sets the list by days.
func (s *setter) days(p *Agenda, items []dossier.Line, v AgendaView) {
	p.Shown = plural(len(items), "plan")
	p.Count = pageCount(v.Skip, perList, len(items))
	page := func(skip int) string {
		return v.at(v.Kind, v.First) + sep(v.at(v.Kind, v.First)) + "skip=" + strconv.Itoa(skip) + "#list"
	}
	if v.Skip > 0 {
		p.Newer = page(max(0, v.Skip-perList))
	}
	if v.Skip+perList < len(items) {
		p.Older = page(v.Skip + perList)
	}
	items = v.certain(items)
	for i := min(v.Skip, len(items)); i < min(v.Skip+perList, len(items)); i++ {
		x := &items[i]
		day := v.dayOf(x)
		heading, id := WeekdayText(day), "d-"+day.String()
		if !day.Whole() {
			heading, id = "No certain day", "d-none"
		}
		if n := len(p.Days); n == 0 || p.Days[n-1].Heading != heading {
			p.Days = append(p.Days, AgendaDay{Heading: heading, ID: id, Vague: !day.Whole()})
		}
		r := s.line(x)
		if day != x.From {
			r.Sub = append([]string{"first for " + DayText(x.From)}, r.Sub...)
		}
		at := &p.Days[len(p.Days)-1]
		at.Rows = append(at.Rows, r)
	}
}

func sep(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

// longest is how many days an event of several is shown on each of them.
const longest = 7

// sheet sets the days of a month, or of a week, with what stands in them.
func (s *setter) sheet(p *Agenda, items []dossier.Line, l *ledger.Ledger, v AgendaView) {
	first, last := Monday(v.First), v.Last
	at := map[calendar.Day]*Cell{}
	var cells []*Cell
	for d := first; !last.Before(d) || len(cells)%7 != 0; d = d.AddDays(1) {
		c := &Cell{ID: "d-" + d.String(), ISO: d.String(), Number: strconv.Itoa(int(d.DayOfMonth)), Other: v.Kind == "month" && d.Month != v.First.Month, Today: d == v.Today, Name: d.Weekday().String()[:3] + " " + shortDay(d)}
		if d.DayOfMonth == 1 {
			c.Number = shortDay(d)
		}
		at[d] = c
		cells = append(cells, c)
	}
	for i := range items {
		x := &items[i]
		day, last := v.dayOf(x), x.To
		if !day.Whole() {
			continue // the list has it
		}
		if day != x.From {
			last = x.NewTo
		}
		r := s.line(x)
		for d, n := day, 0; n < longest && !last.Before(d); d, n = d.AddDays(1), n+1 {
			if c := at[d]; c != nil {
				c.Items = append(c.Items, CellItem{Chip: r.Chip, Text: inFewWords(x, r.Chip.Label), Address: r.Address, Row: r})
			}
		}
	}
	for i := range l.Promises {
		x := &l.Promises[i]
		if c := at[x.Due]; c != nil && v.State == "" {
			r := s.promise(x, v.AsOf)
			c.Items = append(c.Items, CellItem{Chip: r.Chip, Text: dueInFewWords(&r), Address: r.Address, Row: r})
		}
	}
	for i, c := range cells {
		if v.Kind == "month" && len(c.Items) > mostInCell {
			c.Items, c.More = c.Items[:mostInCell], len(c.Items)-mostInCell
		}
		if i%7 == 0 {
			p.Weeks = append(p.Weeks, nil)
		}
		w := &p.Weeks[len(p.Weeks)-1]
		*w = append(*w, *c)
	}
}

// roomInCell is how many characters of a sentence a cell has room for.
const roomInCell = 48

// dueInFewWords tells what is due, where that is short, else whose promise it is
// and how it stands.
func dueInFewWords(r *Row) string {
	switch {
	case utf8.RuneCountInString(r.Text) <= roomInCell:
		return r.Text
	case r.Chip.Class == "due" || r.Chip.Class == "overdue":
		return r.By + ": due"
	}
	return r.By + ": " + r.Chip.Label
}

// inFewWords tells a plan in a few words: who comes where, its sentence where that
// is short, who talks, or else whose it is and how it stands.
func inFewWords(x *dossier.Line, stands string) string {
	var who []string
	for _, p := range x.Parties {
		name := p.Name
		if name == "UNK" {
			continue
		}
		if strings.HasPrefix(p.Key, "person/") {
			name = name[strings.LastIndexByte(name, ' ')+1:]
		}
		who = append(who, name)
	}
	switch {
	case x.Mode == "visit" && len(who) > 1:
		return upperFirst(who[0] + " in " + who[len(who)-1])
	case utf8.RuneCountInString(x.Whole()) <= roomInCell:
		return upperFirst(x.Whole())
	case len(who) == 0:
		return upperFirst(nounOf(x.Type, x.Mode))
	case x.Type == "CONSULT":
		stands = nounOf(x.Type, x.Mode)
	}
	if x.Place != "" && len(who) > 1 {
		who = who[:len(who)-1]
	}
	return upperFirst(strings.Join(who[:min(len(who), 2)], ", ") + ": " + stands)
}

// soon is how many days ahead a promise is due soon.
const soon = 14

// beside sets the promises beside the calendar: what is overdue, and what is due
// soon.
func (s *setter) beside(p *Agenda, l *ledger.Ledger, v AgendaView) {
	const most = 6
	p.Overdue = Section{ID: "overdue", Title: "Overdue", More: ledgerAddress(v, "overdue"), Late: true}
	p.Soon = Section{ID: "soon", Title: "Due soon", Note: fmt.Sprintf("within %d days", soon), More: ledgerAddress(v, "soon")}
	for i := range l.Promises {
		x := &l.Promises[i]
		at := &p.Overdue
		switch {
		case ledger.Soon(x, v.AsOf, soon):
			at = &p.Soon
		case x.State != "overdue":
			continue
		}
		if at.All++; len(at.Rows) < most {
			at.Rows = append(at.Rows, s.promise(x, v.AsOf))
		}
	}
}

func ledgerAddress(v AgendaView, state string) string {
	return "/ledger" + prefixed(join(v.query(), "state="+state))
}
