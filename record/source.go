package record

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zeebo/xxh3"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// Sources is the part of a Store that keeps which sources are followed, how
// each of them stands, and what came of following it. What a poll brought is
// stored in one transaction: stories, the items that they were made of, how
// the source stands. So nothing is lost and nothing taken twice, wherever a
// program ends.
type Sources interface {
	// Sources returns all sources, in the order in which they were added.
	Sources(ctx context.Context) ([]Source, error)
	// Source returns one source. It fails with NotFound where there is none of
	// that id.
	Source(ctx context.Context, id string) (Source, error)
	// PutSource adds a source, or gives one that is there other settings; how
	// it stands is left as it is. It fails with Conflict where another source
	// has the same address.
	PutSource(ctx context.Context, s SourceSettings) error
	// RemoveSource forgets a source, its log and which items it had. Stories
	// that came from it stay.
	RemoveSource(ctx context.Context, id string) error
	// Seen returns what is known of a source's items, by ItemKey; those that
	// are not known are left out.
	Seen(ctx context.Context, source string, keys ...string) (map[string]Seen, error)
	// PutPolls stores what came of polls, in one transaction: all of it or
	// nothing. It returns how many stories or versions each brought that were
	// not on record, and adds that to the state's Items. Polls of a source that
	// was removed meanwhile are dropped.
	PutPolls(ctx context.Context, polls ...Poll) ([]int, error)
	// SourceLog returns what is in the log of one source, or of all where id
	// is empty, newest first, at most limit lines; only failures where failed
	// is set. Lines are without their bytes.
	SourceLog(ctx context.Context, id string, failed bool, limit int) ([]LogLine, error)
	// Kept returns the line of that number with the bytes that are kept of
	// what failed.
	Kept(ctx context.Context, n int64) (LogLine, error)
}

// SourceKind says how a source is followed.
type SourceKind string

// The kinds.
const (
	FeedSource    SourceKind = "feed"    // RSS, Atom, RDF, JSON Feed
	PageSource    SourceKind = "page"    // one page, a story whenever it changes
	SiteSource    SourceKind = "site"    // a site whose feed is looked for
	SitemapSource SourceKind = "sitemap" // a sitemap of news
	FolderSource  SourceKind = "folder"  // files that somebody puts into a folder
	// Those that nobody asks: they bring what they have by themselves.
	ImportSource SourceKind = "import" // files that were imported
	PushSource   SourceKind = "push"   // programs that send stories, under one name
)

// Rights say how much of a story may be kept.
type Rights string

// The rights.
const (
	FullText    Rights = ""        // all of it
	ExcerptOnly Rights = "excerpt" // headline and opening
)

// SourceSettings are what a person says of a source.
type SourceSettings struct {
	ID      string
	Name    string // as stories' source, where it is not empty
	Address string // web address, or the folder's path
	Kind    SourceKind
	// Least and Most bound the time between two polls; zero: as usual.
	Least, Most time.Duration
	// Secret names what gives access, in the configuration or, after "env:",
	// in the environment. It is never that itself.
	Secret string
	Agent  string   // User-Agent; empty: that of the configuration
	Proxy  string   // address of a proxy; empty: none
	Rules  []string // which items are taken: see package source
	Full   bool     // whether each item's page is fetched
	Rights Rights
	Paused string // why it is not polled; empty: it is
	Added  time.Time
}

// SourceState is how a source stands. It changes with every poll.
type SourceState struct {
	Polled  time.Time // last time it was asked
	Next    time.Time // when it is to be asked again
	Changed time.Time // last time it had something new
	Well    time.Time // last time it answered well
	Polls   int       // answers that were well, ever
	Fails   int       // failures in a row
	Items   int       // stories and versions that it brought, ever
	Error   string    // why the last poll failed; empty: it did not
	// ETag, LastModified and Sum tell an answer that has not changed; Sum is a
	// hash of its bytes.
	ETag, LastModified, Sum string
	// Every is the time between polls as worked out last.
	Every time.Duration
	// Moved is the address that the server says is the source's from now on,
	// MovedFor how many polls in a row said so.
	Moved    string
	MovedFor int
	Found    string // a site's feed
	// Tries counts polls since some items' pages could not be fetched.
	Tries int
	Push  Push
}

// Push is a subscription at a hub that sends what is new (WebSub).
type Push struct {
	Hub, Topic string
	Secret     string // which the hub's messages are signed with
	Asked      time.Time
	Until      time.Time // end of the lease; zero: not subscribed
}

// Source is a source as it is listed.
type Source struct {
	SourceSettings
	State SourceState
}

// Poll is what came of asking a source once.
type Poll struct {
	SourceID string
	State    SourceState
	Items    []PolledItem
	Plans    []news.Plan // each of which CheckPlan allows
	Log      []LogLine
	// KeepLog is how many lines of the log are kept; 0: MaxLog.
	KeepLog int
	// Address and Paused, where they are not empty, replace those of the
	// settings: the source has moved, or is given up.
	Address, Paused string
}

// PolledItem is one item of a poll. Where its entry has no text, nothing is stored
// of it but that it was seen.
type PolledItem struct {
	Key     string // see ItemKey
	Content string // what tells this state of the item from another
	Entry   Entry
	// Open says that the item is to be looked at again though its content
	// stays the same.
	Open bool
}

// Seen is what is known of an item.
type Seen struct {
	StoryID string
	Content string // of the item when it was last taken
	Open    bool
	Day     int // when it was last in the source, in days since 1970
}

// LogLine is a line of a source's log.
type LogLine struct {
	N      int64 // given by the store
	Source string
	At     time.Time
	Failed bool
	Text   string
	Bytes  []byte // of what failed, at most MaxKept; nil in lists
	Size   int    // of what is kept
}

// Bounds on what is kept of a source's past.
const (
	MaxLog   = 60       // lines of a source's log
	MaxKept  = 16 << 10 // bytes of what failed, of one line
	KeepSeen = 400      // days for which an item is known that is in its source no more
)

// ItemKey returns the key of an item by what its source calls it: a GUID, an
// address or the name of a file.
func ItemKey(name string) string {
	h := xxh3.HashString128(name).Bytes()
	return hex.EncodeToString(h[:])
}

// SeenDay returns a moment as Seen counts days.
func SeenDay(t time.Time) int { return int(t.Unix() / 86400) }

// CheckSource reports, as an error, settings that cannot be stored.
func CheckSource(s *SourceSettings) error {
	why := ""
	switch {
	case s.ID == "":
		why = "it has no id"
	case strings.TrimSpace(s.Address) == "":
		why = "it has no address: give a web address or a folder"
	case s.Least < 0 || s.Most < 0 || s.Most > 0 && s.Least > s.Most:
		why = "its shortest interval is longer than its longest"
	default:
		return nil
	}
	return &fault.Error{Op: "store source", Kind: fault.Invalid, ID: s.Name, Err: errors.New(why)}
}

// NoSource is the error of an id that no source has.
func NoSource(id string) error {
	return &fault.Error{Op: "look up source", Kind: fault.NotFound, ID: id, Err: errors.New("no such source is followed: `dateline source list` shows those that are")}
}

// SameAddress is the error of a source at an address that another has.
func SameAddress(s *SourceSettings, other string) error {
	return &fault.Error{Op: "store source", Kind: fault.Conflict, ID: s.Name, Err: fmt.Errorf("it is followed already, as source %s", other)}
}
