package line

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/sample"
)

// spoilt reads a text and demands a sound reading without a panic, in the
// passes or outside them.
func spoilt(t *testing.T, l *Line, s string) {
	t.Helper()
	r, err := l.Process(t.Context(), l.Layout(s, calendar.Date(2012, 3, 14)))
	if err != nil {
		t.Fatal(err)
	}
	for _, trouble := range r.Trouble {
		if Panicked(trouble) {
			t.Errorf("%s: %s\n%q", trouble.Pass, trouble.Message, s)
		}
	}
	if p := r.Check(); len(p) > 0 {
		t.Errorf("%v\n%q", p, s)
	}
}

// cutOff are texts that ended a reading once, or lost its facts, each the
// smallest that did.
var cutOff = [...]string{
	"Ilves met the head of the", // a title whose owner is cut off
	"The governor of the ",
	"She is a secretary for the",
	"An envoy to the",
	"Ilves, minister of health and",
	`'0,' said`,
	`"1,"say 2,"a`,                // a quotation mark glued to the verb
	"meeting, dubbed “Norw",       // a quotation that is never closed
	"' governor Ilves was there.", // a mark of a possessive with nobody before it
	"'s envoy",
	"’ president",
	"It gets you I believe -- I believe talks", // two who speak of each other
}

func TestCutOff(t *testing.T) {
	l := shipped(t)
	for _, s := range cutOff {
		spoilt(t, l, s)
		for i := range s {
			spoilt(t, l, s[:i])
			spoilt(t, l, s[i:])
		}
	}
}

// TestSpoilt reads the sample wire damaged in every way that mutate knows.
func TestSpoilt(t *testing.T) {
	l := shipped(t)
	items, err := sample.Items()
	if err != nil {
		t.Fatal(err)
	}
	each := uint64(8)
	if testing.Short() {
		items, each = every(items, 3), 2
	}
	for _, it := range items {
		for seed := range each {
			spoilt(t, l, mutate.Text(it.Text, seed))
			spoilt(t, l, mutate.Cut(it.Text, seed))
		}
	}
}

// every returns each nth of the items, so that a quick test still sees every
// month of the wire.
func every[T any](items []T, n int) []T {
	var out []T
	for i := 0; i < len(items); i += n {
		out = append(out, items[i])
	}
	return out
}

// FuzzSpoilt reads mutations of what it is given, of a third of the sample wire
// to begin with: a panic in any stage is a failure, also where the line would go on
// without the pass.
func FuzzSpoilt(f *testing.F) {
	items, err := sample.Items()
	if err != nil {
		f.Fatal(err)
	}
	for i, it := range every(items, 3) {
		f.Add(it.Text, uint64(i))
	}
	for i, s := range cutOff {
		f.Add(s, uint64(i))
	}
	l, err := Load(quiet())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		spoilt(t, l, s)
		spoilt(t, l, mutate.Text(s, seed))
	})
}
