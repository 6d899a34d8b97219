package modality

import (
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// Slots names the slots in which token cur stands under the predicate of c: obj,
// subj, comp, compound or a preposition, the likelier one first; "" for none.
func (m *Modalities) Slots(cur int, c *clause.Clause) [2]string {
	if cur == c.Object && m.Nominal(cur) && m.Dep(cur) == text.DepObl {
		return [2]string{"obj", ""}
	}
	switch m.Dep(cur) {
	case text.DepXcomp, text.DepCcomp, text.DepCsubj, text.DepCsubjPass:
		if m.Nominal(cur) && !m.Clausal(cur) {
			return [2]string{"obj", "comp"}
		}
		return [2]string{"comp", "obj"}
	case text.DepObj, text.DepNsubjPass:
		return [2]string{"obj", ""}
	case text.DepNsubj, text.DepNsubjOuter:
		return [2]string{"subj", ""}
	case text.DepObl, text.DepNmod, text.DepOblAgent:
		p, _ := m.Preposition(cur)
		return [2]string{p, ""}
	case text.DepAclRelcl:
		if m.Content(cur, c.Head) {
			return [2]string{"comp", ""}
		}
	case text.DepAcl:
		return m.clauseSlots(cur, nil)
	case text.DepAdvcl:
		return m.clauseSlots(cur, c)
	case text.DepCompound, text.DepAmod:
		return [2]string{"compound", ""}
	}
	return [2]string{}
}

// clauseSlots names the slots of an adverbial clause under c, and those of a
// clause under a noun where c is nil.
func (m *Modalities) clauseSlots(cur int, c *clause.Clause) [2]string {
	p, _ := m.Preposition(cur)
	infinitive := m.Infinitive(cur)
	switch {
	case m.That(cur), c == nil && infinitive, c != nil && m.Under(cur, "whether"):
		return [2]string{"comp", ""}
	case m.Words.TopicClause.Has(p):
		return [2]string{p, "comp"}
	case c != nil && m.Words.AsClause.Has(p):
		return [2]string{p, ""}
	case c != nil && infinitive && (c.Object >= 0 || c.Passive || m.Words.Governs(c.Lemma)):
		return [2]string{"comp", ""}
	}
	return [2]string{}
}

// Operator returns what a word, at token h, does to what stands in one of the
// slots under it, and false where it does nothing. infinitive says that a
// clause there is what is to be done, not what is so: told him to go, told him
// that.
func (m *Modalities) Operator(lemma string, h int, slots [2]string, infinitive bool) (words.Operator, bool) {
	all := m.Words.Operators(lemma)
	for _, slot := range slots {
		if slot == "" || lemma == "call" && slot == "comp" && !m.CallsOn(h) {
			continue
		}
		for _, o := range all {
			if o.Slot == slot && !(slot == "comp" && o.Says == infinitive && reads(all, !o.Says)) {
				return o, true
			}
		}
	}
	return words.Operator{}, false
}

// reads reports whether a word has, for a clause, the reading in which its
// subject does (or does not) assert it.
func reads(all []words.Operator, says bool) bool {
	for _, o := range all {
		if o.Slot == "comp" && o.Says == says {
			return true
		}
	}
	return false
}
