package clause

import (
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// Slots names the slots in which token cur stands under the predicate of c: obj,
// subj, comp, compound or a preposition, the likelier one first; "" for none.
func (r *Clauses) Slots(cur int, c *Clause) [2]string {
	if cur == c.Object && r.Nominal(cur) && r.Dep(cur) == text.DepObl {
		return [2]string{"obj", ""}
	}
	switch r.Dep(cur) {
	case text.DepXcomp, text.DepCcomp, text.DepCsubj, text.DepCsubjPass:
		if r.Nominal(cur) && !r.Clausal(cur) {
			return [2]string{"obj", "comp"}
		}
		return [2]string{"comp", "obj"}
	case text.DepObj, text.DepNsubjPass:
		return [2]string{"obj", ""}
	case text.DepNsubj, text.DepNsubjOuter:
		if k := r.Doc.KindOf(cur); (k == text.Headline || k == text.Deck) && c.Object < 0 {
			return [2]string{"subj", "obj"} // talks put off: a passive without its auxiliary
		}
		return [2]string{"subj", ""}
	case text.DepObl, text.DepNmod, text.DepOblAgent:
		p, _ := r.Preposition(cur)
		return [2]string{p, ""}
	case text.DepAclRelcl:
		if r.Content(cur, c.Head) {
			return [2]string{"comp", ""}
		}
	case text.DepAcl:
		return r.clauseSlots(cur, nil)
	case text.DepAdvcl:
		return r.clauseSlots(cur, c)
	case text.DepCompound, text.DepAmod:
		return [2]string{"compound", ""}
	}
	return [2]string{}
}

// clauseSlots names the slots of an adverbial clause under c, and those of a
// clause under a noun where c is nil.
func (r *Clauses) clauseSlots(cur int, c *Clause) [2]string {
	p, _ := r.Preposition(cur)
	infinitive := r.Infinitive(cur)
	switch {
	case r.That(cur), c == nil && infinitive, c != nil && r.Under(cur, "whether"):
		return [2]string{"comp", ""}
	case r.Words.TopicClause.Has(p):
		return [2]string{p, "comp"}
	case c != nil && r.Words.AsClause.Has(p):
		return [2]string{p, ""}
	case c != nil && infinitive && (c.Object >= 0 || c.Passive || r.Words.Governs(c.Lemma)):
		return [2]string{"comp", ""}
	}
	return [2]string{}
}

// Operator returns what a word, at token h, does to what stands in one of the
// slots under it, and false where it does nothing. infinitive says that a
// clause there is what is to be done, not what is so: told him to go, told him
// that.
func (r *Clauses) Operator(lemma string, h int, slots [2]string, infinitive bool) (words.Operator, bool) {
	all := r.Words.Operators(lemma)
	for _, slot := range slots {
		if slot == "" || lemma == "call" && slot == "comp" && !r.CallsOn(h) {
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
