package text

import (
	"strings"
	"testing"
)

// TestLongSentences holds sentences to their bound, and the cut to its place.
func TestLongSentences(t *testing.T) {
	for _, c := range []struct{ name, unit, before string }{
		{"semicolons", "one left; another stayed, ", ";"},
		{"commas", "salt, ", ","},
		{"nothing to cut at", "salt ", "salt"},
		{"all written together", "don't", "don't"},
	} {
		d := New(strings.Repeat(c.unit, 2000), nil)
		for i, s := range d.Sentences {
			if s.Last-s.First > Longest {
				t.Fatalf("%s: sentence %d has %d tokens", c.name, i, s.Last-s.First)
			}
			if i > 0 && d.Sentences[i-1].Last != s.First {
				t.Fatalf("%s: tokens %d to %d are in no sentence", c.name, d.Sentences[i-1].Last, s.First)
			}
			if i+1 < len(d.Sentences) && !strings.HasSuffix(d.Slice(s.Span), c.before) && c.name != "all written together" {
				t.Errorf("%s: cut behind %q", c.name, d.Form(int(s.Last)-1))
			}
		}
	}
	if d := New(strings.Repeat("salt ", Longest), nil); len(d.Sentences) != 1 {
		t.Errorf("%d sentences of one that keeps to its bound", len(d.Sentences))
	}
}
