package volume

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/world"
)

// few is the beginning of the wire, read.
func few(t *testing.T) *wire {
	t.Helper()
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	out, err := readWire(t.Context(), l, w, 2, entries[:8])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTell holds what is told again to the invariants of readings, to being the
// same each time, and to being other stories than those of the wire.
func TestTell(t *testing.T) {
	w := few(t)
	store := memory.New()
	for n := range 4 {
		for i := range w.stories {
			entry, r, err := w.tell(w.edition(n), i)
			if err != nil {
				t.Fatal(err)
			}
			if problems := r.Check(); len(problems) > 0 {
				t.Errorf("edition %d of %q: %v", n, entry.Story.Headline, problems)
			}
			again, other, err := w.tell(w.edition(n), i)
			if err != nil || again.Story.Text != entry.Story.Text || !sameJSON(t, r, other) {
				t.Errorf("edition %d of %q is another the second time: %v", n, entry.Story.Headline, err)
			}
			if _, err := store.Put(t.Context(), entry); err != nil {
				t.Fatal(err)
			}
			if err := store.PutReading(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	}
	have, err := store.Counts(t.Context())
	if err != nil || have.Stories != 4*len(w.stories) || have.Copies > 0 || have.Events == 0 {
		t.Errorf("%d stories told four times are %+v (%v)", len(w.stories), have, err)
	}
}

func sameJSON(t *testing.T, a, b *fact.Reading) bool {
	t.Helper()
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(x) == string(y)
}

// TestMoved looks up, in stories told again, the words of facts: they are the
// wire's with other names.
func TestMoved(t *testing.T) {
	w := few(t)
	e := w.edition(1)
	seen := 0
	for i := range w.stories {
		entry, r, err := w.tell(e, i)
		if err != nil {
			t.Fatal(err)
		}
		was := new(fact.Reading)
		if err := json.Unmarshal(w.stories[i].reading, was); err != nil {
			t.Fatal(err)
		}
		first := map[string]fact.Evidence{}
		for _, v := range was.Events {
			first[v.ID] = v.Evidence
		}
		for k := range r.Events {
			a, b := first[r.Events[k].ID], r.Events[k].Evidence
			want := w.rename(e, was.Story.Text[a.Start:a.End])
			if got := entry.Story.Text[b.Start:b.End]; got != want {
				t.Errorf("the words %q became %q and not %q", was.Story.Text[a.Start:a.End], got, want)
			}
			seen++
		}
	}
	if seen == 0 {
		t.Error("no event was looked at")
	}
}

// TestBusy demands that one edition in so many keeps the pair of which the wire
// speaks most, and that stories come in order.
func TestBusy(t *testing.T) {
	w := few(t)
	pair := w.names.countries[:2]
	kept := 0
	for n := range 10 * busy {
		if e := w.edition(n); e.codes[pair[0].ISO3] == pair[0].ISO3 && e.codes[pair[1].ISO3] == pair[1].ISO3 {
			kept++
		}
	}
	if kept < 10 || kept > 14 {
		t.Errorf("of %d editions %d are of the busy pair", 10*busy, kept)
	}
	all := w.arrivals(100)
	for i := range all[1:] {
		if all[i+1].at.Before(all[i].at) {
			t.Errorf("story %d comes before the one before it", i+1)
		}
	}
	if len(all) != 100 {
		t.Errorf("100 stories are %d", len(all))
	}
}

// TestHolds holds figures to their bars.
func TestHolds(t *testing.T) {
	for _, c := range [...]struct {
		f     Figure
		slack float64
		want  bool
	}{
		{Figure{Value: 90, Bar: 100, Unit: "ms"}, 1, true},
		{Figure{Value: 110, Bar: 100, Unit: "ms"}, 1, false},
		{Figure{Value: 110, Bar: 100, Unit: "ms"}, 2, true},
		{Figure{Value: 50, Bar: 60, Least: true}, 1, false},
		{Figure{Value: 50, Bar: 60, Least: true}, 2, true},
		{Figure{Value: 5, Bar: 4}, 1, false},
		{Figure{Value: 7, Bar: 4}, 20, false},
		{Figure{Value: 5}, 1, true},
		{Figure{Value: 500, CPU: 90, Bar: 100, Unit: "ms"}, 1, true},
		{Figure{Value: 500, CPU: 110, Bar: 100, Unit: "ms"}, 1, false},
		{Figure{Value: 5, CPU: 70, Bar: 60, Least: true}, 1, true},
	} {
		if got := c.f.Holds(c.slack); got != c.want {
			t.Errorf("%+v with slack %g: %v", c.f, c.slack, got)
		}
	}
	b := Bench{Figures: []Figure{{Name: "slow", Value: 5, Bar: 4}, {Name: "quick", Value: 3, Bar: 4}}}
	if got := b.Missed(1); len(got) != 1 || got[0] != "slow" {
		t.Errorf("missed: %v", got)
	}
	var out strings.Builder
	if err := b.WriteTable(&out); err != nil || strings.Count(out.String(), "missed") != 1 {
		t.Errorf("%v: %s", err, out.String())
	}
}
