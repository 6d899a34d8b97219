package desk_test

import (
	"html"
	"net/url"
	"strings"
	"testing"
)

// TestCorrectFact fills in the form of a fact: what is wrong with it comes
// back with all that was typed, what is right is shown on the story's page.
func TestCorrectFact(t *testing.T) {
	d, store := filled(t)
	at := "/story/" + idOf(t, store, leaseHead)
	_, body := get(t, d, at)
	has(t, body, `href="`+at+`/fact?fact=e4"`, `href="`+at+`/fact"`)
	_, body = get(t, d, at+"/fact?fact=e4")
	has(t, body, "Correct a fact", `name="slot.status"`, `value="planned" selected`, "Store the correction")
	form := url.Values{
		"of": {between(t, body, `name="of" value="`, `"`)}, "fact": {"e4"}, "action": {"correct"},
		"slot.status": {"cancelled"}, "slot.day": {"next <week>"}, "note": {"the embassy & others"}, "by": {"Ana"},
	}
	w := post(t, d, at+"/judge", form)
	if w.Code != 400 {
		t.Errorf("a day that is none: status %d", w.Code)
	}
	has(t, w.Body.String(), "Not saved yet", "2026-05-04", "next &lt;week&gt;", "the embassy &amp; others", `value="Ana"`, `value="cancelled" selected`)
	form.Set("slot.day", "2026-08-24")
	if w := post(t, d, at+"/judge", form); w.Code != 303 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	_, body = get(t, d, at+"?fact=e4")
	has(t, body, `<span class="by-desk">corrected by Ana on 20 October 2026</span>`, "24 August 2026")
	_, body = get(t, d, "/judgements")
	has(t, body, "status cancelled", "day 2026-08-24", "the embassy &amp; others", "Ana")
}

func TestAddFact(t *testing.T) {
	d, store := filled(t)
	at := "/story/" + idOf(t, store, leaseHead)
	_, body := get(t, d, at+"/fact?kind=pledge")
	has(t, body, "Add a fact", `name="words"`, "Who promises", `href="`+at+`/fact?kind=figure"`)
	form := url.Values{
		"of": {between(t, body, `name="of" value="`, `"`)}, "kind": {"pledge"}, "action": {"add"}, "words": {"No such words"},
		"slot.state": {"open"}, "slot.actor": {"Nepal"}, "slot.recipient": {""}, "slot.day": {"by 2026-09"},
	}
	w := post(t, d, at+"/judge", form)
	if w.Code != 400 {
		t.Errorf("words that are none: status %d", w.Code)
	}
	has(t, w.Body.String(), "copy them from it", "No such words", `value="by 2026-09"`)
	form.Set("words", "a second loan was planned")
	w = post(t, d, at+"/judge", form)
	if w.Code != 303 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	to := w.Header().Get("Location")
	_, body = get(t, d, strings.Split(to, "#")[0])
	has(t, body, "due by September 2026", `id="`+strings.Split(to, "#")[1]+`"`)
	if code, _ := get(t, d, at+"/fact?kind=office"); code != 400 {
		t.Errorf("an office: status %d", code)
	}
	if code, _ := get(t, d, at+"/fact?fact=e99"); code != 404 {
		t.Errorf("a fact that is not there: status %d", code)
	}
}

// TestTie says that two are one by the form of the judgements' page.
func TestTie(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	form := url.Values{"do": {"one"}, "a": {id + ".e1"}, "b": {id + ".e99"}, "note": {"the <same>"}}
	w := post(t, d, "/judgements", form)
	if w.Code != 404 {
		t.Errorf("a report that is not there: status %d", w.Code)
	}
	has(t, w.Body.String(), "Not saved yet", id+".e99", "the &lt;same&gt;")
	form.Set("b", id+".e4")
	if w := post(t, d, "/judgements", form); w.Code != 303 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	_, body := get(t, d, "/judgements?done=ruled")
	has(t, body, "one: "+id+".e1", "the &lt;same&gt;", "goes before what is compared")
}

// TestExports takes the ledger as JSON, kills a story of it, and finds that in
// the register.
func TestExports(t *testing.T) {
	d, store := filled(t)
	_, body := get(t, d, "/exports")
	has(t, body, "Nothing was exported yet")
	id := idOf(t, store, leaseHead)
	if code, _ := get(t, d, "/ledger.json"); code != 200 {
		t.Fatal("no ledger")
	}
	e, err := store.Story(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if w := post(t, d, "/story/"+id+"/kill", url.Values{"of": {e.Story.ID}, "notice": {"It was <not> so."}}); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	_, body = get(t, d, "/exports")
	has(t, body, "ledger.json", "Killed", leaseHead, "It was &lt;not&gt; so.", "/story/"+id+"/rests")
}

// TestOneActorByDossier leads from the dossier of a person to the form that says
// who is one with them.
func TestOneActorByDossier(t *testing.T) {
	d, store := filled(t)
	all, err := store.Values(t.Context(), "entity", "person/", 1)
	if err != nil || len(all) == 0 {
		t.Fatal("no person", err)
	}
	_, body := get(t, d, "/dossier/"+url.PathEscape(all[0].Value))
	at := between(t, body, `href="/judgements?`, `"`)
	_, body = get(t, d, "/judgements?"+strings.Split(html.UnescapeString(at), "#")[0])
	has(t, body, `name="a" value="`+all[0].Value+`"`)
	_, body = get(t, d, "/dossier/NPL-PRT")
	lacks(t, body, "one with another")
}
