package page

import (
	"fmt"
	"math"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// Chart is a drawing: bars, dots and words in a box of Width by Height.
type Chart struct {
	Title         string
	Width, Height float64
	Bars          []Bar
	Dots          []Dot
	Lines         []Stroke
	Words         []Label
	Note          string
}

// Bar is a bar with what it stands for.
type Bar struct {
	X, Y, W, H  float64
	Class, Text string
}

// Dot is a point that leads to a story.
type Dot struct {
	X, Y                 float64
	Class, Text, Address string
}

// Stroke is a line.
type Stroke struct {
	X1, Y1, X2, Y2 float64
	Class          string
}

// Label is a word in a chart.
type Label struct {
	X, Y        float64
	Text, Class string
}

// Widths of charts, in the units in which their words are eleven high.
const (
	chartWidth = 640
	visitWidth = 430
)

// mostMonths is how many months a chart shows: the newest.
const mostMonths = 48

// monthChart draws cooperation upwards and conflict downwards; nil for none.
func monthChart(all []dossier.Month) *Chart {
	if len(all) == 0 {
		return nil
	}
	first, last := monthOf(all[0].Month), monthOf(all[len(all)-1].Month)
	first = max(first, last-mostMonths+1)
	by, up, down := map[int]dossier.Month{}, 1, 1
	for _, m := range all {
		if n := monthOf(m.Month); n >= first {
			by[n] = m
			up, down = max(up, m.Cooperation), max(down, m.Conflict)
		}
	}
	n := max(last-first+1, 12)
	step := (chartWidth - 40.0) / float64(n)
	unit := 120 / float64(up+down)
	zero := 16 + unit*float64(up)
	c := &Chart{Title: "Acts by month: cooperation upwards, conflict downwards", Width: chartWidth, Height: 170}
	for i := range n {
		m, ok := by[first+i]
		x := float64(i) * step
		if ok {
			text := fmt.Sprintf("%s: %d of cooperation, %d of conflict", monthText(first+i), m.Cooperation, m.Conflict)
			c.Bars = append(c.Bars, Bar{x + 1, zero - unit*float64(m.Cooperation), min(step-2, 26), unit * float64(m.Cooperation), "coop", text},
				Bar{x + 1, zero, min(step-2, 26), unit * float64(m.Conflict), "conf", text})
		}
		if i == 0 || (first+i)%12 == 0 && float64(i)*step > 90 { // else two words would meet
			c.Words = append(c.Words, Label{x, 166, monthText(first + i), ""})
			c.Lines = append(c.Lines, Stroke{x, 16, x, 152, "grid"})
		}
	}
	c.Lines = append(c.Lines, Stroke{0, zero, chartWidth - 40, zero, "axis"})
	c.Words = append(c.Words, Label{chartWidth - 32, 22, fmt.Sprintf("%d", up), ""}, Label{chartWidth - 32, zero + unit*float64(down), fmt.Sprintf("%d", down), ""},
		Label{0, 10, "cooperation", "strong"}, Label{90, 10, "conflict", "strong conf"})
	return c
}

// monthOf returns the number of a month YYYY-MM.
func monthOf(s string) int {
	var y, m int
	if _, err := fmt.Sscanf(s, "%d-%d", &y, &m); err != nil {
		return 0
	}
	return 12*y + m - 1
}

func monthText(n int) string {
	if n%12 == 0 {
		return fmt.Sprint(n / 12)
	}
	return strings.TrimSpace(say.Day(calendar.Day{Year: int16(n / 12), Month: uint8(n%12 + 1)}))
}

// dayAt returns where a day stands between two others, 0 to 1.
func dayAt(d, first, last calendar.Day) float64 {
	all := last.Sub(first)
	if all <= 0 {
		return 0.5
	}
	return min(1, max(0, float64(d.Sub(first))/float64(all)))
}

// visitChart draws the visits of a pair, a line a direction; nil for none.
func (s *setter) visitChart(d *dossier.Dossier) *Chart {
	var first, last calendar.Day
	n := 0
	for i := range d.Ways {
		for _, v := range d.Ways[i].Visits {
			if day := v.From.First(); !v.From.IsZero() {
				n++
				if first.IsZero() || day.Before(first) {
					first = day
				}
				if last.IsZero() || last.Before(day) {
					last = day
				}
			}
		}
	}
	if n == 0 {
		return nil
	}
	first, last = first.AddDays(-20), last.AddDays(20)
	c := &Chart{Title: "Visits by direction", Width: visitWidth, Height: 118, Note: "full: made; ring: planned; half: put off or moved; crossed out: called off; dotted: unconfirmed"}
	const left = 130
	for i := range d.Ways {
		y := 24 + float64(i)*40
		c.Words = append(c.Words, Label{0, y + 4, "to " + s.l.Country(d.Ways[i].To), "say"})
		c.Lines = append(c.Lines, Stroke{left, y, visitWidth, y, "axis"})
		for k := range d.Ways[i].Visits {
			v := &d.Ways[i].Visits[k]
			if v.From.IsZero() {
				continue
			}
			r := s.line(v)
			c.Dots = append(c.Dots, Dot{left + dayAt(v.From.First(), first, last)*(visitWidth-left), y, r.Chip.Class, r.When + ": " + r.Text + " (" + r.Chip.Label + ")", r.Address})
		}
	}
	c.Words = append(c.Words, Label{left, 112, say.Day(calendar.Day{Year: first.Year, Month: first.Month}), ""}, Label{visitWidth, 112, say.Day(calendar.Day{Year: last.Year, Month: last.Month}), "end"})
	return c
}

// Figure is a quantity over time.
type Figure struct {
	Name, Unit string
	Chart      *Chart // nil where there is one point only
	Points     []Row  // Text is the value
}

func (s *setter) figure(x *dossier.Series) Figure {
	f := Figure{Name: upperFirst(x.Measure), Unit: x.Unit}
	if f.Name == "" {
		f.Name = upperFirst(x.Unit)
		f.Unit = ""
	}
	if of := say.List(x.Of); of != "" && !strings.EqualFold(of, x.Measure) {
		f.Name += ", " + of
	}
	if strings.EqualFold(x.Measure, x.Unit) {
		f.Unit = "" // said already
	}
	for i := range x.Points {
		p := &x.Points[i]
		r := Row{Text: AmountText(p.Figure), When: say.Days(p.From, p.To)}
		if r.When == "" {
			r.When = "told " + say.Day(p.Told)
		}
		s.back(&r, p.Reports, nil, p.Sources)
		f.Points = append(f.Points, r)
	}
	f.Chart = s.trend(x, f.Points)
	return f
}

// trend draws a series of two points and more.
func (s *setter) trend(x *dossier.Series, rows []Row) *Chart {
	if len(x.Points) < 2 {
		return nil
	}
	day := func(p *dossier.Point) calendar.Day {
		switch {
		case !p.To.IsZero():
			return p.To.Last()
		case !p.From.IsZero():
			return p.From.First()
		}
		return p.Told
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i := range x.Points {
		low, high = min(low, x.Points[i].Value), max(high, x.Points[i].Value)
	}
	first, last := day(&x.Points[0]), day(&x.Points[len(x.Points)-1])
	const width, height = 240, 78
	c := &Chart{Title: "Values over time", Width: width, Height: height}
	at := func(p *dossier.Point) (float64, float64) {
		y := 0.5
		if high > low {
			y = (p.Value - low) / (high - low)
		}
		return 8 + dayAt(day(p), first, last)*(width-90), 52 - y*38
	}
	for i := range x.Points {
		px, py := at(&x.Points[i])
		class := "dot"
		if i > 0 {
			ox, oy := at(&x.Points[i-1])
			c.Lines = append(c.Lines, Stroke{ox, oy, px, py, "trend"})
		}
		if i == len(x.Points)-1 {
			class = "dot full"
			c.Words = append(c.Words, Label{px + 8, py + 4, number(x.Points[i].Value), "strong"})
		}
		c.Dots = append(c.Dots, Dot{px, py, class, rows[i].When + ": " + rows[i].Text, rows[i].Address})
	}
	c.Words = append(c.Words, Label{0, 74, say.Day(calendar.Day{Year: first.Year, Month: first.Month}), ""})
	if first.Year != last.Year || first.Month != last.Month {
		c.Words = append(c.Words, Label{width - 82, 74, say.Day(calendar.Day{Year: last.Year, Month: last.Month}), "end"})
	}
	return c
}

// Drift shows how a promise slipped: when it was made, its deadlines, and how
// late it is, in percent of the whole.
type Drift struct {
	Made, Due, Today float64
	Slipped          []float64
	Text             string
}

func driftOf(x *dossier.Promise, today calendar.Day) *Drift {
	if len(x.Slipped) == 0 || x.Due.IsZero() || len(x.Reports) == 0 {
		return nil
	}
	made, err := calendar.Parse(x.Reports[0].Day)
	if err != nil {
		return nil
	}
	last := x.Due.Last()
	if last.Before(today) {
		last = today
	}
	at := func(d calendar.Day) float64 { return math.Round(1000*dayAt(d.Last(), made, last)) / 10 }
	d := &Drift{Made: at(made), Due: at(x.Due), Today: at(today), Text: "promised on " + say.Day(made)}
	for _, s := range x.Slipped {
		d.Slipped = append(d.Slipped, at(s))
		d.Text += ", first for " + say.Day(s)
	}
	d.Text += ", now for " + say.Day(x.Due)
	return d
}
