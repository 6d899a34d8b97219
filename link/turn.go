package link

import (
	"strings"
	"unicode"
)

// turns are what a sentence says became of something that was planned or
// promised: a set, for one sentence may say several things.
type turns uint8

// The turns, as turns.tsv has them.
const (
	later     turns = 1 << iota // put off
	calledOff                   // called off, taken back
	short                       // its day went by and it was not done
	inPart                      // done in part, or under way
	toCome                      // the sentence is about what is still to come
	fulfilled                   // a promise was kept
	deal                        // an agreement is to be reached
	refused                     // it is not to be: called off, or put off where that is said too
)

func (t turns) has(o turns) bool { return t&o != 0 }

func turnNamed(name string) (turns, bool) {
	switch name {
	case "later":
		return later, true
	case "off":
		return calledOff, true
	case "short":
		return short, true
	case "part":
		return inPart, true
	case "deal":
		return deal, true
	case "kept":
		return fulfilled, true
	case "ahead":
		return toCome, true
	case "not":
		return refused, true
	}
	return 0, false
}

// phrase is a line of turns.tsv.
type phrase struct {
	words []string // one that ends in * stands for all that begin so
	turn  turns
}

// turns returns what a sentence of a story says became of things.
func (l *Linker) turns(s *sentence) turns {
	if s.heard {
		return s.turn
	}
	return l.turnsOf(s.text)
}

// turnsOf returns what a sentence says became of things.
func (l *Linker) turnsOf(text string) turns {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	var out turns
	for i, w := range words {
		for _, p := range l.phrases[initial(w)] {
			if p.begins(words[i:]) {
				out |= p.turn
			}
		}
		if i > 0 && i+1 < len(words) && w == "of" && number(words[i-1]) && number(words[i+1]) {
			out |= inPart // 120 of 340
		}
	}
	return out
}

func (p *phrase) begins(words []string) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		stem, open := strings.CutSuffix(w, "*")
		if words[i] != stem && !(open && strings.HasPrefix(words[i], stem)) {
			return false
		}
	}
	return true
}

// initial returns the first byte of a word, by which phrases are kept.
func initial(word string) byte { return word[0] }

func number(word string) bool { return word[0] >= '0' && word[0] <= '9' }
