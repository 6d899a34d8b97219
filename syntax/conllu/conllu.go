// Package conllu reads and writes CoNLL-U, the file format of Universal
// Dependencies (https://universaldependencies.org/format.html). What goes in
// is a stream of sentences; what comes out are their words with ranges and
// comments, or a text.Document over them. Empty nodes (8.1) and enhanced
// dependencies are passed over.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/text"
)

// Word is a line with a whole number.
type Word struct {
	Form, Lemma, Upos, Xpos, Feats string
	Head                           int // 0 for the root, -1 where the file has "_"
	Deprel, Misc                   string
}

// Range is a multiword token: words First to Last, counted from 1.
type Range struct {
	First, Last int
	Form, Misc  string
}

// Sentence is a sentence with its comment lines, which keep their "#".
type Sentence struct {
	Comments []string
	Words    []Word
	Ranges   []Range
}

// Comment returns the value of the comment "# key = value".
func (s *Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		c = strings.TrimLeft(c, "# ")
		if k, v, ok := strings.Cut(c, "="); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// Reader reads sentence by sentence.
type Reader struct {
	in   *bufio.Scanner
	line int
}

// NewReader returns a Reader over r; lines may be up to 4 MB long.
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), 4<<20)
	return &Reader{in: s}
}

// Read returns the next sentence, or io.EOF when there is none. An error names
// the line.
func (r *Reader) Read() (*Sentence, error) {
	s := &Sentence{}
	for r.in.Scan() {
		r.line++
		l := strings.TrimSuffix(r.in.Text(), "\r")
		switch {
		case l == "" && len(s.Words) == 0:
			s.Comments = s.Comments[:0]
		case l == "":
			return s, nil
		case l[0] == '#':
			s.Comments = append(s.Comments, l)
		default:
			if err := s.add(l); err != nil {
				return nil, fmt.Errorf("conllu: line %d: %w", r.line, err)
			}
		}
	}
	if err := r.in.Err(); err != nil {
		return nil, fmt.Errorf("conllu: line %d: %w", r.line+1, err)
	}
	if len(s.Words) == 0 {
		return nil, io.EOF
	}
	return s, nil
}

// ReadAll returns all sentences of r.
func ReadAll(r io.Reader) ([]*Sentence, error) {
	var all []*Sentence
	in := NewReader(r)
	for {
		s, err := in.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
}

func (s *Sentence) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if a, b, ok := strings.Cut(f[0], "-"); ok {
		first, err1 := strconv.Atoi(a)
		last, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || first != len(s.Words)+1 || last < first {
			return fmt.Errorf("range %q out of place", f[0])
		}
		s.Ranges = append(s.Ranges, Range{first, last, f[1], f[9]})
		return nil
	}
	if n, err := strconv.Atoi(f[0]); err != nil || n != len(s.Words)+1 {
		return fmt.Errorf("word number %q, want %d", f[0], len(s.Words)+1)
	}
	head := -1
	if f[6] != "_" {
		h, err := strconv.Atoi(f[6])
		if err != nil || h < 0 {
			return fmt.Errorf("head %q", f[6])
		}
		head = h
	}
	s.Words = append(s.Words, Word{f[1], f[2], f[3], f[4], f[5], head, f[7], f[9]})
	return nil
}

// SpaceAfter reports whether white space follows word i (from 0).
func (s *Sentence) SpaceAfter(i int) bool {
	for _, r := range s.Ranges {
		if i+1 >= r.First && i+1 <= r.Last {
			return i+1 == r.Last && !strings.Contains(r.Misc, "SpaceAfter=No")
		}
	}
	return !strings.Contains(s.Words[i].Misc, "SpaceAfter=No")
}

// Document returns a document over the sentences, tags and trees not yet set.
// Its text is the words' forms with a space where the file has one, each
// sentence a line of its own and all of them one paragraph, so that every
// token is the word of the file even where a multiword token is not the
// sum of its words.
func Document(sents []*Sentence) *text.Document {
	d := &text.Document{Has: text.Tokens}
	var b strings.Builder
	for si, s := range sents {
		joined := make(map[int]bool)
		for _, r := range s.Ranges {
			for i := r.First; i < r.Last; i++ {
				joined[i] = true
			}
		}
		sent := text.Sentence{First: int32(len(d.Tokens))}
		sent.Start = uint32(b.Len())
		for i, w := range s.Words {
			start := b.Len()
			b.WriteString(w.Form)
			t := text.Token{Start: uint32(start), End: uint32(b.Len()), Head: -1, Sentence: int32(si)}
			if joined[i] {
				t.Flags |= text.Joined
			}
			if s.SpaceAfter(i) || i == len(s.Words)-1 {
				t.Flags |= text.SpaceAfter
				if i < len(s.Words)-1 {
					b.WriteByte(' ')
				}
			}
			d.Tokens = append(d.Tokens, t)
		}
		sent.Last = int32(len(d.Tokens))
		sent.End = uint32(b.Len())
		d.Sentences = append(d.Sentences, sent)
		b.WriteByte('\n')
	}
	d.Text = b.String()
	if len(sents) > 0 {
		d.Paragraphs = []text.Paragraph{{Span: text.Span{End: uint32(len(d.Text))}}}
	}
	return d
}
