package train

import (
	"bytes"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/text"
)

// toy returns samples whose column is told by one of their two keys.
func toy() ([]*samples, []feature.Key) {
	rng := rand.New(rand.NewPCG(1, 2))
	p := newPlaces()
	for range 400 {
		for range 3 {
			right := rng.IntN(3)
			p.keys = append(p.keys, feature.Key(10+right), feature.Key(20+rng.IntN(5)))
			p.place(right)
		}
		p.sequence()
		p.sample()
	}
	keys := frequent([]*places{p}, 2, 100)
	return []*samples{p.rows(role.NewIndex(keys))}, keys
}

// TestFit holds that a network learns, and the same from the same seed.
func TestFit(t *testing.T) {
	s := Sizes{Embed: 32, Width: 64, Layers: 1, Epochs: 6, Batch: 60, Rate: 0.01}
	var log bytes.Buffer
	readings, keys := toy()
	a := fit(readings, keys, s, 1, &log)
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, "loss 0.0") {
		t.Errorf("the last loss is not near zero: %s", last)
	}
	readings, keys = toy()
	if b := fit(readings, keys, s, 1, io.Discard); !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave other weights")
	}
}

// sentence returns a document of one sentence with these heads.
func sentence(heads ...int32) *text.Document {
	d := &text.Document{Text: strings.Repeat("w ", len(heads)), Sentences: []text.Sentence{{Last: int32(len(heads))}}}
	for i, h := range heads {
		d.Tokens = append(d.Tokens, text.Token{Start: uint32(2 * i), End: uint32(2*i + 1), Head: h, Pos: text.NOUN})
	}
	d.Seconds = make([]text.Second, len(heads))
	return d
}

func TestHeads(t *testing.T) {
	d := sentence(1, -1, 3, 1, 3)
	gold := []propbank.Sentence{{Words: make([]string, 5), Predicates: []propbank.Predicate{{Word: 2, Args: []propbank.Argument{{Label: "ARG1", First: 3, Last: 5}}}}}}
	if got := heads(d, gold)[0].Predicates[0].Args[0].Head; got != 4 {
		t.Errorf("the head of words 3 to 5 is %d, want 4", got)
	}
	if gold[0].Predicates[0].Args[0].Head != 0 {
		t.Error("the annotation was changed")
	}
}

// TestWaver holds that moved heads leave a tree.
func TestWaver(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	moved := 0.0
	for range 200 {
		const n = 12
		heads := make([]int32, n)
		for i := range heads {
			heads[i] = int32(rng.IntN(i+1)) - 1
		}
		d := sentence(heads...)
		for i := range d.Seconds {
			d.Seconds[i] = text.Second{Head: int32(rng.IntN(n)), Gap: int32(rng.IntN(4000))}
		}
		moved += waver(d, 2, rng)
		for i := range d.Tokens {
			steps := 0
			for h := int32(i); h >= 0; h = d.Tokens[h].Head {
				if steps++; steps > n {
					t.Fatalf("token %d hangs in a circle", i)
				}
			}
		}
	}
	if moved == 0 {
		t.Error("no head was moved")
	}
}

func TestTable(t *testing.T) {
	const frames = "roleset\tlemma\tverbs\tnouns\tadjs\tlight_verb\targ_nouns\tname\troles\tverbnet\tframenet\n" +
		"seize.01\tseize\tseize\tseizure\t\t\t\ttake\tARG0=PAG=taker=agent|ARG1=PPT=thing\t\t\n" +
		"give_up.07\tgive\tgive_up\t\t\t\t\tstop\tARG0=PAG=who\t\t\n"
	tab, err := newTable(strings.NewReader(frames))
	if err != nil {
		t.Fatal(err)
	}
	d := sentence(-1)
	d.Tokens[0].Lemma, d.Tokens[0].Pos = "seizure", text.NOUN
	tab.count(d, []propbank.Sentence{{Predicates: []propbank.Predicate{{Word: 1, Sense: "seize.01"}}}})
	inv, err := roleset.Parse(tab.String())
	if err != nil {
		t.Fatal(err)
	}
	if c := inv.Of("seizure"); len(c) != 1 || c[0].Name != "seize.01" || c[0].Seen != 1 || len(c[0].Roles) != 2 {
		t.Errorf("seizure: %+v", c)
	}
	if c := inv.Of("give"); len(c) != 1 || c[0].Particle != "up" {
		t.Errorf("give: %+v", c)
	}
	if _, err := newTable(strings.NewReader("roleset\nseize.01\tseize\n")); err == nil {
		t.Error("a table with too few columns was read")
	}
}

func TestDisguise(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, w := range []string{"Announced", "treaties"} {
		got := disguise(w, rng)
		if len(got) != len(w) || got == w || got[len(got)-2:] != w[len(w)-2:] || (got[0] >= 'a') != (w[0] >= 'a') {
			t.Errorf("%s became %s", w, got)
		}
	}
	if got := disguise("of", rng); got != "of" {
		t.Errorf("a short word became %s", got)
	}
}
