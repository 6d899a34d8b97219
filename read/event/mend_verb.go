package event

import "github.com/datelinewire/dateline/text"

// verbs mends verbs that were read as something else, and objects that were
// hung beside them.
func (m *mender) verbs(i int, s *text.Sentence) {
	m.letFree(i)
	m.named(i)
	m.amount(i)
	m.progressive(i)
	m.compoundGerund(i)
	m.hidden(i, s)
}

// letFree makes "free" the particle of "let": let free two activists.
func (m *mender) letFree(i int) {
	t := m.tok(i)
	if t.Pos != text.VERB || lower(t.Lemma) != "let" || i+1 >= len(m.d.Tokens) {
		return
	}
	if x := m.tok(i + 1); x.Dep == text.DepAmod && lower(x.Lemma) == "free" && int(x.Head) > i+1 {
		m.hang(i+1, i, text.DepCompoundPrt)
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

// amount mends a sum taken for an adverb because of the word before it:
// provided around $400 million.
func (m *mender) amount(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepObl || t.Pos != text.SYM && t.Pos != text.NUM || h < 0 || h > i || m.tok(h).Pos != text.VERB || m.w.DateAt(i) != nil {
		return
	}
	c := m.t.Child(i, text.DepCase)
	if c != i-1 || m.t.Child(h, text.DepObj, text.DepAuxPass) >= 0 || m.tok(c).Dep != text.DepCase {
		return
	}
	switch lower(m.tok(c).Lemma) {
	case "around", "about", "nearly", "almost", "roughly", "over", "some":
		t.Dep = text.DepObj
		m.tok(c).Dep = text.DepAdvmod
		m.ok = true
	}
}

// progressive mends a verb taken for an adjective of its object: are
// upgrading diplomatic ties.
func (m *mender) progressive(v int) {
	t := m.tok(v)
	h := int(t.Head)
	if t.Dep != text.DepAmod || t.Tag != text.TagVBG || h <= v || v == 0 || len(m.lex.verbs[lower(t.Lemma)]) == 0 {
		return
	}
	be := v - 1
	if m.tok(be).Dep != text.DepCop || int(m.tok(be).Head) != h || m.t.Child(h, text.DepDet, text.DepCase) >= 0 {
		return
	}
	t.Head, t.Dep = m.tok(h).Head, m.tok(h).Dep
	m.tok(h).Head, m.tok(h).Dep = int32(v), text.DepObj
	m.tok(be).Head, m.tok(be).Dep = int32(v), text.DepAux
	for _, k := range m.t.Of(h) {
		if x := m.tok(int(k)); int(k) < be || int(k) > h && x.Dep != text.DepNmod {
			m.hang(int(k), v, x.Dep)
		}
	}
	m.ok = true
}

// compoundGerund mends the middle of a compound taken for a verb: signed a
// data sharing agreement.
func (m *mender) compoundGerund(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Tag != text.TagVBG || t.Dep != text.DepAdvcl || h < 0 || h >= i-1 || i+1 >= len(m.d.Tokens) || m.tok(h).Pos != text.VERB {
		return
	}
	if m.tok(i-1).Pos != text.NOUN || m.t.Child(h, text.DepObj, text.DepAuxPass) >= 0 || m.tok(i+1).Dep != text.DepObj || int(m.tok(i+1).Head) != i || m.t.Child(i, text.DepMark, text.DepNsubj) >= 0 {
		return
	}
	if !m.hang(i+1, h, text.DepObj) {
		return
	}
	for _, k := range m.t.Of(i) {
		if int(k) != i+1 {
			m.hang(int(k), i+1, m.tok(int(k)).Dep)
		}
	}
	t.Pos, t.Tag = text.NOUN, text.TagNN
	m.hang(i, i+1, text.DepCompound)
}

// hidden finds the verb of a sentence that seems to have none in a past form
// that was taken for a name: a court on Tuesday [freed] activist X.
func (m *mender) hidden(v int, s *text.Sentence) {
	t := m.tok(v)
	h := int(t.Head)
	if t.Pos != text.PROPN && t.Pos != text.ADJ || t.Dep != text.DepAmod && t.Dep != text.DepCompound || h <= v {
		return
	}
	form := m.d.Form(v)
	if len(form) < 5 || form[0] < 'a' || form[len(form)-2:] != "ed" {
		return
	}
	lemma, ok := m.lex.forms[form]
	root := int(m.tok(h).Head)
	if !ok || len(m.lex.verbs[lemma]) == 0 || root < int(s.First) || root > v || m.tok(root).Head >= 0 || !nominal(m.tok(root).Pos) || !m.stopped(s) {
		return
	}
	if m.t.Child(root, text.DepCop, text.DepNsubj, text.DepNsubjPass) >= 0 || m.tok(v-1).Tag == text.TagDT {
		return
	}
	t.Pos, t.Tag, t.Lemma = text.VERB, text.TagVBD, lemma
	day := m.t.Child(v, text.DepCompound, text.DepNmodUnmarked)
	for _, k := range m.t.Of(h) {
		if int(k) > root && int(k) < v {
			if day >= 0 && day < v {
				m.hang(int(k), day, text.DepCase)
			} else {
				m.hang(int(k), v, text.DepAdvmod)
			}
		}
	}
	if day >= 0 && day < v {
		m.tok(day).Dep = text.DepObl
	}
	m.promote(root, v)
}
