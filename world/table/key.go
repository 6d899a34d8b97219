package table

import "strings"

// digraphs are spellings of one sound in the transliterations that wires use,
// longest first, and the spelling by which they are compared.
var digraphs = [...][2]string{
	{"shch", "s"},
	{"tsch", "c"},
	{"tch", "c"},
	{"sch", "s"},
	{"dzh", "j"},
	{"dj", "j"},
	{"zh", "j"},
	{"kh", "h"},
	{"gh", "g"},
	{"dh", "d"},
	{"th", "t"},
	{"ph", "f"},
	{"ch", "c"},
	{"sh", "s"},
	{"ck", "k"},
	{"ts", "c"},
	{"tz", "c"},
	{"x", "ks"},
	{"q", "k"},
	{"w", "v"},
	{"off", "ov"},
	{"iyy", "i"},
	{"iy", "i"},
	{"yi", "i"},
	{"ii", "i"},
	{"ij", "i"},
	{"ye", "e"},
	{"ie", "e"},
	{"yo", "o"},
	{"io", "o"},
	{"yu", "u"},
	{"iu", "u"},
	{"ya", "a"},
	{"ia", "a"},
	{"ou", "u"},
	{"oo", "u"},
	{"ee", "i"},
	{"aa", "a"},
	{"ai", "ei"},
	{"ay", "ei"},
	{"y", "i"},
	{"j", "i"},
}

// NameKey returns the skeleton of one part of a personal name, in which the
// usual transliterations agree: Rakhmon and Rahmon, Sergei and Sergey,
// Yeltsin and Eltsin. It is empty when nothing is left.
func NameKey(part string) string {
	s := Fold(part)
	b := make([]byte, 0, len(s))
outer:
	for i := 0; i < len(s); {
		if s[i] == 'j' && i == 0 { // John keeps its first letter
			b = append(b, 'j')
			i++
			continue
		}
		for _, d := range digraphs {
			if s[i] != d[0][0] {
				continue
			}
			if strings.HasPrefix(s[i:], d[0]) {
				for j := 0; j < len(d[1]); j++ {
					b = appendOnce(b, d[1][j])
				}
				i += len(d[0])
				continue outer
			}
		}
		if c := s[i]; 'a' <= c && c <= 'z' || c >= 0x80 {
			b = appendOnce(b, c)
		}
		i++
	}
	for len(b) > 2 && (b[len(b)-1] == 'h') && isVowel(b[len(b)-2]) {
		b = b[:len(b)-1]
	}
	return string(b)
}

func appendOnce(b []byte, c byte) []byte {
	if len(b) > 0 && b[len(b)-1] == c {
		return b
	}
	return append(b, c)
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// KeyHash returns a 32-bit hash of a key.
func KeyHash(key string) uint32 {
	h := uint64(offset64)
	for i := 0; i < len(key); i++ {
		h = (h ^ uint64(key[i])) * prime64
	}
	return uint32(finish(h))
}
