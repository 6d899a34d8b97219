package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/record"
)

// mostPooled is how many of the newest fitting stories are ranked. More would cost
// time and seldom change the first page: news is read newest first.
const mostPooled = record.MaxTotal

// Search finds stories: see record.Store.
func (s *Store) Search(ctx context.Context, q record.Query) (record.Hits, error) {
	const op = "search"
	_, offset, _, err := record.ParseCursor(q.Cursor)
	if err != nil || q.Empty() {
		return record.Hits{}, err
	}
	found, match, err := s.pool(ctx, &q)
	if err != nil {
		return record.Hits{}, s.fail(op, "", err)
	}
	limit := record.Limit(q.Limit)
	order := "s.at DESC, s.n DESC"
	if match != "" && !q.ByTime {
		order = "p.rank, " + order
	}
	hits := record.Hits{Total: found.n}
	rows, err := s.foundIn(ctx, s.f, "SELECT "+foundColumns+" FROM (SELECT value->>0 AS n, value->>1 AS rank FROM json_each(?)) p CROSS JOIN story s ON s.n=p.n"+foundVersion+"ORDER BY "+order+" LIMIT ? OFFSET ?",
		[]any{found.ranks, limit + 1, offset})
	if err != nil {
		return record.Hits{}, s.fail(op, "", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		hits.Next = record.Cursor(0, offset+int64(limit))
	}
	hits.Hits, err = s.hits(ctx, &q, rows, match)
	return hits, s.fail(op, "", err)
}

// pooled is what a search gathers before it is sorted and counted.
type pooled struct {
	n     int
	ranks string // JSON: a list of the number of a story and its rank, lower ranks first
}

// pool gathers the newest stories that fit, and returns the words that they are
// found by; "" for none. What was gathered of late is given again while nothing
// changes: what is listed is then counted.
func (s *Store) pool(ctx context.Context, q *record.Query) (pooled, string, error) {
	changes, err := s.Changes(ctx)
	if err != nil {
		return pooled{}, "", err
	}
	inner, args, match, err := s.pooling(ctx, q)
	if err != nil {
		return pooled{}, "", err
	}
	key := fmt.Sprintf("%d %s %#v", changes, inner, args)
	if found, ok := s.pools.Get(key); ok {
		return found, match, nil
	}
	var stories []int64
	var weights []float64
	err = ask(ctx, s.f, inner, args, func(scan func(...any) error) error {
		var n int64
		var r float64
		err := scan(&n, &r)
		stories, weights = append(stories, n), append(weights, r)
		return err
	})
	if err != nil {
		return pooled{}, "", err
	}
	found := pooled{len(stories), rankedAs(stories, weights)}
	s.pools.Put(key, found)
	return found, match, nil
}

// rankedAs returns stories with the ranks of their weights, as pooled has them.
func rankedAs(stories []int64, weights []float64) string {
	sorted := slices.Compact(slices.Sorted(slices.Values(weights)))
	b := []byte("[")
	for i, n := range stories {
		rank, _ := slices.BinarySearch(sorted, weights[i])
		b = fmt.Appendf(b, "[%d,%d],", n, rank)
	}
	return strings.TrimSuffix(string(b), ",") + "]"
}

// pooling returns the query that gathers the newest stories that fit, and the
// words that it looks for; "" for none.
func (s *Store) pooling(ctx context.Context, q *record.Query) (inner string, args []any, match string, err error) {
	match = matchExpr(q)
	w, err := s.searchConditions(ctx, q, match != "")
	if err != nil {
		return "", nil, "", err
	}
	switch {
	case match == "" && q.Asks:
		inner, args = searchEvents(q, w)
	case match != "":
		inner = "SELECT s.n AS n, bm25(words, 8, 4, 1) AS r FROM words CROSS JOIN story s ON s.head=words.rowid WHERE words MATCH ? AND " +
			w.String() + " ORDER BY words.rowid DESC LIMIT ?"
		args = append(append([]any{match}, w.args...), mostPooled)
	default:
		inner = "SELECT s.n AS n, 0.0 AS r FROM story s WHERE " + w.String() + " ORDER BY s.at DESC, s.n DESC LIMIT ?"
		args = append(w.args, mostPooled)
	}
	return inner, args, match, nil
}

// searchEvents finds stories by facts alone: events in time's order, until
// there are enough of them for a pool of stories.
func searchEvents(q *record.Query, w *where) (string, []any) {
	f := record.FactsOf(q)
	from, ew, driven := eventTables(&f)
	at := "e.at"
	if driven {
		at = "k.at"
	}
	ew.and(w.String(), w.args...)
	return "SELECT n, 0.0 AS r FROM (SELECT e.story AS n FROM " + from + " CROSS JOIN story s ON s.n=e.story WHERE " + ew.String() +
		" ORDER BY " + at + " DESC LIMIT ?) GROUP BY n ORDER BY n DESC LIMIT ?", append(ew.args, 4*mostPooled, mostPooled)
}

// searchConditions returns the conditions on the story s; words says whether
// words lead the search. Facts are left to searchEvents where they do not.
func (s *Store) searchConditions(ctx context.Context, q *record.Query, words bool) (*where, error) {
	w := &where{}
	for _, k := range record.Keys() {
		if v := q.Where[k]; v != "" {
			w.and("EXISTS (SELECT 1 FROM story_key o WHERE o.term="+termOf+" AND o.at=s.at AND o.story=s.n)", string(k), v)
		}
	}
	var named []string
	var keys []any
	for _, k := range q.Naming {
		named, keys = append(named, "EXISTS (SELECT 1 FROM story_key o WHERE o.term="+termOf+" AND o.at=s.at AND o.story=s.n)"), append(keys, string(record.ByEntity), k)
	}
	if len(named) > 0 {
		w.and("("+strings.Join(named, " OR ")+")", keys...)
	}
	if q.Fold {
		w.and("s.cluster = s.n")
	}
	if !q.Now.IsZero() {
		w.and("NOT (s.kind='embargo' AND s.until > ?)", q.Now.UnixMicro())
	}
	if q.After > 0 {
		w.and("s.head > ?", q.After)
	}
	if q.Vows {
		p := pledgeColumns(&q.Pledge)
		w.and("s.n IN (SELECT p.story FROM pledge p WHERE "+p.String()+")", p.args...)
	}
	if len(q.Any) == 0 {
		for _, t := range q.Not {
			w.and("s.head NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", phrase(t))
		}
	}
	if !q.Asks {
		if !q.Since.IsZero() {
			w.and("s.at >= ?", q.Since.Time().Unix())
		}
		if !q.Until.IsZero() {
			w.and("s.at < ?", q.Until.AddDays(1).Time().Unix())
		}
		return w, nil
	}
	if !words {
		return w, nil
	}
	f := record.FactsOf(q)
	from, ew, driven := eventTables(&f)
	if many, err := s.frequent(ctx, ew, driven); err != nil || many {
		w.and("EXISTS (SELECT 1 FROM "+eventsOf(ew, "e.version=s.head")+")", ew.args...)
		return w, err
	}
	// The plus keeps SQLite from trying every such story for each word found.
	w.and("+s.n IN (SELECT e.story FROM "+from+" WHERE "+ew.String()+")", ew.args...)
	return w, nil
}

// frequent reports whether the key that leads a filter has more events than are
// quickly gathered; they are then looked up story by story, which is quick
// because they are frequent.
func (s *Store) frequent(ctx context.Context, w *where, driven bool) (bool, error) {
	if !driven {
		return true, nil
	}
	const most = 20_000
	var n int
	err := ask(ctx, s.f, "SELECT count(*) FROM (SELECT 1 FROM event_key k WHERE "+w.sql[0]+" LIMIT ?)", []any{w.args[0], w.args[1], most + 1},
		func(scan func(...any) error) error { return scan(&n) })
	return n > most, err
}

// eventsOf returns the tables and conditions for the events of some versions, which
// lead.
func eventsOf(w *where, versions string) string {
	from := "event e INDEXED BY event_version"
	if len(w.sql) > 0 && strings.HasPrefix(w.sql[0], "k.") {
		from += " CROSS JOIN event_key k ON k.event=e.n AND k.at=e.at"
	}
	return from + " WHERE " + versions + " AND " + w.String()
}

// matchExpr writes the words of a query as an FTS5 expression; "" for none.
// Every word is quoted, so nothing in it is taken for syntax.
func matchExpr(q *record.Query) string {
	var all []string
	for _, group := range q.Any {
		var any []string
		for _, t := range group {
			any = append(any, phrase(t))
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	if len(all) == 0 {
		return ""
	}
	expr := strings.Join(all, " AND ")
	for _, t := range q.Not {
		expr = "(" + expr + ") NOT " + phrase(t)
	}
	return expr
}

func phrase(t record.Term) string {
	p := `"` + strings.Join(t.Words, " ") + `"`
	if t.Prefix {
		p += " *"
	}
	return p
}

// hits completes search hits with their snippets and events.
func (s *Store) hits(ctx context.Context, q *record.Query, rows []found, match string) ([]record.Hit, error) {
	items, err := s.items(ctx, rows, 0)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := make([]record.Hit, len(rows))
	byHead := map[int64]int{}
	heads := make([]int64, len(rows))
	for i, f := range rows {
		out[i].Item = items[i]
		out[i].Snippet = []record.Piece{{Text: items[i].Lead}}
		byHead[f.head], heads[i] = i, f.head
	}
	if match != "" {
		// The plus keeps SQLite from looking for the words once for each story: they are
		// looked for once between the first and the last of these.
		err = ask(ctx, s.f, "SELECT rowid, snippet(words, 2, char(2), char(3), '…', 30) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN ("+marks(len(heads))+")",
			append([]any{match, slices.Min(heads), slices.Max(heads)}, list(heads)...), func(scan func(...any) error) error {
				var n int64
				var text string
				err := scan(&n, &text)
				out[byHead[n]].Snippet = pieces(text)
				return err
			})
	}
	if err != nil || !q.Asks {
		return out, err
	}
	return out, s.fitting(ctx, q, out, byHead, heads)
}

// fitting adds to hits the events that fit the query.
func (s *Store) fitting(ctx context.Context, q *record.Query, out []record.Hit, byHead map[int64]int, heads []int64) error {
	f := record.FactsOf(q)
	_, w, _ := eventTables(&f)
	var refs []eventRef
	var of []int
	from := eventsOf(w, "e.version IN ("+marks(len(heads))+")")
	err := ask(ctx, s.f, "SELECT "+refColumns+", e.version FROM "+from+" ORDER BY e.n", append(list(heads), w.args...), func(scan func(...any) error) error {
		var version int64
		ref, err := scanRef(scan, &version)
		refs, of = append(refs, ref), append(of, byHead[version])
		return err
	})
	if err != nil {
		return err
	}
	evs, err := s.eventRows(ctx, s.f, refs)
	for i, ev := range evs {
		h := &out[of[i]]
		ev.Copies = h.Copies
		h.Events = append(h.Events, ev)
	}
	return err
}

// pieces splits a snippet at the marks around its hits.
func pieces(s string) []record.Piece {
	var out []record.Piece
	add := func(text string, hit bool) {
		if text = strings.ReplaceAll(text, "\n", " "); text != "" {
			out = append(out, record.Piece{Text: text, Hit: hit})
		}
	}
	for {
		before, rest, ok := strings.Cut(s, "\x02")
		add(before, false)
		if !ok {
			return out
		}
		hit, after, _ := strings.Cut(rest, "\x03")
		add(hit, true)
		s = after
	}
}
