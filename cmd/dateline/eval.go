package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

type evalCmd struct {
	Text       evalText       `cmd:"" help:"Tokens and sentences against a treebank (CoNLL-U)."`
	Syntax     evalSyntax     `cmd:"" help:"Tags, lemmas and trees against a treebank (CoNLL-U)."`
	Names      evalNames      `cmd:"" help:"Names of persons, places and organisations against a labelled file (IOB2)."`
	Casing     evalCasing     `cmd:"" help:"What is read of treebanks and names set in capitals and in title case."`
	Factuality evalFactuality `cmd:"" help:"Whether the grammar tells what happened from what did not, against what people say of a treebank."`
	Roles      evalRoles      `cmd:"" help:"Predicates and their arguments against PropBank's over a treebank."`
	Dates      evalDates      `cmd:"" help:"Dates against a suite of Recognizers-Text."`
	Figures    evalFigures    `cmd:"" help:"Quantities against the suites of Recognizers-Text."`
	Facts      evalFacts      `cmd:"" help:"Facts against probes."`
	Stories    evalStories    `cmd:"" help:"Events, key facts and coreference of whole stories labelled blind."`
	Decide     evalDecide     `cmd:"" help:"How events were decided on stories that nothing was fitted to, and how far their probabilities can be relied on."`
	Ranks      evalRanks      `cmd:"" help:"Whether the facts that come first in a story are those that a reader named."`
	Leads      evalLeads      `cmd:"" help:"The facts that stand under headlines, by what readers said of them."`
	Coref      evalCoref      `cmd:"" help:"Which phrases mean the same, against documents marked by people (CoNLL-U)."`
	Links      evalLinks      `cmd:"" help:"Reports of one event against reports of others, over pairs of our own."`
	Growth     evalGrowth     `cmd:"" help:"How the cost of reading grows with length: built-in patterns from 4 kB to 512 kB."`
	Hostile    evalHostile    `cmd:"" help:"Panics over stories whole, cut off and damaged."`
}

// inShared returns the path of a file of the development data: the argument's,
// or the usual place beside the checkout.
func inShared(given, name string) string {
	if given != "" {
		return given
	}
	root := os.Getenv("DATELINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "shared")
	}
	return filepath.Join(root, name)
}

type evalText struct {
	Gold string `arg:"" optional:"" name:"GOLD.conllu" help:"The treebank; ../shared/data/treebanks/ewt-dev.conllu where it is not given."`
}

// Run prints F1 of tokens, words and sentences.
func (c *evalText) Run(a *App) error {
	f, err := os.Open(inShared(c.Gold, "data/treebanks/ewt-dev.conllu"))
	if err != nil {
		return err
	}
	defer f.Close()
	got, err := eval.Segment(f, text.NewSplitter(), nil)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.Out, got)
	return err
}

type evalSyntax struct {
	Gold []string `arg:"" optional:"" name:"GOLD.conllu" help:"Treebanks; the development parts in ../shared/data/treebanks where none is given."`
}

// Run prints accuracy from the treebank's own words and from raw text.
func (c *evalSyntax) Run(a *App) error {
	p, err := syntax.Load()
	if err != nil {
		return err
	}
	files := c.Gold
	if len(files) == 0 {
		files = []string{inShared("", "data/treebanks/ewt-dev.conllu"), inShared("", "data/treebanks/gum-dev.conllu")}
	}
	for _, name := range files {
		given, raw, err := eval.Syntax(p, text.NewSplitter(), name)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "%s\n  gold words: %s\n  raw text:   %s\n", name, given, raw)
	}
	return nil
}

// recogniser loads the parser and the pass that labels names.
func recogniser() (*syntax.Parser, *name.Reader, error) {
	p, err := syntax.Load()
	if err != nil {
		return nil, nil, err
	}
	w, err := world.Load()
	if err != nil {
		return nil, nil, err
	}
	r, err := name.New(w)
	return p, r, err
}

type evalNames struct {
	Gold string `arg:"" optional:"" name:"GOLD.iob2" help:"The labelled file; ../shared/data/ner/ewt-dev.iob2 where it is not given."`
}

// Run prints precision, recall and F1 of strict spans.
func (c *evalNames) Run(ctx context.Context, a *App) error {
	p, r, err := recogniser()
	if err != nil {
		return err
	}
	f, err := os.Open(inShared(c.Gold, "data/ner/ewt-dev.iob2"))
	if err != nil {
		return err
	}
	defer f.Close()
	counts, err := eval.Names(f, eval.Setting{}, func(d *text.Document) {
		if p.Parse(ctx, d) == nil {
			r.Label(ctx, d)
		}
	})
	if err = errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	for _, kind := range [...]string{"PER", "LOC", "ORG", "ALL"} {
		n := counts[kind]
		fmt.Fprintf(a.Out, "%-4s gold %5d  found %5d  right %5d  F1 %.2f\n", kind, n.Gold, n.Found, n.Right, n.F1())
	}
	return nil
}

type evalFacts struct {
	Probes []string `arg:"" optional:"" name:"PROBES.jsonl" help:"The probes; those of ../shared/gold and ../shared/seed where they are not given."`
	Misses bool     `help:"Print each expected fact not found and each forbidden one found."`
	Tag    string   `placeholder:"PREFIX" help:"Only probes with a tag that begins so."`
	Jobs   int      `placeholder:"N" help:"Probes read at a time."`
	Known  string   `placeholder:"FILE" help:"Write what fails by name, of the suites that the tests hold, to FILE: eval/known.tsv. Run it in the repository's root, after looking at what changed."`
}

// Run prints the table of score.py for each file, then how many events of each
// confidence are right.
func (c *evalFacts) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	if c.Known != "" {
		return c.writeKnown(ctx, a, l)
	}
	files := c.Probes
	if len(files) == 0 {
		files = []string{inShared("", "gold/probes.jsonl"), inShared("", "seed/expected.jsonl")}
	}
	for _, name := range files {
		score, err := eval.Facts(ctx, l, name, c.Tag, a.jobs(c.Jobs))
		if err != nil {
			return err
		}
		fmt.Fprintln(a.Out, name)
		tellMisses(a.Out, c.Misses, score.Misses)
		if err := score.WriteTable(a.Out); err != nil {
			return err
		}
		if err := score.WriteLevels(a.Out); err != nil {
			return err
		}
	}
	return nil
}

// writeKnown reads all suites and writes down what fails.
func (c *evalFacts) writeKnown(ctx context.Context, a *App, l *line.Line) error {
	known := eval.Known{}
	for _, s := range eval.Suites() {
		file := s[1]
		if name, ok := strings.CutPrefix(file, "shared:"); ok {
			file = inShared("", name)
		}
		score, err := eval.Facts(ctx, l, file, "", a.jobs(c.Jobs))
		if err != nil {
			return err
		}
		known[s[0]] = score.Failures()
		fmt.Fprintf(a.Out, "%s: %d failures\n", s[0], len(known[s[0]]))
	}
	var b bytes.Buffer
	if err := eval.WriteKnown(&b, known); err != nil {
		return err
	}
	return os.WriteFile(c.Known, b.Bytes(), 0o666)
}

// tellMisses prints what was read otherwise, a line each, where that is asked for.
func tellMisses[M any](w io.Writer, asked bool, misses []M) {
	if !asked {
		return
	}
	for _, m := range misses {
		fmt.Fprintln(w, m)
	}
}

type evalDates struct {
	Suite  string `arg:"" optional:"" name:"DateTimeModel.json" help:"The suite; ../shared/data/peers/recognizers/DateTimeModel.json where it is not given."`
	Misses bool   `help:"Print each expression that was read otherwise."`
}

// Run prints how many expressions of each type have the suite's value.
func (c *evalDates) Run(a *App) error {
	score, err := eval.Dates(inShared(c.Suite, "data/peers/recognizers/DateTimeModel.json"))
	if err != nil {
		return err
	}
	tellMisses(a.Out, c.Misses, score.Misses)
	return score.WriteTable(a.Out)
}

type evalFigures struct {
	Folder string `arg:"" optional:"" name:"FOLDER" help:"Where CurrencyModel.json and the others are; ../shared/data/peers/recognizers where it is not given."`
	Misses bool   `help:"Print each quantity that was read otherwise."`
}

// Run prints how many quantities of each suite have its value and unit.
func (c *evalFigures) Run(a *App) error {
	score, err := eval.Figures(inShared(c.Folder, "data/peers/recognizers"))
	if err != nil {
		return err
	}
	tellMisses(a.Out, c.Misses, score.Misses)
	return score.WriteTable(a.Out)
}
