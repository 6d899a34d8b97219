package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// caseStory takes in a page of the field's small inputs.
func caseStory(t *testing.T, name string) (news.Story, error) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(shared.Path(t, "cases"), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return Story(Input{Bytes: b, ContentType: "text/html", Day: calendar.Date(2023, 12, 30)})
}

// paragraphs returns the story's paragraphs of a kind.
func paragraphs(st *news.Story, k text.Kind) []string {
	var out []string
	for _, p := range st.Parts {
		if p.Kind == k {
			out = append(out, st.Text[p.Start:p.End])
		}
	}
	return out
}

func must(t *testing.T, st news.Story, err error) news.Story {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func without(t *testing.T, st *news.Story, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(st.Text, w) {
			t.Errorf("%q came through:\n%s", w, st.Text)
		}
	}
}

func TestCaseOverlay(t *testing.T) {
	st, err := caseStory(t, "07-page-overlays/input.html")
	must(t, st, err)
	if b := paragraphs(&st, text.Body); len(b) != 2 || !strings.HasPrefix(b[0], "KUCHING") || st.Deck != "" {
		t.Errorf("body %q, deck %q", b, st.Deck)
	}
	without(t, &st, "partners", "device", "Accept")
}

func TestCaseLive(t *testing.T) {
	st, err := caseStory(t, "08-page-live-blog/input.html")
	must(t, st, err)
	heads, body := paragraphs(&st, text.Section), paragraphs(&st, text.Body)
	if len(heads) != 3 || len(body) != 4 || len(st.Posts) != 3 || st.Section != "" {
		t.Errorf("heads %q, body %q, posts %v, section %q", heads, body, st.Posts, st.Section)
	}
	if len(st.Posts) == 3 && st.Posts[1].At.UTC().Format("15:04") != "08:40" {
		t.Error(st.Posts)
	}
	without(t, &st, "10:15", "Ten soups", "Quiz")
}

func TestCaseLists(t *testing.T) {
	st, err := caseStory(t, "09-page-lists/input.html")
	must(t, st, err)
	at := 0
	for _, w := range [...]string{"AP fund", "state fund", "Four points", "Employers must", "Savers may", "Firms with", "The union", "The employers' league", "The opposition"} {
		i := strings.Index(st.Text[at:], w)
		if i < 0 {
			t.Fatalf("%q is missing or out of its place:\n%s", w, st.Text)
		}
		at += i
	}
	without(t, &st, "Photo", "Home", "Share", "Tweet")
	st, err = caseStory(t, "09-page-lists/input-bare.html")
	must(t, st, err)
	if st.Headline != "Agency answers six questions on its code review" || !strings.Contains(st.Text, "It told nobody") || !strings.Contains(st.Text, "Members may") {
		t.Errorf("%q:\n%s", st.Headline, st.Text)
	}
}

func TestCaseDays(t *testing.T) {
	for name, want := range map[string]string{
		"a": "2023-07-11", "b": "2017-11-18", "c": "2017-11-27", "d": "2018-05-14", "e": "2023-12-30", "f": "2023-12-30",
		"n1": "2023-12-30", "n2": "2023-12-30", "n3": "2023-12-30", // which n3 does not say: it is the caller's
	} {
		st, err := caseStory(t, "10-page-dates/input-"+name+".html")
		must(t, st, err)
		if got := st.Published.String(); got != want || (name == "n3") != (st.Envelope.DayFrom == "") {
			t.Errorf("%s: %s by %s, want %s", name, got, st.Envelope.DayFrom, want)
		}
	}
}

func TestCaseBylines(t *testing.T) {
	for name, want := range map[string]string{
		"a": "Manny Ortega, Ilana Panich-Levin", "b": "Sarah Perezova, Ingrid Lund", "c": "Abby Goodwin, Thomas Kaplan-Bye, Robert Pearce",
		"d": "Tyler G. Silver-Green", "e": "Ana Gil", "f": "Olu Adé",
	} {
		st, err := caseStory(t, "11-bylines/input-"+name+".html")
		must(t, st, err)
		if st.Byline != want || strings.Join(st.Envelope.Authors, ", ") != want {
			t.Errorf("%s: %q, authors %q, want %q", name, st.Byline, st.Envelope.Authors, want)
		}
		if b := paragraphs(&st, text.Body); !strings.HasPrefix(b[0], "The council") {
			t.Errorf("%s: the body begins %q", name, b[0])
		}
	}
}

func TestCaseOthers(t *testing.T) {
	st, err := caseStory(t, "20-other-stories-and-gates/input-related.html")
	must(t, st, err)
	without(t, &st, "READ ALSO", "Chad", "We are sad", "Advertisement", "Story continues", "newsletter", "Related", "Sweden", "Iceland")
	if b := paragraphs(&st, text.Body); len(b) != 3 {
		t.Errorf("body %q", b)
	}
	for name, why := range map[string]string{"404": "no such page", "jsgate": "browser", "front": "no article"} {
		if st, err := caseStory(t, "20-other-stories-and-gates/input-"+name+".html"); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v\n%s", name, err, st.Text)
		}
	}
}
