package volume

import (
	"context"
	"math"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/record/sqlite"
)

// TestLoad asks a desk that takes its time over every page and refuses one: all
// are asked for when they are due, and the refusals are counted.
func TestLoad(t *testing.T) {
	b := &Bench{o: Options{Listen: "127.0.0.1:7117"}}
	slow := 300 * time.Millisecond
	desk := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(slow)
		if r.URL.Path == "/closed" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	all := make([]request, 100)
	for i := range all {
		if all[i] = (request{0, "/"}); i%2 > 0 {
			all[i] = request{1, "/closed"}
		}
	}
	out := &Answers{Load: Load{Rate: 50, Warm: time.Second, For: time.Second}, Pages: []Asked{{Page: "open", Bar: 2 * time.Minute}, {Page: "closed", Bar: 2 * time.Minute}}}
	b.load(t.Context(), desk, all, out)
	for i, want := range [...]int{0, 25} {
		if p := &out.Pages[i]; len(p.Took) != 25 || p.Wrong != want || percentile(p.Took, 0) < slow {
			t.Errorf("%s: %d answers, %d of them wrong, the first after %v", p.Page, len(p.Took), p.Wrong, p.Took[0])
		}
	}
	if one := 25 * slow; out.Span > one { // asked one after the other they would have taken twice that
		t.Errorf("it took %v: requests waited for each other", out.Span)
	}
	if got := out.Missed(1); len(got) != 1 || got[0] != "closed" {
		t.Errorf("missed: %v", got)
	}
	out.Pages[0].CPU = []time.Duration{10 * time.Millisecond, 30 * time.Millisecond}
	first, second := kinds()[0].share, kinds()[1].share
	if got, want := out.need(), 50*0.02*float64(first)/float64(first+second); math.Abs(got-want) > 1e-9 {
		t.Errorf("it takes %v cores, not %v", got, want)
	}
	out.Pages[0].Bar = slow / 2
	var table strings.Builder
	if err := out.WriteTable(&table); err != nil || strings.Count(table.String(), "missed") != 1 || !strings.Contains(table.String(), "503 from /closed") {
		t.Errorf("%v\n%s", err, table.String())
	}
}

// TestMix holds what is asked for to being the same each time, of every kind, and
// answered by the record.
func TestMix(t *testing.T) {
	w := few(t)
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "dateline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	const stories = 120
	if err := w.fill(t.Context(), store, stories, 2, func(int) {}); err != nil {
		t.Fatal(err)
	}
	b := &Bench{o: Options{Stories: stories}, wire: w}
	ask := func() []request {
		m, err := b.mix(t.Context(), store, stories)
		if err != nil {
			t.Fatal(err)
		}
		return m.requests(Load{Rate: 50, For: 20 * time.Second})
	}
	first := ask()
	if again := ask(); !reflect.DeepEqual(first, again) || len(first) != 1000 {
		t.Errorf("of %d requests some are others the second time", len(first))
	}
	had := map[int]map[string]bool{}
	for _, r := range first {
		if had[r.kind] == nil {
			had[r.kind] = map[string]bool{}
		}
		had[r.kind][r.address] = true
		if id, ok := strings.CutPrefix(r.address, "/story/"); ok {
			id, _, _ = strings.Cut(id, "/")
			if _, err := store.Story(context.Background(), id); err != nil {
				t.Errorf("%s is asked for: %v", r.address, err)
			}
		}
	}
	for i, k := range kinds() {
		if len(had[i]) == 0 {
			t.Errorf("nobody asks for %s", k.name)
		}
	}
}
