package line

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// chained makes a line of one pass: a story names the person that its text
// begins with, and gives an office where the person before is known to have
// one; the first story does so as it is told. All three are read before any is
// stored.
func chained(t *testing.T, name string, first bool) *Line {
	t.Helper()
	people := []string{"Ada Lund", "Bo Berg", "Cy Dahl"}
	var mu sync.Mutex
	begun, all := 0, make(chan struct{})
	l, err := New(nil, name, []read.Pass{{
		Name: "chain", Needs: text.Tokens, Gives: text.Names,
		Run: func(ctx context.Context, w *read.Work) error {
			n := slices.IndexFunc(people, func(p string) bool { return bytes.HasPrefix([]byte(w.Story.Text), []byte(p)) })
			give := first
			if n > 0 {
				known, err := w.Memory.Known(ctx, people[n-1], w.Today)
				if err != nil {
					return err
				}
				give = len(known) > 0
			}
			mu.Lock()
			if begun++; begun == len(people) {
				close(all)
			}
			mu.Unlock()
			<-all
			e := fact.Entity{Kind: fact.Person, Name: people[n], Mentions: []fact.Mention{{Start: 0, End: len(people[n]), Kind: fact.Name}}}
			if give {
				e.Offices = []fact.Office{{Title: "minister", Basis: "text"}}
			}
			w.AddEntity(e)
			return nil
		},
	}}, quiet())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestLaterDaysWait has a story of the second day read again for what that of
// the first establishes. The third asks for nothing that the first says, and yet
// waits for what the second will say. A new reader that finds nothing in the
// first takes back all that followed from it.
func TestLaterDaysWait(t *testing.T) {
	s := memory.New()
	var ids []string
	for i, p := range []string{"Ada Lund", "Bo Berg", "Cy Dahl"} {
		r, err := s.Put(t.Context(), record.Entry{Story: news.Story{Text: p + " met reporters.", Published: calendar.Date(2020, 3, i+1)}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r[0].ContentID)
	}
	for i, first := range []bool{true, false} {
		l := chained(t, fmt.Sprint(i), first)
		if n, err := NewQueue(l, s, len(ids), quiet()).Drain(t.Context()); err != nil || n != len(ids) {
			t.Fatal(n, err)
		}
		for day, id := range ids {
			r, err := s.Reading(t.Context(), id, l.Reader())
			if err != nil {
				t.Fatal(err)
			}
			if got := len(r.Entities[0].Offices) > 0; got != first {
				t.Errorf("the first story gives an office %v: on day %d one is given %v", first, day+1, got)
			}
		}
	}
}

// loaded reads the sample wire, put on record in that order, and returns its
// readings by content, and the dossier of Tajikistan under "dossier".
func loaded(t *testing.T, l *Line, entries []record.Entry, jobs int) map[string][]byte {
	t.Helper()
	s := memory.New()
	for _, e := range entries { // one by one: a correction finds its story
		if _, err := s.Put(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := NewQueue(l, s, jobs, quiet()).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, e := range entries {
		r, err := s.Reading(t.Context(), e.Story.ID, l.Reader())
		if err != nil {
			continue // withdrawn
		}
		if out[e.Story.ID], err = json.Marshal(r); err != nil {
			t.Fatal(err)
		}
	}
	out["dossier"] = about(t, s, "TJK")
	return out
}

// about returns the dossier of a subject after the last sample story.
func about(t *testing.T, s record.Store, subject string) []byte {
	t.Helper()
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	of, err := dossier.Parse(subject, w)
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Of(t.Context(), s, l, of, dossier.Options{AsOf: calendar.Date(2026, 12, 1)})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shuffled returns the entries in another order, the versions of each story in
// theirs.
func shuffled(entries []record.Entry, seed uint64) []record.Entry {
	out := make([]record.Entry, len(entries))
	of := map[string][]int{}
	for i, j := range rand.New(rand.NewPCG(seed, 0)).Perm(len(entries)) {
		id := entries[j].Version.StoryID
		of[id] = append(of[id], i)
	}
	for _, places := range of {
		slices.Sort(places)
	}
	for _, e := range entries {
		id := e.Version.StoryID
		out[of[id][0]], of[id] = e, of[id][1:]
	}
	return out
}

// TestSameBytes reads the sample wire on one core, on many at once, and as it
// came in other orders: every reading is the same to the byte. So is the
// dossier where the order is the same; of copies, it tells the one that came first.
func TestSameBytes(t *testing.T) {
	l := shipped(t)
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	loads := 12
	if testing.Short() {
		loads = 2
	}
	want := loaded(t, l, entries, 1)
	for i := range loads {
		jobs, in := []int{16, 3, 64}[i%3], entries
		if i%2 == 1 {
			in = shuffled(entries, uint64(i))
		}
		got := loaded(t, l, in, jobs)
		for id := range want {
			if id == "dossier" && i%2 == 1 {
				continue
			}
			if !bytes.Equal(got[id], want[id]) {
				t.Errorf("load %d with %d jobs: %s is otherwise", i, jobs, id)
				differ(t, want[id], got[id])
			}
		}
	}
}

// differ shows where two readings part.
func differ(t *testing.T, want, got []byte) {
	t.Helper()
	n := 0
	for n < min(len(want), len(got)) && want[n] == got[n] {
		n++
	}
	from := max(n-200, 0)
	t.Logf("want …%.400s", want[from:])
	t.Logf("got  …%.400s", got[from:])
}
