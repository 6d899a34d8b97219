package conllu

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/text"
)

const sample = `# sent_id = 1
# text = Ann can't go.
1	Ann	Ann	PROPN	NNP	Number=Sing	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

`

func TestRoundTrip(t *testing.T) {
	sents, err := ReadAll(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := Document(sents)
	if d.Text != "Ann can't go.\n" || d.Tokens[2].Flags&text.Joined == 0 || d.Form(2) != "n't" {
		t.Errorf("text %q, tokens %+v", d.Text, d.Tokens)
	}
	if id, _ := sents[0].Comment("sent_id"); id != "1" {
		t.Errorf("sent_id %q", id)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	if err := Write(w, sents); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	if b.String() != sample {
		t.Errorf("written:\n%s", b.String())
	}
}

func TestFromDocument(t *testing.T) {
	d := text.New("Ann can't go. The bank's staff left.", nil)
	sents := FromDocument(d)
	if len(sents) != 2 {
		t.Fatalf("%d sentences", len(sents))
	}
	var forms []string
	for _, r := range append(sents[0].Ranges, sents[1].Ranges...) {
		forms = append(forms, r.Form)
	}
	if got := strings.Join(forms, " "); got != "can't bank's" {
		t.Errorf("multiword tokens %q", got)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	if err := Write(w, sents); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	again, err := ReadAll(&b)
	if err != nil || len(again) != 2 {
		t.Fatalf("what was written does not read: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t9\t_\t_\t_\n\n")
	f.Fuzz(func(t *testing.T, s string) {
		sents, err := ReadAll(strings.NewReader(s))
		if err != nil {
			return
		}
		d := Document(sents)
		n := 0
		for _, x := range sents {
			n += len(x.Words)
		}
		if len(d.Tokens) != n {
			t.Fatalf("%d tokens of %d words", len(d.Tokens), n)
		}
		w := bufio.NewWriter(&bytes.Buffer{})
		if err := Write(w, sents); err != nil {
			t.Fatal(err)
		}
	})
}
