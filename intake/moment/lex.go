package moment

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a piece of a date's text: a number, a word, or one other sign. A
// space before it is noted, spaces are no tokens.
type token struct {
	text   string
	number bool
	word   bool
	value  int // of a number
	spaced bool
}

// is reports whether the token is a certain sign or word.
func (t token) is(s string) bool { return t.text == s }

// digits returns how many digits a number is written with, 0 for no number.
func (t token) digits() int {
	if !t.number {
		return 0
	}
	return len(t.text)
}

// lex cuts a text into tokens. A stop that cuts a word short is left out, and
// letters cut short one by one are one word: "p. m." is pm.
func lex(s string) ([]token, error) {
	if s = folded(s); len(s) > maxText {
		return nil, errors.New("it is too long for a date")
	}
	var out []token
	spaced := false
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u200f' || r == '\u200e':
			s, spaced = s[size:], true
			continue
		case r >= '0' && r <= '9':
			n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
			t := token{text: cut(s, n), number: true, spaced: spaced}
			var err error
			if t.value, err = strconv.Atoi(t.text); err != nil {
				return nil, errors.New("it has a number that is too long")
			}
			out, s = append(out, t), s[len(t.text):]
		case unicode.IsLetter(r):
			word, rest := letters(s)
			out, s = append(out, token{text: word, word: true, spaced: spaced}), rest
		default:
			sign := s[:size]
			if r == '−' || r == '–' || r == '—' || r == '‐' {
				sign = "-"
			}
			out, s = append(out, token{text: sign, spaced: spaced}), s[size:]
		}
		spaced = false
	}
	return out, nil
}

func cut(s string, n int) string {
	if n < 0 {
		return s
	}
	return s[:n]
}

// letters takes a word off the text, with the stop that cuts it short.
func letters(s string) (word, rest string) {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && !unicode.IsMark(r) })
	word = cut(s, n)
	rest = s[len(word):]
	for utf8.RuneCountInString(word) < 4 && strings.HasPrefix(rest, ".") {
		next := strings.TrimLeft(rest[1:], " \u00a0")
		r, size := utf8.DecodeRuneInString(next)
		after, _ := utf8.DecodeRuneInString(next[size:])
		if !unicode.IsLetter(r) || unicode.IsLetter(after) || utf8.RuneCountInString(word) > 1 && len(next) != len(rest)-1 {
			break
		}
		word, rest = word+string(r), next[size:]
	}
	return word, strings.TrimPrefix(rest, ".")
}
