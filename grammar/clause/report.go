package clause

import (
	"iter"

	"github.com/datelinewire/dateline/text"
)

// outermost is over how many governors a report is looked for.
const outermost = 16

// Reporters yields the phrases in whose mouth the text puts predicate i, from
// the inside: beside it (X said, according to X), then the subject of the verb
// of saying above, with which it ends.
func (r *Clauses) Reporters(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		cur := i
		for range outermost {
			if cur < 0 || !r.beside(cur, i, yield) {
				return
			}
			h := int(r.Doc.Tokens[cur].Head)
			if h < 0 || r.aside(cur) {
				return
			}
			if r.Dep(cur) == text.DepCcomp && r.Says(h) {
				if c := r.Within(h); c.Subject >= 0 {
					yield(c.Subject)
					return
				}
			}
			cur = h
		}
	}
}

// aside reports whether clause i tells what others did meanwhile: X says this,
// while Y did that.
func (r *Clauses) aside(i int) bool {
	return r.Dep(i) == text.DepAdvcl && (r.Under(i, "while") || r.Under(i, "whereas")) && r.Tree.Child(i, text.DepNsubj) >= 0
}

// beside yields who is said to say it beside token cur, which governs predicate
// i, and reports whether more is wanted.
func (r *Clauses) beside(cur, i int, yield func(int) bool) bool {
	for _, k32 := range r.Tree.Of(cur) {
		k := int(k32)
		who := -1
		switch dep := r.Dep(k); {
		case dep == text.DepParataxis || r.Tag(k):
			within := int32(i) >= r.Tree.Left[k] && int32(i) <= r.Tree.Right[k]
			if l := r.Predicate(k); !within && (r.Words.Says(l) || l == "deny") {
				who = r.Tree.Child(k, text.DepNsubj)
			}
		case dep == text.DepObl || dep == text.DepNmod:
			if p, _ := r.Preposition(k); p == "accord" || p == "according" {
				who = k
			}
		}
		if who >= 0 && !yield(who) {
			return false
		}
	}
	return true
}
