package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/datelinewire/dateline/record"
)

// PutPolls stores what came of polls: see record.Sources.
func (s *Store) PutPolls(ctx context.Context, polls ...record.Poll) ([]int, error) {
	out := make([]int, len(polls))
	err := s.write(ctx, "store polls", "", func(t *tx) error {
		for i := range polls {
			var err error
			if out[i], err = putPoll(ctx, t, &polls[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func putPoll(ctx context.Context, t *tx, p *record.Poll) (int, error) {
	n, err := sourceNumber(ctx, t, p.SourceID)
	if n == 0 || err != nil {
		return 0, err
	}
	added := 0
	today := record.SeenDay(p.State.Polled)
	for i := range p.Items {
		isNew, err := putItem(ctx, t, n, &p.Items[i], today)
		if err != nil {
			return 0, err
		}
		if isNew {
			added++
		}
	}
	if len(p.Items) > 0 {
		if _, err := t.do(ctx, "DELETE FROM source_item WHERE source=? AND day<?", n, today-record.KeepSeen); err != nil {
			return 0, err
		}
	}
	state := p.State
	state.Items += added
	data, err := json.Marshal(&state)
	if err != nil {
		return 0, err
	}
	if _, err := t.do(ctx, "INSERT OR REPLACE INTO source_state ("+stateColumns+", sum) VALUES (?1,?2,checksum(?1,?2))", n, t.s.pack.Row(data)); err != nil {
		return 0, err
	}
	for i := range p.Plans {
		if _, err := putPlan(ctx, t, &p.Plans[i]); err != nil {
			return 0, err
		}
	}
	for i := range p.Log {
		if err := putLog(ctx, t, n, &p.Log[i], cmp.Or(p.KeepLog, record.MaxLog)); err != nil {
			return 0, err
		}
	}
	if p.Address != "" || p.Paused != "" {
		return added, amend(ctx, t, n, p)
	}
	return added, nil
}

// putItem stores an item, and reports whether it brought a story or a version
// that was not on record.
func putItem(ctx context.Context, t *tx, source int64, it *record.PolledItem, today int) (bool, error) {
	var n int64
	var story string
	err := t.one(ctx, "SELECT n, story FROM source_item WHERE source=? AND key=?", []any{source, it.Key}, &n, &story)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM source_item", nil, &n)
	}
	if err != nil {
		return false, err
	}
	added := false
	if it.Entry.Story.Text != "" {
		e := it.Entry
		if e.Version.StoryID == "" {
			e.Version.StoryID = story
		}
		if err := record.Prepare(&e, t.s.now()); err != nil {
			return false, err
		}
		r, err := put(ctx, t, &e)
		if err != nil {
			return false, err
		}
		story, added = r.StoryID, r.Added
	}
	_, err = t.do(ctx, "INSERT OR REPLACE INTO source_item ("+itemsColumns+", sum) VALUES (?1,?2,?3,?4,?5,?6,?7,checksum(?1,?2,?3,?4,?5,?6,?7))",
		n, source, it.Key, story, it.Content, number(it.Open), int64(today))
	return added, err
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// putLog adds a line to a source's log and lets the oldest go.
func putLog(ctx context.Context, t *tx, source int64, l *record.LogLine, most int) error {
	var n int64
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM source_log", nil, &n); err != nil {
		return err
	}
	kept := l.Bytes[:min(len(l.Bytes), record.MaxKept)]
	if _, err := t.do(ctx, "INSERT INTO source_log ("+logColumns+", sum) VALUES (?1,?2,?3,?4,?5,?6,?7,checksum(?1,?2,?3,?4,?5,?6,?7))",
		n, source, l.At.UnixMicro(), number(l.Failed), l.Text, t.s.pack.Row(kept), int64(len(kept))); err != nil {
		return err
	}
	_, err := t.do(ctx, "DELETE FROM source_log WHERE source=?1 AND n<=(SELECT n FROM source_log WHERE source=?1 ORDER BY n DESC LIMIT 1 OFFSET ?2)", source, most)
	return err
}

// amend changes a source's settings as a poll found necessary.
func amend(ctx context.Context, t *tx, n int64, p *record.Poll) error {
	var data []byte
	var x record.SourceSettings
	if err := t.one(ctx, "SELECT data FROM source WHERE n=?", []any{n}, &data); err != nil {
		return err
	}
	if err := t.s.decode(data, &x); err != nil {
		return err
	}
	var taken int
	if err := t.one(ctx, "SELECT count(*) FROM source WHERE address=? AND n<>?", []any{p.Address, n}, &taken); err != nil {
		return err
	}
	if p.Address != "" && taken == 0 {
		x.Address = p.Address
	}
	if p.Paused != "" {
		x.Paused = p.Paused
	}
	return putSource(ctx, t, n, &x)
}
