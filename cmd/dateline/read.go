package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/show"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
)

type readCmd struct {
	Files    []string `arg:"" optional:"" name:"FILE|FOLDER" help:"Text, page or feed, or a folder of them; - is standard input."`
	Date     dayFlag  `placeholder:"YYYY-MM-DD" help:"Day of publication; without it, it is sought in the text."`
	JSON     bool     `help:"One reading a story, as JSON, one a line." xor:"format"`
	JSONL    bool     `name:"jsonl" help:"Read lines {id,date,text} from standard input, write one reading a line." xor:"format"`
	All      bool     `help:"Show doubtful readings too: events that are more likely wrong than right."`
	Remember bool     `help:"Use what the stories on record (see --data) say of people: known since …"`
	Jobs     int      `placeholder:"N" help:"Stories read at a time; as many as there are cores where it is not given."`
}

// Help is shown by `dateline read --help`.
func (c *readCmd) Help() string {
	return "Without --json or --jsonl the reading is set for people: what is planned, happened, was said,\n" +
		"promised, denied, counted, and by whom, each with its words."
}

// Run reads the files, or standard input with --jsonl.
func (c *readCmd) Run(ctx context.Context, a *App) error {
	// A reader makes much that is soon thrown away: let the heap grow a
	// little between collections. It stays far below the memory promised.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(300 << 20)
	if c.JSONL {
		return c.lines(ctx, a)
	}
	if len(c.Files) == 0 {
		return &usageError{"read: want a FILE, - for standard input, or --jsonl"}
	}
	l, done, err := a.load(ctx, c.Remember)
	if err != nil {
		return err
	}
	defer done()
	names, err := a.files(c.Files)
	if err != nil {
		return err
	}
	return c.files(ctx, a, l, names)
}

// files reads the stories of all files at once and prints them in the order of
// the files. One that cannot be taken in does not keep the others out.
func (c *readCmd) files(ctx context.Context, a *App, l *line.Line, names []string) error {
	type part struct {
		reading *fact.Reading
		err     error
	}
	var failed error
	takes := func(yield func(part func(context.Context) part) bool) {
		for story, err := range a.stories(ctx, l, names, c.Date) {
			if !yield(func(ctx context.Context) part {
				if err != nil {
					return part{nil, err}
				}
				r, err := l.Process(ctx, story)
				return part{r, err}
			}) {
				return
			}
		}
	}
	n := 0
	p := newProgress(a.Errs, "reading", 0)
	defer p.end()
	err := line.Ordered(ctx, a.jobs(c.Jobs), takes, func(ctx context.Context, take func(context.Context) part) part {
		return take(ctx)
	}, func(out part) error {
		if out.err != nil {
			failed = errors.Join(failed, out.err)
			return ctx.Err()
		}
		n++
		p.set(n)
		return c.write(a.Out, out.reading, n)
	})
	if ctx.Err() != nil {
		return &stoppedError{fmt.Sprintf("%d stories are read and printed", n)}
	}
	return errors.Join(failed, err)
}

// stories takes in files one after the other; with the error of a file there
// is no story.
func (a *App) stories(ctx context.Context, l *line.Line, names []string, day dayFlag) iter.Seq2[*news.Story, error] {
	return func(yield func(*news.Story, error) bool) {
		for _, name := range names {
			stories, err := a.take(ctx, l, name, day)
			if err != nil && !yield(nil, err) {
				return
			}
			for _, s := range stories {
				if !yield(s, nil) {
					return
				}
			}
		}
	}
}

func (c *readCmd) write(w io.Writer, r *fact.Reading, n int) error {
	if !c.JSON {
		if n > 1 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		return show.Reading(w, r, c.All)
	}
	b, err := line.Encode(r)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func (c *readCmd) lines(ctx context.Context, a *App) error {
	if len(c.Files) > 0 {
		return &usageError{"read: --jsonl reads standard input and takes no FILE"}
	}
	l, done, err := a.load(ctx, c.Remember)
	if err != nil {
		return err
	}
	defer done()
	p := newProgress(a.Errs, "reading", 0)
	defer p.end()
	out := &counted{to: a.Out, p: p}
	in, err := a.open(ctx, "-")
	if err != nil {
		return err
	}
	defer in.Close()
	bad, err := l.JSONL(ctx, in, out, a.jobs(c.Jobs), a.limit())
	if ctx.Err() != nil {
		return &stoppedError{fmt.Sprintf("%d stories are read and printed", out.n)}
	}
	if err != nil {
		return err
	}
	if bad > 0 {
		return &fault.Error{Op: "read --jsonl", Kind: fault.Invalid, Err: fmt.Errorf("%d lines could not be read; the trouble of their readings says why", bad)}
	}
	return nil
}

// counted counts what is written, a reading at a time.
type counted struct {
	to io.Writer
	p  *progress
	n  int
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n++
	c.p.set(c.n)
	return n, err
}
