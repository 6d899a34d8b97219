package eval

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
)

// Facts reads the probes of a file with that many jobs at a time and scores
// the readings.
func Facts(ctx context.Context, l *line.Line, file, tag string, jobs int) (*Score, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	probes, err := ReadProbes(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	type outcome struct {
		reading *fact.Reading
		err     error
	}
	score := NewScore(tag)
	i := 0
	err = line.Ordered(ctx, jobs, slices.Values(probes), func(ctx context.Context, p Probe) outcome {
		var day calendar.Day
		if p.Date != "" {
			var err error
			if day, err = line.ParseDate(p.Date); err != nil {
				return outcome{nil, err}
			}
		}
		r, err := l.Process(ctx, l.Layout(p.Text, day))
		return outcome{r, err}
	}, func(o outcome) error {
		if o.err != nil {
			return o.err
		}
		err := score.Add(&probes[i], o.reading)
		i++
		return err
	})
	return score, err
}
