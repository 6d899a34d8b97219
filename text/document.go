// Package text holds a story's words: an immutable text and, over it, its
// paragraphs, sentences and tokens with byte offsets. What goes in is a string
// and where its paragraphs lie; what comes out is a Document that the later
// stages fill in place: syntax sets tags, lemmas and heads, and the reader's
// passes only read it.
package text

// Span is a half-open range of byte offsets in Document.Text.
type Span struct {
	Start, End uint32
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return int(s.End - s.Start) }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Kind says what part of a story a paragraph is.
type Kind uint8

// The parts of a story, in the order in which an agency sets them.
const (
	Body Kind = iota
	Section
	Headline
	Deck
	Byline
	Note
	Boilerplate
)

// Grammar: the parts of a story, as readings write them.
var kindNames = [...]string{"body", "section", "headline", "deck", "byline", "note", "boilerplate"}

// String returns the kind's name as readings write it.
func (k Kind) String() string { return kindNames[k] }

// Paragraph is a block of the text. For the paragraph that opens with a
// dateline, Lead is the length in bytes of the dateline with its dash, which
// holds no sentence; it is 0 elsewhere.
type Paragraph struct {
	Span
	Kind Kind
	Lead uint32
}

// Sentence is a run of tokens: Document.Tokens[First:Last].
type Sentence struct {
	Span
	First, Last int32
	Paragraph   int32 // index in Document.Paragraphs
}

// Flags are what the tokeniser knows of a token.
type Flags uint16

const (
	// SpaceAfter: white space, or the end of the text, follows the token.
	SpaceAfter Flags = 1 << iota
	// Joined: the token is written together with the one before it as one
	// orthographic word (the n't of don't, the 's of Lavrov's).
	Joined
	// Capital: the first letter is upper case.
	Capital
	// AllCaps: two or more letters, none of them lower case.
	AllCaps
	// Digits: the token holds a digit.
	Digits
	// Word: the token holds a letter.
	Word
	// Quoted: the token stands inside quotation marks.
	Quoted
	// InBracket: the token stands inside round or square brackets.
	InBracket
	// Opens: the token is an opening quotation mark or bracket.
	Opens
	// Closes: the token is a closing quotation mark or bracket.
	Closes
)

// Token is one word by the conventions of the Universal Dependencies English
// treebanks. It has no copy of its form: that is Document.Form.
type Token struct {
	Start, End uint32 // byte offsets in Document.Text
	Head       int32  // index in Document.Tokens of the governor, -1 for a root
	Sentence   int32  // index in Document.Sentences
	Lemma      string // set by syntax; shared with its tables, not a copy
	Pos        Pos    // universal part of speech
	Tag        Tag    // Penn Treebank tag
	Dep        Dep    // universal dependency relation to Head, with subtype
	Ent        Ent    // the name recogniser's label
	Feats      Feats  // tense, number, voice and the like
	Flags      Flags
}

// Layer is a set of what a Document or a reading holds so far.
type Layer uint32

// The layers, in the order in which they are usually added.
const (
	Tokens Layer = 1 << iota
	Tags         // Pos, Tag, Lemma, Feats
	Tree         // Head, Dep
	Labels       // Ent
	Names        // entities and mentions
	Dates
	Figures
	Coreference
	Quotes
	Events
	Pledges
	Ranks
)

// Has reports whether all layers of o are in l.
func (l Layer) Has(o Layer) bool { return l&o == o }

// Document is a text with its paragraphs, sentences and tokens. Tokens and
// the gaps between them reproduce Text; spans lie on rune boundaries; every
// token is in exactly one sentence and every sentence in one paragraph.
type Document struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	Has        Layer
	// cased is Text in the case of running text, "" where that is Text: see
	// Recase.
	cased string
	// Seconds are the parser's second choices of the tokens' heads, one a
	// token; nil where no parser has seen the document.
	Seconds []Second
}

// Second is the head that the parser would have given a token had it not given
// it Token.Head.
type Second struct {
	Head int32 // index in Document.Tokens, -1 for a root
	Gap  int32 // by how much its score is lower, in 1024ths of a nat; below 0 where only the tree as a whole spoke for the first
}

// At returns token i, or, before the first token and behind the last, one that
// is nothing: no word, no tag, no governor. What looks at the neighbours of a
// token cannot leave the text with it.
func (d *Document) At(i int) Token {
	if uint(i) >= uint(len(d.Tokens)) {
		return Token{Head: -1, Sentence: -1}
	}
	return d.Tokens[i]
}

// Form returns token i as running text writes it, "" beyond the ends of the
// text: as it stands there, or in the case that Recase gave it.
func (d *Document) Form(i int) string {
	if uint(i) >= uint(len(d.Tokens)) {
		return ""
	}
	t := &d.Tokens[i]
	return d.Plain(Span{t.Start, t.End})
}

// Plain returns the words of a span as running text writes them.
func (d *Document) Plain(s Span) string {
	if d.cased != "" {
		return d.cased[s.Start:s.End]
	}
	return d.Text[s.Start:s.End]
}

// Recase says how running text writes the text, where it is set in capitals:
// with the same letters, of which others are capitals. Form, Plain and the
// flags of the tokens follow s; Text, Slice and all offsets stay. A string of
// another length is no such writing and changes nothing.
func (d *Document) Recase(s string) {
	if len(s) != len(d.Text) {
		return
	}
	d.cased = s
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if form := s[t.Start:t.End]; t.Flags&Word != 0 && form != d.Text[t.Start:t.End] {
			t.Flags = t.Flags&^(Capital|AllCaps) | shape(form)
		}
	}
}

// Slice returns the words of a span as they stand in the text.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// SpanOf returns the bytes from the start of token first to the end of token
// last-1.
func (d *Document) SpanOf(first, last int) Span {
	return Span{d.Tokens[first].Start, d.Tokens[last-1].End}
}

// KindOf returns the kind of the paragraph in which token i stands, Body beyond
// the ends of the text.
func (d *Document) KindOf(i int) Kind {
	if uint(i) >= uint(len(d.Tokens)) {
		return Body
	}
	return d.Paragraphs[d.Sentences[d.Tokens[i].Sentence].Paragraph].Kind
}
