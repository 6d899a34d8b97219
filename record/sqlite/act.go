package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/datelinewire/dateline/record"
)

// actColumns are those that the checksum is over.
const actColumns = "n, kind, author, at, data"

// PutAct stores an act: see record.Acts.
func (s *Store) PutAct(ctx context.Context, a record.Act) (record.Act, error) {
	if err := record.CheckAct(&a); err != nil {
		return a, err
	}
	if a.At.IsZero() {
		a.At = s.now()
	}
	a.At = a.At.UTC().Truncate(time.Microsecond)
	err := s.write(ctx, "keep what was done", string(a.Kind), func(t *tx) error {
		if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM act", nil, &a.N); err != nil {
			return err
		}
		_, err := t.do(ctx, "INSERT INTO act ("+actColumns+", sum) VALUES (?1,?2,?3,?4,?5,checksum(?1,?2,?3,?4,?5))",
			a.N, string(a.Kind), a.By, a.At.UnixMicro(), s.pack.Row(a.Data))
		return err
	})
	return a, err
}

// Acts returns acts: see record.Acts.
func (s *Store) Acts(ctx context.Context, kind record.ActKind) ([]record.Act, error) {
	var out []record.Act
	err := s.rows(ctx, "SELECT n, author, at, data FROM act WHERE kind=? ORDER BY n", []any{string(kind)}, func(scan func(...any) error) error {
		a := record.Act{Kind: kind}
		var at int64
		var data []byte
		if err := scan(&a.N, &a.By, &at, &data); err != nil {
			return err
		}
		a.At = time.UnixMicro(at).UTC()
		err := s.decode(data, &a.Data)
		out = append(out, a)
		return err
	})
	return out, s.fail("list what was done", string(kind), err)
}

// acts takes over what people did with the record, and sets aside what is
// damaged.
func (m *mender) acts(ctx context.Context, t *tx) error {
	if !m.old.has(ctx, "act") {
		return nil
	}
	aside := 0
	w := table{"act", actColumns, []string{"INDEXED BY act_kind"}}
	err := m.each(ctx, w, func(v []any) error { return insert(ctx, t, w, v) }, func(n int64, why string) error {
		var kind, data any
		if m.old.w.QueryRowContext(ctx, "SELECT kind, unpack(data) FROM act WHERE n=?", n).Scan(&kind, &data) != nil {
			return nil // a number that was only tried
		}
		aside++
		return m.setAside(ctx, t, name{}, fmt.Sprintf("what a person did (%v) was set aside: %s", kind, why), map[string]any{"data": fmt.Sprint(data)})
	})
	m.did(aside, "watch, judgement of links or export was set aside", "watches, judgements of links and exports were set aside")
	return err
}
