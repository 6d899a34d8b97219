package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/eval/volume"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
)

type benchCmd struct {
	Read   benchRead   `cmd:"" default:"withargs" help:"How fast stories are read."`
	Record benchRecord `cmd:"" help:"How fast a record of many stories takes in another and answers, and what room it takes."`
}

type benchRead struct {
	File string `arg:"" name:"FILE" help:"Lines {id,date,text}."`
}

// Run measures each stage and the whole reader on one core.
func (c *benchRead) Run(ctx context.Context, a *App) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	texts, err := line.ReadInputs(f, a.limit())
	if err != nil {
		return err
	}
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	speed, err := eval.Bench(ctx, l, texts)
	if err != nil {
		return err
	}
	return speed.WriteTable(a.Out)
}

type benchRecord struct {
	Stories int     `default:"2000" placeholder:"N" help:"How many stories the record has: the sample wire told over and over with other countries, persons, days and words."`
	In      string  `placeholder:"FOLDER" help:"Where that record is made, and found again the next time; where it is not given, it is taken away afterwards."`
	Asks    int     `default:"40" placeholder:"N" help:"How often each question is asked."`
	Slack   float64 `placeholder:"X" help:"Fail where something takes more than X times as long as it may; where it is not given, the bars are only shown."`
}

// Run makes a record, measures it and prints each figure beside its bar.
func (c *benchRecord) Run(ctx context.Context, a *App) error {
	if c.Stories < 200 || c.Asks < 1 {
		return &usageError{"it takes a record of 200 stories or more, and one question at least"}
	}
	l, err := a.line()
	if err != nil {
		return err
	}
	wire, err := sample.Entries(l.Layout)
	if err != nil {
		return err
	}
	if c.In != "" {
		if err := os.MkdirAll(c.In, 0o700); err != nil {
			return err
		}
	}
	p := newProgress(a.Errs, "", 0)
	got, err := volume.Run(ctx, volume.Options{
		Wire: wire, Stories: c.Stories, Folder: c.In, Jobs: a.jobs(0), Asks: c.Asks, Line: l, Listen: a.Config.Listen,
		Pages: func(store record.Store) (volume.Pages, error) {
			q := line.NewQueue(l, store, 1, a.Log)
			d, err := a.desk(l, store, q, a.follower(l, store, q.Wake), a.Config.Listen)
			if err != nil {
				return nil, err
			}
			return d.Handler(), nil
		},
		Tell: func(text string) { p.say(func() string { return text }) },
	})
	p.end()
	if err != nil {
		return err
	}
	if err := got.WriteTable(a.Out); err != nil {
		return err
	}
	if missed := got.Missed(c.Slack); c.Slack > 0 && len(missed) > 0 {
		return &fault.Error{Op: "bench record", Kind: fault.Internal, Err: fmt.Errorf("over %g times the bar: %s", c.Slack, strings.Join(missed, "; "))}
	}
	return nil
}
