package casing

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class is how running text writes a word.
type Class uint8

// The classes that are decided between, and then two that stand for words of
// which the case says nothing.
const (
	Small Class = iota
	Capital
	Capitals
	Opening // the first word of a sentence
	NoWord  // no letters

	Classes = Opening
)

// ClassOf returns how a word is written: with a capital where any letter is
// one, with capitals where all of several are.
func ClassOf(form string) Class {
	upper, lower := 0, 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		}
	}
	switch {
	case upper == 0:
		return Small
	case lower == 0 && upper > 1:
		return Capitals
	}
	return Capital
}

// Mixed reports whether a form has capitals behind small letters: McDonald.
func Mixed(form string) bool {
	small := false
	for _, r := range form {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = small || unicode.IsLower(r)
	}
	return false
}

// IsWord reports whether a form has letters.
func IsWord(form string) bool { return strings.IndexFunc(form, unicode.IsLetter) >= 0 }

// Key returns the form under which a word is known: small letters, figures as
// one another, apostrophes plain.
func Key(form string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '0'
		case r == '’':
			return '\''
		}
		return unicode.ToLower(r)
	}, form)
}

// Features is the number of features of a word, ofForm that of those which
// look at its whole form; they come first.
const (
	Features = 18
	ofForm   = 4
)

// OfForm reports whether feature k looks at the whole form of the word.
func OfForm(k int) bool { return k < ofForm }

// Hashes sets out to the features of word i of a sentence: keys are its words,
// before the classes of those left of it, names what lists say of each.
func Hashes(out *[Features]uint32, keys []string, before []Class, names []uint8, i int) {
	at := func(j int) string {
		if j < 0 || j >= len(keys) {
			return ""
		}
		return keys[j]
	}
	class := func(j int) byte {
		if j < 0 {
			return '-'
		}
		return '0' + byte(before[j])
	}
	w, left, right := at(i), at(i-1), at(i+1)
	says, next := string(names[i:i+1]), ""
	if i+1 < len(names) {
		next = string(names[i+1 : i+2])
	}
	last := string([]byte{class(i - 1)})
	form := shape(w)
	*out = [Features]uint32{
		hash(1, w, ""),
		hash(2, w, left),
		hash(3, w, right),
		hash(4, w, last),
		hash(5, left, last),
		hash(6, right, last),
		hash(7, end(w, 3), last),
		hash(8, end(w, 4), ""),
		hash(9, begin(w, 3), ""),
		hash(10, form, last),
		hash(11, last, string([]byte{class(i - 2)})),
		hash(12, says, last),
		hash(13, says, next),
		hash(14, left, at(i-2)),
		hash(15, right, at(i+2)),
		hash(16, end(w, 2), says),
		hash(17, left, form),
		hash(18, right, form),
	}
}

// NameHash returns the hash under which the file has what lists of names say
// of a word.
func NameHash(key string) uint32 { return hash(0, key, "") }

// hash is FNV-1a over the number of a feature and two strings, with a last
// stirring of the bits.
func hash(number byte, a, b string) uint32 {
	h := (uint32(2166136261) ^ uint32(number)) * 16777619
	for i := 0; i < len(a); i++ {
		h = (h ^ uint32(a[i])) * 16777619
	}
	h = (h ^ 0xff) * 16777619
	for i := 0; i < len(b); i++ {
		h = (h ^ uint32(b[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>13
}

// end returns the last n letters of a word.
func end(w string, n int) string {
	i := len(w)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(w[:i])
		i -= size
	}
	return w[i:]
}

// begin returns the first n letters of a word.
func begin(w string, n int) string {
	i := 0
	for ; n > 0 && i < len(w); n-- {
		_, size := utf8.DecodeRuneInString(w[i:])
		i += size
	}
	return w[:i]
}

// shape says how long a word is, and whether it has figures, vowels and marks:
// what has no vowel is mostly an abbreviation.
func shape(w string) string {
	b := [4]byte{byte('0' + min(len(w), 9)), '-', '-', '-'}
	for i := 0; i < len(w); i++ {
		switch c := w[i]; c {
		case '0':
			b[1] = c
		case 'a', 'e', 'i', 'o', 'u', 'y':
			b[2] = 'a'
		case '.', '-', '\'':
			b[3] = c
		}
	}
	return string(b[:])
}
