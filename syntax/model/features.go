package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Slots is the number of table rows that a form is the sum of: the word, the
// form as written, its shape, four prefixes and five suffixes.
const Slots = 12

// Row numbers with a fixed meaning; words of the vocabulary follow.
const (
	NoRow   = 0 // a slot that says nothing
	Unknown = 1 // a word outside the vocabulary
	Masked  = 2 // a word hidden in pretraining
	FirstWord
)

// Normal returns the form under which a word stands in the vocabulary: lower
// case, digits as 0, typographic quotes and dashes as plain ones.
func Normal(form string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '0'
		case r < utf8.RuneSelf:
			return unicode.ToLower(r)
		case r == '‘' || r == '’' || r == '`' || r == '´':
			return '\''
		case r == '“' || r == '”' || r == '«' || r == '»' || r == '„':
			return '"'
		case r == '–' || r == '—' || r == '―' || r == '−' || r == '‐' || r == '‑':
			return '-'
		case unicode.IsDigit(r):
			return '0'
		}
		return unicode.ToLower(r)
	}, form)
}

// hash is FNV-1a over a slot number and a string.
func hash(slot byte, s string) uint32 {
	h := (uint32(2166136261) ^ uint32(slot)) * 16777619
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	return h ^ h>>13
}

// Rows returns the table rows of a form. word is the row of Normal(form) or
// Unknown; hashed rows follow the words rows, buckets of them.
func Rows(form, normal string, word int32, words, buckets int) [Slots]int32 {
	var out [Slots]int32
	at := func(slot int, s string) {
		out[slot] = int32(words) + int32(hash(byte(slot), s)%uint32(buckets))
	}
	out[0] = word
	if form != normal {
		at(1, form)
	}
	at(2, shape(form))
	var ends [5]int // byte offsets after 1, 2.. runes
	n := 0
	for i := range normal {
		if i > 0 && n < 5 {
			ends[n] = i
			n++
		}
	}
	for k := 0; k < 4 && k < n; k++ {
		at(3+k, normal[:ends[k]])
	}
	rest := normal
	for k := 0; k < 5; k++ {
		_, size := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-size]
		at(7+k, normal[len(rest):])
		if rest == "" {
			break
		}
	}
	return out
}

// shape reduces a form to its kinds of characters, runs cut to two.
func shape(form string) string {
	var b [16]byte
	n := 0
	var last byte
	run := 0
	for _, r := range form {
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 && n < len(b) {
			b[n] = c
			n++
		}
	}
	return string(b[:n])
}
