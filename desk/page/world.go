package page

import (
	"fmt"
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/service"
)

// WorldView says what of the world is shown. Months are numbered; 0 leaves that
// end open.
type WorldView struct {
	From, To      int
	Type, Country string
	Today         calendar.Day
	Skip          int
}

// World is the page of who deals with whom.
type World struct {
	Span, Counts, Kind   string
	Country, Dossier     string // the one that is looked at, and its dossier
	Code, Type, From, To string // for the form
	Tallies              []Tally
	Months               *Chart
	Matrix               Matrix
	Map                  WorldMap
	Pairs                []PairRow
	Older, Newer, Count  string
	CSV, JSON            string
	Made                 string // when it was added up
	Empty                bool
}

// PairRow is what one country did to another, or with it.
type PairRow struct {
	By, With              Door
	Cooperation, Conflict int
	Address, Code         string
}

// Matrix has a row for each who acts, and a column for each with whom.
type Matrix struct {
	Columns []Door
	Rows    []MatrixRow
	Others  int // countries that have no room
}

// MatrixRow is what one country did, by the columns.
type MatrixRow struct {
	By    Door
	Cells []MatrixCell
}

// MatrixCell is what one country did to another: bars of at most 9 units, upwards
// and downwards from the middle, as paths. N is 0 for none.
type MatrixCell struct {
	N             int
	Up, Down      string
	Text, Address string
	Self          bool
}

// Numbers of what is drawn; all of it is in the lists below.
const (
	mostColumns = 14
	perPairs    = 40
)

// at returns the address of a view.
func (v WorldView) at() string {
	q := ""
	add := func(name, value string) {
		if value != "" {
			q = join(q, name+"="+value)
		}
	}
	if v.From > 0 {
		add("from", monthCode(v.From))
	}
	if v.To > 0 {
		add("to", monthCode(v.To))
	}
	add("type", v.Type)
	add("country", v.Country)
	return "/world" + prefixed(q)
}

// Filter returns what to ask of the record.
func (v WorldView) Filter() service.WorldFilter {
	f := service.WorldFilter{Type: v.Type, Country: v.Country}
	if v.From > 0 {
		f.From = month(monthDay(v.From))
	}
	if v.To > 0 {
		f.To = month(monthDay(v.To))
	}
	return f
}

// WorldOf sets the world. Capital tells where a country is to be drawn.
func WorldOf(w *service.World, v WorldView, l Labels, capital func(code string) (lat, lon float64, ok bool)) World {
	p := World{Code: v.Country, Type: v.Type, Tallies: worldTallies(w, v, l), Matrix: matrixOf(w.Pairs, l), Empty: len(w.Pairs)+len(w.Spots)+len(w.Trips) == 0, Made: w.At.Format("15:04")}
	p.Span, p.Counts, p.Kind = v.span(), fmt.Sprintf("%s between %s", plural(w.Total, "report"), plural(len(w.Pairs), "pair")), "all kinds of act"
	if v.Type != "" {
		p.Kind = TypeName(v.Type)
	}
	if v.Country != "" {
		p.Country, p.Dossier = l.Country(v.Country), DossierAddress(v.Country)
	}
	if v.From > 0 {
		p.From = monthCode(v.From)
	}
	if v.To > 0 {
		p.To = monthCode(v.To)
	}
	var months []dossier.Month
	for _, m := range w.Months {
		months = append(months, dossier.Month{Month: monthCode(m.Month), Cooperation: m.Cooperation, Conflict: m.Conflict})
	}
	p.Months = monthChart(months, func(m int) string {
		o := v
		o.From, o.To = m, m
		return o.at()
	})
	p.Map = mapOf(w, l, capital)
	p.pairs(w.Pairs, v, l)
	query := v.at()[len("/world"):]
	p.CSV, p.JSON = "/world.csv"+query, "/world.json"+query
	return p
}

// span says which months are shown.
func (v WorldView) span() string {
	switch {
	case v.From > 0 && v.From == v.To:
		return monthName(v.From)
	case v.From > 0 && v.To > 0:
		return monthName(v.From) + " to " + monthName(v.To)
	case v.From > 0:
		return "since " + monthName(v.From)
	case v.To > 0:
		return "until " + monthName(v.To)
	}
	return "all months on record"
}

// pairs sets the list of pairs, a page of it.
func (p *World) pairs(all []service.Pair, v WorldView, l Labels) {
	for _, x := range all[min(v.Skip, len(all)):min(v.Skip+perPairs, len(all))] {
		p.Pairs = append(p.Pairs, PairRow{By: door(x.By, l), With: door(x.With, l), Cooperation: x.Cooperation, Conflict: x.Conflict, Address: pairAddress(x.By, x.With), Code: pairCode(x.By, x.With)})
	}
	p.Count = pageCount(v.Skip, perPairs, len(all))
	here := v.at()
	if v.Skip > 0 {
		p.Newer = here + sep(here) + "skip=" + itoa(max(0, v.Skip-perPairs)) + "#pairs"
	}
	if v.Skip+perPairs < len(all) {
		p.Older = here + sep(here) + "skip=" + itoa(v.Skip+perPairs) + "#pairs"
	}
}

func door(code string, l Labels) Door {
	return Door{Text: l.Country(code), Address: DossierAddress(code)}
}

// pairCode names a pair as its dossier's address does, the same both ways.
func pairCode(a, b string) string { return min(a, b) + "-" + max(a, b) }

func pairAddress(a, b string) string { return DossierAddress(pairCode(a, b)) }

func worldTallies(w *service.World, v WorldView, l Labels) []Tally {
	to := func(change func(*WorldView)) string {
		o := v
		o.Skip = 0
		change(&o)
		return o.at()
	}
	now := monthOf(v.Today.First().String())
	span := Tally{Title: "Months"}
	for _, s := range [...]struct {
		label string
		from  int
	}{{"All", 0}, {"Last twelve", now - 11}, {"Last three", now - 2}, {"This month", now}} {
		span.Rows = append(span.Rows, Filter{Label: s.label, URL: to(func(o *WorldView) { o.From, o.To = s.from, 0 }), On: v.From == s.from && v.To == 0})
	}
	kinds := Tally{Title: "Acts", Rows: []Filter{{Label: "All", URL: to(func(o *WorldView) { o.Type = "" }), On: v.Type == ""}}}
	for _, t := range w.Types {
		kinds.Rows = append(kinds.Rows, Filter{Label: TypeName(t.Value), URL: to(func(o *WorldView) { o.Type = t.Value }), N: t.N, Counted: true, On: v.Type == t.Value})
	}
	where := Tally{Title: "Countries"}
	if v.Country != "" {
		where.Rows = []Filter{{Label: "All", URL: to(func(o *WorldView) { o.Country = "" })}, {Label: l.Country(v.Country), URL: to(func(*WorldView) {}), On: true}}
		return []Tally{span, kinds, where}
	}
	counts := map[string]int{}
	for _, x := range w.Pairs {
		counts[x.By] += x.Cooperation + x.Conflict
		counts[x.With] += x.Cooperation + x.Conflict
	}
	for _, c := range ranked(counts) {
		f := Filter{Label: l.Country(c.Value), URL: to(func(o *WorldView) { o.Country = c.Value }), N: c.N, Counted: true}
		if len(where.Rows) < 8 {
			where.Rows = append(where.Rows, f)
		} else if len(where.More) < 40 {
			where.More = append(where.More, f)
		}
	}
	return []Tally{span, kinds, where}
}

// matrixOf sets the countries that deal most with others against each other.
func matrixOf(pairs []service.Pair, l Labels) Matrix {
	counts, by := map[string]int{}, map[[2]string]service.Pair{}
	up, down := 1, 1
	for _, x := range pairs {
		counts[x.By] += x.Cooperation + x.Conflict
		counts[x.With] += x.Cooperation + x.Conflict
		by[[2]string{x.By, x.With}] = x
		up, down = max(up, x.Cooperation), max(down, x.Conflict)
	}
	most := max(up, down)
	var codes []string
	for _, c := range ranked(counts) {
		codes = append(codes, c.Value)
	}
	m := Matrix{Others: max(0, len(codes)-mostColumns)}
	codes = codes[:min(len(codes), mostColumns)]
	for _, c := range codes {
		m.Columns = append(m.Columns, door(c, l))
	}
	for i, a := range codes {
		row := MatrixRow{By: m.Columns[i]}
		for _, b := range codes {
			x := by[[2]string{a, b}]
			c := MatrixCell{N: x.Cooperation + x.Conflict, Self: a == b, Up: bar(x.Cooperation, most, -1), Down: bar(x.Conflict, most, 1), Address: pairAddress(a, b)}
			c.Text = fmt.Sprintf("%s to %s: %d of cooperation, %d of conflict", a, b, x.Cooperation, x.Conflict)
			row.Cells = append(row.Cells, c)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// bar returns a bar of at most 9 units, up or down; what is there is seen.
func bar(n, most int, way float64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("M1 %gh12v%gH1z", 10+way/2, round(way*max(1.5, 9*float64(n)/float64(most))))
}

// WorldSheet returns the pairs as a table.
func WorldSheet(w *service.World, l Labels) Sheet {
	out := Sheet{{"who", "code", "towards", "code", "cooperation", "conflict"}}
	for _, x := range w.Pairs {
		out = append(out, []string{l.Country(x.By), x.By, l.Country(x.With), x.With, strconv.Itoa(x.Cooperation), strconv.Itoa(x.Conflict)})
	}
	return out
}
