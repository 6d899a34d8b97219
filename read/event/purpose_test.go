package event_test

import "testing"

// TestPurpose holds that a meeting and what it is for are one event.
func TestPurpose(t *testing.T) {
	read := newReading(t)
	for _, c := range []struct {
		text string
		want int
	}{
		{"Kenya and Somalia held talks in Nairobi on Monday to discuss the border.", 1},
		{"The presidents of Ghana and Togo will hold a summit next week to discuss water.", 1},
		{"Kyrgyz and Italian negotiators will meet again in Bishkek on Thursday to discuss the rent.", 1},
		{"Norway agreed to discuss herring with Iceland.", 2},
	} {
		r := read(c.text)
		if len(r.Events) == c.want {
			continue
		}
		t.Errorf("%s\n\tgives %d events, want %d", c.text, len(r.Events), c.want)
		for _, e := range r.Events {
			t.Logf("\t%s", e.Summary)
		}
	}
}
