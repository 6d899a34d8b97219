package syntax

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

func parser(t testing.TB) *Parser {
	t.Helper()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// document returns sentences of words that spaces divide, a sentence a line.
func document(lines ...string) *text.Document {
	var all []*conllu.Sentence
	for _, l := range lines {
		s := &conllu.Sentence{}
		for _, w := range strings.Fields(l) {
			s.Words = append(s.Words, conllu.Word{Form: w})
		}
		all = append(all, s)
	}
	return conllu.Document(all)
}

func parse(t testing.TB, p *Parser, d *text.Document) {
	t.Helper()
	if err := p.Parse(t.Context(), d); err != nil {
		t.Error(err)
	}
}

// TestParseEnds holds the parser to its context.
func TestParseEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := document("It rains .")
	if err := parser(t).Parse(ctx, d); !errors.Is(err, context.Canceled) || d.Has.Has(text.Tree) {
		t.Errorf("error %v, layers %b", err, d.Has)
	}
}

func TestParse(t *testing.T) {
	d := document("The minister said on Monday that the talks had failed .", "Ships were sold to Norway by the bank .")
	parse(t, parser(t), d)
	head := func(i int) string {
		if h := d.Tokens[i].Head; h >= 0 {
			return d.Form(int(h))
		}
		return ""
	}
	for _, c := range []struct {
		i            int
		pos, tag     string
		lemma        string
		governor, dp string
	}{
		{0, "DET", "DT", "the", "minister", "det"},
		{1, "NOUN", "NN", "minister", "said", "nsubj"},
		{2, "VERB", "VBD", "say", "", "root"},
		{4, "PROPN", "NNP", "Monday", "said", "obl"},
		{7, "NOUN", "NNS", "talk", "failed", "nsubj"},
		{9, "VERB", "VBN", "fail", "said", "ccomp"},
		{11, "NOUN", "NNS", "ship", "sold", "nsubj:pass"},
		{13, "VERB", "VBN", "sell", "", "root"},
	} {
		k := d.Tokens[c.i]
		if k.Pos.String() != c.pos || k.Tag.String() != c.tag || k.Lemma != c.lemma || head(c.i) != c.governor || k.Dep.String() != c.dp {
			t.Errorf("%s: %v %v %s <- %s %v, want %v", d.Form(c.i), k.Pos, k.Tag, k.Lemma, head(c.i), k.Dep, c)
		}
	}
	if f := d.Tokens[13].Feats; f&text.Passive == 0 || f&text.Past == 0 {
		t.Errorf("sold: features %s", conllu.Feats(f))
	}
	if !d.Has.Has(text.Tags | text.Tree | text.Labels) {
		t.Error("layers not marked")
	}
}

// checkTrees fails where a sentence has not one root, or a word no way to it.
func checkTrees(t *testing.T, d *text.Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		state := make([]uint8, s.Last-s.First)
		for i := s.First; i < s.Last; i++ {
			tok := &d.Tokens[i]
			if tok.Head < 0 {
				roots++
			}
			if (tok.Head < 0) != (tok.Dep == text.DepRoot) || tok.Dep == text.NoDep || tok.Pos == text.NoPos || tok.Tag == text.NoTag || tok.Lemma == "" {
				t.Fatalf("token %d: head %d, %v, %v, %v, lemma %q", i, tok.Head, tok.Dep, tok.Pos, tok.Tag, tok.Lemma)
			}
			v := i
			for steps := int32(0); v >= 0 && state[v-s.First] == 0; steps++ {
				if steps > s.Last-s.First {
					t.Fatalf("cycle at %d", i)
				}
				if h := d.Tokens[v].Head; h >= 0 && (h < s.First || h >= s.Last) {
					t.Fatalf("head outside the sentence")
				}
				v = d.Tokens[v].Head
			}
			for v := i; v >= 0 && state[v-s.First] == 0; v = d.Tokens[v].Head {
				state[v-s.First] = 1
			}
		}
		if roots != 1 && s.First < s.Last {
			t.Fatalf("%d roots", roots)
		}
	}
}

func TestEveryTreeIsATree(t *testing.T) {
	p := parser(t)
	rng := rand.New(rand.NewPCG(8, 9))
	words := strings.Fields("the a bank of and , . ( ) \" who said it that to is 's n't Paris 12 % x9 ÄÖ 北京 -- ... REUTERS 1,000 U.N. ’ \u00a0z")
	words = append(words, "\xff\xfe", strings.Repeat("long", 500))
	for _, n := range []int{1, 2, 3, 7, 30, 192, 193, 249, 250, 251, 252, 500, 501, 10000} {
		var b []string
		for range n {
			b = append(b, words[rng.IntN(len(words))])
		}
		d := document("So it goes .", strings.Join(b, " "), "Yes .")
		parse(t, p, d)
		checkTrees(t, d)
	}
	parse(t, p, &text.Document{})
}

func TestParseIsTheSameEveryTime(t *testing.T) {
	p := parser(t)
	lines := []string{"Two ministers met in Oslo on Friday .", "They agreed to sign a treaty within weeks , an aide said .", "No deal ."}
	want := document(lines...)
	parse(t, p, want)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := range 20 {
				d := document(append([]string{strings.Repeat("w ", 1+(g*20+k)%37)}, lines...)...)
				parse(t, p, d)
				skip := d.Sentences[1].First
				for i, tok := range d.Tokens[skip:] {
					w := want.Tokens[i]
					if tok.Pos != w.Pos || tok.Tag != w.Tag || tok.Lemma != w.Lemma || tok.Dep != w.Dep || tok.Ent != w.Ent || tok.Feats != w.Feats || tok.Head >= 0 && tok.Head-skip != w.Head {
						t.Errorf("token %d differs beside other text", i)
					}
				}
			}
		}()
	}
	wg.Wait()
	again := document(lines...)
	parse(t, parser(t), again)
	if !reflect.DeepEqual(again, want) {
		t.Error("a second parser differs")
	}
}

func BenchmarkParse(b *testing.B) {
	p := parser(b)
	var lines []string
	for range 30 {
		lines = append(lines, "The prime minister of the island told reporters on Monday that talks with the union had failed after nine days , and he blamed the central bank .")
	}
	d := document(lines...)
	b.ReportAllocs()
	for b.Loop() {
		parse(b, p, d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// FuzzParser: whatever the words, each sentence has a tree.
func FuzzParser(f *testing.F) {
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	p, split := parser(f), text.NewSplitter()
	f.Fuzz(func(t *testing.T, s string) {
		for _, s := range [...]string{s, mutate.Text(s, uint64(len(s)))} {
			d := split.Document(s, text.Paragraphs(s))
			parse(t, p, d)
			checkTrees(t, d)
		}
	})
}
