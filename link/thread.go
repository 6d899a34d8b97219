package link

import (
	"cmp"
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
)

// thread is what later stories are followed by from a plan or a promise: its
// words, the countries in it, and its day as it was told last.
type thread struct {
	from      []string  // the stories that tell it
	told      time.Time // first
	after     time.Time // what was told up to then is known already
	words     []uint64  // rare ones of what is planned or promised, and of its headline
	own       []uint64  // of what is planned or promised
	countries []string
	first     calendar.Day
	last      calendar.Day // by which it is to be done; zero: not known
}

// word is what a story says became of a plan or a promise, and in which of its
// sentences.
type word struct {
	story *Story
	in    int
	turn  turns        // 0: it was done
	first calendar.Day // on which it was done, or to which it was put off; zero: not said
	last  calendar.Day
}

// Two rare words that a plan and a story share bind them, or one where they
// have a country in common too: see Linker.rarity. A sentence behind the first
// two of the body shares as much with the plan itself.
const (
	bindsAlone   = 6
	bindsCountry = 3
	bindsMuch    = 8
)

// says returns what a story says became of what the thread follows, if
// anything.
func (l *Linker) says(t *thread, s *Story) (word, bool) {
	if !s.At.After(t.told) || slices.Contains(t.from, s.StoryID) {
		return word{}, false
	}
	common := l.rarity(inBoth(t.words, s.words))
	if common < bindsAlone && (common < bindsCountry || len(shared(t.countries, s.Gist.Countries)) == 0) {
		return word{}, false
	}
	var all turns
	var heard []int // sentences that can be about it
	for n := range s.said {
		if n <= 2 || l.rarity(inBoth(s.said[n].words, t.own)) >= bindsCountry {
			heard = append(heard, n)
			all |= l.turns(&s.said[n])
		}
	}
	w := word{story: s, in: min(1, len(s.said)-1)}
	if n, first, last := l.newDay(t, s, heard, all); n >= 0 && !all.has(calledOff) {
		w.in, w.turn, w.first, w.last = n, later, first, last
		return w, true
	}
	for _, turn := range [...]turns{calledOff, later, short, refused, inPart} {
		if !all.has(turn) || turn == refused && l.rarity(inBoth(s.words, t.own)) < bindsAlone {
			continue
		}
		if i := slices.IndexFunc(heard, func(n int) bool { return l.turns(&s.said[n]).has(turn) }); heard[i] > 0 || len(s.said) == 1 {
			w.in = heard[i]
		}
		if w.turn = turn; turn == refused {
			w.turn = calledOff
		}
		return w, true
	}
	return l.done(t, s, heard)
}

// newDay returns the sentence that names a day to come other than the one that
// was told before, and that day; -1 for none. Where nothing is said of putting
// off, the sentence must have much in common with the plan.
func (l *Linker) newDay(t *thread, s *Story, heard []int, all turns) (n int, first, last calendar.Day) {
	for _, n := range heard {
		x := &s.said[n]
		turn := l.turns(x)
		if !turn.has(toCome|later) && !all.has(later) || !all.has(later) && l.rarity(inBoth(merged(x.words, s.said[0].words), t.own)) < bindsAlone {
			continue
		}
		for _, d := range x.days {
			to := cmp.Or(d.To, d.From)
			if to.IsZero() || !s.day().Before(to.Last()) || !t.last.IsZero() && !t.last.Last().Before(to.Last()) && !to.Before(t.first.First()) {
				continue
			}
			if !t.last.IsZero() && !d.From.IsZero() && daysApart(d.From, to, t.first, t.last) == 0 {
				continue // the week in which it was to be
			}
			if from := d.From; from.IsZero() || from.Whole() {
				return n, cmp.Or(from, to), to
			}
		}
	}
	return -1, first, last
}

// done returns the sentence that says that it was done: one that speaks of the
// past and has much in common with what was planned.
func (l *Linker) done(t *thread, s *Story, heard []int) (word, bool) {
	for _, n := range heard {
		x := &s.said[n]
		if n == 0 || l.turns(x) != 0 && !t.passed(s, x) || l.rarity(inBoth(t.words, merged(x.words, s.said[0].words))) < bindsMuch {
			continue
		}
		w := word{story: s, in: n, first: s.day(), last: s.day()}
		for _, d := range x.days {
			if d.From.Whole() && d.From == d.To && !s.day().Before(d.From) {
				w.first, w.last = d.From, d.To
				break
			}
		}
		return w, true
	}
	return word{}, false
}

// passed reports whether a sentence names the day of what was planned as one
// that is over: then it was held, whatever else is still to come.
func (t *thread) passed(s *Story, x *sentence) bool {
	return !t.first.IsZero() && slices.ContainsFunc(x.days, func(d calendar.Interval) bool {
		return d.From.Whole() && d.From.Before(s.day()) && daysApart(d.From, d.From, t.first, t.last) == 0
	})
}

// telling makes a happening of what a story says, so that it is shown and cited
// like any other.
func (w *word) telling() *Happening {
	r := NewTelling(w.story, max(0, w.in-1))
	if !w.first.IsZero() {
		r.From, r.To = w.first, w.last
	}
	return newHappening([]*Report{r})
}

// press is stories in the order in which they came, to be found by their words.
type press struct {
	stories []*Story
	having  map[uint64][]int // by rare stem
}

func (l *Linker) newPress(stories []*Story) *press {
	p := &press{having: map[uint64][]int{}, stories: slices.SortedFunc(slices.Values(stories), func(a, b *Story) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.StoryID, b.StoryID))
	})}
	for i, s := range p.stories {
		for _, w := range l.rare(s.words) {
			p.having[w] = append(p.having[w], i)
		}
	}
	return p
}

// follows returns the stories that share a rare word with a thread and came
// after it, in their order: says finds nothing in others.
func (p *press) follows(t *thread) []*Story {
	var found []int
	for _, w := range t.words {
		found = append(found, p.having[w]...)
	}
	slices.Sort(found)
	var out []*Story
	for _, i := range slices.Compact(found) {
		if s := p.stories[i]; s.At.After(t.told) {
			out = append(out, s)
		}
	}
	return out
}

// threadOf returns what the stories of a plan are followed by.
func (l *Linker) threadOf(p *Happening) *thread {
	t := &thread{told: p.Reports[0].At, first: p.Best.From, last: cmp.Or(p.Best.To, p.Best.From)}
	if !p.Best.Dated {
		t.first, t.last = calendar.Day{}, calendar.Day{}
	}
	for _, r := range p.Reports {
		t.from = append(t.from, r.StoryID)
		t.words = merged(t.words, merged(stems(r.Headline), r.words))
		t.own = merged(t.own, r.words)
		t.countries = append(t.countries, r.codes()...)
	}
	if p.Best.story != nil {
		t.countries = append(t.countries, p.Best.story.Gist.Countries...)
	}
	t.words = l.rare(t.words)
	return t
}

// threadOfPromise returns what the stories of a promise are followed by.
func (l *Linker) threadOfPromise(p *Promise) *thread {
	t := &thread{told: p.Reports[0].At}
	t.first, t.last = p.Due()
	for _, r := range p.Reports {
		t.from = append(t.from, r.StoryID)
		t.words = merged(t.words, merged(stems(r.Headline), r.words))
		t.own = merged(t.own, r.words)
		t.countries = append(append(t.countries, r.by...), r.to...)
	}
	t.words = l.rare(t.words)
	return t
}
