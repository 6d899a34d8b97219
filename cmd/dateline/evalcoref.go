package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/coref"
	"github.com/datelinewire/dateline/line"
)

type evalCoref struct {
	Gold string `arg:"" optional:"" name:"GOLD.conllu" help:"Documents with Entity= in MISC; the development part of GUM and the news set aside from its training part where it is not given."`
}

// Run prints MUC, B3, CEAF and their mean, from raw text.
func (c *evalCoref) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	sets := []struct {
		file string
		only []string
	}{{c.Gold, nil}}
	if c.Gold == "" {
		sets[0].file = inShared("", "data/treebanks/gum-dev.conllu")
		sets = append(sets, sets[0])
		sets[1].file, sets[1].only = inShared("", "data/treebanks/gum-train.conllu"), coref.Aside[:]
	}
	for _, s := range sets {
		score, err := coref.Run(ctx, coref.Through(l), s.file, s.only)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.Out, s.file)
		if err := score.Write(a.Out); err != nil {
			return err
		}
	}
	if c.Gold != "" {
		return nil
	}
	file := inShared("", "data/coref/gap.jsonl.gz")
	gap, err := coref.RunGap(ctx, coref.Through(l), file, "dev")
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Out, file)
	return gap.Write(a.Out)
}
