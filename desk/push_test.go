package desk_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/source"
)

const token = "a-token-of-these-tests"

// taking returns a desk that takes stories from a program called newsroom.
func taking(t *testing.T) (*desk.Desk, record.Store) {
	t.Helper()
	store := memory.New()
	d, err := desk.New(desk.Options{
		Store: store, Listen: home, Reader: handReader{}, Pusher: source.NewPusher(source.PusherOptions{Store: store, MaxStory: 1 << 20}),
		Sends: func(s string) (string, bool) { return "newsroom", s == token },
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, store
}

// sent is the answer to what was sent.
type sent struct {
	Status         int
	Location, Kind string
	Stories        []struct {
		ID, Address, GUID string
		Version           int
		New               bool
		Note              string
	}
	Plans     int
	Refused   []struct{ Name, Reason string }
	Error, Do string
}

// send sends a body with a token.
func send(t *testing.T, d *desk.Desk, path, body string, headers ...string) sent {
	t.Helper()
	r := ask("POST", path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+token)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	var out sent
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v: %s", path, err, w.Body)
	}
	out.Status, out.Location, out.Kind = w.Code, w.Header().Get("Location"), w.Header().Get("Content-Type")
	return out
}

// TestPush takes a story in each format, known by what it says or by its bytes,
// and returns its address.
func TestPush(t *testing.T) {
	for name, c := range map[string]struct{ kind, body string }{
		"ninjs":     {"application/vnd.iptc.ninjs+json", `{"uri": "urn:fjord:1", "headline": "Port opens", "body_text": "It opened at dawn.", "versioncreated": "2016-01-02T10:15:00Z"}`},
		"JSON":      {"application/json", `{"headline": "Port opens", "text": "It opened at dawn.", "id": "7"}`},
		"plain":     {"text/plain", "Port opens\n\nARVIK, Jan. 2 (Fjord) -- It opened at dawn."},
		"HTML":      {"text/html", "<html><head><title>Port opens</title></head><body><article><h1>Port opens</h1><p>" + strings.Repeat("It opened at dawn, the harbour office said on Saturday. ", 12) + "</p></article></body></html>"},
		"NITF":      {"application/xml", "<nitf><body><body.head><hedline><hl1>Port opens</hl1></hedline></body.head><body.content><p>It opened at dawn.</p></body.content></body></nitf>"},
		"a form":    {"application/x-www-form-urlencoded", "Port opens\n\nIt opened at dawn, 100% & more = true."},
		"no kind":   {"", "From: Desk <desk@fjord.example>\nSubject: Port opens\nDate: Sat, 2 Jan 2016 10:15:00 +0000\n\nIt opened at dawn."},
		"IPTC 7901": {"application/octet-stream", "\x16\x16\x01npr0009 4 pl 20\r\nPort opens =\r\n\x02    It opened at dawn.\r\n\x03\x04"},
	} {
		d, store := taking(t)
		got := send(t, d, "/api/stories", c.body, "Content-Type", c.kind)
		if got.Status != 201 || len(got.Stories) != 1 || !got.Stories[0].New || got.Location != "http://"+home+"/story/"+got.Stories[0].ID || !strings.HasPrefix(got.Kind, "application/json") {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		e, err := store.Story(context.Background(), got.Stories[0].ID)
		if err != nil || e.Story.Headline != "Port opens" {
			t.Errorf("%s: %q, %v", name, e.Story.Headline, err)
		}
	}
	d, store := taking(t)
	got := send(t, d, "/api/stories", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Port talks\nDTSTART:20160104T090000Z\nEND:VEVENT\nEND:VCALENDAR\n", "Content-Type", "text/calendar")
	if p, err := store.Plans(context.Background(), record.PlanFilter{}); got.Plans != 1 || err != nil || len(p.Plans) != 1 || p.Plans[0].Source != "newsroom" {
		t.Errorf("%+v: %+v, %v", got, p, err)
	}
}

// TestPushIsIdempotent sends the same again, and changed, under the name that the
// story or the request has for it.
func TestPushIsIdempotent(t *testing.T) {
	d, store := taking(t)
	first := send(t, d, "/api/stories?guid=g1&source=Fjord", "Port opens\n\nIt opened at dawn.")
	same := send(t, d, "/api/stories?guid=g1&source=Fjord", "Port opens\n\nIt opened at dawn.")
	if first.Status != 201 || same.Status != 200 || same.Stories[0].New || same.Stories[0].ID != first.Stories[0].ID || same.Stories[0].Version != 1 {
		t.Errorf("%+v, then %+v", first, same)
	}
	changed := send(t, d, "/api/stories?source=Fjord", "Bridge shut\n\nAll of it was wrong: a bridge was shut.", "Idempotency-Key", "g1")
	if changed.Status != 201 || changed.Stories[0].ID != first.Stories[0].ID || changed.Stories[0].Version != 2 || changed.Stories[0].GUID != "g1" || !strings.Contains(changed.Stories[0].Note, "version 2 of story "+first.Stories[0].ID) || first.Stories[0].Note != "" {
		t.Errorf("%+v", changed)
	}
	other := send(t, d, "/api/stories?guid=g1&source=Coast", "Fair begins\n\nThe fair began in the old harbour.")
	if other.Stories[0].ID == first.Stories[0].ID {
		t.Error("two sources share a name for their stories, and one story was made of both")
	}
	many := send(t, d, "/api/stories", `[{"headline": "A", "text": "The first of them.", "id": 1}, {"kind": 2}, {"headline": "B", "text": "The second of them.", "id": 3}]`)
	if many.Status != 201 || len(many.Stories) != 2 || len(many.Refused) != 1 || !strings.Contains(many.Refused[0].Reason, "text") {
		t.Errorf("%+v", many)
	}
	if c, err := store.Counts(context.Background()); err != nil || c.Stories != 4 || c.Versions != 5 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestPushRefuses answers what cannot be taken with a status, the reason and what
// to do, keeps the bytes, and shows them in Doctor.
func TestPushRefuses(t *testing.T) {
	d, store := taking(t)
	for name, c := range map[string]struct {
		path, body string
		headers    []string
		status     int
		words      string
	}{
		"no token":      {"", "Words", []string{"Authorization", ""}, 401, "bears no token"},
		"another token": {"", "Words", []string{"Authorization", "Bearer x"}, 401, "none of the configuration"},
		"a password":    {"", "Words", []string{"Authorization", "Basic " + token}, 401, "bears no token"},
		"nothing":       {"", " ", nil, 422, "nothing in it"},
		"a PDF":         {"", "%PDF-1.4", nil, 422, "PDF"},
		"bad ninjs":     {"", `{"uri": 7, "versioncreated": "now"}`, []string{"Content-Type", "application/vnd.iptc.ninjs+json"}, 422, "uri"},
		"too long":      {"", strings.Repeat("word ", 4<<20), nil, 413, "longer than"},
		"a long story":  {"", strings.Repeat("word ", 300_000), nil, 422, "limit.story"},
		"a form":        {"", "x", []string{"Content-Type", "multipart/form-data; boundary=x"}, 415, "form"},
		"no day":        {"?date=tomorrow", "Words", nil, 400, "date is no day"},
		"a long name":   {"?guid=" + strings.Repeat("g", 2000), "Words", nil, 400, "guid"},
		"another site":  {"", "Words", []string{"Origin", "https://evil.example"}, 403, "another site"},
		"nowhere":       {"/x", "Words", nil, 404, "no such page"},
	} {
		got := send(t, d, "/api/stories"+c.path, c.body, c.headers...)
		if got.Status != c.status || !strings.Contains(got.Error, c.words) || got.Do == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if c, err := store.Counts(context.Background()); err != nil || c.Stories != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	log, err := store.SourceLog(context.Background(), "push-newsroom", true, 100)
	if err != nil || len(log) != 4 {
		t.Fatalf("%+v, %v", log, err)
	}
	_, body := get(t, d, "/doctor")
	has(t, body, "newsroom", "/source/push-newsroom")
	_, body = get(t, d, "/source/push-newsroom")
	has(t, body, "bytes kept", "PDF")
	lacks(t, body, "Pause", "Ask it now")
	s, err := store.Source(context.Background(), "push-newsroom")
	if err != nil {
		t.Fatal(err)
	}
	s.Paused = "for the holidays"
	if err := store.PutSource(context.Background(), s.SourceSettings); err != nil {
		t.Fatal(err)
	}
	if got := send(t, d, "/api/stories", "Words of a story."); got.Status != 503 || !strings.Contains(got.Error, "holidays") {
		t.Errorf("paused: %+v", got)
	}
	shut, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}})
	if err != nil {
		t.Fatal(err)
	}
	if got := send(t, shut, "/api/stories", "Words"); got.Status != 403 || !strings.Contains(got.Do, "push.NAME") {
		t.Errorf("%+v", got)
	}
}
