package desk_test

import (
	"context"
	"fmt"
	"html"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// crowded returns a desk over a story with 70 versions and 90 copies, and 130
// stories with trouble; and the story's address.
func crowded(t *testing.T) (*desk.Desk, string) {
	t.Helper()
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	put := func(e record.Entry) string {
		got, err := store.Put(context.Background(), e)
		if err != nil {
			t.Fatal(err)
		}
		return got[0].StoryID
	}
	words := strings.Repeat("The ferry left at dawn and came back late with all of its passengers. ", 12)
	id := put(record.Entry{Story: news.Story{Source: "First", Text: words}})
	for i := range 90 {
		put(record.Entry{Story: news.Story{Source: fmt.Sprint("Copy", i), Text: words}, Version: news.Version{Received: now.Add(time.Duration(i) * time.Minute)}})
	}
	for i := range 69 {
		put(record.Entry{Story: news.Story{Source: "First", Text: fmt.Sprint(words, i)}, Version: news.Version{StoryID: id, Kind: news.Correction}})
	}
	for i := range 130 {
		put(record.Entry{Story: news.Story{Source: "torn", Text: fmt.Sprint("Torn story ", i), Trouble: []string{"it ends early"}}})
	}
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}})
	if err != nil {
		t.Fatal(err)
	}
	return d, "/story/" + id
}

var next = regexp.MustCompile(`href="([^"]*)" rel="next"`)

// TestMore walks through every page that grows with one story or with what
// failed, by its links: no page is long, and together they have everything.
func TestMore(t *testing.T) {
	d, story := crowded(t)
	for _, c := range [...]struct {
		start, item  string
		total, atOne int
	}{
		{story + "/versions", `<h2><a href="/story/`, 70, 20},
		{story + "/copies", `<article class="entry`, 90, 40},
		{"/doctor?kind=intake", `ends early`, 130, 50},
		{"/search?q=torn", `<article class="entry`, 130, 30},
		{"/?source=torn", `<article class="entry`, 130, 40},
	} {
		total, pages := 0, 0
		for path := c.start; path != ""; pages++ {
			code, body := get(t, d, path)
			n := strings.Count(body, c.item)
			if code != 200 || n == 0 || n > c.atOne || pages > c.total {
				t.Fatalf("%s: status %d, %d on page %d", path, code, n, pages)
			}
			total += n
			path = ""
			if m := next.FindStringSubmatch(body); m != nil {
				path = html.UnescapeString(m[1])
			}
		}
		if total != c.total || pages < c.total/c.atOne {
			t.Errorf("%s: %d on %d pages, want %d", c.start, total, pages, c.total)
		}
	}
	_, body := get(t, d, "/doctor")
	has(t, body, "/doctor?kind=intake", "intake (130)")
	_, body = get(t, d, story)
	has(t, body, story+"/copies", "All 90 copies", "70 versions")
	for path, want := range map[string]int{
		story + "?from=0": 400, story + "?from=x": 400, story + "?show=nothing&from=7": 200, story + "?show=happened&from=999": 200,
		story + "?fact=%22%3E%3Cscript": 200, story + "/versions?before=-1": 400, story + "/versions?before=9999": 200,
		story + "/copies?from=9999": 200, "/doctor?kind=nothing": 200,
	} {
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, want %d", path, code, want)
		}
	}
}

// TestReaderLeaves asks for pages and goes away at once: nothing is sent, and
// nothing goes on being made.
func TestReaderLeaves(t *testing.T) {
	d, story := crowded(t)
	for _, path := range []string{"/", story, story + "/versions", story + "/copies", "/doctor", "/search?q=torn"} {
		ctx, leave := context.WithCancel(context.Background())
		leave()
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, ask("GET", path, nil).WithContext(ctx))
		if w.Body.Len() > 0 {
			t.Errorf("%s: %d bytes are sent to nobody", path, w.Body.Len())
		}
	}
}
