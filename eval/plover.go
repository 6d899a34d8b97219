package eval

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
)

// Roots counts how often the root type of a sentence's event is that of the
// PLOVER-coded sentences: what the marked source does to the marked target.
type Roots struct {
	Rows     int // sentences
	Answered int // with an event that has a code
	Between  int // with an event between the source and the target
	Right    int
}

// Accuracy returns the share of all sentences whose type is right, 0 to 1.
func (r Roots) Accuracy() float64 { return share(r.Right, r.Rows) }

// Plover reads the sentences of a tab-separated file with the columns
// sentence, source, target and gold_root. An event counts as between source
// and target when their words overlap its parties'; where none does, the
// first event answers. CONCEDE and RETREAT are one type there.
func Plover(ctx context.Context, l *line.Line, file string, jobs int) (Roots, error) {
	var out Roots
	f, err := os.Open(file)
	if err != nil {
		return out, err
	}
	defer f.Close()
	c := csv.NewReader(f)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = '\t', true, -1
	head, err := c.Read()
	if err != nil {
		return out, fmt.Errorf("%s: %w", file, err)
	}
	col := map[string]int{}
	for i, name := range head {
		col[name] = i
	}
	for _, name := range []string{"sentence", "source", "target", "gold_root"} {
		if _, ok := col[name]; !ok {
			return out, fmt.Errorf("%s: no column %s", file, name)
		}
	}
	day := calendar.Date(2015, 1, 1)
	type outcome struct {
		row     []string
		reading *fact.Reading
		err     error
	}
	rows := func(yield func([]string) bool) {
		for {
			row, e := c.Read()
			if e == io.EOF {
				return
			}
			if e != nil {
				err = fmt.Errorf("%s: %w", file, e)
				return
			}
			if !yield(row) {
				return
			}
		}
	}
	oerr := line.Ordered(ctx, jobs, rows, func(ctx context.Context, row []string) outcome {
		r, err := l.Process(ctx, l.Layout(row[col["sentence"]], day))
		return outcome{row, r, err}
	}, func(o outcome) error {
		if o.err != nil {
			return o.err
		}
		out.add(o.reading, o.row[col["source"]], o.row[col["target"]], o.row[col["gold_root"]])
		return nil
	})
	if err == nil {
		err = oerr
	}
	return out, err
}

func (s *Roots) add(r *fact.Reading, source, target, want string) {
	s.Rows++
	src, tgt := spanIn(r.Story.Text, source), spanIn(r.Story.Text, target)
	var first, between *fact.Event
	for i := range r.Events {
		e := &r.Events[i]
		if e.Codes.Plover == "" {
			continue
		}
		if first == nil {
			first = e
		}
		a, b := e.Actors, e.Recipients
		if e.Type == "AGREE" || e.Type == "CONSULT" || e.Type == "COOPERATE" {
			a = append(append([]fact.Party{}, a...), b...)
			b = a
		}
		if between == nil && touches(r, a, src) && touches(r, b, tgt) {
			between = e
		}
	}
	pick := first
	if between != nil {
		pick = between
		s.Between++
	}
	if pick == nil {
		return
	}
	s.Answered++
	if root(pick.Codes.Plover) == root(want) {
		s.Right++
	}
}

// root makes one type of the two kinds of yielding.
func root(t string) string {
	if t == "CONCEDE" || t == "RETREAT" {
		return "YIELD"
	}
	return t
}

func spanIn(text, words string) fact.Span {
	k := strings.Index(text, words)
	if k < 0 {
		return fact.Span{}
	}
	return fact.Span{Start: k, End: k + len(words)}
}

// touches reports whether a party's words, or any mention of it, overlap s.
func touches(r *fact.Reading, ps []fact.Party, s fact.Span) bool {
	over := func(start, end int) bool { return start < s.End && s.Start < end }
	for _, p := range ps {
		if p.Span != nil && over(p.Span.Start, p.Span.End) {
			return true
		}
		if p.Entity == nil {
			continue
		}
		for i := range r.Entities {
			if r.Entities[i].ID != *p.Entity {
				continue
			}
			for _, m := range r.Entities[i].Mentions {
				if over(m.Start, m.End) {
					return true
				}
			}
		}
	}
	return false
}
