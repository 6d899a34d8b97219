package coref

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/internal/shared"
	reader "github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/world"
)

const made = `# newdoc id = made
# newpar
# text = Ana's boat sank.
1-2	Ana's	_	_	_	_	_	_	_	_
1	Ana	Ana	PROPN	NNP	_	3	nmod:poss	_	Entity=(2-object-new-nnnnn-cf1-3-coref(1-person-new-nnnnn-cf1-1-coref-Ana_O-Hara
2	's	's	PART	POS	_	1	case	_	Entity=1)
3	boat	boat	NOUN	NN	_	4	nsubj	_	Entity=2)
4	sank	sink	VERB	VBD	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = She missed it
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	missed	miss	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	Entity=(2-object-giv:act-nnnnn-cf1-1-ana)

`

// TestGold reads marks that open and close in one field, and nest.
func TestGold(t *testing.T) {
	// The file format has ten columns; the sample leaves the ninth out.
	texts, err := Gold(strings.NewReader(columns(made)))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 1 || texts[0].Text != "Ana's boat sank. She missed it" {
		t.Fatalf("%d texts, the first %q", len(texts), texts[0].Text)
	}
	var got []string
	for _, c := range texts[0].Chains() {
		var words []string
		for _, m := range c {
			words = append(words, texts[0].Text[m.Start:m.End])
		}
		got = append(got, strings.Join(words, "|"))
	}
	slices.Sort(got)
	if want := []string{"Ana's boat|it", "Ana's|She"}; !slices.Equal(got, want) {
		t.Errorf("chains %q, want %q", got, want)
	}
	for _, broken := range []string{
		strings.Replace(made, "Entity=1)", "Entity=7)", 1),
		strings.Replace(made, "Entity=2)\n4", "_\n4", 1),
		strings.Replace(made, "# newdoc id = made\n", "", 1),
		strings.Replace(made, "Entity=(1-person-giv", "Entity=(x-person-giv", 1),
	} {
		if _, err := Gold(strings.NewReader(columns(broken))); err == nil {
			t.Errorf("no error for broken marks:\n%s", broken)
		}
	}
}

// columns puts the column of enhanced relations in.
func columns(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if f := strings.Split(l, "\t"); len(f) == 9 {
			lines[i] = strings.Join(slices.Insert(f, 8, "_"), "\t")
		}
	}
	return strings.Join(lines, "\n")
}

// TestFloors holds coreference to eval/floor.txt.
func TestFloors(t *testing.T) {
	trees := shared.Path(t, "data/treebanks")
	floors, err := eval.LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	reads := throughCoref(t)
	for _, c := range []struct {
		floor, file string
		only        []string
	}{{"coref.gum", "gum-dev.conllu", nil}, {"coref.news", "gum-train.conllu", Aside[:]}} {
		s, err := Run(context.Background(), reads, trees+"/"+c.file, c.only)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: CoNLL %.2f, heads %.2f", c.file, 100*s.Exact.CoNLL(), 100*s.Head.CoNLL())
		if err := floors.Check(c.floor, 100*s.Exact.CoNLL()); err != nil {
			t.Error(err)
		}
		if len(c.only) > 0 && s.Texts != len(c.only) {
			t.Errorf("%d of the %d texts set aside are in %s", s.Texts, len(c.only), c.file)
		}
	}
}

// throughCoref returns a Reader that ends with coreference: the passes behind
// it change no chain.
func throughCoref(t *testing.T) Reader {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	n, err := name.New(w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.New()
	if err != nil {
		t.Fatal(err)
	}
	return With(p.Parse, n.Pass(), r.Pass())
}
