// Package train makes the parser's weights. What goes in is treebanks in
// CoNLL-U, name labels in IOB2 and raw text; what comes out is a weight file
// (package model) with its scores on the development parts. The same seed
// gives the same bytes on any number of cores. What any network needs for this
// is package gradient; the parser's heads, losses and corpora are here.
package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
)

// Settings are what a training run is told.
type Settings struct {
	model.Config
	Seed      uint64
	Epochs    float64 // over the treebanks
	Batch     int     // tokens a step
	Rate      float64 // Adam's, at its height
	Decay     float64
	PreEpochs float64 // over the raw text
	PreWords  int     // of the raw text used, from its start
	PreRate   float64
	PreBatch  int        // tokens a step
	Drop      [5]float32 // word, input, layer, top, hidden
}

// Defaults are the settings of the published weights.
func Defaults() Settings {
	return Settings{
		Config: model.Config{Embed: 128, Width: 256, Layers: 4, Arc: 96, Label: 96, Tag: 128, Words: 32768, Buckets: 49152},
		Seed:   1, Epochs: 18, Batch: 600, Rate: 1.5e-3, Decay: 0.01,
		PreEpochs: 1.6, PreWords: 8_000_000, PreRate: 2e-3, PreBatch: 1536,
		Drop: [5]float32{0.2, 0.2, 0.25, 0.3, 0.25},
	}
}

// data is everything that a run reads.
type data struct {
	sents [][]*conllu.Sentence // of each training file
	train []*sample
	dev   [][]*sample
	names []string // of the development sets
	vocab *gradient.Vocabulary
	raw   *gradient.Raw
}

func load(c Corpora, set *Settings, log io.Writer) (*data, error) {
	d := &data{}
	count := make(map[string]int)
	var devs [][]*conllu.Sentence
	for _, path := range c.Train {
		s, err := readFile(path)
		if err != nil {
			return nil, err
		}
		d.sents = append(d.sents, s)
		for _, x := range s {
			for _, w := range x.Words {
				count[model.Normal(w.Form)]++
			}
		}
	}
	for _, path := range c.Dev {
		s, err := readFile(path)
		if err != nil {
			return nil, err
		}
		devs = append(devs, s)
		d.names = append(d.names, path)
	}
	names := make(map[string]*named)
	for _, path := range append(append([]string(nil), c.TrainNames...), c.DevNames...) {
		m, err := readNames(path)
		if err != nil {
			return nil, err
		}
		for k, v := range m {
			names[k] = v
		}
	}
	both := make(map[string]int)
	for w, n := range count {
		both[w] = 4 * n
	}
	if c.Raw != "" && set.PreWords > 0 {
		var err error
		if d.raw, err = gradient.ReadRaw(c.Raw, set.PreWords); err != nil {
			return nil, err
		}
		for i, f := range d.raw.Forms {
			both[model.Normal(f)] += d.raw.Count[i]
		}
	}
	d.vocab = gradient.NewVocabulary(gradient.Commonest(both, 5, set.Words-model.FirstWord), count)
	add := func(out *[]*sample, all []*conllu.Sentence, longest int) error {
		marked := false // whether the file marks mentions
		for _, s := range all {
			for _, c := range s.Comments {
				marked = marked || strings.HasPrefix(c, "# global.Entity")
			}
			if len(s.Words) > longest {
				continue
			}
			l := labels(names, s)
			if l == nil && marked {
				l = MentionLabels(s)
			}
			x, err := makeSample(s, d.vocab, encoder(set.Config), l)
			if err != nil {
				return err
			}
			*out = append(*out, x)
		}
		return nil
	}
	for i, s := range d.sents {
		from := len(d.train)
		if err := add(&d.train, s, 160); err != nil {
			return nil, err
		}
		for _, x := range d.train[from:] {
			x.other = i > 0
		}
	}
	for _, s := range devs {
		var out []*sample
		if err := add(&out, s, 250); err != nil {
			return nil, err
		}
		d.dev = append(d.dev, out)
	}
	report(log, "vocabulary %d words of %d; %d training sentences", len(d.vocab.List), len(both), len(d.train))
	if d.raw != nil {
		d.raw.Number(d.vocab, encoder(set.Config))
		report(log, "raw text: %d words, %d sentences, %d forms", d.raw.Words, len(d.raw.Sents), len(d.raw.Forms))
	}
	return d, nil
}

// fit trains on the samples.
func fit(n *net, d *data, set *Settings, log io.Writer) {
	passes := newPasses(n, set.Seed, &set.Drop)
	rng := rand.New(rand.NewPCG(set.Seed, 9))
	var total float64
	for _, s := range d.train {
		total += float64(s.n)
	}
	total *= set.Epochs
	n.Forget()
	clear(n.Row(otherRow))
	deck, rounds, began := gradient.NewDeck(len(d.train), rng), 0, time.Now()
	var done float64
	for done < total {
		dealt, sum := deck.Deal(set.Batch, func(i int) int { return d.train[i].n })
		if deck.Rounds > rounds {
			rounds = deck.Rounds
			progress(n, passes, d, n.Trailing && rounds%4 == 0, log, rounds, done/total, began)
		}
		gradient.Both(func(s int) {
			batch := make([]*sample, len(dealt[s]))
			for k, i := range dealt[s] {
				batch[k] = d.train[i]
			}
			passes[s].load(batch)
			passes[s].parse(1 / float32(sum))
		})
		done += float64(sum)
		rate := gradient.Schedule(done/total, set.Rate, 0.03)
		n.Update(rate, rate, bare(passes), set.Decay)
		n.Trail(done/total, 0.3)
	}
	progress(n, passes, d, true, log, rounds, 1, began)
	n.Swap()
	progress(n, passes, d, true, log, rounds, 1, began)
}

// progress writes the losses since the last time and, with scores, how the
// network does on the development sets.
func progress(n *net, passes []*pass, d *data, scores bool, log io.Writer, epoch int, part float64, began time.Time) {
	var loss [5]float64
	for _, p := range passes {
		for i, x := range p.loss {
			loss[i] += x
			p.loss[i] = 0
		}
	}
	var words float64
	for _, s := range d.train {
		words += float64(s.n)
	}
	line := fmt.Sprintf("epoch %d %3.0f%% %s losses", epoch, 100*part, time.Since(began).Round(time.Second))
	for _, x := range loss {
		line += fmt.Sprintf(" %.3f", x/words)
	}
	report(log, "%s", line)
	if !scores {
		return
	}
	if part < 1 {
		n.Swap()
		defer n.Swap()
	}
	for i, dev := range d.dev {
		s := evaluate(n, passes[0], dev)
		report(log, "  %s UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f names %.2f", d.names[i], rate(s.pos, s.words), rate(s.tag, s.words), rate(s.uas, s.words), rate(s.las, s.words), s.f1())
	}
}
