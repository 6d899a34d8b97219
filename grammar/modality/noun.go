package modality

import (
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/text"
)

// cue is the status that the words around a noun give to what it names: the
// planned withdrawal, a visit set for Thursday, talks which were put off. It is
// Keep where they give none.
func (m *Modalities) cue(i int) status.Status {
	s := status.Keep
	for _, k32 := range m.Tree.Of(i) {
		k := int(k32)
		switch m.Dep(k) {
		case text.DepAmod, text.DepCompound, text.DepAdvmod:
			if e := m.Words.Cue(phrase.Lower(m.Doc.Form(k))); e != status.Keep {
				s = e
			}
		case text.DepAcl, text.DepAclRelcl:
			if e := m.set(k); k > i && e != status.Keep {
				s = e
			}
		}
	}
	return s
}

// set is the status under a participle of what it is said of: set, cancelled,
// postponed.
func (m *Modalities) set(k int) status.Status {
	if m.Words.Cue(phrase.Lower(m.Doc.Form(k))) == status.Planned {
		return status.Planned // a visit expected next week
	}
	for _, o := range m.Words.Operators(m.Predicate(k)) {
		switch {
		case o.Slot != "obj" && o.Slot != "comp":
		case o.Status == status.Planned, o.Status == status.Cancelled, o.Status == status.Postponed:
			return o.Status
		}
	}
	return status.Keep
}

// asked reports whether predicate i stands in an indirect question that takes
// it for granted: how many were killed, when they left.
func (m *Modalities) asked(i int) bool {
	if m.Doc.Tokens[i].Pos != text.VERB || m.Infinitive(i) {
		return false
	}
	for j := int(m.Tree.Left[i]); j < i; j++ {
		if m.Words.QuestionWord.Has(m.Lemma(j)) {
			return true
		}
	}
	return false
}

// question reports whether predicate i is what a question asks: did they leave?
// It is not where a word asks for something else that takes it for granted.
func (m *Modalities) question(i int) bool {
	s := &m.Doc.Sentences[m.Doc.Tokens[i].Sentence]
	if m.Doc.Form(int(s.Last)-1) != "?" {
		return false
	}
	for m.Dep(i) == text.DepXcomp || m.Dep(i) == text.DepCcomp {
		i = int(m.Doc.Tokens[i].Head)
	}
	aux, subject := m.Tree.Child(i, text.DepAux, text.DepAuxPass, text.DepCop), m.Tree.Child(i, text.DepNsubj, text.DepNsubjPass)
	if aux < 0 || aux > subject {
		return false
	}
	for j := int(m.Tree.Left[i]); j < i; j++ {
		if m.Words.QuestionWord.Has(m.Lemma(j)) || m.Lemma(j) == "what" {
			return false
		}
	}
	return true
}

// replaced reports whether what token i heads was not done, for something else
// was: instead of leaving, rather than a strike.
func (m *Modalities) replaced(i int) bool {
	if k := m.Tree.Child(i, text.DepCc); k >= 0 && m.Words.Instead.Has(m.Fixed(k)) {
		return true
	}
	_, full := m.Preposition(i)
	return m.Words.Instead.Has(full)
}

// overdue reports whether verb i is what has, or is, yet to be done.
func (m *Modalities) overdue(i int) bool {
	first := int(m.Doc.Sentences[m.Doc.Tokens[i].Sentence].First)
	for k := i - 1; k > first && k > i-4; k-- {
		if m.Doc.Tokens[k].Tag == text.TagTO {
			return m.Lemma(k-1) == "yet"
		}
	}
	return false
}

// supposed returns the status of a predicate in a condition that opens its
// sentence by its order of words alone, which the parser seldom knows: had they
// left, talks would have begun; should they leave, talks will. Keep for others.
func (m *Modalities) supposed(i int) status.Status {
	s := &m.Doc.Sentences[m.Doc.Tokens[i].Sentence]
	first := int(s.First)
	opening := m.Words.Auxiliary(phrase.Lower(m.Doc.Form(first)))
	if i == first || m.Doc.Tokens[first].Pos != text.AUX && m.Doc.Tokens[first].Pos != text.VERB || opening == "" {
		return status.Keep
	}
	comma := i
	for ; comma < int(s.Last) && m.Doc.Form(comma) != ","; comma++ {
		if comma > i && m.Doc.Tokens[comma].Tag == text.TagMD {
			return status.Keep
		}
	}
	for k := comma; k < int(s.Last); k++ {
		switch {
		case m.Doc.Tokens[k].Tag != text.TagMD:
		case opening == "have" && m.Within(i).Negated:
			return status.Happened // had the talks not failed
		case opening == "have":
			return status.NotHappened
		default:
			return status.Possible
		}
	}
	return status.Keep
}

// Foretold reports whether a headline tells predicate i by its own form as what
// is to come: pope to meet king; premier expected in Oslo.
func (m *Modalities) Foretold(i int) bool {
	return m.inHead(i) && (m.expected(i) || m.announced(i))
}

// inHead reports whether token i stands in a headline or the line below it.
func (m *Modalities) inHead(i int) bool {
	k := m.Doc.KindOf(i)
	return k == text.Headline || k == text.Deck
}

// expected reports whether predicate i is a participle that itself says that
// something is to come, and not of what else: is expected in Oslo on Monday.
func (m *Modalities) expected(i int) bool {
	t := m.Doc.Tokens[i].Tag
	if t != text.TagVBN && (t != text.TagVBD || !m.inHead(i)) {
		return false
	}
	return m.Words.Cue(phrase.Lower(m.Doc.Form(i))) == status.Planned &&
		m.Tree.Child(i, text.DepObj, text.DepXcomp, text.DepCcomp) < 0
}

// announced reports whether a headline tells predicate i as what is to come by an
// infinitive that no verb governs: pope to meet king; Peru to free rebels.
func (m *Modalities) announced(i int) bool {
	if !m.inHead(i) {
		return false
	}
	s := &m.Doc.Sentences[m.Doc.Tokens[i].Sentence]
	to := i - 1
	for to > int(s.First) && (m.Doc.Tokens[to].Pos == text.ADV || m.Lemma(to) == "be") {
		to--
	}
	if to <= int(s.First) || m.Doc.Form(to) != "to" || !m.Nominal(to-1) && m.Lemma(to-1) != "not" {
		return false
	}
	for k := to - 1; k >= int(s.First) && m.Doc.Form(k) != ","; k-- {
		if p := m.Doc.Tokens[k].Pos; p == text.VERB || p == text.AUX {
			return false // plans to, troops sent to
		}
	}
	for k := i + 1; k < int(s.Last) && m.Doc.Form(k) != ","; k++ {
		if finite(m.Doc.Tokens[k].Tag) {
			return false // bid to oust premier fails
		}
	}
	return true
}

func finite(t text.Tag) bool {
	return t == text.TagVBD || t == text.TagVBZ || t == text.TagVBP || t == text.TagMD
}

// distant reports whether the text keeps its distance from verb i: allegedly.
func (m *Modalities) distant(i int) bool {
	for _, k := range m.Tree.Of(i) {
		if m.Dep(int(k)) == text.DepAdvmod && m.Words.Distance.Has(m.Lemma(int(k))) {
			return true
		}
	}
	return false
}

// awaited reports whether a clause in the present tense says when something
// else will be: once the troops leave, until they sign. Headlines tell the past
// in the present.
func (m *Modalities) awaited(i int) bool {
	t := &m.Doc.Tokens[i]
	if m.inHead(i) || t.Dep != text.DepAdvcl || m.Tree.Child(i, text.DepAux) >= 0 {
		return false
	}
	passive := m.Tree.Child(i, text.DepAuxPass)
	if !present(t.Tag) && !(t.Tag == text.TagVBN && passive >= 0 && present(m.Doc.Tokens[passive].Tag)) {
		return false
	}
	for _, k := range m.Tree.Of(i) {
		if x := m.Dep(int(k)); int(k) < i && (x == text.DepMark || x == text.DepAdvmod) && m.Words.Awaited.Has(m.Lemma(int(k))) {
			return true
		}
	}
	return false
}
