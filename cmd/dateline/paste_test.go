package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/config"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record/memory"
)

// TestPaste pastes into the desk as the program serves it: a story is read
// with what the record knows from earlier days, and one that is longer than
// the setting allows is refused and not stored.
func TestPaste(t *testing.T) {
	conf, err := config.Load(config.Sources{Flags: []string{"limit.story=2048"}})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	a := &App{Out: io.Discard, Errs: io.Discard, Config: conf, Log: log}
	l, err := line.Load(log)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New()
	d, err := a.desk(l, store, line.NewQueue(l, store, 1, log), nil, "127.0.0.1:7117", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	paste := func(words, day string) *httptest.ResponseRecorder {
		t.Helper()
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:7117/add", strings.NewReader(url.Values{"text": {words}, "date": {day}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		return w
	}
	if w := paste("DUSHANBE, March 2. Tajik Agriculture Minister Qurbon Saidov met farmers on Monday.", "2020-03-02"); w.Code != http.StatusSeeOther {
		t.Fatalf("the first paste: status %d: %s", w.Code, w.Body)
	}
	w := paste("MOSCOW, March 5. Saidov arrived in Moscow on Thursday for talks on fertiliser for Tajikistan.", "2020-03-05")
	id, _, _ := strings.Cut(strings.TrimPrefix(w.Header().Get("Location"), "/story/"), "?")
	e, err := store.Story(t.Context(), id)
	if err != nil {
		t.Fatal(w.Code, err)
	}
	r, err := store.Reading(t.Context(), e.Story.ID, l.Reader())
	if err != nil {
		t.Fatal(err)
	}
	known := false
	for _, n := range r.Entities {
		for _, o := range n.Offices {
			known = known || o.Title == "agriculture minister" && o.Since != nil
		}
	}
	if !known {
		t.Errorf("what Monday's story says of Saidov is not known on Thursday: %+v", r.Entities)
	}
	if w := paste(strings.Repeat("The ferry left at dawn. ", 100), "2020-03-05"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "limit.story") {
		t.Errorf("a paste of 2,400 bytes: status %d", w.Code)
	}
	if c, err := store.Counts(t.Context()); err != nil || c.Stories != 2 {
		t.Errorf("%d stories on record, want 2 (%v)", c.Stories, err)
	}
}
