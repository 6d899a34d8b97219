package feature

import (
	"unicode"
	"unicode/utf8"
)

// Key stands for a feature: the hash of its kind and of its values.
type Key uint32

// mix hashes a kind of feature and up to three values.
func mix(kind, a, b, c uint32) Key {
	h := (uint64(kind)<<32 | uint64(a)) * 0x9e3779b97f4a7c15
	h = (h ^ h>>29 ^ uint64(b)) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>32 ^ uint64(c)) * 0x94d049bb133111eb
	return Key(h >> 32)
}

// Hash returns the number that stands for a word in features, whatever its
// case: FNV-1a.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return hashRunes(s)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// hashRunes is Hash for words with letters beyond ASCII.
func hashRunes(s string) uint32 {
	h := uint32(2166136261)
	for _, r := range s {
		h = (h ^ uint32(unicode.ToLower(r))) * 16777619
	}
	return h
}

// ending returns the hash of a word's last three bytes, or of all of it.
func ending(s string) uint32 {
	return Hash(s[max(0, len(s)-3):])
}

// step adds a relation to the hash of a path, upwards or downwards.
func step(path uint32, dep uint32, down bool) uint32 {
	x := path*0x01000193 ^ dep
	if down {
		x ^= 0x80
	}
	return x*0x85ebca6b ^ x>>13
}
