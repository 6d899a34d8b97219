package stories

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// Line is a labelled sentence as the trainer of the judge takes it: the forms
// of its tokens, and its events by the tokens' numbers, counted from 0.
type Line struct {
	ID     string      `json:"id"`
	Part   string      `json:"part"` // train or dev
	Words  []string    `json:"words"`
	Events []LineEvent `json:"events"`
	// Evidence has the features of each word; Pairs, of each word that may be
	// a trigger, those of every word as its argument.
	Evidence [][]uint16         `json:"evidence"`
	Pairs    map[int][][]uint16 `json:"pairs"`
}

// LineEvent is an event of a Line. At is the trigger, end exclusive; an
// argument is the token that heads it, and what it is.
type LineEvent struct {
	At         [2]int         `json:"at"`
	Type       string         `json:"type"`
	Status     string         `json:"status"`
	Mutual     bool           `json:"mutual,omitempty"`
	Background bool           `json:"background,omitempty"`
	Pledge     bool           `json:"pledge,omitempty"`
	Doubtful   bool           `json:"doubtful,omitempty"`
	Arguments  map[int]string `json:"arguments,omitempty"` // token -> doer, affected, asserter, place, time
	// Homes are the countries from which an argument may be where no pass
	// knows its own. token -> choice.
	Homes map[int]Choice `json:"homes,omitempty"`
}

// Choice is the country of a party by its label, and those in question.
type Choice struct {
	Code  string       `json:"code"`
	Among []event.Home `json:"among"`
}

// Lines writes what the judge is taught and tuned by, a Line a line: the
// train and the dev part of the labelled lines in the development data, and
// the whole stories of train.jsonl. The test part is left out.
func Lines(ctx context.Context, l *line.Line, weigh Weigh, data string, out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	write := func(x Line) error { return e.Encode(x) }
	if err := singleLines(ctx, l, weigh, data, write); err != nil {
		return err
	}
	if err := ownLines(ctx, l, weigh, write); err != nil {
		return err
	}
	labels, err := Train()
	if err != nil {
		return err
	}
	texts, err := sources(data, labels)
	if err != nil {
		return err
	}
	for i := range labels {
		if err := storyLines(ctx, l, weigh, &labels[i], texts[labels[i].Story], write); err != nil {
			return fmt.Errorf("%s: %w", labels[i].Story, err)
		}
	}
	return nil
}

// Weigh returns the evidence about a story that has been read.
type Weigh func(w *read.Work) *event.Evidence

// storyLines writes every sentence of a labelled story.
func storyLines(ctx context.Context, l *line.Line, weigh Weigh, label *Label, src *source, write func(Line) error) error {
	work, err := l.Work(ctx, l.Layout(src.text, src.day), false)
	if err != nil {
		return err
	}
	d, evidence := work.Doc, weigh(work)
	starts := src.starts(d.Text)
	var events []spotted
	for _, e := range label.Events {
		at, ok := src.span(starts, e.At)
		if !ok {
			continue
		}
		x := spotted{at: at, args: map[string][]filler{}, LineEvent: LineEvent{
			Type: e.Type, Status: e.Status, Mutual: e.Mutual, Background: e.Background, Pledge: e.Pledge, Doubtful: e.Doubtful,
		}}
		add := func(role string, p *Place, code string) {
			if p == nil {
				return
			}
			if s, ok := src.span(starts, *p); ok {
				x.args[role] = append(x.args[role], filler{s, code})
			}
		}
		add("time", e.Time, "")
		add("place", e.Place, "")
		if e.By != nil {
			add("asserter", &e.By.At, e.By.Code)
		}
		for i := range e.Recipients {
			add("affected", &e.Recipients[i].At, e.Recipients[i].Code)
		}
		for i := range e.Actors {
			add("doer", &e.Actors[i].At, e.Actors[i].Code)
		}
		events = append(events, x)
	}
	for i, s := range d.Sentences {
		if err := write(lineOf(d, evidence, fmt.Sprintf("%s:%d", label.Story, i), "train", span{int(s.Start), int(s.End)}, events)); err != nil {
			return err
		}
	}
	return nil
}

// lineOf makes a Line of the tokens within the bytes of in, with those of the
// events whose trigger lies there.
func lineOf(d *text.Document, evidence *event.Evidence, id, part string, in span, events []spotted) Line {
	out := Line{ID: id, Part: part, Events: []LineEvent{}}
	first := -1
	for i := range d.Tokens {
		if t := &d.Tokens[i]; int(t.Start) >= in.start && int(t.End) <= in.end {
			if first < 0 {
				first = i
			}
			out.Words = append(out.Words, d.Form(i))
		}
	}
	last := first + len(out.Words)
	for _, e := range events {
		from, to := tokensOf(d, first, last, e.at)
		if from >= to {
			continue
		}
		x := e.LineEvent
		x.At, x.Arguments = [2]int{from - first, to - first}, map[int]string{}
		codes := map[int]string{}
		for _, role := range []string{"time", "place", "asserter", "affected", "doer"} {
			for _, s := range e.args[role] {
				if a, b := tokensOf(d, first, last, s.span); a < b {
					head := headWord(d, a, b) - first
					x.Arguments[head], codes[head] = role, s.code
				}
			}
		}
		x.place(evidence, first, codes)
		out.Events = append(out.Events, x)
	}
	out.weigh(d, evidence, first)
	return out
}

// place adds where the parties of the event may be from; codes are those of
// the label, by word.
func (x *LineEvent) place(evidence *event.Evidence, first int, codes map[int]string) {
	var of judge.Event
	for t, role := range x.Arguments {
		switch role {
		case "doer":
			of.Arguments = append(of.Arguments, judge.Argument{Token: int32(first + t), Role: judge.Doer})
		case "affected":
			of.Arguments = append(of.Arguments, judge.Argument{Token: int32(first + t), Role: judge.Affected})
		}
	}
	x.Homes = map[int]Choice{}
	for _, a := range of.Arguments {
		t := int(a.Token) - first
		if among := evidence.Homes(&of, a); among != nil {
			x.Homes[t] = Choice{codes[t], among}
		}
	}
}

// weigh adds the evidence about the words, the first of which is token first.
func (x *Line) weigh(d *text.Document, evidence *event.Evidence, first int) {
	x.Pairs = map[int][][]uint16{}
	for i := range x.Words {
		x.Evidence = append(x.Evidence, evidence.Word(nil, first+i))
		switch d.Tokens[first+i].Pos {
		case text.VERB, text.NOUN, text.ADJ, text.PROPN, text.ADV:
			x.pair(evidence, first, i)
		}
	}
	for _, e := range x.Events {
		x.pair(evidence, first, e.At[0])
	}
}

func (x *Line) pair(evidence *event.Evidence, first, i int) {
	x.Pairs[i] = nil
	for k := range x.Words {
		x.Pairs[i] = append(x.Pairs[i], evidence.Pair(nil, first+i, first+k))
	}
}

// tokensOf returns the tokens from first to last-1 that the span touches.
func tokensOf(d *text.Document, first, last int, s span) (from, to int) {
	from, to = last, first
	for i := first; i < last; i++ {
		if t := &d.Tokens[i]; int(t.Start) < s.end && int(t.End) > s.start {
			from, to = min(from, i), i+1
		}
	}
	return from, to
}

// headWord returns the token of a stretch that governs the others, marks,
// articles and prepositions aside.
func headWord(d *text.Document, from, to int) int {
	for i := from; i < to; i++ {
		t := &d.Tokens[i]
		if h := int(t.Head); (h < from || h >= to) && t.Pos != text.PUNCT && t.Pos != text.ADP && t.Pos != text.DET {
			return i
		}
	}
	return to - 1
}
