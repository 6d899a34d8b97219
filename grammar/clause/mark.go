package clause

import "github.com/datelinewire/dateline/text"

// Predicate returns the lemma of predicate i in small letters, with the
// particle or noun that makes another verb of it: call_off, take_part.
func (r *Clauses) Predicate(i int) string {
	l := r.Lemma(i)
	if r.Doc.At(i+1).Tag == text.TagRP {
		if j := l + "_" + r.Lemma(i+1); r.Words.Joined(j) {
			return j
		}
	}
	for _, k := range r.Tree.Of(i) {
		t := &r.Doc.Tokens[k]
		switch t.Dep {
		case text.DepCompoundPrt:
			return l + "_" + r.Lemma(int(k))
		case text.DepAdvmod:
			if t.Tag != text.TagRP && t.Tag != text.TagRB && t.Tag != text.TagIN {
				continue
			}
		case text.DepXcomp, text.DepAmod, text.DepObj, text.DepObl:
		default:
			continue
		}
		if j := l + "_" + r.Lemma(int(k)); int(k) > i && r.Words.Joined(j) {
			return j
		}
	}
	return l
}

// Marked reports whether clause i is introduced by a word that is one of those.
func (r *Clauses) Marked(i int, by func(lemma string) bool) bool {
	for _, k := range r.Tree.Of(i) {
		if r.Dep(int(k)) == text.DepMark && by(r.Lemma(int(k))) {
			return true
		}
	}
	return false
}

// Under reports whether clause i is introduced by a word.
func (r *Clauses) Under(i int, word string) bool {
	return r.Marked(i, func(l string) bool { return l == word })
}

// That reports whether clause i is introduced by that.
func (r *Clauses) That(i int) bool { return r.Under(i, "that") }

// Infinitive reports whether clause i is an infinitive with to.
func (r *Clauses) Infinitive(i int) bool { return r.Under(i, "to") }

// Subjunctive reports whether clause i has a bare verb: insists that they leave.
func (r *Clauses) Subjunctive(i int) bool {
	t := r.Doc.Tokens[i].Tag
	return (t == text.TagVB || t == text.TagVBP) && r.Tree.Child(i, text.DepAux, text.DepCop) < 0
}

// Tag reports whether predicate i is the "X said" that is set beside or behind
// what X said. Parsers make it parataxis, a clause of manner or a conjunct.
func (r *Clauses) Tag(i int) bool {
	t := &r.Doc.Tokens[i]
	h := int(t.Head)
	if h < 0 || !r.Says(i) {
		return false
	}
	switch t.Dep {
	case text.DepParataxis:
		return true
	case text.DepAdvcl, text.DepConj, text.DepAcl, text.DepDep:
		if i < h || r.Tree.Child(i, text.DepNsubj) < 0 || r.Tree.Child(i, text.DepMark, text.DepCc, text.DepCcomp, text.DepXcomp, text.DepObj) >= 0 {
			return false
		}
		return t.Tag != text.TagVBG
	}
	return false
}

// Says reports whether predicate i puts its complement into its subject's mouth.
func (r *Clauses) Says(i int) bool { return r.Words.Says(r.Predicate(i)) }

// TagOf returns the "X said" that is set beside predicate i, or -1.
func (r *Clauses) TagOf(i int) int {
	for _, k := range r.Tree.Of(i) {
		if r.Tag(int(k)) {
			return int(k)
		}
	}
	return -1
}

// Clausal reports whether token k is a clause, a nominal one too: that it is
// ready.
func (r *Clauses) Clausal(k int) bool {
	if t := &r.Doc.Tokens[k]; t.Pos == text.VERB || t.Pos == text.AUX {
		return true
	}
	return r.Tree.Child(k, text.DepNsubj, text.DepCop, text.DepNsubjPass) >= 0 || r.Dep(k) == text.DepXcomp || r.Dep(k) == text.DepCcomp
}
