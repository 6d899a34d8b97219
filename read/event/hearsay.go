package event

import (
	"strings"

	"github.com/datelinewire/dateline/text"
)

// rumoured is the status of what somebody is accused or suspected of, where
// nobody is named who says so: it may be, unless those concerned deny it.
func (r *reader) rumoured(h int) effect {
	if g := int(r.d.Tokens[h].Head); g >= 0 && r.isNominal(h) {
		switch r.verbLemma(g) {
		case "deny", "reject", "dismiss", "refute":
			return denied
		case "confirm", "verify":
			return happened
		}
	}
	return possible
}

// accuser returns whose claim or allegation noun h is by its own words, or -1.
func (r *reader) accuser(h int) int {
	if !r.isNominal(h) {
		return -1
	}
	for _, k := range r.t.Of(h) {
		switch r.dep(int(k)) {
		case text.DepNmodPoss:
			return int(k)
		case text.DepAmod, text.DepCompound:
			if r.isParty(int(k)) {
				return int(k)
			}
		case text.DepNmod:
			if p, _ := r.preps(int(k)); p == "by" || p == "from" {
				return int(k)
			}
		}
	}
	return -1
}

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

// granted reports whether the preposition of phrase i takes what follows it for
// granted.
func (r *reader) granted(i int) bool {
	p, full := r.preps(i)
	switch p {
	case "despite", "amid", "following", "since":
		return true
	}
	return strings.HasPrefix(full, "in_") && strings.HasSuffix(full, "wake_of")
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
