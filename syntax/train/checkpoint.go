package train

import (
	"encoding/gob"
	"os"

	"github.com/datelinewire/dateline/syntax/model"
)

// checkpoint is the float network on disk, with its vocabulary.
type checkpoint struct {
	Config model.Config
	Words  []string
	Emb    []float32
	Dense  [][]float32
}

// save writes the network's weights.
func (n *net) save(path string, v *vocabulary) error {
	c := checkpoint{Config: n.Config, Words: v.list, Emb: n.emb.w}
	for _, t := range n.dense {
		c.Dense = append(c.Dense, t.w)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(&c); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// readCheckpoint gives a network with the weights in the file.
func readCheckpoint(path string) (*net, []string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var c checkpoint
	if err := gob.NewDecoder(f).Decode(&c); err != nil {
		return nil, nil, err
	}
	n := newNet(c.Config, 1)
	copy(n.emb.w, c.Emb)
	for i, t := range n.dense {
		copy(t.w, c.Dense[i])
	}
	n.flip()
	return n, c.Words, nil
}
