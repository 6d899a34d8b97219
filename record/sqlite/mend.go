package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// versions takes over the versions that are sound and sets the others aside,
// with the words that can still be read.
func (m *mender) versions(ctx context.Context, t *tx) error {
	m.names = map[int64]name{}
	w := table{"version", versionColumns, []string{"INDEXED BY version_content", "INDEXED BY sqlite_autoindex_version_1"}}
	aside := 0
	err := m.each(ctx, w, func(v []any) error {
		return insert(ctx, t, w, v)
	}, func(n int64, why string) error {
		left := m.left(ctx, n)
		if left == nil {
			return nil // a number that was only tried
		}
		aside++
		of := name{fmt.Sprint(left["story"]), fmt.Sprint(left["headline"])}
		return m.setAside(ctx, t, of, fmt.Sprintf("version %v of a story was set aside: %s", left["number"], why), left)
	})
	m.did(aside, "version was set aside", "versions were set aside")
	return err
}

// left returns what can be read of a damaged version, column by column; nil
// where nothing is there.
func (m *mender) left(ctx context.Context, n int64) map[string]any {
	out := map[string]any{}
	for name, q := range map[string]string{
		"number": "SELECT number FROM version WHERE n=?", "content": "SELECT content FROM version WHERE n=?",
		"source": "SELECT source FROM version WHERE n=?", "headline": "SELECT headline FROM version WHERE n=?",
		"deck": "SELECT deck FROM version WHERE n=?", "text": "SELECT unpack(body) FROM version WHERE n=?",
		"data": "SELECT unpack(data) FROM version WHERE n=?", "row": "SELECT n FROM version WHERE n=?",
		"story": "SELECT s.id FROM version v JOIN story s ON s.n=v.story WHERE v.n=?",
		"known": "SELECT content FROM version INDEXED BY version_content WHERE n=?",
	} {
		var v any
		if m.old.w.QueryRowContext(ctx, q, n).Scan(&v) == nil {
			out[name] = v
		}
	}
	if len(out) == 0 {
		return nil
	}
	for _, name := range [...]string{"story", "headline", "number"} {
		if out[name] == nil {
			out[name] = ""
		}
		if b, ok := out[name].([]byte); ok {
			out[name] = strings.ToValidUTF8(string(b), "?")
		}
	}
	return out
}

// stories takes over the stories that have a version left. One whose own row
// is damaged is made anew from what its versions say.
func (m *mender) stories(ctx context.Context, t *tx) error {
	w := table{"story", storyColumns, []string{"INDEXED BY sqlite_autoindex_story_1", "INDEXED BY story_at", "INDEXED BY story_cluster"}}
	empty := 0
	err := m.each(ctx, w, func(v []any) error {
		var versions int
		if err := t.one(ctx, "SELECT count(*) FROM version WHERE story=?", []any{v[0]}, &versions); err != nil {
			return err
		}
		if versions == 0 {
			empty++
			return nil
		}
		return insert(ctx, t, w, v)
	}, func(int64, string) error { return nil })
	if err != nil {
		return err
	}
	m.did(empty, "story has no version left and is no longer listed", "stories have no version left and are no longer listed")
	again, err := m.orphans(ctx, t)
	m.did(again, "story was made anew from its versions", "stories were made anew from their versions")
	return err
}

// orphans makes a story for versions that have none.
func (m *mender) orphans(ctx context.Context, t *tx) (int, error) {
	lost := map[int64]string{}
	err := t.all(ctx, "SELECT v.story, v.content, unpack(v.data)->>'$.Version.StoryID' FROM version v WHERE v.story NOT IN (SELECT n FROM story) ORDER BY v.n DESC", nil,
		func(scan func(...any) error) error {
			var story int64
			var content string
			var id *string
			err := scan(&story, &content, &id)
			if lost[story] = content; id != nil && *id != "" {
				lost[story] = *id
			}
			return err
		})
	if err != nil {
		return 0, err
	}
	var ns []int64
	for n := range lost {
		ns = append(ns, n)
	}
	slices.Sort(ns)
	w := table{name: "story", columns: storyColumns}
	for _, n := range ns {
		id := lost[n]
		var taken int
		if err := t.one(ctx, "SELECT count(*) FROM story WHERE id=?", []any{id}, &taken); err != nil {
			return 0, err
		}
		if taken > 0 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		if err := insert(ctx, t, w, []any{n, id, n}); err != nil {
			return 0, err
		}
	}
	return len(ns), nil
}

// readings takes over readers and readings. A damaged one is left out: its
// story is then unread, and read again.
func (m *mender) readings(ctx context.Context, t *tx) error {
	readers := table{"reader", readerColumns, []string{"INDEXED BY sqlite_autoindex_reader_1"}}
	skip := func(int64, string) error { return nil }
	if err := m.each(ctx, readers, func(v []any) error { return insert(ctx, t, readers, v) }, skip); err != nil {
		return err
	}
	w := table{"reading", readingColumns, []string{"INDEXED BY reading_version"}}
	left := 0
	err := m.each(ctx, w, func(v []any) error {
		var there int
		if err := t.one(ctx, "SELECT (SELECT count(*) FROM version WHERE n=?)+(SELECT count(*) FROM reader WHERE n=?)", []any{v[1], v[2]}, &there); err != nil {
			return err
		}
		if there < 2 {
			left++
			return nil
		}
		return insert(ctx, t, w, v)
	}, func(int64, string) error { left++; return nil })
	m.did(left, "reading was left out; what it is of is read again", "readings were left out; what they are of is read again")
	return err
}

// judgements takes over what people said, and sets aside what is damaged.
func (m *mender) judgements(ctx context.Context, t *tx) error {
	w := table{"judgement", judgementColumns, []string{"INDEXED BY judgement_story"}}
	aside := 0
	keep := func(why string, left map[string]any, story any) error {
		aside++
		var of name
		rows, err := m.old.w.QueryContext(ctx, "SELECT s.id, v.headline FROM story s JOIN version v ON v.n=s.head WHERE s.n=?", story)
		if each(rows, err, func(scan func(...any) error) error { return scan(&of.id, &of.headline) }) != nil {
			of = name{}
		}
		return m.setAside(ctx, t, of, "a judgement was set aside: "+why, left)
	}
	err := m.each(ctx, w, func(v []any) error {
		var there int
		if err := t.one(ctx, "SELECT count(*) FROM story WHERE n=?", []any{v[1]}, &there); err != nil {
			return err
		}
		if there == 0 {
			return keep("its story is not left", map[string]any{"data": v[3]}, v[1])
		}
		return insert(ctx, t, w, v)
	}, func(n int64, why string) error {
		var story, data any
		if m.old.w.QueryRowContext(ctx, "SELECT story, data FROM judgement WHERE n=?", n).Scan(&story, &data) != nil {
			return nil
		}
		return keep(why, map[string]any{"data": data}, story)
	})
	m.did(aside, "judgement was set aside", "judgements were set aside")
	return err
}

// settle takes over what was set aside before, gives clusters that lost their
// first story another, and makes each reading stand at the first version with
// its content.
func (m *mender) settle(ctx context.Context, t *tx) error {
	rows, err := m.old.w.QueryContext(ctx, "SELECT at, story, headline, why, data FROM aside ORDER BY n")
	err = each(rows, err, func(scan func(...any) error) error {
		v := make([]any, 5)
		if err := scan(&v[0], &v[1], &v[2], &v[3], &v[4]); err != nil {
			return err
		}
		_, err := t.do(ctx, "INSERT INTO aside (at, story, headline, why, data) VALUES (?,?,?,?,?)", v...)
		return err
	})
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		m.out.Did = append(m.out.Did, "what was set aside earlier could not all be taken over: "+err.Error())
	}
	for _, q := range [...]string{
		"UPDATE story SET cluster=(SELECT min(o.n) FROM story o WHERE o.cluster=story.cluster) WHERE cluster NOT IN (SELECT n FROM story)",
		"UPDATE reading SET version=(SELECT min(w.n) FROM version w WHERE w.content=(SELECT content FROM version v WHERE v.n=reading.version))",
		"UPDATE story SET sum=checksum(" + storyColumns + ")",
		"UPDATE reading SET sum=checksum(" + readingColumns + ")",
	} {
		if _, err := t.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}
