package stories

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
)

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

func singleLines(ctx context.Context, l *line.Line, weigh Weigh, data string, write func(Line) error) error {
	labels := map[string]written{}
	if err := eachJSON(filepath.Join(data, "labels", "labels.jsonl"), func(w written) error { labels[w.ID] = w; return nil }); err != nil {
		return err
	}
	return eachJSON(filepath.Join(data, "labels", "sentences.jsonl"), func(s sentence) error {
		w, ok := labels[s.ID]
		if !ok || s.Split == "test" {
			return nil
		}
		return singleLine(ctx, l, weigh, &s, &w, write)
	})
}

// ownLines writes the sentences that were written to be labelled.
func ownLines(ctx context.Context, l *line.Line, weigh Weigh, write func(Line) error) error {
	b, err := files.ReadFile("written.jsonl")
	if err != nil {
		return err
	}
	for row := range bytes.Lines(b) {
		var s sentence
		var w written // of the same row
		if err := errors.Join(json.Unmarshal(row, &s), json.Unmarshal(row, &w)); err != nil {
			return fmt.Errorf("written.jsonl: %w", err)
		}
		s.Split = "train"
		if err := singleLine(ctx, l, weigh, &s, &w, write); err != nil {
			return err
		}
	}
	return nil
}

// singleLine writes a sentence with the label that w has for it.
func singleLine(ctx context.Context, l *line.Line, weigh Weigh, s *sentence, w *written, write func(Line) error) error {
	words := strings.Join(append(slices.Clone(s.Context), s.Sentence), "\n\n")
	work, err := l.Work(ctx, l.Layout(words, calendar.Day{}), false)
	if err != nil {
		return err
	}
	d := work.Doc
	at := strings.LastIndex(d.Text, s.Sentence)
	if at < 0 {
		return nil // laid out as something else than text, such as a head line
	}
	return write(lineOf(d, weigh(work), s.ID, s.Split, span{at, at + len(s.Sentence)}, placeWords(d.Text, at, s.Sentence, w)))
}

// spotted is an event whose words are found in a text.
type spotted struct {
	at   span
	args map[string][]filler
	LineEvent
}

// filler is where an argument stands, with the code of a party.
type filler struct {
	span
	code string
}

// placeWords finds the words of a label in the sentence at byte at of the
// text; what is not there is left out.
func placeWords(all string, at int, s string, w *written) []spotted {
	var out []spotted
	for _, e := range w.Events {
		from := occurrence(s, e.Trigger, e.Occurrence)
		if from < 0 {
			continue
		}
		x := spotted{at: span{at + from, at + from + len(e.Trigger)}, args: map[string][]filler{}, LineEvent: LineEvent{
			Type: e.Type, Status: e.Status, Mutual: e.Mutual, Background: e.Background, Pledge: e.Pledge, Doubtful: e.Doubtful,
		}}
		add := func(role, party string) {
			words, code := coded(party)
			if words = strings.TrimSpace(words); words == "" || words[0] == '<' {
				return
			}
			if p, ok := nearest(s, words, from); ok {
				x.args[role] = append(x.args[role], filler{span{at + p, at + p + len(words)}, code})
			}
		}
		add("time", e.Time)
		add("place", e.Place)
		add("asserter", e.By)
		for _, p := range e.Recipients {
			add("affected", p)
		}
		for _, p := range e.Actors {
			add("doer", p)
		}
		out = append(out, x)
	}
	return out
}

// occurrence returns the byte where words stand in s for the nth time, counted
// from 1, 0 for the first too; -1 where they do not.
func occurrence(s, words string, n int) int {
	if words == "" {
		return -1
	}
	from := -1
	for range max(1, n) {
		k := strings.Index(s[from+1:], words)
		if k < 0 {
			return -1
		}
		from += 1 + k
	}
	return from
}

// coded parts a party's words from its code, of which the sector is left out.
func coded(p string) (words, code string) {
	i := strings.LastIndexByte(p, '=')
	if i < 0 {
		return p, ""
	}
	code, _, _ = strings.Cut(p[i+1:], "/")
	return p[:i], code
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
