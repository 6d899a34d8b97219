package text

import (
	"unicode"
	"unicode/utf8"
)

// class is a set of what a byte can be at the start of a rune.
type class uint8

const (
	blank  class = 1 << iota // white space and control characters
	lower                    // ASCII a-z
	upper                    // ASCII A-Z
	digit                    // ASCII 0-9
	under                    // the underscore, which file names and handles use as a letter
	beyond                   // first byte of a rune outside ASCII: look at the rune
	letter = lower | upper
	alnum  = letter | digit | under
)

// classes is the table by which the scanner walks: one look-up a byte. It is
// an array, so that it can be indexed by a byte without a bounds check.
var classes = makeClasses()

func makeClasses() (t [256]class) {
	for c := 0; c < 256; c++ {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = blank
		case 'a' <= c && c <= 'z':
			t[c] = lower
		case 'A' <= c && c <= 'Z':
			t[c] = upper
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '_':
			t[c] = under
		case c >= utf8.RuneSelf:
			t[c] = beyond
		}
	}
	return t
}

// runeClass returns how a rune outside ASCII is read: as white space, as part
// of a word, or (0) as a mark of its own. Bytes that are no UTF-8 count as
// letters, so that a word in another encoding stays one word.
func runeClass(r rune) class {
	switch {
	case r == utf8.RuneError:
		return lower
	case 0x2010 <= r && r <= 0x205e && r != 0x2028 && r != 0x2029 && r != 0x202f && r != 0x200b:
		return 0 // dashes, quotation marks, dots
	case r == 0x200b || r == 0xfeff || unicode.IsSpace(r):
		return blank
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r), unicode.IsMark(r), r == 0xad, r == 0x200c, r == 0x200d:
		return lower
	case unicode.IsDigit(r):
		return digit
	case r < 0xa0:
		return blank
	}
	return 0
}

// at returns the class of the rune at byte i of s and its length in bytes; i
// must be less than len(s).
func at(s string, i int) (class, int) {
	c := classes[s[i]]
	if c != beyond {
		return c, 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return runeClass(r), n
}

// isAlnum reports whether a letter, digit or underscore stands at byte i; false
// at the end of s.
func isAlnum(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := at(s, i)
	return c&alnum != 0
}

// isLetter reports whether a letter stands at byte i; false at the end of s.
func isLetter(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := at(s, i)
	return c&letter != 0
}

// isBlank reports whether white space or the end of s is at byte i.
func isBlank(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	c, _ := at(s, i)
	return c&blank != 0
}

// isDigit reports whether an ASCII digit stands at byte i; false at the end.
func isDigit(s string, i int) bool { return i < len(s) && classes[s[i]] == digit }

// isUpper reports whether a capital letter stands at byte i; false at the end.
func isUpper(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := at(s, i)
	return c == upper
}

// isLower reports whether a letter that is no capital stands at byte i.
func isLower(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := at(s, i)
	return c == lower
}

// letters returns the end of the run of letters that begins at byte i.
func letters(s string, i int) int {
	for i < len(s) {
		c, n := at(s, i)
		if c&letter == 0 {
			break
		}
		i += n
	}
	return i
}

// digits returns the end of the run of ASCII digits that begins at byte i.
func digits(s string, i int) int {
	for i < len(s) && classes[s[i]] == digit {
		i++
	}
	return i
}

// apostrophe returns the length in bytes of the apostrophe at byte i: plain,
// typographic, the modifier letter, or the grave accent that stands for it;
// 0 where there is none.
func apostrophe(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case '\'', '`':
		return 1
	case 0xe2:
		if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x99 {
			return 3
		}
	case 0xca:
		if i+1 < len(s) && s[i+1] == 0xbc {
			return 2
		}
	}
	return 0
}
