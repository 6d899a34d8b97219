package coref

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/datelinewire/dateline/eval/chain"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Gap counts how often a pronoun was joined to a name beside it, as Webster
// and others (2018) do: each of the two names of a paragraph is a question of
// its own.
type Gap struct {
	Texts int
	Pair  chain.Pair
}

// Question is a paragraph of GAP with a pronoun and two names, as spans of
// characters.
type Question struct {
	Split string    `json:"split"`
	Text  string    `json:"s"`
	Who   [2]uint32 `json:"p"`
	A     [2]uint32 `json:"a"`
	B     [2]uint32 `json:"b"`
	IsA   bool      `json:"a_coref"`
	IsB   bool      `json:"b_coref"`
}

// Bytes returns where pronoun and names stand in bytes.
func (q *Question) Bytes() (who, a, b text.Span) {
	return bytesOf(q.Text, q.Who), bytesOf(q.Text, q.A), bytesOf(q.Text, q.B)
}

// Questions reads one split, train or dev, of a gzipped file of paragraphs.
func Questions(file, split string) ([]Question, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []Question
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		var q Question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", file, n, err)
		}
		if q.Split == split {
			out = append(out, q)
		}
	}
	return out, in.Err()
}

// RunGap scores one split of a file of paragraphs.
func RunGap(ctx context.Context, reads Reader, file, split string) (*Gap, error) {
	qs, err := Questions(file, split)
	if err != nil {
		return nil, err
	}
	g := &Gap{}
	for i := range qs {
		w, err := reads(ctx, qs[i].Text)
		if err != nil {
			return nil, err
		}
		g.Add(&qs[i], w)
	}
	return g, nil
}

// Add counts one paragraph.
func (g *Gap) Add(q *Question, w *read.Work) {
	g.Texts++
	who, a, b := q.Bytes()
	for _, x := range []struct {
		name text.Span
		is   bool
	}{{a, q.IsA}, {b, q.IsB}} {
		found := joined(w, who, x.name)
		if x.is {
			g.Pair.RecallAll++
		}
		if found {
			g.Pair.PrecisionAll++
		}
		if x.is && found {
			g.Pair.RecallHit++
			g.Pair.PrecisionHit++
		}
	}
}

// bytesOf turns a span of characters into one of bytes.
func bytesOf(s string, chars [2]uint32) text.Span {
	out, n := text.Span{Start: uint32(len(s)), End: uint32(len(s))}, uint32(0)
	for i := range s {
		if n == chars[0] {
			out.Start = uint32(i)
		}
		if n == chars[1] {
			out.End = uint32(i)
		}
		n++
	}
	return out
}

// joined reports whether a chain holds the pronoun and a phrase whose head
// stands in the name.
func joined(w *read.Work, who, name text.Span) bool {
	for _, c := range w.Chains {
		pronoun, named := false, false
		for _, p := range c {
			head := w.Doc.SpanOf(int(p.Head), int(p.Head)+1)
			pronoun = pronoun || head == who
			named = named || name.Contains(head)
		}
		if pronoun && named {
			return true
		}
	}
	return false
}

// Write prints the score for people.
func (g *Gap) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "  P %.3f R %.3f F1 %.3f (%d texts)\n", g.Pair.Precision(), g.Pair.Recall(), g.Pair.F1(), g.Texts)
	return err
}
