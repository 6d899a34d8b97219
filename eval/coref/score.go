package coref

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/datelinewire/dateline/eval/chain"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Aside are the news documents of GUM's training part that are kept out of
// training, every fifth, since its development part holds no news.
var Aside = [...]string{"GUM_news_defector", "GUM_news_ie9", "GUM_news_soccer", "GUM_news_worship"}

// Reader reads a story as far as coreference.
type Reader func(ctx context.Context, raw string) (*read.Work, error)

// Through returns a Reader by the line.
func Through(l *line.Line) Reader {
	return func(ctx context.Context, raw string) (*read.Work, error) {
		return l.Work(ctx, &news.Story{Text: raw}, false)
	}
}

// Score compares chains by exact spans and by head words alone.
type Score struct {
	Texts       int
	Exact, Head chain.Score
	// Gold are the mentions that stand in chains, Found those of them that are
	// phrases of the reader's chains.
	Gold, Found int
}

// Add compares the chains of one text.
func (s *Score) Add(t *Text, w *read.Work) {
	s.Texts++
	var gold, goldHeads [][]text.Span
	for _, c := range t.Chains() {
		var spans, heads []text.Span
		for _, m := range c {
			spans, heads = append(spans, m.Span), append(heads, m.Head)
		}
		gold, goldHeads = append(gold, spans), append(goldHeads, heads)
	}
	var found, foundHeads [][]text.Span
	for _, c := range w.Chains {
		var spans, heads []text.Span
		for _, p := range c {
			spans = append(spans, w.Doc.SpanOf(int(p.First), int(p.Last)))
			heads = append(heads, w.Doc.SpanOf(int(p.Head), int(p.Head)+1))
		}
		found, foundHeads = append(found, spans), append(foundHeads, heads)
	}
	chain.Add(&s.Exact, gold, found)
	chain.Add(&s.Head, once(goldHeads), once(foundHeads))
	s.count(gold, found)
}

func (s *Score) count(gold, found [][]text.Span) {
	has := map[text.Span]bool{}
	for _, c := range found {
		for _, m := range c {
			has[m] = true
		}
	}
	for _, c := range gold {
		if len(c) < 2 {
			continue
		}
		s.Gold += len(c)
		for _, m := range c {
			if has[m] {
				s.Found++
			}
		}
	}
}

// once leaves each head in one chain alone: a row of names and its first share
// theirs.
func once(chains [][]text.Span) [][]text.Span {
	seen := map[text.Span]bool{}
	var out [][]text.Span
	for _, c := range chains {
		var kept []text.Span
		for _, m := range c {
			if !seen[m] {
				seen[m] = true
				kept = append(kept, m)
			}
		}
		out = append(out, kept)
	}
	return out
}

// Write prints the score for people.
func (s *Score) Write(w io.Writer) error {
	for _, x := range []struct {
		name string
		s    *chain.Score
	}{{"exact", &s.Exact}, {"heads", &s.Head}} {
		for _, m := range []struct {
			name string
			p    chain.Pair
		}{{"MUC", x.s.MUC}, {"B3", x.s.B3}, {"CEAF", x.s.CEAF}} {
			if _, err := fmt.Fprintf(w, "  %s %-4s P %.3f R %.3f F1 %.3f\n", x.name, m.name, m.p.Precision(), m.p.Recall(), m.p.F1()); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(w, "  %s CoNLL %.2f\n", x.name, 100*x.s.CoNLL()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "  %d texts; of %d mentions in chains %d are in the reader's\n", s.Texts, s.Gold, s.Found)
	return err
}

// Open reads the documents of a CoNLL-U file.
func Open(file string) ([]*Text, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Gold(f)
}

// With reads a text with the passes given alone: as far as names, what
// coreference is learned from.
func With(parse func(context.Context, *text.Document) error, passes ...read.Pass) Reader {
	split := text.NewSplitter()
	return func(ctx context.Context, raw string) (*read.Work, error) {
		s := &news.Story{Text: raw}
		d := split.Document(raw, nil)
		d.Has |= text.Tokens
		if err := parse(ctx, d); err != nil {
			return nil, err
		}
		w := read.NewWork(s, d, &fact.Reading{}, s.Day())
		for _, p := range passes {
			if err := p.Run(ctx, w); err != nil {
				return nil, err
			}
		}
		return w, nil
	}
}

// Run scores the documents of a file, those named alone where any are.
func Run(ctx context.Context, reads Reader, file string, only []string) (*Score, error) {
	texts, err := Open(file)
	if err != nil {
		return nil, err
	}
	s := &Score{}
	for _, t := range texts {
		if len(only) > 0 && !slices.Contains(only, t.Name) {
			continue
		}
		w, err := reads(ctx, t.Text)
		if err != nil {
			return nil, err
		}
		s.Add(t, w)
	}
	return s, nil
}
