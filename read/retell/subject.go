package retell

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/text"
)

// subject gives the clause a subject that is understood without the sentences
// before it, and reports whether it has one.
func (t *telling) subject() bool {
	if t.subj >= 0 && t.in(t.subj) {
		if t.Day(t.subj) && t.Doc.At(t.subj).Pos == text.PROPN { // Friday were arrested: the words before it are lost
			return false
		}
		if t.Tree.Child(t.subj, text.DepCase) >= 0 { // the parser took what stands before it for a part of it
			n := t.call(t.subj)
			for i := t.First; i <= t.subj; i++ {
				t.cut(i)
			}
			t.drop(t.subj)
			t.put[int(t.Tree.Left[t.subj])] = n
			return n != ""
		}
		return t.name(t.subj)
	}
	t.subj = -1
	c := t.Of(t.Head)
	doer := c.Subject
	if c.Passive || t.Doc.At(t.Head).Tag == text.TagVBN && t.Tree.Child(t.Head, text.DepAux) < 0 && !t.active(t.Head) {
		doer = c.Object
	}
	if doer >= 0 && !t.in(doer) {
		t.front, t.plural = t.phrase(doer), t.plurals(doer)
		if t.front != "" {
			return true
		}
	}
	who := t.Doers
	if c.Passive {
		who = t.Others
	}
	t.front, t.plural = say.List(who), len(who) > 1
	return t.front != ""
}

// name puts names for pronouns into the subject at token i.
func (t *telling) name(i int) bool {
	if t.pronoun(i) {
		if t.Tree.Child(t.Head, text.DepCop) >= 0 && t.Doc.At(i).Feats&text.Plural == 0 && t.Lemma(i) == "it" {
			return false // what it is that something is, no name says
		}
		if t.twice(i) {
			return false
		}
		words := t.phrase(i)
		if t.Status == fact.Denied && words != "" && t.Mention(i).Name == t.Asserter { // he denied that he
			return true
		}
		t.drop(i)
		t.put[int(t.Tree.Left[i])] = words
		return words != ""
	}
	t.owners(i)
	return true
}

// twice reports whether the clause names already whom the pronoun at token i is
// taken to mean: it hardly means him then.
func (t *telling) twice(i int) bool {
	m := t.Mention(i)
	for k := t.First; k < t.Last && m.ID != 0; k++ {
		if pos := t.Doc.At(k).Pos; t.keep[k-t.First] && (pos == text.PROPN || pos == text.NOUN) && t.Mention(k).ID == m.ID && t.Dep(k) != text.DepNmodPoss {
			return true
		}
	}
	return false
}

// owners puts names for the pronouns that say whose noun i is.
func (t *telling) owners(i int) {
	for _, kid := range t.Tree.Of(i) {
		if k := int(kid); t.Dep(k) == text.DepNmodPoss && t.Doc.At(k).Pos == text.PRON {
			if n := t.call(k); n != "" {
				t.cut(k)
				t.put[k] = say.Possessive(n)
			}
		}
	}
}

func (t *telling) pronoun(i int) bool {
	tok := t.Doc.At(i)
	switch tok.Tag {
	case text.TagPRP, text.TagWP, text.TagWDT:
		return t.Dep(i) != text.DepExpl
	}
	return tok.Pos == text.PRON && t.Tree.Child(i, text.DepNmod, text.DepAclRelcl) < 0 && t.Dep(i) != text.DepExpl
}

// phrase returns the noun phrase of token i for use elsewhere: a pronoun's
// name, of a relative pronoun the noun that it stands for; "" where that is
// not known.
func (t *telling) phrase(i int) string {
	for range 3 {
		if a := t.antecedent(i); a >= 0 {
			i = a
		}
	}
	if n := t.Mention(i).Name; t.pronoun(i) || n != "" && t.described(i) {
		return t.call(i)
	}
	c := t.Clause
	c.First, c.Last = int(t.Tree.Left[i]), int(t.Tree.Right[i])+1
	s := t.Doc.Sentences[t.Doc.At(i).Sentence]
	c.First, c.Last = max(c.First, int(s.First)), min(c.Last, int(s.Last))
	p := newTelling(t.Reteller, c)
	p.mark(i, true)
	for _, kid := range t.Tree.Of(i) {
		k := int(kid)
		switch t.Dep(k) {
		case text.DepAclRelcl, text.DepAcl, text.DepAppos, text.DepParataxis, text.DepCase:
			p.drop(k)
		}
	}
	p.owners(i)
	p.told = t.told
	p.names()
	return strings.Trim(p.text(), " ,")
}

// described reports whether noun i only describes the one whom an apposition
// names: his colleague, Rui Salgado.
func (t *telling) described(i int) bool {
	k := t.Tree.Child(i, text.DepAppos)
	return k >= 0 && t.Doc.At(i).Pos == text.NOUN && t.Doc.At(k).Pos == text.PROPN
}

// antecedent returns the noun that a relative pronoun stands for, or -1.
func (t *telling) antecedent(i int) int {
	if !t.Words.Relative.Has(t.Lemma(i)) {
		return -1
	}
	for k := int(t.Doc.At(i).Head); k >= 0; k = int(t.Doc.At(k).Head) {
		if t.Dep(k) == text.DepAclRelcl {
			return int(t.Doc.At(k).Head)
		}
	}
	return -1
}

// text returns the sentence as it stands now.
func (t *telling) text() string {
	var b strings.Builder
	b.WriteString(t.front)
	space := t.front != ""
	word := func(s string, glued bool) {
		if space && !glued && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		space = true
	}
	last := -1 // the token that was written last
	t.loose()
	quotes := t.quotes()
	for i := range t.tokens {
		if s := t.put[i]; s != "" {
			word(s, false)
		}
		if !t.keep[i-t.First] {
			continue
		}
		tok := t.Doc.At(i)
		if tok.Pos == text.PUNCT && !t.punctuates(i, quotes) {
			continue
		}
		glued := t.Doc.At(i-1).Flags&text.SpaceAfter == 0 && (last == i-1 || tok.Flags&text.Joined != 0)
		word(t.form(i), glued && i > t.First)
		last = i
	}
	return strings.Trim(b.String(), " ,;:-–—")
}

// form returns how token i is written.
func (t *telling) form(i int) string {
	switch s := t.instead[i]; {
	case s != "":
		return s
	case t.said >= 0 && i == int(t.Tree.Left[t.said]) && t.Doc.At(i).Pos != text.PROPN && t.Doc.At(i).Flags&text.AllCaps == 0:
		return strings.ToLower(t.Doc.Form(i))
	}
	return t.Doc.Form(i)
}

// tokens yields the clause's tokens as they are told: in their order, but what
// somebody says stands after that he says it.
func (t *telling) tokens(yield func(i int) bool) {
	from, to := t.Last, t.Last // what is said
	if t.said >= 0 {
		from, to = max(t.First, int(t.Tree.Left[t.said])), min(t.Last, int(t.Tree.Right[t.said])+1)
	}
	first, last := t.First, t.First // who says so, where he stands after the verb
	if t.said >= 0 && t.subj > t.Head {
		first, last = max(t.First, int(t.Tree.Left[t.subj])), min(t.Last, int(t.Tree.Right[t.subj])+1)
	}
	for _, s := range [...][2]int{{first, last}, {t.First, t.Last}, {from, to}} {
		whole := s == [2]int{t.First, t.Last}
		for i := s[0]; i < s[1]; i++ {
			if whole && (i >= first && i < last || i >= from && i < to) {
				continue
			}
			if !yield(i) {
				return
			}
		}
	}
}

// loose drops what is left at the end of what was cut off: a preposition, a
// relative pronoun, an article.
func (t *telling) loose() {
	for i := t.Last - 1; i > t.Head && i >= t.First; i-- {
		if !t.keep[i-t.First] {
			continue
		}
		switch t.Doc.At(i).Pos {
		case text.ADP, text.SCONJ, text.CCONJ, text.DET:
			if t.Dep(i) == text.DepCompoundPrt {
				return
			}
		case text.PRON:
			if !t.Words.Relative.Has(t.Lemma(i)) && t.Lemma(i) != "whom" {
				return
			}
		case text.PUNCT:
		default:
			return
		}
		t.cut(i)
	}
}

// quotes reports whether the quotation marks that are kept come in pairs.
func (t *telling) quotes() bool {
	opens, closes := 0, 0
	for i := t.First; i < t.Last; i++ {
		if !t.keep[i-t.First] {
			continue
		}
		switch f := t.Doc.At(i).Flags; {
		case f&text.Opens != 0:
			opens++
		case f&text.Closes != 0:
			closes++
		}
	}
	return opens == closes
}

// punctuates reports whether a mark stays: between words that both stay, and
// quotation marks in pairs.
func (t *telling) punctuates(i int, quotes bool) bool {
	if t.Doc.At(i).Flags&(text.Opens|text.Closes) != 0 {
		return quotes
	}
	return t.kept(i-1) && t.kept(i+1)
}
