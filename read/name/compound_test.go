package name_test

import (
	"testing"

	"github.com/datelinewire/dateline/fact"
)

// countryOf returns the country of the entity of a mention, "-" for one
// without and "" where there is no such mention.
func countryOf(e *fact.Entity) string {
	switch {
	case e == nil:
		return ""
	case e.Country == nil:
		return "-"
	}
	return *e.Country
}

// TestCompounds: each part of a compound is seen, and who backs somebody is
// not whose he is.
func TestCompounds(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, mention, country string }{
		{"The Sino-Vietnamese border was reopened.", "Sino", "CHN"},
		{"The Sino-Vietnamese border was reopened.", "Vietnamese", "VNM"},
		{"Russo-Japanese trade grew.", "Russo", "RUS"},
		{"Indo-Pacific trade grew.", "Indo", ""},
		{"Omani-Yemeni talks will resume in Salalah.", "Omani", "OMN"},
		{"Omani-Yemeni talks will resume in Salalah.", "Yemeni", "YEM"},
		{"Danish-led troops left the port.", "Danish-led troops", "DNK"},
		{"Ethiopian-backed militiamen took the port.", "Ethiopian-backed militiamen", "-"},
		{"Ethiopian-backed militiamen took the port.", "Ethiopian", "ETH"},
		{"Belgian-trained soldiers took the port.", "Belgian-trained soldiers", "-"},
		{"The Danish-led government of Iceland left the port.", "The Danish-led government", "ISL"},
		{"The Danish-led forces of Iceland left the port.", "The Danish-led forces", "ISL"},
		{"The Dutch-owned firms closed.", "The Dutch-owned firms", "NLD"},
	} {
		if got := countryOf(find(b.read(t, c.text, "2011-05-03", true), c.mention)); got != c.country {
			t.Errorf("%s\n\t%s is of %q, want %q", c.text, c.mention, got, c.country)
		}
	}
}

// TestCompoundParties: a compound of two countries names two parties.
func TestCompoundParties(t *testing.T) {
	b := newBench(t)
	for s, want := range map[string]int{
		"Omani-Yemeni talks will resume in Salalah.":  2,
		"Franco-German talks will resume in Salalah.": 2,
		"Omani-led talks will resume in Salalah.":     0,
		"The Yemeni talks will resume in Salalah.":    1,
	} {
		w := b.read(t, s, "2011-05-03", true)
		for i := range w.Doc.Tokens {
			if w.Doc.Form(i) != "talks" {
				continue
			}
			if ps := w.PartiesOf(i); len(ps) != want {
				t.Errorf("%s: %v", s, ps)
			}
		}
	}
}
