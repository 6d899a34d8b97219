// Package storetest is the suite that every record.Store must pass. A store's
// test calls Run with a function that makes an empty store.
package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Run holds the store that open makes to the suite.
func Run(t *testing.T, open func(t *testing.T) record.Store) {
	for _, c := range [...]struct {
		name string
		run  func(*suite)
	}{
		{"put is idempotent", putTwice},
		{"put is all or nothing", putAllOrNone},
		{"put refuses", putRefuses},
		{"versions", versions},
		{"same address", sameAddress},
		{"names of a source", sourceNames},
		{"addresses", addresses},
		{"title and day", titleAndDay},
		{"near duplicate", nearDuplicate},
		{"near", near},
		{"late parent", lateParent},
		{"numbered versions", numberedVersions},
		{"leads", leadsOfSlug},
		{"kills and corrections", kills},
		{"killed by status", killedByStatus},
		{"embargo of the source", embargoed},
		{"stories that are one", joined},
		{"any order", anyOrder},
		{"conflict", conflict},
		{"list pages", listPages},
		{"list filters", listFilters},
		{"embargo", embargo},
		{"embargo and readings", embargoUnread},
		{"embargo and copies", embargoCopy},
		{"after", after},
		{"changes", changes},
		{"copies", copies},
		{"readings", readings},
		{"unread", unread},
		{"attempts", attempts},
		{"attempts at once", attemptsAtOnce},
		{"reading of an older version", oldReading},
		{"keys of readings", readingKeys},
		{"events", events},
		{"events of killed stories", killedEvents},
		{"pledges", pledges},
		{"offices known", known},
		{"figures, quotes and offices", details},
		{"figures of killed stories", detailsOfKilled},
		{"who deals with whom", deals},
		{"judgements", judgements},
		{"clock back", clockBack},
		{"search words", searchWords},
		{"search facts", searchFacts},
		{"search promises", searchPledges},
		{"search follows versions", searchVersions},
		{"sources", sources},
		{"polls", polls},
		{"plans", plans},
		{"what people did", acts},
		{"judgements taken back", withdrawn},
		{"counts", counts},
		{"not found", notFound},
		{"many at once", manyAtOnce},
		{"check", check},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() { s.Close() })
			c.run(&suite{t, s, context.Background(), open})
		})
	}
}

type suite struct {
	*testing.T
	s    record.Store
	ctx  context.Context
	open func(t *testing.T) record.Store
}

// fresh returns the suite with an empty store.
func (x *suite) fresh() *suite {
	s := x.open(x.T)
	x.Cleanup(func() { s.Close() })
	return &suite{x.T, s, x.ctx, x.open}
}

// noon is when the suite's stories come in.
func noon(day int) time.Time { return time.Date(2012, 4, day, 12, 0, 0, 0, time.UTC) }

// story makes an entry of the suite's own invention.
func story(day int, source, headline, body string) record.Entry {
	return record.Entry{
		Story: news.Story{
			Source: source, Headline: headline, Section: "World", Language: "en",
			Text: headline + "\n\n" + body, Published: calendar.Date(2012, 4, day),
		},
		Version: news.Version{Received: noon(day)},
	}
}

func (x *suite) put(es ...record.Entry) []record.Receipt {
	x.Helper()
	r, err := x.s.Put(x.ctx, es...)
	x.ok(err)
	return r
}

func (x *suite) ok(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

func (x *suite) kind(err error, want fault.Kind) {
	x.Helper()
	if err == nil || fault.KindOf(err) != want {
		x.Fatalf("error %v, want kind %v", err, want)
	}
}

func (x *suite) equal(what string, got, want any) {
	x.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		x.Fatalf("%s: got %s, want %s", what, g, w)
	}
}

func (x *suite) list(f record.Filter) []string {
	x.Helper()
	p, err := x.s.List(x.ctx, f)
	x.ok(err)
	return headlines(p.Items)
}

func headlines(items []record.Item) []string {
	out := []string{}
	for _, it := range items {
		out = append(out, it.Headline)
	}
	return out
}

func putTwice(x *suite) {
	e := story(2, "Norpress", "Ferry line opens", "The ferry will run daily.")
	a, b := x.put(e)[0], x.put(e)[0]
	if !a.Added || b.Added || a.StoryID != b.StoryID || b.N != 1 {
		x.Fatalf("receipts %+v, %+v", a, b)
	}
	got, err := x.s.Story(x.ctx, a.StoryID)
	x.ok(err)
	x.equal("text", got.Story.Text, e.Story.Text)
	x.equal("kind", got.Version.Kind, news.Original)
	x.equal("received", got.Version.Received, noon(2))
	other := e
	other.Story.Source, other.Story.ID = "Sudpress", ""
	if r := x.put(other)[0]; !r.Added || r.StoryID == a.StoryID {
		x.Fatalf("the same text from another source is another story: %+v", r)
	}
}

func putAllOrNone(x *suite) {
	_, err := x.s.Put(x.ctx, story(1, "A", "One", "Text."), record.Entry{})
	x.kind(err, fault.Invalid)
	x.equal("list", x.list(record.Filter{}), "[]")
}

func putRefuses(x *suite) {
	for _, text := range []string{"", " \n\t", "bad \xff utf-8"} {
		_, err := x.s.Put(x.ctx, record.Entry{Story: news.Story{Text: text}})
		x.kind(err, fault.Invalid)
	}
}

func versions(x *suite) {
	first := x.put(story(1, "A", "Talks to open", "The talks open on Friday."))[0]
	change := func(kind news.Change, note, body string) record.Receipt {
		e := story(2, "A", "Talks to open", body)
		e.Version = news.Version{StoryID: first.StoryID, Kind: kind, Note: note, Received: noon(2), By: "editor"}
		return x.put(e)[0]
	}
	second := change(news.Correction, "day", "The talks open on Saturday.")
	x.equal("number", second.N, 2)
	x.equal("again", change(news.Correction, "day", "The talks open on Saturday.").Added, false)
	x.equal("back", change(news.Correction, "it was Friday after all", "The talks open on Friday.").N, 3)
	x.equal("kill", change(news.Kill, "wrong", "The talks open on Friday.").N, 4)
	vs, err := x.s.Versions(x.ctx, first.StoryID)
	x.ok(err)
	var got []string
	for _, v := range vs {
		got = append(got, fmt.Sprint(v.Version.N, v.Version.Kind))
		if !strings.Contains(v.Story.Text, "The talks") {
			x.Fatalf("version %d has lost its text", v.Version.N)
		}
	}
	x.equal("versions", got, "[1original 2correction 3correction 4kill]")
	x.equal("supersedes", vs[1].Version.Supersedes, vs[0].Story.ID)
	byContent, err := x.s.Story(x.ctx, second.ContentID)
	x.ok(err)
	x.equal("by content", byContent.Version.StoryID, first.StoryID)
	p, err := x.s.List(x.ctx, record.Filter{})
	x.ok(err)
	x.equal("one line for all versions", len(p.Items), 1)
	x.equal("kind", p.Items[0].Kind, news.Kill)
	named := story(3, "A", "Named", "A story with a name of its own.")
	named.Version.StoryID = "own-name"
	x.equal("own name", x.put(named)[0].StoryID, "own-name")
}

func sameAddress(x *suite) {
	at := func(day int, headline, body string) record.Receipt {
		e := story(day, "A", headline, body)
		e.Story.URL = "https://example.org/latest"
		return x.put(e)[0]
	}
	a := at(1, "Port reopens", "The port reopened at dawn.")
	b := at(1, "Port reopens", "The port reopened at dawn after a strike of nine days.")
	x.equal("an update", b.StoryID, a.StoryID)
	x.equal("number", b.N, 2)
	c := at(2, "Snow closes pass", "Nothing moved on the mountain road on Monday.")
	if c.StoryID == a.StoryID {
		x.Fatal("another story at the same address was taken for an update")
	}
	x.equal("stale", at(1, "Port reopens", "The port reopened at dawn.").Added, false)
}

func conflict(x *suite) {
	r := x.put(story(1, "A", "Base", "Text one."))[0]
	edit := func(body string) error {
		e := story(1, "A", "Base", body)
		e.Version = news.Version{StoryID: r.StoryID, Kind: news.Correction, Supersedes: r.ContentID}
		_, err := x.s.Put(x.ctx, e)
		return err
	}
	x.ok(edit("Text two."))
	x.kind(edit("Text three."), fault.Conflict)
	x.ok(edit("Text two.")) // tried again
}

func listPages(x *suite) {
	var in []record.Entry
	for i := range 25 {
		e := story(1+i/5, "A", fmt.Sprintf("Story %02d", i), "Body.") // several at the same time
		in = append(in, e)
	}
	x.put(in...)
	var got []string
	cursor := ""
	for range 10 {
		p, err := x.s.List(x.ctx, record.Filter{Limit: 7, Cursor: cursor})
		x.ok(err)
		got = append(got, headlines(p.Items)...)
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	var want []string
	for i := 24; i >= 0; i-- {
		want = append(want, fmt.Sprintf("Story %02d", i))
	}
	x.equal("pages", got, want)
	_, err := x.s.List(x.ctx, record.Filter{Cursor: "nonsense"})
	x.kind(err, fault.Invalid)
}

func listFilters(x *suite) {
	economy := story(2, "Norpress", "Bank holds rate", "Rates stay.")
	economy.Story.Section = "Economy"
	x.put(story(1, "Norpress", "Talks", "One."), economy, story(3, "Sudpress", "Rain", "Two."))
	x.equal("source", x.list(record.Filter{Where: map[record.Key]string{record.BySource: "norpress"}}), "[Bank holds rate Talks]")
	x.equal("both", x.list(record.Filter{Where: map[record.Key]string{record.BySource: "Norpress", record.BySection: "World"}}), "[Talks]")
	x.equal("none", x.list(record.Filter{Where: map[record.Key]string{record.BySource: "Nobody"}}), "[]")
	x.equal("since", x.list(record.Filter{Since: noon(2)}), "[Rain Bank holds rate]")
	x.equal("until", x.list(record.Filter{Until: noon(2)}), "[Talks]")
	c, err := x.s.Facet(x.ctx, record.BySource, 0)
	x.ok(err)
	x.equal("facet", c, "[{Norpress 2} {Sudpress 1}]")
}

func embargo(x *suite) {
	e := story(1, "A", "Secret", "Not before Friday.")
	e.Version.Kind, e.Version.Until = news.Embargo, noon(6)
	x.put(e)
	x.equal("before", x.list(record.Filter{Now: noon(5)}), "[]")
	x.equal("after", x.list(record.Filter{Now: noon(6)}), "[Secret]")
	x.equal("all", x.list(record.Filter{}), "[Secret]")
}

// embargoUnread keeps a story back: nothing waits to be read and nothing is found
// until the time comes, then all of it, without anybody doing anything.
func embargoUnread(x *suite) {
	until := time.Now().Add(400 * time.Millisecond)
	e := story(1, "A", "Secret", "Not before Friday.")
	e.Version.Kind, e.Version.Until = news.Embargo, until
	r := x.put(e)[0]
	x.put(story(2, "A", "Open", "Friday is near."))
	found := func(now time.Time) []string {
		q, err := record.ParseQuery("friday")
		x.ok(err)
		q.Now = now
		hits, err := x.s.Search(x.ctx, q)
		x.ok(err)
		out := []string{}
		for _, h := range hits.Hits {
			out = append(out, h.Headline)
		}
		slices.Sort(out)
		return out
	}
	x.equal("waits before", x.waiting("v1", 10), "[Open]")
	x.equal("asked for before", x.asked("v1", r.ContentID), 0)
	x.backlog("v1", 1)
	x.backlog("v2", 1)
	x.equal("found before", found(until.Add(-time.Millisecond)), "[Open]")
	x.equal("found by who sees all", found(time.Time{}), "[Open Secret]")
	time.Sleep(time.Until(until) + 10*time.Millisecond)
	x.equal("waits after", x.waiting("v1", 10), "[Secret Open]")
	x.equal("asked for after", x.asked("v1", r.ContentID), 1)
	x.backlog("v1", 2)
	x.equal("found after", found(until), "[Open Secret]")
}

// embargoCopy has a story come in that copies one under embargo: it is seen at
// once.
func embargoCopy(x *suite) {
	body := "The harbour council of Veldmar voted on Tuesday to widen the northern channel by forty metres, ending a quarrel of eleven years between the fishing cooperatives and the grain terminal, its chairwoman said."
	held := story(1, "Desk", "Channel to be widened", body)
	held.Version.Kind, held.Version.Until = news.Embargo, time.Now().Add(time.Hour)
	x.put(held)
	x.put(story(1, "Norpress", "Veldmar widens its channel", body), story(1, "Sudpress", "Channel of Veldmar", body))
	f := record.Filter{Fold: true, Now: time.Now()}
	x.equal("the first copy", x.list(f), "[Veldmar widens its channel]")
}

// asked returns how many of the contents wait for the reader.
func (x *suite) asked(reader string, ids ...string) int {
	x.Helper()
	es, err := x.s.Waiting(x.ctx, reader, ids...)
	x.ok(err)
	return len(es)
}

func after(x *suite) {
	x.put(story(9, "A", "New day", "First in."), story(1, "A", "Old day", "Second in."))
	items, mark, err := x.s.After(x.ctx, 0, 10)
	x.ok(err)
	x.equal("all", headlines(items), "[New day Old day]")
	more, same, err := x.s.After(x.ctx, mark, 10)
	x.ok(err)
	if len(more) != 0 || same != mark {
		x.Fatalf("nothing new, but %v and mark %d, before %d", headlines(more), same, mark)
	}
	e := story(9, "A", "New day", "First in, and longer.")
	e.Version.StoryID = items[0].StoryID
	x.put(e)
	more, _, err = x.s.After(x.ctx, mark, 10)
	x.ok(err)
	x.equal("the update", headlines(more), "[New day]")
}

func copies(x *suite) {
	body := "The harbour council of Veldmar voted on Tuesday to widen the northern channel by forty metres, " +
		"ending a quarrel of eleven years between the fishing cooperatives and the grain terminal. " +
		"Work is to begin in August and to end two winters later, the council's chairwoman said. " +
		"The cooperatives will be paid for lost days, and the terminal will bear a third of the cost."
	a := x.put(story(1, "Norpress", "Channel to be widened", body))[0]
	b := x.put(story(2, "Sudpress", "Veldmar widens its channel", body+" The mayor was not present."))[0]
	x.put(story(2, "Sudpress", "Something else", strings.ReplaceAll("The orchestra played to a full house and gave three encores before the lights went out over the lake. ", "full", "packed")+
		"Critics praised the young conductor, who had stepped in with two days' notice."))
	got, err := x.s.Copies(x.ctx, a.StoryID)
	x.ok(err)
	x.equal("copies", headlines(got), "[Veldmar widens its channel]")
	got, err = x.s.Copies(x.ctx, b.StoryID)
	x.ok(err)
	x.equal("copies of the copy", headlines(got), "[Channel to be widened]")
	x.equal("folded", x.list(record.Filter{Fold: true}), "[Something else Channel to be widened]")
	x.equal("these", x.list(record.Filter{Only: []string{b.StoryID}}), "[Veldmar widens its channel]")
	x.equal("none of these", x.list(record.Filter{Only: []string{}}), "[]")
	x.equal("all but these", x.list(record.Filter{Except: []string{a.ContentID, b.ContentID}}), "[Something else]")
	x.equal("of a kind", x.list(record.Filter{Kinds: []news.Change{news.Kill}}), "[]")
	p, err := x.s.List(x.ctx, record.Filter{})
	x.ok(err)
	last := p.Items[0].Mark
	for _, it := range p.Items {
		last = min(last, it.Mark)
	}
	if after := x.list(record.Filter{After: last}); len(after) != len(p.Items)-1 {
		x.Fatalf("after the first: %s", after)
	}
	for _, it := range p.Items {
		if want := map[bool]int{true: 0, false: 1}[it.Headline == "Something else"]; it.Copies != want {
			x.Fatalf("%s: %d copies, want %d", it.Headline, it.Copies, want)
		}
	}
}
