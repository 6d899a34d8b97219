package train

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
)

// Run trains from nothing and writes the weight file to path, CARD.md beside
// it, and between the stages checkpoints (path with .pre and .float added)
// from which resume goes on.
func Run(c Corpora, set Settings, path string, resume bool, log io.Writer) error {
	began := time.Now()
	d, err := load(c, &set, log)
	if err != nil {
		return err
	}
	n := newNet(set.Config, set.Seed)
	if d.raw != nil {
		if err := pretrained(&n, d, &set, path+".pre", resume, log); err != nil {
			return err
		}
	}
	fit(n, d, &set, log)
	if err := n.save(path+".float", d.vocab); err != nil {
		return err
	}
	lx, err := lexicon(d.sents, knownWords(d.vocab.List), c.Raw)
	if err != nil {
		return err
	}
	m := quantise(n, d.vocab.List, lx)
	if err := os.WriteFile(path, m.Encode(), 0o644); err != nil {
		return err
	}
	report(log, "done in %s", time.Since(began).Round(time.Second))
	card := card(n, d, c, &set)
	return os.WriteFile(filepath.Join(filepath.Dir(path), "CARD.md"), []byte(card), 0o644)
}

// pretrained runs the first stage, or takes its checkpoint.
func pretrained(n **net, d *data, set *Settings, path string, resume bool, log io.Writer) error {
	if resume {
		old, words, err := readCheckpoint(path)
		if err == nil && old.Config == (*n).Config && equal(words, d.vocab.List) {
			report(log, "going on from %s", path)
			*n = old
			return nil
		}
	}
	gradient.Pretrain((*n).Net, d.raw, gradient.Pretraining{
		Seed: set.Seed, Epochs: set.PreEpochs, Batch: set.PreBatch, Rate: set.PreRate, Decay: set.Decay,
	}, log)
	return (*n).save(path, d.vocab)
}

func equal(a, b []string) bool {
	return strings.Join(a, "\n") == strings.Join(b, "\n")
}

// card writes what the weights are made of.
func card(n *net, d *data, c Corpora, set *Settings) string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Weights of the English parser\n")
	p("Written by `dateline train`; layout version %d. CC BY-SA 4.0, see LICENSE-WEIGHTS.\n", model.Version)
	p("## Corpora\n")
	for _, f := range c.Train {
		p("- %s: trees and tags", filepath.Base(f))
	}
	for _, f := range c.TrainNames {
		p("- %s: name labels", filepath.Base(f))
	}
	if d.raw != nil {
		p("- %s: the first %d words, for pretraining", filepath.Base(c.Raw), d.raw.Words)
	}
	p("\n## Settings\n\n    %+v\n", *set)
	p("## Scores on the development parts, gold tokens, before rounding to integers\n")
	pass := newPasses(n, 1, nil)[0]
	for i, dev := range d.dev {
		s := evaluate(n, pass, dev)
		p("- %s: UPOS %.2f, XPOS %.2f, UAS %.2f, LAS %.2f, names F1 %.2f", filepath.Base(d.names[i]), rate(s.pos, s.words), rate(s.tag, s.words), rate(s.uas, s.words), rate(s.las, s.words), s.f1())
	}
	return b.String()
}
