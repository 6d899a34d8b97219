package eval

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/datelinewire/dateline/line"
)

// Stage is the time that one stage took over a set of stories.
type Stage struct {
	Name string
	Time time.Duration
}

// Speed is how fast a line reads on one core.
type Speed struct {
	Stories, Bytes, Tokens int
	Stages                 []Stage // in the order in which they run; layout first
	Whole                  time.Duration
	Wall                   time.Duration // by the clock on the wall
}

// Bench reads the texts once, on one core, and measures every stage and the
// whole, from text to reading, in CPU time of the process, so that what else
// the machine does counts for little. Cold caches and the collection of
// garbage are in it.
func Bench(ctx context.Context, l *line.Line, texts []line.Input) (Speed, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var s Speed
	at := map[string]int{}
	tell := func(name string, d time.Duration) {
		i, ok := at[name]
		if !ok {
			i = len(s.Stages)
			at[name] = i
			s.Stages = append(s.Stages, Stage{Name: name})
		}
		s.Stages[i].Time += d
	}
	timed := l.Timed(CPUTime, tell)
	start, wall := CPUTime(), time.Now()
	for _, in := range texts {
		t := CPUTime()
		story := l.Layout(in.Text, in.Day)
		tell("layout", CPUTime()-t)
		w, err := timed.Work(ctx, story, false)
		if err != nil {
			return s, err
		}
		s.Stories++
		s.Bytes += len(in.Text)
		s.Tokens += len(w.Doc.Tokens)
	}
	s.Whole, s.Wall = CPUTime()-start, time.Since(wall)
	return s, nil
}

// WriteTable writes one line a stage, the whole last.
func (s Speed) WriteTable(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%d stories, %.2f MB, %d tokens, one core, CPU time\n%-12s %9s %9s %12s %7s\n",
		s.Stories, float64(s.Bytes)/1e6, s.Tokens, "stage", "seconds", "MB/s", "tokens/s", "share")
	if err != nil {
		return err
	}
	for _, g := range append(s.Stages[:len(s.Stages):len(s.Stages)], Stage{"whole", s.Whole}) {
		sec := max(g.Time.Seconds(), 1e-9)
		if _, err := fmt.Fprintf(w, "%-12s %9.3f %9.2f %12.0f %6.1f%%\n", g.Name, sec,
			float64(s.Bytes)/1e6/sec, float64(s.Tokens)/sec, 100*sec/s.Whole.Seconds()); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(w, "%.3f s by the wall clock\n", s.Wall.Seconds())
	return err
}
