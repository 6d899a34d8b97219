package source

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// pace is what is known of how often a source is to be asked.
type pace struct {
	least, most time.Duration
	gap         time.Duration // usual time between two of its items; 0: not known
	said        time.Duration // how long its feed or server says that an answer holds
	wait        time.Duration // how long the server asks to be left alone
	was         time.Duration // interval before; 0: none
	fresh       bool          // something new came
	fails       int           // in a row, this one counted
	pushed      bool          // a hub tells what is new
}

// pushedEvery is how often a source is asked that a hub tells of: seldom, for
// a hub may fall silent without a word.
const pushedEvery = 6 * time.Hour

// next returns the time to the next poll, before jitter.
//
// Half the usual gap between items finds each within half a gap of its coming.
// While nothing new comes, the time grows by half with each poll, and it
// shrinks at once when something does. A server that says how long its answer
// holds is not asked before; where it fails, the time doubles with each
// failure, up to a day.
func (p *pace) next() time.Duration {
	every := p.was
	switch {
	case p.fresh && p.gap > 0:
		every = p.gap / 2
	case p.fresh || every == 0:
		every = p.least
		if p.gap > 0 {
			every = p.gap / 2
		}
	default:
		every += every / 2
	}
	if p.pushed {
		every = max(every, pushedEvery)
	}
	every = min(max(every, p.said, p.least), p.most)
	if p.fails > 0 {
		back := float64(max(p.least, time.Minute)) * math.Pow(2, float64(min(p.fails, 16)-1))
		every = max(every, min(time.Duration(back), max(p.most, 24*time.Hour)))
	}
	return max(every, p.wait)
}

// jitter lengthens a time by up to a tenth, so that sources which were added
// together do not stay together. It is the same for the same seed, source and
// number of polls.
func jitter(d time.Duration, seed uint64, id string, polls int) time.Duration {
	h := fnv.New64a()
	h.Write([]byte(id))
	r := rand.New(rand.NewPCG(seed^h.Sum64(), uint64(polls)))
	return d + time.Duration(r.Float64()*float64(d)/10)
}

// gapOf returns the usual time between two items: the median of the gaps of
// the newest 20 that are dated; 0 with less than three.
func gapOf(stories []news.Story) time.Duration {
	var times []time.Time
	for i := range stories {
		if t := stories[i].Issued; !t.IsZero() {
			times = append(times, t)
		}
	}
	if len(times) < 3 {
		return 0
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	times = times[:min(len(times), 20)]
	var gaps []time.Duration
	for i := range times[1:] {
		gaps = append(gaps, times[i].Sub(times[i+1]))
	}
	slices.SortFunc(gaps, cmp.Compare[time.Duration])
	return gaps[len(gaps)/2]
}

// bounds returns the least and the most time between polls of a source.
func bounds(s *record.SourceSettings, least, most time.Duration) (time.Duration, time.Duration) {
	if s.Least > 0 {
		least = s.Least
	}
	if s.Most > 0 {
		most = s.Most
	}
	return least, max(least, most)
}
