// Package news holds stories as agencies send them: a text with its layout
// (section, headline, deck, dateline, byline, body), where it came from, and
// its versions. What goes in is plain text; what comes out is a Story whose
// parts are spans of that same text.
package news

import (
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// Story is one version of a story. Text is never changed: every part, and
// every fact read later, points into it.
type Story struct {
	ID       string // from the content, see IDOf
	Source   string // who sent it: a feed's title, an agency, a file's name; may be empty
	URL      string
	Section  string
	Headline string
	Deck     string
	Byline   string
	Language string // ISO 639-1; "und" for one that is not English and not known; "" is English
	Dateline *Dateline
	Text     string
	Parts    []text.Paragraph
	// Published is the day of publication as the caller or the feed gave it.
	Published calendar.Day
	// Issued is the moment of publication where the source gave one.
	Issued time.Time
	// Envelope is what the source says of the story beside its words.
	Envelope Envelope `json:",omitzero"`
	// Trouble says what went wrong while the story was taken in.
	Trouble []string
	// Posts are the dated parts of a live page, in the order of the page.
	Posts []Post `json:",omitempty"`
}

// IsRead reports whether stories in a language are read into facts: those in
// English, by its code or by none.
func IsRead(language string) bool { return language == "" || language == "en" }

// Post is a part of a live page that has a moment of its own.
type Post struct {
	At time.Time
	text.Span
}

// Dateline is the line that opens a story and says where, when and by whom
// it was filed.
type Dateline struct {
	Place  string // as an ordinary name: Moscow
	Date   calendar.Day
	Basis  Basis
	Agency string
	text.Span
	// Evidence are the words from which an inferred year was worked out.
	Evidence []text.Span
}

// Basis says how a dateline's date is known.
type Basis string

// Given by the caller or feed, complete in the text, or worked out.
const (
	Given    Basis = "given"
	InText   Basis = "text"
	Inferred Basis = "inferred"
)

// Day returns the day by which the story's other dates are resolved: the
// dateline's, else the day of publication; zero when neither is known.
func (s *Story) Day() calendar.Day {
	if s.Dateline != nil && s.Dateline.Date.Whole() {
		return s.Dateline.Date
	}
	return s.Published
}
