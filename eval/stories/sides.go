package stories

import (
	"context"
	"encoding/json"
	"io"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
)

// Sides is an event that was read where a label has one of its type, and who
// may stand on its sides. Part is train, or what is kept from it: held, dev.
type Sides struct {
	Story      string      `json:"story"`
	Part       string      `json:"part"`
	Candidates []Candidate `json:"candidates"`
}

// Candidate is a country or body with what speaks for and against it on one
// side of an event, and whether the label has it there.
type Candidate struct {
	Signs []string `json:"signs"`
	Right bool     `json:"right"`
}

// SidesRead writes what the sides of events are fitted to, a Sides a line: the
// stories and lines by which the judge was taught, and the held-out stories and
// the development part of the lines to measure it by.
func SidesRead(ctx context.Context, l *line.Line, data string, out io.Writer) error {
	e := json.NewEncoder(out)
	for _, set := range []struct {
		part   string
		labels func() ([]Label, error)
	}{{"train", Train}, {"held", HeldOut}} {
		labels, err := set.labels()
		if err != nil {
			return err
		}
		err = each(ctx, l, data, labels, true, func(x *Label, src *source, w *read.Work) error {
			return sidesOf(x.Story, set.part, src.labelled(x, src.starts(w.Doc.Text)), w, 0, e)
		})
		if err != nil {
			return err
		}
	}
	return eachLine(ctx, l, data, func(s *sentence, gold []told, w *read.Work, at int) error {
		return sidesOf(s.ID, s.Split, gold, w, at, e)
	}, "train", "dev")
}

// sidesOf writes the events of one reading from byte from on.
func sidesOf(story, part string, gold []told, w *read.Work, from int, out *json.Encoder) error {
	kept, got := readFrom(w, from)
	for _, m := range pair(gold, got) {
		g := &gold[m.gold]
		if g.doubtful || !m.kind || m.read >= len(kept) {
			continue
		}
		x := Sides{Story: story, Part: part}
		for _, c := range w.Candidates[kept[m.read].ID] {
			x.Candidates = append(x.Candidates, Candidate{c.Signs, g.has(c.Code, c.Affected)})
		}
		if err := out.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

// has reports whether a code is on one side of a labelled event. All who do
// something to each other are its doers.
func (t *told) has(code string, affected bool) bool {
	switch {
	case t.mutual && affected:
		return false
	case t.mutual:
		return slices.Contains(t.actors, code) || slices.Contains(t.recipients, code)
	case affected:
		return slices.Contains(t.recipients, code)
	}
	return slices.Contains(t.actors, code)
}

// readFrom returns the events that were read from byte from on, and what is
// compared of them.
func readFrom(w *read.Work, from int) (kept []fact.Event, got []told) {
	for _, e := range w.Reading.Events {
		if e.Evidence.Start >= from {
			kept = append(kept, e)
		}
	}
	r := fact.Reading{Entities: w.Reading.Entities, Events: kept}
	return kept, readEvents(&r)
}
