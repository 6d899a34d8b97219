package record

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/world/table"
)

// LongText is from how many bytes on a text is no story of a wire: what such a
// text says of people is not remembered for others, so that no story has to
// wait until it is read.
const LongText = 64 << 10

// MaxKnown is how many offices Known gives at most.
const MaxKnown = 100

// Held is an office that a story's own words give to a person, with the story
// that says so.
type Held struct {
	Name               string  // of the person, as the story's reading has it
	Country            *string // of the person
	Sectors            []string
	Office             fact.Office
	StoryID, ContentID string
	Headline           string
	Day                calendar.Day // of the story
}

// NameKeys returns the folded names by which a person is looked up: the whole
// name and, where it has more than one word, the last.
func NameKeys(name string) []string {
	words := strings.Fields(table.Fold(name))
	if len(words) == 0 {
		return nil
	}
	return slices.Compact([]string{strings.Join(words, " "), words[len(words)-1]})
}

// NameKey folds a name as Known looks for it; "" where nothing is left of it.
func NameKey(name string) string {
	if keys := NameKeys(name); keys != nil {
		return keys[0]
	}
	return ""
}

// held adds the offices that the story itself establishes. What the table of
// the world says is no news, what was known from earlier stories, if only whose
// a title is, must not breed, and what is under embargo or withdrawn must not
// show in other stories.
func (x *indexer) held(n *fact.Entity) {
	if len(x.entry.Story.Text) > LongText {
		return
	}
	if k := x.entry.Version.Kind; n.Kind != fact.Person || n.Anonymous || k == news.Embargo || k == news.Kill {
		return
	}
	for _, o := range n.Offices {
		if o.Basis != "text" && o.Basis != "both" || o.Since != nil {
			continue
		}
		x.out.Held = append(x.out.Held, Held{
			Name: n.Name, Country: n.Country, Sectors: n.Sectors, Office: o,
			StoryID: x.item.StoryID, ContentID: x.item.ContentID, Headline: x.item.Headline, Day: x.day(),
		})
	}
}
