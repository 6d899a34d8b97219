// Package links measures how well reports of one event are told from reports
// of others: pairs of short stories of our own, half of them two reports of
// one event, half of events that are easily taken for one. What goes in is a
// line that reads them and the linker, what comes out are counts, or what
// speaks for each pair, by which the linker is fitted.
package links

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

//go:embed pairs.jsonl lines.jsonl
var files embed.FS

// Story is one report of a pair, with the word that tells its event.
type Story struct {
	Date    string `json:"date"`
	Source  string `json:"source"`
	Text    string `json:"text"`
	Trigger string `json:"trigger"`
}

// Pair is two reports, and whether they tell of one event. Set is fit for those
// that the weights are fitted to, and test.
type Pair struct {
	ID   string `json:"id"`
	Set  string `json:"set"`
	Same bool   `json:"same"`
	A, B Story
}

// Pairs returns all pairs.
func Pairs() ([]Pair, error) {
	return decode[Pair]("pairs.jsonl")
}

// decode returns the objects of a file, one a line.
func decode[T any](file string) ([]T, error) {
	b, err := files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out []T
	for row := range bytes.Lines(b) {
		var x T
		if err := json.Unmarshal(row, &x); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, x)
	}
	return out, nil
}

// Score counts pairs: of those that are one event, and of those taken for one.
// A pair one of whose events was not read is not taken for one, for then nobody
// finds it; Told counts what would be if the sentence that tells it were known.
type Score struct {
	Pairs, Unread     int // Unread: the event of a report was not read
	Same, Taken, Both int // both: one event, and taken for one
	Told              *Score
}

// Precision returns the share of those taken for one event that are.
func (s Score) Precision() float64 { return share(s.Both, s.Taken) }

// Recall returns the share of those that are one event and are taken for it.
func (s Score) Recall() float64 { return share(s.Both, s.Same) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Run reads the pairs of a set and counts how the linker decides. Each that it
// gets wrong is told to miss.
func Run(ctx context.Context, l *line.Line, linker *link.Linker, set string, miss func(Pair, link.Match)) (Score, error) {
	s := Score{Told: &Score{}}
	err := each(ctx, l, set, func(p Pair, a, b reports) error {
		s.Pairs++
		s.Same += count(p.Same)
		s.Unread += count(a.unread || b.unread)
		if a.of == nil || b.of == nil {
			return nil
		}
		m := linker.Compare(a.of, b.of)
		s.Told.Taken += count(m.Same())
		s.Told.Both += count(m.Same() && p.Same)
		if a.unread || b.unread {
			return nil
		}
		s.Taken += count(m.Same())
		s.Both += count(m.Same() && p.Same)
		if m.Same() != p.Same {
			miss(p, m)
		}
		return nil
	})
	s.Told.Pairs, s.Told.Same = s.Pairs, s.Same
	return s, err
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Signs writes what speaks for each pair of a set being one event, and whether
// it is, a JSON object a line: what the weights are fitted to. Pairs that
// cannot be one event whatever the weights are left out. Two more kinds of
// pairs are written, which nobody takes for one: reports of different pairs,
// for the pairs alone are hard, and one of a pair with what the other story
// tells beside it, of another type.
func Signs(ctx context.Context, l *line.Line, linker *link.Linker, set string, out io.Writer) error {
	e := json.NewEncoder(out)
	write := func(id string, a, b *link.Report, same bool) error {
		if a == nil || b == nil {
			return nil
		}
		signs := linker.Signs(a, b)
		if signs == nil {
			return nil
		}
		return e.Encode(struct {
			Story string   `json:"story"`
			Signs []string `json:"signs"`
			Right bool     `json:"right"`
		}{id, signs, same})
	}
	var before []*link.Report
	return each(ctx, l, set, func(p Pair, a, b reports) error {
		if a.unread || b.unread {
			return nil // nobody compares what was not read
		}
		if err := write(p.ID, a.of, b.of, p.Same); err != nil {
			return err
		}
		for _, x := range [...]struct{ one, other reports }{{a, b}, {b, a}} {
			for _, r := range x.other.beside {
				if r.Event.Type == x.one.of.Event.Type {
					continue
				}
				if err := write(p.ID+"beside", x.one.of, r, false); err != nil {
					return err
				}
			}
		}
		for _, c := range before {
			if err := write(p.ID+"others", a.of, c, false); err != nil {
				return err
			}
		}
		before = append(before, b.of)
		return nil
	})
}

// reports are what a story of a pair tells.
type reports struct {
	of     *link.Report   // its event; nil for none
	beside []*link.Report // what else its body tells
	unread bool           // no event was read where it stands: of is the sentence
}

func each(ctx context.Context, l *line.Line, set string, do func(p Pair, a, b reports) error) error {
	all, err := Pairs()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Set != set {
			continue
		}
		a, err := read(ctx, l, p.ID+"a", &p.A)
		if err != nil {
			return err
		}
		b, err := read(ctx, l, p.ID+"b", &p.B)
		if err != nil {
			return err
		}
		if err := do(p, a, b); err != nil {
			return err
		}
	}
	return nil
}

// read reads a story and returns the event at its trigger, and what else it
// tells.
func read(ctx context.Context, l *line.Line, id string, s *Story) (reports, error) {
	day, err := calendar.Parse(s.Date)
	if err != nil {
		return reports{}, fmt.Errorf("%s: %w", id, err)
	}
	story := l.Layout(s.Text, day)
	story.Source, story.Issued = s.Source, day.Time().Add(12*time.Hour)
	r, err := l.Process(ctx, story)
	if err != nil {
		return reports{}, err
	}
	at := strings.Index(story.Text, s.Trigger)
	if at < 0 {
		return reports{}, errors.New(id + ": its trigger is not in the text")
	}
	x := record.IndexOf(&record.Entry{Story: *story, Version: news.Version{StoryID: id, Received: story.Issued}}, r, nil)
	var all []*link.Report
	for i := range x.Events {
		all = append(all, link.NewReport(&x.Events[i]))
	}
	told := stories(&x)
	link.Attach(all, told)
	out := reports{of: atTrigger(all, at, at+len(s.Trigger))}
	if out.of == nil {
		out.of, out.unread = telling(told, at), true
	}
	for _, r := range all {
		if r != out.of && r.Event.Evidence.Sentence > 0 {
			out.beside = append(out.beside, r)
		}
	}
	return out, nil
}

// atTrigger returns the report whose trigger touches the words from start to
// end, else the first that is told by another word of the same clause; nil for
// none.
func atTrigger(all []*link.Report, start, end int) *link.Report {
	var found *link.Report
	for _, r := range all {
		ev := &r.Event.Evidence
		if t := ev.Trigger; t != nil && t.Start < end && start < t.End {
			return r
		}
		if ev.Start <= start && start < ev.End && found == nil {
			found = r
		}
	}
	return found
}

// stories returns what the story of an index says in short.
func stories(x *record.Index) []*link.Story {
	var out []*link.Story
	for i := range x.Details {
		if d := &x.Details[i].Detail; d.Kind == record.GistFact {
			out = append(out, link.NewStory(d))
		}
	}
	return out
}

// telling returns the report of the sentence in which no event was read.
func telling(stories []*link.Story, at int) *link.Report {
	for _, s := range stories {
		for n, span := range s.Gist.Sentences {
			if span.Start <= at && at < span.End {
				return link.NewTelling(s, n)
			}
		}
	}
	return nil
}
