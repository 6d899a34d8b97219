package page

import (
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
)

// StatusChip returns the label of what a text asserts of an event.
func StatusChip(s fact.Status) Chip {
	switch s {
	case fact.Happened:
		return Chip{"happened", "happened"}
	case fact.Ongoing:
		return Chip{"ongoing", "under way"}
	case fact.NotHappened:
		return Chip{"not", "did not happen"}
	case fact.Planned, fact.Possible, fact.Sought, fact.Cancelled, fact.Postponed, fact.Denied:
		return Chip{string(s), string(s)}
	}
	return Chip{}
}

// PledgeChip returns the label of a pledge's state.
func PledgeChip(state string) Chip {
	switch state {
	case "overdue":
		return Chip{"overdue", "overdue"}
	case "missed":
		return Chip{"overdue", "missed"}
	case "kept":
		return Chip{"happened", "kept"}
	case "withdrawn":
		return Chip{"cancelled", "withdrawn"}
	}
	return Chip{"planned", "open"}
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || unicode.IsUpper(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
