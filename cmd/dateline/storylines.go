package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

type storylinesCmd struct {
	JSONL bool `name:"jsonl" required:"" help:"Read lines {id,date,text} from standard input, write a line {id,line} for each, in their order."`
	Jobs  int  `placeholder:"N" help:"Stories read at a time; as many as there are cores where it is not given."`
}

// Run says for each story of standard input of which line it is: a line has the
// id of its first story.
func (c *storylinesCmd) Run(ctx context.Context, a *App) error {
	in, err := io.ReadAll(a.In)
	if err != nil {
		return err
	}
	l, err := a.line()
	if err != nil {
		return err
	}
	var readings bytes.Buffer
	if _, err := l.JSONL(ctx, bytes.NewReader(in), &readings, a.jobs(c.Jobs), a.limit()); err != nil {
		return err
	}
	tellings, err := tellings(in, &readings)
	if err != nil {
		return err
	}
	e := json.NewEncoder(a.Out)
	for i, of := range link.StoryLines(tellings) {
		if err := e.Encode(struct {
			ID   string `json:"id"`
			Line string `json:"line"`
		}{tellings[i].ID, of}); err != nil {
			return err
		}
	}
	return nil
}

// tellings makes of each reading, and the line of which it is, what story lines
// are made of.
func tellings(in []byte, readings io.Reader) ([]link.Telling, error) {
	var out []link.Telling
	d := json.NewDecoder(readings)
	for row := range bytes.Lines(in) {
		if len(bytes.TrimSpace(row)) == 0 {
			continue
		}
		var r fact.Reading
		if err := d.Decode(&r); err != nil {
			return nil, fmt.Errorf("reading %d: %w", len(out)+1, err)
		}
		out = append(out, tellingOf(row, &r))
	}
	return out, nil
}

func tellingOf(row []byte, r *fact.Reading) link.Telling {
	var from struct {
		ID   json.RawMessage `json:"id"`
		Date string          `json:"date"`
	}
	_ = json.Unmarshal(row, &from) // a broken line has a reading that says so, and belongs to no line
	t := link.Telling{ID: string(from.ID), Text: r.Story.Text}
	_ = json.Unmarshal(from.ID, &t.ID) // a number stays as it is written
	if day, err := line.ParseDate(from.Date); err == nil {
		t.Day = day
	}
	if t.Day.IsZero() {
		t.Day = calendar.Date(1970, 1, 1)
	}
	if r.Story.Headline != nil {
		t.Head = *r.Story.Headline
	}
	seen := map[string]bool{}
	for i := range r.Entities {
		if k := record.EntityKey(&r.Entities[i]); k != "" && !seen[k] {
			seen[k] = true
			t.Actors = append(t.Actors, k)
		}
	}
	return t
}
