package stories

import (
	"context"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
)

// Reliability counts, for each tenth of probability and each confidence, the
// events that were read so surely and those of them in which nothing is false.
type Reliability struct {
	Tenths     [10]Said
	Confidence map[fact.Confidence]Said
}

// Said is how many events were said to be so likely right, and how many are.
type Said struct{ Events, Right int }

func (s *Said) add(right bool) {
	s.Events++
	if right {
		s.Right++
	}
}

// Decide measures how far the probabilities of events can be relied on, on one
// set of stories that they were not fitted to: Look or Sealed. Events that match
// doubtful labels are left out.
func Decide(ctx context.Context, l *line.Line, data, set string) (Reliability, error) {
	out := Reliability{Confidence: map[fact.Confidence]Said{}}
	labels, err := Gold()
	if err != nil {
		return out, err
	}
	texts, err := sources(data, labels)
	if err != nil {
		return out, err
	}
	for i := range labels {
		if labels[i].Set != set {
			continue
		}
		src := texts[labels[i].Story]
		r, err := l.Process(ctx, l.Layout(src.text, src.day))
		if err != nil {
			return out, err
		}
		gold := src.labelled(&labels[i], src.starts(r.Story.Text))
		for n, v := range judged(gold, readEvents(&fact.Reading{Entities: r.Entities, Events: r.Events})) {
			if e := &r.Events[n]; v != doubtful && e.P != nil {
				out.Tenths[min(9, int(10**e.P))].add(v == sound)
				said := out.Confidence[e.Confidence]
				said.add(v == sound)
				out.Confidence[e.Confidence] = said
			}
		}
	}
	return out, nil
}
