package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// slimDetail is what is kept of a detail beside what its version has: its words
// are cut from the text.
type slimDetail struct {
	Kind       record.FactKind `json:"k"`
	Figure     *fact.Figure    `json:"f,omitempty"`
	Quote      *fact.Quote     `json:"q,omitempty"`
	Office     *fact.Office    `json:"o,omitempty"`
	Who        []string        `json:"w,omitempty"`
	Keys       []string        `json:"y,omitempty"`
	Start, End int
}

func detailData(d *record.IndexedDetail) ([]byte, error) {
	return json.Marshal(slimDetail{d.Kind, d.Figure, d.Quote, d.Office, d.Who, d.Keys, d.Start, d.End})
}

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

func writeDetail(ctx context.Context, t *tx, row *record.IndexedDetail, version int64, d *derived) error {
	data, err := detailData(row)
	if err != nil {
		return err
	}
	var keys []int64
	for _, k := range detailKeys(row) {
		n, err := term(ctx, t, k[0], k[1])
		if err != nil {
			return err
		}
		keys = append(keys, n)
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	n, err := t.do(ctx, "INSERT INTO detail (version, story, at, ended, keys, data) VALUES (?,?,?,?,?,?)",
		version, d.story, d.at, d.ended, varints(keys), t.s.pack.Row(data))
	if err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.do(ctx, "INSERT INTO detail_key (term, at, detail) VALUES (?,?,?)", k, d.at, n); err != nil {
			return err
		}
	}
	return nil
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
	_, err = t.do(ctx, "DELETE FROM detail WHERE version=?", version)
	return err
}

// Details returns figures, quotes or offices: see record.Store.
func (s *Store) Details(ctx context.Context, f record.DetailFilter) (record.DetailPage, error) {
	const op = "list figures, quotes or offices"
	w, kind := &where{}, string(f.Kind)
	from := ""
	pair := record.PairOf(f.Party, f.Other)
	if pair != "" {
		f.Party, f.Other = "", ""
	}
	for _, k := range [...][2]string{{kind + "/entity", f.Entity}, {kind + "/pair", pair}, {kind + "/country", f.Party}, {kind + "/country", f.Other}} {
		switch {
		case k[1] == "":
		case from == "":
			from = "detail_key k CROSS JOIN detail d ON d.n=k.detail"
			w.and("k.term="+termOf, k[0], k[1])
		default:
			w.and("EXISTS (SELECT 1 FROM detail_key o WHERE o.term="+termOf+" AND o.at=k.at AND o.detail=k.detail)", k[0], k[1])
		}
	}
	if from == "" { // of all: walked backwards, and those of another kind are passed over
		from = "detail d"
		w.and("unpack(d.data)->>'$.k'=?", kind)
	}
	if f.AsOf.IsZero() {
		w.and("d.ended=0")
	} else {
		w.and("d.at <= ? AND (d.ended=0 OR d.ended > ?)", f.AsOf.Unix(), f.AsOf.UnixMicro())
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story c WHERE c.n=d.story AND c.cluster=c.n)")
	}
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.DetailPage{}, err
	}
	if ok {
		w.and("(d.at, d.n) < (?,?)", v, n)
	}
	limit := record.Limit(f.Limit)
	var page record.DetailPage
	err = s.rows(ctx, `SELECT d.n, d.at, d.ended, d.data, s.id, v.content, v.headline, v.source, v.n FROM `+from+
		" JOIN version v ON v.n=d.version JOIN story s ON s.n=d.story WHERE "+w.String()+" ORDER BY d.at DESC, d.n DESC LIMIT ?", append(w.args, limit+1),
		s.scanDetails(limit, &page))
	if err == nil {
		err = s.detailWords(ctx, &page)
	}
	return page, s.fail(op, "", err)
}

// scanDetails collects rows for a page. For the time being their Words hold the
// number of the version.
func (s *Store) scanDetails(limit int, page *record.DetailPage) func(func(...any) error) error {
	var last [2]int64
	return func(scan func(...any) error) error {
		var n, at, ended, version int64
		var data []byte
		var row record.Detail
		if err := scan(&n, &at, &ended, &data, &row.StoryID, &row.ContentID, &row.Headline, &row.Source, &version); err != nil {
			return err
		}
		if len(page.Details) == limit {
			page.Next = record.Cursor(last[0], last[1])
			return nil
		}
		last = [2]int64{at, n}
		var d slimDetail
		err := s.decode(data, &d)
		row.Kind, row.Figure, row.Quote, row.Office, row.Who, row.Keys, row.Start, row.End = d.Kind, d.Figure, d.Quote, d.Office, d.Who, d.Keys, d.Start, d.End
		row.At, row.Live, row.Words = time.Unix(at, 0).UTC(), ended == 0, fmt.Sprint(version)
		page.Details = append(page.Details, row)
		return err
	}
}

// detailWords cuts the words of details from their texts, each of which is
// unpacked once.
func (s *Store) detailWords(ctx context.Context, page *record.DetailPage) error {
	of := map[string][]int{}
	var versions []any
	for i := range page.Details {
		v := page.Details[i].Words
		if of[v] == nil {
			versions = append(versions, v)
		}
		of[v] = append(of[v], i)
	}
	for part := range slices.Chunk(versions, 500) {
		err := s.rows(ctx, "SELECT CAST(n AS TEXT), unpack(body) FROM version WHERE n IN ("+marks(len(part))+")", part, func(scan func(...any) error) error {
			var version, body string
			if err := scan(&version, &body); err != nil {
				return err
			}
			for _, i := range of[version] {
				if d := &page.Details[i]; d.Start >= 0 && d.Start <= d.End && d.End <= len(body) {
					d.Words = body[d.Start:d.End]
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// details compares the figures, quotes and offices of a version with what its
// reading makes of it.
func (x *comparer) details(ctx context.Context, d *derived, version int64) (bool, error) {
	var want, got []string
	if d.reading != nil {
		for i := range d.index.Details {
			row := &d.index.Details[i]
			data, err := detailData(row)
			if err != nil {
				return false, err
			}
			var keys []string
			for _, k := range detailKeys(row) {
				keys = append(keys, termName(k[0], k[1]))
			}
			slices.Sort(keys)
			want = append(want, fmt.Sprintln(d.story, d.at, d.ended, slices.Compact(keys), string(data)))
		}
	}
	x.want["detail"] += int64(len(want))
	there := true
	err := x.all(ctx, "SELECT n, story, at, ended, keys, unpack(data) FROM detail WHERE version=? ORDER BY n", []any{version}, func(scan func(...any) error) error {
		var n, story, at, ended int64
		var packed []byte
		var data string
		if err := scan(&n, &story, &at, &ended, &packed, &data); err != nil {
			return err
		}
		keys := unvarints(packed)
		got = append(got, fmt.Sprintln(story, at, ended, x.termNames(packed), data))
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
	return there && slices.Equal(got, want), err
}
