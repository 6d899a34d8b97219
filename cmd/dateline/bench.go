package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/eval/volume"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
)

type benchCmd struct {
	Read   benchRead   `cmd:"" default:"withargs" help:"How fast stories are read."`
	Desk   benchDesk   `cmd:"" help:"How fast the desk answers over a record of many stories while many ask it at a time."`
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
	o, done, err := a.volume(c.Stories, c.In)
	if err != nil {
		return err
	}
	o.Asks = c.Asks
	got, err := volume.Run(ctx, o)
	done()
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

// volume returns what a measurement over so many stories is made from, and what
// ends the telling of how far it is.
func (a *App) volume(stories int, folder string) (volume.Options, func(), error) {
	l, err := a.line()
	if err != nil {
		return volume.Options{}, nil, err
	}
	wire, err := sample.Entries(l.Layout)
	if err != nil {
		return volume.Options{}, nil, err
	}
	if folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return volume.Options{}, nil, err
		}
	}
	p := newProgress(a.Errs, "", 0)
	return volume.Options{
		Wire: wire, Stories: stories, Folder: folder, Jobs: a.jobs(0), Line: l, Listen: a.Config.Listen,
		Pages: func(store record.Store) (volume.Pages, error) {
			q := line.NewQueue(l, store, 1, a.Log)
			d, err := a.desk(l, store, q, a.follower(l, store, q.Wake), a.Config.Listen, volume.End)
			if err != nil {
				return nil, err
			}
			return d.Handler(), nil
		},
		Tell: func(text string) { p.say(func() string { return text }) },
	}, p.end, nil
}

type benchDesk struct {
	Stories int     `default:"2000" placeholder:"N" help:"How many stories the record has, as for bench record."`
	In      string  `placeholder:"FOLDER" help:"Where that record is made, and found again the next time; where it is not given, it is taken away afterwards."`
	Rate    int     `default:"50" placeholder:"N" help:"Requests a second, sent by the clock whether those before them are answered or not."`
	Seconds int     `default:"60" placeholder:"N" help:"For how long."`
	Warm    int     `default:"15" placeholder:"N" help:"Seconds before that which do not count: the program has just been started."`
	Arrive  int     `default:"6" placeholder:"N" help:"Seconds after which another story comes in and is read beside; 0: none does."`
	Alone   int     `default:"20" placeholder:"N" help:"How often each kind of page is asked for before all that, one at a time, for the processor's time that it takes."`
	Only    string  `placeholder:"WORDS" help:"Only pages whose name in the table has these words."`
	Slack   float64 `placeholder:"X" help:"Fail where a page takes more than X times as long as it may; where it is not given, the bars are only shown."`
}

// Run asks the desk for its pages and prints how long each kind took beside its
// bar.
func (c *benchDesk) Run(ctx context.Context, a *App) error {
	if c.Stories < 200 || c.Rate < 1 || c.Seconds < 1 || c.Warm < 0 || c.Arrive < 0 || c.Alone < 0 {
		return &usageError{"it takes a record of 200 stories or more, a request a second and a second at least"}
	}
	o, done, err := a.volume(c.Stories, c.In)
	if err != nil {
		return err
	}
	seconds := func(n int) time.Duration { return time.Duration(n) * time.Second }
	got, err := volume.RunDesk(ctx, o, volume.Load{Rate: c.Rate, Warm: seconds(c.Warm), For: seconds(c.Seconds), Arrive: seconds(c.Arrive), Alone: c.Alone, Only: c.Only})
	done()
	if err != nil {
		return err
	}
	if err := got.WriteTable(a.Out); err != nil {
		return err
	}
	if missed := got.Missed(c.Slack); c.Slack > 0 && len(missed) > 0 {
		return &fault.Error{Op: "bench desk", Kind: fault.Internal, Err: fmt.Errorf("over %g times the bar, or no answer: %s", c.Slack, strings.Join(missed, "; "))}
	}
	return nil
}
