package stories

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/text"
)

// Line is a labelled sentence as the trainer of the judge takes it: the forms
// of its tokens, and its events by the tokens' numbers, counted from 0.
type Line struct {
	ID     string      `json:"id"`
	Part   string      `json:"part"` // train or dev
	Words  []string    `json:"words"`
	Events []LineEvent `json:"events"`
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
}

// written is a label of the set of single lines, which gives words and not
// places.
type written struct {
	ID     string `json:"id"`
	Events []struct {
		Trigger    string   `json:"t"`
		Occurrence int      `json:"k"`
		Type       string   `json:"type"`
		Status     string   `json:"st"`
		Actors     []string `json:"a"`
		Recipients []string `json:"r"`
		Mutual     bool     `json:"m"`
		Place      string   `json:"pl"`
		Time       string   `json:"tm"`
		By         string   `json:"by"`
		Background bool     `json:"bg"`
		Pledge     bool     `json:"pd"`
		Doubtful   bool     `json:"u"`
	} `json:"e"`
}

type sentence struct {
	ID       string   `json:"id"`
	Date     string   `json:"date"`
	Context  []string `json:"ctx"`
	Sentence string   `json:"s"`
	Split    string   `json:"split"`
}

// Lines writes what the judge is taught and tuned by, a Line a line: the
// train and the dev part of the labelled lines in the development data, and
// the whole stories of train.jsonl. The test part is left out.
func Lines(ctx context.Context, l *line.Line, data string, out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	write := func(x Line) error { return e.Encode(x) }
	if err := singleLines(ctx, l, data, write); err != nil {
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
		if err := storyLines(ctx, l, &labels[i], texts[labels[i].Story], write); err != nil {
			return fmt.Errorf("%s: %w", labels[i].Story, err)
		}
	}
	return nil
}

// eachJSON decodes the objects of a file one after the other.
func eachJSON[T any](name string, do func(T) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
		var x T
		if err := d.Decode(&x); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := do(x); err != nil {
			return err
		}
	}
	return nil
}

func singleLines(ctx context.Context, l *line.Line, data string, write func(Line) error) error {
	labels := map[string]written{}
	if err := eachJSON(filepath.Join(data, "labels", "labels.jsonl"), func(w written) error { labels[w.ID] = w; return nil }); err != nil {
		return err
	}
	return eachJSON(filepath.Join(data, "labels", "sentences.jsonl"), func(s sentence) error {
		w, ok := labels[s.ID]
		if !ok || s.Split == "test" {
			return nil
		}
		words := strings.Join(append(slices.Clone(s.Context), s.Sentence), "\n\n")
		d, err := parsed(ctx, l, words, calendar.Day{})
		if err != nil {
			return err
		}
		at := strings.LastIndex(d.Text, s.Sentence)
		if at < 0 {
			return nil // laid out as something else than text, such as a head line
		}
		return write(lineOf(d, s.ID, s.Split, span{at, at + len(s.Sentence)}, placeWords(d.Text, at, s.Sentence, &w)))
	})
}

// parsed returns the Document of a text with its trees.
func parsed(ctx context.Context, l *line.Line, words string, day calendar.Day) (*text.Document, error) {
	w, err := l.Work(ctx, l.Layout(words, day), false)
	if err != nil {
		return nil, err
	}
	return w.Doc, nil
}

// spotted is an event whose words are found in a text.
type spotted struct {
	at   span
	args map[string][]span
	LineEvent
}

// placeWords finds the words of a label in the sentence at byte at of the
// text; what is not there is left out.
func placeWords(all string, at int, s string, w *written) []spotted {
	var out []spotted
	for _, e := range w.Events {
		from := -1
		for range max(1, e.Occurrence) {
			k := strings.Index(s[from+1:], e.Trigger)
			if k < 0 {
				from = -1
				break
			}
			from += 1 + k
		}
		if from < 0 || e.Trigger == "" {
			continue
		}
		x := spotted{at: span{at + from, at + from + len(e.Trigger)}, args: map[string][]span{}, LineEvent: LineEvent{
			Type: e.Type, Status: e.Status, Mutual: e.Mutual, Background: e.Background, Pledge: e.Pledge, Doubtful: e.Doubtful,
		}}
		add := func(role, words string) {
			if words = strings.TrimSpace(words); words == "" || words[0] == '<' {
				return
			}
			if p, ok := nearest(s, words, from); ok {
				x.args[role] = append(x.args[role], span{at + p, at + p + len(words)})
			}
		}
		add("time", e.Time)
		add("place", e.Place)
		add("asserter", uncoded(e.By))
		for _, p := range e.Recipients {
			add("affected", uncoded(p))
		}
		for _, p := range e.Actors {
			add("doer", uncoded(p))
		}
		out = append(out, x)
	}
	return out
}

// uncoded takes the code off a party.
func uncoded(p string) string {
	if i := strings.LastIndexByte(p, '='); i >= 0 {
		return p[:i]
	}
	return p
}

// nearest returns where in s the words stand that are nearest to byte at.
func nearest(s, words string, at int) (int, bool) {
	best, found := 0, false
	for from := 0; ; {
		k := strings.Index(s[from:], words)
		if k < 0 {
			return best, found
		}
		if k += from; !found || abs(k-at) < abs(best-at) {
			best, found = k, true
		}
		from = k + 1
	}
}

func abs(x int) int { return max(x, -x) }

// storyLines writes every sentence of a labelled story.
func storyLines(ctx context.Context, l *line.Line, label *Label, src *source, write func(Line) error) error {
	d, err := parsed(ctx, l, src.text, src.day)
	if err != nil {
		return err
	}
	starts := src.starts(d.Text)
	var events []spotted
	for _, e := range label.Events {
		at, ok := src.span(starts, e.At)
		if !ok {
			continue
		}
		x := spotted{at: at, args: map[string][]span{}, LineEvent: LineEvent{
			Type: e.Type, Status: e.Status, Mutual: e.Mutual, Background: e.Background, Pledge: e.Pledge, Doubtful: e.Doubtful,
		}}
		add := func(role string, p *Place) {
			if p == nil {
				return
			}
			if s, ok := src.span(starts, *p); ok {
				x.args[role] = append(x.args[role], s)
			}
		}
		add("time", e.Time)
		add("place", e.Place)
		if e.By != nil {
			add("asserter", &e.By.At)
		}
		for i := range e.Recipients {
			add("affected", &e.Recipients[i].At)
		}
		for i := range e.Actors {
			add("doer", &e.Actors[i].At)
		}
		events = append(events, x)
	}
	for i, s := range d.Sentences {
		if err := write(lineOf(d, fmt.Sprintf("%s:%d", label.Story, i), "train", span{int(s.Start), int(s.End)}, events)); err != nil {
			return err
		}
	}
	return nil
}

// lineOf makes a Line of the tokens within the bytes of in, with those of the
// events whose trigger lies there.
func lineOf(d *text.Document, id, part string, in span, events []spotted) Line {
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
		for _, role := range []string{"time", "place", "asserter", "affected", "doer"} {
			for _, s := range e.args[role] {
				if a, b := tokensOf(d, first, last, s); a < b {
					x.Arguments[headWord(d, a, b)-first] = role
				}
			}
		}
		out.Events = append(out.Events, x)
	}
	return out
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
