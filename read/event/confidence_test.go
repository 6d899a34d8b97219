package event

import "testing"

// TestSigns says that the better a margin, the more signs it gives, and that
// signs and weights are of one vocabulary: a table fitted to other signs would
// weigh nothing.
func TestSigns(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	few, many := atLeast(nil, "margin", 1<<10), atLeast(nil, "margin", 1<<20)
	if len(few) >= len(many) {
		t.Errorf("%d signs of a small margin, %d of a large one", len(few), len(many))
	}
	for _, s := range append(atLeast(nil, "argument", 2<<10), "always", "agreed", "type CONSULT", "status happened", "doer country", "guessed") {
		if _, ok := l.signs[s]; !ok {
			t.Errorf("%q weighs nothing", s)
		}
	}
}
