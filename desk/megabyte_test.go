package desk_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestMegabyte pastes, writes and corrects stories of a megabyte at a desk with
// the reader that the program has: the answer does not wait for the reading, and
// a story of a usual length is read before its page is shown.
func TestMegabyte(t *testing.T) {
	d, store, _ := reading(t)
	short := "VELDMAR, October 19 (Harbour News) - Nepal and Portugal signed an agreement on the Birgunj railway on Monday."
	for name, long := range map[string]string{
		"sentences": strings.Repeat("The ferry left for the port of Veldmar on Monday. ", 20_000),
		"one word":  strings.Repeat("x", 1_000_000),
		"lines":     strings.Repeat("The ferry left.\n\n", 60_000),
	} {
		for _, form := range []url.Values{{"text": {long + name}}, {"headline": {name}, "body": {long}}} {
			path := "/write"
			if form.Has("text") {
				path = "/add"
			}
			began := time.Now()
			w := post(t, d, path, form)
			if took := time.Since(began); w.Code != 303 || took > soon || !strings.HasSuffix(w.Header().Get("Location"), "done=waits") {
				t.Errorf("%s, %s: status %d to %q after %v", path, name, w.Code, w.Header().Get("Location"), took)
			}
		}
	}
	w := post(t, d, "/add", url.Values{"text": {"Rail accord signed\n\n" + short}})
	if to := w.Header().Get("Location"); w.Code != 303 || !strings.HasSuffix(to, "done=added") {
		t.Fatalf("status %d to %q", w.Code, to)
	}
	if n, err := store.Counts(context.Background()); err != nil || n.Readings != 1 || n.Events == 0 {
		t.Errorf("%d readings and %d events, %v", n.Readings, n.Events, err)
	}
}
