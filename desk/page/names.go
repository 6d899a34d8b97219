package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/ontology"
)

// TopicName returns a PLOVER context as words: human_rights is "human rights".
func TopicName(s string) string { return upperFirst(strings.ReplaceAll(s, "_", " ")) }

// TypeName returns an event type in words that need no codebook.
func TypeName(s string) string {
	if t, ok := ontology.Parse(s); ok {
		return t.Label()
	}
	return s
}

// SortOptions orders by label, as people look names up.
func SortOptions(os []Option) {
	slices.SortFunc(os, func(a, b Option) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
}

// Sentence returns s with a capital and a full stop.
func Sentence(s string) string {
	s = upperFirst(s)
	if s != "" && !strings.HasSuffix(s, ".") && !unicode.IsPunct(rune(s[len(s)-1])) {
		s += "."
	}
	return s
}
