package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// found is a row of a list of stories.
type found struct {
	n, head, cluster, at int64
	item                 record.Item
}

const (
	foundColumns = "s.n, s.head, s.cluster, s.at, " + itemColumns
	foundVersion = " CROSS JOIN version v ON v.n=s.head "
)

func (s *Store) scanFound(scan func(...any) error, more ...any) (found, error) {
	var f found
	var err error
	f.item, err = s.scanItem(scan, append(more, &f.n, &f.head, &f.cluster, &f.at)...)
	f.item.Mark = f.head
	return f, err
}

// List returns stories, newest first: see record.Store.
func (s *Store) List(ctx context.Context, f record.Filter) (record.Page, error) {
	const op = "list stories"
	from, w, driven := listed(f.Where)
	at, row := "s.at", "s.n"
	if driven {
		at, row = "k.at", "k.story"
	}
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.Page{}, err
	}
	if ok {
		w.and("("+at+","+row+") < (?,?)", v, n)
	}
	if !f.Since.IsZero() {
		w.and(at+" >= ?", ceilSecond(f.Since))
	}
	if !f.Until.IsZero() {
		w.and(at+" < ?", ceilSecond(f.Until))
	}
	if f.Fold {
		w.and("s.cluster = s.n")
	}
	if !f.Now.IsZero() {
		w.and("NOT (s.kind='embargo' AND s.until > ?)", f.Now.UnixMicro())
	}
	if err := chosen(&f, w); err != nil {
		return record.Page{}, s.fail(op, "", err)
	}
	limit := record.Limit(f.Limit)
	q := "SELECT " + foundColumns + " FROM " + from + foundVersion + "WHERE " + w.String() +
		" ORDER BY " + at + " DESC, " + row + " DESC LIMIT ?"
	rows, err := s.found(ctx, q, append(w.args, limit+1))
	if err != nil {
		return record.Page{}, s.fail(op, "", err)
	}
	var page record.Page
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		page.Next = record.Cursor(last.at, last.n)
	}
	page.Items, err = s.items(ctx, rows, f.MaxFacts)
	if err == nil && f.Whole {
		err = s.whole(ctx, rows, page.Items)
	}
	return page, s.fail(op, "", err)
}

// chosen adds the conditions by which single stories are picked. Lists go as
// JSON: they may be longer than a question may have parameters.
func chosen(f *record.Filter, w *where) error {
	for _, c := range [...]struct {
		is   string
		list []string
	}{{"s.id IN", f.Only}, {"v.content NOT IN", f.Except}} {
		if c.list == nil {
			continue
		}
		b, err := json.Marshal(c.list)
		if err != nil {
			return err
		}
		w.and(c.is+" (SELECT value FROM json_each(?))", string(b))
	}
	if f.After > 0 {
		w.and("s.head > ?", f.After)
	}
	if f.Kinds != nil {
		kinds := make([]any, len(f.Kinds))
		for i, k := range f.Kinds {
			kinds[i] = string(k)
		}
		w.and("s.kind IN ("+marks(len(kinds))+")", kinds...)
	}
	return nil
}

// whole adds promises, figures and the gist to the entries of a list.
func (s *Store) whole(ctx context.Context, rows []found, items []record.Item) error {
	at := make(map[int64]int, len(rows))
	var all []any
	for i, f := range rows {
		at[f.head] = i
		all = append(all, f.head)
	}
	if len(all) == 0 {
		return nil
	}
	err := s.rows(ctx, "SELECT n, version, data FROM pledge WHERE version IN ("+marks(len(all))+") ORDER BY n", all, func(scan func(...any) error) error {
		var n, version int64
		var data []byte
		if err := scan(&n, &version, &data); err != nil {
			return err
		}
		row, err := s.scanPledge(n, data, calendar.Day{})
		items[at[version]].Pledges = append(items[at[version]].Pledges, row)
		return err
	})
	if err != nil {
		return err
	}
	var refs []eventRef
	err = s.rows(ctx, "SELECT n, version, ended FROM detail WHERE version IN ("+marks(len(all))+") ORDER BY n", all, func(scan func(...any) error) error {
		ref, err := scanRef(scan)
		refs = append(refs, ref)
		return err
	})
	if err != nil {
		return err
	}
	details, err := s.detailRows(ctx, refs)
	for i, d := range details {
		switch it := &items[at[refs[i].version]]; d.Kind {
		case record.FigureFact:
			it.Figures = append(it.Figures, d)
		case record.GistFact:
			it.Gist = d.Gist
		}
	}
	return err
}

// termOf is the number of a term, by kind and value.
const termOf = "(SELECT n FROM term WHERE kind=? AND value=?)"

// ceilSecond returns the first whole second that is not before t.
func ceilSecond(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}

// listed returns the tables and conditions for the properties asked for: the
// most telling one leads, in time's order, and the others are looked up.
func listed(props map[record.Key]string) (from string, w *where, driven bool) {
	w = &where{}
	from = "story s"
	for _, k := range [...]record.Key{
		record.ByEntity, record.ByTrouble, record.ByMode, record.ByTopic, record.ByType, record.ByStatus,
		record.BySection, record.ByCountry, record.BySource, record.ByLanguage,
	} {
		v, ok := props[k]
		switch {
		case !ok || v == "":
		case !driven:
			driven = true
			from = "story_key k CROSS JOIN story s ON s.n = k.story"
			w.and("k.term = "+termOf, string(k), v)
		default:
			w.and("EXISTS (SELECT 1 FROM story_key o WHERE o.term="+termOf+" AND o.at=k.at AND o.story=k.story)", string(k), v)
		}
	}
	return from, w, driven
}

func (s *Store) found(ctx context.Context, q string, args []any) ([]found, error) {
	return s.foundIn(ctx, s.r, q, args)
}

func (s *Store) foundIn(ctx context.Context, pool *sql.DB, q string, args []any) ([]found, error) {
	var out []found
	err := ask(ctx, pool, q, args, func(scan func(...any) error) error {
		f, err := s.scanFound(scan)
		out = append(out, f)
		return err
	})
	return out, err
}

// items completes list entries with their copies and facts.
func (s *Store) items(ctx context.Context, rows []found, facts int) ([]record.Item, error) {
	out := make([]record.Item, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	copies, err := s.clusters(ctx, rows)
	if err != nil {
		return nil, err
	}
	at := make(map[int64]int, len(rows))
	stories := make([]int64, len(rows))
	for i, f := range rows {
		out[i] = f.item
		out[i].Copies = copies[f.cluster]
		at[f.n], stories[i] = i, f.n
	}
	if facts < 0 {
		return out, nil
	}
	if facts == 0 {
		facts = 4
	}
	var shown []eventRef
	var of []int
	heads := make([]int64, len(rows))
	count := make([]int, len(rows))
	for i, f := range rows {
		heads[i] = f.head
	}
	err = s.rows(ctx, "SELECT "+refColumns+", e.story FROM event e WHERE e.version IN ("+marks(len(heads))+") AND e.background=0 ORDER BY e.version, e.n", list(heads),
		func(scan func(...any) error) error {
			var story int64
			ref, err := scanRef(scan, &story)
			if i := at[story]; err == nil && count[i] < facts {
				count[i]++
				shown, of = append(shown, ref), append(of, i)
			}
			return err
		})
	if err != nil {
		return nil, err
	}
	evs, err := s.eventRows(ctx, s.r, shown)
	for i, ev := range evs {
		it := &out[of[i]]
		ev.Copies = it.Copies
		it.Facts = append(it.Facts, ev)
	}
	return out, err
}

// clusters counts the other copies for each cluster of the rows.
func (s *Store) clusters(ctx context.Context, rows []found) (map[int64]int, error) {
	out := make(map[int64]int, len(rows))
	args := make([]any, len(rows))
	for i, f := range rows {
		args[i] = f.cluster
	}
	err := s.rows(ctx, "SELECT cluster, count(*)-1 FROM story WHERE cluster IN ("+marks(len(args))+") GROUP BY cluster", args,
		func(scan func(...any) error) error {
			var c int64
			var n int
			err := scan(&c, &n)
			out[c] = n
			return err
		})
	return out, err
}

// After returns what came in since the mark: see record.Store.
func (s *Store) After(ctx context.Context, mark int64, limit int) ([]record.Item, int64, error) {
	rows, err := s.found(ctx, "SELECT "+foundColumns+" FROM story s"+foundVersion+"WHERE s.head > ? ORDER BY s.head LIMIT ?", []any{mark, record.Limit(limit)})
	if err != nil {
		return nil, mark, s.fail("look for new stories", "", err)
	}
	if len(rows) > 0 {
		mark = rows[len(rows)-1].head
	}
	items, err := s.items(ctx, rows, 0)
	return items, mark, s.fail("look for new stories", "", err)
}

// Copies returns the reprints of a story: see record.Store.
func (s *Store) Copies(ctx context.Context, id string) ([]record.Item, error) {
	n, err := s.row(ctx, "look for copies", id)
	if err != nil {
		return nil, err
	}
	rows, err := s.found(ctx, "SELECT "+foundColumns+" FROM story s"+foundVersion+`
		WHERE s.cluster=(SELECT cluster FROM story WHERE n=?1) AND s.n<>?1 ORDER BY s.n LIMIT 1000`, []any{n})
	if err != nil {
		return nil, s.fail("look for copies", id, err)
	}
	items, err := s.items(ctx, rows, -1)
	return items, s.fail("look for copies", id, err)
}

// Facet counts stories by a property: see record.Store.
func (s *Store) Facet(ctx context.Context, k record.Key, limit int) ([]record.Count, error) {
	var out []record.Count
	err := ask(ctx, s.c, `SELECT t.value, (SELECT count(*) FROM story_key k WHERE k.term=t.n) AS c FROM term t
		WHERE t.kind=? AND c>0 ORDER BY c DESC, t.value LIMIT ?`,
		[]any{string(k), record.Limit(limit)}, func(scan func(...any) error) error {
			var c record.Count
			err := scan(&c.Value, &c.N)
			out = append(out, c)
			return err
		})
	return out, s.fail("count stories by "+strings.ToLower(string(k)), "", err)
}
