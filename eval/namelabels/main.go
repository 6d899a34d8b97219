// Command namelabels fits the weights of the name recogniser to labelled text.
//
//	go run ./eval/namelabels -out read/name/label/weights.bin ../shared/data/ner/ewt-train.iob2
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

func main() {
	out := flag.String("out", "read/name/label/weights.bin", "file to write")
	dev := flag.String("dev", "", "labelled file to score after each round")
	raw := flag.String("raw", "", "raw texts, separated by commas, of which to make word clusters instead of weights")
	rounds := flag.Int("rounds", 3, "passes over the text")
	flag.Parse()
	if *raw != "" {
		data, err := cluster(strings.Split(*raw, ","))
		if err == nil {
			err = os.WriteFile(*out, data, 0o644)
		}
		if err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := run(*out, *dev, *rounds, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(out, dev string, rounds int, files []string) error {
	w, err := world.Load()
	if err != nil {
		return err
	}
	r, err := name.New(w)
	if err != nil {
		return err
	}
	p, err := syntax.Load()
	if err != nil {
		return err
	}
	var train, held []sample
	for _, f := range files {
		if train, err = load(train, f, p, r); err != nil {
			return err
		}
	}
	if dev != "" {
		if held, err = load(nil, dev, p, r); err != nil {
			return err
		}
	}
	prune(train)
	var all mean
	for seed := range uint64(models) {
		t := newTrainer()
		wrong := 0
		for n := range rounds {
			wrong = t.round(train, rand.New(rand.NewPCG(uint64(n), 7+seed)))
		}
		all.add(t)
		fmt.Printf("model %d: %d tokens wrong in the last round", seed+1, wrong)
		if dev != "" {
			m, err := label.New(all.file())
			if err != nil {
				return err
			}
			fmt.Printf("; mean so far, held out: %.2f", score(m, held))
		}
		fmt.Println()
	}
	return os.WriteFile(out, []byte(all.file()), 0o644)
}

// models is how many models are trained, each in another order and with other
// features hidden. Their mean is what ships.
const models = 8

// sample is a labelled document and the rows of its features, by token.
type sample struct {
	doc   *text.Document
	gold  []text.Ent
	hints []label.Hint
	rows  [][]uint32
}

// load reads a labelled file and looks at its documents as the reader would.
func load(to []sample, file string, p *syntax.Parser, r *name.Reader) ([]sample, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = eval.Labelled(bufio.NewReader(f), func(d *text.Document, gold []text.Ent) {
		p.Parse(d)
		for i := range d.Tokens {
			d.Tokens[i].Ent = text.Outside
		}
		s := sample{doc: d, gold: gold, hints: r.Hints(d)}
		words := label.Words(nil, d)
		for _, sent := range d.Sentences {
			for i := sent.First; i < sent.Last; i++ {
				s.rows = append(s.rows, label.Features(nil, d, words, s.hints, int(i), int(sent.First), int(sent.Last)))
			}
		}
		to = append(to, s)
	})
	return to, err
}

func score(m *label.Model, held []sample) float64 {
	var room label.Scratch
	counts := map[string]eval.Count{}
	for _, s := range held {
		m.Apply(s.doc, s.hints, &room)
		found := make([]text.Ent, len(s.gold))
		for i := range found {
			found[i] = s.doc.Tokens[i].Ent
		}
		eval.CountNames(counts, s.gold, found)
	}
	return counts["ALL"].F1()
}

// prune drops the features that stand in one document only: they teach what
// does not come back.
func prune(train []sample) {
	const many = -1
	seen := make([]int32, 1<<label.Bits) // document plus one, or many
	for d := range train {
		for _, rows := range train[d].rows {
			for _, f := range rows {
				switch seen[f] {
				case 0:
					seen[f] = int32(d) + 1
				case int32(d) + 1, many:
				default:
					seen[f] = many
				}
			}
		}
	}
	for d := range train {
		for i, rows := range train[d].rows {
			kept := rows[:0]
			for _, f := range rows {
				if seen[f] == many {
					kept = append(kept, f)
				}
			}
			train[d].rows[i] = kept
		}
	}
}
