package coref

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Mention is a phrase that can mean something, and what its words tell of it.
type Mention struct {
	First, Last int32 // Document.Tokens[First:Last]
	Head        int32
	Row         bool  // a coordination as a whole
	Entity      int32 // index in Reading.Entities that the names pass gives its head, or -1
	Sentence    int32

	form          form
	lemma         uint32 // hash of the head's lemma, of the pronoun's group, of the name's last word
	whole         uint32 // hash of the phrase without article and possessive mark
	key           uint32 // by which mentions of the same words find each other
	words         []uint32
	sex, number   int8
	class         class
	pro           pronoun
	role          text.Dep
	gov, clause   int32  // governor of the head; verb of its clause
	govern        uint32 // hash of the governor's lemma
	speaker       int32  // head of the phrase that speaks where the mention is quoted, or -1
	kind          byte   // of the entity, 0 for none
	before        int32  // earlier mentions of the same words
	beforeHead    int32  // earlier mentions with the same head
	post, capital bool
	says          bool // the subject of a verb of saying
}

// Named reports whether a mention is a name.
func (m *Mention) Named() bool { return m.form == named }

// form is how a phrase refers.
type form uint8

const (
	named form = iota + 1
	definite
	pointed // this, that
	owned
	indefinite
	bare
	numeral
	pronominal
)

// Scene is what a document holds for coreference: its mentions in order.
type Scene struct {
	Mentions []Mention

	doc  *text.Document
	tree *tree.Tree
	seen map[uint32][]int32 // earlier mentions by key
}

// Survey finds the mentions of a document that the names pass has read.
func (r *Reader) Survey(ctx context.Context, w *read.Work) *Scene {
	t := w.Tree()
	s := &Scene{Mentions: detect(ctx, w.Doc, t, r.words), doc: w.Doc, tree: t, seen: map[uint32][]int32{}}
	speakers := s.speakers(r.words)
	count := map[uint32]int32{}
	for i := range read.Each(ctx, len(s.Mentions)) {
		m := &s.Mentions[i]
		r.describe(s, m, w)
		m.speaker = -1
		if w.Doc.Tokens[m.Head].Flags&text.Quoted != 0 {
			m.speaker = speakers[m.Sentence]
		}
		m.before, m.beforeHead = count[m.whole], count[m.lemma^1]
		count[m.whole]++
		count[m.lemma^1]++
	}
	return s
}

// describe fills in what the words of a mention tell.
func (r *Reader) describe(s *Scene, m *Mention, w *read.Work) {
	d, head := w.Doc, int(m.Head)
	tok := &d.Tokens[head]
	m.Sentence, m.role, m.gov, m.clause = tok.Sentence, tok.Dep, tok.Head, s.clauseOf(head)
	m.Entity = -1
	if at := w.MentionAt(head); at >= 0 && !m.Row {
		m.Entity = w.Mentions[at].Entity
	}
	if m.gov >= 0 {
		m.govern = hash(d.Tokens[m.gov].Lemma)
	}
	m.capital = tok.Flags&text.Capital != 0
	m.post = m.Last > m.Head+1
	m.says = m.role == text.DepNsubj && m.gov >= 0 && r.words.classes[d.Tokens[m.gov].Lemma]&sayVerb != 0
	m.class = r.words.classes[tok.Lemma]
	m.lemma = hash(tok.Lemma)
	m.words, m.whole = content(d, m)
	m.key = m.lemma
	switch {
	case m.Row:
		m.form, m.number, m.lemma = bare, several, hash("and")
		m.key = m.whole
		return
	case tok.Pos == text.PRON || tok.Pos == text.DET:
		if p, ok := r.words.pronouns[lower(d.Form(head))]; ok && m.Last-m.First <= 2 {
			m.form, m.pro, m.sex, m.number, m.lemma, m.key = pronominal, p, p.sex, p.number, p.group, p.group^5
			return
		}
	}
	m.form = formOf(d, m)
	m.number = numberOf(tok)
	if m.Entity >= 0 {
		m.kind = kindOf(w.Reading.Entities[m.Entity].Kind)
	}
	m.sex = r.sexOf(d, m)
	if m.form == named {
		last := lastName(d, m)
		m.lemma = hash(d.Form(last))
		m.key = m.lemma ^ 3
	}
}

// lastName returns the token of a name that stands for it alone: its last word
// without the possessive mark and what follows the name.
func lastName(d *text.Document, m *Mention) int {
	last := int(m.Head)
	for k := int(m.Head) + 1; k < int(m.Last) && d.Tokens[k].Dep == text.DepFlat; k++ {
		last = k
	}
	return last
}

func kindOf(k fact.EntityKind) byte {
	if len(k) < 2 {
		return 0
	}
	return k[0] ^ k[1]<<3
}

func numberOf(tok *text.Token) int8 {
	switch tok.Tag {
	case text.TagNNS, text.TagNNPS:
		return several
	case text.TagNN, text.TagNNP:
		return one
	}
	return 0
}

// formOf says how a phrase that is no pronoun refers, by its first word.
func formOf(d *text.Document, m *Mention) form {
	tok := &d.Tokens[m.Head]
	if tok.Pos == text.PROPN {
		return named
	}
	if tok.Pos == text.NUM {
		return numeral
	}
	switch first := &d.Tokens[m.First]; {
	case m.First == m.Head:
		return bare
	case first.Dep == text.DepNmodPoss:
		return owned
	case first.Pos == text.DET:
		switch first.Lemma {
		case "the":
			return definite
		case "this", "that":
			return pointed
		}
		return indefinite
	case first.Pos == text.NUM:
		return numeral
	}
	for k := m.First; k < m.Head; k++ {
		if d.Tokens[k].Dep == text.DepNmodPoss && d.Tokens[k].Head == m.Head {
			return owned
		}
	}
	return bare
}

// sexOf returns what is known of the sex of whom a phrase means.
func (r *Reader) sexOf(d *text.Document, m *Mention) int8 {
	switch {
	case m.class&womanNoun != 0:
		return woman
	case m.class&manNoun != 0:
		return man
	}
	if m.form != named {
		return 0
	}
	for k := m.First; k < m.Last; k++ {
		if d.Tokens[k].Pos == text.PROPN || d.Tokens[k].Pos == text.NOUN {
			c := r.words.classes[d.Tokens[k].Lemma]
			if c == 0 {
				c = r.words.classes[lower(d.Form(int(k)))]
			}
			switch {
			case c&womanNoun != 0:
				return woman
			case c&manNoun != 0:
				return man
			}
		}
	}
	if m.Entity >= 0 && m.kind != kindOf(fact.Person) {
		return 0
	}
	switch r.given[lower(d.Form(int(m.First)))] {
	case 1:
		return woman
	case -1:
		return man
	}
	return 0
}

// content returns the hashes of the words of a phrase that say what it means,
// up to its head and the rest of its name, and one of all of them in a row.
func content(d *text.Document, m *Mention) (words []uint32, whole uint32) {
	last := int32(lastName(d, m)) + 1
	if m.Row {
		last = m.Last
	}
	for k := m.First; k < last; k++ {
		tok := &d.Tokens[k]
		switch tok.Pos {
		case text.DET, text.PUNCT, text.PART, text.ADP, text.CCONJ:
			continue
		}
		h := hash(d.Form(int(k)))
		if tok.Pos == text.NOUN {
			h = hash(tok.Lemma)
		}
		whole = whole*31 + h
		if len(words) < maxWords {
			words = append(words, h)
		}
	}
	for k := last; k < m.Last; k++ {
		whole = whole*31 + hash(d.Form(int(k)))
	}
	return words, whole
}

// maxWords bounds the words of a phrase that are compared with another's.
const maxWords = 8

// maxClimb bounds the walk from a word towards the root of its sentence.
const maxClimb = 12

// clauseOf returns the verb or other head of the clause in which token i
// stands.
func (s *Scene) clauseOf(i int) int32 {
	for n := 0; n < maxClimb; n++ {
		tok := &s.doc.Tokens[i]
		if tok.Head < 0 {
			break
		}
		switch tok.Dep {
		case text.DepAclRelcl, text.DepAdvcl, text.DepCcomp, text.DepXcomp, text.DepParataxis, text.DepCsubj, text.DepAcl, text.DepAdvclRelcl:
			return int32(i)
		case text.DepConj:
			if tok.Pos == text.VERB {
				return int32(i)
			}
		}
		i = int(tok.Head)
	}
	return int32(i)
}

// speakers returns for each sentence the head of the phrase that speaks the
// quoted words in it, -1 where nobody does. A sentence that is all quoted has
// the speaker of the one before.
func (s *Scene) speakers(v *vocabulary) []int32 {
	out := make([]int32, len(s.doc.Sentences))
	last := int32(-1)
	for i := range s.doc.Sentences {
		sent := &s.doc.Sentences[i]
		if i > 0 && s.doc.Sentences[i-1].Paragraph+1 < sent.Paragraph {
			last = -1
		}
		for k := sent.First; k < sent.Last; k++ {
			tok := &s.doc.Tokens[k]
			if tok.Flags&text.Quoted != 0 || tok.Pos != text.VERB || v.classes[tok.Lemma]&sayVerb == 0 {
				continue
			}
			if sub := s.tree.Child(int(k), text.DepNsubj); sub >= 0 && s.doc.Tokens[sub].Flags&text.Quoted == 0 {
				last = int32(sub)
				break
			}
		}
		out[i] = last
	}
	return out
}

// lower returns s in small letters; most words have no others.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// Spans returns where mention i and its head stand in the text.
func (s *Scene) Spans(i int) (whole, head text.Span) {
	m := &s.Mentions[i]
	return s.doc.SpanOf(int(m.First), int(m.Last)), s.doc.SpanOf(int(m.Head), int(m.Head)+1)
}
