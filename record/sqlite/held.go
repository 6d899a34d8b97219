package sqlite

import (
	"context"
	"encoding/json"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

const (
	dropKeys = "DELETE FROM office_key WHERE office IN (SELECT n FROM office WHERE version=?)"
	dropHeld = "DELETE FROM office WHERE version=?"
)

// Known gives offices that stories told of: see record.Store. Offices of one
// day come by story and not by when they were read.
func (s *Store) Known(ctx context.Context, name string, before calendar.Day) ([]record.Held, error) {
	var out []record.Held
	err := s.rows(ctx, `SELECT o.data FROM office_key k JOIN office o ON o.n=k.office
		WHERE k.name=? AND k.day<? ORDER BY k.day DESC, o.version, o.n LIMIT ?`,
		[]any{record.NameKey(name), record.DayNumber(before), record.MaxKnown}, func(scan func(...any) error) error {
			var data string
			var h record.Held
			if err := scan(&data); err != nil {
				return err
			}
			err := json.Unmarshal([]byte(data), &h)
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
	n, err := t.do(ctx, "INSERT INTO office (version, day, data) VALUES (?,?,?)", version, day, string(data))
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
