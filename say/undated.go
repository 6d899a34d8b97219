package say

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// Undated returns a sentence without the days that it names by where they stand to
// the day of its story, on Tuesday and next week, for a line that says the day
// itself.
func Undated(s string) string {
	words := strings.Split(s, " ")
	for i := 1; i+1 < len(words); i++ {
		n := relative(words[i:])
		if n == 0 {
			continue
		}
		if mark := strings.TrimLeft(words[i+n-1], letters); !strings.HasSuffix(words[i-1], ",") {
			words[i-1] += mark
		}
		words = slices.Delete(words, i, i+n)
		i--
	}
	return strings.Join(words, " ")
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// relative returns how many words at the beginning of some name a day by where it
// stands to the story's; 0 where none do, or the next word belongs to them.
func relative(words []string) int {
	name := strings.TrimRight(words[1], ".,;:")
	switch words[0] { // Grammar: what names days so
	case "on":
		if !calendar.WeekdayNamed(name) {
			return 0
		}
	case "next", "last", "this":
		if name != "week" && name != "month" && name != "year" {
			return 0
		}
	default:
		return 0
	}
	if name == words[1] && len(words) > 2 {
		switch words[2] { // Grammar: what goes on with the name of a day
		case "and", "or", "to", "morning", "afternoon", "evening", "night", "instead", "before", "after":
			return 0
		}
	}
	return 2
}
