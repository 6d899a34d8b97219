package stories

import (
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
)

// Outcome is an event that was read, with what its confidence was weighed by
// and whether it turned out right in every slot. Story tells which belong
// together.
type Outcome struct {
	Story string   `json:"story"`
	Signs []string `json:"signs"`
	Right bool     `json:"right"`
}

// Outcomes writes what the confidence of events is fitted to, an Outcome a
// line: the events read in the held-out stories and in the development part of
// the labelled lines, neither of which the judge was taught by. Those that
// match doubtful labels are left out.
func Outcomes(ctx context.Context, l *line.Line, data string, out io.Writer) error {
	e := json.NewEncoder(out)
	write := func(x Outcome) error { return e.Encode(x) }
	labels, err := HeldOut()
	if err != nil {
		return err
	}
	err = each(ctx, l, data, labels, true, func(x *Label, src *source, w *read.Work) error {
		return outcomes(x.Story, src.labelled(x, src.starts(w.Doc.Text)), w, 0, write)
	})
	if err != nil {
		return err
	}
	return eachLine(ctx, l, data, func(s *sentence, gold []told, w *read.Work, at int) error {
		return outcomes(s.ID, gold, w, at, write)
	}, "dev")
}

// eachLine reads the labelled lines of some parts, with their context, and hands
// on each with the events of its label, what was read and the byte where it
// begins.
func eachLine(ctx context.Context, l *line.Line, data string, do func(*sentence, []told, *read.Work, int) error, parts ...string) error {
	labels := map[string]written{}
	if err := eachJSON(filepath.Join(data, "labels", "labels.jsonl"), func(w written) error { labels[w.ID] = w; return nil }); err != nil {
		return err
	}
	return eachJSON(filepath.Join(data, "labels", "sentences.jsonl"), func(s sentence) error {
		label, ok := labels[s.ID]
		if !ok || !slices.Contains(parts, s.Split) {
			return nil
		}
		day, _ := calendar.Parse(s.Date) // some have none
		w, err := l.Work(ctx, l.Layout(strings.Join(append(slices.Clone(s.Context), s.Sentence), "\n\n"), day), true)
		if err != nil {
			return err
		}
		at := strings.LastIndex(w.Doc.Text, s.Sentence)
		if at < 0 {
			return nil // laid out as something else than text, such as a head line
		}
		return do(&s, label.told(s.Sentence, at), w, at)
	})
}

// told returns the events of a label of a sentence at byte at.
func (w *written) told(s string, at int) []told {
	var out []told
	for i := range w.Events {
		e := &w.Events[i]
		from := occurrence(s, e.Trigger, e.Occurrence)
		if from < 0 {
			continue
		}
		x := told{at: span{at + from, at + from + len(e.Trigger)}, kind: e.Type, status: e.Status, mutual: e.Mutual, doubtful: e.Doubtful}
		_, x.by = coded(e.By)
		for _, p := range e.Actors {
			_, c := coded(p)
			x.actors = append(x.actors, c)
		}
		for _, p := range e.Recipients {
			_, c := coded(p)
			x.recipients = append(x.recipients, c)
		}
		x.actors, x.recipients = set(x.actors), set(x.recipients)
		out = append(out, x)
	}
	return out
}

// outcomes writes what became of the events that were read from byte from on.
func outcomes(story string, gold []told, w *read.Work, from int, write func(Outcome) error) error {
	kept, got := readFrom(w, from)
	for i, right := range judged(gold, got) {
		if right == doubtful {
			continue
		}
		if err := write(Outcome{story, w.Signs[kept[i].ID], right == sound}); err != nil {
			return err
		}
	}
	return nil
}

// verdict is what became of an event that was read.
type verdict uint8

const (
	unsound  verdict = iota // false in a slot, or no event at all
	sound                   // nothing false
	doubtful                // matched with a label that others may not share
)

// judged returns what became of each event that was read, matched as add does.
func judged(gold, read []told) []verdict {
	out := make([]verdict, len(read))
	for _, m := range pair(gold, read) {
		switch {
		case gold[m.gold].doubtful:
			out[m.read] = doubtful
		case m.kind && m.status && m.clean && m.sound:
			out[m.read] = sound
		}
	}
	return out
}
