package main

import (
	"math"
	"math/rand/v2"

	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
)

// trainer is an averaged structured perceptron. Sums hold each weight times
// the number of sentences for which it has stood.
type trainer struct {
	weights, sums []float64
	moves, moved  [label.Labels][label.Labels]float64
	now           float64
}

func newTrainer() *trainer {
	n := label.Labels << label.Bits
	return &trainer{weights: make([]float64, n), sums: make([]float64, n), now: 1}
}

// round goes once over the text in a shuffled order and gives the number of
// tokens that were labelled wrongly.
func (t *trainer) round(train []sample, r *rand.Rand) (wrong int) {
	type part struct{ doc, sent int }
	var parts []part
	for d := range train {
		for s := range train[d].doc.Sentences {
			parts = append(parts, part{d, s})
		}
	}
	r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	for _, p := range parts {
		s := &train[p.doc]
		sent := s.doc.Sentences[p.sent]
		rows := s.rows[sent.First:sent.Last]
		wrong += t.learn(dropout(rows, r), s.gold[sent.First:sent.Last])
		t.now++
	}
	return wrong
}

// margin is by how much the right labels must win.
const margin = 1

// learn moves the weights towards the right labels of a sentence.
func (t *trainer) learn(rows [][]uint32, gold []text.Ent) (wrong int) {
	found := t.best(rows, gold)
	for i := range gold {
		if found[i] != gold[i] {
			wrong++
		}
	}
	if wrong == 0 {
		return 0
	}
	for i := range gold {
		if found[i] != gold[i] {
			for _, f := range rows[i] {
				t.add(int(f)*label.Labels+int(gold[i]), 1)
				t.add(int(f)*label.Labels+int(found[i]), -1)
			}
		}
		var a, b text.Ent
		if i > 0 {
			a, b = gold[i-1], found[i-1]
		}
		t.move(a, gold[i], 1)
		t.move(b, found[i], -1)
	}
	return wrong
}

func (t *trainer) add(i int, v float64) {
	t.weights[i] += v
	t.sums[i] += v * t.now
}

func (t *trainer) move(from, to text.Ent, v float64) {
	t.moves[from][to] += v
	t.moved[from][to] += v * t.now
}

// best gives the labels with the highest score, wrong ones helped by the
// margin.
func (t *trainer) best(rows [][]uint32, gold []text.Ent) []text.Ent {
	n := len(rows)
	const L = label.Labels
	sum, next := make([]float64, L), make([]float64, L)
	back := make([]int, n*L)
	for i := range n {
		var at [L]float64
		for _, f := range rows[i] {
			w := t.weights[int(f)*L : int(f)*L+L]
			for e := range L {
				at[e] += w[e]
			}
		}
		for e := range L {
			if text.Ent(e) != gold[i] {
				at[e] += margin
			}
			from, most := 0, math.Inf(-1)
			for f := range L {
				if !label.Allowed(f, e) || i == 0 && f != 0 {
					continue
				}
				if v := sum[f] + t.moves[f][e]; v > most {
					from, most = f, v
				}
			}
			next[e], back[i*L+e] = most+at[e], from
		}
		sum, next = next, sum
	}
	out := make([]text.Ent, n)
	e := 0
	for k := range L {
		if sum[k] > sum[e] {
			e = k
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = text.Ent(e)
		e = back[i*L+e]
	}
	return out
}

// mean is the sum of the averaged weights of several trainers.
type mean struct {
	weights []float64
	moves   [label.Labels][label.Labels]float64
}

// add adds the averaged weights of a trainer.
func (m *mean) add(t *trainer) {
	if m.weights == nil {
		m.weights = make([]float64, len(t.weights))
	}
	for i := range t.weights {
		m.weights[i] += t.weights[i] - t.sums[i]/t.now
	}
	for a := range label.Labels {
		for b := range label.Labels {
			m.moves[a][b] += t.moves[a][b] - t.moved[a][b]/t.now
		}
	}
}

// file gives the weights in the form that label.New reads, scaled so that the
// largest ones just do not fit.
func (m *mean) file() string {
	most := 0.0
	for _, w := range m.weights {
		most = max(most, math.Abs(w))
	}
	scale := 250 / max(most, 1e-9)
	var out []byte
	for a := range label.Labels {
		for b := range label.Labels {
			v := int16(math.Round(m.moves[a][b] * scale))
			out = append(out, byte(uint16(v)), byte(uint16(v)>>8))
		}
	}
	for f := range 1 << label.Bits {
		for e := range label.Labels {
			v := math.Round(m.weights[f*label.Labels+e] * scale)
			out = append(out, byte(int8(max(-127, min(127, v)))))
		}
		out = append(out, 0)
	}
	return string(out)
}

// dropped is the share of features that are hidden at each step, so that no
// single one is relied upon.
const dropped = 0.3

func dropout(rows [][]uint32, r *rand.Rand) [][]uint32 {
	out := make([][]uint32, len(rows))
	for i, fs := range rows {
		for _, f := range fs {
			if r.Float64() >= dropped {
				out[i] = append(out[i], f)
			}
		}
	}
	return out
}
