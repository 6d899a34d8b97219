package record

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Limits of pages.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
	MaxTotal     = 1000
	leadBytes    = 240
)

// Limit returns n within the limits of a page.
func Limit(n int) int {
	if n <= 0 {
		return DefaultLimit
	}
	return min(n, MaxLimit)
}

// At returns the time under which a version is listed: when its source issued
// it; else, where only the day is known and is not the day it was received,
// that day's start; else where it belongs by Version.Listed, and last when it
// was received. In whole seconds, never later than received: a feed from the
// future does not sit on top.
func At(s *news.Story, v *news.Version) time.Time {
	received := v.Received
	at := received
	if !v.Listed.IsZero() {
		at = v.Listed
	}
	switch day := s.Day(); {
	case !s.Issued.IsZero():
		at = s.Issued
	case day.Whole() && day.Sub(ofTime(received)) < 0:
		at = day.Time()
	}
	if !received.IsZero() && at.After(received) {
		at = received
	}
	return at.UTC().Truncate(time.Second)
}

// Prepare checks an entry that is to be stored and fills in what follows from
// the rest: a story whose source has it under embargo is kept until then. The text must be valid UTF-8 and not empty.
func Prepare(e *Entry, now time.Time) error {
	s, v := &e.Story, &e.Version
	if strings.TrimSpace(s.Text) == "" {
		return &fault.Error{Op: "store story", Kind: fault.Invalid, ID: s.ID, Err: fmt.Errorf("it has no text: nothing to store")}
	}
	if !utf8.ValidString(s.Text) {
		return &fault.Error{Op: "store story", Kind: fault.Invalid, ID: s.ID, Err: fmt.Errorf("its text is not UTF-8: take it in through intake, which mends it")}
	}
	if s.ID == "" {
		s.ID = news.IDOf(s.Source, s.Text)
	}
	if v.Received.IsZero() {
		v.Received = now
	}
	v.Received = v.Received.UTC().Truncate(time.Microsecond)
	if s.Language == "" {
		s.Language = "en"
	}
	if until := s.Envelope.Embargo; v.Kind == "" && v.By == "" && until.After(v.Received) {
		v.Kind, v.Until = news.Embargo, until.UTC().Truncate(time.Microsecond)
	}
	return nil
}

// Identity tells versions of a story apart: by content for what is received,
// and also by change and note for what an editor did.
func Identity(e *Entry) string {
	switch e.Version.Kind {
	case "", news.Original, news.Update:
		return e.Story.ID
	}
	return e.Story.ID + " " + string(e.Version.Kind) + " " + e.Version.Note
}

// ItemOf returns the list entry of a version.
func ItemOf(e *Entry) Item {
	s, v := &e.Story, &e.Version
	it := Item{
		StoryID: v.StoryID, ContentID: s.ID, N: v.N, Kind: v.Kind,
		At: At(s, v), Received: v.Received,
		Source: s.Source, URL: s.URL, Section: s.Section, Headline: s.Headline, Deck: s.Deck,
		Day: s.Day(), Language: s.Language, Note: v.Note, Until: v.Until, Trouble: len(s.Trouble) > 0,
		Lead: lead(s),
	}
	if d := s.Dateline; d != nil {
		it.Place, it.Agency = d.Place, d.Agency
	}
	return it
}

// body returns where the words of the body begin and end in its text, after
// the dateline; the whole text where no part is marked.
func body(s *news.Story) (start, end int) {
	for _, p := range s.Parts {
		if p.Kind == text.Body && p.Start+p.Lead <= p.End {
			return int(p.Start + p.Lead), int(p.End)
		}
	}
	return 0, math.MaxInt
}

// Glance returns how many bytes of the story's text ItemOf looks at: a store
// need not fetch the rest to list it.
func Glance(s *news.Story) int {
	start, end := body(s)
	return min(end, start+2*leadBytes+1)
}

// lead returns the first words of the body, after the dateline.
func lead(s *news.Story) string {
	start, end := body(s)
	if start > len(s.Text) {
		start = 0
	}
	words := s.Text[start:min(end, len(s.Text))]
	return Cut(strings.Join(strings.Fields(Cut(words, 2*leadBytes)), " "), leadBytes)
}

// Cut returns the start of s, at most n bytes, ending with a whole word.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > n/2 {
		n = i
	}
	return s[:n] + "…"
}
