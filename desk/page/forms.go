package page

import (
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Write is the form in which a story is written, corrected or killed.
type Write struct {
	Title, Hint, Button string
	Action              string // address to post to
	ID, Was             string // the story that is changed, and its headline
	Of                  string // the content that is changed
	Kill                bool
	NoticeLabel         string
	Notice              string
	Section, Headline   string
	Deck, Byline, Body  string
	Place, Day, Agency  string
	CanHold             bool   // the story may be kept back: it is new, or under embargo
	Embargo             string // until when, in UTC, as browsers write it; "" not at all
	Problems            []string
	Changes             []Change // what the form would change in a version that its writer has not seen
	As                  string   // what was chosen of Near, or Own; "" where nothing was
	Near                []Near   // stories on record that are nearly the same
	Preview             *Preview // nil: nobody asked for it
}

// Own is the choice that a story is one of its own, whatever it is near to.
const Own = "own"

// Near is a story on record to which one that was written is nearly equal.
type Near struct {
	ID, Of, Headline string // its id, its newest content
	When             time.Time
}

// As returns the choice that a story is a new version of this one, as it stands.
func (n Near) As() string { return n.ID + " " + n.Of }

// NearOf sets the stories that one is near to.
func NearOf(es []record.Entry) []Near {
	var out []Near
	for i := range es {
		e := &es[i]
		out = append(out, Near{e.Version.StoryID, e.Story.ID, HeadlineOf(&e.Story), record.At(&e.Story, &e.Version)})
	}
	return out
}

// Preview is how a story would be set and read. Nothing of it is stored.
type Preview struct {
	Head, Deck []Seg
	Blocks     []Block
	Groups     []Group
	Tongue     string // of a story that is not read, since it is in another language
	Trouble    []string
}

// PreviewOf sets a story that is not stored, with what would be read in it.
func PreviewOf(s *news.Story, r *fact.Reading, today calendar.Day, l Labels) *Preview {
	e := record.Entry{Story: *s}
	e.Version.N = 1
	p := StoryOf(Whole{Entry: e, Reading: r, Versions: 1, Today: today}, l)
	for i := range p.Groups {
		g := &p.Groups[i]
		g.Before, g.After, g.All = "", "", "" // there is no page to lead to
		for k := range g.Cards {
			g.Cards[k].Judge = nil
		}
	}
	return &Preview{Head: p.Head, Deck: p.Deck, Blocks: p.Blocks, Groups: p.Groups, Tongue: p.Tongue, Trouble: p.Trouble}
}

// Field is a line of the form, and how many characters it takes at most.
type Field struct {
	Label, Value string
	Most         int
}

// Lines returns the form's fields of one line. The page tells browsers the
// same numbers, but not all that is sent comes from the page.
func (w *Write) Lines() []Field {
	return []Field{
		{"notice", w.Notice, Most("notice")},
		{"section", w.Section, Most("section")},
		{"headline", w.Headline, Most("headline")},
		{"deck", w.Deck, Most("deck")},
		{"place", w.Place, Most("place")},
		{"agency", w.Agency, Most("agency")},
		{"byline", w.Byline, Most("byline")},
	}
}

// Search is the page of search.
type Search struct {
	Query        string
	Hits         []Entry
	Facts        []Row // where facts are shown and not stories
	AsFacts      bool
	Total        int
	Many         bool // there are more than Total
	Problem      string
	Older        string
	Fields       [][2]string
	ByTime       bool // newest first
	Views, Sorts []Filter
	Facets       []Tally // each link narrows the search
	Watched      string  // the watch that has this search; "" for none
}

// Doctor is the page of what failed and why.
type Doctor struct {
	Numbers  []Line
	Stuck    int    // readings that do not end
	Waiting  int    // stories that are not read yet
	Done     int    // per cent of the stories on record that this reader has read
	Kind     string // of the trouble, where only one is shown
	Stories  []Ill
	More     string      // address of those that follow; empty at the end
	Kinds    []Line      // where the rest is, by the kind of the trouble
	Sources  []SourceRow // that do not answer well
	Notices  []Ill       // kills and corrections that mean no story on record
	Problems []string    // of the store
	Checked  bool
	Store    string
}

// Ill is a story with trouble.
type Ill struct {
	ID, Headline, Source string
	Trouble              []string
}

// Message is a page that says what went wrong and what to do.
type Message struct {
	Status          int
	Title, Text, Do string
	Detail          string
	Typed           []Typed // what was typed into the form that failed
	Action          string  // address to which it is sent again
}
