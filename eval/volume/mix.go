package volume

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/service"
)

// mix is what requests choose from. The n-th request of a kind is always the same
// for the same record.
type mix struct {
	w        *wire
	all      []arrival
	busiest  [2]string           // the busy pair
	most     []string            // the countries of which most stories are
	entities map[string][]string // keys by kind, those named most first
	older    []string            // addresses of the list's next pages
}

// kind is one kind of page: how often of all it is asked for, and its bar.
type kind struct {
	name    string
	share   int
	bar     time.Duration
	address func(m *mix, n int) string
}

const (
	quick  = 50 * time.Millisecond
	slower = 100 * time.Millisecond // of searches, the world and busy dossiers
)

// kinds returns the pages of the desk: what a morning at it asks for, the river
// and stories most, and each page at least once in a while. What differs from
// request to request is chosen as it comes in: busy countries more often.
func kinds() []kind {
	at := func(address string) func(*mix, int) string { return func(*mix, int) string { return address } }
	return []kind{
		{"All news", 18, quick, at("/")},
		{"All news, filtered", 8, quick, (*mix).filtered},
		{"All news, older", 3, quick, func(m *mix, n int) string { return m.older[n%len(m.older)] }},
		{"Story", 20, quick, func(m *mix, n int) string { return "/story/" + m.story(n) }},
		{"Story: versions, copies, what rests on it", 3, quick, (*mix).beside},
		{"Search: words", 5, slower, (*mix).words},
		{"Search: facts", 4, slower, (*mix).facts},
		{"Search: words and facts", 3, slower, (*mix).both},
		{"Search: completion", 4, slower, (*mix).typed},
		{"Dossier of a busy pair or country", 5, slower, (*mix).busyDossier},
		{"Dossier of another pair or country", 6, quick, func(m *mix, n int) string { return "/dossier/" + m.subject(n) }},
		{"Dossier of a person, organisation or place", 4, quick, (*mix).entity},
		{"Dossiers", 2, quick, at("/dossier")},
		{"Agenda", 4, quick, (*mix).agenda},
		{"Agenda of a country", 2, quick, func(m *mix, n int) string { return "/agenda?country=" + m.country(n) }},
		{"Ledger", 3, quick, (*mix).ledger},
		{"Ledger of a country", 2, quick, func(m *mix, n int) string { return "/ledger?country=" + m.country(n) }},
		{"World", 4, slower, (*mix).world},
		{"Brief", 1, quick, func(m *mix, n int) string { return "/brief?of=" + m.subject(n+1000) }},
		{"Watches", 2, quick, func(_ *mix, n int) string {
			return [...]string{"/watches", "/watch?name=" + url.QueryEscape(watched[n%len(watched)].name)}[n%2]
		}},
		{"Plans, sources, settings and the like", 5, quick, (*mix).desk},
		{"Feeds and calendar", 2, quick, func(_ *mix, n int) string { return [...]string{"/feed.atom", "/agenda.ics", "/feed.json"}[n%3] }},
	}
}

// watched are the watches that are there while the desk is asked.
var watched = [...]struct{ name, query string }{{"harvest", "harvest"}, {"visits", "actor:Russia type:visit"}, {"late", "pledge:overdue"}}

// mix gathers what can be asked of a record of so many versions, and adds the
// watches to it.
func (b *Bench) mix(ctx context.Context, store *sqlite.Store, versions int) (*mix, error) {
	c := b.wire.names.countries
	m := &mix{w: b.wire, all: b.wire.arrivals(min(versions, b.o.Stories)), busiest: [2]string{c[0].ISO3, c[1].ISO3}, entities: map[string][]string{}}
	s := service.New(service.Options{Store: store, Now: End})
	have, err := s.Watches(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range watched {
		if !slices.ContainsFunc(have, func(w service.Watch) bool { return w.Name == x.name }) {
			if err := s.AddWatch(ctx, x.name, x.query, "bench"); err != nil {
				return nil, err
			}
		}
	}
	most, err := store.Facet(ctx, record.ByCountry, 4)
	if err != nil {
		return nil, err
	}
	for _, x := range most {
		m.most = append(m.most, x.Value)
	}
	named, err := store.Facet(ctx, record.ByEntity, record.MaxLimit)
	if err != nil {
		return nil, err
	}
	for _, x := range named {
		of, _, _ := strings.Cut(x.Value, "/")
		m.entities[of] = append(m.entities[of], x.Value)
	}
	return m, m.pages(ctx, store)
}

// pages finds the addresses of the next pages of the list.
func (m *mix) pages(ctx context.Context, store *sqlite.Store) error {
	f := record.Filter{Fold: true, Now: End(), Limit: 40, MaxFacts: -1}
	for range 5 {
		list, err := store.List(ctx, f)
		if err != nil {
			return err
		}
		f.Cursor = list.Next
		m.older = append(m.older, "/?from="+url.QueryEscape(list.Next))
	}
	return nil
}

// arrived returns a story: mostly one of the newest two thousand.
func (m *mix) arrived(n int) arrival {
	x, last := hash(n, "arrival"), len(m.all)
	if x%4 > 0 {
		last = min(last, 2000)
	}
	return m.all[len(m.all)-1-int(x>>3%uint64(last))]
}

func (m *mix) story(n int) string {
	a := m.arrived(n)
	return news.IDOf(m.w.stories[a.story].entry.Story.Source, m.w.text(m.w.edition(a.edition), a.story))
}

func (m *mix) beside(n int) string {
	return "/story/" + m.story(n+5000) + [...]string{"/versions", "/copies", "/rests"}[n%3]
}

// code returns the country that stands for the k-th of the wire in a story.
func (m *mix) code(n, k int) string {
	return m.w.edition(m.arrived(n).edition).codes[m.w.names.countries[k].ISO3]
}

func (m *mix) country(n int) string { return m.code(n, int(hash(n, "country")%4)) }

// subject returns a pair or a country that is not busy.
func (m *mix) subject(n int) string {
	for i := n; ; i += 10_000 {
		a, b := m.code(i, 0), m.code(i, 1)
		switch {
		case i%3 > 0 && a != b && !m.busy(a, b):
			return a + "-" + b
		case i%3 == 0 && !slices.Contains(m.most, a):
			return a
		}
	}
}

func (m *mix) busy(a, b string) bool {
	return slices.Contains(m.busiest[:], a) && slices.Contains(m.busiest[:], b)
}

// back returns a day of the last two years.
func back(n int) calendar.Day { return calendar.Of(End()).AddDays(-int(hash(n, "day") % 730)) }

func (m *mix) busyDossier(n int) string {
	pair := "/dossier/" + m.busiest[0] + "-" + m.busiest[1]
	switch n % 4 {
	case 0:
		return pair
	case 1:
		return pair + "?asof=" + back(n).String()
	case 2:
		return pair + "?part=timeline"
	}
	return "/dossier/" + m.most[n/4%len(m.most)]
}

func (m *mix) entity(n int) string {
	all := m.entities[[...]string{"person", "organization", "place"}[n%3]]
	return "/dossier/" + (&url.URL{Path: all[hash(n, "entity")%uint64(len(all))]}).EscapedPath()
}

func (m *mix) filtered(n int) string {
	return "/?" + [...]string{"country=" + m.country(n), "type=CONSULT", "status=planned", "topic=diplomatic", "stories=overdue", "stories=unread", "country=" + m.country(n) + "&type=AGREE", "stories=changed"}[n%8]
}

func find(q string) string { return "/search?q=" + url.QueryEscape(q) }

// word returns a word of the wire.
func (m *mix) word(n int) string { return m.w.words[hash(n, "word")%uint64(len(m.w.words))] }

func (m *mix) words(n int) string {
	return find([...]string{m.word(n), m.word(n) + " " + m.word(n+1), m.word(n) + " -" + m.word(n+1), m.word(n)[:3] + "*"}[n%4])
}

func (m *mix) facts(n int) string {
	a, b := m.country(n), m.country(n+1)
	return find([...]string{"actor:" + a + " type:visit", "party:" + a + " party:" + b, "actor:" + a + " status:planned", "pledge:overdue promises:" + a}[n%4])
}

func (m *mix) both(n int) string {
	return find(m.word(n) + [...]string{" actor:", " party:", " type:talks party:"}[n%3] + m.country(n))
}

func (m *mix) typed(n int) string {
	return "/complete?q=" + url.QueryEscape([...]string{m.word(n)[:3], "actor:" + m.country(n)[:2], "person:" + invented(hash(n, "name"))[:3], m.word(n) + " ty"}[n%4])
}

func (m *mix) agenda(n int) string {
	day := back(n).String()
	return "/agenda" + [...]string{"", "?from=" + day, "?view=week", "?view=list", "?asof=" + day}[n%5]
}

func (m *mix) ledger(n int) string {
	return "/ledger" + [...]string{"", "?state=overdue", "?asof=" + back(n).String()}[n%3]
}

func (m *mix) world(n int) string {
	return "/world" + [...]string{"", "?type=CONSULT", "?country=" + m.country(n), fmt.Sprintf("?from=%d-01&to=%d-06", 2018+n%8, 2018+n%8)}[n%4]
}

func (m *mix) desk(n int) string {
	return [...]string{"/plans", "/sources", "/settings", "/glossary", "/doctor", "/exports", "/judgements", "/write"}[n%8]
}
