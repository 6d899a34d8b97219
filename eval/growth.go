package eval

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
)

// Growth is how the cost of reading one pattern grows with its length.
type Growth struct {
	Pattern string
	Costs   []Cost // by rising size
}

// Cost is what the reading of a text took.
type Cost struct {
	Bytes  int
	Stages []Stage // layout first
}

// Whole returns the CPU time of all stages together.
func (c Cost) Whole() time.Duration {
	var sum time.Duration
	for _, s := range c.Stages {
		sum += s.Time
	}
	return sum
}

// Of returns the CPU time of one stage, 0 where it did not run.
func (c Cost) Of(stage string) time.Duration {
	for _, s := range c.Stages {
		if s.Name == stage {
			return s.Time
		}
	}
	return 0
}

// Grow reads a pattern at each of the sizes (in bytes, rising), tries times
// each, and keeps the smallest CPU time of the process for each stage, so that
// what else the machine does counts for little. It stops before a size that
// would take longer than limit if cost grew with the square.
func Grow(ctx context.Context, l *line.Line, p GrowthPattern, sizes []int, tries int, limit time.Duration) (Growth, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	g := Growth{Pattern: p.Name}
	for _, size := range sizes {
		if n := len(g.Costs); n > 0 {
			r := float64(size) / float64(g.Costs[n-1].Bytes)
			if g.Costs[n-1].Whole().Seconds()*r*r > limit.Seconds() {
				break
			}
		}
		text := p.Text(size)
		c := Cost{Bytes: len(text)}
		for range tries {
			runtime.GC()
			stages, err := measure(ctx, l, text)
			if err != nil {
				return g, err
			}
			c.least(stages)
		}
		g.Costs = append(g.Costs, c)
	}
	return g, nil
}

// measure reads a text once and returns what each stage took.
func measure(ctx context.Context, l *line.Line, text string) ([]Stage, error) {
	var stages []Stage
	tell := func(name string, d time.Duration) { stages = append(stages, Stage{name, d}) }
	t := CPUTime()
	story := l.Layout(text, calendar.Date(2012, 5, 3))
	tell("layout", CPUTime()-t)
	_, err := l.Timed(CPUTime, tell).Work(ctx, story, false)
	return stages, err
}

// least keeps the smaller time of each stage.
func (c *Cost) least(stages []Stage) {
	if c.Stages == nil {
		c.Stages = stages
		return
	}
	for i := range c.Stages {
		c.Stages[i].Time = min(c.Stages[i].Time, stages[i].Time)
	}
}

// Exponent returns x where cost grows as the xth power of size: the slope of
// the straight line through the logarithms, by least squares, over the last
// last sizes. stage "" stands for the whole. Times below 20 µs, which the
// clock cannot tell from nothing, count as that.
func (g Growth) Exponent(stage string, last int) float64 {
	var n, sx, sy, sxx, sxy float64
	for _, c := range g.Costs[max(0, len(g.Costs)-last):] {
		t := c.Whole()
		if stage != "" {
			t = c.Of(stage)
		}
		x, y := math.Log(float64(c.Bytes)), math.Log(max(t.Seconds(), 20e-6))
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	if n < 2 {
		return math.NaN()
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// WriteGrowthHead writes the line above the table of WriteLine.
func WriteGrowthHead(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%-14s %8s %9s %7s %6s %6s  %s\n", "pattern", "kB", "seconds", "s/MB", "all", "end", "stages with their exponent at the end and seconds")
	return err
}

// WriteLine writes the largest size read, its CPU time, the exponents over
// all sizes and over the last three, and the stages that took a fiftieth or
// more of the time.
func (g Growth) WriteLine(w io.Writer) error {
	c := g.Costs[len(g.Costs)-1]
	whole := c.Whole()
	_, err := fmt.Fprintf(w, "%-14s %8d %9.3f %7.2f %6.2f %6.2f ", g.Pattern, c.Bytes>>10, whole.Seconds(),
		whole.Seconds()/float64(c.Bytes)*1e6, g.Exponent("", len(g.Costs)), g.Exponent("", 3))
	for _, s := range c.Stages {
		if err == nil && s.Time > whole/50 {
			_, err = fmt.Fprintf(w, " %s %.2f %.3f", s.Name, g.Exponent(s.Name, 3), s.Time.Seconds())
		}
	}
	if err == nil {
		_, err = fmt.Fprintln(w)
	}
	return err
}
