package sample

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// mark ends the source of every sample story, so that wherever the source is
// shown it is also said that the story is invented.
const mark = ", sample wire (invented)"

// Invented reports whether a source is one of the sample wire's.
func Invented(source string) bool { return strings.HasSuffix(source, mark) }

// Entries returns the sample wire as a record takes it: in the order in which
// it was received, corrections and kills as versions of the story concerned.
// layout makes a story of a plain text and its day: line.Line has one.
func Entries(layout func(string, calendar.Day) *news.Story) ([]record.Entry, error) {
	items, err := Items()
	if err != nil {
		return nil, err
	}
	out := make([]record.Entry, 0, len(items))
	at := map[string]record.Entry{} // the latest version, by the name of each item
	for _, it := range items {
		e := entry(layout, it)
		if of := it.Corrects + it.Kills; of != "" {
			before, ok := at[of]
			if !ok {
				return nil, fmt.Errorf("sample: %s is about %s, which is not before it", it.Name, of)
			}
			e.Version.StoryID, e.Version.Supersedes = before.Version.StoryID, before.Story.ID
			at[of] = e
		}
		at[it.Name] = e
		out = append(out, e)
	}
	return out, nil
}

func entry(layout func(string, calendar.Day) *news.Story, it Item) record.Entry {
	s := layout(it.Text, calendar.Of(it.Received))
	s.Source = it.Agency + mark
	s.ID = news.IDOf(s.Source, s.Text)
	s.Issued = it.Received
	e := record.Entry{Story: *s}
	e.Version = news.Version{StoryID: s.ID, Received: it.Received, Note: it.Note}
	switch {
	case it.Corrects != "":
		e.Version.Kind = news.Correction
	case it.Kills != "":
		e.Version.Kind = news.Kill
	}
	return e
}
