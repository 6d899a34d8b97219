package say

import "github.com/datelinewire/dateline/fact"

// Status returns how an event stands by its text, in the words that lists and
// pages have for it: planned, under way, called off; "" for no status.
func Status(s fact.Status) string {
	switch s {
	case fact.Ongoing:
		return "under way"
	case fact.NotHappened:
		return "did not"
	case fact.Sought:
		return "asked for"
	case fact.Postponed:
		return "put off"
	case fact.Cancelled:
		return "called off"
	}
	return string(s) // planned, happened, possible and denied are called so
}
