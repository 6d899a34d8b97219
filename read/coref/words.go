package coref

import (
	"fmt"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
)

// Sexes and numbers; zero is not known. Neither is that of things.
const (
	woman int8 = iota + 1
	man
	neither
)

const (
	one int8 = iota + 1
	several
)

// The classes of words.
type class uint8

const (
	personNoun class = 1 << iota
	bodyNoun
	sayVerb
	manNoun
	womanNoun
)

// pronoun is what the set of pronouns holds of a form.
type pronoun struct {
	group         uint32 // hash of the form that stands for the group
	sex, number   int8
	person        byte // 1, 2, 3, d, q or w
	reflexive     bool
	open          bool // names nobody by itself and points back
	first, second bool
}

// vocabulary is what the pass knows of words.
type vocabulary struct {
	pronouns map[string]pronoun // by the form in small letters
	classes  map[string]class   // by the lemma
}

func loadWords() (*vocabulary, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	v := &vocabulary{pronouns: map[string]pronoun{}, classes: map[string]class{}}
	v.add(ask, "chain-man", manNoun|personNoun)
	v.add(ask, "chain-woman", womanNoun|personNoun)
	v.add(ask, "chain-person", personNoun)
	v.add(ask, "chain-body", bodyNoun)
	v.add(ask, "chain-say", sayVerb)
	for _, row := range ask.Rows("pronoun") {
		if v.pronouns[row.Word], err = parsePronoun(row.Values); err != nil {
			return nil, fmt.Errorf("pronoun %s: %w", row.Word, err)
		}
	}
	return v, ask.Err()
}

// add puts the words of a set into classes.
func (v *vocabulary) add(ask *lang.Request, set string, c class) {
	for _, row := range ask.Rows(set) {
		v.classes[row.Word] |= c
	}
}

// parsePronoun reads what stands with a pronoun: the form of its group, sex,
// number, person, and y where it is reflexive.
func parsePronoun(f []string) (p pronoun, err error) {
	if len(f) != 5 || len(f[3]) != 1 {
		return p, fmt.Errorf("want group, sex, number, person and reflexive, have %q", f)
	}
	switch f[1] {
	case "":
	case "f":
		p.sex = woman
	case "m":
		p.sex = man
	case "n":
		p.sex = neither
	default:
		return p, fmt.Errorf("no sex %q", f[1])
	}
	switch f[2] {
	case "":
	case "s":
		p.number = one
	case "p":
		p.number = several
	default:
		return p, fmt.Errorf("no number %q", f[2])
	}
	p.group, p.person, p.reflexive = hash(f[0]), f[3][0], f[4] == "y"
	p.open, p.first, p.second = f[3] == "3", f[3] == "1", f[3] == "2"
	return p, nil
}

// hash returns a number for a word, the same for small and capital ASCII
// letters (FNV-1a).
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
