package main

import (
	"fmt"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/grammar/mend"
)

type evalFactuality struct {
	Trees  string `arg:"" optional:"" name:"GOLD.conllu" help:"The treebank; ../shared/data/treebanks/ewt-dev.conllu where it is not given."`
	Gold   string `arg:"" optional:"" name:"FACTUALITY.tsv.gz" help:"What people say; ../shared/data/factuality/ewt-factuality-dev.tsv.gz where it is not given."`
	Misses bool   `help:"Print each predicate that is told wrong."`
}

// Run prints how well the grammar tells what happened from what did not.
func (c *evalFactuality) Run(a *App) error {
	p, err := mend.LoadParser()
	if err != nil {
		return err
	}
	var miss func(string, float64, string, string)
	if c.Misses {
		miss = func(said string, value float64, word, sentence string) {
			fmt.Fprintf(a.Out, "%s %+.1f %s: %s\n", said, value, word, sentence)
		}
	}
	f, err := eval.ScoreFactuality(p, inShared(c.Trees, "data/treebanks/ewt-dev.conllu"), inShared(c.Gold, "data/factuality/ewt-factuality-dev.tsv.gz"), miss)
	if err != nil {
		return err
	}
	return f.Write(a.Out)
}
