package sqlite

import (
	"context"
	"encoding/json"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Events gives events: see record.Store.
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
	err = s.rows(ctx, "SELECT "+sort+", e.n, e.ended, "+eventData+", (SELECT count(*)-1 FROM story c WHERE c.cluster=s.cluster) FROM "+from+
		" JOIN story s ON s.n=e.story WHERE "+w.String()+" ORDER BY "+sort+" "+dir+", "+row+" "+dir+" LIMIT ?", append(w.args, limit+1),
		func(scan func(...any) error) error {
			var at, n, ended int64
			var data string
			var copies int
			if err := scan(&at, &n, &ended, &data, &copies); err != nil {
				return err
			}
			if len(page.Events) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{at, n}
			ev, err := scanEvent(data, ended == 0, copies)
			page.Events = append(page.Events, ev)
			return err
		})
	return page, s.fail(op, "", err)
}

// eventTables gives the tables and conditions of a filter, without order and
// place in the list. The first key leads, in time's order.
func eventTables(f *record.EventFilter) (from string, w *where, driven bool) {
	w = &where{}
	from = "event e"
	for _, k := range [...][2]string{
		{"entity", f.Entity}, {"actor", f.Actor}, {"recipient", f.Recipient}, {"party", f.Party}, {"party", f.Other}, {"topic", f.Topic},
	} {
		switch {
		case k[1] == "":
		case !driven:
			driven = true
			from = "event_key k CROSS JOIN event e ON e.n = k.event"
			w.and("k.role=? AND k.value=?", k[0], k[1])
		default:
			w.and("EXISTS (SELECT 1 FROM event_key o WHERE o.role=? AND o.value=? AND o.at=e.at AND o.event=e.n)", k[0], k[1])
		}
	}
	eventColumns(f, w)
	return from, w, driven
}

func eventColumns(f *record.EventFilter, w *where) {
	for _, c := range [...][2]string{{"e.type", f.Type}, {"e.mode", f.Mode}, {"e.status", string(f.Status)}} {
		if c[1] != "" {
			w.and(c[0]+"=?", c[1])
		}
	}
	if f.StoryID != "" {
		w.and("e.story=(SELECT n FROM story WHERE id=?)", f.StoryID)
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
		w.and("e.at <= ? AND (e.ended=0 OR e.ended > ?)", f.AsOf.UnixMicro(), f.AsOf.UnixMicro())
	case !f.Superseded:
		w.and("e.ended=0")
	}
	if f.Fold {
		w.and("EXISTS (SELECT 1 FROM story f WHERE f.n=e.story AND f.cluster=f.n)")
	}
}

// Pledges gives pledges: see record.Store.
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
			var data string
			if err := scan(&due, &n, &data); err != nil {
				return err
			}
			if len(page.Pledges) == limit {
				page.Next = record.Cursor(last[0], last[1])
				return nil
			}
			last = [2]int64{due, n}
			row, err := scanPledge(data, f.AsOf)
			page.Pledges = append(page.Pledges, row)
			return err
		})
	return page, s.fail("list pledges", "", err)
}

func scanPledge(data string, day calendar.Day) (record.PledgeRow, error) {
	var row record.PledgeRow
	err := json.Unmarshal([]byte(data), &row)
	if !day.IsZero() {
		row.Pledge.State, row.Pledge.AsOf = record.StateAt(&row.Pledge, day), &day
	}
	return row, err
}

func pledgeColumns(f *record.PledgeFilter) *where {
	w := &where{}
	w.and("p.ended=0")
	for _, k := range [...][2]string{{"by", f.By}, {"to", f.To}, {"party", f.Party}} {
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
