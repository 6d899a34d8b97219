package desk_test

import (
	"net/url"
	"strings"
	"testing"
)

// TestDeskWord corrects an event that somebody in the story asserts, a promise, a
// figure and a quote, and adds an event: on every page where they stand, they
// stand as the desk's word, and nobody in the story is said to say so.
func TestDeskWord(t *testing.T) {
	d, store := filled(t)
	id := idOf(t, store, leaseHead)
	at := "/story/" + id
	_, body := get(t, d, at)
	has(t, body, "says the government")
	_, body = get(t, d, at+"/fact?fact=e3")
	of := between(t, body, `name="of" value="`, `"`)
	for _, form := range []url.Values{
		{"fact": {"e3"}, "slot.day": {"2026-08-01"}, "slot.actor": {"Portugal"}, "slot.recipient": {"Nepal"}, "action": {"correct"}},
		{"fact": {"p1"}, "slot.day": {"by 2026-10-05"}, "slot.actor": {"Nepal; Portugal"}, "slot.state": {"open"}, "action": {"correct"}},
		{"fact": {"f1"}, "slot.value": {"250000000"}, "slot.unit": {"USD"}, "action": {"correct"}},
		{"fact": {"q1"}, "slot.actor": {"Rui Salgado"}, "action": {"correct"}},
		{"kind": {"event"}, "words": {"Opposition leaders said that the ministry had hidden the price"}, "slot.type": {"REJECT"}, "slot.status": {"happened"}, "slot.actor": {"Nepal"}, "slot.recipient": {"Portugal"}, "slot.day": {"2026-07-24"}, "action": {"add"}},
	} {
		form.Set("of", of)
		form.Set("by", "Ana")
		form.Set("note", "she was there")
		if w := post(t, d, at+"/judge", form); w.Code != 303 {
			t.Fatalf("%v: status %d: %s", form, w.Code, between(t, w.Body.String(), "<main", "</main>"))
		}
	}
	const corrected, added = "corrected by Ana on 20 October 2026", "added by Ana on 20 October 2026"
	for path, want := range map[string][2]int{ // how often each is there, at least
		at:                                      {4, 1},
		at + "?fact=e3":                         {4, 1},
		"/":                                     {1, 0},
		"/dossier/NPL-PRT":                      {2, 1},
		"/dossier/NPL-PRT?part=promises":        {1, 0},
		"/dossier/NPL-PRT?part=timeline":        {0, 1},
		"/dossier/PRT?part=said":                {1, 0},
		"/dossier/NPL-PRT?as=json":              {2, 1},
		"/ledger":                               {1, 0},
		"/brief?of=NPL-PRT&since=2026-07-01":    {1, 1},
		"/search?q=type:REJECT&as=facts":        {0, 1},
		"/dossier/NPL-PRT?part=promises&as=csv": {1, 0},
	} {
		code, body := get(t, d, path)
		if code != 200 {
			t.Errorf("%s: status %d", path, code)
		}
		if n, m := strings.Count(body, corrected), strings.Count(body, added); n < want[0] || m < want[1] {
			t.Errorf("%s says %d times %q and %d times %q, want %d and %d", path, n, corrected, m, added, want[0], want[1])
		}
		lacks(t, body, "says the government", "says government")
	}
}
