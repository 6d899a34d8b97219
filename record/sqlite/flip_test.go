package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// mixed makes a closed store in which every table and index has rows: stories
// with versions, copies, a kill and an embargo, readings by two readers, facts
// of each kind, judgements, and what is not read yet.
func mixed(t *testing.T, path string, stories int) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	z := rand.NewZipf(r, 1.07, 8, 5000)
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, reader := range []string{"old", "new"} {
		_, err := s.Unread(t.Context(), reader, 1)
		ok(err)
	}
	for i, kind := range []record.ActKind{record.WatchAct, record.LinkAct} {
		_, err := s.PutAct(t.Context(), record.Act{Kind: kind, By: "anna", At: time.Date(2012, 1, 1+i, 0, 0, 0, 0, time.UTC), Data: json.RawMessage(`{"do":"add"}`)})
		ok(err)
	}
	codes := []string{"RUS", "TJK", "FRA", "DEU"}
	text := ""
	for i := range stories {
		at := time.Date(2012, 1, 1+i/4, i%24, 0, 0, 0, time.UTC)
		if i%10 != 9 { // else it is a copy of the one before, of another source
			text = prose(r, z, 60+r.IntN(200))
		}
		e := record.Entry{
			Story: news.Story{
				Source: "Agency " + codes[i%4], Section: "World", Headline: prose(r, z, 7), Deck: prose(r, z, 9), Text: text,
				Issued: at, Published: calendar.Of(at), URL: fmt.Sprintf("http://example.org/%d", i),
			},
			Version: news.Version{Received: at},
		}
		if i%9 == 4 {
			e.Version.Kind, e.Version.Until = news.Embargo, at.Add(time.Hour)
		}
		got, err := s.Put(t.Context(), e)
		ok(err)
		rd := mixedReading(got[0].ContentID, text, codes, i)
		if i%5 != 0 {
			ok(s.PutReading(t.Context(), rd))
		}
		if i%3 == 0 {
			rd.Reader = "new"
			ok(s.PutReading(t.Context(), rd))
		}
		if i%4 == 1 {
			e.Version = news.Version{StoryID: got[0].StoryID, Kind: news.Correction, Note: "a word", Received: at.Add(time.Hour)}
			e.Story.ID, e.Story.Text = "", text+" More."
			if i%8 == 1 {
				e.Version.Kind = news.Kill
			}
			_, err = s.Put(t.Context(), e)
			ok(err)
		}
		if i%6 == 2 {
			ok(s.Judge(t.Context(), record.Judgement{
				StoryID: got[0].StoryID, ContentID: got[0].ContentID, Kind: record.EventFact, Type: "AGREE",
				Words: text[:20], Action: record.Reject, By: "anna", At: at,
			}))
		}
	}
	for i := range 3 {
		x := record.SourceSettings{ID: fmt.Sprint("s", i), Name: "Agency", Address: fmt.Sprintf("http://example.org/feed/%d", i), Kind: record.FeedSource}
		ok(s.PutSource(t.Context(), x))
		p := record.Poll{SourceID: x.ID, State: record.SourceState{Polled: time.Date(2012, 4, 1, 0, 0, 0, 0, time.UTC), ETag: "a"}}
		for k := range 20 {
			p.Items = append(p.Items, record.PolledItem{Key: record.ItemKey(fmt.Sprint(k)), Content: "c"})
			p.Log = append(p.Log, record.LogLine{Failed: k%2 == 0, Text: "it was refused", Bytes: []byte("<rss>")})
		}
		_, err = s.PutPolls(t.Context(), p)
		ok(err)
	}
	for i := range 9 {
		p := news.Plan{Source: "Agency", UID: fmt.Sprint("p", i%6), Sequence: i / 6, Title: prose(r, z, 5), From: time.Date(2012, 5, 1+i, 9, 0, 0, 0, time.UTC)}
		_, err := s.PutPlans(t.Context(), p)
		ok(err)
	}
	ok(s.Close())
}

func mixedReading(id, text string, codes []string, i int) *fact.Reading {
	rd := fact.New("old")
	rd.Story.ID, rd.Story.Text = id, text
	of := codes[i%4]
	rd.Entities = append(rd.Entities, fact.Entity{
		ID: "p", Kind: fact.Person, Name: fmt.Sprintf("Given%d Family%d", i, i%7), Country: &of,
		Offices: []fact.Office{{Title: "minister", Of: &of, Basis: "text"}},
	})
	for k := range 3 {
		mode := []string{"visit", "phone", "multilateral"}[(i+k)%3]
		rd.Events = append(rd.Events, fact.Event{
			ID: fmt.Sprint("e", k), Type: []string{"CONSULT", "AGREE", "ACCUSE"}[k], Mode: &mode, Status: fact.Happened, Background: k == 2 && i%2 == 0,
			Actors: []fact.Party{{Code: codes[(i+k)%4], Entity: fact.Ptr("p")}}, Recipients: []fact.Party{{Code: codes[(i+1)%4]}}, Contexts: []string{"diplomatic"},
			Time: fact.Ptr(calendar.OnDay(calendar.Date(2012, 2, 1+i%20))), Evidence: fact.Evidence{Start: 0, End: 20 + k, By: "event/mixed"},
		})
	}
	due := calendar.Until(calendar.Date(2012, 6, 30))
	rd.Pledges = append(rd.Pledges, fact.Pledge{ID: "g", By: []fact.Party{{Code: of}}, What: fact.Span{Start: 0, End: 9}, Due: &due, Asserted: "open", State: "open", Evidence: []fact.Evidence{{End: 9, By: "pledge/mixed"}}})
	if i%7 == 3 {
		rd.Trouble = append(rd.Trouble, fact.Trouble{Pass: "quote", Message: "failed"})
	}
	return rd
}

// dump returns everything that can be asked of a store: each table in its own
// order, each index in its, the words with their places, and the answers that
// pages get. An error is an answer, too.
func dump(ctx context.Context, s *Store) string {
	var out strings.Builder
	db := s.connect("&_pragma=temp_store(2)", 1)
	defer db.Close()
	say := func(err error) {
		if err != nil {
			fmt.Fprintln(&out, "error", err)
		}
	}
	query := func(q string) {
		fmt.Fprintln(&out, q)
		rows, err := db.QueryContext(ctx, q)
		if err != nil {
			say(err)
			return
		}
		defer rows.Close()
		cols, err := rows.Columns()
		say(err)
		for rows.Next() {
			v := make([]any, len(cols))
			p := make([]any, len(cols))
			for i := range v {
				p[i] = &v[i]
			}
			say(rows.Scan(p...))
			fmt.Fprintf(&out, "%q\n", v)
		}
		say(rows.Err())
	}
	for _, q := range dumped() {
		query(q)
	}
	say(firstErr(db, "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, instance)"))
	query("SELECT * FROM temp.vocabulary")
	query("SELECT rowid, bm25(words, 8, 4, 1), snippet(words, 2, '[', ']', '', 9) FROM words WHERE words MATCH 'w1 OR w2' ORDER BY 2, 1")
	answers(ctx, s, &out)
	return out.String()
}

func firstErr(db *sql.DB, q string) error { _, err := db.Exec(q); return err }

// dumped lists queries that walk each table and each index.
func dumped() []string {
	return []string{
		"SELECT * FROM story ORDER BY n", "SELECT n, id FROM story INDEXED BY sqlite_autoindex_story_1 ORDER BY id",
		"SELECT at, n FROM story INDEXED BY story_at ORDER BY at, n", "SELECT head, n FROM story INDEXED BY story_head ORDER BY head",
		"SELECT cluster, n FROM story INDEXED BY story_cluster ORDER BY cluster, n",
		"SELECT * FROM version ORDER BY n", "SELECT story, number, n FROM version INDEXED BY sqlite_autoindex_version_1 ORDER BY story, number",
		"SELECT content, n FROM version INDEXED BY version_content ORDER BY content, n", "SELECT url, n FROM version INDEXED BY version_url WHERE url<>'' ORDER BY url, n",
		"SELECT * FROM reader ORDER BY n", "SELECT name, n FROM reader INDEXED BY sqlite_autoindex_reader_1 ORDER BY name",
		"SELECT * FROM reading ORDER BY n", "SELECT version, reader, n FROM reading INDEXED BY reading_version ORDER BY version, reader, n",
		"SELECT * FROM judgement ORDER BY n", "SELECT story, n FROM judgement INDEXED BY judgement_story ORDER BY story, n",
		"SELECT * FROM term ORDER BY n", "SELECT kind, value, n FROM term INDEXED BY sqlite_autoindex_term_1 ORDER BY kind, value",
		"SELECT * FROM story_key ORDER BY term, at, story", "SELECT * FROM band ORDER BY hash, story", "SELECT * FROM unread ORDER BY reader, day, version",
		"SELECT * FROM event ORDER BY n", "SELECT version, n FROM event INDEXED BY event_version ORDER BY version, n",
		"SELECT at, n FROM event INDEXED BY event_at ORDER BY at, n", "SELECT first, n FROM event INDEXED BY event_first ORDER BY first, n",
		"SELECT * FROM digest ORDER BY version", "SELECT * FROM inset ORDER BY version", "SELECT status, first, n FROM event INDEXED BY event_status ORDER BY status, first, n", "SELECT * FROM event_key ORDER BY term, at, event",
		"SELECT * FROM pledge ORDER BY n", "SELECT version, n FROM pledge INDEXED BY pledge_version ORDER BY version, n", "SELECT due, n FROM pledge INDEXED BY pledge_due ORDER BY due, n",
		"SELECT * FROM pledge_key ORDER BY role, value, pledge", "SELECT pledge FROM pledge_key INDEXED BY pledge_key_pledge ORDER BY pledge",
		"SELECT * FROM detail ORDER BY n", "SELECT version, n FROM detail INDEXED BY detail_version ORDER BY version, n", "SELECT * FROM detail_key ORDER BY term, at, detail",
		"SELECT * FROM office ORDER BY n", "SELECT version, n FROM office INDEXED BY office_version ORDER BY version, n", "SELECT * FROM office_key ORDER BY name, day, office",
		"SELECT * FROM words_docsize ORDER BY id", "SELECT * FROM words_config ORDER BY k", "SELECT * FROM latest ORDER BY n", "SELECT * FROM attempt", "SELECT * FROM plan ORDER BY n", "SELECT begins, n FROM plan INDEXED BY plan_begins WHERE standing=1 ORDER BY begins, n", "SELECT source, uid, version FROM plan INDEXED BY sqlite_autoindex_plan_1 ORDER BY source, uid, version", "SELECT * FROM aside",
		"PRAGMA user_version", "PRAGMA application_id",
	}
}

// answers writes what pages get.
func answers(ctx context.Context, s *Store, out *strings.Builder) {
	say := func(v any, err error) {
		b, err2 := json.Marshal(v)
		fmt.Fprintln(out, string(b), errors.Join(err, err2))
	}
	plans, err := s.Plans(ctx, record.PlanFilter{Limit: 1000})
	say(plans, err)
	say(s.Acts(ctx, record.WatchAct))
	list, err := s.List(ctx, record.Filter{Limit: 1000})
	say(list, err)
	for _, it := range list.Items {
		say(s.Versions(ctx, it.StoryID))
		say(s.Story(ctx, it.ContentID))
		say(s.Reading(ctx, it.ContentID, ""))
		say(s.Judgements(ctx, it.StoryID))
		say(s.Copies(ctx, it.StoryID))
	}
	for _, k := range record.Keys() {
		say(s.Facet(ctx, k, 1000))
	}
	for _, q := range []string{"w1", "w2 -w9", `"w1 w2"`, "actor:RUS type:visit", "country:FRA w3"} {
		parsed, err := record.ParseQuery(q)
		say(nil, err)
		say(s.Search(ctx, parsed))
	}
	say(s.Events(ctx, record.EventFilter{Limit: 1000, Superseded: true, Background: true}))
	say(s.Events(ctx, record.EventFilter{Limit: 1000, Ahead: true}))
	say(s.Pledges(ctx, record.PledgeFilter{Limit: 1000}))
	say(s.Known(ctx, "family3", calendar.Date(2013, 1, 1)))
	say(s.Counts(ctx))
}

// TestFlips changes one byte of a store at a time. Where that changes anything
// that can be asked of it, Check must say so. DATELINE_FLIPS says how often.
func TestFlips(t *testing.T) {
	flips, stories := 60, 40
	if testing.Short() {
		flips, stories = 8, 12
	}
	if s := os.Getenv("DATELINE_FLIPS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		flips = n
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "whole.db")
	mixed(t, path, stories)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	want := dump(t.Context(), s)
	h, err := s.Check(t.Context())
	if err != nil || len(h.Problems) > 0 {
		t.Fatalf("before any flip: %v, %v", h.Problems, err)
	}
	given := &strings.Builder{}
	answers(t.Context(), s, given)
	wantAnswers := given.String()
	s.Close()
	if strings.Contains(want, "error ") {
		t.Fatal("before any flip: the dump has errors")
	}
	r := rand.New(rand.NewPCG(7, uint64(flips)))
	changed, found, harmless := 0, 0, 0
	mended := map[string]int{}
	for i := range flips {
		at, bits := r.IntN(len(whole)), byte(1+r.IntN(255))
		flipped := append([]byte(nil), whole...)
		flipped[at] ^= bits
		one := filepath.Join(dir, fmt.Sprint(i, ".db"))
		if err := os.WriteFile(one, flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		differs, told := flipOnce(t, one, want)
		if told {
			mended[mendOnce(t, one, wantAnswers)]++
		}
		for _, f := range removable(one) {
			os.Remove(f)
		}
		switch {
		case differs && !told:
			t.Errorf("byte %d of page %d (offset %d) changed by %#x: answers differ and nothing was found", at, at/4096+1, at%4096, bits)
			changed++
		case differs:
			changed, found = changed+1, found+1
		case !told:
			harmless++
		}
	}
	t.Logf("%d flips of a byte in %d kB: %d changed something, of which %d were found; %d changed no answer and were not told; of those told, after --repair: %v", flips, len(whole)>>10, changed, found, harmless, mended)
}

// flipOnce opens a file and reports whether answers differ and whether damage
// was told.
func flipOnce(t *testing.T, path, want string) (differs, told bool) {
	s, err := Open(t.Context(), path)
	if err != nil {
		return true, true
	}
	defer s.Close()
	h, err := s.Check(t.Context())
	told = err != nil || len(h.Problems)+len(h.Aside) > 0
	return dump(t.Context(), s) != want, told
}

// removable lists all files that a store at that path, and its repair, left.
func removable(path string) []string {
	files, err := filepath.Glob(path + "*")
	if err != nil {
		return nil
	}
	return files
}

// mendOnce repairs a file and says how far that went. What comes of it must
// be sound, and every story that is not there any more must be named.
func mendOnce(t *testing.T, path, want string) string {
	done, err := Repair(t.Context(), path)
	if err != nil {
		return "not to be opened: takes a backup"
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Errorf("after a repair: %v", err)
		return "failed"
	}
	defer s.Close()
	h, err := s.Check(t.Context())
	if err != nil || len(h.Problems) > 0 {
		t.Errorf("after a repair: %v, %v", h.Problems, err)
	}
	got := &strings.Builder{}
	answers(t.Context(), s, got)
	switch {
	case len(done.Aside) > 0:
		return "set aside and named"
	case got.String() == want:
		return "whole again"
	}
	return "whole but for readings to be made again"
}
