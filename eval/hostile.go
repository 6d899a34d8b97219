package eval

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/line"
)

// Attack says how stories are spoilt before they are read.
type Attack struct {
	Cuts      int    // how often each is cut off at a random place
	Mutations int    // how often each is damaged otherwise
	Seed      uint64 // of what is random
	Every     int    // take each Nth story; 0 and 1 take all
}

// Survival is what came of reading spoilt stories.
type Survival struct {
	Stories, Readings, Tokens int
	Failures                  []Failure
}

// Failure is a panic while a text was read.
type Failure struct {
	Story   int    // from 1
	Text    string // as it was read, spoilt
	Pass    string
	Message string
}

// Hostile reads each story whole and spoilt, with that many jobs at a time,
// and counts the panics. A stack overflow ends the program, as it would in
// earnest. progress is called after each story; it may be nil. The error is
// the context's.
func Hostile(ctx context.Context, l *line.Line, stories iter.Seq2[int, string], a Attack, jobs int, progress func(Survival)) (Survival, error) {
	var total Survival
	type input struct {
		n    int
		text string
	}
	chosen := func(yield func(input) bool) {
		for n, s := range stories {
			if a.Every > 1 && n%a.Every != 1 {
				continue
			}
			if !yield(input{n, s}) {
				return
			}
		}
	}
	err := line.Ordered(ctx, jobs, chosen, func(ctx context.Context, in input) Survival {
		return a.read(ctx, l, in.n, in.text)
	}, func(s Survival) error {
		total.Stories += s.Stories
		total.Readings += s.Readings
		total.Tokens += s.Tokens
		total.Failures = append(total.Failures, s.Failures...)
		if progress != nil {
			progress(total)
		}
		return ctx.Err()
	})
	return total, err
}

// read reads story n in all its forms.
func (a Attack) read(ctx context.Context, l *line.Line, n int, story string) Survival {
	s := Survival{Stories: 1}
	s.one(ctx, l, n, story)
	// Each text has a seed of its own, so that it does not depend on which
	// other stories are read.
	seed := a.Seed<<32 + uint64(n)<<8
	for i := range a.Cuts {
		s.one(ctx, l, n, mutate.Cut(story, seed+uint64(i)))
	}
	for i := range a.Mutations {
		s.one(ctx, l, n, mutate.Text(story, seed+uint64(i)))
	}
	return s
}

// one reads a text and keeps each panic, also one outside the passes.
func (s *Survival) one(ctx context.Context, l *line.Line, n int, text string) {
	if ctx.Err() != nil {
		return
	}
	defer func() {
		if v := recover(); v != nil {
			s.Failures = append(s.Failures, Failure{n, text, "line", fmt.Sprint(v)})
		}
	}()
	s.Readings++
	w, err := l.Work(ctx, l.Layout(text, calendar.Date(2014, 5, 6)), false)
	if err != nil {
		return // the context's, which Hostile returns
	}
	s.Tokens += len(w.Doc.Tokens)
	for _, t := range w.Reading.Trouble {
		if line.Panicked(t) {
			s.Failures = append(s.Failures, Failure{n, text, t.Pass, t.Message})
		}
	}
}

// RawStories yields the stories of a gzipped text, counted from 1: paragraphs
// are lines, and an empty line stands between two stories. What ends it early
// is left in *broken.
func RawStories(name string, broken *error) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		f, err := os.Open(name)
		if err != nil {
			*broken = err
			return
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			*broken = fmt.Errorf("%s: %w", name, err)
			return
		}
		if err := eachStory(z, yield); err != nil {
			*broken = fmt.Errorf("%s: %w", name, err)
		}
	}
}

func eachStory(in io.Reader, yield func(int, string) bool) error {
	b := bufio.NewReaderSize(in, 1<<16)
	var story strings.Builder
	for n := 1; ; {
		line, err := b.ReadString('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if strings.TrimSpace(line) != "" {
			if story.Len() > 0 {
				story.WriteByte('\n') // a paragraph is a block with an empty line before it
			}
			story.WriteString(line)
		} else if story.Len() > 0 {
			if !yield(n, story.String()) {
				return nil
			}
			n++
			story.Reset()
		}
		if err == io.EOF {
			if story.Len() > 0 {
				yield(n, story.String())
			}
			return nil
		}
	}
}
