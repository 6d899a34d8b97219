package sqlite

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// detailKeys returns kind and value of the terms by which a detail is found.
func detailKeys(d *record.IndexedDetail) (keys [][2]string) {
	for _, k := range d.Entities {
		keys = append(keys, [2]string{string(d.Kind) + "/entity", k})
	}
	for i, c := range d.Countries {
		keys = append(keys, [2]string{string(d.Kind) + "/country", c})
		for _, other := range d.Countries[i+1:] {
			keys = append(keys, [2]string{string(d.Kind) + "/pair", record.PairOf(c, other)})
		}
	}
	return keys
}

func writeDetails(ctx context.Context, t *tx, version int64, d *derived) error {
	if len(d.index.Details) == 0 {
		return nil
	}
	var first int64
	for i := range d.index.Details {
		n, err := writeDetail(ctx, t, &d.index.Details[i], version, d)
		if err != nil {
			return err
		}
		if i == 0 {
			first = n
		}
	}
	_, err := t.do(ctx, "INSERT INTO inset (version, first, data) VALUES (?,?,?)", version, first, t.s.pack.Digest(insetOf(d.index.Details)))
	return err
}

// writeDetail lists a detail, and returns its number.
func writeDetail(ctx context.Context, t *tx, row *record.IndexedDetail, version int64, d *derived) (int64, error) {
	var keys []int64
	for _, k := range detailKeys(row) {
		n, err := term(ctx, t, k[0], k[1])
		if err != nil {
			return 0, err
		}
		keys = append(keys, n)
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	n, err := t.do(ctx, "INSERT INTO detail (version, kind, story, at, ended, keys) VALUES (?,?,?,?,?,?)", version, string(row.Kind), d.story, d.at, d.ended, varints(keys))
	if err != nil {
		return 0, err
	}
	for _, k := range keys {
		if _, err := t.do(ctx, "INSERT INTO detail_key (term, at, detail) VALUES (?,?,?)", k, d.at, n); err != nil {
			return 0, err
		}
	}
	return n, nil
}

func dropDetails(ctx context.Context, t *tx, version int64) error {
	type row struct{ term, at, n int64 }
	var rows []row
	err := t.all(ctx, "SELECT n, at, keys FROM detail WHERE version=?", []any{version}, func(scan func(...any) error) error {
		var n, at int64
		var keys []byte
		err := scan(&n, &at, &keys)
		for _, k := range unvarints(keys) {
			rows = append(rows, row{k, at, n})
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if _, err := t.do(ctx, "DELETE FROM detail_key WHERE term=? AND at=? AND detail=?", r.term, r.at, r.n); err != nil {
			return err
		}
	}
	for _, q := range [...]string{"DELETE FROM detail WHERE version=?", "DELETE FROM inset WHERE version=?"} {
		if _, err := t.do(ctx, q, version); err != nil {
			return err
		}
	}
	return nil
}

// Details returns figures, quotes, offices or gists: see record.Store.
func (s *Store) Details(ctx context.Context, f record.DetailFilter) (record.DetailPage, error) {
	const op = "list figures, quotes or offices"
	from, at, row, w := detailTables(&f)
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.DetailPage{}, err
	}
	past, order := "<", " DESC"
	if f.Oldest {
		past, order = ">", ""
	}
	if ok {
		w.and("("+at+", "+row+") "+past+" (?,?)", v, n)
	}
	limit := record.Limit(f.Limit)
	var page record.DetailPage
	var refs []eventRef
	var last [2]int64
	err = s.rows(ctx, selectDetails(from, at+order, row+order, w), append(w.args, limit+1), func(scan func(...any) error) error {
		var at int64
		ref, err := scanRef(scan, &at)
		if err != nil {
			return err
		}
		if len(refs) == limit {
			page.Next = record.Cursor(last[0], last[1])
			return nil
		}
		last = [2]int64{at, ref.n}
		refs = append(refs, ref)
		return nil
	})
	if err == nil {
		page.Details, err = s.detailRows(ctx, refs)
	}
	return page, s.fail(op, "", err)
}

// selectDetails returns the query that lists details, with the limit to come.
func selectDetails(from, at, row string, w *where) string {
	return "SELECT d.n, d.version, d.ended, d.at FROM " + from + " WHERE " + w.String() + " ORDER BY " + at + ", " + row + " LIMIT ?"
}

// detailTables returns the tables and conditions of a filter, and by what the
// list is sorted. The first key leads, in time's order; of all, what is of
// another kind is passed over.
func detailTables(asked *record.DetailFilter) (from, at, row string, w *where) {
	f, kind := *asked, string(asked.Kind)
	w = &where{}
	pair := record.PairOf(f.Party, f.Other)
	if pair != "" {
		f.Party, f.Other = "", ""
	}
	from, at, row = "detail d", "d.at", "d.n"
	driven := false
	for _, k := range [...][2]string{{kind + "/entity", f.Entity}, {kind + "/pair", pair}, {kind + "/country", f.Party}, {kind + "/country", f.Other}} {
		switch {
		case k[1] == "":
		case !driven:
			driven = true
			from, at, row = "detail_key k CROSS JOIN detail d ON d.n=k.detail", "k.at", "k.detail"
			w.and("k.term="+termOf, k[0], k[1])
		default:
			w.and("EXISTS (SELECT 1 FROM detail_key o WHERE o.term="+termOf+" AND o.at=k.at AND o.detail=k.detail)", k[0], k[1])
		}
	}
	if !driven {
		w.and("d.kind=?", kind)
	}
	if f.AsOf.IsZero() {
		w.and("d.ended=0")
	} else {
		w.and(at+" <= ? AND (d.ended=0 OR d.ended > ?)", f.AsOf.Unix(), f.AsOf.UnixMicro())
	}
	if !f.Since.IsZero() {
		w.and(at+" >= ?", f.Since.Unix())
	}
	if !f.Until.IsZero() {
		w.and(at+" < ?", f.Until.Unix())
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story c WHERE c.n=d.story AND c.cluster=c.n)")
	}
	return from, at, row, w
}

// detailRows fetches details, in the order of refs. Those of one version are
// read together, and their words cut from its text.
func (s *Store) detailRows(ctx context.Context, refs []eventRef) ([]record.Detail, error) {
	versions, missing := recall(s.detailed, refs)
	for part := range slices.Chunk(missing, 500) {
		err := s.rows(ctx, `SELECT i.version, i.first, i.data, d.at, s.id, v.content, v.headline, v.source, v.body
			FROM inset i JOIN detail d ON d.n=i.first JOIN version v ON v.n=i.version JOIN story s ON s.n=d.story
			WHERE i.version IN (`+marks(len(part))+")", list(part), func(scan func(...any) error) error {
			version, v, err := s.scanInset(scan)
			if err == nil {
				versions[version] = v
				s.detailed.Put(version, v)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	var out []record.Detail
	for _, r := range refs {
		v := versions[r.version]
		row, ok := v.at(r.n)
		if !ok {
			return nil, errLost
		}
		row.Live = r.ended == 0
		out = append(out, row)
	}
	return out, nil
}

// scanInset reads the details of a version.
func (s *Store) scanInset(scan func(...any) error) (version int64, v unpacked[record.Detail], err error) {
	var at int64
	var data, packed []byte
	var like record.Detail
	if err := scan(&version, &v.first, &data, &at, &like.StoryID, &like.ContentID, &like.Headline, &like.Source, &packed); err != nil {
		return 0, v, err
	}
	body, err := s.pack.Unpack(packed)
	if err == nil {
		data, err = s.pack.Unpack(data)
	}
	if err != nil {
		return 0, v, err
	}
	like.At = time.Unix(at, 0).UTC()
	v.rows, err = insetRows(data, string(body), like)
	return version, v, err
}

// details compares the figures, quotes and offices of a version with what its
// reading makes of it.
func (x *comparer) details(ctx context.Context, d *derived, version int64) (bool, error) {
	var want, got []string
	inset := ""
	if d.reading != nil && len(d.index.Details) > 0 {
		for i := range d.index.Details {
			row := &d.index.Details[i]
			var keys []string
			for _, k := range detailKeys(row) {
				keys = append(keys, termName(k[0], k[1]))
			}
			slices.Sort(keys)
			want = append(want, fmt.Sprintln(i, row.Kind, d.story, d.at, d.ended, slices.Compact(keys)))
		}
		inset = string(insetOf(d.index.Details))
		x.want["inset"]++
	}
	x.want["detail"] += int64(len(want))
	there := true
	first := int64(-1)
	err := x.all(ctx, "SELECT n, kind, story, at, ended, keys FROM detail WHERE version=? ORDER BY n", []any{version}, func(scan func(...any) error) error {
		var n, story, at, ended int64
		var kind string
		var packed []byte
		if err := scan(&n, &kind, &story, &at, &ended, &packed); err != nil {
			return err
		}
		if first < 0 {
			first = n
		}
		keys := unvarints(packed)
		got = append(got, fmt.Sprintln(n-first, kind, story, at, ended, x.termNames(packed)))
		x.want["detail_key"] += int64(len(keys))
		for _, k := range keys {
			var one int
			if err := x.one(ctx, "SELECT count(*) FROM detail_key WHERE term=? AND at=? AND detail=?", []any{k, at, n}, &one); err != nil {
				return err
			}
			there = there && one == 1
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	err = x.all(ctx, "SELECT first, unpack(data) FROM inset WHERE version=?", []any{version}, func(scan func(...any) error) error {
		var n int64
		var data string
		err := scan(&n, &data)
		there = there && n == first && data == inset
		inset = ""
		return err
	})
	return there && inset == "" && slices.Equal(got, want), err
}
