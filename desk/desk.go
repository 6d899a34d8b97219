// Package desk is what a person sees of Dateline: the river of all news, a
// story with its facts beside it, writing, correcting and killing, search, and
// what failed. Requests go in, pages come out; routes.go lists every one.
//
// Every page works without scripts. The desk keeps nothing itself: stories
// live in the record, and reading them is the line's work. It has no accounts:
// whoever reaches it may write, so it listens on the machine's own address
// unless the configuration says otherwise.
package desk

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/pack"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/desk/static"
	"github.com/datelinewire/dateline/internal/config"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
	"github.com/datelinewire/dateline/source"
	"github.com/datelinewire/dateline/world"
)

// Reader reads stories that are on record, and puts the readings beside them:
// line.Queue. It returns how many it read; the others wait.
type Reader interface {
	service.Reader
	// Stuck returns how many readings do not end and were left behind.
	Stuck() int
	// Backlog returns how many stories on record are not read yet.
	Backlog(ctx context.Context) (int, error)
}

// Taker turns what a user pasted into stories: package intake. The day may be
// zero.
type Taker interface {
	Text(ctx context.Context, raw string, day calendar.Day) ([]news.Story, error)
	URL(ctx context.Context, address string, day calendar.Day) ([]news.Story, error)
}

// Options are what a Desk is made from. Store and Reader must be given.
type Options struct {
	Store    record.Store
	Reader   Reader
	Follower *source.Follower // nil: no sources are followed here
	Taker    Taker            // nil: only plain text laid out by the desk itself is taken
	// Pusher takes what programs send; Sends returns the name of the program to
	// which a token belongs. Where either is nil, nothing is taken from programs.
	Pusher *source.Pusher
	Sends  func(token string) (name string, ok bool)
	Log    *slog.Logger
	// Invented tells the sources of the sample wire, which every page marks.
	Invented func(source string) bool
	// Country names a country by its ISO 3166-1 alpha-3 code; nil or "" shows
	// the code.
	Country func(code string) string
	// Listen is the address at which the desk is served, as HOST:PORT. Names
	// are further hosts that it answers to, a proxy's for one: without a port
	// they hold at any; a scheme says how readers come to them.
	Listen string
	Names  []url.URL
	// MaxText is the most bytes of one story's text; plain.MaxText when zero.
	MaxText int
	// Name is the source of stories written here; "Desk" when empty.
	Name string
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Settings are those of the program, and Secrets the names of what gives access
	// to sources, for the page that shows them.
	Settings []config.Setting
	Secrets  []string
	// Poll is how often the record is asked for new stories while anyone
	// watches; 2 s when zero.
	Poll time.Duration
}

// Desk serves the pages.
type Desk struct {
	store    record.Store
	service  *service.Service
	reader   Reader
	taker    Taker
	follower *source.Follower
	pusher   *source.Pusher
	sends    func(token string) (string, bool)
	pushing  chan struct{} // room for what is sent
	log      *slog.Logger
	labels   page.Labels
	world    *world.World
	names    names

	now    func() time.Time
	pages  *page.Set
	packs  pack.Pool
	static *static.Files
	watch  *watch
	facets facets
	shelf  shelf
	news   watchNews

	config  []config.Setting
	secrets []string

	checking sync.Mutex // held while the store is looked over
}

// New makes a desk.
func New(o Options) (*Desk, error) {
	if o.Store == nil || o.Reader == nil {
		return nil, errors.New("desk: a store and a reader must be given")
	}
	files, err := static.New()
	if err != nil {
		return nil, err
	}
	pages, err := page.New(files.URL)
	if err != nil {
		return nil, err
	}
	d := &Desk{store: o.Store, reader: o.Reader, taker: o.Taker, follower: o.Follower, log: o.Log, now: o.Now, pages: pages, static: files, names: newNames(o.Listen, o.Names)}
	d.config, d.secrets = o.Settings, o.Secrets
	d.pusher, d.sends, d.pushing = o.Pusher, o.Sends, make(chan struct{}, mostPushes)
	d.labels = page.Labels{Invented: o.Invented, Desk: o.Name}
	if d.world, err = world.Load(); err != nil {
		return nil, err
	}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	if d.now == nil {
		d.now = time.Now
	}
	d.labels.Now = d.now
	if d.labels.Invented == nil {
		d.labels.Invented = func(string) bool { return false }
	}
	if d.labels.Desk == "" {
		d.labels.Desk = "Desk"
	}
	d.labels.Country = func(code string) string {
		if o.Country != nil {
			if name := o.Country(code); name != "" {
				return name
			}
		}
		return cmp.Or(d.world.NameOf(code), code)
	}
	d.service = service.New(service.Options{Store: o.Store, Reader: o.Reader, Log: d.log, MaxText: o.MaxText, Now: d.now})
	if o.Poll == 0 {
		o.Poll = 2 * time.Second
	}
	d.watch = newWatch(o.Store, o.Poll)
	return d, nil
}

// today is the day by the desk's clock.
func (d *Desk) today() calendar.Day { return calendar.Of(d.now().UTC()) }

// show renders a page for as long as the request stands.
func (d *Desk) show(w http.ResponseWriter, r *http.Request, status int, name string, f page.Frame) error {
	f.Look, f.New = look(r), d.news.count(r.Context(), d.service)
	b, err := d.pages.Render(r.Context(), name, f)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(b) // the reader went away: nothing to tell anyone
	return nil
}
