package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// notDerived are the tables that a repair takes over and does not make.
// Never changed.
var notDerived = [...]string{"story", "version", "reader", "reading", "judgement", "source", "source_state", "source_item", "source_log", "plan", "act", "aside", "attempt", "tally"}

// derivedTables returns the tables that are made of others, sorted.
func derivedTables(t *testing.T, db *sql.DB) []string {
	t.Helper()
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words%' ORDER BY name")
	var out []string
	if err := each(rows, err, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		if !slices.Contains(notDerived[:], name) {
			out = append(out, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// everyRow writes every row of every table, but for when it was repaired and the
// counts of commits.
func everyRow(t *testing.T, path string) string {
	t.Helper()
	s, err := newStore(path)
	if err != nil {
		t.Fatal(err)
	}
	db := s.connect("", 1)
	defer db.Close()
	var b strings.Builder
	for _, name := range append(derivedTables(t, db), "story", "version", "reading", "reader", "judgement", "plan", "act", "words_docsize", "words_data", "words_idx", "words_config") {
		fmt.Fprintln(&b, "==", name)
		if err := rowsOf(db, name, &b); err != nil {
			t.Fatal(name, err)
		}
	}
	return b.String()
}

func rowsOf(db *sql.DB, name string, to io.Writer) error {
	rows, err := db.Query("SELECT * FROM " + name)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		cells, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			return err
		}
		fmt.Fprintf(to, "%q\n", fmt.Sprint(cells...))
	}
	return rows.Err()
}

// judgedStore makes a closed store of all that there is, with facts that
// people corrected and added.
func judgedStore(t *testing.T, path string) {
	t.Helper()
	mixed(t, path, 12)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	someDetails(t, s)
	for _, action := range []record.Action{record.Correct, record.Add} {
		p, err := s.Events(t.Context(), record.EventFilter{Limit: 1})
		if err != nil || len(p.Events) == 0 {
			t.Fatal("no event to judge", err)
		}
		e := &p.Events[0]
		j := record.Judgement{
			StoryID: e.StoryID, ContentID: e.ContentID, Kind: record.EventFact, Type: e.Event.Type, Words: e.Words, Action: action, By: "anna",
			Claim: &record.Claim{Type: e.Event.Type, Status: fact.Cancelled, By: []record.Who{{Code: "OMN"}}, Set: []record.Slot{record.SlotStatus}, At: e.Event.Evidence.Start},
		}
		if action == record.Add {
			j.Type, j.Claim.Type = "SANCTION", "SANCTION"
		}
		if err := s.Judge(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
}

// someDetails reads a story anew, with a figure, a quote and an office.
func someDetails(t *testing.T, s *Store) {
	t.Helper()
	list, err := s.List(t.Context(), record.Filter{Limit: 1})
	if err != nil || len(list.Items) == 0 {
		t.Fatal("no story", err)
	}
	r, err := s.Reading(t.Context(), list.Items[0].ContentID, "")
	if err != nil {
		t.Fatal(err)
	}
	ev := fact.Evidence{Start: 0, End: 12, By: "test"}
	r.Reader = "new"
	r.Figures = []fact.Figure{{ID: "f1", Value: 7, Unit: fact.Ptr("bus"), Evidence: ev}}
	r.Quotes = []fact.Quote{{ID: "q1", Kind: "direct", Speaker: fact.Ptr("p"), Content: []fact.Span{{Start: 0, End: 12}}, Evidence: ev}}
	r.Entities[0].Offices[0].Evidence = &ev
	if err := s.PutReading(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

// copyFile makes the same file again under another name.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestMadeAnew empties each table that is made of others, and takes one row
// from each: the check finds it, and a repair makes every table anew to the
// same bytes as that of a file that was sound, with the answers of before.
func TestMadeAnew(t *testing.T) {
	dir := t.TempDir()
	sound, base := filepath.Join(dir, "sound.db"), filepath.Join(dir, "base.db")
	judgedStore(t, sound)
	s, err := Open(t.Context(), sound)
	if err != nil {
		t.Fatal(err)
	}
	before := &strings.Builder{}
	answers(t.Context(), s, before)
	tables := derivedTables(t, s.w)
	if len(tables) < 12 {
		t.Errorf("only %v are made of others", tables)
	}
	rows := map[string]bool{}
	for _, name := range tables {
		var some bool
		if err := s.w.QueryRow("SELECT EXISTS (SELECT 1 FROM " + name + ")").Scan(&some); err != nil || !some {
			t.Errorf("%s is empty, so that nothing is shown of it (%v)", name, err)
		}
		rows[name] = some
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	copyFile(t, sound, base)
	repaired(t, base)
	want := everyRow(t, base)
	for _, name := range append(tables, "words") {
		for _, how := range []string{"emptied", "a row less"} {
			if testing.Short() && how != "emptied" {
				continue
			}
			q := "DELETE FROM " + name
			switch {
			case name == "words" && how == "emptied":
				q = "DELETE FROM words_data WHERE id>9"
			case name == "words":
				q = "UPDATE words_docsize SET sz=zeroblob(3) WHERE id=(SELECT max(id) FROM words_docsize)"
			case how != "emptied":
				q += " WHERE (" + keyOf(t, sound, name) + ")=(SELECT " + keyOf(t, sound, name) + " FROM " + name + " LIMIT 1)"
			}
			t.Run(name+" "+how, func(t *testing.T) { madeAnew(t, sound, q, before.String(), want) })
		}
	}
}

// keyOf returns the columns that name a row.
func keyOf(t *testing.T, path, table string) string {
	t.Helper()
	s, err := newStore(path)
	if err != nil {
		t.Fatal(err)
	}
	db := s.connect("", 1)
	defer db.Close()
	rows, err := db.Query("SELECT name FROM pragma_table_info(?) WHERE pk>0 ORDER BY pk", table)
	var out []string
	if err := each(rows, err, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		out = append(out, name)
		return err
	}); err != nil || len(out) == 0 {
		t.Fatalf("%s has no key: %v", table, err)
	}
	return strings.Join(out, ",")
}

func madeAnew(t *testing.T, sound, damage, before, want string) {
	path := filepath.Join(t.TempDir(), "wire.db")
	copyFile(t, sound, path)
	spoil(t, path, damage)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := s.Check(context.WithoutCancel(t.Context()))
	if err == nil && len(h.Problems) == 0 {
		t.Errorf("not found: %s", damage)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, done := repaired(t, path)
	after := &strings.Builder{}
	answers(t.Context(), s, after)
	if after.String() != before {
		t.Error("answers differ from those of before the damage")
	}
	if len(done.Aside) > 0 {
		t.Errorf("set aside: %v", done.Aside)
	}
	if got := everyRow(t, path); got != want {
		t.Errorf("it is not the same bytes: %s", firstOther(got, want))
	}
}

// firstOther returns the first line in which two texts differ.
func firstOther(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d: %.200s", i+1, a[i])
		}
	}
	return "the end is missing"
}
