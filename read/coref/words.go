package coref

import (
	_ "embed" // the vocabulary
	"fmt"
	"strings"
)

//go:embed pronouns.tsv
var pronounsTSV string

//go:embed words.tsv
var wordsTSV string

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

// The classes of words.tsv.
type class uint8

const (
	personNoun class = 1 << iota
	bodyNoun
	sayVerb
	manNoun
	womanNoun
)

// pronoun is what pronouns.tsv holds of a form.
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
	v := &vocabulary{pronouns: map[string]pronoun{}, classes: map[string]class{}}
	sexes := map[string]int8{"-": 0, "f": woman, "m": man, "n": neither}
	numbers := map[string]int8{"-": 0, "s": one, "p": several}
	err := rows(pronounsTSV, 6, func(f []string) error {
		sex, known := sexes[f[2]]
		number, counted := numbers[f[3]]
		if !known || !counted || len(f[4]) != 1 {
			return fmt.Errorf("no sex %q, number %q or person %q", f[2], f[3], f[4])
		}
		v.pronouns[f[0]] = pronoun{
			group: hash(f[1]), sex: sex, number: number, person: f[4][0], reflexive: f[5] == "y",
			open: f[4] == "3", first: f[4] == "1", second: f[4] == "2",
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("pronouns.tsv %w", err)
	}
	classes := map[string]class{"man": manNoun | personNoun, "woman": womanNoun | personNoun, "person": personNoun, "body": bodyNoun, "say": sayVerb}
	err = rows(wordsTSV, 2, func(f []string) error {
		c, ok := classes[f[1]]
		if !ok {
			return fmt.Errorf("no class %q", f[1])
		}
		v.classes[f[0]] |= c
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("words.tsv %w", err)
	}
	return v, nil
}

// rows hands the fields of each row below the heading to take.
func rows(tsv string, fields int, take func([]string) error) error {
	headed := false
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if !headed {
			headed = true
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != fields {
			return fmt.Errorf("line %d: want %d fields, have %d", n+1, fields, len(f))
		}
		if err := take(f); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return nil
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
