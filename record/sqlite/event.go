package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/recent"
	"github.com/datelinewire/dateline/record"
)

// Events returns events: see record.Store.
func (s *Store) Events(ctx context.Context, f record.EventFilter) (record.EventPage, error) {
	const op = "list events"
	from, w, driven := eventTables(&f)
	sort, dir, than, row := "e.at", "DESC", "<", "e.n"
	switch {
	case f.Ahead:
		sort, dir, than = "e.first", "ASC", ">"
	case driven:
		sort, row = "k.at", "k.event"
	}
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.EventPage{}, err
	}
	if ok {
		w.and("("+sort+","+row+") "+than+" (?,?)", v, n)
	}
	limit := record.Limit(f.Limit)
	var page record.EventPage
	var last [2]int64
	var refs []eventRef
	var clusters []int64
	err = s.rows(ctx, "SELECT "+refColumns+", "+sort+", s.cluster FROM "+from+
		" CROSS JOIN story s ON s.n=e.story WHERE "+w.String()+" ORDER BY "+sort+" "+dir+", "+row+" "+dir+" LIMIT ?", append(w.args, limit+1),
		func(scan func(...any) error) error {
			var at, cluster int64
			ref, err := scanRef(scan, &at, &cluster)
			if err != nil {
				return err
			}
			if len(refs) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{at, ref.n}
			refs, clusters = append(refs, ref), append(clusters, cluster)
			return nil
		})
	if err != nil {
		return page, s.fail(op, "", err)
	}
	if page.Events, err = s.eventRows(ctx, s.r, refs); err == nil && !f.Bare {
		err = s.copied(ctx, page.Events, clusters)
	}
	return page, s.fail(op, "", err)
}

// copied sets how many copies the stories of events have, by their clusters.
func (s *Store) copied(ctx context.Context, rows []record.EventRow, clusters []int64) error {
	counts := map[int64]int{}
	distinct := slices.Clone(clusters)
	slices.Sort(distinct)
	for part := range slices.Chunk(slices.Compact(distinct), 500) {
		err := s.rows(ctx, "SELECT cluster, count(*)-1 FROM story WHERE cluster IN ("+marks(len(part))+") GROUP BY cluster", list(part), func(scan func(...any) error) error {
			var c int64
			var n int
			err := scan(&c, &n)
			counts[c] = n
			return err
		})
		if err != nil {
			return err
		}
	}
	for i := range rows {
		rows[i].Copies = counts[clusters[i]]
	}
	return nil
}

// eventRef is where an event is found.
type eventRef struct {
	n, version, ended int64
}

const refColumns = "e.n, e.version, e.ended"

func scanRef(scan func(...any) error, more ...any) (eventRef, error) {
	var r eventRef
	err := scan(append([]any{&r.n, &r.version, &r.ended}, more...)...)
	return r, err
}

// unpacked is what is kept in memory of a version: all its events, or details.
type unpacked[T any] struct {
	first int64 // number of the first
	rows  []T
}

// at returns the row with a number; false where it is not among them.
func (v *unpacked[T]) at(n int64) (row T, ok bool) {
	if n < v.first || n >= v.first+int64(len(v.rows)) {
		return row, false
	}
	return v.rows[n-v.first], true
}

// recall returns what is in memory of the versions of refs, and the versions
// of which something is missing there.
func recall[T any](memory *recent.Cache[int64, unpacked[T]], refs []eventRef) (versions map[int64]unpacked[T], missing []int64) {
	versions = map[int64]unpacked[T]{}
	for _, r := range refs {
		if _, ok := versions[r.version]; ok {
			continue
		}
		v, _ := memory.Get(r.version)
		if _, ok := v.at(r.n); !ok {
			missing = append(missing, r.version)
		}
		versions[r.version] = v
	}
	return versions, missing
}

// eventRows fetches events, in the order of refs; their Copies are left open.
// The events of one version are read together.
func (s *Store) eventRows(ctx context.Context, pool *sql.DB, refs []eventRef) ([]record.EventRow, error) {
	versions, missing := recall(s.told, refs)
	for part := range slices.Chunk(missing, 500) {
		err := ask(ctx, pool, `SELECT g.version, g.first, g.data, s.id, v.content, v.headline, v.source, e.at, r.name
			FROM digest g JOIN event e ON e.n=g.first JOIN version v ON v.n=g.version JOIN story s ON s.n=e.story JOIN reader r ON r.n=e.reader
			WHERE g.version IN (`+marks(len(part))+")", list(part), func(scan func(...any) error) error {
			var version, at int64
			var data []byte
			var like record.EventRow
			var v unpacked[record.EventRow]
			err := scan(&version, &v.first, &data, &like.StoryID, &like.ContentID, &like.Headline, &like.Source, &at, &like.Reader)
			if err == nil {
				data, err = s.pack.Unpack(data)
			}
			if err != nil {
				return err
			}
			like.At = time.Unix(at, 0).UTC()
			if v.rows, err = digested(data, like); err == nil {
				versions[version] = v
				s.told.Put(version, v)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	out := make([]record.EventRow, len(refs))
	for i, r := range refs {
		v, ok := versions[r.version], false
		if out[i], ok = v.at(r.n); !ok {
			return nil, errLost
		}
		out[i].Live = r.ended == 0
	}
	return out, nil
}

// errLost is what is said of an index that does not fit what it is of.
var errLost = errors.New("an event is listed whose facts are missing: dateline doctor --repair makes the index anew")

// eventTables returns the tables and conditions of a filter, without order and
// place in the list. The first key leads, in time's order.
func eventTables(f *record.EventFilter) (from string, w *where, driven bool) {
	w = &where{}
	from = "event e"
	keys := [][2]string{{"entity", f.Entity}, {"place", f.Place}}
	if pair := record.PairOf(f.Party, f.Other); pair != "" {
		keys = append(keys, [2]string{"pair", pair})
	} else {
		keys = append(keys, [2]string{"party", f.Party}, [2]string{"party", f.Other})
	}
	keys = append(keys, [2]string{"actor", f.Actor}, [2]string{"recipient", f.Recipient}, [2]string{"topic", f.Topic})
	if !f.Ahead { // what lies ahead is walked by its day
		keys = append(keys, [2]string{"mode", f.Mode}, [2]string{"type", f.Type})
	}
	for _, k := range keys {
		switch {
		case k[1] == "":
		case !driven:
			driven = true
			from = "event_key k CROSS JOIN event e ON e.n = k.event"
			w.and("k.term="+termOf, k[0], k[1])
		default:
			w.and("EXISTS (SELECT 1 FROM event_key o WHERE o.term="+termOf+" AND o.at=e.at AND o.event=e.n)", k[0], k[1])
		}
	}
	if f.Ahead && !driven && f.Status != "" {
		from = "event e INDEXED BY event_status"
	}
	eventColumns(f, w)
	return from, w, driven
}

func eventColumns(f *record.EventFilter, w *where) {
	for _, c := range [...][2]string{{"type", f.Type}, {"mode", f.Mode}, {"status", string(f.Status)}} {
		if c[1] != "" {
			w.and("e."+c[0]+"="+termOf, c[0], c[1])
		}
	}
	if f.StoryID != "" {
		w.and("e.version IN (SELECT n FROM version WHERE story=(SELECT n FROM story WHERE id=?))", f.StoryID)
	}
	if !f.Background {
		w.and("e.background=0")
	}
	if !f.Since.IsZero() {
		w.and("e.last >= ?", record.DayNumber(f.Since))
	}
	if !f.Begins.IsZero() {
		w.and("e.first >= ?", record.DayNumber(f.Begins.First()))
	}
	if !f.Until.IsZero() {
		w.and("e.first <= ?", record.DayNumber(f.Until.Last()))
	}
	switch {
	case !f.AsOf.IsZero():
		w.and("e.at <= ? AND (e.ended=0 OR e.ended > ?)", f.AsOf.Unix(), f.AsOf.UnixMicro())
	case !f.Superseded:
		w.and("e.ended=0")
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story f WHERE f.n=e.story AND f.cluster=f.n)")
	}
}

// Pledges returns pledges: see record.Store.
func (s *Store) Pledges(ctx context.Context, f record.PledgeFilter) (record.PledgePage, error) {
	if err := record.CheckPledgeFilter(&f); err != nil {
		return record.PledgePage{}, err
	}
	w := pledgeColumns(&f)
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.PledgePage{}, err
	}
	sort, dir, than := "p.due", "", ">"
	if f.Newest {
		sort, dir, than = "p.at", " DESC", "<"
	}
	if ok {
		w.and("("+sort+", p.n) "+than+" (?,?)", v, n)
	}
	from := "pledge p"
	if f.StoryID != "" {
		from += " INDEXED BY pledge_version" // a story has few of all that are due
	}
	limit := record.Limit(f.Limit)
	var page record.PledgePage
	var last [2]int64
	err = s.rows(ctx, "SELECT "+sort+", p.n, p.data FROM "+from+" WHERE "+w.String()+" ORDER BY "+sort+dir+", p.n"+dir+" LIMIT ?", append(w.args, limit+1),
		func(scan func(...any) error) error {
			var value, n int64
			var data []byte
			if err := scan(&value, &n, &data); err != nil {
				return err
			}
			if len(page.Pledges) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{value, n}
			row, err := s.scanPledge(n, data, f.AsOf)
			page.Pledges = append(page.Pledges, row)
			return err
		})
	return page, s.fail("list pledges", "", err)
}

func (s *Store) scanPledge(n int64, data []byte, day calendar.Day) (record.PledgeRow, error) {
	row, ok := s.pledged.Get(n)
	if !ok {
		if err := s.decode(data, &row); err != nil {
			return row, err
		}
		s.pledged.Put(n, row)
	}
	if !day.IsZero() {
		row.Pledge.State, row.Pledge.AsOf = record.StateAt(&row.Pledge, day), &day
	}
	return row, nil
}

func pledgeColumns(asked *record.PledgeFilter) *where {
	f := *asked
	w := &where{}
	if f.Known.IsZero() {
		w.and("p.ended=0")
	} else {
		w.and("p.at <= ? AND (p.ended=0 OR p.ended > ?)", f.Known.Unix(), f.Known.UnixMicro())
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story f WHERE f.n=p.story AND f.cluster=f.n)")
	}
	pair := record.PairOf(f.Party, f.Other)
	if pair != "" {
		f.Party, f.Other = "", ""
	}
	for _, k := range [...][2]string{{"pair", pair}, {"by", f.By}, {"to", f.To}, {"party", f.Party}, {"party", f.Other}, {"entity", f.Entity}} {
		if k[1] != "" { // gathered first: of all that are due, few are theirs
			w.and("p.n IN (SELECT k.pledge FROM pledge_key k WHERE k.role=? AND k.value=?)", k[0], k[1])
		}
	}
	switch f.State {
	case "":
	case "open":
		w.and("p.asserted='open' AND p.due >= ?", record.DayNumber(f.AsOf))
	case "overdue":
		w.and("p.asserted='open' AND p.due < ?", record.DayNumber(f.AsOf))
	default:
		w.and("p.asserted=?", f.State)
	}
	if f.StoryID != "" {
		w.and("p.version IN (SELECT v.n FROM version v WHERE v.story=(SELECT n FROM story WHERE id=?))", f.StoryID)
	}
	if !f.DueSince.IsZero() {
		w.and("p.due >= ?", record.DayNumber(f.DueSince))
	}
	if !f.DueUntil.IsZero() {
		w.and("p.due <= ?", record.DayNumber(f.DueUntil.Last()))
	}
	return w
}
