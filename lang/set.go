package lang

import (
	"iter"
	"slices"
	"strings"
)

// Set is a set of words. Most words that a pass asks about are not in it, so
// length and first byte are looked at before the words are.
type Set struct {
	words map[string]struct{}
	list  []string  // in the order of their bytes
	sizes uint64    // a bit for each length in bytes, the last for all from 63 on
	first [4]uint64 // a bit for each first byte
}

// Has reports whether a word is in the set, as it is written there.
func (s *Set) Has(word string) bool {
	if word == "" || s.sizes>>min(len(word), 63)&1 == 0 || s.first[word[0]>>6]>>(word[0]&63)&1 == 0 {
		return false
	}
	_, ok := s.words[word]
	return ok
}

// All returns the words in the order of their bytes.
func (s *Set) All() iter.Seq[string] { return slices.Values(s.list) }

// Within reports whether one of the words stands in a text, as a word or as a
// part of one.
func (s *Set) Within(text string) bool {
	return slices.ContainsFunc(s.list, func(w string) bool { return strings.Contains(text, w) })
}

// Folded returns the set with its words in small letters.
func (s *Set) Folded() *Set {
	out := &Set{words: map[string]struct{}{}}
	for _, w := range s.list {
		out.add(strings.ToLower(w))
	}
	return out
}

// Len returns the number of words.
func (s *Set) Len() int { return len(s.list) }

func (s *Set) add(word string) {
	at, there := slices.BinarySearch(s.list, word)
	if there {
		return
	}
	s.list = slices.Insert(s.list, at, word)
	s.words[word] = struct{}{}
	s.sizes |= 1 << min(len(word), 63)
	s.first[word[0]>>6] |= 1 << (word[0] & 63)
}
