package coref

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// bench reads texts as far as coreference.
type bench struct {
	parser *mend.Parser
	names  read.Pass
	coref  *Reader
}

func newBench(t testing.TB) *bench {
	t.Helper()
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
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return &bench{p, n.Pass(), r}
}

func (b *bench) read(t testing.TB, raw string) *read.Work {
	t.Helper()
	d := text.NewSplitter().Document(raw, nil)
	d.Has |= text.Tokens
	if err := b.parser.Parse(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	w := read.NewWork(&news.Story{Text: raw}, d, &fact.Reading{}, (&news.Story{}).Day())
	w.Explain = true
	for _, p := range []read.Pass{b.names, b.coref.Pass()} {
		if err := p.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// mates returns the phrases of the chain that holds the phrase, without it.
func mates(w *read.Work, phrase string) []string {
	for _, c := range w.Chains {
		var words []string
		for _, p := range c {
			words = append(words, w.Doc.Slice(w.Doc.SpanOf(int(p.First), int(p.Last))))
		}
		if i := slices.Index(words, phrase); i >= 0 {
			return slices.Delete(words, i, i+1)
		}
	}
	return nil
}

// TestChains holds sentences of our own: a phrase and one that means the same,
// or, after a "!", one that does not.
func TestChains(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ raw, phrase, other string }{
		{"The river burst its banks on Friday. It flooded two villages.", "It", "The river"},
		{"Maria Keller resigned on Monday. She will leave the office in June.", "She", "Maria Keller"},
		{"John Marsh met Maria Keller in Oslo. He praised her.", "He", "John Marsh"},
		{"John Marsh met Maria Keller in Oslo. He praised her.", "her", "Maria Keller"},
		{"John Marsh met Maria Keller in Oslo. He praised her.", "He", "!Maria Keller"},
		{"The workers downed their tools. They want more pay.", "They", "The workers"},
		{"A new bridge was opened in May. The bridge cost 40 million euros.", "The bridge", "A new bridge"},
		{"Ana Lopez, the mayor of the town, said nothing.", "the mayor of the town", "Ana Lopez"},
		{"Officials blamed themselves for the flood.", "themselves", "Officials"},
		{"The bank has hurt itself with its bets, a lawyer said.", "itself", "The bank"},
		{"The minister blamed himself for the delay.", "himself", "The minister"},
	} {
		w := b.read(t, c.raw)
		other, not := strings.CutPrefix(c.other, "!")
		if got := mates(w, c.phrase); slices.Contains(got, other) == not {
			t.Errorf("%s\n%q means the same as %q; %q: %v", c.raw, c.phrase, got, other, !not)
		}
	}
}

// TestGive holds the mentions that the reading is told of: by the index of its
// entity's name.
func TestGive(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ raw, word, entity string }{
		{"Maria Keller resigned on Monday. She will leave the office in June.", "She", "Maria Keller"},
		{"The river burst its banks on Friday. It flooded two villages.", "It", ""},
	} {
		w := b.read(t, c.raw)
		got := ""
		for i := range w.Doc.Tokens {
			if e := w.EntityAt(i); w.Doc.Form(i) == c.word && e != nil {
				got = e.Name
			}
		}
		if got != c.entity {
			t.Errorf("%s\n%q means %q, want %q", c.raw, c.word, got, c.entity)
		}
		if len(w.Notes) == 0 {
			t.Errorf("%s\nnothing was noted", c.raw)
		}
	}
}

// TestNeeds demands more of nouns in a text that is set in capitals.
func TestNeeds(t *testing.T) {
	b := newBench(t)
	for raw, want := range map[string]int32{"The government fell.": clear, "THE GOVERNMENT FELL.": clearer} {
		w := b.read(t, raw)
		s := b.coref.Survey(context.Background(), w)
		g := &giver{Scene: s, w: w}
		m := &Mention{Head: 1, form: definite}
		if got := g.needs(m); got != want {
			t.Errorf("%s: a margin of %d is asked for, want %d", raw, got, want)
		}
	}
}

// TestOrder demands mentions in their order, none crossing another, and each
// told to its entity.
func TestOrder(t *testing.T) {
	b := newBench(t)
	w := b.read(t, "Maria Keller and John Marsh signed the pact in Oslo on Monday. They said it would help both countries. "+
		"Keller told reporters that she had spoken with the Norwegian government, which backs the pact. The government said its envoy would return.")
	told := 0
	for i := range w.Reading.Entities {
		told += len(w.Reading.Entities[i].Mentions)
	}
	if told != len(w.Mentions) {
		t.Errorf("%d mentions, entities were told of %d", len(w.Mentions), told)
	}
	for i, m := range w.Mentions {
		for _, o := range w.Mentions[:i] {
			if o.First > m.First || o.First == m.First && o.Last < m.Last {
				t.Errorf("%v stands before %v", o, m)
			}
			if o.First < m.First && m.First < o.Last && o.Last < m.Last {
				t.Errorf("%v crosses %v", o, m)
			}
		}
	}
}

// TestOpenModel refuses what is no weight file.
func TestOpenModel(t *testing.T) {
	good := NewModel("\x01\xff\x02\x03")
	if m, err := OpenModel(string(good.Encode())); err != nil || m.score([]uint32{0, 1, 5}) != -1 {
		t.Errorf("%v, want a model in which hashes 0, 1 and 5 sum to -1", err)
	}
	for _, bad := range []string{"", "DLCOREF1", string(good.Encode()[:40]), string(NewModel("\x01\x02\x03").Encode())} {
		if _, err := OpenModel(bad); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %v, want ErrFormat", bad, err)
		}
	}
}

// TestParsePronoun refuses rows that say nothing.
func TestParsePronoun(t *testing.T) {
	if p, err := parsePronoun([]string{"she", "f", "s", "3", ""}); err != nil || p.sex != woman || p.number != one || !p.open || p.reflexive {
		t.Errorf("she: %+v, %v", p, err)
	}
	for _, bad := range [][]string{{"she", "f", "s", "3"}, {"she", "x", "s", "3", ""}, {"she", "f", "x", "3", ""}, {"she", "f", "s", "", ""}} {
		if _, err := parsePronoun(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// BenchmarkRun measures the pass alone on a story of 40 sentences.
func BenchmarkRun(b *testing.B) {
	x := newBench(b)
	w := x.read(b, strings.Repeat("The ministry in Oslo said on Monday that it had sent its envoy to the two towns. She met the mayor and his deputy. ", 20))
	b.ResetTimer()
	for range b.N {
		x.coref.Chains(context.Background(), w)
	}
}

// TestExplain demands of the notes whom each pronoun was weighed against, and
// whom it was taken for.
func TestExplain(t *testing.T) {
	w := newBench(t).read(t, "John Marsh met Maria Keller in Oslo. He praised her. The mayor said nothing.")
	notes := map[string]string{}
	for _, n := range w.Notes {
		if n.Pass == passName {
			notes[w.Doc.Slice(w.Doc.SpanOf(int(n.First), int(n.Last)))] += n.Text + "\n"
		}
	}
	for _, c := range []struct{ phrase, want string }{
		{"He", `means the same as "John Marsh" in sentence 0, ahead by`},
		{"He", `"John Marsh" in sentence 0 +`},
		{"He", "(taken)"},
		{"He", `"Maria Keller" in sentence 0`},
		{"her", "(of another sex or name)"},
		{"The mayor", "means something new\nweighed against meaning something new: "},
	} {
		if !strings.Contains(notes[c.phrase], c.want) {
			t.Errorf("of %q is noted:\n%s\nand not %q", c.phrase, notes[c.phrase], c.want)
		}
	}
}
