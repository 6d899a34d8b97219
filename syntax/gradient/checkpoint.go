package gradient

import (
	"encoding/gob"
	"fmt"
	"os"
)

// Checkpoint is a float network on disk, with its vocabulary. C is what the
// trainer needs to make a network of the same sizes: its own configuration.
type Checkpoint[C any] struct {
	Config C
	Words  []string // Vocabulary.List
	Emb    []float32
	Dense  [][]float32
}

// NewCheckpoint takes the network's weights as they are; they are not copied.
func NewCheckpoint[C any](n *Net, config C, words []string) *Checkpoint[C] {
	c := &Checkpoint[C]{Config: config, Words: words, Emb: n.Table.W}
	for _, t := range n.Dense {
		c.Dense = append(c.Dense, t.W)
	}
	return c
}

// ReadCheckpoint reads what Save wrote.
func ReadCheckpoint[C any](path string) (*Checkpoint[C], error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := &Checkpoint[C]{}
	if err := gob.NewDecoder(f).Decode(c); err != nil {
		return nil, err
	}
	return c, nil
}

// Save writes the checkpoint to a file.
func (c *Checkpoint[C]) Save(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(c); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Restore copies the weights into a network to which the same tensors were
// added in the same order. Adam's moments and the running mean are not kept.
func (c *Checkpoint[C]) Restore(n *Net) error {
	if len(c.Emb) != len(n.Table.W) || len(c.Dense) != len(n.Dense) {
		return fmt.Errorf("gradient: checkpoint of another network: %d numbers in the table, %d tensors", len(c.Emb), len(c.Dense))
	}
	for i, t := range n.Dense {
		if len(c.Dense[i]) != len(t.W) {
			return fmt.Errorf("gradient: checkpoint has %d numbers for %s, not %d", len(c.Dense[i]), t.Name, len(t.W))
		}
	}
	copy(n.Table.W, c.Emb)
	for i, t := range n.Dense {
		copy(t.W, c.Dense[i])
	}
	n.Flip()
	return nil
}
