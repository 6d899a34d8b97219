package event

import (
	"github.com/datelinewire/dateline/text"
)

// word gives a verb that the lexicon knows its lemma.
func (m *mender) word(i int) {
	t := m.tok(i)
	if (t.Pos == text.NOUN || t.Pos == text.ADJ) && t.Tag != text.TagNNS && len(m.lex.verbs[lower(t.Lemma)]) > 0 && m.modal(i) {
		t.Pos, t.Tag = text.VERB, text.TagVB // would boycott
	}
	if t.Pos != text.VERB {
		if n := len(t.Lemma); (t.Pos == text.NOUN || t.Pos == text.PROPN && t.Tag == text.TagNNPS) && n > 4 && t.Lemma[n-1] == 's' && !m.lex.words[lower(t.Lemma)] {
			switch one := lower(t.Lemma[:n-1]); {
			case m.lex.words[one]:
				t.Lemma = one
			case n > 5 && t.Lemma[n-3:] == "ies" && m.lex.words[lower(t.Lemma[:n-3])+"y"]:
				t.Lemma = lower(t.Lemma[:n-3]) + "y"
			}
		}
		return
	}
	if v, ok := m.lex.forms[lower(m.d.Form(i))]; ok && v != t.Lemma && !m.lex.known(t.Lemma) {
		t.Lemma = v
	}
}

// paired mends "troops shot and killed", whose first verb is taken for a noun.
func (m *mender) paired(i int) {
	t := m.tok(i)
	if t.Pos != text.NOUN || t.Tag == text.TagNNS || i+2 >= len(m.d.Tokens) || m.tok(i+1).Pos != text.CCONJ {
		return
	}
	x := m.tok(i + 2)
	v, ok := m.lex.forms[lower(m.d.Form(i))]
	if !ok || x.Pos != text.VERB || x.Tag != text.TagVBD && x.Tag != text.TagVBN || x.Dep != text.DepConj {
		return
	}
	subj := -1
	for _, k := range m.t.Of(i) {
		if x := m.tok(int(k)).Dep; int(k) < i && (x == text.DepCompound || x == text.DepNsubj) {
			subj = int(k) // gunmen [have] shot and killed
		}
	}
	if a := m.t.Child(i, text.DepAux); subj < 0 && a >= 0 {
		if s := m.t.Child(a, text.DepNsubj); s >= 0 && m.hang(s, i, text.DepNsubj) {
			subj = s // soldiers [have] shot and killed, hung on have
		}
	}
	if subj < 0 {
		return
	}
	if !m.hang(i+2, i, text.DepConj) {
		return
	}
	t.Pos, t.Tag, t.Lemma = text.VERB, text.TagVBD, v
	m.tok(subj).Dep = text.DepNsubj
	for _, k := range m.t.Of(i) {
		switch x := m.tok(int(k)); x.Dep {
		case text.DepAmod, text.DepDet, text.DepNummod, text.DepNmodPoss:
			if int(k) < subj {
				m.hang(int(k), subj, x.Dep) // Kenyan police [shot and killed]
			}
		}
	}
	if h := int(t.Head); h >= 0 && t.Dep == text.DepObj && m.lex.says(lower(m.tok(h).Lemma)) {
		t.Dep = text.DepCcomp
	}
}

// active mends a past tense taken for a passive that has no auxiliary.
func (m *mender) active(i int, s *text.Sentence) {
	t := m.tok(i)
	if t.Dep != text.DepNsubjPass || t.Head < int32(i) {
		return
	}
	v := int(t.Head)
	x := m.tok(v)
	if x.Pos != text.VERB || m.t.Child(v, text.DepAuxPass, text.DepAux) >= 0 || x.Dep != text.DepRoot && x.Dep != text.DepCcomp || !m.stopped(s) {
		return
	}
	t.Dep, x.Tag = text.DepNsubj, text.TagVBD
	m.ok = true
}

// modal reports whether a modal verb stands right before token i.
func (m *mender) modal(i int) bool {
	return i > 0 && m.tok(i-1).Tag == text.TagMD && m.tok(i-1).Dep == text.DepAux && int(m.tok(i-1).Head) == i
}

// label mends labels that the parts of speech forbid: a noun that is the
// adverb of a verb is its object, a noun before a verb without subject is its
// subject, an adverb is no subject, a clause under a verb is no relative.
func (m *mender) label(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 {
		return
	}
	v := m.tok(h)
	if v.Pos != text.VERB {
		m.crossed(i, h)
		return
	}
	noun := nominal(t.Pos) && m.w.DateAt(i) == nil
	bare := m.t.Child(i, text.DepCase) < 0
	switch {
	case t.Dep == text.DepNsubjOuter && m.t.Child(h, text.DepNsubj, text.DepNsubjPass, text.DepCop) < 0:
		t.Dep = text.DepNsubj // talks are to begin
		m.ok = true
	case t.Dep == text.DepAclRelcl && i > h && m.lex.governs(lower(v.Lemma)):
		t.Dep = text.DepCcomp
		for _, k := range m.t.Of(i) {
			if x := m.tok(int(k)); lower(x.Lemma) == "that" && x.Dep != text.DepMark {
				x.Dep, x.Tag = text.DepMark, text.TagIN
			}
		}
		m.ok = true
	case t.Dep == text.DepAdvmod && noun && bare && t.Pos == text.PROPN && i > h && m.t.Child(h, text.DepObj, text.DepAuxPass) < 0:
		t.Dep = text.DepObj
		m.ok = true
	case t.Dep == text.DepNsubj && noun && bare && i > h && m.t.Child(h, text.DepObj, text.DepAuxPass, text.DepCop) < 0 && m.t.Child(h, text.DepNsubj) < h && m.t.Child(h, text.DepNsubj) >= 0:
		t.Dep = text.DepObj // vetoed today a resolution
		m.ok = true
	case t.Dep == text.DepCcomp && noun && bare && i < h && m.t.Child(h, text.DepNsubj, text.DepNsubjPass) < 0 && m.t.Child(i, text.DepNsubj, text.DepCop) < 0:
		t.Dep = text.DepNsubj
		m.ok = true
	case t.Dep == text.DepNsubj && (t.Pos == text.ADJ || t.Pos == text.ADV) && i == h-1 && m.w.EntityAt(i) == nil && m.t.Child(h, text.DepNsubj) != i:
		t.Dep = text.DepAdvmod
		m.ok = true
	case t.Dep == text.DepObl && noun && i < h && v.Dep == text.DepAdvcl && m.t.Child(h, text.DepNsubj, text.DepNsubjPass, text.DepMark) < 0:
		c := m.t.Child(i, text.DepCase)
		if c < 0 {
			return
		}
		switch lower(m.tok(c).Lemma) {
		case "after", "before", "as", "since", "until":
			t.Dep = text.DepNsubj
			m.hang(c, h, text.DepMark)
		}
	}
}

// crossed mends an object that was hung on the subject before the verb.
func (m *mender) crossed(i, h int) {
	t := m.tok(i)
	v := int(m.tok(h).Head)
	if (t.Dep == text.DepAclRelcl || t.Dep == text.DepAcl || t.Dep == text.DepCcomp) && i > h && v >= 0 && v < h && m.tok(h).Dep == text.DepObl && m.lex.governs(lower(m.tok(v).Lemma)) {
		// noted in a joint statement that
		for _, k := range m.t.Of(i) {
			if x := m.tok(int(k)); x.Dep == text.DepMark && lower(x.Lemma) == "that" {
				m.hang(i, v, text.DepCcomp)
				return
			}
		}
	}
	if h > i || v <= h || v >= i || t.Pos != text.NOUN || t.Dep != text.DepNmod && t.Dep != text.DepAppos && t.Dep != text.DepConj || m.tok(v).Pos != text.VERB {
		return
	}
	if m.t.Child(i, text.DepCase, text.DepCc) >= 0 || m.t.Child(v, text.DepObj, text.DepAuxPass) >= 0 || m.w.DateAt(i) != nil || m.tok(h).Dep != text.DepNsubj {
		return
	}
	for j := v + 1; j < i; j++ {
		if m.tok(j).Pos == text.VERB || m.tok(j).Tag == text.TagComma {
			return
		}
	}
	m.hang(i, v, text.DepObj)
}

// stolen mends an object that belongs to the clause before it: denied massing
// troops.
func (m *mender) stolen(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 || h >= i-1 || t.Pos != text.NOUN && t.Pos != text.PROPN || t.Dep != text.DepObj && t.Dep != text.DepObl || m.t.Child(i, text.DepCase) >= 0 || m.w.DateAt(i) != nil {
		return
	}
	for _, k := range m.t.Of(h) {
		x := m.tok(int(k))
		if int(k) > h && int(k) < i && x.Dep == text.DepXcomp && x.Tag == text.TagVBG && m.t.Child(int(k), text.DepObj) < 0 {
			m.hang(i, int(k), text.DepObj)
			return
		}
	}
}

// dative mends a receiver drawn into the thing given: given Haiti [eight
// kitchens].
func (m *mender) dative(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepCompound || h <= i+1 || m.tok(h).Dep != text.DepObj || m.w.EntityAt(i) == nil {
		return
	}
	v := int(m.tok(h).Head)
	if v < 0 || v >= i {
		return
	}
	switch lower(m.tok(v).Lemma) {
	case "give", "send", "offer", "grant", "lend", "loan", "promise", "sell", "hand", "pay", "deny", "owe", "allow", "award":
	default:
		return
	}
	for j := i + 1; j < h; j++ {
		if x := m.tok(j); int(x.Head) == h && (x.Dep == text.DepNummod || x.Dep == text.DepDet || x.Dep == text.DepAmod && lower(x.Lemma) == "more") {
			m.hang(i, v, text.DepIobj)
			return
		}
	}
}

// saidSubject mends the subject of what is said taken for the object of the
// saying: police say [a blast] has killed four.
func (m *mender) saidSubject(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepCcomp || h < 0 || h > i || t.Tag != text.TagVBD && t.Tag != text.TagVBN && t.Tag != text.TagVBZ && t.Tag != text.TagVBP {
		return
	}
	if !m.lex.says(lower(m.tok(h).Lemma)) || m.t.Child(i, text.DepNsubj, text.DepNsubjPass) >= 0 {
		return
	}
	o := m.t.Child(h, text.DepObj)
	if o <= h || o > i {
		return
	}
	for j := int(m.t.Right[o]) + 1; j < i; j++ {
		if x := m.tok(j).Pos; x != text.AUX && x != text.ADV && x != text.PART {
			return
		}
	}
	dep := text.DepNsubj
	if m.t.Child(i, text.DepAuxPass) >= 0 {
		dep = text.DepNsubjPass
	}
	m.hang(o, i, dep)
}
