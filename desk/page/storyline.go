package page

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// StoryLine is the stories of one happening over days as a story's page lists
// them: the story itself and those that came just before and after it.
type StoryLine struct {
	ID      string // of the story whose page it is
	Stories []Told
	Nth     int // which of all the story is, from 1 on
	Total   int
}

// Told is a story of the line.
type Told struct {
	Meta
	Headline string
	This     bool // it is the page's own, or the page's is a copy of it
}

// perLine is how many stories of its line a story's page lists.
const perLine = 5

// StoryLineOf sets the line of a story; nil where the story stands alone.
func StoryLineOf(id string, line service.StoryLine, l Labels) *StoryLine {
	total := len(line.Items)
	if total == 0 {
		return nil
	}
	p := &StoryLine{ID: id, Nth: line.At + 1, Total: total}
	from := max(0, min(line.At-perLine/2, total-perLine))
	for i := from; i < min(total, from+perLine); i++ {
		e := EntryOf(&line.Items[i], calendar.Day{}, l)
		p.Stories = append(p.Stories, Told{e.Meta, e.Headline, i == line.At})
	}
	return p
}

// WholeLine is the page of all stories of a line, the oldest first, each with
// its facts.
type WholeLine struct {
	ID, Headline string
	List         []Entry
	At           int // of them the story whose line it is
}

// WholeLineOf sets all stories of the line of a story; today is the day by
// which promises are due or over.
func WholeLineOf(e *record.Entry, line service.StoryLine, today calendar.Day, l Labels) WholeLine {
	p := WholeLine{ID: e.Version.StoryID, Headline: HeadlineOf(&e.Story), At: line.At}
	for i := range line.Items {
		x := EntryOf(&line.Items[i], today, l)
		x.Dated = true
		p.List = append(p.List, x)
	}
	return p
}
