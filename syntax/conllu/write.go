package conllu

import (
	"bufio"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/text"
)

// Fill puts what the document's tokens carry into the words of sents, from
// which Document made it.
func Fill(sents []*Sentence, d *text.Document) {
	n := 0
	for _, s := range sents {
		first := n
		for i := range s.Words {
			t := &d.Tokens[n]
			w := &s.Words[i]
			w.Lemma, w.Upos, w.Xpos, w.Deprel = t.Lemma, t.Pos.String(), t.Tag.String(), t.Dep.String()
			w.Feats = Feats(t.Feats)
			w.Head = int(t.Head) - first + 1
			if t.Head < 0 {
				w.Head = 0
			}
			n++
		}
	}
}

// FromDocument returns the document's sentences as CoNLL-U has them: tokens
// with the flag Joined form a multiword token with the one before.
func FromDocument(d *text.Document) []*Sentence {
	var out []*Sentence
	for i := range d.Sentences {
		sp := &d.Sentences[i]
		if sp.First == sp.Last {
			continue
		}
		s := &Sentence{Comments: []string{"# text = " + strings.Join(strings.Fields(d.Slice(sp.Span)), " ")}}
		for k := sp.First; k < sp.Last; k++ {
			t := &d.Tokens[k]
			w := Word{Form: strings.Join(strings.Fields(d.Slice(text.Span{Start: t.Start, End: t.End})), " "), Misc: "_"}
			if t.Flags&text.SpaceAfter == 0 && !(k+1 < sp.Last && d.Tokens[k+1].Flags&text.Joined != 0) {
				w.Misc = "SpaceAfter=No"
			}
			if t.Flags&text.Joined != 0 && k > sp.First {
				s.join(d, k, sp.First)
				w.Misc = "_"
			}
			s.Words = append(s.Words, w)
		}
		out = append(out, s)
	}
	Fill(out, d)
	return out
}

// join puts token k into the multiword token of the one before it.
func (s *Sentence) join(d *text.Document, k, first int32) {
	n := int(k-first) + 1
	misc := "_"
	if d.Tokens[k].Flags&text.SpaceAfter == 0 {
		misc = "SpaceAfter=No"
	}
	if len(s.Ranges) > 0 && s.Ranges[len(s.Ranges)-1].Last == n-1 {
		r := &s.Ranges[len(s.Ranges)-1]
		r.Last, r.Misc = n, misc
		r.Form = d.Text[d.Tokens[int(first)+r.First-1].Start:d.Tokens[k].End]
		return
	}
	s.Ranges = append(s.Ranges, Range{n - 1, n, d.Text[d.Tokens[k-1].Start:d.Tokens[k].End], misc})
}

// Write writes sentences with the blank line that ends each.
func Write(out *bufio.Writer, sents []*Sentence) error {
	for _, s := range sents {
		for _, c := range s.Comments {
			out.WriteString(c)
			out.WriteByte('\n')
		}
		r := 0
		for i := range s.Words {
			if r < len(s.Ranges) && s.Ranges[r].First == i+1 {
				g := s.Ranges[r]
				line(out, strconv.Itoa(g.First)+"-"+strconv.Itoa(g.Last), g.Form, "_", "_", "_", "_", "_", "_", "_", g.Misc)
				r++
			}
			w := &s.Words[i]
			head := "_"
			if w.Head >= 0 {
				head = strconv.Itoa(w.Head)
			}
			line(out, strconv.Itoa(i+1), w.Form, w.Lemma, w.Upos, w.Xpos, w.Feats, head, w.Deprel, "_", w.Misc)
		}
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

func line(out *bufio.Writer, fields ...string) {
	for i, f := range fields {
		if i > 0 {
			out.WriteByte('\t')
		}
		if f == "" {
			f = "_"
		}
		out.WriteString(f)
	}
	out.WriteByte('\n')
}

// Feats writes the features as CoNLL-U does, sorted by name.
func Feats(f text.Feats) string {
	if f == 0 {
		return "_"
	}
	var parts []string
	put := func(bit text.Feats, s string) {
		if f&bit != 0 {
			parts = append(parts, s)
		}
	}
	put(text.Comparative, "Degree=Cmp")
	put(text.Superlative, "Degree=Sup")
	put(text.Imperative, "Mood=Imp")
	put(text.Plural, "Number=Plur")
	put(text.Singular, "Number=Sing")
	put(text.FirstPerson, "Person=1")
	put(text.SecondPerson, "Person=2")
	put(text.ThirdPerson, "Person=3")
	put(text.Possessive, "Poss=Yes")
	put(text.Past, "Tense=Past")
	put(text.Pres, "Tense=Pres")
	put(text.Finite, "VerbForm=Fin")
	put(text.Gerund, "VerbForm=Ger")
	put(text.Infinitive, "VerbForm=Inf")
	put(text.Participle, "VerbForm=Part")
	put(text.Passive, "Voice=Pass")
	return strings.Join(parts, "|")
}
