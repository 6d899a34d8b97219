// Package record keeps what came in and what was read in it, and answers what
// is asked of it. Stories with their versions, readings and human judgements
// go in; lists, search hits, events and pledges come out. Nothing is
// overwritten: a new version, a new reading and a judgement are added beside
// the old. The stores live below: sqlite is the default, memory serves tests
// and short runs; both are held to the suite in storetest.
package record

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
)

// Store is what is kept. It is safe for use by many goroutines. Errors are of
// type *fault.Error: NotFound for an id that is not on record, Invalid for
// what cannot be stored or asked, Conflict where somebody else was first,
// Temporary where the disk is full or another program is writing.
type Store interface {
	Attempts
	Sources
	Plans
	Acts

	// Put stores stories in one transaction: all of them or none. When it
	// returns without error, they outlive a crash.
	Put(ctx context.Context, in ...Entry) ([]Receipt, error)
	// Story returns the latest version of a story. The id may be the story's
	// or that of one of its versions' contents.
	Story(ctx context.Context, id string) (Entry, error)
	// Versions returns all versions of a story, oldest first.
	Versions(ctx context.Context, id string) ([]Entry, error)

	// PutReading stores readings of versions on record (Reading.Story.ID is
	// the version's Story.ID) and makes them the ones that lists, Events and
	// Pledges answer from.
	PutReading(ctx context.Context, in ...*fact.Reading) error
	// Reading returns a version's reading by that reader, or the one stored
	// last where reader is "". Judgements are not applied: see Apply.
	Reading(ctx context.Context, contentID, reader string) (*fact.Reading, error)
	// Unread returns versions that the reader has not read and that no attempt
	// stands for, at most limit: those of earlier days first, of a day those
	// that came first, and before all those without a day. Killed versions are
	// left out, and those under embargo until it ends: their facts are in no
	// answer before. It costs as much as what it returns, whatever is on record.
	Unread(ctx context.Context, reader string, limit int) ([]Entry, error)

	// Judge stores what a human said of a fact, beside the reading.
	Judge(ctx context.Context, j Judgement) error
	// Judgements returns what was said of a story's facts, oldest first; of the
	// facts of all stories where id is "".
	Judgements(ctx context.Context, id string) ([]Judgement, error)

	// List returns stories, newest first.
	List(ctx context.Context, f Filter) (Page, error)
	// After returns stories in the order in which their latest version came
	// in, from the mark on, with the mark to ask from next time.
	After(ctx context.Context, mark int64, limit int) ([]Item, int64, error)
	// Last returns the mark of what came in last; 0 where nothing has.
	Last(ctx context.Context) (int64, error)
	// Changes returns a number that rises with all that is written, but for acts
	// on which no list of stories or facts rests: watches, what was looked at, and
	// what left the record. While it is the same, so is every answer of the store
	// for the same question, those of Acts left out.
	Changes(ctx context.Context) (int64, error)
	// Search finds stories by words and facts: see ParseQuery.
	Search(ctx context.Context, q Query) (Hits, error)
	// Tally counts, among the stories that a search finds, the values of each
	// of these keys, most frequent first, at most limit. Of more than MaxTotal
	// stories it counts the newest.
	Tally(ctx context.Context, q Query, limit int, keys ...Key) (map[Key][]Count, error)
	// Values returns values of a key that have a part in them, without regard
	// to case, each with how many stories have it, most frequent first.
	Values(ctx context.Context, k Key, part string, limit int) ([]Count, error)
	// Events returns events, newest first.
	Events(ctx context.Context, f EventFilter) (EventPage, error)
	// Pledges returns pledges, those due first before the others.
	Pledges(ctx context.Context, f PledgeFilter) (PledgePage, error)
	// Details returns figures, quotes, offices or gists, those of the newest
	// stories first unless the oldest are asked for.
	Details(ctx context.Context, f DetailFilter) (DetailPage, error)
	// Sums adds up all events by who deals with whom, and by place. It takes as
	// long as there are events: seconds at a million.
	Sums(ctx context.Context) (Sums, error)
	// Known returns offices that the words of stories give to people of that
	// name, or whose name ends in it where it is one word; case and accents
	// do not matter. Only the latest versions of stories of days before that
	// day count, and none that are withdrawn or under embargo. The latest
	// day is first, and within a day the order is that of the contents' ids,
	// whichever came first; at most MaxKnown are given.
	Known(ctx context.Context, name string, before calendar.Day) ([]Held, error)
	// Notices returns kills and corrections that mean no story on record, the
	// newest first, at most MaxNotices: see Place and Effects.
	Notices(ctx context.Context) ([]Item, error)
	// Near returns the newest versions of the stories of which an entry would
	// become a version, were it stored without a StoryID: see Place. It stores
	// nothing; none for what would be a new story.
	Near(ctx context.Context, e Entry) ([]Entry, error)
	// Copies returns the other stories that reprint this one, oldest first.
	Copies(ctx context.Context, id string) ([]Item, error)

	// Facet counts the stories for each value of a key, most frequent first.
	Facet(ctx context.Context, k Key, limit int) ([]Count, error)
	Counts(ctx context.Context) (Counts, error)
	// Check looks the store over for damage; it may take seconds.
	Check(ctx context.Context) (Health, error)
	Close() error
}

// Entry is one version of a story. In Put, Story.Text must not be empty;
// Story.ID is worked out where it is empty. Version may be zero: the story is
// then matched to those on record (see Same), and takes its place among the
// versions by when it was sent (see Order); a notice takes effect on the
// stories that it means. The same content from the same source is stored once. Version.StoryID adds to that story, or starts one of that name;
// Version.Supersedes, where given, must be the latest content, else Put fails
// with Conflict. N is always set by the store.
type Entry struct {
	Story   news.Story
	Version news.Version
}

// Receipt says where a story went.
type Receipt struct {
	StoryID   string // of the story
	ContentID string // of this version: its Story.ID
	N         int    // number of the version
	Added     bool   // false: it was on record already
}

// Action is what a human says of a fact.
type Action string

// The actions.
const (
	Accept  Action = "accept"
	Reject  Action = "reject"
	Correct Action = "correct" // Claim holds the fact as it should be
	Add     Action = "add"     // Claim holds a fact that the reader missed
	// Withdraw takes back the judgement in Undoes: it counts no more.
	Withdraw Action = "withdraw"
)

// Judgement is what a human said of one fact. It stays when the story is read
// again, by the kind of the fact, its type and its words: see Apply.
type Judgement struct {
	ID        string // given by the store
	StoryID   string
	ContentID string // the version that was looked at
	Kind      FactKind
	FactID    string // in the reading that was looked at
	Type      string // an event's type; empty for other kinds
	Words     string // the words of its evidence
	Action    Action
	Undoes    string `json:",omitempty"` // for Withdraw: the ID of what is taken back
	Claim     *Claim `json:",omitempty"` // what the fact is: as a person says (Correct, Add), as it was looked at
	By        string // who says so
	Note      string
	At        time.Time
}

// FactKind says which list of a reading a fact is in.
type FactKind string

// The kinds of fact that can be judged.
const (
	EventFact  FactKind = "event"
	QuoteFact  FactKind = "quote"
	OfficeFact FactKind = "office" // is looked up, never judged
	FigureFact FactKind = "figure"
	PledgeFact FactKind = "pledge"
	GistFact   FactKind = "gist" // is looked up, never judged
)

// Key is a property by which stories are listed and counted.
type Key string

// The keys. Countries are ISO 3166-1 alpha-3 codes; types, modes and topics
// (PLOVER contexts) come from the story's events.
const (
	BySource   Key = "source"
	ByCountry  Key = "country"
	BySection  Key = "section"
	ByTopic    Key = "topic"
	ByType     Key = "type"
	ByMode     Key = "mode"
	ByStatus   Key = "status"
	ByLanguage Key = "language"
	ByEntity   Key = "entity"  // see EntityKey
	ByTrouble  Key = "trouble" // "intake" or the name of a pass
)

// Filter says which stories a list holds. The zero Filter lists all.
type Filter struct {
	Where    map[Key]string // all must hold; values are matched without regard to case
	Since    time.Time      // Item.At not before
	Until    time.Time      // Item.At before
	Fold     bool           // one story for all copies: the one that came first
	Now      time.Time      // hides what is under embargo then; zero: shows all
	Cursor   string         // Page.Next of the page before
	Limit    int            // 1 to 1000; 0: 50
	MaxFacts int            // events given with each story; 0: 4, -1: none
	Whole    bool           // with each story its promises too, and its figures where it has fewer than three events

	Only   []string      // ids of stories: these and no others; nil: all
	Except []string      // contents, by Item.ContentID, that are left out
	After  int64         // only what came in after this mark
	Kinds  []news.Change // only what was changed last in one of these ways; nil: all
}

// Item is a story in a list.
type Item struct {
	StoryID, ContentID string
	N                  int // number of the latest version
	Kind               news.Change
	At                 time.Time // when it was issued, as well as is known: see At
	Received           time.Time
	Source, URL        string
	Section            string
	Headline, Deck     string
	Place              string       // of the dateline
	Day                calendar.Day // of the dateline, else of publication
	Agency             string
	Lead               string // the first words of the body
	Language           string
	Note               string // of the version
	Until              time.Time
	Trouble            bool
	Copies             int   // other stories that reprint it
	Mark               int64 // for After
	Facts              []EventRow
	Pledges            []PledgeRow // see Filter.Whole
	Figures            []Detail
	Gist               *Gist
}

// Page is a part of a list.
type Page struct {
	Items []Item
	Next  string // cursor of the next page; empty at the end
}

// Piece is a part of a snippet; Hit marks the words that were looked for.
type Piece struct {
	Text string
	Hit  bool
}

// Hit is a story that was found.
type Hit struct {
	Item
	Snippet []Piece
	Events  []EventRow // those that fit the query, where it asks for facts
}

// Hits is a part of a search's answer. Total is exact up to 1000 and then
// says 1000: "more than 1000".
type Hits struct {
	Hits  []Hit
	Total int
	Next  string
}

// EventRow is an event with the story it was read in.
type EventRow struct {
	StoryID, ContentID string
	Headline, Source   string
	At                 time.Time // of the story
	Reader             string
	Event              fact.Event
	Actors, Recipients []string // names of the parties, in the event's order
	ActorKeys          []string // their EntityKeys, "" for those that are no entity
	RecipientKeys      []string
	Place              string       // name
	PlaceKey           string       `json:",omitempty"` // its EntityKey
	Asserter           string       // name of who says so; empty: the story itself
	Words              string       // of the evidence
	From, To           calendar.Day // of the event; the story's day where the text has none
	Dated              bool         // whether the text gives the event's time
	Live               bool         // false: its version was corrected, updated or killed since
	Copies             int
}

// EventFilter says which events are asked for. The zero EventFilter asks for
// all that are live.
type EventFilter struct {
	Actor, Recipient string // codes
	Party            string // code of either
	Other            string // with Party: code of the other side
	Entity           string // EntityKey of either
	Place            string // EntityKey of where it is
	Type, Mode       string
	Topic            string // PLOVER context
	Status           fact.Status
	StoryID          string
	Since, Until     calendar.Day // the event's interval touches them
	Begins           calendar.Day // its first day is not before
	AsOf             time.Time    // as the record stood then; zero: now
	Superseded       bool         // also what is no longer live
	Fold             bool         // not from copies
	Background       bool         // also what is told as history
	Ahead            bool         // by the event's first day, soonest first; else by the story's time, newest first
	Bare             bool         // Copies are not counted
	Cursor           string
	Limit            int // 1 to 1000; 0: 50
}

// EventPage is a part of a list of events.
type EventPage struct {
	Events []EventRow
	Next   string
}

// PledgeRow is a pledge with the story it was read in.
type PledgeRow struct {
	StoryID, ContentID string
	Headline, Source   string
	At                 time.Time
	Reader             string
	Pledge             fact.Pledge // State as of the day asked for
	By, To             []string    // names
	What               string      // the words
	Told               string      `json:",omitempty"` // the promise as a sentence: see say.Promise
	Live               bool
}

// PledgeFilter says which pledges are asked for.
type PledgeFilter struct {
	By, To   string // codes
	Party    string // code of either
	Other    string // with Party: code of the other side
	Entity   string // EntityKey of either
	State    string // open, overdue, kept, missed, withdrawn
	StoryID  string
	DueSince calendar.Day
	DueUntil calendar.Day
	AsOf     calendar.Day // the clock for State; must be given with State
	Known    time.Time    // as the record stood then; zero: now
	Newest   bool         // those of the newest stories first, and not those due first
	Fold     bool         // not from copies
	Cursor   string
	Limit    int
}

// PledgePage is a part of a list of pledges.
type PledgePage struct {
	Pledges []PledgeRow
	Next    string
}

// Count is how many stories have a value.
type Count struct {
	Value string
	N     int
}

// Counts says how much is on record.
type Counts struct {
	Stories, Versions, Readings, Events, Pledges, Judgements, Sources, Copies, Troubled int
	First, Last                                                                         time.Time // Item.At
}

// Health is what Check found.
type Health struct {
	Store    string // sqlite or memory
	Path     string
	Bytes    int64
	Schema   int
	Problems []string // what is damaged now; empty: all is well
	Aside    []string // what was damaged or lost before and could not be mended
}
