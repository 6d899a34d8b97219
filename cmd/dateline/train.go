package main

import (
	"os"

	roles "github.com/datelinewire/dateline/grammar/role/train"
	"github.com/datelinewire/dateline/syntax/train"
)

type trainCmd struct {
	Parser trainParser `cmd:"" default:"withargs" help:"The parser's weights, from treebanks and raw text."`
	Roles  trainRoles  `cmd:"" help:"The weights of the reader of roles, from PropBank over a treebank."`
}

type trainRoles struct {
	Out    string  `arg:"" name:"WEIGHTS" help:"The weight file to write."`
	Roles  string  `placeholder:"DIR" help:"PropBank's roles and frames; ../shared/data/roles where it is not given."`
	Trees  string  `placeholder:"DIR" help:"The treebank; ../shared/data/treebanks where it is not given."`
	Vector string  `name:"vectors" placeholder:"DIR" help:"Word vectors; ../shared/data/vectors where it is not given."`
	Seed   uint64  `default:"1" help:"Where the random numbers begin."`
	Epochs float64 `help:"Times over the sentences; 0: as published."`
}

// Run trains the reader of roles.
func (c *trainRoles) Run(a *App) error {
	set := roles.Defaults()
	set.Seed = c.Seed
	if c.Epochs > 0 {
		set.Spot.Epochs, set.Arguments.Epochs = c.Epochs, c.Epochs
	}
	files := roles.Standard(inShared(c.Roles, "data/roles"), inShared(c.Trees, "data/treebanks"), inShared(c.Vector, "data/vectors"))
	return roles.Run(files, set, c.Out, a.Errs)
}

type trainParser struct {
	Out    string   `arg:"" name:"WEIGHTS" help:"The weight file to write; its CARD.md goes beside it."`
	Train  []string `placeholder:"FILE" help:"Treebanks to train on (CoNLL-U) instead of those of ../shared."`
	Dev    []string `placeholder:"FILE" help:"Treebanks to report on, with --train."`
	Names  []string `placeholder:"FILE" help:"Name labels for the same sentences (IOB2), with --train."`
	Raw    string   `placeholder:"FILE" help:"Raw text (gzip), with --train."`
	Seed   uint64   `default:"1" help:"Where the random numbers begin."`
	Epochs float64  `help:"Times over the treebanks; 0: as published."`
	Resume bool     `help:"Go on after pretraining where WEIGHTS.pre is there."`
	Lemmas bool     `help:"Make only the lexicon of lemmas anew, in the weight file that is there."`
}

// Run trains the parser.
func (c *trainParser) Run(a *App) error {
	corpora := train.Standard(inShared("", ""))
	if len(c.Train) > 0 {
		corpora = train.Corpora{Train: c.Train, Dev: c.Dev, TrainNames: c.Names, Raw: c.Raw}
	}
	if c.Lemmas {
		return c.relex(corpora)
	}
	set := train.Defaults()
	set.Seed = c.Seed
	if c.Epochs > 0 {
		set.Epochs = c.Epochs
	}
	return train.Run(corpora, set, c.Out, c.Resume, a.Errs)
}

// relex makes the lexicon of a weight file anew and leaves the network alone.
func (c *trainParser) relex(corpora train.Corpora) error {
	old, err := os.ReadFile(c.Out)
	if err != nil {
		return err
	}
	made, err := train.Relex(string(old), corpora)
	if err != nil {
		return err
	}
	return os.WriteFile(c.Out, made, 0o644)
}
