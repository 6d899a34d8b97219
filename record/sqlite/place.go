package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// shelf answers what record.Place asks, within a transaction.
type shelf struct {
	ctx context.Context
	t   *tx
}

func (s shelf) known(q string, args ...any) ([]record.Known, error) {
	var out []record.Known
	err := s.t.all(s.ctx, "SELECT s.n, "+entryColumns+" FROM "+q, args, func(scan func(...any) error) error {
		var n int64
		e, err := s.t.s.scanEntry(scan, &n)
		out = append(out, record.Known{Story: n, Entry: &e})
		return err
	})
	return out, err
}

// Named returns versions by a name: see record.Shelf.
func (s shelf) Named(name string) ([]record.Known, error) {
	out, err := s.known("name x JOIN version v ON v.n=x.version JOIN story s ON s.n=v.story WHERE x.key=? ORDER BY v.n DESC LIMIT ?", name, record.MaxNamed)
	slices.Reverse(out)
	return out, err
}

// Alike returns stories that share a band: see record.Shelf.
func (s shelf) Alike(sign *record.Signature) ([]record.Known, error) {
	var keys []any
	for _, b := range sign.Bands() {
		keys = append(keys, int64(uint32(b)))
	}
	if len(keys) == 0 {
		return nil, nil
	}
	return s.known(`story s JOIN version v ON v.n=s.head
		WHERE s.n IN (SELECT story FROM band WHERE hash IN (`+marks(len(keys))+`) GROUP BY story ORDER BY count(*) DESC, story LIMIT ?) ORDER BY s.n`, append(keys, record.MaxNamed)...)
}

// Between returns stories by when they are listed: see record.Shelf.
func (s shelf) Between(from, to time.Time) ([]record.Known, error) {
	return s.known("story s JOIN version v ON v.n=s.head WHERE s.at BETWEEN ? AND ? ORDER BY s.at DESC, s.n DESC LIMIT ?", from.Unix(), to.Unix(), record.MaxBetween)
}

// Near returns the stories that an entry would become a version of: see
// record.Store.
func (s *Store) Near(ctx context.Context, e record.Entry) ([]record.Entry, error) {
	const op = "look for the same story"
	if err := record.Prepare(&e, s.now()); err != nil {
		return nil, err
	}
	began, err := s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, s.fail(op, e.Story.ID, err)
	}
	defer began.Rollback() // nothing was written
	t := &tx{Tx: began, s: s, stmts: map[string]*sql.Stmt{}}
	sign := record.Sign(e.Story.Text)
	ns, err := record.Place(shelf{ctx, t}, &e, &sign)
	var out []record.Entry
	for _, n := range ns {
		es, err := shelf{ctx, t}.known("story s JOIN version v ON v.n=s.head WHERE s.n=?", n)
		if err != nil {
			return nil, s.fail(op, e.Story.ID, err)
		}
		for _, k := range es {
			out = append(out, *k.Entry)
		}
	}
	return out, s.fail(op, e.Story.ID, err)
}

// match finds the story that the entry is a version of; nil: none. Stories that
// it shows to be one are made one.
func match(ctx context.Context, t *tx, e *record.Entry, sign *record.Signature) (*line, error) {
	const byContent = "WHERE s.n=(SELECT story FROM version WHERE content=? ORDER BY n LIMIT 1)"
	if id := e.Version.StoryID; id != "" {
		l, err := lineBy(ctx, t, "WHERE s.id=?", id)
		if l != nil || err != nil {
			return l, err
		}
		return lineBy(ctx, t, byContent, id) // it became part of another
	}
	same, err := lineBy(ctx, t, byContent, e.Story.ID)
	if err != nil {
		return nil, err
	}
	ns, err := record.Place(shelf{ctx, t}, e, sign)
	if err != nil {
		return nil, err
	}
	if same != nil && !slices.Contains(ns, same.n) {
		ns = append(ns, same.n)
		slices.Sort(ns)
	}
	if len(ns) == 0 {
		return nil, nil
	}
	n, err := merge(ctx, t, ns)
	if err != nil {
		return nil, err
	}
	return lineBy(ctx, t, "WHERE s.n=?", n)
}

// effects stores what follows from a version that was just stored: see
// record.Effects.
func effects(ctx context.Context, t *tx, story int64, e *record.Entry) error {
	if e.Version.By != "" || e.Version.Notice != "" {
		return nil
	}
	xs, err := record.Effects(shelf{ctx, t}, story, e)
	if err != nil {
		return err
	}
	for i := range xs {
		versions, err := versionsOf(ctx, t, xs[i].Story)
		if err != nil {
			return err
		}
		made, isNew := xs[i].Version(versions.entries())
		if !isNew {
			continue
		}
		l, err := lineBy(ctx, t, "WHERE s.n=?", xs[i].Story)
		if err != nil || l == nil {
			return err
		}
		sign := record.Sign(made.Story.Text)
		if _, err := add(ctx, t, &made, l, &sign); err != nil {
			return err
		}
	}
	return nil
}

// versionRow is a version with its number in the table.
type versionRow struct {
	n     int64
	entry record.Entry
}

type versionRows []*versionRow

func (vs versionRows) entries() []*record.Entry {
	out := make([]*record.Entry, len(vs))
	for i, v := range vs {
		out[i] = &v.entry
	}
	return out
}

// versionsOf returns the versions of a story, by their numbers.
func versionsOf(ctx context.Context, t *tx, story int64) (versionRows, error) {
	var out versionRows
	err := t.all(ctx, "SELECT v.n, "+entryColumns+" FROM version v JOIN story s ON s.n=v.story WHERE v.story=? ORDER BY v.number", []any{story}, func(scan func(...any) error) error {
		v := new(versionRow)
		var err error
		v.entry, err = t.s.scanEntry(scan, &v.n)
		out = append(out, v)
		return err
	})
	return out, err
}

// writeNames keeps a version under its names.
func writeNames(ctx context.Context, t *tx, e *record.Entry, version int64) error {
	for _, key := range record.Names(e) {
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO name (key, version) VALUES (?,?)", key, version); err != nil {
			return err
		}
	}
	return nil
}

// Notices returns notices that mean nothing on record: see record.Store.
func (s *Store) Notices(ctx context.Context) ([]record.Item, error) {
	var out []record.Item
	err := s.rows(ctx, "SELECT "+entryColumns+` FROM name x JOIN version v ON v.n=x.version JOIN story s ON s.n=v.story
		WHERE x.key BETWEEN ?1 AND ?1||char(1114111) AND s.number=1 AND NOT EXISTS (SELECT 1 FROM name y WHERE y.key=?2||v.content) ORDER BY v.n DESC`,
		[]any{record.NoticePrefix, record.EffectName("")}, func(scan func(...any) error) error {
			e, err := s.scanEntry(scan)
			if record.Loose(&e.Story) && len(out) < record.MaxNotices {
				out = append(out, record.ItemOf(&e))
			}
			return err
		})
	return out, s.fail("list notices", "", err)
}
