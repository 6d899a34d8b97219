package train

import (
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// quantise returns the network in integers.
func quantise(n *net, words []string, lemmas string) *model.Weights {
	c := n.Config
	m := &model.Weights{Config: c, Encoder: n.Quantise(words), Lemmas: lemmas}
	integers, shorts := gradient.Integers, gradient.Shorts
	m.Hide = integers(n.wh.W, n.bh.W, c.Width, c.Hidden(), vector.ActBits, model.HiddenBits, 1)
	m.Bilinear = integers(n.u.W, n.ub.W, c.Arc, c.Arc, model.HiddenBits, model.LeftBits, 4)
	m.Tags = integers(n.wt.W, n.bt.W, c.Tag, model.TagColumns, model.HiddenBits, model.ScoreBits, 4)
	m.Deps = integers(n.wl.W, n.bl.W, c.Label, model.DepColumns, model.HiddenBits, model.ScoreBits, 4)
	m.RootArc, m.RootLabel = shorts(n.rootA.W, model.HiddenBits), shorts(n.rootL.W, model.HiddenBits)
	return m
}
