// Breaks learns where sentences end that no stop ends, from the training
// parts of the treebanks, and writes text/breaks.bin:
//
//	go run ./eval/breaks ../shared/data/raw/news.txt.gz \
//		../shared/data/treebanks/{ewt,gum}-train.conllu > text/breaks.bin
//
// The first paragraphs of the running text stand for news, where the rules of
// package text are right. An averaged perceptron (Freund and Schapire 1999).
package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/text"
)

const (
	rows   = 1 << 16
	rounds = 8
	news   = 12000 // paragraphs of running text
	bias   = 3     // what a gap must exceed to end a sentence, in training
)

type example struct {
	rows  []uint16
	ends  bool
	worth float32
}

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(raw string, treebanks []string) error {
	split := text.NewSplitter()
	var all []example
	for _, name := range treebanks {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		_, err = eval.Segment(f, split, func(gold, _ eval.Cut) {
			all = gaps(all, split, gold)
		})
		f.Close()
		if err != nil {
			return err
		}
	}
	trees := len(all)
	all, err := readNews(all, split, raw)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d gaps of treebanks, %d of news\n", trees, len(all)-trees)
	_, err = os.Stdout.Write(learn(all))
	return err
}

// gaps adds the open gaps of a document.
func gaps(all []example, split *text.Splitter, gold eval.Cut) []example {
	starts := make(map[uint32]bool, len(gold.Sentences))
	for _, s := range gold.Sentences {
		starts[s.Start] = true
	}
	d := split.Document(gold.Text, nil)
	begins := func(i int) bool { return starts[d.Tokens[i].Start] }
	split.Gaps(d, begins, func(g text.Gap) {
		all = append(all, example{append([]uint16(nil), g.Rows[:]...), begins(g.Token), 1})
	})
	return all
}

// readNews adds the gaps of running text, none of which ends a sentence.
func readNews(all []example, split *text.Splitter, name string) ([]example, error) {
	n := -1
	for p, err := range gradient.Paragraphs(name) {
		if err != nil {
			return nil, err
		}
		n++
		if n%12 != 0 {
			continue
		}
		if n/12 >= news {
			break
		}
		d := split.Document(p, nil)
		split.Gaps(d, func(int) bool { return false }, func(g text.Gap) {
			all = append(all, example{append([]uint16(nil), g.Rows[:]...), false, 1})
		})
	}
	return all, nil
}

// learn returns a byte a row, the mean of the weights over all steps.
func learn(all []example) []byte {
	w, sum := make([]float64, rows), make([]float64, rows)
	rng := rand.New(rand.NewPCG(1, 2))
	step := 0.0
	for round := range rounds {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		wrong := 0
		for i := range all {
			e := &all[i]
			score := 0.0
			for _, r := range e.rows {
				score += w[r]
			}
			step++
			change := 0.0
			switch {
			case e.ends && score <= bias:
				change = 1
			case !e.ends && score >= -bias:
				change = -1
			}
			if change == 0 {
				continue
			}
			wrong++
			for _, r := range e.rows {
				w[r] += change
				sum[r] += change * step
			}
		}
		fmt.Fprintf(os.Stderr, "round %d: %d of %d inside the margin\n", round+1, wrong, len(all))
	}
	mean, top := make([]float64, rows), 0.0
	for r := range mean {
		mean[r] = w[r] - sum[r]/step
		top = max(top, math.Abs(mean[r]))
	}
	out := make([]byte, rows)
	for r, x := range mean {
		out[r] = byte(int8(math.Round(x * 127 / top)))
	}
	return out
}
