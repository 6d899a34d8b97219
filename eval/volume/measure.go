package volume

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/service"
)

// Pages answers requests as the desk does.
type Pages = http.Handler

// little is the size of the record against which imports are compared.
const little = 1000

// imported is how many stories are read to time an import.
const imported = 150

// later numbers editions that are not on record.
const later = 1 << 20

// words400 is how many words the stories have in which imports are counted.
const words400 = 400

// rate is how many stories of 400 words are imported a second: by the clock, and
// what two cores would do that have nothing else to do, by the processor's time.
type rate struct{ wall, cpu float64 }

// importSmall imports into a small record.
func (b *Bench) importSmall(ctx context.Context) (rate, error) {
	folder, err := os.MkdirTemp("", "dateline-bench-")
	if err != nil {
		return rate{}, err
	}
	defer os.RemoveAll(folder)
	store, err := b.open(ctx, folder, min(little, b.o.Stories))
	if err != nil {
		return rate{}, err
	}
	defer store.Close()
	b.say("importing %d stories into a small record", imported)
	return b.importInto(ctx, store, later)
}

// importInto stores and reads stories that are not on record.
func (b *Bench) importInto(ctx context.Context, store record.Store, edition int) (rate, error) {
	var es []record.Entry
	words := 0
	for i := range imported {
		e := b.wire.edition(edition + i/len(b.wire.stories))
		e.back, e.plain = 0, true
		entry, _, err := b.wire.tell(e, i%len(b.wire.stories))
		if err != nil {
			return rate{}, err
		}
		es = append(es, entry)
		words += len(strings.Fields(entry.Story.Text))
	}
	took, err := spend(func() error {
		got, err := store.Put(ctx, es...)
		if err != nil {
			return err
		}
		ids := make([]string, len(got))
		for i, r := range got { // these alone: of a record that an older program made, all would be read anew
			ids[i] = r.ContentID
		}
		_, err = line.NewQueue(b.o.Line, store, b.o.Jobs, quiet()).Read(ctx, ids...)
		return err
	})
	n := float64(words) / words400
	return rate{n / took.wall.Seconds(), cores * n / took.cpu.Seconds()}, err
}

// cores is for how many the bar of an import is meant.
const cores = 2

// measure asks everything of the record.
func (b *Bench) measure(ctx context.Context, store *sqlite.Store, small rate) error {
	b.size()
	have, err := store.Counts(ctx)
	if err != nil {
		return err
	}
	b.say("importing %d stories", imported)
	large, err := b.importInto(ctx, store, later+have.Versions)
	if err != nil {
		return err
	}
	b.Figures = append(b.Figures,
		Figure{Name: "import with reading, stories of 400 words a second", Value: large.wall, CPU: large.cpu, Bar: 60, Least: true},
		Figure{Name: fmt.Sprintf("the same as a share of that with %d stories, %%", little), Value: 100 * large.wall / small.wall, CPU: 100 * large.cpu / small.cpu, Bar: 70, Least: true})
	s := service.New(service.Options{Store: store, Reader: line.NewQueue(b.o.Line, store, b.o.Jobs, quiet()), Now: End})
	q := asker{b: b, store: store, from: later + have.Versions, service: s, r: rand.New(rand.NewPCG(1, uint64(b.o.Stories)))}
	if err := q.pair(ctx); err != nil {
		return err
	}
	if err := q.all(ctx); err != nil {
		return err
	}
	return b.memory()
}

// size measures how much of the disk the record takes.
func (b *Bench) size() {
	text := b.wire.bytes(b.o.Stories)
	var file int64
	for _, end := range [...]string{"", "-wal"} {
		if info, err := os.Stat(filepath.Join(b.o.Folder, "dateline.db"+end)); err == nil {
			file += info.Size()
		}
	}
	b.note(fmt.Sprintf("%.0f MB of text take %.0f MB of the disk", float64(text)/1e6, float64(file)/1e6))
	b.most("disk, times the text", float64(file)/float64(text), 4)
}

// asker asks questions of the record.
type asker struct {
	b       *Bench
	store   *sqlite.Store
	service *service.Service
	r       *rand.Rand
	subject dossier.Subject
	from    int // the first edition to add stories of
	added   int
}

// pair finds the busy pair, and says how busy it is.
func (q *asker) pair(ctx context.Context) error {
	c := q.b.wire.names.countries
	q.subject = dossier.Subject{Country: c[0].ISO3, Other: c[1].ISO3, Name: c[0].Name + " – " + c[1].Name}
	l, err := q.service.Linker(ctx)
	if err != nil {
		return err
	}
	var d *dossier.Dossier
	took, err := spend(func() (err error) {
		d, err = dossier.Of(ctx, q.store, l, q.subject, dossier.Options{AsOf: calendar.Of(End())})
		return err
	})
	if err == nil {
		q.b.times("dossier of the busy pair, the first since the start", 0, []spent{took})
		q.b.note(fmt.Sprintf("the busy pair is %s: %d stories, %d happenings", q.subject.Name, d.Stories, d.Happenings))
	}
	return err
}

// day returns a day of the last years.
func (q *asker) day() calendar.Day { return calendar.Of(End()).AddDays(-q.r.IntN(2 * 365)) }

// all asks each question as often as is wanted.
func (q *asker) all(ctx context.Context) error {
	if err := q.adds(ctx); err != nil {
		return err
	}
	for _, m := range [...]struct {
		name string
		bar  time.Duration
		ask  func(context.Context) error
	}{
		{"dossier of the busy pair as of a day", 100 * time.Millisecond, q.dossier},
		{"agenda of a month as of a day", 100 * time.Millisecond, q.agenda},
		{"ledger as of a day", 100 * time.Millisecond, q.ledger},
		{"search: words", 60 * time.Millisecond, q.search("harvest", "airfield fence", `"health minister"`, "convoy*", "ministry -troops")},
		{"search: facts", 80 * time.Millisecond, q.search("actor:Russia type:visit", "pair:Russia-Tajikistan type:talks", "actor:Uzbekistan status:planned", "pledge:overdue promises:Russia")},
		{"search: words and facts", 100 * time.Millisecond, q.search("airfield actor:Russia", "border party:Tajikistan type:talks", "ministry actor:Uzbekistan")},
	} {
		q.b.say("asking: %s", m.name)
		if err := q.b.time(ctx, m.name, m.bar, m.ask); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return q.pages(ctx)
}

// adds adds stories of the busy pair, and asks after each for the dossier that
// it changes.
func (q *asker) adds(ctx context.Context) error {
	q.b.say("adding stories")
	var add, ask []spent
	for range q.b.o.Asks {
		took, err := q.add(ctx)
		if err != nil {
			return err
		}
		asked, err := spend(func() error { return q.ask(ctx, calendar.Of(End())) })
		if err != nil {
			return err
		}
		add, ask = append(add, took), append(ask, asked)
	}
	q.b.times("add one story: stored, read, on the list", 150*time.Millisecond, add)
	q.b.times("dossier of the busy pair, after each story added", 100*time.Millisecond, ask)
	return nil
}

// newStory returns the n-th story of the busy pair that is not on record, as it
// comes in: from is the first edition that it may be of.
func (b *Bench) newStory(from, n int) (record.Entry, error) {
	e := b.wire.edition(busy * (from + n/len(b.wire.stories)))
	e.back, e.plain = 0, true
	entry, _, err := b.wire.tell(e, n%len(b.wire.stories))
	entry.Version = news.Version{Received: End()}
	entry.Story.Issued = End()
	return entry, err
}

// add adds a story that is not on record, and returns how long it took until it
// was read and stood on the list of all news.
func (q *asker) add(ctx context.Context) (spent, error) {
	entry, err := q.b.newStory(q.from, q.added)
	if err != nil {
		return spent{}, err
	}
	q.added++
	var kept []service.Kept
	var list record.Page
	took, err := spend(func() (err error) {
		if kept, err = q.service.Keep(ctx, entry); err == nil {
			list, err = q.store.List(ctx, record.Filter{Limit: 30})
		}
		return err
	})
	if err != nil {
		return took, err
	}
	listed := slices.ContainsFunc(list.Items, func(it record.Item) bool { return it.StoryID == kept[0].StoryID })
	if !listed || kept[0].Waits {
		err = &fault.Error{Op: "add story", Kind: fault.Internal, ID: kept[0].StoryID, Err: errors.New("it was not read, or is not on the list")}
	}
	return took, err
}

func (q *asker) dossier(ctx context.Context) error { return q.ask(ctx, q.day()) }

func (q *asker) ask(ctx context.Context, asOf calendar.Day) error {
	l, err := q.service.Linker(ctx)
	if err != nil {
		return err
	}
	d, err := dossier.Of(ctx, q.store, l, q.subject, dossier.Options{AsOf: asOf})
	if err == nil && d.Happenings == 0 {
		err = &fault.Error{Op: "dossier", Kind: fault.Internal, ID: q.subject.Name, Err: fmt.Errorf("it is empty as of %s", asOf)}
	}
	return err
}

func (q *asker) agenda(ctx context.Context) error {
	l, err := q.service.Linker(ctx)
	if err != nil {
		return err
	}
	day := q.day()
	first := calendar.Date(int(day.Year), int(day.Month), 1)
	_, err = agenda.Of(ctx, q.store, l, agenda.Options{AsOf: day, From: first, To: first.AddMonths(1).AddDays(-1)})
	return err
}

func (q *asker) ledger(ctx context.Context) error {
	l, err := q.service.Linker(ctx)
	if err != nil {
		return err
	}
	_, err = ledger.Of(ctx, q.store, l, ledger.Options{AsOf: q.day()})
	return err
}

// search returns a question that takes these in turn.
func (q *asker) search(queries ...string) func(context.Context) error {
	n := 0
	return func(ctx context.Context) error {
		n++
		_, err := q.service.Search(ctx, service.Find{Query: queries[n%len(queries)], Fold: true, Facets: 6, Limit: 30})
		return err
	}
}

// pages asks for pages of the desk.
func (q *asker) pages(ctx context.Context) error {
	if q.b.o.Pages == nil {
		return nil
	}
	h, err := q.b.o.Pages(q.store)
	if err != nil {
		return err
	}
	month := calendar.Of(End()).AddDays(-40)
	for _, p := range [...][2]string{
		{"All news", "/"},
		{"dossier", "/dossier/" + q.subject.Country + "-" + q.subject.Other + "?asof=" + month.String()},
		{"agenda", "/agenda?asof=" + month.String() + "&from=" + month.String() + "&to=" + month.AddDays(30).String()},
		{"ledger", "/ledger?asof=" + month.String()},
		{"search", "/search?q=" + url.QueryEscape("airfield actor:Russia")},
	} {
		q.b.say("asking for the page %s", p[0])
		err := q.b.time(ctx, "page: "+p[0], 0, func(ctx context.Context) error {
			return q.b.page(ctx, h, p[1])
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// page asks the desk for a page. It fails where the answer is no page.
func (b *Bench) page(ctx context.Context, h http.Handler, address string) error {
	status, err := b.status(ctx, h, address)
	if err == nil && status != http.StatusOK {
		err = &fault.Error{Op: "ask for page", Kind: fault.Internal, ID: address, Err: fmt.Errorf("it answered %d", status)}
	}
	return err
}

// status asks the desk as a browser does, and returns the status of its answer.
func (b *Bench) status(ctx context.Context, h http.Handler, address string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+b.o.Listen+address, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	w := answer{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(&w, r)
	return w.status, nil
}

// answer counts what is written to it.
type answer struct {
	header http.Header
	status int
	bytes  int
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) { a.status = status }

func (a *answer) Write(b []byte) (int, error) {
	a.bytes += len(b)
	return len(b), nil
}
