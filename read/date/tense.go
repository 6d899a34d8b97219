package date

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/text"
)

// direction is which way from the story's day a bare weekday or month points.
type direction uint8

const (
	either direction = iota
	past
	future
)

// readVerbs takes the words by which tense is told where the text has no tags.
func (v *vocabulary) readVerbs(ask *lang.Request) error {
	v.verbs = make(map[string]direction, 400)
	for _, row := range ask.Rows("tense-form") {
		switch row.Value() {
		case "past":
			v.verbs[row.Word] = past
		case "future":
			v.verbs[row.Word] = future
		default:
			return fmt.Errorf("date: tense of %s: no direction %q", row.Word, row.Value())
		}
	}
	return nil
}

// direction returns which way the clause around atom i points. It is worked out
// once per expression.
func (p *parser) direction(i int) direction {
	if p.dirAt == i+1 {
		return p.dir
	}
	p.dirAt, p.dir = i+1, either
	if t := p.at(i).tok; t >= 0 && len(p.d.Tokens) > 0 {
		p.dir = p.tense(int(t), int(p.a[len(p.a)-1].tok))
		switch {
		case p.at(i).is(cWeekday) && p.saidOn(i):
			p.dir = past
		case p.scheduled(i):
			p.dir = future
		case p.dir == past && (p.putOff(i) || p.setFor(i)):
			p.dir = future
		case p.dir == past && !p.at(i).is(cWeekday) && (p.deadline(i) || p.dueIn(i)):
			p.dir = either // the vote that had been promised by the end of May
		case p.dir == future && p.deadline(i) && p.longPromised(int(t)):
			p.dir = either // in July they promised to sign by the end of September
		case p.dir == future && p.at(i).is(cWeekday) && p.ch(i+1, '\'') && !p.modalIn(int(t)):
			p.dir = past // Monday's attack comes a day before the vote
		}
	} else if t < 0 {
		p.dir = past // a dateline's day is never to come
	}
	return p.dir
}

// saidOn reports whether the weekday at atom i is the day of the saying: said
// Tuesday the talks go on; officials Saturday say.
func (p *parser) saidOn(i int) bool {
	switch w := p.lowRaw(i + 1); {
	case p.v.en.sayForm.Has(w):
		return true
	case p.v.en.notSaid.Has(w):
		return false
	}
	switch p.lowRaw(i - 1) {
	case "said":
		return !p.ch(i+1, '\'')
	}
	return false
}

// putOff reports whether the expression at atom i says until when something was
// put off: the talks were adjourned until November 7.
func (p *parser) putOff(i int) bool {
	if !p.word(i-1, "until") && !p.word(i-1, "till") && !p.at(i-1).is(cLink) {
		return false
	}
	for k := i - 2; k >= 0 && k > i-14; k-- {
		switch w := p.lowRaw(k); {
		case p.v.en.pushForm.Has(w): // put off to May 10
			return k < i-1
		case w == ";" || w == ".":
			return false
		case p.v.en.putOffForm.Has(w):
			return true
		}
	}
	return false
}

// scheduled reports whether the words right before atom i set a day: due on May
// 3, scheduled for Monday.
func (p *parser) scheduled(i int) bool {
	k := i - 1
	if p.at(k).is(cThe) {
		k--
	}
	if !p.at(k).is(cPrep) {
		return false
	}
	switch w := p.lowRaw(k - 1); {
	case p.v.en.dueForm.Has(w):
		return !p.hadBeen(k - 1)
	case p.v.en.dueAdverb.Has(w):
		return p.lowRaw(k-2) == "due" || p.lowRaw(k-2) == "expected"
	case p.v.en.calledFor.Has(w):
		return p.lowRaw(k) == "for" // have called a strike for June 20
	}
	return false
}

// setFor reports whether the day at atom i is one for which something was set,
// or one on which the words after it say that something is to be: called a
// march for May 3, when parliament is due to vote. It is not where the day only
// says which one: held for the May 3 attack.
func (p *parser) setFor(i int) bool {
	if !p.at(i).is(cMonth) || p.at(i+1).digits == 0 || p.at(i+1).digits > 2 {
		return false
	}
	k := i + 2
	if p.ch(k, ',') && p.lowRaw(k+1) == "when" {
		for n := k + 2; n < k+12 && n < len(p.a) && !p.ch(n, '.') && !p.ch(n, ','); n++ {
			switch w := p.lowRaw(n); {
			case p.v.en.planWord.Has(w):
				return true
			case p.v.en.pastAuxiliary.Has(w):
				return false
			}
		}
	}
	if !p.word(i-1, "for") || p.at(k).end > p.at(k).start && !p.at(k).is(cPunct) {
		return false
	}
	for n := i - 2; n >= 0 && n > i-9; n-- {
		if p.v.en.fixForm.Has(p.lowRaw(n)) {
			return true
		}
	}
	return false
}

// deadline reports whether the expression at atom i says until or by when: the
// nearest return of it is meant.
func (p *parser) deadline(i int) bool {
	k := i - 1
	for n := 0; n < 4; n++ {
		if p.v.en.boundFiller.Has(p.lowRaw(k)) {
			k--
			continue
		}
		break
	}
	return p.v.en.deadlinePreposition.Has(p.lowRaw(k))
}

// longPromised reports whether the sentence of token t says that somebody
// promised something at another time than that at t, so that its deadline may
// be over: the verb is past, a date stands before it or beside it, and nothing
// speaks of what will be.
func (p *parser) longPromised(t int) bool {
	s := p.d.Sentences[p.d.Tokens[t].Sentence]
	promised := false
	for i := int(s.First); i < int(s.Last); i++ {
		switch w := lower(p.d.Form(i)); {
		case p.v.en.bindingModal.Has(w):
			return false
		case p.v.en.promiseForm.Has(w):
			promised = promised || i < t
		}
	}
	return promised
}

// dueIn reports whether something was due at the time at atom i: the sum that was
// due for the yard in May.
func (p *parser) dueIn(i int) bool {
	if !p.at(i - 1).is(cPrep) {
		return false
	}
	for k := i - 2; k >= 0 && k > i-8; k-- {
		switch w := p.lowRaw(k); {
		case p.v.en.dueIn.Has(w):
			return !p.hadBeen(k)
		case p.v.en.clauseOpener.Has(w):
			return false
		}
	}
	return false
}

// hadBeen reports whether the plan named at atom k is over: had been due.
func (p *parser) hadBeen(k int) bool {
	return p.lowRaw(k-1) == "been" && p.lowRaw(k-2) == "had"
}

// modalIn reports whether the sentence of token t has a modal verb.
func (p *parser) modalIn(t int) bool {
	s := p.d.Sentences[p.d.Tokens[t].Sentence]
	for i := s.First; i < s.Last; i++ {
		if f := p.d.Form(int(i)); f == "to" || p.v.en.modal.Has(f) {
			return true
		}
	}
	return false
}

// tense looks for the verb that governs token t of a sentence: the nearest
// before it in its clause, or the one that follows at once.
func (p *parser) tense(t, last int) direction {
	s := p.d.Sentences[p.d.Tokens[t].Sentence]
	if p.d.Has.Has(text.Tree | text.Tags) {
		if dir := p.treeTense(t); dir != either {
			return dir
		}
	}
	back, cost := -1, 0
	for i := t - 1; i >= int(s.First) && cost < 24; i-- {
		if p.verbAt(i) {
			back = i
			break
		}
		cost++
		switch p.d.Form(i) {
		case ",", "--", "-":
			cost += 3
		case ";", ":", "—", "–":
			cost += 12
		}
	}
	fore := -1
	limit := 14
	if back >= 0 {
		limit = min(4, cost)
	}
	for i, k := t+1, 0; i < int(s.Last) && k < limit; i, k = i+1, k+1 {
		f := p.d.Form(i)
		if f == ";" || back >= 0 && (f == "," || f == "that") {
			break
		}
		if p.verbAt(i) {
			fore = i
			break
		}
	}
	switch {
	case back < 0 && fore < 0:
		return either
	case fore >= 0 && (back < 0 || cost > 2*(fore-t)+1 && p.loose(t)):
		return p.verbDirection(fore, s)
	}
	return p.verbDirection(back, s)
}

// loose reports whether the expression at token t may belong to the verb that
// follows: Norway on Tuesday promised, but not the fire on Tuesday killed.
func (p *parser) loose(t int) bool { return t > 0 }

// verbAt reports whether token i tells a tense.
func (p *parser) verbAt(i int) bool {
	if p.d.Has.Has(text.Tags) {
		pos := p.d.Tokens[i].Pos
		return pos == text.VERB || pos == text.AUX
	}
	return p.lexicalDirection(i) != either
}

// verbDirection returns the direction of the verb group that holds token v.
func (p *parser) verbDirection(v int, s text.Sentence) direction {
	if !p.d.Has.Has(text.Tags) {
		dir := p.lexicalDirection(v)
		// A form in -ed behind an auxiliary tells nothing of its own.
		for i := v - 1; i >= int(s.First) && i >= v-3; i-- {
			w := lower(p.d.Form(i))
			if w == "to" || p.v.en.modal.Has(w) {
				return future
			}
			if !p.v.en.groupFiller.Has(w) {
				break
			}
		}
		return dir
	}
	return p.groupDirection(v, s)
}

// groupDirection reads tags: the auxiliaries before the verb, then its own
// form.
func (p *parser) groupDirection(v int, s text.Sentence) direction {
	perfect, was := false, false
	for i := v - 1; i >= int(s.First) && i >= v-5; i-- {
		t := &p.d.Tokens[i]
		w := lower(p.d.Form(i))
		switch {
		case t.Tag == text.TagMD:
			if perfect && p.v.en.pastModal.Has(w) {
				return past
			}
			return future
		case t.Tag == text.TagTO || t.Pos == text.PART && w == "to":
			return future
		case t.Pos == text.AUX && (w == "have" || w == "has" || w == "had" || w == "'ve" || w == "'d"):
			perfect = true
		case t.Pos == text.AUX && (w == "was" || w == "were" || w == "did"):
			was = true
		case t.Pos == text.AUX || t.Pos == text.ADV || t.Pos == text.PART:
		default:
			i = -1
		}
	}
	if perfect || was {
		return past
	}
	return p.formDirection(v)
}

func (p *parser) formDirection(v int) direction {
	w := lower(p.d.Form(v))
	if p.v.en.plannedForm.Has(w) {
		return future
	}
	switch t := &p.d.Tokens[v]; t.Tag {
	case text.TagVBD, text.TagVBN:
		return past
	case text.TagMD, text.TagVBZ, text.TagVBP:
		if p.v.en.haveForm.Has(w) {
			return past
		}
		return future
	case text.TagVB:
		return future
	}
	return either
}

// treeTense climbs from token t to the verb that governs it.
func (p *parser) treeTense(t int) direction {
	s := p.d.Sentences[p.d.Tokens[t].Sentence]
	for i, n := t, 0; n < 12; n++ {
		tok := &p.d.Tokens[i]
		if i != t && (tok.Pos == text.VERB || tok.Pos == text.AUX) && !(tok.Tag == text.TagVBG && tok.Head >= 0 && p.auxless(i, s)) {
			if dir := p.verbDirection(i, s); dir != either {
				return dir
			}
		}
		if tok.Head < 0 {
			return either
		}
		i = int(tok.Head)
		// A noun or adjective with a copula speaks in the copula's tense.
		if h := &p.d.Tokens[i]; h.Pos != text.VERB && h.Pos != text.AUX {
			for c := int(s.First); c < i; c++ {
				if p.d.Tokens[c].Dep == text.DepCop && p.d.Tokens[c].Head == int32(i) {
					return p.verbDirection(c, s)
				}
			}
		}
	}
	return either
}

// auxless reports whether the participle at v has no auxiliary before it.
func (p *parser) auxless(v int, s text.Sentence) bool {
	return v == int(s.First) || p.d.At(v-1).Pos != text.AUX
}

// lexicalDirection tells the tense of a form by its looks.
func (p *parser) lexicalDirection(i int) direction {
	w := lower(p.d.Form(i))
	if dir, ok := p.v.verbs[w]; ok {
		if w == "may" && p.d.Tokens[i].Flags&text.Capital != 0 {
			return either
		}
		return dir
	}
	if w == "to" && i+1 < len(p.d.Tokens) {
		next := p.d.Form(i + 1)
		if c := next[0]; c < 'a' || c > 'z' {
			return either
		}
		if next == "any" || p.v.en.determiner.Has(next) {
			return either
		}
		return future
	}
	if len(w) > 4 && strings.HasSuffix(w, "ed") && w == p.d.Form(i) && !strings.HasSuffix(w, "eed") {
		return past
	}
	return either
}

// lower returns s in lower case, without a copy where it is so already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}
