package service

import (
	"context"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Find is what is asked of the record: a search as people type it.
type Find struct {
	Query  string
	Fold   bool // one story for all copies
	ByTime bool // newest first; else those first that fit the words best
	Facets int  // how many values of each facet are counted; 0: no facets
	Cursor string
	Limit  int
}

// Found is what a search found.
type Found struct {
	record.Hits
	Asks   bool // whether anything was asked for
	Facets []Facet
	Kept   map[string][]record.PledgeRow // by story: the promises that fit, where promises are asked for
}

// Facet counts the stories found by the values of one field of a search.
type Facet struct {
	Field  string // as it is typed
	Key    record.Key
	Values []record.Count
}

// facets are the fields by which what was found is counted, and the properties
// of stories behind them. Never changed.
var facets = [...]Facet{
	{Field: "source", Key: record.BySource},
	{Field: "country", Key: record.ByCountry},
	{Field: "type", Key: record.ByType},
	{Field: "status", Key: record.ByStatus},
	{Field: "topic", Key: record.ByTopic},
}

// Parse reads a search as people type it: see record.ParseQuery for its form,
// and Words for what the values of fields may be called. It fails with Invalid
// where a value is none, saying which there are or which are near.
func (s *Service) Parse(ctx context.Context, query string) (record.Query, error) {
	m := &meanings{ctx: ctx, s: s}
	q, err := record.ParseQueryBy(query, m.of)
	q.Pledge.AsOf, q.Now = s.today(), s.now()
	return q, err
}

// Search finds stories by words and facts.
func (s *Service) Search(ctx context.Context, f Find) (Found, error) {
	q, err := s.Parse(ctx, f.Query)
	if err != nil || q.Empty() {
		return Found{}, err
	}
	q.Fold, q.ByTime, q.Cursor, q.Limit = f.Fold, f.ByTime, f.Cursor, f.Limit
	out := Found{Asks: true}
	if out.Hits, err = s.store.Search(ctx, q); err != nil {
		return out, err
	}
	if out.Total == 0 {
		return out, s.unheard(ctx, &q)
	}
	if f.Facets > 0 {
		if out.Facets, err = s.facets(ctx, q, f.Facets); err != nil {
			return out, err
		}
	}
	if q.Vows {
		out.Kept, err = s.promised(ctx, &q, out.Hits.Hits)
	}
	return out, err
}

func (s *Service) facets(ctx context.Context, q record.Query, most int) ([]Facet, error) {
	keys := make([]record.Key, len(facets))
	for i, f := range facets {
		keys[i] = f.Key
	}
	counts, err := s.store.Tally(ctx, q, most, keys...)
	var out []Facet
	for _, f := range facets {
		if f.Values = counts[f.Key]; len(f.Values) > 1 {
			out = append(out, f)
		}
	}
	return out, err
}

// promised returns the promises of each story that fit the query.
func (s *Service) promised(ctx context.Context, q *record.Query, hits []record.Hit) (map[string][]record.PledgeRow, error) {
	out := map[string][]record.PledgeRow{}
	for i := range hits {
		f := q.Pledge
		f.StoryID = hits[i].StoryID
		p, err := s.store.Pledges(ctx, f)
		if err != nil {
			return nil, err
		}
		out[f.StoryID] = p.Pledges
	}
	return out, nil
}

// unheard returns an error where a search found nothing because no story on
// record has a value that it asks for.
func (s *Service) unheard(ctx context.Context, q *record.Query) error {
	for _, k := range record.Keys() {
		want := q.Where[k]
		if want == "" || k == record.ByCountry { // a country is known, though no story has it
			continue
		}
		near, err := s.store.Values(ctx, k, want, record.MaxLimit)
		if err != nil {
			return err
		}
		if knows(near, want) {
			continue
		}
		if len(near) == 0 {
			if near, err = s.store.Values(ctx, k, "", record.MaxLimit); err != nil {
				return err
			}
		}
		return &fault.Error{Op: "search", Kind: fault.Invalid, Err: fmt.Errorf("no story on record has %s:%s%s", k, quoted(want), Instead(values(near), want))}
	}
	return nil
}

func knows(all []record.Count, want string) bool {
	for _, c := range all {
		if strings.EqualFold(c.Value, want) {
			return true
		}
	}
	return false
}

func values(all []record.Count) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Value
	}
	return out
}

// quoted writes a value as it is typed.
func quoted(s string) string {
	if strings.ContainsAny(s, " \t") {
		return `"` + s + `"`
	}
	return s
}
