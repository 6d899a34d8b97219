package train

import (
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
)

// net is the network in training: the encoder and the parser's heads. Its
// Config is the model's, of which the encoder's own is a part.
type net struct {
	model.Config
	*gradient.Net
	wh, bh *gradient.Tensor // Width x Hidden
	u, ub  *gradient.Tensor // Arc x Arc, the bilinear form, and the heads' own worth
	rootA  *gradient.Tensor // the root as head of an arc
	rootL  *gradient.Tensor // and of a relation
	wt, bt *gradient.Tensor // Tag x TagColumns
	wl, bl *gradient.Tensor // Label x DepColumns
}

// encoder returns the sizes of the part of the network below the heads.
func encoder(c model.Config) gradient.Config {
	return gradient.Config{Embed: c.Embed, Width: c.Width, Layers: c.Layers, Words: c.Words, Buckets: c.Buckets}
}

// newNet returns a network with random weights. The order of its tensors is
// that of the random numbers and of checkpoints.
func newNet(c model.Config, seed uint64) *net {
	n := &net{Config: c, Net: gradient.New(encoder(c), seed)}
	glorot := gradient.Glorot
	n.wh, n.bh = n.Add("wh", c.Width, c.Hidden(), glorot(c.Width, c.Arc)), n.Add("bh", 1, c.Hidden(), 0)
	n.u, n.ub = n.Add("u", c.Arc, c.Arc, 0.5*glorot(c.Arc, c.Arc)), n.Add("ub", 1, c.Arc, 0)
	n.rootA, n.rootL = n.Add("rootA", 1, c.Arc, 0.1), n.Add("rootL", 1, c.Label, 0.1)
	n.wt, n.bt = n.Add("wt", c.Tag, model.TagColumns, glorot(c.Tag, 64)), n.Add("bt", 1, model.TagColumns, 0)
	n.wl, n.bl = n.Add("wl", c.Label, model.DepColumns, glorot(c.Label, 64)), n.Add("bl", 1, model.DepColumns, 0)
	n.AddGuess()
	return n
}

// save writes the network's weights.
func (n *net) save(path string, v *gradient.Vocabulary) error {
	return gradient.NewCheckpoint(n.Net, n.Config, v.List).Save(path)
}

// readCheckpoint returns a network with the weights in the file.
func readCheckpoint(path string) (*net, []string, error) {
	c, err := gradient.ReadCheckpoint[model.Config](path)
	if err != nil {
		return nil, nil, err
	}
	n := newNet(c.Config, 1)
	if err := c.Restore(n.Net); err != nil {
		return nil, nil, err
	}
	return n, c.Words, nil
}
