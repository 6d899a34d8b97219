package read

import "testing"

// TestPrivateNouns: PartiesOf has its nouns, of which no error could be told.
func TestPrivateNouns(t *testing.T) {
	if n := privateNouns(); !n.Has("newspaper") || n.Has("ministry") {
		t.Errorf("%d nouns", n.Len())
	}
}
