// Package coref scores coreference against the chains that GUM's annotators
// marked, and against the pronouns of GAP. What goes in are raw texts; what
// comes out are the measures of package chain.
package coref

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Text is a document with its marked mentions.
type Text struct {
	Name     string
	Text     string
	Mentions []Mention
}

// Mention is a marked phrase; those with one ID mean the same.
type Mention struct {
	text.Span
	Head text.Span // its head word, by the treebank's tree
	ID   int
}

// Chains returns the spans of the mentions by what they mean, those that
// stand alone too.
func (t *Text) Chains() [][]Mention {
	var out [][]Mention
	at := map[int]int{}
	for _, m := range t.Mentions {
		i, ok := at[m.ID]
		if !ok {
			i = len(out)
			at[m.ID] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], m)
	}
	return out
}

// Gold reads documents in CoNLL-U with Entity= in MISC, as GUM has it.
func Gold(r io.Reader) ([]*Text, error) {
	in := conllu.NewReader(r)
	var out []*Text
	var b builder
	for {
		s, err := in.Read()
		if err == io.EOF {
			return append(out, b.end()...), nil
		}
		if err != nil {
			return nil, err
		}
		if name, ok := s.Comment("newdoc id"); ok {
			out = append(out, b.end()...)
			b = builder{text: &Text{Name: name}}
		}
		if b.text == nil {
			return nil, fmt.Errorf("a sentence before the first # newdoc id")
		}
		if err := b.sentence(s); err != nil {
			return nil, fmt.Errorf("%s: %w", b.text.Name, err)
		}
	}
}

// builder puts a document together from its sentences.
type builder struct {
	text *Text
	b    strings.Builder
	glue bool // no space before the next sentence
	open []opened
}

// opened is a mention that has begun.
type opened struct {
	id, word int
	start    uint32
}

func (b *builder) end() []*Text {
	if b.text == nil {
		return nil
	}
	b.text.Text = b.b.String()
	return []*Text{b.text}
}

func (b *builder) sentence(s *conllu.Sentence) error {
	line, ok := s.Comment("text")
	if !ok {
		return fmt.Errorf("a sentence without # text")
	}
	if b.b.Len() > 0 {
		switch {
		case paragraph(s):
			b.b.WriteString("\n\n")
		case !b.glue:
			b.b.WriteString(" ")
		}
	}
	spans, err := places(s, line, uint32(b.b.Len()))
	if err != nil {
		return err
	}
	b.b.WriteString(line)
	b.glue = !s.SpaceAfter(len(s.Words) - 1)
	for i := range s.Words {
		if err := b.word(s, spans, i); err != nil {
			return fmt.Errorf("%q: %w", line, err)
		}
	}
	if len(b.open) > 0 {
		return fmt.Errorf("%q: mentions left open", line)
	}
	return nil
}

func paragraph(s *conllu.Sentence) bool {
	for _, c := range s.Comments {
		if strings.HasPrefix(c, "# newpar") && !strings.HasPrefix(c, "# newpar_") {
			return true
		}
	}
	return false
}

// places returns where the words of a sentence stand, base being where it
// begins. The words of a multiword token share its letters as far as they go.
func places(s *conllu.Sentence, line string, base uint32) ([]text.Span, error) {
	spans := make([]text.Span, len(s.Words))
	at, ranges := 0, s.Ranges
	for i := 0; i < len(s.Words); {
		form, last := s.Words[i].Form, i+1
		if len(ranges) > 0 && ranges[0].First == i+1 {
			form, last, ranges = ranges[0].Form, ranges[0].Last, ranges[1:]
		}
		k := strings.Index(line[at:], form)
		if k < 0 {
			return nil, fmt.Errorf("no %q in %q", form, line[at:])
		}
		start := at + k
		at = start + len(form)
		for ; i < last; i++ {
			end := min(start+len(s.Words[i].Form), at)
			if i == last-1 {
				end = at
			}
			spans[i] = text.Span{Start: base + uint32(start), End: base + uint32(end)}
			start = end
		}
	}
	return spans, nil
}

// word opens and closes the mentions that word i does.
func (b *builder) word(s *conllu.Sentence, spans []text.Span, i int) error {
	for _, field := range strings.Split(s.Words[i].Misc, "|") {
		marks, ok := strings.CutPrefix(field, "Entity=")
		if !ok {
			continue
		}
		for marks != "" {
			var err error
			if marks, err = b.mark(s, spans, i, marks); err != nil {
				return err
			}
		}
	}
	return nil
}

// mark takes one opening or closing off the front of marks.
func (b *builder) mark(s *conllu.Sentence, spans []text.Span, i int, marks string) (string, error) {
	if marks[0] == '(' {
		end := 1
		for end < len(marks) && marks[end] != '(' && marks[end] != ')' {
			end++
		}
		id, _, _ := strings.Cut(marks[1:end], "-")
		n, err := strconv.Atoi(id)
		if err != nil {
			return "", fmt.Errorf("mention %q", marks)
		}
		// A number before the bracket that closes is the id of another mention.
		b.open = append(b.open, opened{n, i, spans[i].Start})
		if end < len(marks) && marks[end] == ')' {
			b.close(s, spans, i, len(b.open)-1)
			return marks[end+1:], nil
		}
		return marks[end:], nil
	}
	id, rest, ok := strings.Cut(marks, ")")
	n, err := strconv.Atoi(id)
	if !ok || err != nil {
		return "", fmt.Errorf("mention %q", marks)
	}
	for k := len(b.open) - 1; k >= 0; k-- {
		if b.open[k].id == n {
			b.close(s, spans, i, k)
			return rest, nil
		}
	}
	return "", fmt.Errorf("mention %d closes and was not opened", n)
}

// close ends open mention k with word i.
func (b *builder) close(s *conllu.Sentence, spans []text.Span, i, k int) {
	o := b.open[k]
	b.open = append(b.open[:k], b.open[k+1:]...)
	head := i
	for w := o.word; w <= i; w++ {
		if h := s.Words[w].Head - 1; h < o.word || h > i {
			head = w
			break
		}
	}
	b.text.Mentions = append(b.text.Mentions, Mention{text.Span{Start: o.start, End: spans[i].End}, spans[head], o.id})
}
