package text

import "testing"

func TestNamesRoundTrip(t *testing.T) {
	for p := NoPos; p < PosCount; p++ {
		if got, ok := ParsePos(p.String()); !ok || got != p {
			t.Errorf("ParsePos(%q) = %v, %v", p.String(), got, ok)
		}
	}
	for x := NoTag; x < TagCount; x++ {
		if got, ok := ParseTag(x.String()); !ok || got != x {
			t.Errorf("ParseTag(%q) = %v, %v", x.String(), got, ok)
		}
	}
	for x := NoDep; x < DepCount; x++ {
		if got, ok := ParseDep(x.String()); !ok || got != x {
			t.Errorf("ParseDep(%q) = %v, %v", x.String(), got, ok)
		}
	}
}
