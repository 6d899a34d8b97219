package main

import (
	"fmt"
	"os"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
)

type evalRoles struct {
	Trees   string `arg:"" optional:"" name:"GOLD.conllu" help:"The treebank; ../shared/data/treebanks/ewt-dev.conllu where it is not given."`
	Gold    string `arg:"" optional:"" name:"ROLES.jsonl.gz" help:"Its roles; ../shared/data/roles/ewt-roles-dev.jsonl.gz where they are not given."`
	Weights string `placeholder:"FILE" help:"Another weight file than the program's own."`
	Labels  bool   `help:"The scores of each label too."`
	Given   bool   `help:"Score with predicates and senses given, too."`
}

// Run prints scores with trees of the parser, then with those of the treebank.
func (c *evalRoles) Run(a *App) error {
	p, err := mend.LoadParser()
	if err != nil {
		return err
	}
	r, err := c.reader()
	if err != nil {
		return err
	}
	trees, gold := inShared(c.Trees, "data/treebanks/ewt-dev.conllu"), inShared(c.Gold, "data/roles/ewt-roles-dev.jsonl.gz")
	for _, g := range []eval.Given{{}, {Trees: true}, {Predicates: true}, {Trees: true, Predicates: true}} {
		if g.Predicates && !c.Given {
			continue
		}
		score, err := eval.ScoreRoles(p, r, trees, gold, g)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "trees %s, predicates %s\n", whose(g.Trees), whose(g.Predicates))
		if err := score.WriteTable(a.Out, c.Labels); err != nil {
			return err
		}
	}
	return nil
}

func whose(given bool) string {
	if given {
		return "given"
	}
	return "found"
}

func (c *evalRoles) reader() (*role.Reader, error) {
	if c.Weights == "" {
		return role.Load()
	}
	b, err := os.ReadFile(c.Weights)
	if err != nil {
		return nil, err
	}
	return role.New(string(b))
}
