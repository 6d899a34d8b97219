package event

import (
	"github.com/datelinewire/dateline/text"
)

// asksHow reports whether a draft stands in an indirect question that takes it
// for granted: how many were killed, when they left.
func (r *reader) asksHow(d *draft) bool {
	if r.tokBare(d.trigger) {
		return false
	}
	for j := int(r.t.Left[d.trigger]); j < d.trigger; j++ {
		switch r.lemma(j) {
		case "how", "when", "where", "why", "who", "which":
			return true
		}
	}
	return false
}

func (r *reader) tokBare(i int) bool { return r.d.Tokens[i].Pos != text.VERB || r.hasTo(i) }

// allegedly reports whether the text keeps its distance from verb i.
func (r *reader) allegedly(i int) bool {
	for _, k := range r.t.Of(i) {
		if l := r.lemma(int(k)); r.dep(int(k)) == text.DepAdvmod && (l == "allegedly" || l == "purportedly" || l == "supposedly") {
			return true
		}
	}
	return false
}

// awaited reports whether a clause in the present tense says when something else
// will be: once the troops leave, until they sign.
func (r *reader) awaited(i int) bool {
	t := &r.d.Tokens[i]
	present := t.Tag == text.TagVBZ || t.Tag == text.TagVBP || t.Tag == text.TagVBN && r.presentPassive(i)
	if t.Dep != text.DepAdvcl || !present || r.headline(&draft{trigger: i}) || r.t.Child(i, text.DepAux) >= 0 {
		return false
	}
	for _, k := range r.t.Of(i) {
		if x := r.dep(int(k)); int(k) < i && (x == text.DepMark || x == text.DepAdvmod) {
			switch r.lemma(int(k)) {
			case "when", "once", "until", "till", "before", "after":
				return true
			}
		}
	}
	return false
}

// definite reports whether noun i is one that the reader is held to know.
func (r *reader) definite(i int) bool {
	for _, k := range r.t.Of(i) {
		switch r.dep(int(k)) {
		case text.DepNmodPoss:
			return true
		case text.DepDet:
			if l := r.lemma(int(k)); l == "the" || l == "this" || l == "these" || l == "that" {
				return true
			}
		}
	}
	return false
}
