package sample_test

import (
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/pack"
	"github.com/datelinewire/dateline/sample"
)

var train = flag.Bool("train", false, "make the dictionaries of record/pack anew, which only a new kind of packing may do")

// Sizes of dictionaries in bytes: what DEFLATE can look back, and what is
// quickly made ready.
const (
	dictSize = 32 << 10
	rowSize  = 8 << 10
)

// TestDictionaries packs what the record keeps of the sample wire, with -short
// of every third story. The dictionaries were made when the wire had 41 of its
// stories, so most of what is packed is new to them: were they lost or another
// program's, it would be twice as large. With -train it makes them.
func TestDictionaries(t *testing.T) {
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	var readings, rows, texts [][]byte
	add := func(to *[][]byte, v any) {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		*to = append(*to, b)
	}
	step := 1
	if testing.Short() && !*train {
		step = 3
	}
	for i := 0; i < len(entries); i += step {
		e := entries[i]
		r, err := l.Process(t.Context(), &e.Story)
		if err != nil {
			t.Fatal(err)
		}
		x := record.IndexOf(&e, r, nil)
		texts = append(texts, []byte(e.Story.Text))
		for i := range x.Events {
			ev := &x.Events[i]
			ev.StoryID, ev.ContentID, ev.Headline, ev.Source, ev.Reader, ev.At = "", "", "", "", "", time.Time{}
			add(&rows, ev)
		}
		for i := range x.Held {
			add(&rows, x.Held[i])
		}
		for i := range x.Pledges {
			add(&rows, x.Pledges[i])
		}
		s := &e.Story
		r.Story.Text, s.Text, s.ID, s.Source, s.URL, s.Headline, s.Deck = "", "", "", "", "", "", ""
		add(&readings, r)
		add(&rows, e)
	}
	if *train {
		for name, d := range map[string][]byte{
			"json": pack.Train(readings, dictSize), "prose": pack.Train(texts, dictSize), "row": pack.Train(rows, rowSize),
		} {
			if err := os.WriteFile("../record/pack/"+name+".dict", d, 0o644); err != nil {
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
	for _, c := range []struct {
		name    string
		samples [][]byte
		pack    func([]byte) []byte
		most    float64
	}{
		{"readings", readings, p.JSON, 0.18},
		{"rows", rows, p.Row, 0.30},
		{"texts", texts, func(b []byte) []byte { return p.Prose(string(b)) }, 0.45},
	} {
		got := ratio(c.samples, c.pack)
		if t.Logf("%s are packed to %.3f of their bytes", c.name, got); got > c.most {
			t.Errorf("%s are packed to %.3f of their bytes", c.name, got)
		}
	}
}
