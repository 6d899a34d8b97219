package clause

import (
	"iter"

	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/text"
)

// outermost is over how many governors a report is looked for.
const outermost = 16

// Reporters yields the phrases in whose mouth the text puts predicate i, from
// the inside, each with what it makes of it: beside it (X said, according to X),
// then whoever by a word that governs it says, asks for, denies or promises it
// (X called for talks, X's claim that), up to the first clause that is said,
// with which it ends. What is said is told in all its parts, and comes with
// Keep; what is asked for, denied or promised only as that.
func (r *Clauses) Reporters(i int) iter.Seq2[int, status.Status] {
	return func(yield func(int, status.Status) bool) {
		cur, whole := i, true
		for range outermost {
			if cur < 0 || !r.beside(cur, i, yield) {
				return
			}
			h := int(r.Doc.Tokens[cur].Head)
			if h < 0 || r.aside(cur) {
				return
			}
			c := r.Within(h)
			who, as, ok := r.voiced(cur, &c)
			if dep := r.Dep(cur); (dep == text.DepCcomp || dep == text.DepConj && r.That(cur)) && r.Says(h) {
				if who = c.Subject; who >= 0 && !c.Negated && !r.Negated(who) {
					yield(who, status.Keep)
					return
				}
			} else if ok && (whole || as == status.Keep) && !yield(who, as) {
				return
			}
			whole = whole && r.Dep(cur) == text.DepConj
			cur = h
		}
	}
}

// voiced returns who by the word of c says, asks for, denies or promises what
// stands under it at token cur, and as what it is then told; false where nobody
// does.
func (r *Clauses) voiced(cur int, c *Clause) (who int, as status.Status, ok bool) {
	op, ok := r.Operator(c.Lemma, c.Head, r.Slots(cur, c), r.Infinitive(cur) || c.Lemma == "insist" && r.Subjunctive(cur))
	switch {
	case !ok:
	case op.Vows, op.Status == status.Sought, op.Status == status.Denied:
		as = op.Status
	default:
		ok = op.Says
	}
	if !ok {
		return -1, as, false
	}
	if who = c.Subject; who < 0 && r.Nominal(c.Head) {
		who = r.Owner(c.Head)
	}
	return who, as, who >= 0 && !c.Negated && !r.Negated(who)
}

// aside reports whether clause i tells what others did meanwhile: X says this,
// while Y did that.
func (r *Clauses) aside(i int) bool {
	return r.Dep(i) == text.DepAdvcl && (r.Under(i, "while") || r.Under(i, "whereas")) && r.Tree.Child(i, text.DepNsubj) >= 0
}

// beside yields who is said to say it beside token cur, which governs predicate
// i, and reports whether more is wanted.
func (r *Clauses) beside(cur, i int, yield func(int, status.Status) bool) bool {
	for _, k32 := range r.Tree.Of(cur) {
		k := int(k32)
		who := -1
		switch dep := r.Dep(k); {
		case dep == text.DepParataxis || r.Tag(k):
			within := int32(i) >= r.Tree.Left[k] && int32(i) <= r.Tree.Right[k]
			if l := r.Predicate(k); !within && (r.Words.Says(l) || l == "deny") {
				c := r.Within(k)
				who = c.Subject // it was reported by X, too
			}
		case dep == text.DepObl || dep == text.DepNmod:
			if p, _ := r.Preposition(k); p == "accord" || p == "according" {
				who = k
			}
		}
		if who >= 0 && !yield(who, status.Keep) {
			return false
		}
	}
	return true
}
