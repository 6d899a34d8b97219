package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/zeebo/xxh3"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

const selectEntry = "SELECT v.body, v.data, v.change FROM version v "

func scanEntry(scan func(...any) error) (record.Entry, error) {
	var e record.Entry
	var body, data, change string
	if err := scan(&body, &data, &change); err != nil {
		return e, err
	}
	err := errors.Join(json.Unmarshal([]byte(data), &e.Story), json.Unmarshal([]byte(change), &e.Version))
	e.Story.Text = body
	return e, err
}

// index makes the index of a version anew from what is on record.
func index(ctx context.Context, t *tx, version int64) error {
	var e record.Entry
	var story, head, at, ended int64
	err := t.one(ctx, "SELECT v.story, s.head, v.at, v.ended FROM version v JOIN story s ON s.n=v.story WHERE v.n=?", []any{version}, &story, &head, &at, &ended)
	if err != nil {
		return err
	}
	if err := t.all(ctx, selectEntry+"WHERE v.n=?", []any{version}, func(scan func(...any) error) (err error) {
		e, err = scanEntry(scan)
		return err
	}); err != nil {
		return err
	}
	r, err := lastReading(ctx, t, &e)
	if err != nil {
		return err
	}
	js, err := judgements(ctx, t, story)
	if err != nil {
		return err
	}
	x := record.IndexOf(&e, r, js)
	if head == version {
		if err := writeKeys(ctx, t, story, at, x.Keys); err != nil {
			return err
		}
	}
	if err := dropFacts(ctx, t, version); err != nil || r == nil {
		return err
	}
	read := record.Apply(r, js)
	for i := range x.Events {
		if err := writeEvent(ctx, t, &x.Events[i], read, version, story, at, ended); err != nil {
			return err
		}
	}
	for i := range x.Held {
		if head != version {
			break // only what stands is known
		}
		if err := writeHeld(ctx, t, &x.Held[i], version); err != nil {
			return err
		}
	}
	for i := range x.Pledges {
		if err := writePledge(ctx, t, &x.Pledges[i], version, story, ended); err != nil {
			return err
		}
	}
	return nil
}

func lastReading(ctx context.Context, t *tx, e *record.Entry) (*fact.Reading, error) {
	var data []byte
	err := t.one(ctx, "SELECT data FROM reading WHERE content=? ORDER BY n DESC LIMIT 1", []any{e.Story.ID}, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return decodeReading(data, e.Story.Text)
}

func decodeReading(data []byte, text string) (*fact.Reading, error) {
	r := new(fact.Reading)
	err := json.Unmarshal(data, r)
	r.Story.Text = text
	return r, err
}

func writeKeys(ctx context.Context, t *tx, story, at int64, keys []record.KeyValue) error {
	if _, err := t.do(ctx, "DELETE FROM story_key WHERE story=?", story); err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO story_key (key, value, at, story) VALUES (?,?,?,?)", string(k.Key), k.Value, at, story); err != nil {
			return err
		}
	}
	return nil
}

func dropFacts(ctx context.Context, t *tx, version int64) error {
	for _, q := range [...]string{
		"DELETE FROM event_key WHERE event IN (SELECT n FROM event WHERE version=?)",
		"DELETE FROM event_data WHERE n IN (SELECT n FROM event WHERE version=?)",
		"DELETE FROM event WHERE version=?",
		"DELETE FROM pledge_key WHERE pledge IN (SELECT n FROM pledge WHERE version=?)",
		"DELETE FROM pledge WHERE version=?",
		dropKeys, dropHeld,
	} {
		if _, err := t.do(ctx, q, version); err != nil {
			return err
		}
	}
	return nil
}

func writeEvent(ctx context.Context, t *tx, row *record.EventRow, r *fact.Reading, version, story, at, ended int64) error {
	data, err := json.Marshal(row)
	if err != nil {
		return err
	}
	ev := &row.Event
	first, last := record.Bounds(row.From, row.To)
	mode := ""
	if ev.Mode != nil {
		mode = *ev.Mode
	}
	n, err := t.do(ctx, `INSERT INTO event (version, story, at, ended, type, mode, status, background, first, last)
		VALUES (?,?,?,?,?,?,?,?,?,?)`, version, story, at, ended, ev.Type, mode, string(ev.Status), ev.Background, first, last)
	if err != nil {
		return err
	}
	if _, err := t.do(ctx, "INSERT INTO event_data (n, data) VALUES (?,?)", n, string(data)); err != nil {
		return err
	}
	key := func(role, value string) {
		if err == nil && value != "" {
			_, err = t.do(ctx, "INSERT OR IGNORE INTO event_key (role, value, at, event) VALUES (?,?,?,?)", role, value, at, n)
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
	for _, c := range ev.Contexts {
		key("topic", c)
	}
	for _, k := range record.PartyKeys(r, ev) {
		key("entity", k)
	}
	return err
}

func writePledge(ctx context.Context, t *tx, row *record.PledgeRow, version, story, ended int64) error {
	data, err := json.Marshal(row)
	if err != nil {
		return err
	}
	p := &row.Pledge
	_, due := record.Bounds(record.DueOf(p))
	n, err := t.do(ctx, "INSERT INTO pledge (version, story, ended, asserted, due, data) VALUES (?,?,?,?,?,?)",
		version, story, ended, p.Asserted, due, string(data))
	key := func(role, value string) {
		if err == nil && value != "" {
			_, err = t.do(ctx, "INSERT OR IGNORE INTO pledge_key (role, value, pledge) VALUES (?,?,?)", role, value, n)
		}
	}
	for _, by := range p.By {
		key("by", by.Code)
		key("party", by.Code)
	}
	for _, to := range p.To {
		key("to", to.Code)
		key("party", to.Code)
	}
	return err
}

// PutReading stores readings: see record.Store.
func (s *Store) PutReading(ctx context.Context, in ...*fact.Reading) error {
	return s.write(ctx, "store readings", "", func(t *tx) error {
		for _, r := range in {
			if err := putReading(ctx, t, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func putReading(ctx context.Context, t *tx, r *fact.Reading) error {
	var versions []int64
	err := t.all(ctx, "SELECT n FROM version WHERE content=? ORDER BY n", []any{r.Story.ID}, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		versions = append(versions, n)
		return err
	})
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return &fault.Error{Op: "store reading", Kind: fault.NotFound, ID: r.Story.ID, Err: errors.New("no such story is on record: store the story first")}
	}
	short := *r
	short.Story.Text = ""
	data, err := json.Marshal(&short)
	if err != nil {
		return err
	}
	if _, err := t.do(ctx, "INSERT OR IGNORE INTO reading (content, reader, sum, data) VALUES (?,?,?,?)", r.Story.ID, r.Reader, int64(xxh3.Hash(data)), data); err != nil {
		return err
	}
	if err := endAttempt(ctx, t, r.Story.ID, r.Reader); err != nil {
		return err
	}
	for _, n := range versions {
		if err := index(ctx, t, n); err != nil {
			return err
		}
	}
	return nil
}
