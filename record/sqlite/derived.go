package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/record"
)

// derived compares the indexes with what they are made from: each version's
// rows with those that it would be given now, and then their numbers, so that
// nothing else is in them.
func (c *checker) derived(ctx context.Context) error {
	versions, err := c.numbers(ctx, "SELECT n FROM version ORDER BY n")
	if err != nil {
		return err
	}
	x := comparer{checker: c, names: map[int64]string{}, want: map[string]int64{}}
	err = c.all(ctx, "SELECT n, kind, value FROM term", nil, func(scan func(...any) error) error {
		var n int64
		var kind, value string
		err := scan(&n, &kind, &value)
		x.names[n] = termName(kind, value)
		return err
	})
	if err != nil {
		return err
	}
	for _, n := range versions {
		if err := x.version(ctx, n); err != nil {
			if ctx.Err() != nil {
				return err
			}
			c.problem("the index of version %d cannot be compared: %v", n, err)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(x.want)) {
		var n int64
		if err := c.one(ctx, "SELECT count(*) FROM "+table, nil, &n); err != nil {
			return err
		}
		if n != x.want[table] {
			c.problem("the index %s has %d rows and should have %d", table, n, x.want[table])
		}
	}
	return nil
}

func (c *checker) numbers(ctx context.Context, q string, args ...any) ([]int64, error) {
	var out []int64
	err := c.all(ctx, q, args, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		out = append(out, n)
		return err
	})
	return out, err
}

type comparer struct {
	*checker
	names map[int64]string // of terms
	want  map[string]int64 // rows that a table should have
}

// termName is a term as it is compared: SQLite's NOCASE takes A to Z for a to
// z and nothing else.
func termName(kind, value string) string {
	return kind + " " + strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, value)
}

func (x *comparer) termNames(packed []byte) []string {
	var out []string
	for _, n := range unvarints(packed) {
		out = append(out, x.names[n])
	}
	slices.Sort(out)
	return out
}

// version compares the rows of one version.
func (x *comparer) version(ctx context.Context, version int64) error {
	d, err := derive(ctx, x.tx, version)
	if err != nil {
		return err
	}
	wrong := func(index string) {
		v := &d.entry.Version
		x.problem("the index of %s is not what the story and its reading make of it; story %s, %q", index, v.StoryID, d.entry.Story.Headline)
	}
	var day int64
	if err := x.one(ctx, "SELECT day FROM version WHERE n=?", []any{version}, &day); err != nil {
		return err
	}
	if day != record.DayNumber(d.entry.Story.Day()) {
		wrong("days")
	}
	for _, part := range [...]struct {
		name string
		same func(context.Context, *derived, int64) (bool, error)
	}{{"names", x.called}, {"stories", x.story}, {"copies", x.bands}, {"events", x.events}, {"pledges", x.pledges}, {"figures, quotes and offices held", x.details}, {"offices", x.offices}} {
		same, err := part.same(ctx, d, version)
		if err != nil {
			return err
		}
		if !same {
			wrong(part.name)
		}
	}
	return nil
}

// called compares the names that a version is kept under.
func (x *comparer) called(ctx context.Context, d *derived, version int64) (bool, error) {
	want, there := record.Names(&d.entry), 0
	x.want["name"] += int64(len(want))
	for _, key := range want {
		var n int
		if err := x.one(ctx, "SELECT count(*) FROM name WHERE key=? AND version=?", []any{key, version}, &n); err != nil {
			return false, err
		}
		there += n
	}
	return there == len(want), nil
}

func (x *comparer) story(ctx context.Context, d *derived, version int64) (bool, error) {
	if !d.latest {
		return true, nil
	}
	var latest, number, at, until int64
	var kind string
	var packed []byte
	err := x.one(ctx, "SELECT (SELECT n FROM version WHERE story=s.n ORDER BY number DESC LIMIT 1), number, at, kind, until, keys FROM story s WHERE n=?",
		[]any{d.story}, &latest, &number, &at, &kind, &until, &packed)
	if err != nil {
		return false, err
	}
	var want []string
	for _, k := range d.index.Keys {
		want = append(want, termName(string(k.Key), k.Value))
	}
	slices.Sort(want)
	want = slices.Compact(want)
	keys := unvarints(packed)
	var there int
	for _, k := range keys {
		var n int
		if err := x.one(ctx, "SELECT count(*) FROM story_key WHERE term=? AND at=? AND story=?", []any{k, d.at, d.story}, &n); err != nil {
			return false, err
		}
		there += n
	}
	x.want["story_key"] += int64(len(keys))
	x.want["words_docsize"]++
	v := &d.entry.Version
	return latest == version && number == int64(v.N) && at == d.at && kind == string(v.Kind) && until == micro(v.Until) &&
		there == len(keys) && slices.Equal(x.termNames(packed), want), nil
}

func (x *comparer) bands(ctx context.Context, d *derived, _ int64) (bool, error) {
	if !d.latest {
		return true, nil
	}
	sign := record.Sign(d.entry.Story.Text)
	hashes := map[int64]bool{}
	for _, b := range sign.Bands() {
		hashes[int64(uint32(b))] = true
	}
	x.want["band"] += int64(len(hashes))
	for h := range hashes {
		var n int
		if err := x.one(ctx, "SELECT count(*) FROM band WHERE hash=? AND story=?", []any{h, d.story}, &n); err != nil || n == 0 {
			return false, err
		}
	}
	return true, nil
}

func (x *comparer) events(ctx context.Context, d *derived, version int64) (bool, error) {
	var want []string
	if d.reading != nil {
		for i := range d.index.Events {
			want = append(want, x.eventLine(d, &d.index.Events[i]))
		}
	}
	x.want["event"] += int64(len(want))
	var got []string
	var first int64
	var sought [][2]int64
	err := x.all(ctx, `SELECT e.n, e.story, e.at, e.ended, e.type, e.mode, e.status, e.background, e.first, e.last, e.reader, e.keys
		FROM event e WHERE e.version=? ORDER BY e.n`, []any{version}, func(scan func(...any) error) error {
		var n, story, at, ended, typ, mode, status, background, begins, ends, reader int64
		var keys []byte
		err := scan(&n, &story, &at, &ended, &typ, &mode, &status, &background, &begins, &ends, &reader, &keys)
		if got == nil {
			first = n
		}
		got = append(got, fmt.Sprintln(n-first, story, at, ended, x.names[typ], x.names[mode], x.names[status], background, begins, ends, reader, x.termNames(keys)))
		for _, k := range unvarints(keys) {
			sought = append(sought, [2]int64{k, n})
		}
		return err
	})
	if err != nil {
		return false, err
	}
	x.want["event_key"] += int64(len(sought))
	for _, k := range sought {
		var n int
		if err := x.one(ctx, "SELECT count(*) FROM event_key WHERE term=? AND at=? AND event=?", []any{k[0], d.at, k[1]}, &n); err != nil || n == 0 {
			return false, err
		}
	}
	for i := range want {
		want[i] = fmt.Sprint(i, " ", want[i])
	}
	same, err := x.digest(ctx, d, version, first)
	return same && slices.Equal(got, want), err
}

// digest compares the digest of a version's events.
func (x *comparer) digest(ctx context.Context, d *derived, version, first int64) (bool, error) {
	var want, got string
	if d.reading != nil && len(d.index.Events) > 0 {
		x.want["digest"]++
		want = fmt.Sprintln(first) + string(digestOf(d.index.Events))
	}
	err := x.all(ctx, "SELECT first, unpack(data) FROM digest WHERE version=?", []any{version}, func(scan func(...any) error) error {
		var n int64
		var data string
		err := scan(&n, &data)
		got = fmt.Sprintln(n) + data
		return err
	})
	return got == want, err
}

// eventLine says what an event's rows should say.
func (x *comparer) eventLine(d *derived, row *record.EventRow) string {
	ks := eventKeys(row, d.reading)
	var keys []string
	for _, k := range ks {
		keys = append(keys, termName(k[0], k[1]))
	}
	slices.Sort(keys)
	own := func(kind, value string) string {
		if value == "" {
			return ""
		}
		return termName(kind, value)
	}
	mode := ""
	if m := row.Event.Mode; m != nil {
		mode = *m
	}
	background := 0
	if row.Event.Background {
		background = 1
	}
	first, last := record.Bounds(row.From, row.To)
	return fmt.Sprintln(d.story, d.at, d.ended, own("type", row.Event.Type), own("mode", mode), own("status", string(row.Event.Status)),
		background, first, last, d.reader, slices.Compact(keys))
}

func (x *comparer) pledges(ctx context.Context, d *derived, version int64) (bool, error) {
	var want, got []string
	if d.reading != nil {
		for i := range d.index.Pledges {
			p := &d.index.Pledges[i]
			data, err := json.Marshal(p)
			if err != nil {
				return false, err
			}
			_, due := record.Bounds(record.DueOf(&p.Pledge))
			keys := pledgeKeys(&p.Pledge, d.reading)
			slices.Sort(keys)
			x.want["pledge_key"] += int64(len(keys))
			want = append(want, fmt.Sprintln(d.story, d.at, d.ended, p.Pledge.Asserted, due, keys, string(data)))
		}
	}
	x.want["pledge"] += int64(len(want))
	err := x.all(ctx, `SELECT story, at, ended, asserted, due, (SELECT group_concat(k, char(10)) FROM (SELECT role||' '||value AS k FROM pledge_key WHERE pledge=p.n ORDER BY 1)), unpack(data)
		FROM pledge p WHERE version=? ORDER BY n`, []any{version}, func(scan func(...any) error) error {
		var story, at, ended, due int64
		var asserted, data string
		var keys *string
		err := scan(&story, &at, &ended, &asserted, &due, &keys, &data)
		var list []string
		if keys != nil {
			list = strings.Split(*keys, "\n")
		}
		got = append(got, fmt.Sprintln(story, at, ended, asserted, due, list, data))
		return err
	})
	return slices.Equal(got, want), err
}

func (x *comparer) offices(ctx context.Context, d *derived, version int64) (bool, error) {
	var want, got []string
	if d.latest && d.reading != nil {
		for i := range d.index.Held {
			h := &d.index.Held[i]
			data, err := json.Marshal(h)
			if err != nil {
				return false, err
			}
			keys := record.NameKeys(h.Name)
			slices.Sort(keys)
			x.want["office_key"] += int64(len(keys))
			want = append(want, fmt.Sprintln(record.DayNumber(h.Day), len(keys), string(data)))
		}
	}
	x.want["office"] += int64(len(want))
	err := x.all(ctx, "SELECT n, day, unpack(data) FROM office WHERE version=? ORDER BY n", []any{version}, func(scan func(...any) error) error {
		var n, day int64
		var data string
		var h record.Held
		if err := scan(&n, &day, &data); err != nil {
			return err
		}
		err := json.Unmarshal([]byte(data), &h)
		there := 0
		for _, k := range record.NameKeys(h.Name) {
			var one int
			if err := x.one(ctx, "SELECT count(*) FROM office_key WHERE name=? AND day=? AND office=?", []any{k, day, n}, &one); err != nil {
				return err
			}
			there += one
		}
		got = append(got, fmt.Sprintln(day, there, data))
		return err
	})
	return slices.Equal(got, want), err
}
