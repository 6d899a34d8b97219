package links_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
)

// wire is what the sample wire says, by story.
type wire struct {
	names []string
	index map[string]*record.Index
}

func readWire(t *testing.T) *wire {
	t.Helper()
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	items, err := sample.Items()
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{index: map[string]*record.Index{}}
	for _, it := range items {
		s := l.Layout(it.Text, calendar.Of(it.Received))
		s.Issued = it.Received
		r, err := l.Process(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		x := record.IndexOf(&record.Entry{Story: *s, Version: news.Version{StoryID: it.Name, Received: it.Received}}, r, nil)
		w.names, w.index[it.Name] = append(w.names, it.Name), &x
	}
	return w
}

// told returns all that is worked out from some stories, one thing a line, in
// the order in which it comes out.
func (w *wire) told(t *testing.T, names []string, today calendar.Day) string {
	t.Helper()
	l, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	var reports []*link.Report
	var stories []*link.Story
	var pledges []*link.Pledge
	for _, name := range names {
		x := w.index[name]
		for i := range x.Events {
			reports = append(reports, link.NewReport(&x.Events[i]))
		}
		for i := range x.Pledges {
			pledges = append(pledges, link.NewPledge(&x.Pledges[i]))
		}
		for i := range x.Details {
			if d := &x.Details[i].Detail; d.Kind == record.GistFact {
				stories = append(stories, link.NewStory(d))
			}
		}
	}
	link.Attach(reports, stories)
	happenings, promises := l.Happenings(reports), l.Promises(pledges, today)
	outcomes := l.Outcomes(happenings, stories, today)
	l.Settle(promises, happenings, outcomes, stories, today)
	var out strings.Builder
	ids := func(h *link.Happening) (all []string) {
		if h != nil {
			for _, r := range h.Reports {
				all = append(all, r.ID())
			}
		}
		return all
	}
	for _, h := range happenings {
		o := outcomes[h]
		fmt.Fprintln(&out, h.ID, h.Best.ID(), ids(h), o.State, o.From, o.To, o.Steps, o.Why, ids(o.Because))
	}
	for _, p := range promises {
		fmt.Fprint(&out, p.ID, p.State, p.Why, len(p.Dues), ids(p.Because))
		for _, r := range p.Reports {
			fmt.Fprint(&out, " ", r.ID())
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}

// TestOrder tells the sample wire in other orders: nothing comes out otherwise.
// A story that is withdrawn takes along all that it alone told.
func TestOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole sample wire")
	}
	w := readWire(t)
	today := calendar.Date(2026, 12, 1)
	want := w.told(t, w.names, today)
	if strings.Count(want, "\n") < 500 {
		t.Fatalf("only %d things were told", strings.Count(want, "\n"))
	}
	for seed := range uint64(3) {
		names := slices.Clone(w.names)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
		if got := w.told(t, names, today); got != want {
			t.Errorf("seed %d: told in another order, something else came out", seed)
		}
	}
	for i := 0; i < len(w.names); i += 40 {
		killed := w.names[i]
		rest := slices.DeleteFunc(slices.Clone(w.names), func(n string) bool { return n == killed })
		if got := w.told(t, rest, today); strings.Contains(got, killed+".") {
			t.Errorf("%s was withdrawn and is still told of", killed)
		}
	}
}
