package desk_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

// home is a name that the desks of these tests answer to.
const home = "localhost:7117"

// ask makes a request as it arrives at the desk.
func ask(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequest(method, path, body)
	r.Host = home
	return r
}

// get asks the desk for a page and gives its status and body.
func get(t *testing.T, d *desk.Desk, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, ask("GET", path, nil))
	return w.Code, w.Body.String()
}

// post sends a form as the desk's own page would.
func post(t *testing.T, d *desk.Desk, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := ask("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	return w
}

func has(t *testing.T, body string, want ...string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(body, s) {
			t.Errorf("the page lacks %q", s)
		}
	}
}

func lacks(t *testing.T, body string, bad ...string) {
	t.Helper()
	for _, s := range bad {
		if strings.Contains(body, s) {
			t.Errorf("the page has %q", s)
		}
	}
}

// idOf returns the address of the story with that headline.
func idOf(t *testing.T, store record.Store, headline string) string {
	t.Helper()
	p, err := store.List(context.Background(), record.Filter{Limit: record.MaxLimit})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range p.Items {
		if it.Headline == headline {
			return it.StoryID
		}
	}
	t.Fatalf("no story has the headline %q", headline)
	return ""
}

const leaseHead = "Nepal and Portugal to sign rail accord by end of September"

func TestAllNews(t *testing.T) {
	d, _ := filled(t)
	code, body := get(t, d, "/")
	if code != 200 {
		t.Fatalf("status %d: %s", code, body)
	}
	has(t, body, leaseHead, "Invented stories", ">overdue<", ">put off<",
		"Friday, 24 July 2026", "Countries", `href="/?country=NPL"><span>Nepal</span> <span>3</span>`)
	if strings.Index(body, "Trade between Nepal") > strings.Index(body, leaseHead) {
		t.Error("the newest story does not come first")
	}
	for path, want := range map[string][2]string{
		"/?view=comfortable": {"Kathmandu wants trains", "no such words"},
		"/?view=compact":     {"rail accord", "Kathmandu wants trains"},
		"/?country=PRT":      {"rail accord", "up by a fifth"},
		"/?type=AGREE":       {"rail accord", "puts off"},
		"/?topic=diplomatic": {"puts off", "up by a fifth"},
		"/?source=Nobody":    {"No story matches", "rail accord"},
	} {
		_, body := get(t, d, path)
		has(t, body, want[0])
		lacks(t, body, want[1])
	}
}

func TestStory(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	code, body := get(t, d, "/story/"+id)
	if code != 200 {
		t.Fatalf("status %d: %s", code, body)
	}
	has(t, body, `>Asia</p>`, `id="w-e2"`, `href="#e2"`, `id="e2"`, `href="#w-e2"`,
		"says the government", "event/meet", "The text is nearly ready", "240 million dollars", "transport minister",
		"due by 30 September 2026", ">overdue<", "the clock says", "denied", `class="lead"`, "Invented stories")
	lacks(t, body, "<script>", "style=", "onclick")
	if n := strings.Count(body, `<details class="why">`); n != 12 {
		t.Errorf("%d cards, want 12", n)
	}
	code, body = get(t, d, "/story/"+id+"/reading.json")
	var r fact.Reading
	if err := json.Unmarshal([]byte(body), &r); code != 200 || err != nil || len(r.Events) != 4 {
		t.Errorf("reading.json: status %d, %d events, %v", code, len(r.Events), err)
	}
}

func TestErrors(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	for path, want := range map[string]int{
		"/story/nosuch": 404, "/nowhere": 404, "/story/" + id + "?version=7": 404,
		"/?from=junk!": 400, "/static/none.css": 404, "/story/nosuch/kill": 404, "/story/nosuch/versions": 404,
	} {
		if code, body := get(t, d, path); code != want {
			t.Errorf("%s: status %d, want %d: %s", path, code, want, body)
		}
	}
	if _, body := get(t, d, "/story/<b>x"); strings.Contains(body, "<b>x") {
		t.Error("the page repeats markup from its address")
	}
	for name, form := range map[string]url.Values{"empty": {"text": {" "}}, "bad day": {"text": {"Words"}, "date": {"yesterday"}}} {
		if w := post(t, d, "/add", form); w.Code != 400 {
			t.Errorf("%s: status %d, want 400", name, w.Code)
		}
	}
	r := ask("POST", "/add", strings.NewReader("text=Words"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	if w.Code != 403 {
		t.Errorf("a form from another site: status %d, want 403", w.Code)
	}
}

func TestAdd(t *testing.T) {
	d, _ := filled(t)
	form := url.Values{"text": {"Chad opens a bridge\n\nThe bridge over the Chari opened on Tuesday.\n"}, "date": {"2026-10-06"}}
	w := post(t, d, "/add", form)
	to := w.Header().Get("Location")
	if w.Code != 303 || !strings.Contains(to, "done=added") {
		t.Fatalf("status %d to %q: %s", w.Code, to, w.Body)
	}
	_, body := get(t, d, to)
	has(t, body, "Added and read", "Chad opens a bridge", "The bridge over the")
	lacks(t, body, "Invented stories")
	if to := post(t, d, "/add", form).Header().Get("Location"); !strings.Contains(to, "done=known") {
		t.Errorf("the same text again leads to %q", to)
	}
	const long = "Ferry to Ardal sails again\n\nThe ferry to Ardal sailed again on Monday after nine days of storm, the harbour office of Veldmar said. Some 40 lorries stood on the quay with fish, timber and mail for the islands. The master, Ida Holm, said that she had never seen such a sea in March. A second boat is being mended at a yard in Norddal and will be back in service in June.\n"
	post(t, d, "/add", url.Values{"text": {long}, "date": {"2026-10-06"}})
	to = post(t, d, "/add", url.Values{"text": {strings.Replace(long, "nine days", "ten days", 1)}, "date": {"2026-10-06"}}).Header().Get("Location")
	if !strings.Contains(to, "done=version") {
		t.Fatalf("nearly the same text leads to %q", to)
	}
	_, body = get(t, d, to)
	has(t, body, "as a new version of this one", "ten days", "/versions")
}

func TestWriteCorrectKill(t *testing.T) {
	d, _ := filled(t)
	form := url.Values{
		"section": {"Africa"}, "headline": {"Mali and Niger reopen a crossing"}, "place": {"Bamako"}, "day": {"2026-10-05"},
		"agency": {"Desk"}, "body": {"Mali and Niger reopened the crossing\nat Labbezanga.\n\nFour trucks crossed."},
	}
	if w := post(t, d, "/write", url.Values{"body": {"x"}}); w.Code != 400 || !strings.Contains(w.Body.String(), "headline is missing") {
		t.Errorf("without a headline: status %d", w.Code)
	}
	to := post(t, d, "/write", form).Header().Get("Location")
	at, _, _ := strings.Cut(to, "?")
	_, body := get(t, d, to)
	has(t, body, "Mali and Niger reopen a crossing", "BAMAKO, October 5 (Desk) — ", "at Labbezanga.", "written here")

	_, body = get(t, d, at+"/correct")
	has(t, body, "Mali and Niger reopened the crossing at Labbezanga.", `value="Bamako"`)
	of := between(t, body, `name="of" value="`, `"`)
	form.Set("of", of)
	form.Set("body", "Mali and Niger reopened the crossing at Labbezanga.\n\nForty trucks crossed.")
	if w := post(t, d, at+"/correct", form); w.Code != 400 {
		t.Errorf("a correction without a notice: status %d", w.Code)
	}
	form.Set("notice", "The number of trucks was wrong.")
	if w := post(t, d, at+"/correct", form); w.Code != 303 {
		t.Fatalf("correct: status %d: %s", w.Code, w.Body)
	}
	if w := post(t, d, at+"/correct", form); w.Code != 409 && w.Header().Get("Location") != at+"?done=same" {
		t.Errorf("a correction of what is no longer newest: status %d to %q", w.Code, w.Header().Get("Location"))
	}
	_, body = get(t, d, at+"/versions")
	has(t, body, "<del>Four</del> <ins>Forty</ins> trucks", "The number of trucks was wrong.", "As first received")
	lacks(t, body, "<del>BAMAKO")
	_, body = get(t, d, at+"?version=1")
	has(t, body, "Four trucks", "An earlier version")

	_, body = get(t, d, at+"/kill")
	if w := post(t, d, at+"/kill", url.Values{"of": {between(t, body, `name="of" value="`, `"`)}, "notice": {"It did not happen."}}); w.Code != 303 {
		t.Fatalf("kill: status %d: %s", w.Code, w.Body)
	}
	_, body = get(t, d, at)
	has(t, body, "This story was killed", "It did not happen.", "Forty trucks")
	_, body = get(t, d, "/")
	has(t, body, "It did not happen.", "Killed")
	if w := post(t, d, at+"/correct", form); w.Code != 409 {
		t.Errorf("a correction of a killed story: status %d, want 409", w.Code)
	}
}

func between(t *testing.T, s, before, after string) string {
	t.Helper()
	_, s, ok := strings.Cut(s, before)
	s, _, ok2 := strings.Cut(s, after)
	if !ok || !ok2 {
		t.Fatalf("nothing stands between %q and %q", before, after)
	}
	return s
}

func TestSearch(t *testing.T) {
	d, _ := filled(t)
	for q, want := range map[string][]string{
		"":                           {"How to ask", "actor:"},
		"railway":                    {"1 story for", "<mark>railway</mark>", "rail accord"},
		"type:visit status:planned":  {"Rui Salgado to visit Pokhara"},
		"zebra":                      {"Nothing for", "Try fewer"},
		"colour:red":                 {"no field"},
		"\"nearly ready\"":           {"1 story for"},
		"<script>alert(1)</script>":  {"Nothing for"},
		"actor:NPL type:visit since": {"Nothing for"},
	} {
		code, body := get(t, d, "/search?q="+url.QueryEscape(q))
		if code != 200 {
			t.Errorf("%q: status %d", q, code)
		}
		has(t, body, want...)
		lacks(t, body, "<script>alert")
	}
}

func TestJudge(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	_, body := get(t, d, "/story/"+id)
	of := between(t, body, `name="of" value="`, `"`)
	judge := func(of, fact string) int {
		return post(t, d, "/story/"+id+"/judge", url.Values{"of": {of}, "fact": {fact}, "action": {"reject"}}).Code
	}
	for _, stale := range []string{"", "another/1", of + "x"} {
		if code := judge(stale, "e4"); code != 409 {
			t.Errorf("against %q: status %d, want 409", stale, code)
		}
	}
	_, body = get(t, d, "/story/"+id)
	has(t, body, "Rui Salgado to visit Pokhara")
	if code := judge(of, "e4"); code != 303 {
		t.Fatalf("status %d", code)
	}
	_, body = get(t, d, "/story/"+id)
	if n := strings.Count(body, `<details class="why">`); n != 11 {
		t.Errorf("%d cards, want 11", n)
	}
	has(t, body, "Set aside as wrong", "Salgado will travel to Pokhara on July 27")
	undo := url.Values{"id": {between(t, body, `name="id" value="`, `"`)}, "back": {"/story/" + id}}
	if w := post(t, d, "/judgements/undo", undo); w.Code != 303 || w.Header().Get("Location") != "/story/"+id+"?done=undone" {
		t.Errorf("undo: status %d, to %s", w.Code, w.Header().Get("Location"))
	}
	_, body = get(t, d, "/story/"+id)
	has(t, body, "Rui Salgado to visit Pokhara")
	lacks(t, body, "Set aside as wrong")
	if code := judge(of, "e99"); code != 404 {
		t.Errorf("a fact that is not there: status %d", code)
	}
}

// TestDoctorNotices: a kill that means no story on record is told, until its
// story is there.
func TestDoctorNotices(t *testing.T) {
	d, store := filled(t)
	kill := record.Entry{Story: news.Story{Source: "Norpress", Headline: "KILL 0123", Text: "KILL 0123\n\nThe ferry did not sink.", Published: calendar.Date(2012, 4, 2)}}
	kill.Story.Envelope.Signal = news.SignalKill
	ferry := record.Entry{Story: news.Story{Source: "Norpress", Headline: "Ferry sinks", Text: "Ferry sinks\n\nIt sank at noon.", Published: calendar.Date(2012, 4, 2)}}
	ferry.Story.Envelope.GUID = "npr0123/20120402"
	for _, step := range []struct {
		in   record.Entry
		told bool
	}{{kill, true}, {ferry, false}} {
		if _, err := store.Put(t.Context(), step.in); err != nil {
			t.Fatal(err)
		}
		if _, body := get(t, d, "/doctor"); strings.Contains(body, "The ferry did not sink") != step.told {
			t.Errorf("behind %q: told %v, want %v", step.in.Story.Headline, !step.told, step.told)
		}
	}
	_, body := get(t, d, "/")
	has(t, body, "Ferry sinks", "killed")
}

func TestDoctor(t *testing.T) {
	d, store := filled(t)
	_, body := get(t, d, "/doctor")
	has(t, body, "All is well", "Readings that do not end: 3.")
	s := news.Story{Source: "torn.txt", Text: "A torn story", Trouble: []string{"the file ends in the middle of a word"}}
	if _, err := store.Put(context.Background(), record.Entry{Story: s}); err != nil {
		t.Fatal(err)
	}
	body = post(t, d, "/doctor", nil).Body.String()
	has(t, body, "torn.txt", "ends in the middle", "no damage found", "1 story is stored and not read yet", "per cent are read")
}

func TestFeeds(t *testing.T) {
	d, _ := filled(t)
	_, body := get(t, d, "/feed.atom")
	var f struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(body), &f); err != nil || len(f.Entries) != 3 {
		t.Errorf("atom: %d entries, %v", len(f.Entries), err)
	}
	_, body = get(t, d, "/feed.json?type=AGREE")
	var j struct{ Items []struct{ Title string } }
	if err := json.Unmarshal([]byte(body), &j); err != nil || len(j.Items) != 1 {
		t.Errorf("json: %d items, %v", len(j.Items), err)
	}
}

func TestStatic(t *testing.T) {
	d, _ := filled(t)
	_, body := get(t, d, "/")
	address := "/static/desk.css?v=" + between(t, body, "/static/desk.css?v=", `"`)
	with := func(header, value string) *httptest.ResponseRecorder {
		r := ask("GET", address, nil)
		r.Header.Set(header, value)
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		return w
	}
	w := with("Accept-Encoding", "gzip")
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || !strings.Contains(string(b), "--paper") {
		t.Errorf("the packed style sheet is wrong: %v", err)
	}
	if !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Error("a file with its fingerprint may be kept for ever")
	}
	packed, plain := w.Header().Get("ETag"), with("Accept-Encoding", "gzip;q=0").Header().Get("ETag")
	if packed == plain || with("Accept-Encoding", "gzip;q=0").Header().Get("Content-Encoding") != "" {
		t.Errorf("packed and plain bytes have the tags %s and %s, and who takes no gzip gets none", packed, plain)
	}
	for tag, want := range map[string]int{plain: 304, "W/" + plain: 304, `"x", ` + plain: 304, "*": 304, packed: 200, `"x"`: 200} {
		if w := with("If-None-Match", tag); w.Code != want {
			t.Errorf("to who has %s: status %d, want %d", tag, w.Code, want)
		}
	}
}

func TestLive(t *testing.T) {
	d, store := filled(t)
	_, body := get(t, d, "/")
	mark := between(t, body, `data-since="`, `"`)
	srv := httptest.NewServer(d.Handler())
	defer srv.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", srv.URL+"/events?since="+mark, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := store.Put(ctx, record.Entry{Story: news.Story{Source: "x", Text: "Something new", Published: calendar.Date(2026, 10, 19)}}); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if lines.Text() == "data: 1" {
			return
		}
	}
	t.Errorf("the page was not told of the new story: %v", lines.Err())
}

// TestBadReading holds the page against a reading whose spans lie.
func TestBadReading(t *testing.T) {
	d, store := filled(t)
	s := news.Story{Source: "x", Text: "Zürich’s mayor spoke.", Parts: []text.Paragraph{{Span: text.Span{End: 24}}}}
	s.ID = news.IDOf(s.Source, s.Text)
	r := fact.New("test/1")
	r.Story = fact.Story{ID: s.ID, Text: s.Text, Language: "en"}
	for i, span := range [][2]int{{-4, 3}, {0, 2}, {5, 900}, {7, 7}, {9, 4}} {
		r.Events = append(r.Events, fact.Event{
			ID: "e" + string(rune('1'+i)), Type: "STATE", Status: fact.Happened,
			Evidence: fact.Evidence{Start: span[0], End: span[1], Trigger: &fact.Span{Start: 1, End: 99}, By: "x/y"},
		})
	}
	id := put(t, store, record.Entry{Story: s}, r)
	if code, body := get(t, d, "/story/"+id); code != 200 {
		t.Errorf("status %d: %s", code, body)
	}
}

// TestKilledElsewhere: a story whose words another source has killed says so.
func TestKilledElsewhere(t *testing.T) {
	d, store := filled(t)
	words := "The harbour council of Veldmar voted on Tuesday to widen the northern channel by forty metres, ending a quarrel of eleven years between the fishing cooperatives and the grain terminal, its chairwoman said."
	entry := func(source string) record.Entry {
		return record.Entry{Story: news.Story{Source: source, Headline: "Channel to be widened", Text: words, Published: calendar.Date(2012, 4, 2)}}
	}
	rs, err := store.Put(t.Context(), entry("Norpress"), entry("Sudpress"))
	if err != nil {
		t.Fatal(err)
	}
	const said = "The same words were killed elsewhere"
	if _, body := get(t, d, "/story/"+rs[1].StoryID); strings.Contains(body, said) {
		t.Error("a copy is marked before the story is killed")
	}
	kill := entry("Norpress")
	kill.Version = news.Version{StoryID: rs[0].StoryID, Kind: news.Kill, Note: "wrong", By: "desk"}
	if _, err := store.Put(t.Context(), kill); err != nil {
		t.Fatal(err)
	}
	_, body := get(t, d, "/story/"+rs[1].StoryID)
	has(t, body, said, rs[0].StoryID)
}

// TestAdvisory: what its source says to editors of a story stands over it.
func TestAdvisory(t *testing.T) {
	d, store := filled(t)
	day := calendar.Date(2012, 4, 2)
	ferry := record.Entry{Story: news.Story{Source: "Norpress", Headline: "Ferry sinks", Text: "Ferry sinks\n\nIt sank at noon.", Published: day, Envelope: news.Envelope{GUID: "npr0123/20120402"}}}
	hold := record.Entry{Story: news.Story{Source: "Norpress", Headline: "HOLD", Text: "HOLD npr0123 until the owner has spoken.", Published: day, Envelope: news.Envelope{Signal: news.SignalHold}}}
	rs, err := store.Put(t.Context(), ferry, hold)
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, d, "/story/"+rs[0].StoryID)
	has(t, body, "HOLD: HOLD npr0123 until the owner has spoken.")
}
