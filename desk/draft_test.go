package desk_test

import (
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// TestPreview asks how a story would be read before it is written and before it
// is corrected: the form stays as it was filled in, and nothing is stored.
func TestPreview(t *testing.T) {
	s := newScene(t)
	before := s.kept()
	body := s.send("/write", with(s.words(), "do", "preview"), 200)
	has(t, body, "What would be read in it", "Nothing is stored yet", "The ferry left at", `id="w-e1"`, `href="#w-e1"`, `value="By A. Hand"`, "POKHARA, October 19 (Harbour News) — ")
	lacks(t, body, "/story//", `action="/story/`)
	at := "/story/" + s.story
	body = s.send(at+"/correct", with(s.words(), "of", s.of, "do", "preview"), 200)
	has(t, body, "What would be read in it", `value="`+s.of+`"`, "Store the correction")
	body = s.send("/write", url.Values{"headline": {"Ferry opens"}, "do": {"preview"}}, 400)
	has(t, body, "The body is empty")
	body = s.send("/write", with(s.words(), "do", "preview", "body", strings.Repeat("The ferry left. ", 4000)), 400)
	has(t, body, "is the most that is read while somebody waits")
	body = s.send("/write", with(s.words(), "do", "preview", "headline", "Le bac est ouvert", "deck", "", "body", "Le bac est parti lundi à l'aube pour la ville, et il est revenu le soir avec tous ses passagers, a dit le maire."), 200)
	has(t, body, "French")
	if s.kept() != before {
		t.Error("a preview was stored")
	}
}

// TestOtherLanguage writes a story in French: its page says that it is not read.
func TestOtherLanguage(t *testing.T) {
	s := newScene(t)
	for path, form := range map[string]url.Values{
		"/write": with(s.words(), "headline", "Le bac est ouvert", "deck", "", "body", "Le bac est parti lundi à l'aube pour la ville, et il est revenu le soir avec tous ses passagers, a dit le maire."),
		"/add":   {"text": {"Le pont est fermé\n\nLe pont est fermé depuis lundi pour les camions, et la route du nord reste ouverte, a dit le ministre des transports."}},
	} {
		w := post(t, s.d, path, form)
		if w.Code != 303 {
			t.Fatalf("%s: status %d: %s", path, w.Code, w.Body)
		}
		_, body := get(t, s.d, w.Header().Get("Location"))
		has(t, body, "French")
	}
}

// TestNearlyEqual writes a story that is nearly one on record: nothing is stored
// before its writer says what it is.
func TestNearlyEqual(t *testing.T) {
	s := newScene(t)
	s.send("/write", s.words(), 303)
	more := with(s.words(), "body", "The ferry left at dawn on Monday with forty people.")
	before := s.kept()
	body := s.send("/write", more, 409)
	has(t, body, "Not saved yet", "nearly equal", "A new version of", "A story of its own", "with forty people", "<ins>Monday with forty people.</ins>")
	if s.kept() != before {
		t.Fatal("it was stored before anybody said what it is")
	}
	version := between(t, body, `name="as" value="`, `"`)
	id, _, _ := strings.Cut(version, " ")
	s.send("/write", with(more, "as", "nonsense"), 409)
	s.send("/write", with(more, "as", version), 303)
	all, err := s.store.Versions(t.Context(), id)
	if err != nil || len(all) != 2 || all[1].Version.Kind != news.Update {
		t.Fatalf("%d versions, %v", len(all), err)
	}
	again := with(s.words(), "body", "The ferry left at dawn on Monday with fifty people.")
	body = s.send("/write", with(again, "as", version), 409) // another version stands now
	has(t, body, "A new version of")
	w := post(t, s.d, "/write", with(again, "as", "own"))
	if to := w.Header().Get("Location"); w.Code != 303 || strings.HasPrefix(to, "/story/"+id) {
		t.Errorf("a story of its own: status %d to %q", w.Code, to)
	}
	if all, err = s.store.Versions(t.Context(), id); err != nil || len(all) != 2 {
		t.Errorf("%d versions, %v", len(all), err)
	}
	if w := post(t, s.d, "/write", again); w.Code != 303 || !strings.Contains(w.Header().Get("Location"), "done=known") {
		t.Errorf("the same words once more: status %d to %q", w.Code, w.Header().Get("Location"))
	}
}

// wired are stories as agencies send them, with more above the body than the form
// has fields for.
var wired = [...]string{
	"KILL: Ferry opens at Pokhara\n\nBy Anna Hand\n\nPOKHARA, July 3 (Harbour News) - The ferry left at dawn. It came back.",
	"Ferry opens at Pokhara\n\nCORRECTION: An earlier version named the wrong port.\n\nBy Anna Hand\n\nPOKHARA, July 3 (Harbour News) - The ferry left at dawn. It came back.\n\nIt goes daily.",
	"Asia\n\nFerry opens at Pokhara\n\nIt goes daily\n\nBy ANNA HAND and Bo Li, Staff Writers\n\nPOKHARA, July 3 (Harbour News) - The ferry left\nat dawn. It came back.\n\n(Editing by Cy Dee)",
	"CORRECTION: Ferry opens at Pokhara\n\nThe ferry left at dawn on Monday. It came back in the evening.",
}

// TestCorrectionOfTheNote corrects stories and changes nothing but the note, then
// one field: what was not touched stays to the letter.
func TestCorrectionOfTheNote(t *testing.T) {
	for _, raw := range wired {
		s := newScene(t)
		all, err := (&intake.Taker{}).Text(t.Context(), raw, calendar.Date(2026, 7, 3))
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.store.Put(t.Context(), record.Entry{Story: all[0], Version: news.Version{Received: now.AddDate(0, 0, -1)}})
		if err != nil {
			t.Fatal(err)
		}
		at := "/story/" + got[0].StoryID
		_, body := get(t, s.d, at)
		has(t, body, "Ferry opens at Pokhara")
		form := filledIn(t, s, at+"/correct")
		s.send(at+"/correct", with(form, "notice", "The port was named wrongly."), 303)
		e, err := s.store.Story(t.Context(), got[0].StoryID)
		if err != nil || e.Story.Text != all[0].Text || e.Story.Byline != all[0].Byline || e.Version.N != 2 || e.Version.Note != "The port was named wrongly." {
			t.Errorf("version %d, byline %q: %q, %v", e.Version.N, e.Story.Byline, e.Story.Text, err)
		}
		s.send(at+"/correct", with(form, "notice", "The ferry is a ship.", "headline", "Ship opens at Pokhara", "byline", strings.Replace(form.Get("byline"), "Hand", "Foot", 1)), 303)
		e, err = s.store.Story(t.Context(), got[0].StoryID)
		want := strings.NewReplacer("Ferry opens", "Ship opens", "Hand", "Foot", "ANNA HAND", "Anna Foot").Replace(all[0].Text)
		if err != nil || !strings.EqualFold(e.Story.Text, want) {
			t.Errorf("after another headline and byline: %q, want %q, %v", e.Story.Text, want, err)
		}
	}
}

// filledIn returns the form of a page as a browser sends it when nothing is
// touched.
func filledIn(t *testing.T, s *scene, path string) url.Values {
	t.Helper()
	_, body := get(t, s.d, path)
	form := url.Values{}
	for _, name := range strings.Fields("of section headline deck place day agency byline") {
		at := strings.Index(body, ` name="`+name+`"`)
		form.Set(name, html.UnescapeString(between(t, body[at:], `value="`, `"`)))
	}
	if at := strings.Index(body, ` name="embargo"`); at >= 0 {
		form.Set("embargo", between(t, body[at:], `value="`, `"`))
	}
	at := strings.Index(body, `name="body"`)
	form.Set("body", strings.ReplaceAll(html.UnescapeString(between(t, body[at:], ">", "</textarea>")), "\n", "\r\n"))
	return form
}
