package main

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
)

// TestOwn: every list and every sentence of our own can be read.
func TestOwn(t *testing.T) {
	names, err := lists(own)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := label.WriteKnown(names, nil); err != nil {
		t.Fatal(err)
	}
	s, err := prose(own, "*.txt", "")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := eval.Labelled(strings.NewReader(s), eval.Setting{}, func(d *text.Document, gold []text.Ent) { n += len(d.Sentences) }); err != nil {
		t.Fatal(err)
	}
	if n < 5000 {
		t.Errorf("%d sentences", n)
	}
}

func TestProse(t *testing.T) {
	for in, want := range map[string]string{
		"[PER Ann Lee] met [ORG UN] .": "1\tAnn\tB-PER\n2\tLee\tI-PER\n3\tmet\tO\n4\tUN\tB-ORG\n5\t.\tO\n\n",
		"[PER Ann":                     "",
		"Ann]":                         "",
		"[PER [LOC Oslo] ]":            "",
	} {
		got, err := prose(fstest.MapFS{"prose/a.txt": {Data: []byte(in)}}, "*", "")
		if (err != nil) != (want == "") || err == nil && got != "# newdoc\n"+want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
}

// TestChain holds the gradient against differences of the loss.
func TestChain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	moves, scores := make([]float32, label.Labels*label.Labels), make([]float32, 3*label.Columns)
	for i := range moves {
		moves[i] = float32(rng.NormFloat64())
	}
	for i := range scores {
		scores[i] = float32(rng.NormFloat64())
	}
	gold := []uint8{1, 2, 0}
	loss := func() (float64, []float32, []float32) {
		var c chain
		c.setMoves(moves)
		s, g := append([]float32(nil), scores...), make([]float32, len(moves))
		return c.learn(s, gold, g, 1), s, g
	}
	_, ds, dm := loss()
	check := func(name string, x []float32, i int, got float32) {
		const h = 1e-3
		was := x[i]
		x[i] = was + h
		up, _, _ := loss()
		x[i] = was - h
		down, _, _ := loss()
		x[i] = was
		if want := (up - down) / (2 * h); math.Abs(want-float64(got)) > 1e-2 {
			t.Errorf("%s %d: %v, differences say %v", name, i, got, want)
		}
	}
	for i := range 3 {
		for e := range label.Labels {
			check("score", scores, i*label.Columns+e, ds[i*label.Columns+e])
		}
	}
	for i := range moves {
		if label.Allowed(i/label.Labels, i%label.Labels) {
			check("move", moves, i, dm[i])
		}
	}
}
