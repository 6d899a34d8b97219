package link

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Story is what a story says in short, made ready for linking: it stands behind
// the reports of its events, and speaks where none was read.
type Story struct {
	*record.Detail
	said  []sentence // the headline first, then the sentences of the gist
	lede  []uint64   // of the headline and the first sentence
	words []uint64
	names []uint64

	heard     bool     // whether what a Linker knows of it was looked for: what follows, and turns of sentences
	rareNames []string // see Linker.rareNames
	rareStems []uint64 // see Linker.rareStems
}

// sentence is one of a story.
type sentence struct {
	text  string
	words []uint64
	rare  []uint64 // see Linker.rareSaid
	days  []calendar.Interval
	turn  turns // what it says became of things, where that was looked for
	heard bool  // whether it was
}

// NewStory makes the gist of a story ready for linking. It keeps the row.
func NewStory(d *record.Detail) *Story {
	s := &Story{Detail: d, said: []sentence{{text: d.Headline, words: stems(d.Headline)}}}
	for _, span := range d.Gist.Sentences {
		text := ""
		if a, z := span.Start-d.Start, span.End-d.Start; a >= 0 && a <= z && z <= len(d.Words) {
			text = d.Words[a:z]
		}
		s.said = append(s.said, sentence{text: text, words: stems(text)})
	}
	for _, x := range d.Gist.Days {
		if n := x.Sentence + 1; n < len(s.said) {
			s.said[n].days = append(s.said[n].days, x.Interval)
		}
	}
	if len(s.said) > 1 {
		s.lede = merged(s.said[1].words, s.said[0].words)
	}
	for _, x := range s.said {
		s.words = append(s.words, x.words...)
	}
	s.names = stems(strings.Join(d.Gist.Names, " "))
	s.words = merged(s.words, s.names)
	return s
}

// wordsOf returns the stems of the n-th sentence, the headline being the first. The
// lede has those of the headline too.
func (s *Story) wordsOf(n int) []uint64 {
	if n == 1 {
		return s.lede
	}
	return s.said[n].words
}

// day returns the day on which the story came.
func (s *Story) day() calendar.Day { return calendar.Of(s.At) }

// Attach puts behind each report the story that tells it, as far as they are
// given: reports are compared by what else their stories say.
func Attach(reports []*Report, stories []*Story) {
	by := map[version]*Story{}
	for _, s := range stories {
		by[version{s.StoryID, s.At.UTC()}] = s
	}
	for _, r := range reports {
		if s := by[version{r.StoryID, r.At.UTC()}]; s != nil {
			r.story, r.print, r.tells, r.found, r.when = s, 0, nil, nil, nil
		}
	}
}
