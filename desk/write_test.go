package desk_test

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestOvertaken sends forms that were made against another version than the
// newest, or do not say against which: nothing is written, and nothing that
// was typed is lost.
func TestOvertaken(t *testing.T) {
	d, store := filled(t)
	at := "/story/" + idOf(t, store, leaseHead)
	_, body := get(t, d, at+"/correct")
	of := between(t, body, `name="of" value="`, `"`)
	form := func(of string) url.Values {
		return url.Values{
			"of": {of}, "notice": {"A <slip>."}, "headline": {"Accord is near"}, "deck": {"A deck & more"}, "section": {"Asia"},
			"place": {"Kathmandu"}, "day": {"2026-07-24"}, "agency": {"Harbour News"}, "byline": {"By A. Hand"}, "body": {"Nepal signs.\n\nPortugal waits."},
		}
	}
	if w := post(t, d, at+"/correct", form(of)); w.Code != 303 {
		t.Fatalf("the first correction: status %d: %s", w.Code, w.Body)
	}
	late := form(of)
	late.Set("body", "Nepal signs late.")
	for name, v := range map[string]url.Values{"an earlier version": late, "no version": form(""), "nonsense": form("nonsense")} {
		v.Set("byline", "By B. Late")
		for _, action := range []string{"/correct", "/kill"} {
			w := post(t, d, at+action, v)
			if w.Code != 409 {
				t.Errorf("%s against %s: status %d, want 409", action, name, w.Code)
			}
			has(t, w.Body.String(), "Nothing was overwritten", "Version 2 is the newest", "A &lt;slip&gt;.")
			if action == "/correct" {
				has(t, w.Body.String(), "By B. Late", "A deck &amp; more", "Nepal signs", "What your words would change", "<ins>")
			}
		}
	}
	all, err := store.Versions(context.Background(), strings.TrimPrefix(at, "/story/"))
	if err != nil || len(all) != 2 {
		t.Fatalf("%d versions, %v", len(all), err)
	}
	w := post(t, d, at+"/correct", late)
	late.Set("of", between(t, w.Body.String(), `name="of" value="`, `"`))
	if w := post(t, d, at+"/correct", late); w.Code != 303 {
		t.Errorf("sent again, knowing the newest version: status %d", w.Code)
	}
}

// TestLongFields sends more in each field than the page lets a browser send,
// and as much as it does.
func TestLongFields(t *testing.T) {
	d, _ := filled(t)
	_, body := get(t, d, "/write")
	fields := regexp.MustCompile(`name="([a-z]+)"[^>]* maxlength="(\d+)"`).FindAllStringSubmatch(body, -1)
	if len(fields) != 6 {
		t.Fatalf("the form has %d bounded fields: %v", len(fields), fields)
	}
	for _, f := range fields {
		most, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range map[int]int{most: 303, most + 1: 400, 500_000: 400} {
			v := url.Values{"headline": {"Ferry opens"}, "body": {"It left at dawn."}}
			v.Set(f[1], strings.Repeat("é", n))
			w := post(t, d, "/write", v)
			if w.Code != want || want == 400 && !strings.Contains(w.Body.String(), fmt.Sprintf("The %s has", f[1])) {
				t.Errorf("%s of %d characters: status %d, want %d", f[1], n, w.Code, want)
			}
		}
	}
	w := post(t, d, "/write", url.Values{"headline": {"Ferry opens"}, "body": {strings.Repeat("It left. ", 250_000)}})
	if w.Code != 400 || !strings.Contains(w.Body.String(), "limit.story") || !strings.Contains(w.Body.String(), "It left. It left.") {
		t.Errorf("a body of 2.25 MB: status %d", w.Code)
	}
	if w := post(t, d, "/add", url.Values{"text": {strings.Repeat("It left. ", 250_000)}}); w.Code != 400 {
		t.Errorf("a paste of 2.25 MB: status %d", w.Code)
	}
}

// TestTwoWriters sends two corrections of one version at once, many times:
// one is stored, the other's words come back.
func TestTwoWriters(t *testing.T) {
	d, store := filled(t)
	at := "/story/" + idOf(t, store, leaseHead)
	for round := range 20 {
		_, body := get(t, d, at+"/correct")
		of := between(t, body, `name="of" value="`, `"`)
		codes := make(chan int)
		for _, who := range []string{"one", "two"} {
			go func() {
				codes <- post(t, d, at+"/correct", url.Values{"of": {of}, "notice": {who}, "headline": {"H"}, "body": {fmt.Sprint(who, " in round ", round)}}).Code
			}()
		}
		if a, b := <-codes, <-codes; min(a, b) != 303 || max(a, b) != 409 {
			t.Fatalf("round %d: status %d and %d, want 303 and 409", round, a, b)
		}
	}
}
