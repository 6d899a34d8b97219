package event

import (
	"context"

	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// mender repairs what parsers commonly get wrong and the lexicon can tell:
// the vocabulary knows which verbs take infinitives, particles and two
// objects. It works on a copy of the tokens; the Document stays as it is.
type mender struct {
	lex *Lexicon
	w   *read.Work
	d   *text.Document
	t   *tree.Tree
	ok  bool // something was changed
}

// mend returns a Document with mended trees and the index of them.
func (l *Lexicon) mend(ctx context.Context, w *read.Work) (*text.Document, *tree.Tree) {
	d := *w.Doc
	d.Tokens = append([]text.Token(nil), w.Doc.Tokens...)
	m := &mender{lex: l, w: w, d: &d, t: w.Tree()}
	for n := range read.Each(ctx, len(d.Sentences)) {
		s := &d.Sentences[n]
		for i := int(s.First); i < int(s.Last); i++ {
			m.word(i)
			m.paired(i)
			m.active(i, s)
			m.named(i)
			m.label(i)
		}
		for i := int(s.First); i < int(s.Last); i++ {
			m.saidSubject(i)
			m.dative(i)
			m.tense(i)
			m.date(i)
			m.gerund(i)
			m.dated(i)
			m.stolen(i)
			m.tag(i)
		}
	}
	if !m.ok {
		same := *m.t
		same.Doc = &d
		return &d, &same
	}
	return &d, tree.New(&d)
}

func (m *mender) tok(i int) *text.Token { return &m.d.Tokens[i] }

// hang makes token i a dependent of h, unless that would close a circle.
func (m *mender) hang(i, h int, dep text.Dep) bool {
	for j, n := h, 0; j >= 0; j, n = int(m.tok(j).Head), n+1 {
		if j == i || n > len(m.d.Tokens) {
			return false
		}
	}
	m.tok(i).Head, m.tok(i).Dep = int32(h), dep
	m.ok = true
	return true
}

func nominal(p text.Pos) bool { return p == text.NOUN || p == text.PROPN || p == text.PRON }

func (m *mender) stopped(s *text.Sentence) bool {
	for i := int(s.Last) - 1; i >= int(s.First); i-- {
		switch m.tok(i).Tag {
		case text.TagStop:
			return true
		case text.TagClose, text.TagRRB:
			continue
		}
		return false
	}
	return false
}

// tense mends a past tense coordinated with an infinitive inside a clause: it
// is coordinated with the verb above. (Warned that it could not guarantee …
// and threatened …)
func (m *mender) tense(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepConj || h < 0 || t.Tag != text.TagVBD && t.Tag != text.TagVBZ && t.Tag != text.TagVBN || m.tok(h).Tag != text.TagVB && m.tok(h).Tag != text.TagVBN {
		return
	}
	if m.t.Child(i, text.DepNsubj, text.DepAux, text.DepAuxPass) >= 0 || t.Tag == text.TagVBN && m.tok(h).Tag != text.TagVB {
		return
	}
	if m.tok(h).Tag == text.TagVBN && t.Tag != text.TagVBD {
		return
	}
	for n := 0; n < 4; n++ {
		up := int(m.tok(h).Head)
		if up < 0 {
			return
		}
		if m.tok(up).Tag == t.Tag || t.Tag == text.TagVBN && m.tok(up).Tag == text.TagVBD {
			t.Tag = m.tok(up).Tag
			m.hang(i, up, text.DepConj)
			return
		}
		h = up
	}
}

// date mends a day between subject and verb that was hung on the subject:
// Norway on Tuesday promised.
func (m *mender) date(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 || h > i || t.Dep != text.DepNmod && t.Dep != text.DepNmodUnmarked && t.Dep != text.DepAppos || m.w.DateAt(i) == nil {
		return
	}
	for n := 0; n < 3 && h >= 0; n++ {
		x := m.tok(h)
		v := int(x.Head)
		if (x.Dep == text.DepNsubj || x.Dep == text.DepNsubjPass) && v > i {
			if v-i <= 4 {
				m.hang(i, v, text.DepObl)
			}
			return
		}
		if x.Dep != text.DepAppos && x.Dep != text.DepConj && x.Dep != text.DepFlat {
			return
		}
		h = v
	}
}

// gerund mends the object clause of a verb: ruled out sending arms.
func (m *mender) gerund(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepAdvcl || t.Tag != text.TagVBG || h < 0 || h > i || i-h > 2 || m.t.Child(i, text.DepMark) >= 0 {
		return
	}
	l := lower(m.tok(h).Lemma)
	if i-h == 2 {
		if m.tok(h+1).Dep != text.DepCompoundPrt && m.tok(h+1).Tag != text.TagRP {
			return
		}
		l += "_" + lower(m.tok(h+1).Lemma)
	}
	if m.lex.governs(l) {
		t.Dep = text.DepXcomp
		m.ok = true
	}
}

// dated mends the clause that a day between it and its verb has taken:
// accused Burundi on Thursday of sheltering rebels.
func (m *mender) dated(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Tag != text.TagVBG || t.Dep != text.DepAcl || h < 0 || h > i || m.w.DateAt(h) == nil {
		return
	}
	v := int(m.tok(h).Head)
	if v < 0 || v > h || m.tok(v).Pos != text.VERB {
		return
	}
	switch lower(m.d.Form(i - 1)) {
	case "of", "for", "from", "against":
		if m.hang(i, v, text.DepAdvcl) {
			m.hang(i-1, i, text.DepMark)
		}
	}
}

// tag mends "X said" behind what was said when it has lost its subject.
func (m *mender) tag(i int) {
	t := m.tok(i)
	if t.Pos != text.VERB || t.Tag != text.TagVBD && t.Tag != text.TagVBZ || !m.lex.says(lower(t.Lemma)) {
		return
	}
	if m.t.Child(i, text.DepNsubj, text.DepNsubjPass, text.DepAux) >= 0 || t.Dep == text.DepConj || t.Dep == text.DepAclRelcl || t.Dep == text.DepXcomp {
		return
	}
	for j := i - 1; j >= 0 && j > i-9; j-- {
		x := m.tok(j)
		if x.Sentence != t.Sentence || x.Tag == text.TagClose || x.Pos == text.VERB {
			return
		}
		if m.w.EntityAt(j) == nil || m.w.DateAt(j) != nil {
			continue
		}
		for x.Dep == text.DepAppos || x.Dep == text.DepFlat || x.Dep == text.DepNmod || x.Dep == text.DepConj {
			up := int(x.Head)
			if up < 0 || up < j-8 || m.w.EntityAt(up) == nil {
				break
			}
			j, x = up, m.tok(up)
		}
		m.hang(j, i, text.DepNsubj)
		return
	}
}

// named mends a name taken for what the subject is made: met President Aziz.
func (m *mender) named(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepXcomp || t.Pos != text.PROPN || h < 0 || h > i || m.tok(h).Pos != text.VERB || m.w.EntityAt(i) == nil {
		return
	}
	if m.t.Child(h, text.DepObj, text.DepAuxPass) >= 0 || m.t.Child(i, text.DepCase, text.DepCop, text.DepMark) >= 0 {
		return
	}
	t.Dep = text.DepObj
	m.ok = true
}
