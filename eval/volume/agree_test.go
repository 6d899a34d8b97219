package volume

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// counter asks a record for the stories behind its numbers.
type counter struct {
	*testing.T
	ctx   context.Context
	store *sqlite.Store
}

// TestAgree holds the numbers of a record of many stories to its lists: whatever
// is counted beside a list, in a search, in a dossier or in the ledger, the same
// stories are there wherever one looks for them.
func TestAgree(t *testing.T) {
	w := few(t)
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "dateline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := w.fill(t.Context(), store, 480, 2, func(int) {}); err != nil {
		t.Fatal(err)
	}
	l, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := counter{t, t.Context(), store}
	for _, k := range [...]record.Key{record.ByCountry, record.ByType, record.ByStatus, record.ByTopic, record.BySource, record.ByEntity} {
		c.key(k)
	}
	a, b := w.names.countries[0].ISO3, w.names.countries[1].ISO3
	c.pair(l, a, b)
	c.ledger(l, a)
}

// key compares for the values that most stories have: what stands beside the
// list, the list, and what a search for it finds and counts.
func (c counter) key(k record.Key) {
	c.Helper()
	all, err := c.store.Facet(c.ctx, k, 12)
	if err != nil || len(all) == 0 {
		c.Fatalf("%s: %d values (%v)", k, len(all), err)
	}
	for _, x := range all {
		if x.N > record.MaxTotal {
			continue // of more a search counts only the newest
		}
		listed := c.listed(map[record.Key]string{k: x.Value})
		q := record.Query{Where: map[record.Key]string{k: x.Value}, Limit: record.MaxLimit}
		hits, err := c.store.Search(c.ctx, q)
		if err != nil {
			c.Fatal(err)
		}
		found := map[string]bool{}
		for _, h := range hits.Hits {
			found[h.StoryID] = true
		}
		tallied, err := c.store.Tally(c.ctx, q, record.MaxLimit, k)
		if err != nil {
			c.Fatal(err)
		}
		at := slices.IndexFunc(tallied[k], func(y record.Count) bool { return y.Value == x.Value })
		if len(listed) != x.N || hits.Total != x.N || !maps.Equal(found, listed) || at < 0 || tallied[k][at].N != x.N {
			c.Errorf("%s %s: %d are counted, %d listed, %d found (%d said), of which %v", k, x.Value, x.N, len(listed), len(found), hits.Total, tallied[k])
		}
	}
}

// listed returns the stories of a list, page by page.
func (c counter) listed(where map[record.Key]string) map[string]bool {
	c.Helper()
	out := map[string]bool{}
	f := record.Filter{Where: where, Limit: 37, MaxFacts: -1}
	for {
		page, err := c.store.List(c.ctx, f)
		if err != nil {
			c.Fatal(err)
		}
		for i := range page.Items {
			if out[page.Items[i].StoryID] {
				c.Errorf("%v: a story is listed twice", where)
			}
			out[page.Items[i].StoryID] = true
		}
		if f.Cursor = page.Next; page.Next == "" {
			return out
		}
	}
}

// pair compares the dossier of a pair with what a search for it finds, and that
// with the list.
func (c counter) pair(l *link.Linker, a, b string) {
	c.Helper()
	d, err := dossier.Of(c.ctx, c.store, l, dossier.Subject{Country: a, Other: b}, dossier.Options{AsOf: calendar.Of(End()), Doubtful: true})
	if err != nil {
		c.Fatal(err)
	}
	told := map[string]bool{}
	for _, lines := range [...][]dossier.Line{d.Next, d.Changed, d.Timeline} {
		for i := range lines {
			for _, r := range lines[i].Reports {
				told[r.Story] = true
			}
		}
	}
	q := record.Query{Asks: true, Facts: record.EventFilter{Party: a, Other: b}, Fold: true, Limit: record.MaxLimit}
	hits, err := c.store.Search(c.ctx, q)
	if err != nil {
		c.Fatal(err)
	}
	if hits.Total < 20 || hits.Total != len(hits.Hits) {
		c.Errorf("%d stories of the busy pair are found, %d said", len(hits.Hits), hits.Total)
	}
	listed := c.listed(map[record.Key]string{record.ByCountry: a})
	for _, h := range hits.Hits {
		if !listed[h.StoryID] {
			c.Errorf("%s is found by %s, and not on its list", h.Headline, a)
		}
		done := slices.ContainsFunc(h.Events, func(e record.EventRow) bool { return e.Event.Status == fact.Happened || e.Event.Status == fact.Ongoing })
		if done && !told[h.StoryID] {
			c.Errorf("%s is found, and not in the dossier", h.Headline)
		}
	}
	for id := range told {
		if !listed[id] {
			c.Errorf("%s is in the dossier, and not on the list of %s", id, a)
		}
	}
}

// ledger compares the ledger of a country with the promises on record, each of
// which stands in it once.
func (c counter) ledger(l *link.Linker, country string) {
	c.Helper()
	made, err := ledger.Of(c.ctx, c.store, l, ledger.Options{AsOf: calendar.Of(End()), Country: country, Doubtful: true})
	if err != nil {
		c.Fatal(err)
	}
	told := map[string]int{}
	for i := range made.Promises {
		for _, r := range made.Promises[i].Reports {
			told[r.Story+"."+r.Fact]++
		}
	}
	f := record.PledgeFilter{Party: country, Fold: true, Limit: record.MaxLimit}
	page, err := c.store.Pledges(c.ctx, f)
	if err != nil || len(page.Pledges) < 5 || page.Next != "" {
		c.Fatalf("%d promises (%v)", len(page.Pledges), err)
	}
	for i := range page.Pledges {
		id := page.Pledges[i].StoryID + "." + page.Pledges[i].Pledge.ID
		if told[id] != 1 {
			c.Errorf("%s stands in the ledger %d times", id, told[id])
		}
		delete(told, id)
	}
	if len(told) > 0 {
		c.Errorf("the ledger has promises that are not on record: %v", told)
	}
}
