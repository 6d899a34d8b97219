package text

import "sync"

// MaxLen is the length in bytes of the longest text that has offsets for all
// its tokens. New reads a longer text up to there.
const MaxLen = 1<<32 - 1

// Splitter cuts texts into tokens and sentences. It holds only its
// vocabulary and may be used by any number of goroutines.
type Splitter struct{ v *vocabulary }

// LoadSplitter returns a Splitter with the vocabulary that the program carries.
func LoadSplitter() (*Splitter, error) {
	v, err := readVocabulary()
	if err != nil {
		return nil, err
	}
	return &Splitter{v}, nil
}

// NewSplitter is LoadSplitter where no error can be told. There is none as long
// as the tests of this package pass: what is read is part of the program.
func NewSplitter() *Splitter {
	s, err := LoadSplitter()
	if err != nil {
		return &Splitter{new(vocabulary)}
	}
	return s
}

var standard = sync.OnceValue(NewSplitter)

// New returns the Document over s with its tokens and sentences. The paragraphs
// must be in order and not overlap; nil stands for Paragraphs(s). The lead of
// a paragraph, its dateline, is a sentence of its own, so that tokens and the
// gaps between them reproduce the text and the first sentence of the story
// begins after the dash.
func New(s string, paragraphs []Paragraph) *Document {
	return standard().Document(s, paragraphs)
}

// Document is New with this Splitter.
func (p *Splitter) Document(s string, paragraphs []Paragraph) *Document {
	if uint64(len(s)) > MaxLen {
		s = s[:MaxLen]
	}
	if paragraphs == nil {
		paragraphs = Paragraphs(s)
	}
	d := &Document{Text: s, Paragraphs: paragraphs, Has: Tokens}
	size := 0
	for i := range paragraphs {
		size += paragraphs[i].Len()
	}
	d.Tokens = make([]Token, 0, size/5+8)
	d.Sentences = make([]Sentence, 0, size/120+len(paragraphs)+1)
	for i := range paragraphs {
		q := &paragraphs[i]
		lead := int(min(q.Start+q.Lead, q.End))
		if q.Lead > 0 {
			p.stretch(d, int32(i), int(q.Start), lead, true)
		}
		p.stretch(d, int32(i), lead, int(q.End), false)
	}
	return d
}

// stretch adds the tokens and sentences of Text[start:end], which is one
// sentence if whole is set.
func (p *Splitter) stretch(d *Document, paragraph int32, start, end int, whole bool) {
	from := len(d.Tokens)
	z := scanner{v: p.v, s: d.Text[:end], begin: start, out: d.Tokens}
	z.run()
	d.Tokens = z.out
	t := d.Tokens[from:]
	pair(d.Text, t, end)
	div := divider{v: p.v, s: d.Text, t: t, body: d.Paragraphs[paragraph].Kind == Body}
	for i := 0; i < len(t); {
		j := len(t)
		if !whole {
			j = div.next(i)
		}
		for i < j {
			k := div.bounded(i, j)
			d.add(paragraph, from, i, k)
			i = k
		}
	}
}

// add makes a sentence of tokens from+first to from+last-1.
func (d *Document) add(paragraph int32, from, first, last int) {
	t := d.Tokens[from+first : from+last]
	for k := range t {
		t[k].Sentence = int32(len(d.Sentences))
	}
	d.Sentences = append(d.Sentences, Sentence{
		Span:      Span{t[0].Start, t[len(t)-1].End},
		First:     int32(from + first),
		Last:      int32(from + last),
		Paragraph: paragraph,
	})
}
