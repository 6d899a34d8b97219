package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Check looks for damage: see record.Store. It reads all that is kept: some
// seconds for ten thousand stories. It writes nothing to the file and keeps
// nobody from it.
func (s *Store) Check(ctx context.Context) (record.Health, error) {
	h := record.Health{Store: "sqlite", Path: s.path}
	for _, suffix := range [...]string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil {
			h.Bytes += info.Size()
		}
	}
	if err := s.f.QueryRowContext(ctx, "PRAGMA user_version").Scan(&h.Schema); err != nil {
		return h, s.fail("check store", s.path, err)
	}
	db := s.connect("&_pragma=temp_store(2)&_pragma=cache_size(-32000)", 1)
	defer db.Close()
	began, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return h, s.fail("check store", s.path, err)
	}
	defer began.Rollback()
	c := checker{tx: &tx{Tx: began, s: s, stmts: map[string]*sql.Stmt{}, terms: map[string]int64{}}, h: &h}
	for _, look := range [...]func(context.Context) error{c.structure, c.schema, c.sums, c.contents, c.versions, c.derived, c.unread, c.words, c.aside} {
		if err := look(ctx); err != nil {
			if ctx.Err() != nil {
				return h, s.fail("check store", s.path, ctx.Err())
			}
			c.problem("%v", s.fail("check store", s.path, err))
		}
	}
	return h, nil
}

// checker looks over one state of the file, in one transaction.
type checker struct {
	*tx
	h     *record.Health
	found map[string]int // how often each kind of problem was told
}

// mostTold is how many problems of a kind are told one by one.
const mostTold = 20

func (c *checker) problem(format string, a ...any) {
	if c.found == nil {
		c.found = map[string]int{}
	}
	c.found[format]++
	switch n := c.found[format]; {
	case n <= mostTold:
		c.h.Problems = append(c.h.Problems, fmt.Sprintf(format, a...))
	case n == mostTold+1:
		c.h.Problems = append(c.h.Problems, "and more of the same")
	}
}

// structure has SQLite look over its pages and its own indexes.
func (c *checker) structure(ctx context.Context) error {
	return c.all(ctx, "PRAGMA integrity_check(20)", nil, func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		if line != "ok" {
			c.problem("the file's structure: %s", firstLine(line))
		}
		return err
	})
}

// schema compares the tables with those of a new file.
func (c *checker) schema(ctx context.Context) error {
	fresh, err := c.s.emptySchema(ctx)
	if err != nil {
		return err
	}
	err = c.all(ctx, selectSchema, nil, func(scan func(...any) error) error {
		var name, text string
		err := scan(&name, &text)
		if want, ok := fresh[name]; !ok || want != text {
			c.problem("%s is not defined as it should be", name)
		}
		delete(fresh, name)
		return err
	})
	for name := range fresh {
		c.problem("%s is missing", name)
	}
	return err
}

const selectSchema = "SELECT type||' '||name, ifnull(sql,'') FROM sqlite_master"

// emptySchema returns how a new file's tables and indexes are defined.
func (s *Store) emptySchema(ctx context.Context) (map[string]string, error) {
	empty := &Store{path: "check", pack: s.pack, driver: s.driver, now: s.now}
	empty.w = sql.OpenDB(connector{s.driver, ":memory:"})
	defer empty.w.Close()
	empty.w.SetMaxOpenConns(1)
	files, err := migrationFiles()
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if _, err := empty.w.ExecContext(ctx, string(text)); err != nil {
			return nil, err
		}
	}
	out := map[string]string{}
	rows, err := empty.w.QueryContext(ctx, selectSchema)
	return out, each(rows, err, func(scan func(...any) error) error {
		var name, text string
		err := scan(&name, &text)
		out[name] = text
		return err
	})
}

// kept lists the tables that nothing else could be made of, with the columns
// that the checksum is over.
func kept() [][2]string {
	return [][2]string{
		{"story", storyColumns},
		{"version", versionColumns},
		{"reader", readerColumns},
		{"reading", readingColumns},
		{"judgement", judgementColumns},
		{"term", termColumns},
		{"source", sourceColumns},
		{"source_state", stateColumns},
		{"source_item", itemsColumns},
		{"source_log", logColumns},
		{"plan", planColumns},
		{"act", actColumns},
	}
}

// sums compares each row with its checksum.
func (c *checker) sums(ctx context.Context) error {
	var errs []error
	for _, k := range kept() {
		errs = append(errs, c.all(ctx, "SELECT n FROM "+k[0]+" WHERE sum IS NOT checksum("+k[1]+")", nil, func(scan func(...any) error) error {
			var n int64
			err := scan(&n)
			c.problem("%s %d is damaged: its checksum does not fit%s", k[0], n, c.which(ctx, k[0], n))
			return err
		}))
	}
	return errors.Join(errs...)
}

// which says which story a row belongs to, as well as that can be told.
func (c *checker) which(ctx context.Context, table string, n int64) string {
	of := map[string]string{
		"story":   "SELECT s.id, v.headline FROM story s JOIN version v ON v.n=s.head WHERE s.n=?",
		"version": "SELECT s.id, v.headline FROM version v JOIN story s ON s.n=v.story WHERE v.n=?",
		"reading": "SELECT s.id, v.headline FROM reading r JOIN version v ON v.n=r.version JOIN story s ON s.n=v.story WHERE r.n=?",
	}[table]
	if of == "" {
		return ""
	}
	var id, headline string
	rows, err := c.QueryContext(ctx, of, n)
	if each(rows, err, func(scan func(...any) error) error { return scan(&id, &headline) }) != nil || id == "" {
		return "; its story cannot be told"
	}
	return fmt.Sprintf("; story %s, %q", id, headline)
}

// contents works out content ids again: a checksum that was made of a row
// that was damaged already, by an older program, fits it all the same. Ids are
// hashes, unless who stored a story gave it a name.
func (c *checker) contents(ctx context.Context) error {
	return c.all(ctx, selectEntry+"ORDER BY v.n", nil, func(scan func(...any) error) error {
		e, err := c.s.scanEntry(scan)
		if err != nil {
			c.problem("version %d of story %s cannot be read: %v", e.Version.N, e.Version.StoryID, err)
			return nil
		}
		s := &e.Story
		if hashed(s.ID) && s.ID != news.IDOf(s.Source, s.Text) && s.ID != news.IDOf("", s.Text) {
			c.problem("story %s, %q: the id of version %d does not fit its text", e.Version.StoryID, s.Headline, e.Version.N)
		}
		return nil
	})
}

// hashed reports whether an id looks like one that news.IDOf made.
func hashed(id string) bool {
	return len(id) == len(news.IDOf("", "")) && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// versions looks for what belongs to nothing.
func (c *checker) versions(ctx context.Context) error {
	var errs []error
	for _, q := range [...]struct{ query, what string }{
		{"SELECT count(*) FROM story s LEFT JOIN version v ON v.n=s.head WHERE v.n IS NULL", "stories have lost their latest version"},
		{"SELECT count(*) FROM version v LEFT JOIN story s ON s.n=v.story WHERE s.n IS NULL", "versions belong to no story"},
		{"SELECT count(*) FROM reading r LEFT JOIN version v ON v.n=r.version WHERE v.n IS NULL", "readings belong to no story"},
		{"SELECT count(*) FROM reading r LEFT JOIN reader d ON d.n=r.reader WHERE d.n IS NULL", "readings are of no reader"},
		{"SELECT count(*) FROM judgement j LEFT JOIN story s ON s.n=j.story WHERE s.n IS NULL", "judgements belong to no story"},
		{"SELECT count(*) FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM version WHERE content=a.content)", "attempts are of no story"},
		{"SELECT count(*)<>1 FROM tally", "the count of commits is missing"},
		{"SELECT (SELECT count(*) FROM source_state WHERE n NOT IN (SELECT n FROM source)) + (SELECT count(*) FROM source_item WHERE source NOT IN (SELECT n FROM source)) + (SELECT count(*) FROM source_log WHERE source NOT IN (SELECT n FROM source))", "states, items and log lines belong to no source"},
		{"SELECT count(*) FROM (SELECT 1 FROM plan GROUP BY source, uid HAVING sum(standing)<>1)", "plans have no version that stands, or several"},
		{`SELECT count(*) FROM version v WHERE v.ended IS NOT ifnull((SELECT w.received FROM version w
			WHERE w.story=v.story AND w.number>v.number ORDER BY w.number LIMIT 1),0)`, "versions do not say rightly when the next one came"},
	} {
		var n int
		err := c.one(ctx, q.query, nil, &n)
		if n > 0 {
			c.problem("%d %s", n, q.what)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// unread compares what is kept as unread with what is.
func (c *checker) unread(ctx context.Context) error {
	return c.all(ctx, "SELECT n, followed FROM reader WHERE followed<>0", nil, func(scan func(...any) error) error {
		var n, since int64
		if err := scan(&n, &since); err != nil {
			return err
		}
		for q, what := range map[string]string{
			"SELECT count(*) FROM (" + unreadBy + " EXCEPT SELECT reader, day, version FROM unread WHERE reader=?1)": "waits to be read and is not listed for it",
			"SELECT count(*) FROM (SELECT reader, day, version FROM unread WHERE reader=?1 EXCEPT " + unreadBy + ")": "is listed for reading and needs none",
		} {
			var wrong int
			if err := c.QueryRowContext(ctx, q, n).Scan(&wrong); err != nil {
				return err
			}
			if wrong > 0 {
				c.problem("%d times a version %s", wrong, what)
			}
		}
		return nil
	})
}

// words compares the full-text index with the stories that it was made of.
// SQLite's own check of it is asked by writing; so that the file is left as
// it is and nobody has to wait, the index is copied into memory for it.
func (c *checker) words(ctx context.Context) error {
	for _, q := range [...]string{
		"CREATE TEMP VIEW latest_again AS SELECT n, headline, deck, body FROM main.latest",
		`CREATE VIRTUAL TABLE temp.again USING fts5 (headline, deck, body, content = 'latest_again', content_rowid = 'n',
			tokenize = 'porter unicode61 remove_diacritics 2')`,
	} {
		if _, err := c.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	var same bool
	if err := c.one(ctx, "SELECT NOT EXISTS (SELECT k, v FROM main.words_config EXCEPT SELECT k, v FROM temp.again_config) AND count(*)=(SELECT count(*) FROM temp.again_config) FROM main.words_config", nil, &same); err != nil || !same {
		c.problem("the full-text index is damaged: its settings (%v)", err)
	}
	for _, table := range [...]string{"data", "idx", "docsize"} {
		for _, q := range [...]string{"DELETE FROM temp.again_" + table, "INSERT INTO temp.again_" + table + " SELECT * FROM main.words_" + table} {
			if _, err := c.ExecContext(ctx, q); err != nil {
				return err
			}
		}
	}
	if _, err := c.ExecContext(ctx, "INSERT INTO temp.again (again, rank) VALUES ('integrity-check', 1)"); err != nil {
		c.problem("the full-text index is damaged, or does not fit the stories: %v", err)
	}
	return nil
}

// aside returns what was set aside or lost before.
func (c *checker) aside(ctx context.Context) error {
	return c.all(ctx, "SELECT at, story, headline, why FROM aside ORDER BY n", nil, func(scan func(...any) error) error {
		var at int64
		var story, headline, why string
		err := scan(&at, &story, &headline, &why)
		what := time.UnixMicro(at).UTC().Format("2006-01-02 15:04") + ": " + why
		if story != "" {
			what = fmt.Sprintf("%s; story %s, %q", what, story, headline)
		}
		c.h.Aside = append(c.h.Aside, what)
		return err
	})
}
