package desk_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestShelf reads a story, stars one, and marks all as read: without scripts,
// by links and forms alone.
func TestShelf(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	unread := func() int {
		_, body := get(t, d, "/")
		return strings.Count(body, "Unread: ")
	}
	if n := unread(); n != 3 {
		t.Fatalf("%d stories are unread at first, want 3", n)
	}
	open := func(site string) {
		r := ask("GET", "/story/"+id, nil)
		r.Header.Set("Sec-Fetch-Dest", "document")
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		r.Header.Set("Sec-Fetch-Site", site)
		d.Handler().ServeHTTP(httptest.NewRecorder(), r)
	}
	open("cross-site")
	if n := unread(); n != 3 {
		t.Errorf("another site's link marks a story as read: %d are unread", n)
	}
	open("same-origin")
	if n := unread(); n != 2 {
		t.Errorf("after one was read %d are unread, want 2", n)
	}
	_, body := get(t, d, "/?stories=unread")
	lacks(t, body, leaseHead)
	has(t, body, "Trade between Nepal")
	if code := post(t, d, "/stars", url.Values{"story": {id}, "back": {"/?country=NPL"}}).Code; code != 303 {
		t.Fatalf("star: status %d", code)
	}
	_, body = get(t, d, "/?stories=starred")
	has(t, body, leaseHead, `aria-pressed="true"`)
	lacks(t, body, "Trade between Nepal")
	post(t, d, "/stars", url.Values{"story": {id}})
	_, body = get(t, d, "/?stories=starred")
	has(t, body, "No story matches")
	if code := post(t, d, "/stars", url.Values{"story": {"nothing"}}).Code; code != 404 {
		t.Errorf("a star for no story: status %d", code)
	}
	_, body = get(t, d, "/")
	_, mark, _ := strings.Cut(body, `name="until" value="`)
	mark, _, _ = strings.Cut(mark, `"`)
	post(t, d, "/seen", url.Values{"until": {mark}, "back": {"https://evil.example/"}})
	if n := unread(); n != 0 {
		t.Errorf("after all was marked as read %d are unread", n)
	}
	for path, want := range map[string]string{"/?stories=overdue": leaseHead, "/?stories=changed": "No story matches"} {
		_, body := get(t, d, path)
		has(t, body, want)
	}
}
