package mend

import "github.com/datelinewire/dateline/text"

func rules() []rule {
	return []rule{
		{name: "modal", mend: (*mending).modal},
		{name: "pair", mend: (*mending).pair},
		{name: "held", mend: (*mending).held},
		{name: "active", mend: (*mending).active},
		{name: "opened", mend: (*mending).opened},
		{name: "noted", mend: (*mending).noted},
		{name: "tense", mend: (*mending).tense},
		{name: "day", mend: (*mending).day},
		{name: "gerund", mend: (*mending).gerund},
		{name: "speaker", mend: (*mending).speaker},
		{name: "reported", mend: (*mending).reported},
	}
}

// verbOf returns what governs token i where that is a verb, else -1.
func (m *mending) verbOf(i int) int {
	h := int(m.tok(i).Head)
	if h < 0 || m.tok(h).Pos != text.VERB {
		return -1
	}
	return h
}

// modal mends a verb right behind its modal verb that is taken for a noun or
// an adjective: would free, may boycott.
func (m *mending) modal(i int) bool {
	t, before := m.tok(i), m.d.At(i-1)
	if t.Pos != text.NOUN && t.Pos != text.ADJ || t.Tag == text.TagNNS || before.Tag != text.TagMD || before.Dep != text.DepAux || int(before.Head) != i || m.has(i, text.DepCop) {
		return false
	}
	t.Pos, t.Tag, t.Feats = text.VERB, text.TagVB, text.Infinitive
	return true
}

// pair mends the first of two verbs that is taken for a noun although it has
// an auxiliary: gunmen have shot and killed a judge.
func (m *mending) pair(i int) bool {
	t := m.tok(i)
	and, x := m.d.At(i+1), m.d.At(i+2)
	if t.Pos != text.NOUN || t.Tag == text.TagNNS || and.Pos != text.CCONJ || x.Pos != text.VERB || x.Dep != text.DepConj || x.Tag != text.TagVBD && x.Tag != text.TagVBN {
		return false
	}
	subject := -1
	for _, k := range m.t.Of(i) {
		if x := m.tok(int(k)).Dep; int(k) < i && (x == text.DepCompound || x == text.DepNsubj) {
			subject = int(k)
		}
	}
	aux := m.t.Child(i, text.DepAux)
	if aux >= 0 && subject < 0 {
		subject = m.t.Child(aux, text.DepNsubj)
	}
	if aux < 0 || aux > i || subject < 0 || !m.hang(i+2, i, text.DepConj) {
		return false
	}
	m.hang(subject, i, text.DepNsubj)
	t.Pos, t.Tag, t.Feats = text.VERB, text.TagVBN, text.Past|text.Participle
	if h := m.verbOf(i); h >= 0 && t.Dep == text.DepObj && m.words.Says(m.lemma(h)) {
		t.Dep = text.DepCcomp
	}
	return true
}

// held mends the first of two verbs that is taken for what somebody has: rebels
// have shot and killed a judge.
func (m *mending) held(i int) bool {
	t, h := m.tok(i), i-1
	and, x := m.d.At(i+1), m.d.At(i+2)
	if m.verbOf(i) != h || h < 0 || m.lemma(h) != "have" || t.Dep != text.DepObj || t.Pos != text.NOUN || t.Tag == text.TagNNS {
		return false
	}
	if and.Pos != text.CCONJ || x.Pos != text.VERB || x.Dep != text.DepConj || x.Tag != text.TagVBD && x.Tag != text.TagVBN || m.has(i+2, text.DepNsubj, text.DepAux) {
		return false
	}
	if of := m.t.Of(i); len(of) > 0 && int(of[0]) < i {
		return false // a shot
	}
	have := m.tok(h)
	t.Head, t.Dep = have.Head, have.Dep
	t.Pos, t.Tag, t.Feats = text.VERB, text.TagVBN, text.Past|text.Participle
	have.Head, have.Dep, have.Pos = int32(i), text.DepAux, text.AUX
	for _, k := range m.t.Of(h) {
		if int(k) != i {
			m.tok(int(k)).Head = int32(i)
		}
	}
	return m.hang(i+2, i, text.DepConj)
}

// active mends a past tense taken for a passive that has no auxiliary: the
// bill passed by two votes. Headlines leave auxiliaries out, and they do not
// end with a stop.
func (m *mending) active(i int) bool {
	v := m.verbOf(i)
	if m.tok(i).Dep != text.DepNsubjPass || v < i || m.has(v, text.DepAuxPass, text.DepAux, text.DepCop) || !m.stopped(i) {
		return false
	}
	x := m.tok(v)
	if x.Dep != text.DepRoot && x.Dep != text.DepCcomp {
		return false
	}
	for k := i + 1; k < v; k++ {
		if m.tok(k).Pos == text.AUX {
			return false // it has one, hung elsewhere
		}
	}
	x.Tag, x.Feats = text.TagVBD, text.Past|text.Finite
	return m.label(i, text.DepNsubj)
}

// stopped reports whether the sentence of token i ends with a stop.
func (m *mending) stopped(i int) bool {
	s := &m.d.Sentences[m.tok(i).Sentence]
	for k := int(s.Last) - 1; k > i; k-- {
		switch m.tok(k).Tag {
		case text.TagClose, text.TagRRB:
			continue
		case text.TagStop:
			return true
		}
		return false
	}
	return false
}

// opened mends the subject of a clause of time that is taken for a phrase of
// time: left before a semblance of peace was restored.
func (m *mending) opened(i int) bool {
	h := m.verbOf(i)
	if h < i || m.tok(i).Dep != text.DepObl || !m.nominal(i) || m.tok(h).Dep != text.DepAdvcl || m.has(h, text.DepNsubj, text.DepNsubjPass, text.DepMark) {
		return false
	}
	c := m.t.Child(i, text.DepCase)
	if c < 0 || !m.opener.Has(m.lemma(c)) || !m.hang(c, h, text.DepMark) {
		return false
	}
	if m.has(h, text.DepAuxPass) {
		return m.label(i, text.DepNsubjPass)
	}
	return m.label(i, text.DepNsubj)
}

// noted mends what is said where it hangs on the place in which it is said:
// noted in a joint statement that trade had grown.
func (m *mending) noted(i int) bool {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 || i < h || m.tok(h).Dep != text.DepObl || t.Dep != text.DepAclRelcl && t.Dep != text.DepAcl && t.Dep != text.DepCcomp {
		return false
	}
	v := m.verbOf(h)
	if v < 0 || v > h || !m.words.Governs(m.lemma(v)) || !m.where.Has(m.t.Case(h)) {
		return false
	}
	if c := m.t.Child(v, text.DepCcomp); c >= 0 && c < i {
		return false
	}
	for _, k := range m.t.Of(i) {
		if m.tok(int(k)).Dep == text.DepMark && m.lemma(int(k)) == "that" {
			return m.hang(i, v, text.DepCcomp)
		}
	}
	return false
}

// speaker mends a verb of saying behind what is said that has lost its
// subject to it: the town could fall, an aide to the general said.
func (m *mending) speaker(i int) bool {
	t := m.tok(i)
	c := m.t.Child(i, text.DepCcomp)
	if t.Tag != text.TagVBD && t.Tag != text.TagVBZ || c < 0 || c > i || !m.words.Says(m.lemma(i)) || m.has(i, text.DepNsubj, text.DepNsubjPass, text.DepAux) {
		return false
	}
	who := -1
	for k := i - 1; k > c && int(m.t.Right[k]) == i-1; k = int(m.tok(k).Head) {
		who = k
	}
	for k := c + 1; k < who; k++ {
		if m.tok(k).Tag == text.TagComma {
			return m.nominal(who) && m.hang(who, i, text.DepNsubj)
		}
	}
	return false
}

// reported mends the subject of what is said that is taken for the object of
// the saying: police say a blast has killed four.
func (m *mending) reported(i int) bool {
	t := m.tok(i)
	h := m.verbOf(i)
	if t.Dep != text.DepCcomp || h < 0 || h > i || !m.words.Says(m.lemma(h)) || m.has(i, text.DepNsubj, text.DepNsubjPass) {
		return false
	}
	o := m.t.Child(h, text.DepObj)
	if t.Tag == text.TagVB || t.Tag == text.TagVBG || o <= h || o > i {
		return false
	}
	for j := int(m.t.Right[o]) + 1; j < i; j++ {
		if x := m.tok(j).Pos; x != text.AUX && x != text.ADV && x != text.PART {
			return false
		}
	}
	if m.has(i, text.DepAuxPass) {
		return m.hang(o, i, text.DepNsubjPass)
	}
	return m.hang(o, i, text.DepNsubj)
}

// above is how many verbs up a coordinated verb may belong.
const above = 4

// tense mends a past tense that is coordinated with an infinitive: it goes
// with the verb above that has its tense. They warned that they could not wait
// and threatened to leave.
func (m *mending) tense(i int) bool {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepConj || h < 0 || m.has(i, text.DepNsubj, text.DepAux, text.DepAuxPass) {
		return false
	}
	switch first := m.tok(h).Tag; {
	case first == text.TagVB && (t.Tag == text.TagVBD || t.Tag == text.TagVBZ || t.Tag == text.TagVBN):
	case first == text.TagVBN && t.Tag == text.TagVBD && i-h > 2: // tried and failed share their auxiliary
	default:
		return false
	}
	for range above {
		if h = int(m.tok(h).Head); h < 0 {
			return false
		}
		up := m.tok(h)
		if up.Tag == t.Tag || t.Tag == text.TagVBN && up.Tag == text.TagVBD {
			t.Tag, t.Feats = up.Tag, up.Feats
			return m.hang(i, h, text.DepConj)
		}
	}
	return false
}

// near is how many words a day between subject and verb stands before the
// verb at most.
const near = 4

// day mends a day between subject and verb that hangs on the subject: Norway
// on Tuesday promised help.
func (m *mending) day(i int) bool {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 || h > i || t.Dep != text.DepNmod && t.Dep != text.DepNmodUnmarked && t.Dep != text.DepAppos || !m.days.Has(m.lemma(i)) {
		return false
	}
	for range above {
		v := m.verbOf(h)
		x := m.tok(h).Dep
		if (x == text.DepNsubj || x == text.DepNsubjPass) && v > i {
			dep := text.DepOblUnmarked
			if m.has(i, text.DepCase) {
				dep = text.DepObl
			}
			return v-i <= near && m.hang(i, v, dep)
		}
		if x != text.DepAppos && x != text.DepConj && x != text.DepFlat {
			return false
		}
		h = int(m.tok(h).Head)
	}
	return false
}

// gerund mends the clause that a verb governs and that is taken for a manner:
// ruled out sending arms.
func (m *mending) gerund(i int) bool {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepAdvcl || t.Tag != text.TagVBG || h < 0 || h > i || i-h > 2 || m.has(i, text.DepMark) {
		return false
	}
	l := m.lemma(h)
	if i-h == 2 {
		if m.tok(h+1).Dep != text.DepCompoundPrt && m.tok(h+1).Tag != text.TagRP {
			return false
		}
		l += "_" + m.lemma(h+1)
	}
	return m.words.Governs(l) && m.label(i, text.DepXcomp)
}
