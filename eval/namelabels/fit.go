package main

import (
	"context"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// The sizes of the network, and how it is trained. They were chosen on the
// development part, with two or three seeds each; docs/names.md has what was
// tried.
const (
	rawWords  = 9_000_000
	webTimes  = 3   // how often the labelled web text is read beside the raw text
	least     = 5   // how often a word must stand in them to have a row
	preEpochs = 5.0 // over raw text
	epochs    = 4.0 // over labelled text
	fits      = 4   // whose mean is taken
	stepSize  = 600 // tokens
	topRate   = 1.5e-3
	decay     = 0.01
	hideOwn   = 0.2 // share of the own rows that are hidden at each step
	gumWeight = 0.5 // of sentences whose labels are made from mentions
)

var sizes = gradient.Config{Embed: 64, Width: 128, Layers: 2, Words: 24576, Buckets: 32768, Extra: label.OwnRows}

// plan is what a training is told.
type plan struct {
	known      string // path of the file of known words
	checkpoint string // path of the pretrained network, kept there
	resume     bool   // take the checkpoint where there is one
	without    string // pattern of the files of prose that are kept to measure on
	seed       uint64
}

// corpora are the labelled documents.
type corpora struct{ web, dev, ours, gum, kept []document }

func (e *eyes) corpora(d data, p plan) (c corpora, err error) {
	if c.web, err = e.file(d.train()); err != nil {
		return c, err
	}
	if c.dev, err = e.file(d.dev()); err != nil {
		return c, err
	}
	if c.gum, err = e.mentions(d.gum()); err != nil {
		return c, err
	}
	if p.without != "" {
		if c.kept, err = e.prose(p.without, ""); err != nil {
			return c, err
		}
	}
	c.ours, err = e.prose("*.txt", p.without)
	return c, err
}

// weights trains the network and gives the weight file.
func weights(d data, p plan) ([]byte, error) {
	words, err := os.ReadFile(p.known)
	if err != nil {
		return nil, err
	}
	e, err := open(string(words))
	if err != nil {
		return nil, err
	}
	c, err := e.corpora(d, p)
	if err != nil {
		return nil, err
	}
	t, err := pretrained(d.raw(), c.web, p)
	if err != nil {
		return nil, err
	}
	t.add(c.web, 1, nil)
	t.add(c.ours, 1, []int32{label.MarkRow})
	t.add(c.gum, gumWeight, []int32{label.MarkRow + 1})
	log.Printf("%d sentences, %d tokens", len(t.sents), t.tokens)
	t.fitMean(p.seed)
	file := t.file()
	m, err := label.New(string(file), string(words))
	if err != nil {
		return nil, err
	}
	report("development part", score(m, c.dev))
	if p.without != "" {
		report("prose left out", score(m, c.kept))
	}
	return file, nil
}

func report(what string, counts map[string]eval.Count) {
	for _, k := range [...]string{"PER", "LOC", "ORG", "ALL"} {
		log.Printf("%s: %s F1 %.2f", what, k, counts[k].F1())
	}
}

func score(m *label.Model, held []document) map[string]eval.Count {
	var room label.Scratch
	counts := map[string]eval.Count{}
	for _, s := range held {
		m.Apply(context.Background(), s.doc, s.hints, &room)
		eval.CountNames(counts, s.gold, s.doc)
	}
	return counts
}

// trainer holds the network and what it learns from.
type trainer struct {
	net        *gradient.Net
	vocabulary *gradient.Vocabulary
	out, bias  *gradient.Tensor
	moves      *gradient.Tensor // label.Labels times label.Labels
	sents      []sentence
	tokens     int
	scores     [gradient.Shards][]float32
	chains     [gradient.Shards]chain
	rows       [gradient.Shards][]int32
	loss       [gradient.Shards]float64
}

// sentence is a labelled sentence as table rows.
type sentence struct {
	forms  [][model.Slots]int32
	own    [][]int32
	rare   []float32
	gold   []uint8
	weight float32
}

// pretrained returns a trainer whose network has learned to guess hidden words.
func pretrained(path string, web []document, p plan) (*trainer, error) {
	raw, err := gradient.ReadRaw(path, rawWords)
	if err != nil {
		return nil, err
	}
	for range webTimes {
		for _, d := range web {
			raw.Add(d.doc)
		}
	}
	count, labelled := map[string]int{}, map[string]int{}
	for i, f := range raw.Forms {
		count[model.Normal(f)] += raw.Count[i]
	}
	for _, d := range web {
		for i := range d.doc.Tokens {
			labelled[model.Normal(d.doc.Form(i))]++
		}
	}
	list := gradient.Commonest(count, least, sizes.Words-model.FirstWord)
	t := &trainer{net: gradient.New(sizes, p.seed), vocabulary: gradient.NewVocabulary(list, labelled)}
	t.net.AddGuess()
	t.out = t.net.Add("out", sizes.Width, label.Columns, gradient.Glorot(sizes.Width, label.Labels))
	t.bias = t.net.Add("bias", 1, label.Columns, 0)
	t.moves = t.net.Add("moves", 1, label.Labels*label.Labels, 0)
	if p.resume {
		if c, err := gradient.ReadCheckpoint[gradient.Config](p.checkpoint); err == nil && c.Config == sizes && strings.Join(c.Words, "\n") == strings.Join(list, "\n") {
			log.Printf("going on from %s", p.checkpoint)
			return t, c.Restore(t.net)
		}
	}
	raw.Number(t.vocabulary, sizes)
	gradient.Pretrain(t.net, raw, gradient.Pretraining{Seed: p.seed, Epochs: preEpochs, Batch: 1536, Rate: 2e-3, Decay: decay}, os.Stderr)
	return t, gradient.NewCheckpoint(t.net, sizes, list).Save(p.checkpoint)
}

// add takes labelled documents, each token with the rows in marks.
func (t *trainer) add(docs []document, weight float32, marks []int32) {
	first := int32(sizes.Words + sizes.Buckets)
	for _, d := range docs {
		for _, st := range d.doc.Sentences {
			s := sentence{weight: weight}
			for i := int(st.First); i < int(st.Last); i++ {
				form := d.doc.Form(i)
				s.forms = append(s.forms, t.vocabulary.Rows(form, sizes))
				s.rare = append(s.rare, t.vocabulary.Rare(form))
				s.gold = append(s.gold, uint8(d.gold[i]))
				rows := append(label.Rows(nil, d.doc, d.hints, d.known, i, int(st.First), int(st.Last)), marks...)
				for k := range rows {
					rows[k] += first
				}
				s.own = append(s.own, rows)
			}
			if len(s.gold) > 0 {
				t.sents = append(t.sents, s)
				t.tokens += len(s.gold)
			}
		}
	}
}

// fitMean trains fits times from the pretrained network, each in another order
// and with other numbers dropped, and leaves the mean of the weights. Fits as
// short as these lie in one hollow, and their mean is better than each
// (Wortsman and others 2022).
func (t *trainer) fitMean(seed uint64) {
	all := append([]*gradient.Tensor{t.net.Table}, t.net.Dense...)
	start, sum := make([][]float32, len(all)), make([][]float32, len(all))
	for i, x := range all {
		start[i], sum[i] = slices.Clone(x.W), make([]float32, len(x.W))
	}
	for k := range uint64(fits) {
		for i, x := range all {
			copy(x.W, start[i])
		}
		t.fit(seed + k)
		for i, x := range all {
			for j, v := range x.W {
				sum[i][j] += v / fits
			}
		}
	}
	for i, x := range all {
		copy(x.W, sum[i])
	}
	t.net.Flip()
}

// fit trains on the labelled sentences and leaves the running mean of the
// weights in their place.
func (t *trainer) fit(seed uint64) {
	n := t.net
	n.Flip()
	n.Forget()
	for r := sizes.Words + sizes.Buckets; r < sizes.Rows(); r++ { // small, not to drown what pretraining has learned
		for i, x := range n.Row(r) {
			n.Row(r)[i] = 0.2 * x
		}
	}
	passes := gradient.NewPasses(n, seed, &gradient.Rates{Word: 0.2, Input: 0.3, Layer: 0.2, Top: 0.4})
	deck, rounds := gradient.NewDeck(len(t.sents), rand.New(rand.NewPCG(seed, 9))), 0
	total, done := epochs*float64(t.tokens), 0.0
	for done < total {
		batch, tokens := deck.Deal(stepSize, func(i int) int { return len(t.sents[i].gold) })
		if deck.Rounds > rounds {
			rounds = deck.Rounds
			log.Printf("round %d: loss %.4f a token", rounds, (t.loss[0]+t.loss[1])/float64(t.tokens))
			clear(t.loss[:])
		}
		gradient.Both(func(s int) { t.learn(passes[s], batch[s], 4/float32(tokens)) })
		done += float64(tokens)
		rate := gradient.Schedule(done/total, topRate, 0.05)
		n.Update(rate, rate, passes, decay)
		n.Trail(done/total, 0.4)
	}
	n.Swap()
}

// learn is one shard's way through a batch and back, its gradients times f.
func (t *trainer) learn(p *gradient.Pass, batch []int, f float32) {
	k := p.Shard
	lengths := make([]int, len(batch))
	for j, i := range batch {
		lengths[j] = len(t.sents[i].gold)
	}
	p.Load(lengths)
	for _, j := range batch {
		s := &t.sents[j]
		for i := range s.gold {
			rows := append(t.rows[k][:0], s.forms[i][:]...)
			for _, r := range s.own[i] {
				if p.Rng.Float32() >= hideOwn {
					rows = append(rows, r)
				}
			}
			t.rows[k] = rows
			p.DropWord(p.Token(rows...), s.rare[i])
		}
	}
	p.Lookup()
	p.Encode()
	gradient.Grow(&t.scores[k], p.Padded()*label.Columns)
	scores := t.scores[k]
	p.Product(scores, label.Columns, p.Top, sizes.Width, t.out, t.bias)
	c := &t.chains[k]
	c.setMoves(t.moves.W)
	for i, j := range batch {
		s := &t.sents[j]
		t.loss[k] += c.learn(scores[p.Starts[i]*label.Columns:], s.gold, t.moves.G[k], f*s.weight)
	}
	clear(scores[p.T*label.Columns : p.Padded()*label.Columns])
	clear(p.DY)
	p.Backward(p.DY, sizes.Width, p.Top, sizes.Width, scores, label.Columns, t.out, t.bias)
	p.Unwind()
}

// file returns the network in integers.
func (t *trainer) file() []byte {
	f := &label.File{Words: sizes.Words, Buckets: sizes.Buckets, Encoder: t.net.Quantise(t.vocabulary.List)}
	f.Out = gradient.Integers(t.out.W, t.bias.W, sizes.Width, label.Columns, vector.ActBits, label.ScoreBits, 1)
	for i, x := range t.moves.W {
		f.Moves[i/label.Labels][i%label.Labels] = int32(math.Round(float64(x) * (1 << label.ScoreBits)))
	}
	return f.Encode()
}
