package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
)

// Material is what networks are fitted to.
type Material struct {
	File role.File // with the rolesets and the groups of words, and no networks

	seed      uint64
	readings  []reading
	inventory *roleset.Inventory
	clusters  *feature.Clusters
}

// reading is the texts with the trees of one parse, and the roles of each
// sentence.
type reading struct {
	doc   *text.Document
	gold  []propbank.Sentence
	noisy bool
}

// Load reads and parses the files.
func Load(files Files, set Settings, log io.Writer) (*Material, error) {
	began := time.Now()
	p, err := syntax.Load()
	if err != nil {
		return nil, err
	}
	sents, gold, err := propbank.Treebank(files.Trees, files.Roles)
	if err != nil {
		return nil, err
	}
	more, moreGold, err := texts(files.Texts)
	if err != nil {
		return nil, err
	}
	sents, gold = append(sents, more...), append(gold, moreGold...)
	m := &Material{seed: set.Seed}
	for i, noise := range set.Readings {
		d := blur(p, sents, noise.Blur, set.Seed+uint64(i))
		changed := waver(d, noise.Waver, rand.New(rand.NewPCG(set.Seed, uint64(50+i))))
		fmt.Fprintf(log, "reading %d: %.1f of 100 heads moved\n", i, 100*changed)
		m.readings = append(m.readings, reading{d, heads(d, gold), i > 0})
	}
	fmt.Fprintf(log, "%d sentences parsed, %s\n", len(sents), time.Since(began).Round(time.Second))
	if m.File.Rolesets, err = rolesets(files.Frames, m.readings[0]); err != nil {
		return nil, err
	}
	if m.inventory, err = roleset.Parse(m.File.Rolesets); err != nil {
		return nil, err
	}
	if m.File.Words, m.File.Groups, err = clusters(files.Vectors, files.Words, set.Words, set.Groups); err != nil {
		return nil, err
	}
	m.clusters = feature.NewClusters(m.File.Words, m.File.Groups)
	fmt.Fprintf(log, "%d words grouped, %s\n", len(m.File.Words), time.Since(began).Round(time.Second))
	return m, nil
}

// rolesets makes the table of rolesets.
func rolesets(frames string, r reading) (string, error) {
	var t *table
	err := unzip(frames, func(in io.Reader) (err error) {
		t, err = newTable(in)
		return err
	})
	if err != nil {
		return "", err
	}
	t.count(r.doc, r.gold)
	return t.String(), nil
}
