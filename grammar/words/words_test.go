package words_test

import (
	"testing"

	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/grammar/words"
)

func TestWords(t *testing.T) {
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lemma         string
		governs, says bool
	}{
		{"insist", true, true},
		{"hope", true, false},
		{"deny", true, false}, // its subject denies the clause
		{"likely", true, false},
		{"scrap", false, false}, // a plan, no clause
		{"walk", false, false},
	} {
		if w.Governs(c.lemma) != c.governs || w.Says(c.lemma) != c.says {
			t.Errorf("%s: governs a clause %v, says it %v", c.lemma, w.Governs(c.lemma), w.Says(c.lemma))
		}
	}
	if got := w.Cue("upcoming"); got != status.Planned {
		t.Errorf("an upcoming visit is %s", got)
	}
	if got := w.Cue("long"); got != status.Keep {
		t.Errorf("a long visit is %s", got)
	}
}

// TestTold: a word may take a clause that its subject asserts, and one that its
// object is to do.
func TestTold(t *testing.T) {
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	var said, ordered bool
	for _, o := range w.Operators("tell") {
		said = said || o.Slot == "comp" && o.Says && o.OfSubject
		ordered = ordered || o.Slot == "comp" && !o.Says && o.OfObject && o.Status == status.Planned
	}
	if !said || !ordered {
		t.Errorf("tell: %+v", w.Operators("tell"))
	}
}
