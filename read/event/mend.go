package event

import (
	"context"

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
	t   *read.Tree
	ok  bool // something was changed
}

// mend returns a Document with mended trees and the index of them.
func (l *Lexicon) mend(ctx context.Context, w *read.Work) (*text.Document, *read.Tree) {
	d := *w.Doc
	d.Tokens = append([]text.Token(nil), w.Doc.Tokens...)
	m := &mender{lex: l, w: w, d: &d, t: read.NewTree(w.Doc)}
	for n := range read.Each(ctx, len(d.Sentences)) {
		s := &d.Sentences[n]
		for i := int(s.First); i < int(s.Last); i++ {
			m.word(i)
			m.paired(i)
			m.headline(i)
			m.active(i, s)
			m.caseName(i)
			m.noun(i)
			m.verbs(i, s)
			m.label(i)
		}
		m.root(s)
		for i := int(s.First); i < int(s.Last); i++ {
			m.apposed(i)
			m.finite(i)
		}
		for i := int(s.First); i < int(s.Last); i++ {
			m.infinitive(i)
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
		m.t.Doc = &d
		return &d, m.t
	}
	return &d, read.NewTree(&d)
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

// finite mends a verb taken for an adjective of its object although it has a
// subject or an auxiliary: a plane delivered tents, have each sent soldiers.
func (m *mender) finite(v int) {
	t := m.tok(v)
	h := int(t.Head)
	if t.Dep != text.DepAmod || t.Tag != text.TagVBN && t.Tag != text.TagVBD || h < v {
		return
	}
	if m.t.Child(v, text.DepNsubj) >= 0 {
		t.Head, t.Dep = m.tok(h).Head, text.DepAdvcl
		if t.Head < 0 {
			t.Dep = text.DepRoot
		}
		m.tok(h).Head, m.tok(h).Dep = int32(v), text.DepObj
		t.Tag, t.Pos = text.TagVBD, text.VERB
		m.ok = true
		return
	}
	have := int(m.tok(h).Head)
	if m.tok(h).Dep != text.DepObj || have < 0 || have >= v || v-have > 2 || lower(m.tok(have).Lemma) != "have" {
		return
	}
	up := int(m.tok(have).Head)
	t.Head, t.Dep = int32(up), m.tok(have).Dep
	if up >= 0 && m.tok(have).Dep == text.DepConj && nominal(m.tok(up).Pos) && m.tok(up).Head < 0 {
		t.Head, t.Dep = -1, text.DepRoot // its subject was taken for the root
		m.tok(up).Head, m.tok(up).Dep = int32(v), text.DepNsubj
	}
	for _, k := range m.t.Of(have) {
		if int(k) != h {
			m.hang(int(k), v, m.tok(int(k)).Dep)
		}
	}
	m.tok(have).Head, m.tok(have).Dep = int32(v), text.DepAux
	m.tok(h).Head, m.tok(h).Dep = int32(v), text.DepObj
	m.ok = true
}

// root mends a sentence whose verb was taken for a participle of its subject:
// Fighters [who] entered Kabul. The verb becomes the root.
func (m *mender) root(s *text.Sentence) {
	root := -1
	for i := int(s.First); i < int(s.Last); i++ {
		t := m.tok(i)
		if t.Head < 0 {
			root = i
		}
	}
	if root < 0 || !nominal(m.tok(root).Pos) || m.t.Child(root, text.DepCop, text.DepNsubj, text.DepNsubjPass) >= 0 || !m.stopped(s) {
		return
	}
	v := -1
	for i := int(s.First); i < int(s.Last); i++ {
		t := m.tok(i)
		if t.Pos != text.VERB || t.Tag != text.TagVBN && t.Tag != text.TagVBD && t.Tag != text.TagVBZ && t.Tag != text.TagVBP {
			continue
		}
		if t.Dep == text.DepCcomp || t.Dep == text.DepXcomp || m.t.Child(i, text.DepNsubj) >= 0 && t.Dep != text.DepParataxis {
			continue
		}
		if t.Dep == text.DepAclRelcl || t.Dep == text.DepAdvcl || t.Dep == text.DepConj && (int(t.Head) != root || m.t.Child(i, text.DepCc) >= 0) || i == int(s.First) {
			continue
		}
		v = i
		break
	}
	if v < 0 || m.t.Child(v, text.DepMark) >= 0 && m.tok(v).Dep != text.DepParataxis {
		return
	}
	if m.t.Child(v, text.DepAux, text.DepAuxPass) >= 0 && m.tok(v).Dep != text.DepParataxis && m.tok(v).Dep != text.DepConj {
		return // a conjunct without a conjunction is no conjunct: the two sides have signed
	}
	m.promote(root, v)
}

// apposed mends a verb taken for an adjective in an apposition: [Turkish
// warplanes] bombed camps in Iraq, the general staff said.
func (m *mender) apposed(v int) {
	t := m.tok(v)
	h := int(t.Head)
	if t.Pos == text.VERB && t.Dep == text.DepAdvcl && (t.Tag == text.TagVBN || t.Tag == text.TagVBD) && h > v && m.t.Child(v, text.DepNsubj, text.DepMark, text.DepAuxPass) < 0 {
		// Norway on Tuesday promised to help, the minister said
		if x := m.t.Child(h, text.DepNsubj); x >= 0 && x < v && m.reported(x, v) {
			t.Dep, t.Tag = text.DepCcomp, text.TagVBD
			m.hang(x, v, text.DepNsubj)
			return
		}
	}
	if h >= 0 && h < v && t.Pos == text.VERB && (t.Tag == text.TagVBZ || t.Tag == text.TagVBD) && (t.Dep == text.DepNmod || t.Dep == text.DepAppos || t.Dep == text.DepAcl) &&
		m.t.Child(v, text.DepNsubj, text.DepNsubjPass, text.DepMark) < 0 && m.reported(h, v) {
		t.Head, t.Dep = m.tok(h).Head, text.DepCcomp
		m.tok(h).Head, m.tok(h).Dep = int32(v), text.DepNsubj
		m.ok = true
		return
	}
	if t.Dep != text.DepAmod || t.Tag != text.TagVBN && t.Tag != text.TagVBD || h < v || v == 0 || len(m.lex.verbs[lower(t.Lemma)]) == 0 {
		return
	}
	x := int(m.tok(h).Head)
	if m.tok(h).Dep != text.DepAppos || x < 0 || x >= v || !nominal(m.tok(x).Pos) || m.tok(v-1).Tag == text.TagComma || m.tok(v-1).Tag == text.TagDT {
		return
	}
	if !m.reported(x, v) {
		return
	}
	up := int(m.tok(x).Head)
	t.Head, t.Dep = int32(up), text.DepCcomp
	m.tok(h).Head, m.tok(h).Dep = int32(v), text.DepObj
	m.tok(x).Head, m.tok(x).Dep = int32(v), text.DepNsubj
	m.ok = true
}

// reported reports whether noun x before v is one of two subjects of a verb of
// saying behind v: the subject of what is said.
func (m *mender) reported(x, v int) bool {
	up := int(m.tok(x).Head)
	if up < v || m.tok(x).Dep != text.DepNsubj || !m.lex.says(lower(m.tok(up).Lemma)) {
		return false
	}
	others := 0
	for _, k := range m.t.Of(up) {
		if m.tok(int(k)).Dep == text.DepNsubj {
			others++
		}
	}
	return others > 1
}

func (m *mender) promote(root, v int) {
	t := m.tok(v)
	hasObject := m.t.Child(v, text.DepObj, text.DepObl) >= 0 || root > v || int(t.Head) > v
	if !hasObject && t.Tag == text.TagVBN && m.d.At(v-1).Tag != text.TagComma {
		return
	}
	old := t.Head
	t.Head, t.Dep = -1, text.DepRoot
	if t.Tag == text.TagVBN {
		t.Tag = text.TagVBD
	}
	m.ok = true
	if root > v {
		m.tok(root).Head, m.tok(root).Dep = int32(v), text.DepObj
		for _, k := range m.t.Of(root) {
			if int(k) < v && nominal(m.tok(int(k)).Pos) {
				m.hang(int(k), v, text.DepNsubj)
			}
		}
		return
	}
	m.tok(root).Head, m.tok(root).Dep = int32(v), text.DepNsubj
	if old > int32(v) && int(old) != root && nominal(m.tok(int(old)).Pos) {
		m.tok(int(old)).Head, m.tok(int(old)).Dep = int32(v), text.DepObj
	}
	for _, k := range m.t.Of(root) {
		if int(k) > v && int(k) != int(old) && m.tok(int(k)).Dep != text.DepAppos {
			m.hang(int(k), v, m.tok(int(k)).Dep)
		}
	}
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
