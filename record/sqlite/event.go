package sqlite

import (
	"cmp"
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
	sort, dir, than := "e.at", "DESC", "<"
	switch {
	case f.Ahead:
		sort, dir, than = "e.first", "ASC", ">"
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
		w.and("("+sort+","+row+") "+than+" (?,?)", v, n)
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
	n, version, ended int64
}

const refColumns = "e.n, e.version, e.ended"

func scanRef(scan func(...any) error, more ...any) (eventRef, error) {
	var r eventRef
	err := scan(append([]any{&r.n, &r.version, &r.ended}, more...)...)
	return r, err
}

// eventRows fetches events, in the order of refs; their Copies are left open.
// The events of one version are read together.
func (s *Store) eventRows(ctx context.Context, pool *sql.DB, refs []eventRef) ([]record.EventRow, error) {
	of := map[int64][]int{} // of refs, by version
	var versions []int64
	for i, r := range refs {
		if of[r.version] == nil {
			versions = append(versions, r.version)
		}
		of[r.version] = append(of[r.version], i)
	}
	out := make([]record.EventRow, len(refs))
	got := 0
	for part := range slices.Chunk(versions, 500) {
		err := ask(ctx, pool, `SELECT g.version, g.first, g.data, s.id, v.content, v.headline, v.source, e.at, r.name
			FROM digest g JOIN event e ON e.n=g.first JOIN version v ON v.n=g.version JOIN story s ON s.n=e.story JOIN reader r ON r.n=e.reader
			WHERE g.version IN (`+marks(len(part))+")", list(part), func(scan func(...any) error) error {
			var version, first, at int64
			var data []byte
			var row record.EventRow
			if err := scan(&version, &first, &data, &row.StoryID, &row.ContentID, &row.Headline, &row.Source, &at, &row.Reader); err != nil {
				return err
			}
			row.At = time.Unix(at, 0).UTC()
			got += len(of[version])
			return s.undigest(data, first, row, refs, of[version], out)
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

// undigest reads those of the refs that are of one version, given by which, off
// its digest; like has what they have in common.
func (s *Store) undigest(data []byte, first int64, like record.EventRow, refs []eventRef, which []int, out []record.EventRow) error {
	data, err := s.pack.Unpack(data)
	if err != nil {
		return err
	}
	which = slices.Clone(which)
	slices.SortFunc(which, func(a, b int) int { return cmp.Compare(refs[a].n, refs[b].n) })
	var places []int
	var into []*record.EventRow
	for _, i := range which {
		out[i] = like
		out[i].Live = refs[i].ended == 0
		places, into = append(places, int(refs[i].n-first)), append(into, &out[i])
	}
	return digested(data, places, into)
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
