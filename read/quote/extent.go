package quote

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// sayingDay reports whether token i is the weekday on which something was said,
// with the clause's own beginning behind it: said Thursday Monday's talks.
func (r *reader) sayingDay(i int) bool {
	if i+1 >= len(r.d.Tokens) || r.w.DateAt(i) == nil || !strings.HasSuffix(r.d.Form(i), "day") {
		return false
	}
	switch t := r.d.At(i + 1); t.Pos {
	case text.DET, text.PRON, text.NUM:
		return true
	case text.PROPN:
		return r.w.DateAt(i+1) != nil || r.w.MentionAt(i+1) >= 0
	}
	return false
}

// pastDay returns the token behind the day that parts an addressee from the
// clause: told Reuters Thursday Ruritania and its allies were; 0 without one.
func (r *reader) pastDay(v, first int) int {
	if !r.addressed(v) {
		return 0
	}
	for i := v + 2; i+1 < first && i < v+8; i++ {
		if r.sayingDay(i) {
			return i + 1
		}
	}
	return 0
}

// whichIs reports whether the that at token i, behind the object of v, begins a
// relative clause: a finite verb follows it at once.
func (r *reader) whichIs(i, v int) bool {
	if i < v+2 || i+1 >= len(r.d.Tokens) || r.addressed(v) || r.w.DateAt(i-1) != nil {
		return false
	}
	n := r.d.At(i + 1)
	return r.d.At(i-1).Pos == text.NOUN && (n.Pos == text.VERB || n.Pos == text.AUX) && r.finite(i+1, i+2)
}

// pastAddressee returns the token behind a name at token i that a clause cannot
// begin with, since another noun phrase follows: told Reuters the deal was dead.
func (r *reader) pastAddressee(i, end int) int {
	for m, last := r.w.MentionsIn(i, i+1); m < last; m++ {
		if x := &r.w.Mentions[m]; int(x.Last) < end {
			switch r.d.Tokens[x.Last].Pos {
			case text.DET, text.PRON:
				return int(x.Last)
			}
		}
	}
	return i
}

// goesOn returns the end of a clause that the parser cut before its own verb or
// after an opening although: tokens first to end-1 are what it took.
func (r *reader) goesOn(first, end int, s text.Sentence) int {
	last := int(s.Last)
	if end+2 >= last {
		return end
	}
	if r.d.Tokens[end].Pos == text.CCONJ && r.d.Form(end+1) == "that" && r.d.At(end+1).Pos == text.SCONJ && r.finite(end+2, last) {
		return last // said that it had left and that it would not be back
	}
	if r.d.Form(end) == "," {
		if r.d.Tokens[first].Pos == text.SCONJ && r.finite(end+1, last) {
			return last // although he was a guest, he was concerned
		}
		return end
	}
	for k := end; k < last && r.inside[k] == 0; k++ {
		t := &r.d.Tokens[k]
		switch t.Pos {
		case text.PUNCT, text.CCONJ:
			return end
		case text.SCONJ:
			if r.en.unsaidOpener.Has(r.d.Form(k)) {
				if k == end && r.finite(k+1, min(k+8, last)) {
					return last
				}
			}
			return end
		case text.PRON:
			if t.Tag == text.TagPRP || t.Tag == text.TagWP || t.Tag == text.TagWDT {
				return end
			}
		}
		switch t.Tag {
		case text.TagVBD, text.TagVBZ, text.TagVBP, text.TagMD:
			return last
		case text.TagVBG, text.TagVBN, text.TagWDT, text.TagWP, text.TagWRB:
			return end
		}
	}
	return end
}

// stop returns the end of a clause that begins at token i: a semicolon, or the
// while or but that turns to somebody else, outside quotation marks.
func (r *reader) stop(i, end int, s text.Sentence) int {
	for k := i; k+1 < end; k++ {
		if r.inside[k] != 0 {
			continue
		}
		f := r.d.Form(k)
		if f == ";" {
			return k
		}
		if f == "," && k > i+2 {
			switch r.d.Form(k + 1) {
			case "while", "whereas":
				return k
			}
		}
		if k > i+1 && r.tellerAgain(k, end) {
			return k
		}
	}
	return end
}

// untilLater returns where what was said ends before the teller goes on about
// what came later: they noted last September that it will be settled by March,
// but it is late April already. The verb of saying is token v, and what it
// introduces is c. A contrast that tells as a fact what is of a day after the
// saying is nobody's who spoke then, and neither is what follows it.
func (r *reader) untilLater(v int, c [2]int) int {
	said := r.dayOfSaying(v, c)
	if said.IsZero() {
		return c[1]
	}
	for k := c[0] + 2; k+1 < c[1]; k++ {
		if r.d.Form(k) != "," || r.inside[k] != 0 || !r.en.contrast.Has(r.d.Form(k+1)) {
			continue
		}
		for i := k + 2; i < c[1] && r.d.Form(i) != ","; i++ {
			if r.d.Tokens[i].Tag == text.TagMD || r.inside[i] != 0 {
				break // what will or would be can have been said
			}
			if d := r.w.DateAt(i); d != nil && d.Value != nil && !d.Value.From.IsZero() && d.Value.From.First().Sub(said) > 0 {
				return k
			}
		}
	}
	return c[1]
}

// dayOfSaying returns the last day on which the verb at token v says it was said,
// outside what is said; the zero day where it tells none.
func (r *reader) dayOfSaying(v int, c [2]int) calendar.Day {
	s := r.d.Sentences[r.d.Tokens[v].Sentence]
	for i := int(s.First); i < int(s.Last); i++ {
		if i >= c[0] && i < c[1] {
			continue
		}
		if d := r.w.DateAt(i); d != nil && d.Value != nil && !d.Value.To.IsZero() {
			return d.Value.To.Last()
		}
	}
	return calendar.Day{}
}

// tellerAgain reports whether at token k, outside what is said, the teller goes
// on: and said he hopes; , adding that; , before leaving; , a charge X denies.
func (r *reader) tellerAgain(k, end int) bool {
	switch f := r.d.Form(k); f {
	case "and", "but":
		n := k + 1
		for n < end && (r.d.Tokens[n].Pos == text.ADV || r.d.Tokens[n].Pos == text.AUX && r.d.Tokens[n].Lemma == "have") {
			n++
		}
		if n+1 >= end || r.inside[n] != 0 {
			return false
		}
		t := &r.d.Tokens[n]
		return (t.Lemma == "say" || t.Lemma == "add") && (t.Tag == text.TagVBD || t.Tag == text.TagVBZ || t.Tag == text.TagVBN) &&
			r.t.Child(n, text.DepAuxPass) < 0 && r.finite(n+1, end)
	case ",", "--", "—", "–":
		n := k + 1
		if r.inside[n] != 0 {
			return false
		}
		if l := strings.ToLower(r.d.Form(n)); r.en.article.Has(l) {
			return n+2 < end && r.claim(n+1) && r.finite(n+2, end)
		}
		if l := r.d.Form(n); (l == "before" || l == "after") && n+1 < end && r.d.At(n+1).Tag == text.TagVBG {
			return true
		}
		if r.d.Tokens[n].Tag == text.TagVBG {
			if r.en.sayingParticiple.Has(strings.ToLower(r.d.Form(n))) {
				return true
			}
		}
	}
	return false
}

// claim reports whether the noun at token i names what somebody says.
func (r *reader) claim(i int) bool {
	return r.en.claimNoun.Has(r.d.Tokens[i].Lemma)
}
