package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestWatches keeps a search at the desk: it shows what came in since, until it
// is seen, and its form says what is wrong with a search.
func TestWatches(t *testing.T) {
	d, _ := filled(t)
	if w := post(t, d, "/watches", url.Values{"name": {"Rail"}, "q": {"actor:Rusia"}}); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "Russia") || !strings.Contains(w.Body.String(), `value="Rail"`) {
		t.Errorf("a country that is none: %d", w.Code)
	}
	if w := post(t, d, "/watches", url.Values{"name": {"Rail"}, "q": {"railway"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	_, body := get(t, d, "/watches")
	has(t, body, "Rail", "railway", "0 new")
	if w := post(t, d, "/write", url.Values{"headline": {"A second line"}, "body": {"The railway has a second line now."}, "day": {"2012-04-23"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	_, body = get(t, d, "/watches")
	has(t, body, "1 new")
	_, body = get(t, d, "/watch?name=Rail")
	has(t, body, "A second line")
	post(t, d, "/watches/seen", url.Values{"name": {"Rail"}})
	_, body = get(t, d, "/watch?name=Rail")
	has(t, body, "Nothing new")
	lacks(t, body, "A second line")
	post(t, d, "/watches/remove", url.Values{"name": {"Rail"}})
	if status, _ := get(t, d, "/watch?name=Rail"); status != http.StatusNotFound {
		t.Errorf("a watch that was removed: %d", status)
	}
}

// TestFoundByPromise finds a story by a promise: that is what stands under its
// headline, in a search and in a watch.
func TestFoundByPromise(t *testing.T) {
	d, _ := filled(t)
	if w := post(t, d, "/watches", url.Values{"name": {"Late"}, "q": {"pledge:overdue"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/search?q=pledge:overdue", "/watch?name=Late&all=1"} {
		_, body := get(t, d, path)
		has(t, body, leaseHead, ">overdue<", "?fact=p1#w-p1")
		lacks(t, body, "?fact=e2#w-e2")
	}
	_, body := get(t, d, "/search?q=status:denied&as=facts")
	has(t, body, "Facts of 1 story", "<span>Denied</span>", "<span>Happened</span>")
}

// TestRests lists what a story carries, before and after its kill, and takes a
// judgement back.
func TestRests(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	_, body := get(t, d, "/story/"+id+"/rests")
	has(t, body, leaseHead, "on this story alone", `<span class="quiet">promise</span>`, `<a href="/dossier/NPL-PRT">Nepal and Portugal</a>`)
	lacks(t, body, "the newest version does not say it")
	e, err := store.Story(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if w := post(t, d, "/story/"+id+"/kill", url.Values{"of": {e.Story.ID}, "notice": {"It was not so."}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	_, body = get(t, d, "/story/"+id)
	has(t, body, "/story/"+id+"/rests")
	_, body = get(t, d, "/story/"+id+"/rests")
	has(t, body, "on this story alone", "the newest version does not say it")
	_, body = get(t, d, "/judgements")
	has(t, body, "Nobody has judged anything yet")
}
