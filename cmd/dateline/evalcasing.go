package main

import (
	"context"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/text"
)

type evalCasing struct{}

// Run prints a line for each setting, as it is set and restored: EWT's
// development part, then GUM's, then names in EWT.
func (c *evalCasing) Run(ctx context.Context, a *App) error {
	p, r, err := recogniser()
	if err != nil {
		return err
	}
	all, err := eval.ReadCasing(p, func(d *text.Document) { r.Label(ctx, d) }, eval.CasingFiles{
		Treebanks: []string{inShared("", "data/treebanks/ewt-dev.conllu"), inShared("", "data/treebanks/gum-dev.conllu")},
		Names:     inShared("", "data/ner/ewt-dev.iob2"),
	})
	if err != nil {
		return err
	}
	return eval.WriteCasing(a.Out, all)
}
