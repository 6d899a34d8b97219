package sqlite

import (
	"context"
	"fmt"
)

// sources takes over what is followed. A damaged item is forgotten: it is
// found to be on record when it comes again. A damaged source is set aside
// with what can be read of it, and has to be added again.
func (m *mender) sources(ctx context.Context, t *tx) error {
	if !m.old.has(ctx, "source") {
		return nil
	}
	aside := 0
	w := table{"source", sourceColumns, []string{"INDEXED BY sqlite_autoindex_source_1", "INDEXED BY sqlite_autoindex_source_2"}}
	err := m.each(ctx, w, func(v []any) error { return insert(ctx, t, w, v) }, func(n int64, why string) error {
		left := map[string]any{}
		for _, column := range [...]string{"id", "address", "unpack(data)"} {
			var v any
			if m.old.w.QueryRowContext(ctx, "SELECT "+column+" FROM source WHERE n=?", n).Scan(&v) == nil {
				left[column] = fmt.Sprint(v)
			}
		}
		if len(left) == 0 {
			return nil // a number that was only tried
		}
		aside++
		return m.setAside(ctx, t, name{}, fmt.Sprintf("source %v was set aside, add it again: %s", left["address"], why), left)
	})
	if err != nil {
		return err
	}
	m.did(aside, "source was set aside: add it again", "sources were set aside: add them again")
	lost := 0
	for _, w := range [...]table{
		{"source_state", stateColumns, nil},
		{"source_item", itemsColumns, []string{"INDEXED BY sqlite_autoindex_source_item_1"}},
		{"source_log", logColumns, []string{"INDEXED BY source_log_source"}},
	} {
		of := 1 // the column that says which source
		if w.name == "source_state" {
			of = 0
		}
		err := m.each(ctx, w, func(v []any) error {
			var there int
			if err := t.one(ctx, "SELECT count(*) FROM source WHERE n=?", []any{v[of]}, &there); err != nil || there == 0 {
				return err
			}
			return insert(ctx, t, w, v)
		}, func(int64, string) error { lost++; return nil })
		if err != nil {
			return err
		}
	}
	m.did(lost, "line of what is known of sources was left out", "lines of what is known of sources were left out")
	return nil
}
