package retell

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/text"
)

// verb puts the predicate into a form that stands by itself, by the status of
// what is told, and reports whether there is one.
func (t *telling) verb() bool {
	at, finite := t.group()
	tag := t.Doc.At(t.Head).Tag
	switch {
	case finite:
		if k := t.Tree.Child(t.Head, text.DepMark); t.to && t.in(k) { // is to come
			t.keep[k-t.First] = true
		}
		t.backshift()
		t.pluperfect()
		return true
	case t.Status == fact.NotHappened: // promised not to sell, in a bid to avoid: what is not, another word says
		return false
	case tag == text.TagVBN && t.active(t.Head):
		t.instead[t.Head] = t.Past(t.Head)
		return true
	case tag == text.TagVBG && t.Tree.Child(t.Head, text.DepAux) >= 0 && t.Tree.Child(t.Head, text.DepAux) < t.Head: // will discussing
		return false
	case t.to || tag == text.TagVB || t.shares() || t.Tree.Child(t.Head, text.DepAux, text.DepAuxPass) >= 0:
		aux := say.Auxiliary(t.Status)
		t.before(at, aux)
		return aux != ""
	case tag == text.TagVBG && t.Status == fact.Happened:
		t.instead[t.Head] = t.Past(t.Head)
		return true
	case tag == text.TagVBG:
		return t.Status == fact.Ongoing && t.be(at, true, "is", "are")
	case tag == text.TagVBN && t.subj >= 0 && t.Dep(t.subj) == text.DepNsubj: // the same form as the past
		return true
	case tag == text.TagVBN:
		return t.be(at, t.Status == fact.Happened, "was", "were")
	}
	return false
}

// active reports whether what looks like a passive participle has an object: it is
// the past tense, which is written the same.
func (t *telling) active(i int) bool {
	return t.Doc.At(i).Tag == text.TagVBN && t.Tree.Child(i, text.DepAux, text.DepAuxPass) < 0 && t.Tree.Child(i, text.DepObj) > i
}

// shares reports whether the predicate goes with the auxiliary of the one that
// it is joined to: will hand over nine and receive ten.
func (t *telling) shares() bool {
	tok := t.Doc.At(t.Head)
	if tok.Dep != text.DepConj || t.subj >= 0 || tok.Tag != text.TagVBP {
		return false
	}
	aux := t.Tree.Child(int(tok.Head), text.DepAux)
	return aux >= 0 && t.Doc.At(aux).Tag == text.TagMD
}

// be puts a form of to be before a participle: where the act is done, one of
// these two, else what the status asks for.
func (t *telling) be(at int, done bool, one, many string) bool {
	if done {
		if t.many() {
			one = many
		}
		t.before(at, one)
		return true
	}
	aux := say.Auxiliary(t.Status)
	if aux == "" || t.Status == fact.NotHappened {
		return false
	}
	t.before(at, aux+" be")
	return true
}

// group returns the first token of the predicate's words, and reports whether
// one of them is finite.
func (t *telling) group() (at int, finite bool) {
	at = t.Head
	is := func(i int) bool {
		tok := t.Doc.At(i)
		switch tok.Tag {
		case text.TagVBD, text.TagVBZ, text.TagVBP, text.TagMD:
			return true
		}
		return tok.Feats&text.Finite != 0
	}
	finite = is(t.Head) && !t.shares()
	for _, kid := range t.Tree.Of(t.Head) {
		k := int(kid)
		switch t.Dep(k) {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			finite = finite || is(k)
			at = min(at, k)
		case text.DepAdvmod:
			if k < t.Head && t.Negating(k) {
				at = min(at, k)
			}
		}
	}
	return at, finite
}

// denied reports whether the clause has its own not.
func (t *telling) denied() bool {
	k := t.Tree.Child(t.Head, text.DepAdvmod)
	return k >= 0 && k < t.Head && t.Negating(k)
}

// Negating reports whether token i is not or never.
func (r *Reteller) Negating(i int) bool { return r.Words.NegatingAdverb.Has(r.Lemma(i)) }

// backshift takes back what reported speech does to the future: that it would
// come is that it will.
func (t *telling) backshift() {
	k := t.Tree.Child(t.Head, text.DepAux)
	if !t.Asserted || k < 0 || !t.kept(k) {
		return
	}
	switch word := t.Doc.Form(k); {
	case word == "would" && t.Status == fact.Planned:
		t.put[k] = "will"
	case word == "might" && t.Status == fact.Possible:
		t.put[k] = "may"
	default:
		return
	}
	t.cut(k)
}

// pluperfect tells what had been done before something else, which is not told,
// as done: had expelled is expelled, had been closed was closed.
func (t *telling) pluperfect() {
	var had, been int = -1, -1
	for _, kid := range t.Tree.Of(t.Head) {
		switch k := int(kid); t.Dep(k) {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			switch {
			case !t.kept(k):
			case t.Doc.At(k).Tag == text.TagVBD && t.Lemma(k) == "have" && had < 0:
				had = k
			case t.Lemma(k) == "be" && t.Doc.At(k).Tag == text.TagVBN && been < 0:
				been = k
			default:
				return
			}
		case text.DepAdvcl, text.DepAdvmod:
			if t.kept(k) && (k < t.Head || t.Dep(k) == text.DepAdvcl) { // already, never; had left when they came
				return
			}
		}
	}
	switch {
	case had < 0 || t.Status != fact.Happened:
		return
	case been >= 0 && t.many():
		t.instead[been] = "were"
	case been >= 0:
		t.instead[been] = "was"
	case t.Doc.At(t.Head).Tag == text.TagVBN:
		t.instead[t.Head] = t.Past(t.Head)
	default:
		return
	}
	t.cut(had)
}

// before puts words before token i.
func (t *telling) before(i int, words string) {
	if t.put[i] != "" {
		words = t.put[i] + " " + words
	}
	t.put[i] = words
}

// many reports whether the subject is more than one.
func (t *telling) many() bool {
	if t.subj < 0 {
		return t.plural
	}
	return t.plurals(t.subj)
}

// plurals reports whether a phrase is more than one by its head: a plural, what is
// joined to another, an adjective that stands for a noun (most, many, the poor).
func (r *Reteller) plurals(i int) bool {
	switch r.Doc.At(i).Tag {
	case text.TagNNS, text.TagNNPS, text.TagJJ, text.TagJJS:
		return true
	}
	return r.Tree.Child(i, text.DepConj) >= 0 || r.Doc.At(i).Feats&text.Plural != 0
}
