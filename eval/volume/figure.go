package volume

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/eval"
)

// Figure is one figure with its bar.
type Figure struct {
	Name  string
	Mean  float64
	Value float64 // the 95th percentile, where it is of times
	CPU   float64 // likewise, by the processor's time: what it would be at most with the machine to itself; 0: not measured
	Bar   float64 // 0: there is none
	Least bool    // the bar is the least that the value may be, and not the most
	Unit  string
}

// roomier is how much more of the disk a record may take that is held to its
// bars with slack: a small one has more index to its text.
const roomier = 1.5

// Holds reports whether the figure keeps its bar by the clock or by the
// processor's time, with times allowed to be so many times as long: 1 for a
// quiet machine.
func (f *Figure) Holds(slack float64) bool {
	switch {
	case f.Bar == 0:
		return true
	case f.CPU > 0 && f.Least:
		return max(f.Value, f.CPU) >= f.Bar/slack
	case f.CPU > 0:
		return min(f.Value, f.CPU) <= f.Bar*slack
	case f.Least:
		return f.Value >= f.Bar/slack
	case f.Unit == "ms":
		return f.Value <= f.Bar*slack
	}
	return f.Value <= f.Bar*min(slack, roomier)
}

// spent is how long something took by the clock, and by the processor.
type spent struct{ wall, cpu time.Duration }

// spend measures what something takes.
func spend(do func() error) (spent, error) {
	wall, cpu := time.Now(), eval.CPUTime()
	err := do()
	return spent{time.Since(wall), eval.CPUTime() - cpu}, err
}

func (b *Bench) most(name string, value, bar float64) {
	b.Figures = append(b.Figures, Figure{Name: name, Value: value, Bar: bar})
}

// time asks as often as is wanted and notes mean and 95th percentile.
func (b *Bench) time(ctx context.Context, name string, bar time.Duration, ask func(context.Context) error) error {
	var took []spent
	for range b.o.Asks {
		t, err := spend(func() error { return ask(ctx) })
		if err != nil {
			return err
		}
		took = append(took, t)
	}
	b.times(name, bar, took)
	return nil
}

func (b *Bench) times(name string, bar time.Duration, took []spent) {
	var sum time.Duration
	for _, t := range took {
		sum += t.wall
	}
	f := Figure{Name: name, Mean: ms(sum / time.Duration(len(took))), Bar: ms(bar), Unit: "ms"}
	f.CPU = ms(slices.SortedFunc(slices.Values(took), func(a, b spent) int { return cmp.Compare(a.cpu, b.cpu) })[len(took)*95/100].cpu)
	f.Value = ms(slices.SortedFunc(slices.Values(took), func(a, b spent) int { return cmp.Compare(a.wall, b.wall) })[len(took)*95/100].wall)
	b.Figures = append(b.Figures, f)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// memory notes the most memory that the process has had, where the system says.
func (b *Bench) memory() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil // there is no such file on other systems
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				return err
			}
			b.Figures = append(b.Figures, Figure{Name: "memory of the process at most, MB", Value: kb / 1000})
		}
	}
	return nil
}

// WriteTable writes what was done, and a line for each figure.
func (b *Bench) WriteTable(w io.Writer) error {
	for _, n := range b.Notes {
		fmt.Fprintln(w, n)
	}
	fmt.Fprintf(w, "\n%-62s %9s %9s %9s %9s\n", fmt.Sprintf("at %d stories", b.o.Stories), "mean", "p95", "by CPU", "bar")
	for i := range b.Figures {
		f := &b.Figures[i]
		mean, cpu, bar, mark := "", "", "", ""
		if f.CPU > 0 {
			cpu = fmt.Sprintf("%.1f", f.CPU)
		}
		if f.Unit == "ms" {
			mean = fmt.Sprintf("%.1f", f.Mean)
		}
		if f.Bar > 0 {
			bar = "< " + strconv.FormatFloat(f.Bar, 'f', -1, 64)
			if f.Least {
				bar = "> " + strconv.FormatFloat(f.Bar, 'f', -1, 64)
			}
		}
		if !f.Holds(1) {
			mark = "  missed"
		}
		if _, err := fmt.Fprintf(w, "%-62s %9s %9.1f %9s %9s%s\n", f.Name, mean, f.Value, cpu, bar, mark); err != nil {
			return err
		}
	}
	return nil
}

// Missed returns the names of the figures that do not keep their bars.
func (b *Bench) Missed(slack float64) []string {
	var out []string
	for i := range b.Figures {
		if !b.Figures[i].Holds(slack) {
			out = append(out, b.Figures[i].Name)
		}
	}
	return out
}
