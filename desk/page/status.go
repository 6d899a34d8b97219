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
		return Chip{"not", "did not"}
	case fact.Sought:
		return Chip{"sought", "asked for"}
	case fact.Postponed:
		return Chip{"postponed", "put off"}
	case fact.Cancelled:
		return Chip{"cancelled", "called off"}
	case fact.Planned, fact.Possible, fact.Denied:
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
		return Chip{"kept", "kept"}
	case "withdrawn":
		return Chip{"cancelled", "withdrawn"}
	}
	return Chip{"due", "open"}
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || unicode.IsUpper(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
