package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// sent makes an entry that its source sent at an hour of 2 April under a name
// of its own; it is received a minute later, whenever it is put.
func sent(hour int, guid, headline, body string) record.Entry {
	e := story(2, "Norpress", headline, body)
	at := time.Date(2012, 4, 2, hour, 0, 0, 0, time.UTC)
	e.Story.Envelope.GUID, e.Story.Issued, e.Story.Envelope.Updated = guid, at, at
	e.Version.Received = at.Add(time.Minute)
	return e
}

// notice makes a message to editors.
func notice(hour int, guid, signal, words string) record.Entry {
	e := sent(hour, guid, strings.ToUpper(signal), words)
	e.Story.Envelope.Signal = news.Signal(signal)
	return e
}

// told says what is on record, whatever the order in which it came: of each
// story its versions, with the change that each is and its note's kind.
func (x *suite) told() string {
	x.Helper()
	p, err := x.s.List(x.ctx, record.Filter{Limit: 1000})
	x.ok(err)
	var out []string
	for _, it := range p.Items {
		vs, err := x.s.Versions(x.ctx, it.StoryID)
		x.ok(err)
		var line []string
		for i, v := range vs {
			if v.Version.N != i+1 {
				x.Fatalf("version %d of %s has the number %d", i+1, it.Headline, v.Version.N)
			}
			_, body, _ := strings.Cut(v.Story.Text, "\n\n")
			what, _, _ := strings.Cut(v.Version.Note, ":")
			line = append(line, strings.TrimSpace(fmt.Sprint(record.Cut(body, 20), " ", v.Version.Kind, " ", what)))
		}
		out = append(out, strings.Join(line, ", "))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// is holds what is on record to lines, and the store to be sound.
func (x *suite) is(want ...string) {
	x.Helper()
	slices.Sort(want)
	if got := x.told(); got != strings.Join(want, "\n") {
		x.Fatalf("on record:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
	h, err := x.s.Check(x.ctx)
	x.ok(err)
	if len(h.Problems) > 0 {
		x.Fatalf("problems: %q", h.Problems)
	}
}

func sourceNames(x *suite) {
	x.put(sent(8, "n1", "Port reopens", "Ships leave."), sent(9, "n1", "Port of Veldmar reopens", "Ships leave again."), sent(9, "n2", "Port reopens", "Another port."))
	other := sent(9, "n1", "Port reopens", "Ships leave, too.")
	other.Story.Source = "Sudpress"
	x.put(other)
	x.is("Ships leave. original, Ships leave again. update", "Another port. original", "Ships leave, too. original")
}

func addresses(x *suite) {
	at := func(url, headline, body string) {
		e := story(2, "Norpress", headline, body)
		e.Story.URL = url
		e.Story.Envelope.Canonical, _, _ = strings.Cut(url, "&")
		x.put(e)
	}
	at("https://norpress.example/port?id=7", "Port reopens", "Ships leave.")
	at("https://norpress.example/port?id=7&utm_source=rss", "Port reopens", "Ships leave again.")
	at("https://norpress.example/port?id=8", "Port reopens", "Another port.")
	x.is("Ships leave. original, Ships leave again. update", "Another port. original")
}

func titleAndDay(x *suite) {
	bare := func(day int, source, body string) { x.put(story(day, source, "Port of Veldmar reopens", body)) }
	bare(2, "Norpress", "Ships leave.")
	bare(2, "norpress", "Ships leave again.")
	bare(3, "Norpress", "The next day.")
	bare(2, "", "Nobody says who.")
	x.put(story(2, "Norpress", "Weather", "Rain."), story(2, "Norpress", "Weather", "Sun."))
	x.is("Ships leave. original, Ships leave again. update", "The next day. original", "Nobody says who. original", "Rain. original", "Sun. original")
}

func nearDuplicate(x *suite) {
	body := "The harbour council of Veldmar voted on Tuesday to widen the northern channel by forty metres, ending a quarrel of eleven years between the fishing cooperatives and the grain terminal, its chairwoman said."
	x.put(story(2, "Norpress", "Channel to be widened", body), story(2, "Norpress", "Veldmar council widens its channel", body+" Work begins in August."), story(2, "Sudpress", "Channel", body))
	x.is("The harbour council… original, The harbour council… update", "The harbour council… original")
}

func lateParent(x *suite) {
	child := sent(10, "n2", "Port reopens after strike", "Ships leave at ten.")
	child.Story.Envelope.Replaces = []string{"n1"}
	r := x.put(child)[0]
	x.put(sent(8, "n1", "Port to reopen", "Ships may leave."))
	x.is("Ships may leave. original, Ships leave at ten. update")
	e, err := x.s.Story(x.ctx, r.StoryID)
	x.ok(err)
	x.equal("stands", e.Story.Headline, "Port reopens after strike")
	x.equal("found by words that no longer stand", x.search("may"), "[]")
	again := x.put(sent(8, "n1", "Port to reopen", "Ships may leave."))[0]
	x.equal("again", again.Added, false)
}

func numberedVersions(x *suite) {
	v := func(n int, body string) record.Entry {
		e := sent(8, "n1", "Port reopens", body) // all of them say eight o'clock
		e.Story.Envelope.Version = n
		return e
	}
	x.put(v(3, "Third."), v(1, "First."), v(2, "Second."))
	x.is("First. original, Second. update, Third. update")
}

func leadsOfSlug(x *suite) {
	lead := func(hour int, slug, body string, s news.Signal) record.Entry {
		e := sent(hour, fmt.Sprint("n", hour), body, body)
		e.Story.Envelope.Slug, e.Story.Envelope.Signal = slug, s
		return e
	}
	x.put(lead(10, "BC-Veldmar--Port, 1st Ld", "One lead of it.", news.SignalUpdate), lead(8, "BC-Veldmar--Port", "All of it.", ""), lead(9, "BC-Veldmar--Fish", "Other matters.", ""), lead(11, "BC-Veldmar--Port, 2nd Take", "More of it.", news.SignalTake))
	x.is("All of it. original, One lead of it. update", "Other matters. original", "More of it. original")
}

func kills(x *suite) {
	numbered := func(hour int, number, headline, body string) record.Entry {
		return sent(hour, "npr"+number+"/20120402", headline, body)
	}
	slugged := sent(8, "n9", "Talks on fish fail", "No fish today.")
	slugged.Story.Envelope.Slug = "BC-Veldmar--Fish Talks, 1st Ld"
	x.put(numbered(8, "0123", "Port reopens", "Ships leave."), numbered(8, "0124", "Port closes", "Ships stay."), slugged,
		sent(9, "n5", "Mayor of Veldmar resigns over bridge", "She resigned today."), sent(9, "n6", "Mayor of Arvik resigns", "He resigned today."))
	x.put(notice(10, "npr0200/20120402", "kill", "KILL 0123\n\nThe port did not reopen."),
		notice(11, "k2", "kill", "Editors: kill the story slugged BC-Veldmar--Fish Talks, moved at 8."),
		notice(12, "k3", "kill", "Please do not use our story on the mayor of Veldmar who resigns over a bridge. She does not."),
		notice(12, "k4", "kill", "Kill all about the opera."),
		notice(12, "c1", "correction", "In npr0124 read stay in port, not stay."))
	x.is("Ships leave. original, Ships leave. kill KILL", "Ships stay. original, Ships stay. correction CORRECTION", "No fish today. original, No fish today. kill KILL",
		"She resigned today. original, She resigned today. kill KILL", "He resigned today. original",
		"KILL 0123\n\nThe port… original", "Editors: kill the… original", "Please do not use… original", "Kill all about the… original", "In npr0124 read… original")
	loose, err := x.s.Notices(x.ctx)
	x.ok(err)
	x.equal("notices that mean nothing", len(loose), 1)
	if !strings.Contains(loose[0].Lead, "opera") {
		x.Fatalf("%+v", loose)
	}
}

func killedByStatus(x *suite) {
	stop := sent(10, "n1", "Port reopens", "Ships leave.")
	stop.Story.Envelope.Signal, stop.Story.Text = news.SignalKill, "Port reopens\n\nWithdrawn."
	x.put(stop)
	x.is("Withdrawn. kill")
	x.put(sent(8, "n1", "Port reopens", "Ships leave."))
	x.is("Ships leave. original, Withdrawn. kill")
}

func embargoed(x *suite) {
	e := sent(8, "n1", "Report on ports", "Not before noon.")
	e.Story.Envelope.Embargo = time.Date(2012, 4, 2, 12, 0, 0, 0, time.UTC)
	x.put(e)
	x.equal("before", x.list(record.Filter{Now: e.Story.Envelope.Embargo.Add(-time.Minute)}), "[]")
	x.equal("after", x.list(record.Filter{Now: e.Story.Envelope.Embargo}), "[Report on ports]")
	x.equal("again", x.put(e)[0].Added, false)
}

func joined(x *suite) {
	x.put(sent(8, "n1", "Port to reopen", "Ships may leave."), sent(9, "n2", "Veldmar port", "Ships wait."))
	old, err := x.s.List(x.ctx, record.Filter{})
	x.ok(err)
	both := sent(10, "n2", "Veldmar port reopens", "Ships leave.")
	both.Story.Envelope.Replaces = []string{"n1"}
	x.put(both)
	x.is("Ships may leave. original, Ships wait. update, Ships leave. update")
	for _, it := range old.Items {
		e, err := x.s.Story(x.ctx, it.StoryID)
		x.ok(err)
		x.equal("an id of before", e.Story.Headline, "Veldmar port reopens")
	}
}

// anyOrder puts a day's wire in many orders: what is on record is the same.
func anyOrder(x *suite) {
	day := wireOfADay()
	want := ""
	for seed := range uint64(12) {
		s := x.fresh()
		order := rand.New(rand.NewPCG(seed, 7)).Perm(len(day))
		for _, i := range order {
			s.put(day[i])
		}
		for _, i := range order[:5] {
			s.equal("again", s.put(day[i])[0].Added, false)
		}
		got := s.told()
		if want == "" {
			want = got
		}
		if got != want {
			x.Fatalf("order %v:\n%s\nthe first order:\n%s", order, got, want)
		}
		s.is(strings.Split(want, "\n")...)
	}
	for _, line := range []string{"One. original, Two. update, Three. update", "Four. original, Four. kill KILL"} {
		if !strings.Contains(want, line) {
			x.Fatalf("%q is not in\n%s", line, want)
		}
	}
}

// wireOfADay is what a source sends on a day: versions by number, by name and
// by what they replace, leads, kills by number, by slug and by status.
func wireOfADay() []record.Entry {
	with := func(e record.Entry, f func(v *news.Envelope)) record.Entry {
		f(&e.Story.Envelope)
		return e
	}
	slug := func(s string, signal news.Signal) func(v *news.Envelope) {
		return func(v *news.Envelope) { v.Slug, v.Signal = s, signal }
	}
	web := func(hour int, body string) record.Entry {
		e := sent(hour, "", "Snow closes the mountain pass", body)
		e.Story.URL = "https://norpress.example/snow?utm_medium=" + body
		e.Story.Envelope.Canonical = "https://norpress.example/snow"
		return e
	}
	undated := sent(9, "", "Fair of Arvik opens", "Eleven.")
	undated.Story.Published = calendar.Date(2012, 4, 2)
	return []record.Entry{
		sent(8, "n1", "Port to reopen", "One."),
		sent(9, "n1", "Port reopens", "Two."),
		with(sent(10, "n2", "Port of Veldmar open", "Three."), func(v *news.Envelope) { v.Replaces = []string{"n1"} }),
		sent(8, "npr0123/20120402", "Talks on fish", "Four."),
		notice(11, "npr0150/20120402", "kill", "KILL 0123"),
		with(sent(8, "s1", "Bridge falls", "Five."), slug("BC-Arvik--Bridge", "")),
		with(sent(9, "s2", "Bridge falls in Arvik", "Six."), slug("BC-Arvik--Bridge, 1st Ld", news.SignalUpdate)),
		with(sent(8, "s3", "Bank holds rate", "Seven."), slug("BC-Bank", "")),
		with(notice(12, "s4", "kill", "Kill BC-Bank, please."), slug("BC-Bank, KILL", news.SignalKill)),
		with(sent(8, "n7", "Rain falls", "Eight."), func(v *news.Envelope) { v.Version = 1 }),
		with(sent(8, "n7", "Rain stops", "Nine."), func(v *news.Envelope) { v.Version = 2 }),
		with(sent(12, "n7", "Rain", "Ten."), func(v *news.Envelope) { v.Version, v.Signal = 3, news.SignalKill }),
		web(7, "Twelve."), web(8, "Thirteen."), undated,
	}
}

// near asks of what stories entries would become versions, and finds all as it was.
func near(x *suite) {
	x.put(story(2, "Norpress", "Port of Veldmar reopens", "Ships leave."))
	for _, c := range [...]struct {
		name string
		e    record.Entry
		want string
	}{
		{"same title and day", story(2, "Norpress", "Port of Veldmar reopens", "Ships leave again."), "[Port of Veldmar reopens]"},
		{"another day", story(3, "Norpress", "Port of Veldmar reopens", "Ships leave again."), "[]"},
		{"another source", story(2, "Sudpress", "Port of Veldmar reopens", "Ships leave again."), "[]"},
	} {
		es, err := x.s.Near(x.ctx, c.e)
		x.ok(err)
		heads := []string{}
		for i := range es {
			heads = append(heads, es[i].Story.Headline)
		}
		x.equal(c.name, heads, c.want)
	}
	x.is("Ships leave. original")
	if _, err := x.s.Near(x.ctx, story(2, "Norpress", "", " ")); fault.KindOf(err) != fault.Invalid {
		x.Errorf("an entry without a text: %v", err)
	}
}
