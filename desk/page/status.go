package page

import (
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
)

// StatusChip returns the label of what a text asserts of an event.
func StatusChip(s fact.Status) Chip {
	if s == fact.NotHappened {
		return Chip{"not", say.Status(s)}
	}
	return Chip{string(s), say.Status(s)}
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
