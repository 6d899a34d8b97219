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
type Score struct {
	Pairs, Unread     int // Unread: the event of a report was not read
	Same, Taken, Both int // both: one event, and taken for one
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
	var s Score
	err := each(ctx, l, set, func(p Pair, a, b *link.Report) error {
		s.Pairs++
		s.Same += count(p.Same)
		if a == nil || b == nil {
			s.Unread++
			return nil
		}
		m := linker.Compare(a, b)
		s.Taken += count(m.Same())
		s.Both += count(m.Same() && p.Same)
		if m.Same() != p.Same {
			miss(p, m)
		}
		return nil
	})
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
// cannot be one event whatever the weights are left out. Reports of different
// pairs, which nobody takes for one, are written too: the pairs alone are hard.
func Signs(ctx context.Context, l *line.Line, set string, out io.Writer) error {
	e := json.NewEncoder(out)
	write := func(id string, a, b *link.Report, same bool) error {
		if a == nil || b == nil {
			return nil
		}
		signs := link.Signs(a, b)
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
	return each(ctx, l, set, func(p Pair, a, b *link.Report) error {
		if err := write(p.ID, a, b, p.Same); err != nil {
			return err
		}
		for _, c := range before {
			if err := write(p.ID+"x", a, c, false); err != nil {
				return err
			}
		}
		before = append(before, b)
		return nil
	})
}

func each(ctx context.Context, l *line.Line, set string, do func(Pair, *link.Report, *link.Report) error) error {
	all, err := Pairs()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Set != set {
			continue
		}
		a, err := report(ctx, l, p.ID+"a", &p.A)
		if err != nil {
			return err
		}
		b, err := report(ctx, l, p.ID+"b", &p.B)
		if err != nil {
			return err
		}
		if err := do(p, a, b); err != nil {
			return err
		}
	}
	return nil
}

// report reads a story and returns the event at its trigger; nil where none was
// read there.
func report(ctx context.Context, l *line.Line, id string, s *Story) (*link.Report, error) {
	day, err := calendar.Parse(s.Date)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", id, err)
	}
	story := l.Layout(s.Text, day)
	story.Source, story.Issued = s.Source, day.Time().Add(12*time.Hour)
	r, err := l.Process(ctx, story)
	if err != nil {
		return nil, err
	}
	at := strings.Index(story.Text, s.Trigger)
	if at < 0 {
		return nil, errors.New(id + ": its trigger is not in the text")
	}
	e := &record.Entry{Story: *story, Version: news.Version{StoryID: id, Received: story.Issued}}
	rows := record.IndexOf(e, r, nil).Events
	var found *record.EventRow
	for i := range rows {
		ev := &rows[i].Event.Evidence
		if t := ev.Trigger; t != nil && t.Start < at+len(s.Trigger) && at < t.End {
			found = &rows[i]
			break
		}
		if ev.Start <= at && at < ev.End && found == nil {
			found = &rows[i] // told by another word of the same clause
		}
	}
	if found == nil {
		return nil, nil
	}
	return link.NewReport(found), nil
}
