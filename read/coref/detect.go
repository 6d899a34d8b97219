package coref

import (
	"cmp"
	"context"
	"slices"

	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// detect finds the phrases that can mean something: for each noun, name,
// pronoun and number that heads a phrase the phrase with all that belongs to
// it, and for a coordination the whole row as well. Appositions, prepositions,
// copulas and the marks around a phrase are no part of it; relative clauses
// are. It returns them in order of their beginning, the longer one first.
func detect(ctx context.Context, d *text.Document, t *tree.Tree, v *vocabulary) []Mention {
	var out []Mention
	for i := range read.Each(ctx, len(d.Tokens)) {
		if !heads(d, t, v, i) {
			continue
		}
		l, r := phrase(d, t, i)
		out = append(out, Mention{First: int32(l), Last: int32(r + 1), Head: int32(i)})
		if end := row(d, t, i); end > r {
			out = append(out, Mention{First: int32(l), Last: int32(end + 1), Head: int32(i), Row: true})
		}
	}
	slices.SortFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Head, b.Head))
	})
	return slices.CompactFunc(out, func(a, b Mention) bool { return a.First == b.First && a.Last == b.Last })
}

// heads reports whether token i heads a phrase that can mean something.
func heads(d *text.Document, t *tree.Tree, v *vocabulary, i int) bool {
	tok := &d.Tokens[i]
	switch tok.Dep {
	case text.DepFlat, text.DepGoeswith, text.DepFixed, text.DepExpl, text.DepCase, text.DepMark, text.DepDet, text.DepNmodDesc, text.DepCc:
		return false
	}
	if tok.Flags&(text.Word|text.Digits) == 0 {
		return false
	}
	switch tok.Pos {
	case text.NOUN, text.PROPN:
		return true
	case text.PRON:
		return tok.Tag != text.TagWP && tok.Tag != text.TagWDT && tok.Tag != text.TagWPS && tok.Tag != text.TagEX
	case text.NUM:
		return tok.Dep != text.DepNummod && tok.Dep != text.DepCompound && tok.Dep != text.DepAmod
	case text.DET, text.ADJ:
		switch tok.Dep {
		case text.DepNsubj, text.DepNsubjPass, text.DepObj:
			return true
		}
	}
	return false
}

// What a dependent is to the phrase of its head.
const (
	part    = iota // it belongs to the phrase
	pending        // it belongs to it where something behind it does
	stop           // the phrase ends before it
)

// phrase returns the first and last token of the phrase that token i heads.
func phrase(d *text.Document, t *tree.Tree, i int) (l, r int) {
	kids := t.Of(i)
	clause := t.Child(i, text.DepCop, text.DepNsubj, text.DepNsubjPass) >= 0
	l, r = i, i
	k := 0
	for k < len(kids) && int(kids[k]) < i {
		k++
	}
	for j := k - 1; j >= 0; j-- {
		x := int(kids[j])
		if is := belongs(d, x, true, clause); is == stop {
			break
		} else if is == part {
			l = min(l, int(t.Left[x]))
		}
	}
	for _, x := range kids[k:] {
		if is := belongs(d, int(x), false, clause); is == stop {
			break
		} else if is == part {
			r = max(r, int(t.Right[x]))
		}
	}
	return trim(d, l, r, i)
}

func belongs(d *text.Document, x int, left, clause bool) int {
	switch d.Tokens[x].Dep {
	case text.DepPunct, text.DepDiscourse, text.DepAdvmod, text.DepCcPreconj, text.DepReparandum, text.DepDep, text.DepVocative:
		return pending
	case text.DepDet, text.DepDetPredet, text.DepAmod, text.DepCompound, text.DepNmodPoss, text.DepNummod, text.DepFlat, text.DepNmodDesc, text.DepGoeswith, text.DepFixed:
		return part
	case text.DepNmod, text.DepNmodUnmarked, text.DepAcl, text.DepAclRelcl:
		return part
	case text.DepCase:
		if !left && d.Tokens[x].Tag == text.TagPOS {
			return part
		}
	case text.DepObl, text.DepOblUnmarked, text.DepOblAgent, text.DepObj, text.DepXcomp, text.DepCcomp, text.DepCompoundPrt:
		if !clause {
			return part
		}
	case text.DepAdvcl:
		return pending
	}
	return stop
}

// trim takes marks off the ends of a phrase, except those that close what was
// opened in it.
func trim(d *text.Document, l, r, head int) (int, int) {
	for l < head && d.Tokens[l].Pos == text.PUNCT && d.Tokens[l].Flags&text.Opens == 0 {
		l++
	}
	for r > head && d.Tokens[r].Pos == text.PUNCT && d.Tokens[r].Flags&text.Closes == 0 {
		r--
	}
	return l, r
}

// row returns the last token of the coordination that token i opens, or -1.
func row(d *text.Document, t *tree.Tree, i int) int {
	end := -1
	if d.Tokens[i].Dep == text.DepConj {
		return end
	}
	for _, x := range t.Of(i) {
		tok := &d.Tokens[x]
		if int(x) > i && tok.Dep == text.DepConj && (tok.Pos == text.NOUN || tok.Pos == text.PROPN || tok.Pos == text.PRON || tok.Pos == text.NUM) {
			_, end = phrase(d, t, int(x))
		}
	}
	return end
}
