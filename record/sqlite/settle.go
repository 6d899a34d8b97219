package sqlite

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// add stores a further version of a story, in its place among the others.
func add(ctx context.Context, t *tx, e *record.Entry, l *line, sign *record.Signature) (record.Receipt, error) {
	var standing int64
	if err := t.one(ctx, "SELECT received FROM version WHERE n=?", []any{l.head}, &standing); err != nil {
		return record.Receipt{}, err
	}
	record.Follow(e, time.UnixMicro(standing).UTC())
	record.Settle(e, int(l.number))
	last, err := isLast(ctx, t, e, l)
	if err != nil {
		return record.Receipt{}, err
	}
	if last {
		return advance(ctx, t, e, l, sign)
	}
	v := &e.Version
	v.StoryID, v.N, v.Supersedes = l.id, int(l.number)+1, l.content
	if _, err := insertVersion(ctx, t, e, l); err != nil {
		return record.Receipt{}, err
	}
	if err := settle(ctx, t, l.n); err != nil {
		return record.Receipt{}, err
	}
	err = t.one(ctx, "SELECT ifnull(max(number),0) FROM version WHERE story=? AND content=?", []any{l.n, e.Story.ID}, &v.N)
	return record.Receipt{StoryID: l.id, ContentID: e.Story.ID, N: v.N, Added: true}, err
}

// isLast reports whether a version comes behind all others of its story, and
// changes nothing in their order.
func isLast(ctx context.Context, t *tx, e *record.Entry, l *line) (bool, error) {
	if e.Version.Supersedes != "" {
		return true, nil
	}
	var es []*record.Entry
	err := t.all(ctx, "SELECT "+itemColumns+" FROM version v JOIN story s ON s.n=v.story WHERE v.story=? ORDER BY v.number", []any{l.n}, func(scan func(...any) error) error {
		o, _, err := t.s.scanSlim(scan)
		es = append(es, &o)
		return err
	})
	if err != nil {
		return false, err
	}
	return record.Last(e, es), nil
}

// settle puts the versions of a story into their order, and makes anew what
// follows from it.
func settle(ctx context.Context, t *tx, story int64) error {
	if err := withdraw(ctx, t, story); err != nil {
		return err
	}
	rows, err := versionsOf(ctx, t, story)
	if err != nil {
		return err
	}
	if rows, err = needed(ctx, t, rows); err != nil {
		return err
	}
	byEntry, was := map[*record.Entry]*versionRow{}, map[*record.Entry]record.Entry{}
	for _, r := range rows {
		byEntry[&r.entry], was[&r.entry] = r, r.entry
	}
	es := rows.entries()
	record.Order(es)
	if _, err := t.do(ctx, "UPDATE version SET number=-number WHERE story=?", story); err != nil { // out of the way of the numbers to come
		return err
	}
	for i, e := range es {
		ended := int64(0)
		if i+1 < len(es) {
			ended = es[i+1].Version.Received.UnixMicro()
		}
		if err := place(ctx, t, story, byEntry[e], was[e], ended); err != nil {
			return err
		}
	}
	last := es[len(es)-1]
	sign := record.Sign(last.Story.Text)
	if err := present(ctx, t, last, story, byEntry[last].n, &sign); err != nil {
		return err
	}
	for _, e := range es {
		if err := index(ctx, t, byEntry[e].n); err != nil {
			return err
		}
	}
	return nil
}

// needed takes away the versions that say nothing: see record.Needless.
func needed(ctx context.Context, t *tx, rows versionRows) (versionRows, error) {
	var out versionRows
	for i, needless := range record.Needless(rows.entries()) {
		if !needless {
			out = append(out, rows[i])
		} else if err := drop(ctx, t, rows[i].n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// place writes a version in its place, with when the next one was received.
// One that a notice made, and that has other words there, gets a new row, for
// what a row says is never changed.
func place(ctx context.Context, t *tx, story int64, r *versionRow, was record.Entry, ended int64) error {
	e, old := &r.entry, r.n
	if e.Story.ID != was.Story.ID {
		n, err := insertVersion(ctx, t, e, &line{n: story})
		if err != nil {
			return err
		}
		r.n = n
		if err := drop(ctx, t, old); err != nil {
			return err
		}
	} else if err := renumber(ctx, t, r.n, e, was.Version.Supersedes != e.Version.Supersedes); err != nil {
		return err
	}
	_, err := t.do(ctx, "UPDATE version SET ended=? WHERE n=?", ended, r.n)
	return err
}

// drop takes away the row of a version that a notice made, with all that
// follows from it. Readings are never of such a row, for an older one has the
// same words.
func drop(ctx context.Context, t *tx, version int64) error {
	if err := dropFacts(ctx, t, version); err != nil {
		return err
	}
	for _, q := range [...]string{"DELETE FROM unread WHERE version=?", "DELETE FROM name WHERE version=?", "DELETE FROM version WHERE n=?"} {
		if _, err := t.do(ctx, q, version); err != nil {
			return err
		}
	}
	return nil
}

// renumber writes a version's number and change, and where it follows another
// than before, that.
func renumber(ctx context.Context, t *tx, version int64, e *record.Entry, follows bool) error {
	if follows {
		data, err := json.Marshal(slim(e))
		if err != nil {
			return err
		}
		if _, err := t.do(ctx, "UPDATE version SET data=? WHERE n=?", t.s.pack.Row(data), version); err != nil {
			return err
		}
	}
	if _, err := t.do(ctx, "UPDATE version SET number=?, kind=? WHERE n=?", e.Version.N, string(e.Version.Kind), version); err != nil {
		return err
	}
	_, err := t.do(ctx, "UPDATE version SET sum=checksum("+versionColumns+") WHERE n=?", version)
	return err
}

// withdraw takes a story out of lists, search and copies: what only its latest
// version has.
func withdraw(ctx context.Context, t *tx, story int64) error {
	if err := dropKeys(ctx, t, story); err != nil {
		return err
	}
	var head int64
	if err := t.one(ctx, "SELECT head FROM story WHERE n=?", []any{story}, &head); err != nil {
		return err
	}
	before, err := signature(ctx, t, head)
	if err != nil {
		return err
	}
	for _, b := range before.Bands() {
		if _, err := t.do(ctx, "DELETE FROM band WHERE hash=? AND story=?", int64(uint32(b)), story); err != nil {
			return err
		}
	}
	if err := dropHeld(ctx, t, head); err != nil {
		return err
	}
	_, err = t.do(ctx, `INSERT INTO words (words, rowid, headline, deck, body)
		SELECT 'delete', n, headline, deck, unpack(body) FROM version WHERE n=?`, head)
	return err
}

// merge makes one story of several, and returns its number. Its id is that of
// the first, unless another has a name of its own, which nothing else leads to:
// a story's id is mostly that of a content, and leads to it whatever story
// that is in.
func merge(ctx context.Context, t *tx, ns []int64) (int64, error) {
	keep := ns[0]
	if len(ns) == 1 {
		return keep, nil
	}
	var own []int64
	for _, n := range ns {
		var named bool
		if err := t.one(ctx, "SELECT NOT EXISTS (SELECT 1 FROM version v WHERE v.content=s.id) FROM story s WHERE s.n=?", []any{n}, &named); err != nil {
			return 0, err
		}
		if named {
			own = append(own, n)
		}
	}
	if len(own) > 0 {
		keep = own[0]
	}
	for _, n := range ns {
		if n == keep || slices.Contains(own, n) {
			continue
		}
		if err := move(ctx, t, n, keep); err != nil {
			return 0, err
		}
	}
	return keep, settle(ctx, t, keep)
}

// move puts the versions of a story behind those of another, which is to be
// settled then, and ends it.
func move(ctx context.Context, t *tx, from, to int64) error {
	if err := withdraw(ctx, t, from); err != nil {
		return err
	}
	for _, q := range [...]string{
		"UPDATE version SET number=number+(SELECT max(number) FROM version WHERE story=?2), story=?2 WHERE story=?1",
		"UPDATE version SET sum=checksum(" + versionColumns + ") WHERE story=?2 AND ?1<>?2",
		"UPDATE judgement SET story=?2, sum=checksum(n, ?2, at, data) WHERE story=?1",
		"UPDATE story SET cluster=(SELECT iif(o.cluster=?1, o.n, o.cluster) FROM story o WHERE o.n=?2) WHERE cluster=?1",
		"DELETE FROM story WHERE n=?1 AND ?2>0",
		"UPDATE story SET sum=checksum(" + storyColumns + ") WHERE ?1<>?2",
	} {
		if _, err := t.do(ctx, q, from, to); err != nil {
			return err
		}
	}
	return nil
}
