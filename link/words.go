package link

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// overlap returns the share of the shorter list of stems that the longer one
// has too, 0 to 1.
func overlap(a, b []uint64) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// stems returns the stems of a text, sorted, each once.
func stems(s string) []uint64 {
	out := allStems(s)
	slices.Sort(out)
	return slices.Compact(out)
}

// allStems returns hashes of the first five letters of each word that has four
// or more, and of numbers whole: crude, but the same for visit, visits and
// visited.
func allStems(s string) []uint64 {
	var out []uint64
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(w)
		if !unicode.IsDigit(r[0]) {
			if len(r) < 4 {
				continue
			}
			w = string(r[:min(5, len(r))])
		}
		out = append(out, hashed(w))
	}
	return out
}

func hashed(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
