// Package mutate spoils texts as they come spoilt: cut off anywhere, words
// doubled or in the wrong case, marks lost, quotation marks left open,
// sentences out of order, one token over and over. What goes in is a text that
// reads well and a seed, what comes out is a text that no reader may fall
// over. It knows nothing of meaning, and makes no bytes that are not UTF-8
// where there were none.
package mutate

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// most is how many kinds of damage one text takes.
const most = 4

// Text returns s with one to four kinds of damage. The same text and seed give
// the same result.
func Text(s string, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, uint64(len(s))))
	p := pieces(s)
	for range 1 + r.IntN(most) {
		if len(p) == 0 {
			break
		}
		p = damages[r.IntN(len(damages))](r, p)
	}
	return strings.Join(p, "")
}

// Cut returns s cut off at a random place between two characters: its
// beginning, which may be empty.
func Cut(s string, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, uint64(len(s))))
	n := r.IntN(len(s) + 1)
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[:n]
}

// pieces cuts a text into words, runs of white space and single marks, which
// together are the text again.
func pieces(s string) []string {
	var out []string
	for len(s) > 0 {
		first, n := utf8.DecodeRuneInString(s)
		if k := kindOf(first); k != mark {
			n = strings.IndexFunc(s, func(r rune) bool { return kindOf(r) != k })
			if n < 0 {
				n = len(s)
			}
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

type kind uint8

const (
	mark kind = iota
	word
	space
)

func kindOf(r rune) kind {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return word
	case unicode.IsSpace(r):
		return space
	}
	return mark
}

func kindOfPiece(p string) kind {
	r, _ := utf8.DecodeRuneInString(p)
	return kindOf(r)
}
