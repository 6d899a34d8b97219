package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

func entry(i int) record.Entry {
	return record.Entry{Story: news.Story{Source: "Norpress", Headline: fmt.Sprintf("Story %d", i), Text: fmt.Sprintf("Story %d\n\nIts body, with words of its own: %d.", i, i*7919)}}
}

func fails(t *testing.T, err error, kind fault.Kind, words ...string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		t.Fatalf("error %v, want kind %v", err, kind)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Fatalf("%q does not say %q", err, w)
		}
	}
}

// TestOpenRefuses opens what is no store of ours: it must say so and leave
// the file as it is.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, b []byte) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		name, path string
		kind       fault.Kind
		words      string
	}{
		{"no name", "", fault.Invalid, "configuration"},
		{"a folder", dir, fault.Invalid, "folder"},
		{"no folder", filepath.Join(dir, "no", "wire.db"), fault.NotFound, "make it"},
		{"a text", file("a.txt", []byte(strings.Repeat("This is a text and no database. ", 200))), fault.Invalid, "not a database"},
		{"a short text", file("b.txt", []byte("x")), fault.Invalid, "database"},
		{"damaged at its start", file("c.db", append([]byte("SQLite format 3\x00"), make([]byte, 8000)...)), fault.Invalid, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			s, err := Open(t.Context(), c.path)
			if err == nil {
				s.Close()
			}
			fails(t, err, c.kind, c.words)
			if after, _ := os.ReadFile(c.path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOtherDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	raw(t, path, "CREATE TABLE bookmarks (url TEXT)")
	_, err := Open(t.Context(), path)
	fails(t, err, fault.Invalid, "another program's")
}

func TestNewerSchema(t *testing.T) {
	s := open(t)
	s.Close()
	raw(t, s.path, "PRAGMA user_version=99")
	_, err := Open(t.Context(), s.path)
	fails(t, err, fault.Conflict, "newer", "99")
}

// TestDamage writes over the middle of a store: reading it must fail clearly
// or work, never panic, and Check must find it.
func TestDamage(t *testing.T) {
	s := open(t)
	var in []record.Entry
	for i := range 500 {
		in = append(in, entry(i))
	}
	if _, err := s.Put(t.Context(), in...); err != nil {
		t.Fatal(err)
	}
	s.Close()
	b, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 4; i < len(b)*3/4; i++ {
		b[i] = byte(i * 31)
	}
	if err := os.WriteFile(s.path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), s.path)
	if err != nil {
		fails(t, err, fault.Internal, "damaged", "backup")
		return
	}
	defer s.Close()
	if _, err := s.List(t.Context(), record.Filter{Limit: 1000}); err != nil {
		fails(t, err, fault.Internal, "backup")
	}
	h, err := s.Check(t.Context())
	if err != nil || len(h.Problems) == 0 {
		t.Fatalf("damage not found: %+v, %v", h, err)
	}
}

// TestFullDisk limits the file's pages, which SQLite reports as a full disk.
func TestFullDisk(t *testing.T) {
	s := open(t)
	if _, err := s.Put(t.Context(), entry(0)); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := s.w.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		if _, err := s.w.Exec(fmt.Sprintf("PRAGMA max_page_count=%d", n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 2)
	var in []record.Entry
	for i := 1; i < 200; i++ {
		in = append(in, entry(i))
	}
	_, err := s.Put(t.Context(), in...)
	fails(t, err, fault.Temporary, "full", "make room")
	c, err := s.Counts(t.Context())
	if err != nil || c.Stories != 1 {
		t.Fatalf("after a full disk: %+v, %v", c, err)
	}
	limit(1 << 30)
	if _, err := s.Put(t.Context(), in...); err != nil {
		t.Fatalf("with room again: %v", err)
	}
}

// TestReadOnly needs a user without root's rights.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything: run as another user")
	}
	s := open(t)
	s.Close()
	if err := os.Chmod(s.path, 0o400); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), s.path)
	fails(t, err, fault.Denied, "right to write")
}

// TestReadOnlyMeaning holds what a read-only file is told as, also for root.
func TestReadOnlyMeaning(t *testing.T) {
	s := open(t)
	if _, err := s.w.Exec("PRAGMA query_only=1"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Put(t.Context(), entry(1))
	fails(t, err, fault.Denied, "cannot be written")
}

// TestTwoWriters writes one file through two stores at once, as two processes
// do: all of it must arrive. A writer that holds the file too long gives the
// other a clear message.
func TestTwoWriters(t *testing.T) {
	a := open(t)
	b, err := Open(t.Context(), a.path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	errs := make(chan error)
	write := func(s *Store, from int) {
		for i := range 30 {
			if _, err := s.Put(t.Context(), entry(from+i)); err != nil {
				errs <- err
				return
			}
		}
		errs <- nil
	}
	go write(a, 0)
	go write(b, 1000)
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if c, err := a.Counts(t.Context()); err != nil || c.Stories != 60 {
		t.Fatalf("%+v, %v", c, err)
	}
	tx, err := a.w.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := b.w.Exec("PRAGMA busy_timeout=50"); err != nil {
		t.Fatal(err)
	}
	_, err = b.Put(t.Context(), entry(5000))
	fails(t, err, fault.Temporary, "another program is writing")
}

func TestBackup(t *testing.T) {
	s := open(t)
	if _, err := s.Put(t.Context(), entry(1), entry(2)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	fails(t, s.Backup(t.Context(), path), fault.Conflict, "name a new one")
	c, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if n, err := c.Counts(t.Context()); err != nil || n.Stories != 2 {
		t.Fatalf("%+v, %v", n, err)
	}
}

func TestCancelled(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Put(ctx, entry(1))
	fails(t, err, fault.Temporary)
}
