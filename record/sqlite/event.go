package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Events returns events: see record.Store.
func (s *Store) Events(ctx context.Context, f record.EventFilter) (record.EventPage, error) {
	const op = "list events"
	from, w, driven := eventTables(&f)
	sort, dir, cmp := "e.at", "DESC", "<"
	switch {
	case f.Ahead:
		sort, dir, cmp = "e.first", "ASC", ">"
	case driven:
		sort = "k.at"
	}
	v, n, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.EventPage{}, err
	}
	row := "e.n"
	if driven && !f.Ahead {
		row = "k.event"
	}
	if ok {
		w.and("("+sort+","+row+") "+cmp+" (?,?)", v, n)
	}
	limit := record.Limit(f.Limit)
	var page record.EventPage
	var last [2]int64
	var refs []eventRef
	var copies []int
	err = s.rows(ctx, "SELECT "+refColumns+", "+sort+", (SELECT count(*)-1 FROM story c WHERE c.cluster=s.cluster) FROM "+from+
		" JOIN story s ON s.n=e.story WHERE "+w.String()+" ORDER BY "+sort+" "+dir+", "+row+" "+dir+" LIMIT ?", append(w.args, limit+1),
		func(scan func(...any) error) error {
			var at int64
			var others int
			ref, err := scanRef(scan, &at, &others)
			if err != nil {
				return err
			}
			if len(refs) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{at, ref.n}
			refs, copies = append(refs, ref), append(copies, others)
			return nil
		})
	if err != nil {
		return page, s.fail(op, "", err)
	}
	page.Events, err = s.eventRows(ctx, s.r, refs)
	for i := range page.Events {
		page.Events[i].Copies = copies[i]
	}
	return page, s.fail(op, "", err)
}

// eventRef is where an event is found.
type eventRef struct {
	n, story, ended int64
}

const refColumns = "e.n, e.story, e.ended"

func scanRef(scan func(...any) error, more ...any) (eventRef, error) {
	var r eventRef
	err := scan(append([]any{&r.n, &r.story, &r.ended}, more...)...)
	return r, err
}

// eventRows fetches events, in the order of refs; their Copies are left open.
func (s *Store) eventRows(ctx context.Context, pool *sql.DB, refs []eventRef) ([]record.EventRow, error) {
	at := make(map[int64]int, len(refs))
	ns := make([]int64, len(refs))
	for i, r := range refs {
		at[r.n], ns[i] = i, r.n
	}
	out := make([]record.EventRow, len(refs))
	got := 0
	for part := range slices.Chunk(ns, 500) {
		err := ask(ctx, pool, `SELECT e.n, d.data, s.id, v.content, v.headline, v.source, e.at, r.name
			FROM event e JOIN event_data d ON d.n=e.n JOIN version v ON v.n=e.version JOIN story s ON s.n=e.story JOIN reader r ON r.n=e.reader
			WHERE e.n IN (`+marks(len(part))+")", list(part), func(scan func(...any) error) error {
			var n, when int64
			var data []byte
			var row record.EventRow
			var id, content, headline, source, reader string
			if err := scan(&n, &data, &id, &content, &headline, &source, &when, &reader); err != nil {
				return err
			}
			err := s.decode(data, &row)
			row.StoryID, row.ContentID, row.Headline, row.Source, row.Reader = id, content, headline, source, reader
			row.At, row.Live = time.Unix(when, 0).UTC(), refs[at[n]].ended == 0
			out[at[n]] = row
			got++
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if got < len(refs) {
		return nil, errLost
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
	keys := [][2]string{
		{"entity", f.Entity}, {"place", f.Place}, {"actor", f.Actor}, {"recipient", f.Recipient}, {"party", f.Party}, {"party", f.Other}, {"topic", f.Topic},
	}
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
	if ok {
		w.and("(p.due, p.n) > (?,?)", v, n)
	}
	limit := record.Limit(f.Limit)
	var page record.PledgePage
	var last [2]int64
	err = s.rows(ctx, "SELECT p.due, p.n, p.data FROM pledge p WHERE "+w.String()+" ORDER BY p.due, p.n LIMIT ?", append(w.args, limit+1),
		func(scan func(...any) error) error {
			var due, n int64
			var data []byte
			if err := scan(&due, &n, &data); err != nil {
				return err
			}
			if len(page.Pledges) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{due, n}
			row, err := s.scanPledge(data, f.AsOf)
			page.Pledges = append(page.Pledges, row)
			return err
		})
	return page, s.fail("list pledges", "", err)
}

func (s *Store) scanPledge(data []byte, day calendar.Day) (record.PledgeRow, error) {
	var row record.PledgeRow
	err := s.decode(data, &row)
	if !day.IsZero() {
		row.Pledge.State, row.Pledge.AsOf = record.StateAt(&row.Pledge, day), &day
	}
	return row, err
}

func pledgeColumns(f *record.PledgeFilter) *where {
	w := &where{}
	if f.Known.IsZero() {
		w.and("p.ended=0")
	} else {
		w.and("p.at <= ? AND (p.ended=0 OR p.ended > ?)", f.Known.Unix(), f.Known.UnixMicro())
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story f WHERE f.n=p.story AND f.cluster=f.n)")
	}
	for _, k := range [...][2]string{{"by", f.By}, {"to", f.To}, {"party", f.Party}, {"party", f.Other}, {"entity", f.Entity}} {
		if k[1] != "" {
			w.and("EXISTS (SELECT 1 FROM pledge_key k WHERE k.role=? AND k.value=? AND k.pledge=p.n)", k[0], k[1])
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
		w.and("p.story=(SELECT n FROM story WHERE id=?)", f.StoryID)
	}
	if !f.DueSince.IsZero() {
		w.and("p.due >= ?", record.DayNumber(f.DueSince))
	}
	if !f.DueUntil.IsZero() {
		w.and("p.due <= ?", record.DayNumber(f.DueUntil.Last()))
	}
	return w
}
