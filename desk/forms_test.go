package desk_test

import (
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

// formRow is a form of the desk, as it is sent by who means well.
type formRow struct {
	path    string
	form    url.Values // nil: what is sent is no form
	typed   string     // the fields that people type in, with a space between them
	status  int        // of the answer
	unknown string     // the same for what is not on record, and its status is 404
	of      string     // the field that says which version it was made against
	rival   func()     // what somebody else does while the form is filled in
	late    int        // the status after that
}

// scene is a desk with something of each kind, for forms to be sent to.
type scene struct {
	t     *testing.T
	d     *desk.Desk
	store record.Store
	story string // its id
	of    string // its newest content
	read  string // its reading
}

func newScene(t *testing.T) *scene {
	t.Helper()
	store, hand := three(t)
	followed(t, store)
	d, err := desk.New(desk.Options{
		Store: store, Listen: home, Reader: handReader{store, hand, 0}, Taker: &intake.Taker{}, Now: func() time.Time { return now },
		Log: slog.New(slog.DiscardHandler), Follower: source.New(source.Options{Store: store, Pause: -1}),
		Pusher: source.NewPusher(source.PusherOptions{Store: store, MaxStory: 1 << 20}),
		Sends:  func(s string) (string, bool) { return "newsroom", s == token },
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{t: t, d: d, store: store, story: idOf(t, store, leaseHead)}
	s.send("/watches", url.Values{"name": {"rails"}, "q": {"railway"}}, 303)
	s.send("/judgements", url.Values{"do": {"one"}, "a": {s.story + ".e1"}, "b": {s.story + ".e4"}}, 303)
	_, body := get(t, d, "/story/"+s.story+"/correct")
	s.of = between(t, body, `name="of" value="`, `"`)
	_, body = get(t, d, "/story/"+s.story+"/fact?fact=e4")
	s.read = between(t, body, `name="of" value="`, `"`)
	return s
}

// send sends a form and demands a status.
func (s *scene) send(path string, form url.Values, want int) string {
	s.t.Helper()
	w := post(s.t, s.d, path, form)
	if w.Code != want {
		s.t.Fatalf("%s: status %d, want %d: %s", path, w.Code, want, w.Body)
	}
	return w.Body.String()
}

// does returns what somebody else does while a form is filled in.
func (s *scene) does(path string, form url.Values) func() {
	return func() { s.send(path, form, 303) }
}

func (s *scene) words() url.Values {
	return url.Values{
		"headline": {"Ferry opens"}, "deck": {"It leaves twice a day"}, "section": {"Asia"}, "place": {"Pokhara"}, "day": {"2026-10-19"},
		"agency": {"Harbour News"}, "byline": {"By A. Hand"}, "body": {"The ferry left at dawn on Monday."},
	}
}

func with(v url.Values, more ...string) url.Values {
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// rows returns the form of each route that writes, by its path in routes.go.
func (s *scene) rows() map[string]formRow {
	at := "/story/" + s.story
	lines := "headline deck section place day agency byline body"
	other := s.does(at+"/correct", with(s.words(), "of", s.of, "notice", "Another was first."))
	source := url.Values{"address": {"http://127.0.0.1:1/feed"}, "kind": {"feed"}, "name": {"Arvik"}, "rules": {"+title:grain"}, "secret": {"arvik"}, "rights": {"excerpt"}, "full": {"1"}}
	verdict := url.Values{"of": {s.read}, "fact": {"e4"}, "action": {"correct"}, "slot.status": {"cancelled"}, "slot.day": {"2026-08-24"}, "note": {"The embassy"}, "by": {"Ana"}}
	name := url.Values{"name": {"rails"}}
	return map[string]formRow{
		"/add":                {path: "/add", form: url.Values{"text": {"Ferry opens\n\nThe ferry left at dawn on Monday."}, "date": {"2026-10-19"}}, typed: "text date", status: 303},
		"/stars":              {path: "/stars", form: url.Values{"story": {s.story}, "back": {"/?country=NPL"}}, status: 303},
		"/seen":               {path: "/seen", form: url.Values{"until": {"1"}, "back": {"/"}}, status: 303},
		"/write":              {path: "/write", form: with(s.words(), "embargo", now.Add(time.Hour).Format("2006-01-02T15:04")), typed: lines + " embargo", status: 303, rival: s.does("/write", s.words()), late: 400},
		"/story/{id}/correct": {path: at + "/correct", form: with(s.words(), "of", s.of, "notice", "A slip."), typed: lines + " notice", status: 303, unknown: "/story/nosuch/correct", of: "of", rival: other, late: 409},
		"/story/{id}/kill":    {path: at + "/kill", form: url.Values{"of": {s.of}, "notice": {"It was not so."}}, typed: "notice", status: 303, unknown: "/story/nosuch/kill", of: "of", rival: other, late: 409},
		"/story/{id}/judge":   {path: at + "/judge", form: verdict, typed: "slot.status slot.day note by", status: 303, unknown: "/story/nosuch/judge", of: "of", rival: other, late: 409},
		"/judgements":         {path: "/judgements", form: url.Values{"do": {"apart"}, "a": {s.story + ".e1"}, "b": {s.story + ".e4"}, "note": {"No"}, "by": {"Ana"}}, typed: "a b note by", status: 303},
		"/judgements/undo":    {path: "/judgements/undo", form: url.Values{"id": {s.ruling()}, "note": {"No"}}, typed: "note", status: 303, rival: s.does("/judgements/undo", url.Values{"id": {s.ruling()}}), late: 409},
		"/watches":            {path: "/watches", form: url.Values{"name": {"loans"}, "q": {"loan"}}, typed: "name q", status: 303, rival: s.does("/watches", url.Values{"name": {"loans"}, "q": {"loan money"}}), late: 409},
		"/watches/seen":       {path: "/watches/seen", form: name, typed: "name", status: 303, rival: s.does("/watches/remove", name), late: 404},
		"/watches/remove":     {path: "/watches/remove", form: name, typed: "name", status: 303, rival: s.does("/watches/remove", name), late: 404},
		"/sources":            {path: "/sources", form: source, typed: "address name rules secret", status: 303, rival: s.does("/sources", source), late: 409},
		"/sources/test":       {path: "/sources/test", form: source, typed: "address name rules secret", status: 200},
		"/source/{id}/pause":  {path: "/source/norpress/pause", form: url.Values{}, status: 303, unknown: "/source/nosuch/pause", rival: s.does("/source/norpress/remove", nil), late: 404},
		"/source/{id}/resume": {path: "/source/norpress/resume", form: url.Values{}, status: 303, unknown: "/source/nosuch/resume", rival: s.does("/source/norpress/remove", nil), late: 404},
		"/source/{id}/remove": {path: "/source/norpress/remove", form: url.Values{}, status: 303, unknown: "/source/nosuch/remove", rival: s.does("/source/norpress/remove", nil), late: 404},
		"/settings":           {path: "/settings", form: url.Values{"theme": {"dark"}}, status: 303},
		"/doctor":             {path: "/doctor", form: url.Values{"check": {"1"}}, status: 200},
		"/websub/{id}":        {path: "/websub/norpress", status: 403, unknown: "/websub/nosuch"},
		"/api/stories":        {path: "/api/stories", status: 201},
	}
}

// ruling returns the id of what was said to be one.
func (s *scene) ruling() string {
	_, body := get(s.t, s.d, "/judgements")
	return between(s.t, body, `name="id" value="`, `"`)
}

// kept returns all that is on record, as one text.
func (s *scene) kept() string {
	s.t.Helper()
	ctx, store := s.t.Context(), s.store
	list, err := store.List(ctx, record.Filter{Limit: record.MaxLimit, MaxFacts: -1})
	if err != nil {
		s.t.Fatal(err)
	}
	var all []any
	for _, it := range list.Items {
		vs, err := store.Versions(ctx, it.StoryID)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, vs)
	}
	followed, err := store.Sources(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	var sources []record.SourceSettings // but for the log of what programs sent, which has what was refused too
	for i := range followed {
		if source.Asked(&followed[i]) {
			sources = append(sources, followed[i].SourceSettings)
		}
	}
	judged, err := store.Judgements(ctx, "")
	if err != nil {
		s.t.Fatal(err)
	}
	all = append(all, sources, judged)
	for _, kind := range [...]record.ActKind{record.WatchAct, record.LinkAct, record.ExportAct, record.ShelfAct} {
		acts, err := store.Acts(ctx, kind)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, acts)
	}
	b, err := json.Marshal(all)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(b)
}

// answer sends what a row has, as a form or as it is.
func (s *scene) answer(path string, form url.Values, body string) *httptest.ResponseRecorder {
	if form != nil {
		return post(s.t, s.d, path, form)
	}
	r := ask("POST", path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "text/plain")
	w := httptest.NewRecorder()
	s.d.Handler().ServeHTTP(w, r)
	return w
}
