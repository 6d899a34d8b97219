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

// caseName mends a name that was taken for a preposition: apologised to
// [Latvia over] the incident.
func (m *mender) caseName(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if t.Dep != text.DepCase || h <= i || i == 0 || m.w.EntityAt(i) == nil || t.Tag == text.TagPOS {
		return
	}
	up := int(m.tok(h).Head)
	if up < 0 || m.tok(i-1).Dep != text.DepCase || int(m.tok(i-1).Head) != h {
		return
	}
	dep := text.DepObl
	if m.tok(up).Pos != text.VERB {
		dep = text.DepNmod
	}
	t.Pos, t.Tag = text.PROPN, text.TagNNP
	if m.hang(i, up, dep) {
		m.hang(i-1, i, text.DepCase)
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

// headline mends a headline's verb that was taken for a plural noun: Saudi
// Arabia lifts blockade.
func (m *mender) headline(i int) {
	t := m.tok(i)
	if t.Tag != text.TagNNS || i == 0 || i+1 >= len(m.d.Tokens) || m.tok(i+1).Sentence != t.Sentence {
		return
	}
	v, ok := m.lex.forms[lower(m.d.Form(i))]
	if !ok || m.lex.words[v] || len(m.lex.verbs[v]) == 0 && len(m.lex.operators[v]) == 0 {
		return
	}
	subj := -1
	for j := i - 1; j >= 0 && j > i-4 && m.tok(j).Sentence == t.Sentence; j-- {
		if m.w.EntityAt(j) != nil {
			subj = j
			break
		}
	}
	switch m.tok(i + 1).Pos {
	case text.NOUN, text.PROPN, text.ADJ, text.DET, text.NUM:
	case text.PART: // Bolivia plans to close its embassy
		if subj != i-1 || len(m.lex.operators[v]) == 0 || t.Head >= 0 || !m.stopped(&m.d.Sentences[t.Sentence]) {
			return
		}
	default:
		return
	}
	if subj < 0 || m.t.Child(i, text.DepCase, text.DepDet) >= 0 {
		return
	}
	h := int(t.Head)
	switch {
	case t.Dep == text.DepCompound && h > i && m.tok(h).Head < 0:
		t.Head, t.Dep = -1, text.DepRoot
		m.tok(h).Head, m.tok(h).Dep = int32(i), text.DepObj
	case h < 0:
		for _, k := range m.t.Of(i) {
			if x := m.tok(int(k)); int(k) > i && nominal(x.Pos) {
				x.Dep = text.DepObj
				break
			} else if int(k) > i && x.Pos == text.VERB && (x.Dep == text.DepAcl || x.Dep == text.DepAdvcl) {
				x.Dep = text.DepXcomp
				break
			}
		}
	default:
		return
	}
	t.Pos, t.Tag, t.Lemma = text.VERB, text.TagVBZ, v
	m.ok = true
	m.hang(subj, i, text.DepNsubj)
}

// modal reports whether a modal verb stands right before token i.
func (m *mender) modal(i int) bool {
	return i > 0 && m.tok(i-1).Tag == text.TagMD && m.tok(i-1).Dep == text.DepAux && int(m.tok(i-1).Head) == i
}

// noun mends words that stand before the wrong head: the subject of a verb
// taken for part of a compound, a noun before a noun taken for a verb, a
// fighting that is a noun.
func (m *mender) noun(i int) {
	t := m.tok(i)
	h := int(t.Head)
	if h < 0 {
		return
	}
	switch {
	case t.Dep == text.DepCompound && h > i && m.tok(h).Pos == text.VERB && m.tok(h).Tag != text.TagVBG && nominal(t.Pos) &&
		m.t.Child(h, text.DepNsubj, text.DepNsubjPass) < 0:
		t.Dep = text.DepNsubj
		m.ok = true
	case t.Pos == text.VERB && (t.Tag == text.TagVB || t.Tag == text.TagVBP) && t.Dep == text.DepObj && i+1 < len(m.d.Tokens) && m.tok(i+1).Dep == text.DepObj && int(m.tok(i+1).Head) == h:
		t.Pos, t.Tag = text.NOUN, text.TagNN
		m.hang(i, i+1, text.DepCompound)
	case t.Pos == text.VERB && t.Tag == text.TagVB && t.Dep == text.DepObj && i+1 < len(m.d.Tokens) && m.tok(i+1).Pos == text.NOUN && m.tok(i+1).Dep == text.DepObj && int(m.tok(i+1).Head) == i:
		t.Pos, t.Tag = text.NOUN, text.TagNN // sent rescue teams
		m.tok(i + 1).Head = int32(h)
		m.hang(i, i+1, text.DepCompound)
	case t.Pos == text.VERB && t.Tag == text.TagVBG && h > i && len(m.lex.nouns[lower(m.d.Form(i))]) > 0 && (t.Dep == text.DepAdvcl || t.Dep == text.DepCsubj) &&
		m.t.Child(h, text.DepNsubj, text.DepNsubjPass) < 0:
		t.Pos, t.Tag, t.Dep, t.Lemma = text.NOUN, text.TagNN, text.DepNsubj, lower(m.d.Form(i))
		m.ok = true
	}
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

// infinitive mends a verb after "to" that was taken for a noun or adjective:
// urged Israel to halt work, asked the Union to mediate.
func (m *mender) infinitive(i int) {
	t := m.tok(i)
	if t.Pos != text.PART && t.Pos != text.ADP || lower(t.Lemma) != "to" || i+1 >= len(m.d.Tokens) || m.tok(i+1).Sentence != t.Sentence {
		return
	}
	n := i + 1
	x := m.tok(n)
	if x.Pos == text.VERB || x.Pos == text.PROPN || x.Pos == text.DET || len(m.lex.verbs[lower(x.Lemma)]) == 0 {
		return
	}
	top := int(t.Head)
	if top < 0 {
		return
	}
	if top == n && x.Pos == text.ADJ && x.Dep == text.DepObl && !m.lex.words[lower(x.Lemma)] {
		x.Pos, x.Tag, x.Dep = text.VERB, text.TagVB, text.DepAdvcl // flew to mediate
		t.Dep, t.Pos, t.Tag = text.DepMark, text.PART, text.TagTO
		m.ok = true
	}
	v := int(m.tok(top).Head)
	if v < 0 || v > i || m.tok(v).Pos != text.VERB || !m.lex.governs(lower(m.tok(v).Lemma)) {
		return
	}
	if top != n && !(x.Dep == text.DepCompound || x.Dep == text.DepAmod) || top == n && t.Pos == text.ADP && !(n+1 < len(m.d.Tokens) && m.tok(n+1).Pos == text.DET) {
		return
	}
	x.Pos, x.Tag = text.VERB, text.TagVB
	if top != n {
		x.Head, x.Dep = int32(v), text.DepXcomp
		m.tok(top).Head, m.tok(top).Dep = int32(n), text.DepObj
		t.Head = int32(n)
	}
	x.Dep, t.Dep, t.Pos, t.Tag = text.DepXcomp, text.DepMark, text.PART, text.TagTO
	m.ok = true
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
