package page

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// visitChart draws the visits of a pair, a line a direction; nil for none.
func (s *setter) visitChart(d *dossier.Dossier) *Chart {
	first, last, n := spanOf(d.Ways)
	if n == 0 {
		return nil
	}
	c := &Chart{Title: "Visits both ways", Width: 470, Height: 112, Desc: "Visits in both directions, " + say.Day(month(first)) + " to " + say.Day(month(last))}
	c.Key = []Chip{{"happened", "held"}, {"planned", "planned"}, {"unconfirmed", "unconfirmed"}, {"postponed", "put off"}, {"cancelled", "called off"}}
	c.Table = &Numbers{Title: "As a list", Head: []string{"To", "When", "Visit", "Stands"}}
	a := axis{first.AddDays(-20), last.AddDays(20), 96, 470}
	a.years(c, 10, 96)
	for i := range d.Ways {
		y, to := 34+float64(i)*40, s.l.Country(d.Ways[i].To)
		c.Words = append(c.Words, Label{X: 0, Y: y + 4, Text: "to " + to, Class: "say"})
		c.Lines = append(c.Lines, Stroke{X1: a.left, Y1: y, X2: a.right, Y2: y, Class: "axis"})
		for k := range d.Ways[i].Visits {
			v := &d.Ways[i].Visits[k]
			r := s.line(v)
			c.Table.Rows = append(c.Table.Rows, []string{to, r.When, r.Text, r.Chip.Label})
			if !v.From.IsZero() {
				c.Signs = append(c.Signs, Sign{X: round(a.at(v.From.First())), Y: y, Size: 12, Mark: r.Chip.Class, Text: r.When + ": " + r.Text + " (" + r.Chip.Label + ")", Address: r.Address})
			}
		}
	}
	return c
}

// spanOf returns the first and the last day of visits, and how many have one.
func spanOf(ways []dossier.Way) (first, last calendar.Day, n int) {
	for i := range ways {
		for _, v := range ways[i].Visits {
			if v.From.IsZero() {
				continue
			}
			day := v.From.First()
			n++
			if first.IsZero() || day.Before(first) {
				first = day
			}
			last = latest(last, day)
		}
	}
	return first, last, n
}

func month(d calendar.Day) calendar.Day { return calendar.Day{Year: d.Year, Month: d.Month} }

// mostLanes is how many offices the chart of them shows, and mostBars how many
// who held them.
const (
	mostLanes = 14
	mostBars  = 22
)

// officeChart draws who held which office, as long as stories name them; nil for
// none.
func (s *setter) officeChart(all []dossier.Tenure, today calendar.Day) *Chart {
	if len(all) == 0 {
		return nil
	}
	type lane struct {
		title string
		who   []*dossier.Tenure
	}
	var lanes []lane
	first := today
	bars := 0
	for i := range all {
		x := &all[i]
		title := s.office(x)
		if bars++; bars > mostBars {
			break
		}
		if n := len(lanes); n == 0 || lanes[n-1].title != title {
			lanes = append(lanes, lane{title: title})
		}
		l := &lanes[len(lanes)-1]
		l.who = append(l.who, x)
		if x.First.Before(first) {
			first = x.First
		}
	}
	c := &Chart{Title: "Offices and who held them", Width: 660, Desc: "Each bar lasts from the first to the last story that names the holder"}
	a := axis{first.AddDays(-3), today.AddDays(3), 208, 660}
	y := 8.0
	for _, l := range lanes[:min(len(lanes), mostLanes)] {
		c.Words = append(c.Words, Label{X: 0, Y: y + 12, Text: clip(l.title, 34)})
		for _, x := range l.who {
			from, to := a.at(x.First), a.at(x.Last)
			link := Stroke{X1: round(from), Y1: y + 14, X2: round(max(to, from+4)), Y2: y + 14, Class: "term", Text: x.Name + ", " + l.title + ": named " + say.Days(x.First, x.Last), Address: "/story/" + x.Reports[0].Story}
			c.Lines = append(c.Lines, link)
			words := Label{X: round(min(from, a.right-7*float64(len(x.Name)))), Y: y + 7, Text: x.Name, Class: "say"}
			c.Words = append(c.Words, words)
			y += 22
		}
		y += 4
	}
	c.Height = y + 18
	grid := &Chart{}
	a.years(grid, 0, y)
	c.Lines, c.Words = append(grid.Lines, c.Lines...), append(c.Words, grid.Words...)
	return c
}

// office returns an office with whose it is.
func (s *setter) office(x *dossier.Tenure) string {
	of := x.Country
	if len(of) == 3 {
		of = s.l.Country(of)
	}
	if of == "" {
		return upperFirst(x.Title)
	}
	return upperFirst(x.Title) + ", " + of
}
