package page

import (
	"fmt"
	"math"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// Figure is a quantity over time.
type Figure struct {
	Name, Unit string
	Chart      *Chart // nil where there is one point only
	Points     []Row  // Text is the value
	Differ     string // where stories give several values for one time
	Left       int    // older points that are not shown
}

// mostPoints is how many points of a figure are shown: the newest.
const mostPoints = 16

// Newest returns the point that stands for the figure where there is room for
// one.
func (f Figure) Newest() Row { return f.Points[len(f.Points)-1] }

func (s *setter) figure(all *dossier.Series) Figure {
	some := *all
	x, left := &some, max(0, len(all.Points)-mostPoints)
	x.Points = all.Points[left:]
	f := Figure{Name: upperFirst(x.Name()), Unit: x.Unit, Left: left}
	if x.Measure == "" || strings.EqualFold(x.Measure, x.Unit) {
		f.Unit = "" // said already
	}
	for i := range x.Points {
		p := &x.Points[i]
		r := Row{Text: say.Amount(p.Figure), When: say.Days(p.From, p.To)}
		if r.When == "" {
			r.When = "told " + say.Day(p.Told)
		} else if i > 0 && r.When == f.Points[i-1].When && r.Text != f.Points[i-1].Text {
			f.Differ = fmt.Sprintf("for %s stories differ: %s or %s", r.When, f.Points[i-1].Text, r.Text)
		}
		s.back(&r, p.Reports, nil, p.Sources)
		if p.Desk != "" {
			r.Back = p.Desk + "; " + r.Back
		}
		f.Points = append(f.Points, r)
	}
	f.Chart = s.trend(x, f.Name, f.Points)
	return f
}

// trend draws a series of two points and more.
func (s *setter) trend(x *dossier.Series, name string, rows []Row) *Chart {
	if len(x.Points) < 2 {
		return nil
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i := range x.Points {
		low, high = min(low, x.Points[i].Value), max(high, x.Points[i].Value)
	}
	if low > 0 && low < high/3 {
		low = 0 // so that what has doubled looks it
	}
	first, last := pointDay(&x.Points[0]), pointDay(&x.Points[len(x.Points)-1])
	const width, left, right, bottom, tall = 240, 6, 176, 70, 50
	c := &Chart{Title: name, Desc: "Values over time; each point opens its story", Width: width, Height: 92}
	c.Lines = append(c.Lines, Stroke{X1: left, Y1: bottom + 4, X2: right, Y2: bottom + 4, Class: "axis"})
	at := func(p *dossier.Point) (float64, float64) {
		y := 0.5
		if high > low {
			y = (p.Value - low) / (high - low)
		}
		return left + dayAt(pointDay(p), first, last)*(right-left), bottom - y*tall
	}
	for i := range x.Points {
		px, py := at(&x.Points[i])
		class := "dot"
		if i > 0 {
			ox, oy := at(&x.Points[i-1])
			c.Lines = append(c.Lines, Stroke{X1: round(ox), Y1: round(oy), X2: round(px), Y2: round(py), Class: "trend"})
		} else {
			c.Words = append(c.Words, Label{X: round(max(px-6, 0)), Y: round(py - 9), Text: say.Number(x.Points[i].Value)})
		}
		if i == len(x.Points)-1 {
			class = "dot full"
			c.Words = append(c.Words, Label{X: round(px + 9), Y: round(py + 4), Text: say.Number(x.Points[i].Value), Class: "strong"})
		}
		c.Dots = append(c.Dots, Dot{round(px), round(py), class, rows[i].When + ": " + rows[i].Text, rows[i].Address})
	}
	from, to := axisDay(first, last, x), axisDay(last, first, x)
	c.Words = append(c.Words, Label{X: left, Y: 90, Text: from})
	if from != to {
		c.Words = append(c.Words, Label{X: right + 8, Y: 90, Text: to, Anchor: "end"})
	}
	return c
}

func pointDay(p *dossier.Point) calendar.Day {
	switch {
	case !p.To.IsZero():
		return p.To.Last()
	case !p.From.IsZero():
		return p.From.First()
	}
	return p.Told
}

// axisDay writes an end of the axis of a series, as long as it must be to be told
// from the other end.
func axisDay(d, other calendar.Day, x *dossier.Series) string {
	if p := &x.Points[0]; d.Year != other.Year && !p.From.IsZero() && p.From.Month == 0 {
		return fmt.Sprint(d.Year)
	}
	if d.Year != other.Year || d.Month != other.Month {
		return d.Time().Format("Jan 2006")
	}
	return shortDay(d)
}
