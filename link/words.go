package link

import (
	"hash/fnv"
	"math"
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

// merged returns the union of two lists of stems.
func merged(a, b []uint64) []uint64 {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// inBoth returns the stems that two lists share.
func inBoth(a, b []uint64) []uint64 {
	var out []uint64
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			out = append(out, x)
		}
	}
	return out
}

// scored is stems, sorted, with the squares of what they weigh.
type scored struct {
	stems   []uint64
	squares []float64
	sum     float64 // of squares
}

func (l *Linker) scored(all []uint64) scored {
	w := scored{stems: all, squares: make([]float64, len(all))}
	for i, x := range all {
		n := l.weight(x)
		w.squares[i] = n * n
		w.sum += n * n
	}
	return w
}

// likeness returns the cosine of two lists of stems, each scored by how rare
// it is, 0 to 1.
func (l *Linker) likeness(a, b scored) float64 {
	if len(a.stems) == 0 || len(b.stems) == 0 {
		return 0
	}
	common, k := 0.0, 0
	for i, x := range a.stems {
		for k < len(b.stems) && b.stems[k] < x {
			k++
		}
		if k < len(b.stems) && b.stems[k] == x {
			common += a.squares[i]
		}
	}
	return common / math.Sqrt(a.sum*b.sum)
}

// share returns how much of some stems others have, each weighed by how rare it
// is, 0 to 1.
func (s *scored) share(others []uint64) float64 {
	common, k := 0.0, 0
	for i, x := range s.stems {
		for k < len(others) && others[k] < x {
			k++
		}
		if k < len(others) && others[k] == x {
			common += s.squares[i]
		}
	}
	return common / s.sum
}

// enough reports whether what rare stems weigh, all together, binds a sentence to
// what is followed.
func enough(rare float64) bool { return int(rare+0.5) >= bindsRare }

// rarity returns how much stems say, all together: the logarithm of how few
// stories have each, to the base e.
func (l *Linker) rarity(all []uint64) int {
	n := 0.0
	for _, x := range all {
		n += l.weight(x)
	}
	return int(n + 0.5)
}

// weight returns the logarithm of in how few stories a stem is.
func (l *Linker) weight(stem uint64) float64 {
	if w, ok := l.common[stem]; ok {
		return float64(w) / 1000
	}
	return rarest
}

// rare returns those of some stems that fewer than one story in twenty has.
func (l *Linker) rare(all []uint64) []uint64 {
	return slices.DeleteFunc(slices.Clone(all), func(s uint64) bool { return l.weight(s) < few })
}

// few is what a stem weighs that one story in twenty has.
const few = 3

// rarest is the weight of a stem that is not among the common ones: one that
// fewer than one story in 150 has.
const rarest = 5

func hashed(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
