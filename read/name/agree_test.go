package name_test

import (
	"testing"

	"github.com/datelinewire/dateline/fact"
)

// TestNobody: what has an article is a ship, what has a government a place.
func TestNobody(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, mention string }{
		{"The vessels, the Havbrisa and the Nordkapp Star, had 38 men and women on board.", "Havbrisa"},
		{"The agenda has five points, among them a share in the provincial government of Ouakara.", "Ouakara"},
	} {
		if e := find(b.read(t, c.text, "2011-05-03", true), c.mention); e != nil && e.Kind == fact.Person {
			t.Errorf("%s\n\t%s is a person", c.text, c.mention)
		}
	}
}
