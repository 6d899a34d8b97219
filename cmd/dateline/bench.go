package main

import (
	"context"
	"os"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/line"
)

type benchCmd struct {
	File string `arg:"" name:"FILE" help:"Lines {id,date,text}."`
}

// Run measures each stage and the whole reader on one core.
func (c *benchCmd) Run(ctx context.Context, a *App) error {
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
