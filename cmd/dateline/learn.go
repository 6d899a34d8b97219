package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/service"
)

type learnCmd struct {
	Lexicon bool `help:"Write lines for the verb frames in place of labels, for somebody to look at."`
}

// Run writes what people said of facts as labels, a probe a line, or as lines
// of the lexicon.
func (c *learnCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := s.Lessons(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintln(a.Errs, "nobody has judged a fact yet: there is nothing to learn from")
		return nil
	}
	if c.Lexicon {
		return c.frames(ctx, a, all)
	}
	e := json.NewEncoder(a.Out)
	e.SetEscapeHTML(false)
	for i := range all {
		if err := e.Encode(eval.Judged(&all[i])); err != nil {
			return err
		}
	}
	return nil
}

// frames writes what was added, or given another type, as verb frames.
func (c *learnCmd) frames(ctx context.Context, a *App, all []service.Lesson) error {
	l, err := a.line()
	if err != nil {
		return err
	}
	n := 0
	for i := range all {
		x := &all[i]
		w, err := l.Work(ctx, l.Layout(x.Text, x.Day), false)
		if err != nil {
			return err
		}
		frame, ok := eval.Frame(x, w.Doc)
		if !ok {
			continue
		}
		n++
		fmt.Fprintf(a.Out, "# %s, %s, story %s: %q\n%s\n", x.By, x.At.Format("2006-01-02"), x.StoryID, x.Words, frame)
	}
	_, err = fmt.Fprintf(a.Errs, "%d judgements, %d lines for the verb frames: look at each before it goes into read/event/frames\n", len(all), n)
	return err
}
