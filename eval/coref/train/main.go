// Command train learns the weights of read/coref from GUM's training part:
//
//	go generate ./read/coref
//
// The same data give the same bytes.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"github.com/datelinewire/dateline/eval/coref"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/read"
	reader "github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/world"
)

func main() {
	shared := flag.String("shared", "../shared", "the folder of the development data")
	out := flag.String("out", "weights.bin", "the weight file to write")
	set := settings{}
	flag.IntVar(&set.rounds, "rounds", 2, "times over the training part")
	flag.IntVar(&set.bits, "bits", 17, "the table has two to this power of weights")
	flag.Float64Var(&set.rate, "rate", 0.06, "length of the first steps")
	flag.Float64Var(&set.link, "link", 0.3, "cost of a link where there is none")
	flag.Float64Var(&set.miss, "miss", 2, "cost of no link where there is one")
	flag.Float64Var(&set.wrong, "wrong", 1, "cost of a link to another's mention")
	flag.Float64Var(&set.decay, "decay", 1e-6, "what draws weights to nothing")
	flag.Parse()
	if err := run(*shared, *out, set); err != nil {
		log.Fatal(err)
	}
}

// run learns and reports on what was kept out.
func run(shared, out string, set settings) error {
	names, blank, err := readers()
	if err != nil {
		return err
	}
	texts, err := coref.Open(filepath.Join(shared, "data", "treebanks", "gum-train.conllu"))
	if err != nil {
		return err
	}
	dev, err := coref.Open(filepath.Join(shared, "data", "treebanks", "gum-dev.conllu"))
	if err != nil {
		return err
	}
	aside := func(t *coref.Text) bool { return slices.Contains(coref.Aside[:], t.Name) }
	news := slices.DeleteFunc(slices.Clone(texts), func(t *coref.Text) bool { return !aside(t) })
	texts = slices.DeleteFunc(texts, aside)

	l := newLearner(set)
	for _, t := range texts {
		w, err := names(context.Background(), t.Text)
		if err != nil {
			return err
		}
		l.take(t, blank.Survey(context.Background(), w))
	}
	if err := l.gap(filepath.Join(shared, "data", "coref", "gap.jsonl.gz"), names, blank); err != nil {
		return err
	}
	fmt.Printf("%d texts, %d mentions, %d pairs, %d features\n", len(texts), len(l.mentions), len(l.pairs), len(l.features))
	checks := []check{{name: "dev", texts: dev}, {name: "news aside", texts: news}}
	for i := range checks {
		if err := checks[i].read(names); err != nil {
			return err
		}
	}
	questions, err := newQuiz(filepath.Join(shared, "data", "coref", "gap.jsonl.gz"), names)
	if err != nil {
		return err
	}
	var m *reader.Model
	for n := range set.rounds {
		l.round(n)
		m = reader.NewModel(l.table())
		for _, c := range checks {
			fmt.Printf("round %d, %s: %s\n", n+1, c.name, c.score(blank.With(m)))
		}
		fmt.Printf("round %d, GAP dev: %s\n", n+1, questions.score(blank.With(m)))
	}
	return os.WriteFile(out, m.Encode(), 0o644)
}

func readers() (coref.Reader, *reader.Reader, error) {
	p, err := mend.LoadParser()
	if err != nil {
		return nil, nil, err
	}
	w, err := world.Load()
	if err != nil {
		return nil, nil, err
	}
	n, err := name.New(w)
	if err != nil {
		return nil, nil, err
	}
	blank, err := reader.Untrained()
	return coref.With(p.Parse, n.Pass()), blank, err
}

// check is texts to report on, read as far as names.
type check struct {
	name  string
	texts []*coref.Text
	works []*read.Work
}

func (c *check) read(names coref.Reader) error {
	for _, t := range c.texts {
		w, err := names(context.Background(), t.Text)
		if err != nil {
			return err
		}
		c.works = append(c.works, w)
	}
	return nil
}

func (c *check) score(r *reader.Reader) string {
	var s coref.Score
	for i, t := range c.texts {
		w := c.works[i]
		w.Chains = r.Chains(context.Background(), w)
		s.Add(t, w)
	}
	x := &s.Exact
	return fmt.Sprintf("CoNLL %.2f (MUC %.3f/%.3f B3 %.3f/%.3f CEAF %.3f/%.3f), heads %.2f, mentions %d of %d", 100*x.CoNLL(),
		x.MUC.Precision(), x.MUC.Recall(), x.B3.Precision(), x.B3.Recall(), x.CEAF.Precision(), x.CEAF.Recall(), 100*s.Head.CoNLL(), s.Found, s.Gold)
}
