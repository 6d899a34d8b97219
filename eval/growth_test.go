package eval

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
)

// steepest is the power of the size with which the cost of a text may grow.
const steepest = 1.2

func loaded(t testing.TB) (*line.Line, []GrowthPattern) {
	t.Helper()
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	patterns, err := GrowthPatterns()
	if err != nil {
		t.Fatal(err)
	}
	if len(patterns) < 40 {
		t.Fatalf("%d patterns; 40 are promised", len(patterns))
	}
	return l, patterns
}

// TestGrowth holds the cost of each pattern at one size to that at an eighth
// of it. What the machine does besides makes single readings dearer, never
// cheaper: a pattern above the bar is read again before it fails.
func TestGrowth(t *testing.T) {
	l, patterns := loaded(t)
	sizes, tries := []int{8 << 10, 64 << 10}, 6
	if testing.Short() {
		sizes, tries = []int{4 << 10, 32 << 10}, 4
	}
	for i, p := range patterns {
		if testing.Short() && i%3 != 0 {
			continue
		}
		var ratio float64
		bar := math.Pow(float64(sizes[1])/float64(sizes[0]), steepest)
		for n := 1; n <= tries; n++ {
			g, err := Grow(t.Context(), l, p, sizes, n, time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			if ratio = g.Costs[1].Whole().Seconds() / g.Costs[0].Whole().Seconds(); ratio <= bar {
				break
			}
		}
		if ratio > bar {
			t.Errorf("%s: %d times the text costs %.1f times as much, more than %.1f", p.Name, sizes[1]/sizes[0], ratio, bar)
		}
	}
}

// TestGrowthIsSeen measures what is quadratic: the bar must see it.
func TestGrowthIsSeen(t *testing.T) {
	g := Growth{}
	for n := 1; n <= 64; n *= 2 {
		g.Costs = append(g.Costs, Cost{Bytes: n << 10, Stages: []Stage{{"text", time.Duration(n) * time.Millisecond}, {"names", time.Duration(n*n) * time.Millisecond}}})
	}
	if x := g.Exponent("text", 7); math.Abs(x-1) > 1e-6 {
		t.Errorf("exponent %.3f of what grows in proportion", x)
	}
	if x := g.Exponent("names", 7); math.Abs(x-2) > 1e-6 {
		t.Errorf("exponent %.3f of what grows with the square", x)
	}
	if x := g.Exponent("", 3); x < steepest {
		t.Errorf("exponent %.3f of a whole of which one stage grows with the square", x)
	}
}

// TestReadingEnds ends the context of a reading in its midst, at a place that
// is another for each pattern, and holds the reading to end soon.
func TestReadingEnds(t *testing.T) {
	l, patterns := loaded(t)
	size, soon := 512<<10, time.Second
	if testing.Short() {
		size = 128 << 10
	}
	for i, p := range patterns {
		if testing.Short() && i%4 != 0 {
			continue
		}
		story := l.Layout(p.Text(size), calendar.Date(2012, 5, 3))
		began := time.Now()
		var ended time.Time
		ctx, cancel := context.WithCancel(t.Context())
		timer := time.AfterFunc(time.Duration(20*(i+1))*time.Millisecond, func() { ended = time.Now(); cancel() })
		_, err := l.Process(ctx, story)
		switch {
		case timer.Stop():
			t.Logf("%s: read to its end in %v", p.Name, time.Since(began))
		case !errors.Is(err, context.Canceled):
			t.Errorf("%s: error %v of a reading that was ended", p.Name, err)
		default:
			if after := time.Since(ended); after > soon {
				t.Errorf("%s: went on for %v", p.Name, after)
			} else {
				t.Logf("%s: ended %v after its context", p.Name, after)
			}
		}
		cancel()
	}
}
