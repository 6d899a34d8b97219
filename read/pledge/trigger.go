package pledge

import (
	"slices"
	"sort"

	"github.com/datelinewire/dateline/fact"
)

// trigger is the byte at which the word stands that tells of an event, and the
// event's index in the reading.
type trigger struct{ at, event int }

// triggersOf returns the triggers of events by their place, not nil.
func triggersOf(events []fact.Event) []trigger {
	out := make([]trigger, 0, len(events))
	for n := range events {
		if t := events[n].Evidence.Trigger; t != nil {
			out = append(out, trigger{t.Start, n})
		}
	}
	slices.SortStableFunc(out, func(a, b trigger) int { return a.at - b.at })
	return out
}

// between returns the triggers at bytes from to to-1.
func between(ts []trigger, from, to int) []trigger {
	i := sort.Search(len(ts), func(k int) bool { return ts[k].at >= from })
	j := i + sort.Search(len(ts)-i, func(k int) bool { return ts[i+k].at >= to })
	return ts[i:j]
}
