package read

import (
	"context"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// Memory is what earlier stories established.
type Memory interface {
	// Known returns offices that the words of stories of days before that day
	// give to people of that name, or whose name ends in it where it is one
	// word, the latest day first. Case and accents do not matter.
	Known(ctx context.Context, name string, before calendar.Day) ([]Known, error)
}

// Known is an office that an earlier story's own words give to a person.
type Known struct {
	Name    string  // of the person, as that story has it
	Country *string // of the person, ISO 3166-1 alpha-3
	Sectors []string
	Office  fact.Office
	Since   fact.Since // the story
}
