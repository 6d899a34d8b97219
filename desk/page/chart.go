package page

import (
	"fmt"
	"math"
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/say"
)

// Chart is a drawing in a box of Width by Height, in units in which its words
// are twelve high. What it shows by colour it shows by place or shape too.
type Chart struct {
	Title, Desc   string
	Width, Height float64
	Bars          []Bar
	Columns       []Column
	Signs         []Sign
	Dots          []Dot
	Lines         []Stroke
	Words         []Label
	Key           []Chip // what its signs mean
	Note          string
	Table         *Numbers // the same as numbers
}

// Numbers is a table of what a chart shows.
type Numbers struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Bar is a bar with what it stands for, and where it leads; in a Column neither
// is given.
type Bar struct {
	X, Y, W, H           float64
	Class, Text, Address string
}

// round writes a bar no finer than is seen.
func (b Bar) round() Bar {
	b.X, b.Y, b.W, b.H = round(b.X), round(b.Y), round(b.W), round(b.H)
	return b
}

// Column is bars that stand for one thing and lead to one place.
type Column struct {
	Text, Address string
	Bars          []Bar
}

// Sign is one of the marks of facts, about its middle.
type Sign struct {
	X, Y, Size          float64
	Mark, Text, Address string
	Late                bool
}

// Dot is a point that leads to a story.
type Dot struct {
	X, Y                 float64
	Class, Text, Address string
}

// Stroke is a line; with an Address it has a Text and leads somewhere.
type Stroke struct {
	X1, Y1, X2, Y2       float64
	Class, Text, Address string
}

// Label is words in a chart; Anchor is start, middle or end.
type Label struct {
	X, Y                float64
	Text, Class, Anchor string
}

// Corner returns where the box of a sign begins.
func (s Sign) Corner(v float64) float64 { return v - s.Size/2 }

// axis places days along a chart.
type axis struct {
	first, last calendar.Day
	left, right float64
}

func (a axis) at(d calendar.Day) float64 { return a.left + dayAt(d, a.first, a.last)*(a.right-a.left) }

// years draws a line for each year, or for each month where there is about one
// year, with its name below.
func (a axis) years(c *Chart, top, bottom float64) {
	months := monthsBetween(a.first, a.last)
	step := 12
	switch {
	case months <= 8:
		step = 1
	case months <= 30:
		step = 3
	case months > 200:
		step = 60
	}
	begin := int(a.first.Year)*12 + int(a.first.First().Month) - 1
	end := math.Inf(-1)
	if next := begin + step - begin%step; begin%step != 0 && a.at(monthDay(next))-a.left > 64 {
		c.Words = append(c.Words, Label{X: a.left, Y: bottom + 13, Text: monthDay(begin).Time().Format("Jan 2006")})
		end = a.left + 64
	}
	for m := begin; m <= begin+months+1; m++ {
		if m%step != 0 {
			continue
		}
		x := a.at(monthDay(m))
		if x < a.left-0.5 || x > a.right {
			continue
		}
		c.Lines = append(c.Lines, Stroke{X1: round(x), Y1: top, X2: round(x), Y2: bottom, Class: "grid"})
		text := monthText(m)
		if m%12 != 0 && end > a.left {
			text = monthDay(m).Time().Format("Jan")
		}
		if x >= end && x+float64(len(text))*7 <= a.right {
			c.Words = append(c.Words, Label{X: round(x + 3), Y: bottom + 13, Text: text})
			end = x + float64(len(text))*7 + 8
		}
	}
}

func monthsBetween(a, b calendar.Day) int {
	a, b = a.First(), b.First()
	return (int(b.Year)-int(a.Year))*12 + int(b.Month) - int(a.Month)
}

// monthDay returns the first day of a month by its number.
func monthDay(n int) calendar.Day {
	return calendar.Day{Year: int16(n / 12), Month: uint8(n%12 + 1), DayOfMonth: 1}
}

// monthOf returns the number of a month YYYY-MM; 0 where it is none.
func monthOf(s string) int {
	var y, m int
	if _, err := fmt.Sscanf(s, "%d-%d", &y, &m); err != nil {
		return 0
	}
	return 12*y + m - 1
}

// monthCode returns a month as addresses have it: 2026-09.
func monthCode(n int) string { return fmt.Sprintf("%04d-%02d", n/12, n%12+1) }

// monthText returns a month for an axis: September 2026, or 2026 for January.
func monthText(n int) string {
	if n%12 == 0 {
		return strconv.Itoa(n / 12)
	}
	return monthDay(n).Time().Format("Jan 2006")
}

// monthName returns a month in full.
func monthName(n int) string {
	d := monthDay(n)
	d.DayOfMonth = 0
	return say.Day(d)
}

// dayAt returns where a day stands between two others, 0 to 1.
func dayAt(d, first, last calendar.Day) float64 {
	all := last.Sub(first)
	if all <= 0 {
		return 0.5
	}
	return min(1, max(0, float64(d.Sub(first))/float64(all)))
}
