package line

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
)

// Layout makes a story of a plain text and its day of publication, which may
// be zero: section, headline, deck, dateline, byline and body are found in it.
func (l *Line) Layout(s string, day calendar.Day) *news.Story {
	story := news.Parse(s, day, l.places)
	return &story
}

// Places knows the names of places from where stories are filed; nil where
// the line has no such knowledge.
func (l *Line) Places() news.Places { return l.places }
