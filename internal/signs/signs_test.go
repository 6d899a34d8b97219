package signs_test

import (
	"testing"

	"github.com/datelinewire/dateline/internal/signs"
)

func TestWeights(t *testing.T) {
	w, err := signs.Read("# what it is\nalways\t-1000\ngood\t1000\nbad\t-500\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Sum([]string{"good", "bad", "unknown"}); got != -500 {
		t.Errorf("sum %d, want -500", got)
	}
	if got := w.P([]string{"good"}); got != 0.5 {
		t.Errorf("as likely as not is %v", got)
	}
	for what, table := range map[string]string{"a weight that is no number": "good\tvery", "a sign without weight": "good", "a line with more": "good\t1\t2"} {
		if _, err := signs.Read(table); err == nil {
			t.Errorf("%s was read", what)
		}
	}
}
