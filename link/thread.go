package link

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// thread is what later stories are followed by from a plan or a promise: its
// words, the countries in it, and its day as it was told last.
type thread struct {
	from      map[string]teller // the stories that tell it
	told      time.Time         // first
	after     time.Time         // what was told up to then is known already
	own       scored            // words of what is planned or promised
	leaning   scored            // those and the words of the sentence that it leans on; none where it does not
	found     []uint64          // words by which it is found: all those, and the names of its parties
	countries []string          // each once
	first     calendar.Day
	last      calendar.Day // by which it is to be done; zero: not known
}

// teller is how a story tells a promise.
type teller struct {
	in   int  // in which of its sentences; 0: in none that is known
	late bool // when its day had passed: then the story may say too what became of it
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

// How much of what was planned or promised a sentence has to say again, each word
// weighed by how rare it is: of what was put off or called off a part, and more of
// what was done, or is not to be, for sentences of that kind are everywhere. Two
// rare words it has at the least.
const (
	bindsRare   = 6 // see Linker.rarity
	bindsTurn   = 0.25
	bindsNewDay = 0.35
	bindsDone   = 0.45
)

// says returns what a story says became of what the thread follows, if
// anything.
func (l *Linker) says(t *thread, f followed) (word, bool) {
	s := f.Story
	from, tells := t.from[s.StoryID]
	if s.At.Before(t.told) || tells && !from.late || !tells && !s.At.After(t.told) || !t.concerns(s) {
		return word{}, false
	}
	for _, n := range f.in {
		if tells && n == from.in {
			continue
		}
		turn, about := l.turns(&s.said[n]), t.about(s.wordsOf(n))
		if n == 1 && from.in != 1 {
			turn |= l.turns(&s.said[0])
		}
		if about < bindsTurn {
			continue
		}
		if about < bindsDone {
			turn &^= refused
		}
		w := word{story: s, in: n}
		if first, last, ok := newDay(t, s, &s.said[n]); ok && !turn.has(calledOff) && (turn.has(later) || turn.has(toCome) && !t.last.IsZero() && about >= bindsNewDay && !last.Before(t.first)) {
			w.turn, w.first, w.last = later, first, last
			return w, true
		}
		if turn.has(fulfilled) && !turn.has(calledOff|later|short|refused) {
			w.first, w.last = doneOn(s, &s.said[n])
			return w, true
		}
		for _, one := range [...]turns{calledOff, later, short, refused, inPart} {
			if n == 0 || !turn.has(one) {
				continue
			}
			if w.turn = one; one == refused {
				w.turn = calledOff
			}
			return w, true
		}
		if n > 0 && about >= bindsDone && (turn == 0 || t.passed(s, &s.said[n])) && !s.day().Before(t.first.First()) {
			w.first, w.last = doneOn(s, &s.said[n])
			return w, true
		}
	}
	return word{}, false
}

// about returns how much of what is followed a sentence says again, 0 to 1.
func (t *thread) about(words []uint64) float64 {
	if len(t.leaning.stems) == 0 {
		return t.own.share(words)
	}
	return max(t.own.share(words), t.leaning.share(words))
}

// concerns reports whether a story is about the countries of what the thread
// follows: two of them where it has two. Such a story is found whichever of them
// is asked about, so that the answer is the same.
func (t *thread) concerns(s *Story) bool {
	need := min(2, len(t.countries))
	for _, c := range t.countries {
		if need > 0 && slices.Contains(s.Gist.Countries, c) {
			need--
		}
	}
	return need == 0
}

// newDay returns the day to come that a sentence names, where it is another than
// the one that was told before.
func newDay(t *thread, s *Story, x *sentence) (first, last calendar.Day, ok bool) {
	for _, d := range x.days {
		to := cmp.Or(d.To, d.From)
		if to.IsZero() || !s.day().Before(to.Last()) || !t.last.IsZero() && !t.last.Last().Before(to.Last()) && !to.Before(t.first.First()) {
			continue
		}
		if !t.last.IsZero() && !d.From.IsZero() && daysApart(d.From, to, t.first, t.last) == 0 {
			continue // the week in which it was to be
		}
		if to.Month == t.last.Month && to.DayOfMonth == t.last.DayOfMonth && to.Year != t.last.Year {
			continue // the day on which it was to be, read as that of another year
		}
		if from := d.From; from.IsZero() || from.Whole() {
			return cmp.Or(from, to), to, true
		}
	}
	return first, last, false
}

// doneOn returns the day on which something was done by a sentence: the first
// that it names and that is over, else that of the story.
func doneOn(s *Story, x *sentence) (first, last calendar.Day) {
	for _, d := range x.days {
		if d.From.Whole() && d.From == d.To && !s.day().Before(d.From) {
			return d.From, d.To
		}
	}
	return s.day(), s.day()
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

func eachOnce(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }

// threadOf returns what the stories of a plan are followed by.
func (l *Linker) threadOf(p *Happening) *thread {
	var words []uint64
	t := &thread{from: map[string]teller{}, told: p.Reports[0].At, first: p.Best.From, last: cmp.Or(p.Best.To, p.Best.From)}
	if !p.Best.Dated {
		t.first, t.last = calendar.Day{}, calendar.Day{}
	}
	for _, r := range p.Reports {
		t.from[r.StoryID] = teller{}
		words = merged(words, r.words)
		t.countries = append(t.countries, r.codes()...)
	}
	if p.Best.story != nil {
		t.countries = append(t.countries, p.Best.story.Gist.Countries...)
	}
	t.own, t.found, t.countries = l.scored(words), words, eachOnce(t.countries)
	return t
}

// threadOfPromise returns what the stories of a promise are followed by: not by
// the words of its day and the names of its parties, which are in other stories
// too, but where it leans on the sentence before by that.
func (l *Linker) threadOfPromise(p *Promise, told *press) *thread {
	var own, before []uint64
	t := &thread{from: map[string]teller{}, told: p.Reports[0].At}
	t.first, t.last = p.Due()
	for _, r := range p.Reports {
		words := without(r.words, stems(say.Days(t.first, t.last)+timeWords))
		t.found = merged(t.found, words)
		own = merged(own, without(words, stems(strings.Join(slices.Concat(r.By, r.To), " "))))
		t.countries = append(append(t.countries, r.by...), r.to...)
		s, n := told.where(r)
		_, due := record.DueOf(&r.Pledge)
		t.from[r.StoryID] = teller{n, !due.IsZero() && due.Last().Before(calendar.Of(r.At))}
		if n > 1 && r.leans() {
			before = merged(before, s.said[n-1].words)
		}
	}
	if t.own = l.scored(own); len(before) > 0 {
		t.leaning = l.scored(merged(own, before))
	}
	t.found, t.countries = merged(merged(t.found, own), before), eachOnce(t.countries)
	return t
}

// timeWords are words of times that say nothing of what is done in them.
const timeWords = " next week month year today tomorrow spring summer autumn winter" // Grammar

// without returns the stems that are not among others, or all where none is left.
func without(all, others []uint64) []uint64 {
	left := slices.DeleteFunc(slices.Clone(all), func(x uint64) bool { _, ok := slices.BinarySearch(others, x); return ok })
	if len(left) == 0 {
		return all
	}
	return left
}

// leans reports whether what was promised is told as known from the sentence
// before: the money, the vote, this.
func (p *Pledge) leans() bool {
	words := strings.Fields(strings.ToLower(p.What))
	if len(words) == 0 {
		return false
	}
	switch words[0] { // Grammar: what points back
	case "the", "it", "this", "that", "these", "those", "they":
		return true
	}
	return false
}
