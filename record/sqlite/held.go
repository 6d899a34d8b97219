package sqlite

import (
	"context"
	"encoding/json"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// dropHeld takes away the offices that a version told of.
func dropHeld(ctx context.Context, t *tx, version int64) error {
	type row struct {
		n, day int64
		held   record.Held
	}
	var rows []row
	err := t.all(ctx, "SELECT n, day, data FROM office WHERE version=?", []any{version}, func(scan func(...any) error) error {
		var r row
		var data []byte
		if err := scan(&r.n, &r.day, &data); err != nil {
			return err
		}
		err := t.s.decode(data, &r.held)
		rows = append(rows, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, k := range record.NameKeys(r.held.Name) {
			if _, err := t.do(ctx, "DELETE FROM office_key WHERE name=? AND day=? AND office=?", k, r.day, r.n); err != nil {
				return err
			}
		}
	}
	_, err = t.do(ctx, "DELETE FROM office WHERE version=?", version)
	return err
}

// decode reads what was packed as JSON.
func (s *Store) decode(data []byte, into any) error {
	data, err := s.pack.Unpack(data)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// Known returns offices that stories told of: see record.Store. Offices of one
// day come by content, and so neither as they arrived nor as they were read.
func (s *Store) Known(ctx context.Context, name string, before calendar.Day) ([]record.Held, error) {
	var out []record.Held
	err := s.rows(ctx, `SELECT o.data FROM office_key k JOIN office o ON o.n=k.office JOIN version v ON v.n=o.version
		WHERE k.name=? AND k.day<? ORDER BY k.day DESC, v.content, o.version, o.n LIMIT ?`,
		[]any{record.NameKey(name), record.DayNumber(before), record.MaxKnown}, func(scan func(...any) error) error {
			var data []byte
			var h record.Held
			if err := scan(&data); err != nil {
				return err
			}
			err := s.decode(data, &h)
			out = append(out, h)
			return err
		})
	return out, s.fail("look up offices", name, err)
}

func writeHeld(ctx context.Context, t *tx, h *record.Held, version int64) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	day := record.DayNumber(h.Day)
	n, err := t.do(ctx, "INSERT INTO office (version, day, data) VALUES (?,?,?)", version, day, t.s.pack.Row(data))
	if err != nil {
		return err
	}
	for _, k := range record.NameKeys(h.Name) {
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO office_key (name, day, office) VALUES (?,?,?)", k, day, n); err != nil {
			return err
		}
	}
	return nil
}
