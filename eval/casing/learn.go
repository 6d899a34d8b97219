package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/datelinewire/dateline/syntax/casing"
)

const (
	rounds = 4
	least  = 8   // a feature that is rarer is not learned
	margin = 1   // by which the right class must win
	hidden = 0.1 // share of words whose own form is not looked at, so that the rest is learned too
	slight = 0.3 // weights below are left out
	scale  = 8.0 // of a weight to a byte
)

// weights are those of a feature for the two classes with capitals; a word in
// small letters has 0.
type weights [casing.Classes - 1]float64

// learner is an averaged perceptron.
type learner struct {
	ids    map[uint32]int32
	now    []weights
	sum    []weights // of changes, each times the step at which it was made
	step   float64
	names  names
	hashes [casing.Features]uint32
	at     [casing.Features]int32
}

func learn(c *corpus) *learner {
	l := &learner{ids: frequent(c.train), names: c.names}
	l.now, l.sum = make([]weights, len(l.ids)), make([]weights, len(l.ids))
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		rng.Shuffle(len(c.train), func(i, j int) { c.train[i], c.train[j] = c.train[j], c.train[i] })
		wrong := 0
		for i := range c.train {
			wrong += l.sentence(&c.train[i], rng)
		}
		fmt.Printf("round %d: %d words wrong or near it\n", round+1, wrong)
	}
	return l
}

// frequent numbers the features that are not rare.
func frequent(train []sentence) map[uint32]int32 {
	times := make([]uint8, 1<<27) // by most of the hash: a few share a count
	ids := map[uint32]int32{}
	var hashes [casing.Features]uint32
	for _, count := range [...]bool{true, false} {
		for i := range train {
			s := &train[i]
			for j, g := range s.gold {
				if g >= casing.Classes {
					continue
				}
				casing.Hashes(&hashes, s.keys, s.gold, s.names, j)
				for _, h := range hashes {
					if n := &times[h>>5]; count && *n < math.MaxUint8 {
						*n++
					} else if _, there := ids[h]; !count && !there && *n >= least {
						ids[h] = int32(len(ids))
					}
				}
			}
		}
	}
	return ids
}

// sentence goes over the words of a sentence and returns how many were wrong
// or near it. The classes of the words before are those that it gave them.
func (l *learner) sentence(s *sentence, rng *rand.Rand) int {
	wrong := 0
	said := append([]casing.Class(nil), s.gold...)
	for j, gold := range s.gold {
		if gold >= casing.Classes {
			continue
		}
		l.look(s, said, j, rng.Float64() < hidden)
		var score [casing.Classes]float64
		for _, a := range l.at {
			if a >= 0 {
				for c, w := range l.now[a] {
					score[c+1] += w
				}
			}
		}
		rival := casing.Small
		for c := range casing.Classes {
			if c != gold && (score[c] > score[rival] || rival == gold) {
				rival = c
			}
		}
		if score[rival] > score[gold] {
			said[j] = rival
		}
		l.step++
		if score[gold]-score[rival] <= margin {
			wrong++
			l.change(gold, 1)
			l.change(rival, -1)
		}
	}
	return wrong
}

// look finds the features of a word.
func (l *learner) look(s *sentence, said []casing.Class, j int, hide bool) {
	casing.Hashes(&l.hashes, s.keys, said, s.names, j)
	for k, h := range l.hashes {
		l.at[k] = -1
		if id, ok := l.ids[h]; ok && !(hide && casing.OfForm(k)) {
			l.at[k] = id
		}
	}
}

func (l *learner) change(c casing.Class, by float64) {
	if c == casing.Small {
		return
	}
	for _, a := range l.at {
		if a >= 0 {
			l.now[a][c-1] += by
			l.sum[a][c-1] += by * l.step
		}
	}
}

// rows returns the means of the weights over all steps, and what lists of
// names say, as the file has them.
func (l *learner) rows() map[uint32][2]int8 {
	out := map[uint32][2]int8{}
	for key, bits := range l.names {
		out[casing.NameHash(key)] = [2]int8{int8(bits), 0}
	}
	for h, id := range l.ids {
		var mean [2]float64
		for c := range mean {
			mean[c] = l.now[id][c] - l.sum[id][c]/l.step
		}
		if _, taken := out[h]; taken || math.Abs(mean[0]) < slight && math.Abs(mean[1]) < slight {
			continue
		}
		out[h] = [2]int8{round(mean[0]), round(mean[1])}
	}
	return out
}

func round(x float64) int8 { return int8(math.Round(max(-127, min(127, x*scale)))) }

// test prints how many words a model writes as running text does, and F1 of
// those with capitals.
func test(m *casing.Model, name string, all []sentence) {
	right, words, found, gold, hits := 0, 0, 0, 0, 0
	for i := range all {
		s := &all[i]
		said := append([]casing.Class(nil), s.gold...)
		for j, g := range s.gold {
			if g >= casing.Classes {
				continue
			}
			said[j] = m.Class(s.keys, said, s.names, j)
			words++
			if said[j] == g {
				right++
			}
			if said[j] != casing.Small {
				found++
			}
			if g != casing.Small {
				gold++
				if said[j] == g {
					hits++
				}
			}
		}
	}
	fmt.Printf("%s: %.2f %% of %d words right, F1 of words with capitals %.2f\n",
		name, 100*float64(right)/float64(words), words, 200*float64(hits)/float64(found+gold))
}
