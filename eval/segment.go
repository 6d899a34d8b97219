// Package eval holds what the reader is measured by: scores against texts
// that people have annotated, floors below which a figure must not fall, and
// benchmarks.
package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/text"
)

// Count is how many units were found, how many there are, and how many of
// them agree.
type Count struct {
	Found, Gold, Right int
}

// F1 returns the harmonic mean of precision and recall in percent; 0 where
// nothing agrees.
func (c Count) F1() float64 {
	if c.Right == 0 {
		return 0
	}
	return 200 * float64(c.Right) / float64(c.Found+c.Gold)
}

// Segmentation is how well a text was cut, by the character spans of the
// units in raw text, as the CoNLL 2018 shared task counts (Zeman et al.
// 2018). A token is an orthographic word, a word a syntactic one: don't is
// one token and two words.
type Segmentation struct {
	Tokens, Words, Sentences Count
}

// String returns the three F1 figures in percent.
func (s Segmentation) String() string {
	return fmt.Sprintf("tokens %.2f, words %.2f, sentences %.2f", s.Tokens.F1(), s.Words.F1(), s.Sentences.F1())
}

// Cut is the cutting of one text into units, as spans in it.
type Cut struct {
	Text                     string
	Tokens, Words, Sentences []text.Span
}

// Segment measures the splitter on a treebank in CoNLL-U format. Its raw
// text is put together from the "# text" lines, a blank line before every
// "# newpar" and "# newdoc", one document at a time. visit, if not nil, is
// given each document's gold cut and the cut that was found.
func Segment(r io.Reader, split *text.Splitter, visit func(gold, found Cut)) (Segmentation, error) {
	var total Segmentation
	err := documents(r, func(gold Cut) {
		found := cutOf(split.Document(gold.Text, nil))
		total.Tokens.add(gold.Tokens, found.Tokens)
		total.Words.add(gold.Words, found.Words)
		total.Sentences.add(gold.Sentences, found.Sentences)
		if visit != nil {
			visit(gold, found)
		}
	})
	return total, err
}

func (c *Count) add(gold, found []text.Span) {
	c.Gold += len(gold)
	c.Found += len(found)
	for i, j := 0, 0; i < len(gold) && j < len(found); {
		switch {
		case gold[i] == found[j]:
			c.Right++
			i++
			j++
		case gold[i].Start < found[j].Start || (gold[i].Start == found[j].Start && gold[i].End < found[j].End):
			i++
		default:
			j++
		}
	}
}

// cutOf returns a document's units.
func cutOf(d *text.Document) Cut {
	c := Cut{Text: d.Text}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		s := text.Span{Start: t.Start, End: t.End}
		c.Words = append(c.Words, s)
		if t.Flags&text.Joined != 0 && len(c.Tokens) > 0 {
			c.Tokens[len(c.Tokens)-1].End = t.End
			continue
		}
		c.Tokens = append(c.Tokens, s)
	}
	for i := range d.Sentences {
		c.Sentences = append(c.Sentences, d.Sentences[i].Span)
	}
	return c
}

// goldReader puts a document together from its sentences.
type goldReader struct {
	cut   Cut
	b     strings.Builder
	space string // what stands before the next sentence
	give  func(Cut)
}

func documents(r io.Reader, give func(Cut)) error {
	g := goldReader{give: give}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	var sentence string
	var rows [][2]string // id, form
	last := false        // whether the last token has no space after it
	for in.Scan() {
		line := in.Text()
		switch {
		case line == "":
			if err := g.sentence(sentence, rows); err != nil {
				return err
			}
			g.space = " "
			if last {
				g.space = ""
			}
			rows = rows[:0]
		case strings.HasPrefix(line, "# newdoc"):
			g.flush()
		case strings.HasPrefix(line, "# newpar") && !strings.HasPrefix(line, "# newpar_"):
			g.space = "\n\n"
		case strings.HasPrefix(line, "# text = "):
			sentence = line[len("# text = "):]
		case line[0] != '#':
			f := strings.Split(line, "\t")
			if len(f) != 10 {
				return fmt.Errorf("a row of %d fields, not 10: %q", len(f), line)
			}
			rows = append(rows, [2]string{f[0], f[1]})
			last = strings.Contains(f[9], "SpaceAfter=No")
		}
	}
	g.flush()
	return in.Err()
}

func (g *goldReader) flush() {
	if g.b.Len() > 0 {
		g.cut.Text = g.b.String()
		g.give(g.cut)
	}
	g.cut, g.space = Cut{}, ""
	g.b.Reset()
}

// sentence adds a sentence whose words are found one after the other in its
// text.
func (g *goldReader) sentence(s string, rows [][2]string) error {
	if g.b.Len() > 0 {
		g.b.WriteString(g.space)
	}
	base := g.b.Len()
	g.b.WriteString(s)
	at := 0 // in s, after the last token
	for i := 0; i < len(rows); i++ {
		id, form := rows[i][0], rows[i][1]
		if strings.Contains(id, ".") {
			continue // an empty node
		}
		k := strings.Index(s[at:], form)
		if k < 0 {
			return fmt.Errorf("no %q in %q", form, s[at:])
		}
		span := text.Span{Start: uint32(base + at + k), End: uint32(base + at + k + len(form))}
		at += k + len(form)
		g.cut.Tokens = append(g.cut.Tokens, span)
		first, end, many := strings.Cut(id, "-")
		if !many {
			g.cut.Words = append(g.cut.Words, span)
			continue
		}
		n := 0
		for i+1 < len(rows) && !strings.HasPrefix(rows[i+1][0], first+"-") && n < between(first, end) {
			i++
			n++
			part := text.Span{Start: span.Start, End: span.Start + uint32(len(rows[i][1]))}
			if part.End > span.End || n == between(first, end) {
				part.End = max(span.End, part.Start)
			}
			g.cut.Words = append(g.cut.Words, part)
			span.Start = part.End
		}
	}
	g.cut.Sentences = append(g.cut.Sentences, text.Span{Start: uint32(base), End: uint32(base + at)})
	return nil
}

// between returns how many words a range of ids such as 4-5 holds.
func between(first, last string) int {
	var a, b int
	fmt.Sscan(first, &a)
	fmt.Sscan(last, &b)
	return b - a + 1
}
