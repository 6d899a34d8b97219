package sqlite

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// oldFile makes a file as a program of that schema left it: a story of two
// versions, the second one read and judged, with what came after.
func oldFile(t *testing.T, schema int) string {
	t.Helper()
	var statements []string
	for i := 1; i <= schema; i++ {
		b, err := migrations.ReadFile(fmt.Sprintf("migrations/%04d.sql", i))
		if err != nil {
			t.Fatal(err)
		}
		statements = append(statements, string(b))
	}
	r := fact.New("old reader")
	r.Story.ID = "second"
	r.Entities = []fact.Entity{{ID: "p1", Kind: fact.Person, Name: "Ilka Brenn", Offices: []fact.Office{{Title: "minister", Basis: "text"}}}}
	r.Events = []fact.Event{{
		ID: "e1", Type: "CONSULT", Mode: fact.Ptr("visit"), Status: fact.Planned, Actors: []fact.Party{{Code: "NOR"}},
		Evidence: fact.Evidence{Start: 4, End: 11, By: "event/visit"},
	}}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	quoted := "'" + strings.ReplaceAll(string(data), "'", "''") + "'"
	statements = append(statements, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", schema, appID),
		`INSERT INTO story VALUES (1,'s',2,2,1335182400000001,'update',0,1,'{"StoryID":"s","Headline":"New"}',NULL)`,
		`INSERT INTO version VALUES (1,1,1,'first','first','original',1335096000000001,1335096000000001,1335182400000001,'','Old','','Old text.',
			'{"ID":"first","Source":"Norpress","Language":"en","Headline":"Old"}','{"StoryID":"s","N":1,"Kind":"original"}')`,
		`INSERT INTO version VALUES (2,1,2,'second','second','update',1335182400000001,1335182400000001,0,'http://a/','New','','She will go to Oslo.',
			'{"ID":"second","Source":"Norpress","Language":"en","Headline":"New","Published":"2012-04-23","Parts":[{"Start":0,"End":4,"Kind":1,"Lead":0},{"Start":4,"End":20,"Kind":0,"Lead":0},{"Start":20,"End":20,"Kind":0,"Lead":0}]}','{"StoryID":"s","N":2,"Kind":"update","Supersedes":"first","Note":"later"}')`,
		`INSERT INTO words (rowid, headline, deck, body) VALUES (2,'New','','She will go to Oslo.')`,
		`INSERT INTO reading VALUES (1,'second','old reader',1,`+quoted+`)`,
		`INSERT INTO judgement VALUES (1,1,0,'{"Kind":"event","Action":"accept","Words":"will go","Type":"CONSULT","By":"anna"}')`)
	path := filepath.Join(t.TempDir(), "old.db")
	raw(t, path, statements...)
	return path
}

// TestMigration opens files of earlier schemas: what was in them must be
// there afterwards, and all that follows from it.
func TestMigration(t *testing.T) {
	for schema := 1; schema <= 4; schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			s, err := Open(t.Context(), oldFile(t, schema))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if len(s.Notes()) == 0 || !strings.Contains(strings.Join(s.Notes(), " "), "schema") {
				t.Errorf("notes %q do not say that the schema is another", s.Notes())
			}
			if h, err := s.Check(t.Context()); err != nil || h.Schema != 17 || len(h.Problems) > 0 {
				t.Fatalf("%+v, %v", h, err)
			}
			migrated(t, s)
		})
	}
}

// TestToldAnew opens a file of the schema before the one whose indexes are as
// they are now: they are made anew.
func TestToldAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wire.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), entry(1), entry(2)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, "INSERT INTO detail (version, kind, story, at, ended) VALUES (1,'quote',1,1,0)", fmt.Sprintf("PRAGMA user_version=%d", told-1))
	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	there := 0
	err = ask(t.Context(), s.r, "SELECT count(*) FROM detail", nil, func(scan func(...any) error) error { return scan(&there) })
	if err != nil || there != 0 {
		t.Errorf("of a row that follows from nothing %d are there, %v", there, err)
	}
}

func migrated(t *testing.T, s *Store) {
	vs, err := s.Versions(t.Context(), "first")
	if err != nil || len(vs) != 2 {
		t.Fatalf("%+v, %v", vs, err)
	}
	e := vs[1]
	if e.Story.Text != "She will go to Oslo." || e.Story.Source != "Norpress" || e.Story.Headline != "New" || e.Story.URL != "http://a/" ||
		e.Version.Note != "later" || e.Version.Supersedes != "first" || e.Version.N != 2 || e.Version.Kind != "update" || e.Version.Received.UnixMicro() != 1335182400000001 {
		t.Errorf("%+v", e)
	}
	if l, err := s.List(t.Context(), record.Filter{}); err != nil || len(l.Items) != 1 || l.Items[0].Lead != "will go to Oslo." || len(e.Story.Parts) != 3 {
		t.Errorf("%+v, %v, %v", l, e.Story.Parts, err)
	}
	p, err := s.Events(t.Context(), record.EventFilter{Type: "CONSULT", Actor: "nor"})
	if err != nil || len(p.Events) != 1 || p.Events[0].Words != "will go" || p.Events[0].Reader != "old reader" || p.Events[0].Headline != "New" {
		t.Errorf("%+v, %v", p, err)
	}
	q, err := record.ParseQuery("oslo type:visit")
	if err != nil {
		t.Fatal(err)
	}
	if h, err := s.Search(t.Context(), q); err != nil || len(h.Hits) != 1 || len(h.Hits[0].Events) != 1 {
		t.Errorf("%+v, %v", h, err)
	}
	if js, err := s.Judgements(t.Context(), "s"); err != nil || len(js) != 1 || js[0].By != "anna" {
		t.Errorf("%+v, %v", js, err)
	}
	if hs, err := s.Known(t.Context(), "brenn", calendar.Date(2012, 4, 24)); err != nil || len(hs) != 1 || hs[0].StoryID != "s" {
		t.Errorf("%+v, %v", hs, err)
	}
	for reader, want := range map[string]int{"old reader": 1, "new reader": 2} {
		if es, err := s.Unread(t.Context(), reader, 10); err != nil || len(es) != want {
			t.Errorf("%s has %d unread, want %d, %v", reader, len(es), want, err)
		}
	}
}
