package sample_test

import (
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"testing"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/pack"
	"github.com/datelinewire/dateline/sample"
)

var train = flag.Bool("train", false, "make the dictionaries of record/pack anew, which only a new kind of packing may do")

// dictSize is what DEFLATE can look back, in bytes.
const dictSize = 32 << 10

// TestDictionaries packs what the record keeps of the sample wire, which the
// dictionaries were made from: were they another wire's or lost, it would be
// twice as large. With -train it makes them.
func TestDictionaries(t *testing.T) {
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	var facts, texts [][]byte
	add := func(v any) {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, b)
	}
	for i := range entries {
		e := entries[i]
		r, err := l.Process(t.Context(), &e.Story)
		if err != nil {
			t.Fatal(err)
		}
		x := record.IndexOf(&e, r, nil)
		texts = append(texts, []byte(e.Story.Text))
		add(record.ItemOf(&e))
		add(x.Events)
		for i := range x.Held {
			add(x.Held[i])
		}
		r.Story.Text, e.Story.Text = "", ""
		add(r)
		add(e)
	}
	if *train {
		for name, samples := range map[string][][]byte{"json": facts, "prose": texts} {
			if err := os.WriteFile("../record/pack/"+name+".dict", pack.Train(samples, dictSize), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	p := pack.New()
	ratio := func(samples [][]byte, f func([]byte) []byte) float64 {
		raw, packed := 0, 0
		for _, b := range samples {
			raw += len(b)
			packed += len(f(b))
		}
		return float64(packed) / float64(raw)
	}
	if got := ratio(facts, p.JSON); got > 0.15 {
		t.Errorf("facts are packed to %.3f of their bytes", got)
	}
	if got := ratio(texts, func(b []byte) []byte { return p.Prose(string(b)) }); got > 0.45 {
		t.Errorf("texts are packed to %.3f of their bytes", got)
	}
}
