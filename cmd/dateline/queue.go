package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
)

// maxStack is the largest stack of a goroutine, in bytes. What recurs without
// end then ends the program before it has taken the machine's memory; reading
// needs a hundredth of it.
const maxStack = 64 << 20

// line makes the line of all that is shipped, which reads a story for no
// longer than is configured.
func (a *App) line() (*line.Line, error) {
	debug.SetMaxStack(maxStack)
	l, err := line.Load(a.Log)
	if err != nil {
		return nil, err
	}
	return l.Budgeted(a.Config.Limit.Time), nil
}

// opened returns the record, which the caller closes, and the line.
func (a *App) opened(ctx context.Context) (record.Store, *line.Line, error) {
	store, err := a.openStore(ctx)
	if err != nil {
		return nil, nil, err
	}
	l, err := a.line()
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return store, l, nil
}

// queue makes a queue whose lost readings are made in a process of their own.
func (a *App) queue(l *line.Line, store record.Store) (*line.Queue, error) {
	if err := a.boundMemory(); err != nil {
		return nil, err
	}
	q := line.NewQueue(l, store, a.jobs(0), a.Log)
	if program, err := os.Executable(); err == nil {
		q.Apart(func(ctx context.Context) error { return a.apart(ctx, program) })
	} else {
		a.Log.Warn("readings that end the program are not made again in a process of their own", "err", err)
	}
	return q, nil
}

// boundMemory has the collector work harder before the bound, and the program
// end at it: then it is this program that ends, and not another that the
// kernel takes for the culprit.
func (a *App) boundMemory() error {
	most := int64(a.Config.Limit.Memory) << 20
	debug.SetMemoryLimit(most / 4 * 3)
	if err := limitData(uint64(most)); err != nil {
		return fmt.Errorf("bound the memory (setting limit.memory): %w", err)
	}
	return nil
}

// orphaned is how long a process whose parent is gone has to put down what it
// does. A reading that heeds nothing is ended then: the record stands that.
const orphaned = 3 * time.Second

// apart runs `dateline alone` with the settings of this process.
func (a *App) apart(ctx context.Context, program string) error {
	c := exec.CommandContext(ctx, program)
	c.Args = []string{os.Args[0]}
	for _, s := range a.Config.Settings() {
		if s.Origin != "default" {
			c.Args = append(c.Args, "--set", s.Key+"="+s.Value)
		}
	}
	c.Args = append(c.Args, "alone", "--tied")
	c.Stderr = a.Errs
	if _, err := c.StdinPipe(); err != nil { // it is closed when this process ends, however it does
		return err
	}
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 2 * time.Second
	return c.Run()
}

type aloneCmd struct {
	Tied bool `help:"End when standard input does: it is held open by the process that started this one."`
}

// Run reads what an earlier program left unfinished, one story at a time. It
// is started by the queue, ends with the process that started it, and is the
// first to go where memory runs short.
func (c *aloneCmd) Run(ctx context.Context, a *App) error {
	if c.Tied {
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
		go func() {
			_, _ = io.Copy(io.Discard, a.In) // an error is an end as well
			a.Log.Warn("the process that reads alone ends: the one that started it is gone")
			cancel()
			time.AfterFunc(orphaned, func() { os.Exit(exitFailed) })
		}()
	}
	if err := goFirst(); err != nil {
		a.Log.Debug("this process is not marked as the first to go", "err", err)
	}
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := a.boundMemory(); err != nil {
		return err
	}
	return line.NewQueue(l, store, 1, a.Log).Alone(ctx)
}
