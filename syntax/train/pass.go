package train

import (
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/tree"
)

// A token has model.Slots table rows and in training one more, which marks the
// treebanks other than the first, whose guidelines differ in places. The
// parser never sets it, so it follows the first's (Stymne, de Lhoneux, Smith
// and Nivre 2018).
const (
	otherRow = model.Masked // free once pretraining is over
	showMark = 0.7          // share of the other treebanks' sentences that is marked
)

// pass is one shard's way through the network and back, with its buffers.
type pass struct {
	*gradient.Pass
	n          *net
	sents      []*sample
	dropHidden float32 // share of the heads' hidden numbers dropped in training
	held       int     // rows that the buffers hold

	hid, dhid  []float32
	mh         []float32
	tag        []float32
	dep, ddep  []float32 // dependents times u
	lab, z     []float32
	heads, sc  []float32 // a sentence's heads as columns, its scores
	hrow, drow []float32
	scratch    tree.Scratch
	loss       [5]float64 // arcs, relations, Penn tags, universal tags, names
}

// newPasses returns one pass a shard; drop is as in Settings, or nil for passes
// that do not train.
func newPasses(n *net, seed uint64, drop *[5]float32) []*pass {
	var rates *gradient.Rates
	var hidden float32
	if drop != nil {
		rates = &gradient.Rates{Word: drop[0], Input: drop[1], Layer: drop[2], Top: drop[3]}
		hidden = drop[4]
	}
	var out []*pass
	for _, p := range gradient.NewPasses(n.Net, seed, rates) {
		out = append(out, &pass{Pass: p, n: n, dropHidden: hidden})
	}
	return out
}

// bare returns the encoder's parts of the passes.
func bare(passes []*pass) []*gradient.Pass {
	var out []*gradient.Pass
	for _, p := range passes {
		out = append(out, p.Pass)
	}
	return out
}

// load lays the sentences one after the other.
func (p *pass) load(sents []*sample) {
	p.sents = sents
	lengths := make([]int, len(sents))
	for i, s := range sents {
		lengths[i] = s.n
	}
	p.Load(lengths)
	if p.held == p.Room {
		return
	}
	p.held = p.Room
	c, r := p.n.Config, p.Room
	p.hid, p.dhid, p.mh = make([]float32, r*c.Hidden()), make([]float32, r*c.Hidden()), make([]float32, r*c.Hidden())
	p.tag = make([]float32, r*model.TagColumns)
	p.dep, p.ddep = make([]float32, r*c.Arc), make([]float32, r*c.Arc)
	p.lab, p.z = make([]float32, r*model.DepColumns), make([]float32, r*c.Label)
}

// fill takes over the rows of the sentences' tokens; in training it marks
// treebanks and replaces words by the unknown one, rare ones more often.
func (p *pass) fill() {
	for _, s := range p.sents {
		mark := int32(model.NoRow)
		if p.Drop != nil && s.other && p.Rng.Float32() < showMark {
			mark = otherRow
		}
		for t := range s.n {
			var row [model.Slots + 1]int32
			copy(row[:], s.rows[t*model.Slots:(t+1)*model.Slots])
			row[model.Slots] = mark
			p.DropWord(p.Token(row[:]...), s.rare[t])
		}
	}
}
