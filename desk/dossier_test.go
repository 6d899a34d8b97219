package desk_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/ical"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// visited returns a desk over two stories: one announces a visit of Oman to
// Togo, the other tells that it was put off, and of a promise.
func visited(t *testing.T) *desk.Desk {
	t.Helper()
	return visitedBy(t, time.Date(2016, 5, 22, 9, 0, 0, 0, time.UTC))
}

// visitedBy returns the same desk at another time.
func visitedBy(t *testing.T, now time.Time) *desk.Desk {
	t.Helper()
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	put := func(day int, text string, status fact.Status, when calendar.Day) {
		at := time.Date(2016, 5, day, 9, 0, 0, 0, time.UTC)
		got, err := store.Put(context.Background(), record.Entry{Story: news.Story{Source: "Gulf <b>Desk</b>", Headline: "Sultan <i>and</i> Togo", Text: text, Language: "en", Issued: at}, Version: news.Version{Received: at}})
		if err != nil {
			t.Fatal(err)
		}
		entity := func(id, name, code string) fact.Entity {
			at := strings.Index(text, name)
			return fact.Entity{ID: id, Kind: fact.Country, Name: name, Country: &code, Mentions: []fact.Mention{{Start: at, End: at + len(name), Kind: fact.Name}}}
		}
		visit, all := "visit", fact.Evidence{Start: 0, End: len(text)}
		r := &fact.Reading{Reader: "test", Entities: []fact.Entity{entity("n1", "Oman", "OMN"), entity("n2", "Togo", "TGO")}}
		r.Story.ID, r.Story.Text, r.Story.Sentences = got[0].ContentID, text, []fact.Span{{Start: 0, End: len(text)}}
		oman, togo := []fact.Party{{Entity: fact.Ptr("n1"), Code: "OMN"}}, []fact.Party{{Entity: fact.Ptr("n2"), Code: "TGO"}}
		r.Events = []fact.Event{{ID: "e1", Type: "CONSULT", Mode: &visit, Status: status, Confidence: fact.High, Time: fact.Ptr(calendar.OnDay(when)), Actors: oman, Recipients: togo, Evidence: all}}
		r.Figures = []fact.Figure{{ID: "f1", Value: float64(1000 * day), Unit: fact.Ptr("tonnes"), Measure: fact.Ptr("dates shipped"), Of: []string{"n1"}, Confidence: fact.High, Evidence: all}}
		due := calendar.Until(calendar.Date(2016, 5, 15))
		r.Pledges = []fact.Pledge{{ID: "g1", By: oman, To: togo, What: fact.Span{Start: 0, End: len(text)}, Due: &due, Asserted: "open", State: "open", Confidence: fact.High, Evidence: []fact.Evidence{all}}}
		if err := store.PutReading(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	put(2, "Oman will send its sultan to Togo on May 20 with dates.", fact.Planned, calendar.Date(2016, 5, 20))
	put(18, "Oman has put off the trip of its sultan to Togo until May 28.", fact.Postponed, calendar.Date(2016, 5, 28))
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDossierPage(t *testing.T) {
	d := visited(t)
	code, body := get(t, d, "/dossier/OMN-TGO?since=2016-05-10")
	if code != 200 {
		t.Fatalf("status %d", code)
	}
	has(t, body, "Oman and Togo", "put off", "28 May 2016", "overdue", "7 days late", "since 10 May 2016", "Visits both ways", "to Togo",
		`href="/dossier/OMN"`, "18,000 tonnes", "2,000 tonnes", "Sultan &lt;i&gt;and&lt;/i&gt; Togo", "?fact=e1#w-e1")
	lacks(t, body, "<b>Desk", "<i>and")
	_, body = get(t, d, "/dossier/OMN-TGO?asof=2016-05-03")
	has(t, body, "planned", "20 May 2016")
	lacks(t, body, "28 May 2016", ">overdue", "18,000")
	_, body = get(t, d, "/dossier/OMN-FJI")
	has(t, body, "Nothing is on record about this")
	for path, want := range map[string]int{"/dossier/Atlantis": 400, "/dossier/person:Nobody": 404, "/dossier/topic:tulips": 404, "/dossier/OMN?asof=soon": 400, "/dossier/": 303, "/dossier?of=Oman-Togo": 303} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, not %d", path, code, want)
		}
	}
	_, body = get(t, d, "/dossier")
	has(t, body, `href="/dossier/OMN"`, "Togo")
}

// TestDossierParts looks at what has no room on the page of a dossier, and at
// what is taken along: nothing in it is a formula to a spreadsheet.
func TestDossierParts(t *testing.T) {
	d := visited(t)
	_, body := get(t, d, "/dossier/OMN-TGO?part=timeline&from=2016-05&to=2016-06")
	has(t, body, "Oman and Togo: timeline", "May 2016 to June 2016", "put off")
	_, body = get(t, d, "/dossier/OMN-TGO?part=timeline&from=2018-05&to=2018-06")
	has(t, body, "Nothing stands here for May 2018 to June 2018")
	_, body = get(t, d, "/dossier/OMN-TGO?part=promises&asof=2016-05-10")
	has(t, body, "in 5 days", "asof=2016-05-10")
	_, body = get(t, d, "/dossier/OMN-TGO?since=2016-05-10&all=on")
	has(t, body, `href="/dossier/OMN-TGO?part=new&amp;as=csv&amp;since=2016-05-10&amp;all=on"`)
	_, body = get(t, d, "/dossier/OMN-TGO?part=new&as=csv&since=2016-05-10")
	has(t, body, "reported as put off")
	_, body = get(t, d, "/dossier/OMN-TGO?part=figures")
	has(t, body, "18,000 tonnes", "2,000 tonnes")
	_, body = get(t, d, "/dossier/OMN-TGO?part=promises&as=csv")
	has(t, body, "\ufeffby,to,what,due", "Oman,Togo,", "2016-05-15,overdue", "http://"+home+"/story/")
	_, body = get(t, d, "/dossier/OMN-TGO?as=json")
	has(t, body, `"as_of": "2016-05-22"`, `"parties"`, `"code": "OMN"`)
	for path, want := range map[string]int{"/dossier/OMN-TGO?part=gossip": 400, "/dossier/OMN-TGO?part=timeline&as=pdf": 400, "/dossier/OMN-TGO?part=timeline&from=soon": 400, "/dossier/OMN-TGO?part=said&skip=-5": 400} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, not %d", path, code, want)
		}
	}
	_, body = get(t, d, "/dossier/OMN-TGO?month="+strconv.Itoa(12*2016+3))
	has(t, body, "Nothing is on record about this as of 30 April 2016")
}

// TestLastVisit comes back on another day, and finds apart what came in since.
func TestLastVisit(t *testing.T) {
	d := visited(t)
	look := func(cookie string) (body, set string) {
		r := ask("GET", "/dossier/OMN-TGO", nil)
		if cookie != "" {
			r.Header.Set("Cookie", "seen="+cookie)
		}
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		return w.Body.String(), strings.TrimPrefix(strings.Split(w.Header().Get("Set-Cookie"), ";")[0], "seen=")
	}
	body, set := look("")
	lacks(t, body, "Since your last visit")
	if set != ".2016-05-22" {
		t.Errorf("the first visit is kept as %q", set)
	}
	for cookie, want := range map[string]string{".2016-05-10": "2016-05-10.2016-05-22", "2016-05-10.2016-05-22": "2016-05-10.2016-05-22"} {
		body, set = look(cookie)
		has(t, body, "Since your last visit", "10 May 2016", "put off")
		if set != want {
			t.Errorf("a visit after %s is kept as %q", cookie, set)
		}
	}
	for _, cookie := range []string{"2031-01-01.2031-01-01", "x", "<b>.<b>"} { // from a clock that went wrong, or made up
		if body, set = look(cookie); set != ".2016-05-22" {
			t.Errorf("%s is kept as %q", cookie, set)
		}
		lacks(t, body, "Since your last visit")
	}
}

// TestWorldPage finds the pair in the matrix, on the map and in the list.
func TestWorldPage(t *testing.T) {
	d := visited(t)
	_, body := get(t, d, "/world")
	has(t, body, "Oman to Togo: 1 report of visits planned", `href="/dossier/OMN-TGO"`, "Natural Earth")
	_, body = get(t, d, "/world?from=2019-01")
	has(t, body, "No two countries deal with each other here", "since January 2019")
	_, body = get(t, d, "/world.json")
	has(t, body, `"planned": 1`)
	for path, want := range map[string]int{"/world?type=KISS": 400, "/world?country=Atlantis": 400, "/world?from=soon": 400, "/world.csv?country=Togo": 200} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, not %d", path, code, want)
		}
	}
}

// TestFormulas sends a story whose words a spreadsheet would compute.
func TestFormulas(t *testing.T) {
	if got := desk.Cell("=HYPERLINK(1)"); got != "'=HYPERLINK(1)" {
		t.Error(got)
	}
	for in, want := range map[string]string{"-12.5": "-12.5", "-x": "'-x", "+1+2": "'+1+2", "@sum": "'@sum", "": "", "plain =1": "plain =1", "\t=1": "'\t=1"} {
		if got := desk.Cell(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func TestAgendaPage(t *testing.T) {
	d := visited(t)
	_, body := get(t, d, "/agenda?from=2016-05-01&country=Togo")
	has(t, body, "Friday, 20 May 2016", "put off", "reported as put off to 28 May 2016", `href="/agenda.ics?country=TGO"`, `id="d-2016-05-20"`, "May 2016", `aria-label="Fri 20 May, 1 entry"`)
	_, body = get(t, d, "/agenda?from=2019-01-01")
	has(t, body, "Nothing is announced for these days")
	_, body = get(t, d, "/agenda?view=week&from=2016-05-20")
	has(t, body, "Week of 16 May 2016", "Fri 20 May", "put off")
	_, body = get(t, d, "/agenda?state=held&from=2016-05")
	lacks(t, body, `id="d-2016-05-20"`)
	_, body = get(t, d, "/agenda.csv?from=2016-05-01")
	has(t, body, "2016-05-20,2016-05-20,yes,planned,")
	for path, want := range map[string]int{"/agenda?view=year": 400, "/agenda?state=lost": 400, "/agenda.json?from=2016-05": 200} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, not %d", path, code, want)
		}
	}
	_, body = get(t, d, "/ledger.csv?state=overdue")
	has(t, body, "2016-05-15,overdue")
	_, body = get(t, d, "/ledger")
	has(t, body, "Overdue", "by 15 May 2016")
	_, body = get(t, d, "/ledger?state=kept")
	has(t, body, "No promise fits")
	if code, _ := get(t, d, "/ledger?state=lost"); code != 400 {
		t.Errorf("status %d", code)
	}
}

// TestCalendarFeed reads the feed with the reader of calendars.
func TestCalendarFeed(t *testing.T) {
	d := visited(t)
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, ask("GET", "/agenda.ics?from=2016-05-01", nil))
	if got := w.Header().Get("Content-Type"); w.Code != 200 || got != "text/calendar; charset=utf-8" {
		t.Fatalf("status %d, %s", w.Code, got)
	}
	b, err := ical.Decode(batch.Input{Bytes: w.Body.Bytes(), Day: calendar.Date(2016, 5, 22)})
	if err != nil || len(b.Plans) != 1 || len(b.Refused) > 0 {
		t.Fatalf("%v, %+v", err, b)
	}
	if p := b.Plans[0]; !p.AllDay || p.From.Format("2006-01-02") != "2016-05-28" || p.Sequence != 1 || !strings.Contains(p.Title, "Togo") {
		t.Errorf("%+v", p)
	}
}

// TestBriefPage asks for briefs as a page and as files.
func TestBriefPage(t *testing.T) {
	d := visited(t)
	_, body := get(t, d, "/brief?of=Oman-Togo&since=2016-05-10")
	has(t, body, "Morning brief: Oman and Togo", "Sunday, 22 May 2016", "put off", "7 days late", `href="#c1" aria-label="source 1"`, `<li id="c1">`, "18,000 tonnes", `href="/dossier/OMN-TGO"`,
		`href="/brief.docx?of=Oman-Togo&amp;since=2016-05-10"`, "Sultan &lt;i&gt;and&lt;/i&gt; Togo")
	lacks(t, body, "<b>Desk", "2,000 tonnes", "Nothing to tell")
	_, body = get(t, d, "/brief?of=Fiji")
	has(t, body, "Nothing to tell", "18 May 2016", `href="/brief?asof=2016-05-18&amp;of=Fiji&amp;since=2016-05-11"`)
	if w := post(t, d, "/watches", url.Values{"name": {"Trips"}, "q": {"type:visit"}}); w.Code != 303 {
		t.Fatalf("status %d", w.Code)
	}
	_, body = get(t, d, "/brief?watch=Trips&since=2016-05-10")
	has(t, body, "Morning brief: Trips", `<option selected>Trips</option>`, `href="/watch?name=Trips"`)
	lacks(t, body, "tonnes", "late</span>") // the watch asks for visits alone
	_, body = get(t, d, "/brief.md?since=2016-05-10")
	has(t, body, "# Morning brief: all countries", "](http://"+home+"/story/", `Sultan \<i\>and`)
	for path, want := range map[string]int{"/brief.docx?of=OMN": 200, "/brief?of=Atlantis": 400, "/brief?watch=none": 404, "/brief?of=OMN&watch=Trips": 400, "/brief?since=2031-01-01": 400, "/brief?since=soon": 400} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, not %d", path, code, want)
		}
	}
}
