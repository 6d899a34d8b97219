package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// derived is all that follows from a version, its reading and what was judged
// of it.
type derived struct {
	entry   record.Entry
	reading *fact.Reading // with judgements applied; nil: not read yet
	reader  int64         // its number
	index   record.Index
	story   int64
	latest  bool
	at      int64
	ended   int64
}

// derive works out what follows from a version that is on record.
func derive(ctx context.Context, t *tx, version int64) (*derived, error) {
	var d derived
	var head int64
	err := t.all(ctx, "SELECT v.story, s.head, v.ended, "+entryColumns+" FROM version v JOIN story s ON s.n=v.story WHERE v.n=?", []any{version},
		func(scan func(...any) error) (err error) {
			d.entry, err = t.s.scanEntry(scan, &d.story, &head, &d.ended)
			return err
		})
	if err != nil {
		return nil, err
	}
	d.latest = head == version
	d.at = record.At(&d.entry.Story, &d.entry.Version).Unix()
	r, reader, err := lastReading(ctx, t, &d.entry)
	if err != nil {
		return nil, err
	}
	js, err := judgements(ctx, t, d.story)
	if err != nil {
		return nil, err
	}
	d.reader = reader
	d.index = record.IndexOf(&d.entry, r, js)
	if r != nil {
		d.reading = record.Apply(r, js)
	}
	return &d, nil
}

// indexStory makes the indexes of all versions of a story anew.
func indexStory(ctx context.Context, t *tx, story int64) error {
	var all []int64
	err := t.all(ctx, "SELECT n FROM version WHERE story=? ORDER BY number", []any{story}, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		all = append(all, n)
		return err
	})
	for _, n := range all {
		if err == nil {
			err = index(ctx, t, n)
		}
	}
	return err
}

// index makes the index of a version anew from what is on record.
func index(ctx context.Context, t *tx, version int64) error {
	d, err := derive(ctx, t, version)
	if err != nil {
		return err
	}
	if d.latest {
		if err := writeKeys(ctx, t, d); err != nil {
			return err
		}
	}
	if err := dropFacts(ctx, t, version); err != nil || d.reading == nil {
		return err
	}
	if err := writeEvents(ctx, t, d, version); err != nil {
		return err
	}
	for i := range d.index.Held {
		if !d.latest {
			break // only what stands is known
		}
		if err := writeHeld(ctx, t, &d.index.Held[i], version); err != nil {
			return err
		}
	}
	if err := writeDetails(ctx, t, version, d); err != nil {
		return err
	}
	for i := range d.index.Pledges {
		if err := writePledge(ctx, t, &d.index.Pledges[i], version, d); err != nil {
			return err
		}
	}
	return nil
}

const termColumns = "n, kind, value"

// term returns the number of a value, which gets one where it has none. Of
// the spellings that differ in case the least is kept.
func term(ctx context.Context, t *tx, kind, value string) (int64, error) {
	key := kind + "\x00" + value
	if n := t.terms[key]; n != 0 {
		return n, nil
	}
	var n int64
	var have string
	err := t.one(ctx, "SELECT n, value FROM term WHERE kind=? AND value=?", []any{kind, value}, &n, &have)
	if errors.Is(err, sql.ErrNoRows) {
		if err = t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM term", nil, &n); err == nil {
			_, err = t.do(ctx, "INSERT INTO term ("+termColumns+", sum) VALUES (?1,?2,?3,checksum(?1,?2,?3))", n, kind, value)
		}
	} else if err == nil && value < have {
		_, err = t.do(ctx, "UPDATE term SET value=?3, sum=checksum(?1,?2,?3) WHERE n=?1", n, kind, value)
	}
	t.terms[key] = n
	return n, err
}

// varints and unvarints carry terms in a column.
func varints(ns []int64) []byte {
	var out []byte
	for _, n := range ns {
		out = binary.AppendUvarint(out, uint64(n))
	}
	return out
}

func unvarints(b []byte) []int64 {
	var out []int64
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return out
		}
		out, b = append(out, int64(n)), b[size:]
	}
	return out
}

// storyKeys returns under which terms and which time a story is listed.
func storyKeys(ctx context.Context, t *tx, story int64) (keys []int64, at int64, err error) {
	var packed []byte
	err = t.one(ctx, "SELECT keys, at FROM story WHERE n=?", []any{story}, &packed, &at)
	return unvarints(packed), at, err
}

// dropKeys takes a story out of the lists of its properties.
func dropKeys(ctx context.Context, t *tx, story int64) error {
	keys, at, err := storyKeys(ctx, t, story)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.do(ctx, "DELETE FROM story_key WHERE term=? AND at=? AND story=?", k, at, story); err != nil {
			return err
		}
	}
	_, err = t.do(ctx, "UPDATE story SET keys=NULL WHERE n=?", story)
	return err
}

func writeKeys(ctx context.Context, t *tx, d *derived) error {
	old, at, err := storyKeys(ctx, t, d.story)
	if err != nil {
		return err
	}
	var keys []int64
	for _, k := range d.index.Keys {
		n, err := term(ctx, t, string(k.Key), k.Value)
		if err != nil {
			return err
		}
		keys = append(keys, n)
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if _, err := t.do(ctx, "UPDATE story SET keys=? WHERE n=?", varints(keys), d.story); err != nil {
		return err
	}
	for _, k := range old {
		if !slices.Contains(keys, k) {
			if _, err := t.do(ctx, "DELETE FROM story_key WHERE term=? AND at=? AND story=?", k, at, d.story); err != nil {
				return err
			}
		}
	}
	for _, k := range keys {
		if !slices.Contains(old, k) {
			if _, err := t.do(ctx, "INSERT OR IGNORE INTO story_key (term, at, story) VALUES (?,?,?)", k, at, d.story); err != nil {
				return err
			}
		}
	}
	return nil
}

func dropFacts(ctx context.Context, t *tx, version int64) error {
	type row struct {
		n, at int64
		keys  []byte
	}
	var events []row
	err := t.all(ctx, "SELECT n, at, keys FROM event WHERE version=?", []any{version}, func(scan func(...any) error) error {
		var r row
		err := scan(&r.n, &r.at, &r.keys)
		events = append(events, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, e := range events {
		for _, k := range unvarints(e.keys) {
			if _, err := t.do(ctx, "DELETE FROM event_key WHERE term=? AND at=? AND event=?", k, e.at, e.n); err != nil {
				return err
			}
		}
	}
	for _, q := range [...]string{
		"DELETE FROM digest WHERE version=?",
		"DELETE FROM event WHERE version=?",
		"DELETE FROM pledge_key WHERE pledge IN (SELECT n FROM pledge WHERE version=?)",
		"DELETE FROM pledge WHERE version=?",
	} {
		if _, err := t.do(ctx, q, version); err != nil {
			return err
		}
	}
	if err := dropDetails(ctx, t, version); err != nil {
		return err
	}
	return dropHeld(ctx, t, version)
}

func writeEvents(ctx context.Context, t *tx, d *derived, version int64) error {
	var next int64
	if err := t.one(ctx, "SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name='event'),0)+1", nil, &next); err != nil {
		return err
	}
	for i := range d.index.Events {
		if err := writeEvent(ctx, t, d, &d.index.Events[i], version, next+int64(i)); err != nil {
			return err
		}
	}
	if len(d.index.Events) == 0 {
		return nil
	}
	_, err := t.do(ctx, "INSERT INTO digest (version, first, data) VALUES (?,?,?)", version, next, t.s.pack.Digest(digestOf(d.index.Events)))
	return err
}

// eventKeys returns kind and value of the terms under which an event is
// looked up.
func eventKeys(row *record.EventRow, r *fact.Reading) (keys [][2]string) {
	ev := &row.Event
	key := func(kind, value string) {
		if value != "" {
			keys = append(keys, [2]string{kind, value})
		}
	}
	for _, p := range ev.Actors {
		key("actor", p.Code)
		key("party", p.Code)
	}
	for _, p := range ev.Recipients {
		key("recipient", p.Code)
		key("party", p.Code)
	}
	for _, p := range record.PairsOf(slices.Concat(ev.Actors, ev.Recipients)) {
		key("pair", p)
	}
	for _, c := range ev.Contexts {
		key("topic", c)
	}
	for _, k := range record.PartyKeys(r, ev) {
		key("entity", k)
	}
	key("place", row.PlaceKey)
	key("type", ev.Type)
	if ev.Mode != nil {
		key("mode", *ev.Mode)
	}
	return keys
}

// eventTerms returns the terms under which an event is looked up, and those
// of its type, mode and status, 0 for what it has not.
func eventTerms(ctx context.Context, t *tx, row *record.EventRow, r *fact.Reading) (keys []int64, own [3]int64, err error) {
	for _, k := range eventKeys(row, r) {
		n, err := term(ctx, t, k[0], k[1])
		if err != nil {
			return nil, own, err
		}
		keys = append(keys, n)
		switch k[0] {
		case "type":
			own[0] = n
		case "mode":
			own[1] = n
		}
	}
	if s := row.Event.Status; s != "" {
		own[2], err = term(ctx, t, "status", string(s))
	}
	slices.Sort(keys)
	return slices.Compact(keys), own, err
}

func writeEvent(ctx context.Context, t *tx, d *derived, row *record.EventRow, version, n int64) error {
	keys, own, err := eventTerms(ctx, t, row, d.reading)
	if err != nil {
		return err
	}
	first, last := record.Bounds(row.From, row.To)
	if _, err := t.do(ctx, `INSERT INTO event (n, version, story, at, ended, type, mode, status, background, first, last, reader, keys)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`, n, version, d.story, d.at, d.ended, own[0], own[1], own[2], row.Event.Background, first, last, d.reader, varints(keys)); err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.do(ctx, "INSERT INTO event_key (term, at, event) VALUES (?,?,?)", k, d.at, n); err != nil {
			return err
		}
	}
	return nil
}

func writePledge(ctx context.Context, t *tx, row *record.PledgeRow, version int64, d *derived) error {
	data, err := json.Marshal(row)
	if err != nil {
		return err
	}
	p := &row.Pledge
	_, due := record.Bounds(record.DueOf(p))
	n, err := t.do(ctx, "INSERT INTO pledge (version, story, at, ended, asserted, due, data) VALUES (?,?,?,?,?,?,?)",
		version, d.story, d.at, d.ended, p.Asserted, due, t.s.pack.Row(data))
	if err != nil {
		return err
	}
	for _, k := range pledgeKeys(p, d.reading) {
		role, value, _ := strings.Cut(k, " ")
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO pledge_key (role, value, pledge) VALUES (?,?,?)", role, value, n); err != nil {
			return err
		}
	}
	return nil
}

// pledgeKeys returns the roles of a pledge's parties, each with a code or,
// under the role entity, with its key.
func pledgeKeys(p *fact.Pledge, r *fact.Reading) []string {
	var out []string
	add := func(role, value string) {
		if value != "" && !slices.Contains(out, role+" "+value) {
			out = append(out, role+" "+value)
		}
	}
	for _, by := range p.By {
		add("by", by.Code)
		add("party", by.Code)
	}
	for _, to := range p.To {
		add("to", to.Code)
		add("party", to.Code)
	}
	for _, k := range record.PairsOf(slices.Concat(p.By, p.To)) {
		add("pair", k)
	}
	for _, k := range record.PledgeKeys(r, p) {
		add("entity", k)
	}
	return out
}
