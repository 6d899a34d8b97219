package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/show"
	"github.com/datelinewire/dateline/line"
)

type readCmd struct {
	Files    []string `arg:"" optional:"" name:"FILE" help:"Text, page or feed; - is standard input."`
	Date     dayFlag  `placeholder:"YYYY-MM-DD" help:"Day of publication; without it, it is sought in the text."`
	JSON     bool     `help:"One reading a story, as JSON, one a line." xor:"format"`
	JSONL    bool     `name:"jsonl" help:"Read lines {id,date,text} from standard input, write one reading a line." xor:"format"`
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
	n := 0
	for _, name := range c.Files {
		stories, err := a.take(ctx, l, name, c.Date)
		if err != nil {
			return err
		}
		err = l.ProcessAll(ctx, stories, a.jobs(c.Jobs), func(r *fact.Reading) error {
			n++
			return c.write(a.Out, r, n)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *readCmd) write(w io.Writer, r *fact.Reading, n int) error {
	if !c.JSON {
		if n > 1 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		return show.Reading(w, r)
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
	bad, err := l.JSONL(ctx, a.In, a.Out, a.jobs(c.Jobs), a.limit())
	if err != nil {
		return err
	}
	if bad > 0 {
		return &fault.Error{Op: "read --jsonl", Kind: fault.Invalid, Err: fmt.Errorf("%d lines could not be read; the trouble of their readings says why", bad)}
	}
	return nil
}

// open opens a file; - is standard input.
func (a *App) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.In), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, &fault.Error{Op: "read", Kind: fault.KindOf(err), Err: err}
	}
	return f, nil
}
