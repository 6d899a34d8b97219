package page

import (
	"fmt"
	"strconv"

	"github.com/datelinewire/dateline/dossier"
)

// mostMonths is how many months a chart shows: the newest.
const mostMonths = 36

// monthChart draws cooperation upwards and conflict downwards, month by month;
// nil for none. Each month leads to what at returns for it.
func monthChart(all []dossier.Month, at func(month int) string) *Chart {
	if len(all) == 0 {
		return nil
	}
	first, last := monthOf(all[0].Month), monthOf(all[len(all)-1].Month)
	first = max(first, last-mostMonths+1)
	by, up, down := map[int]dossier.Month{}, 0, 0
	for _, m := range all {
		if n := monthOf(m.Month); n >= first {
			by[n] = m
			up, down = max(up, m.Cooperation), max(down, m.Conflict)
		}
	}
	for first < last && by[first] == (dossier.Month{}) {
		first++ // what is older than the chart leaves no empty years at its left
	}
	const width, top, tall = 660, 18.0, 112.0
	n := max(last-first+1, 12)
	step, unit := (width-30.0)/float64(n), tall/float64(max(up+down, 1))
	zero := top + unit*float64(up)
	c := &Chart{
		Title: "Cooperation and conflict by month", Width: width, Height: 150,
		Desc:  fmt.Sprintf("Acts that stories report, cooperation upwards and conflict downwards, %s to %s", monthName(first), monthName(last)),
		Table: &Numbers{Title: "As numbers", Head: []string{"Month", "Cooperation", "Conflict"}},
	}
	c.scale(zero, unit, up, down, width)
	for i := range n {
		m, ok := by[first+i]
		x := float64(i) * step
		if (first+i)%12 == 0 || i == 0 {
			c.Lines = append(c.Lines, Stroke{X1: round(x), Y1: round(zero), X2: round(x), Y2: top + tall + 8, Class: "grid"})
			if i == 0 && first%12 < 10 || i > 0 {
				c.Words = append(c.Words, Label{X: round(x + 2), Y: 148, Text: monthText(first + i)})
			}
		}
		if !ok {
			continue
		}
		text := fmt.Sprintf("%s: %d of cooperation, %d of conflict", monthName(first+i), m.Cooperation, m.Conflict)
		w := min(step*0.72, 26)
		col := Column{Text: text, Address: at(first + i)}
		if m.Cooperation > 0 {
			col.Bars = append(col.Bars, Bar{X: x + 2, Y: zero - unit*float64(m.Cooperation), W: w, H: unit * float64(m.Cooperation), Class: "coop"}.round())
		}
		if m.Conflict > 0 {
			col.Bars = append(col.Bars, Bar{X: x + 2, Y: zero + 1, W: w, H: unit * float64(m.Conflict), Class: "conf"}.round())
		}
		c.Columns = append(c.Columns, col)
		c.Table.Rows = append(c.Table.Rows, []string{monthName(first + i), strconv.Itoa(m.Cooperation), strconv.Itoa(m.Conflict)})
	}
	c.Lines = append(c.Lines, Stroke{X1: 0, Y1: zero + 0.5, X2: width - 24, Y2: zero + 0.5, Class: "axis"})
	c.Words = append(c.Words, Label{X: 0, Y: 12, Text: "cooperation", Class: "strong"})
	if down > 0 {
		c.Words = append(c.Words, Label{X: 0, Y: top + tall + 4, Text: "conflict", Class: "strong"})
	}
	return c
}

// scale draws the lines by which bars are read.
func (c *Chart) scale(zero, unit float64, up, down int, width float64) {
	for _, v := range [...]int{up, -down} {
		if v == 0 {
			continue
		}
		y := zero - unit*float64(v)
		c.Lines = append(c.Lines, Stroke{X1: 0, Y1: y, X2: width - 24, Y2: y, Class: "grid"})
		c.Words = append(c.Words, Label{X: width, Y: y + 4, Text: strconv.Itoa(max(v, -v)), Anchor: "end"})
	}
}

// density draws how much the lines tell of, by months or longer parts of the
// time between the first and the last; nil where all is in one month. A bar leads
// to what at returns for its months.
func density(lines []dossier.Line, at func(first, last int) string) *Chart {
	const width, widest = 1120, 48
	counts, first, last := byMonth(lines)
	if len(counts) < 2 {
		return nil
	}
	step := 1
	for _, s := range [...]int{1, 2, 3, 6, 12, 24, 60, 120} {
		if step = s; (last-first)/s < widest {
			break
		}
	}
	first -= first % step
	bars, most := make([]int, (last-first)/step+1), 1
	for m, c := range counts {
		i := (m - first) / step
		bars[i] += c
		most = max(most, bars[i])
	}
	c := &Chart{Title: "How much is on record", Width: width, Height: 50, Desc: fmt.Sprintf("Facts from %s to %s, %s", monthName(first), monthName(last), everyText(step))}
	wide := width / float64(max(len(bars), 12))
	for i, b := range bars {
		a, x := first+i*step, float64(i)*wide
		h := max(28*float64(b)/float64(most), 0.5)
		text := monthName(a)
		if step > 1 {
			text += " to " + monthName(a+step-1)
		}
		c.Bars = append(c.Bars, Bar{x + 1, 30.5 - h, wide - 3, h, "bar", text + ": " + plural(b, "fact"), at(a, a+step-1)}.round())
		if i == 0 || a%12 < step && x > 70 {
			c.Words = append(c.Words, Label{X: x + 2, Y: 44, Text: monthText(a - a%12*min(i, 1))})
			c.Lines = append(c.Lines, Stroke{X1: x, Y1: 30, X2: x, Y2: 36, Class: "axis"})
		}
	}
	c.Lines = append(c.Lines, Stroke{X1: 0, Y1: 30.5, X2: width, Y2: 30.5, Class: "axis"})
	return c
}

// byMonth counts lines by the month of their first day.
func byMonth(lines []dossier.Line) (counts map[int]int, first, last int) {
	counts, first = map[int]int{}, 1<<30
	for i := range lines {
		day := lines[i].From
		if day.IsZero() {
			day = lines[i].To
		}
		if day.IsZero() {
			continue
		}
		m := monthOf(day.First().String())
		counts[m]++
		first, last = min(first, m), max(last, m)
	}
	return counts, first, last
}

func everyText(step int) string {
	switch {
	case step == 1:
		return "by month"
	case step < 12:
		return fmt.Sprintf("by %d months", step)
	}
	return "by " + plural(step/12, "year")
}
