package page

import (
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/fact"
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

// StatusName returns a status as the filters call it; "" for none that a reader
// would look for.
func StatusName(s string) string {
	switch fact.Status(s) {
	case fact.Planned:
		return "Planned"
	case fact.Sought:
		return "Asked for"
	case fact.Possible:
		return "Possible"
	case fact.Postponed:
		return "Put off"
	case fact.Cancelled:
		return "Called off"
	case fact.Denied:
		return "Denied"
	case fact.NotHappened:
		return "Did not happen"
	case fact.Ongoing:
		return "Under way"
	}
	return ""
}

// Sentence returns s with a capital and a full stop.
func Sentence(s string) string {
	s = upperFirst(s)
	if s != "" && !strings.HasSuffix(s, ".") && !unicode.IsPunct(rune(s[len(s)-1])) {
		s += "."
	}
	return s
}
