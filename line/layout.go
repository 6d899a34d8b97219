package line

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Layout makes a story of a plain text and its day of publication, which may
// be zero.
func Layout(s string, day calendar.Day) *news.Story {
	return &news.Story{ID: news.IDOf("", s), Language: "en", Text: s, Parts: text.Paragraphs(s), Published: day}
}
