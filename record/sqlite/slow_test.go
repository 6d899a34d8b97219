package sqlite

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// endlessQuery never ends by itself.
const endlessQuery = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n"

func none(func(...any) error) error { return nil }

// TestSlowSearches keeps every connection of the searches busy: pages must
// come all the same, and the searches end when nobody waits for them.
func TestSlowSearches(t *testing.T) {
	s := open(t)
	if _, err := s.Put(t.Context(), entry(1), entry(2)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	for range searchConns {
		go func() { ended <- ask(ctx, s.f, endlessQuery, nil, none) }()
	}
	time.Sleep(50 * time.Millisecond)
	quick, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	if l, err := s.List(quick, record.Filter{}); err != nil || len(l.Items) != 2 {
		t.Errorf("a page beside slow searches: %+v, %v", l, err)
	}
	if c, err := s.Facet(quick, record.BySource, 5); err != nil || len(c) == 0 {
		t.Errorf("the numbers beside a list, beside slow searches: %+v, %v", c, err)
	}
	cancel()
	for range searchConns {
		select {
		case err := <-ended:
			fails(t, s.fail("search", "", err), fault.Temporary)
		case <-time.After(10 * time.Second):
			t.Fatal("a search goes on although nobody waits for it")
		}
	}
}

// TestCeiling asks what never ends: it is stopped, and the answer says what
// to do.
func TestCeiling(t *testing.T) {
	s := open(t)
	start := time.Now()
	err := askWithin(t.Context(), 100*time.Millisecond, s.f, endlessQuery, nil, none)
	fails(t, s.fail("search", "", err), fault.Temporary, "ask for less")
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it was stopped after %v", took)
	}
}

// TestNewestDetails asks SQLite how it finds the newest of what stories say in
// short: neither all of them nor those of other kinds may be looked through.
func TestNewestDetails(t *testing.T) {
	s := open(t)
	for _, f := range []record.DetailFilter{
		{Kind: record.GistFact, AsOf: time.Now(), Fold: true},
		{Kind: record.QuoteFact},
		{Kind: record.GistFact, Party: "FJI", Other: "TGO", Fold: true},
	} {
		from, at, row, w := detailTables(&f)
		var plan []string
		err := ask(t.Context(), s.r, "EXPLAIN QUERY PLAN "+selectDetails(from, at+" DESC", row+" DESC", w), append(w.args, 10), func(scan func(...any) error) error {
			var n, parent, unused int
			var step string
			err := scan(&n, &parent, &unused, &step)
			plan = append(plan, step)
			return err
		})
		if all := strings.Join(plan, "; "); err != nil || strings.Contains(all, "SCAN d") || strings.Contains(all, "ORDER BY") {
			t.Errorf("%+v is found by %s, %v", f, all, err)
		}
	}
}

// TestRights looks at who may look into the files, new ones and those of an
// earlier program.
func TestRights(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are another matter there")
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "wire.db")
	check := func(when string) {
		t.Helper()
		files, err := os.ReadDir(dir)
		if err != nil || len(files) < 4 {
			t.Fatalf("%s: %d files, %v", when, len(files), err)
		}
		for _, f := range files {
			if info, err := f.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: %s has mode %v, %v", when, f.Name(), info.Mode(), err)
			}
		}
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(s *Store, i int) {
		t.Helper()
		if _, err := s.Put(t.Context(), entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	if notes := strings.Join(s.Notes(), "\n"); !strings.Contains(notes, "it is 0700 now") {
		t.Errorf("notes: %s", notes)
	}
	put(s, 1)
	check("new")
	files, _ := filepath.Glob(path + "*")
	for _, f := range files {
		if err := os.Chmod(f, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	put(again, 2)
	check("opened again")
	if notes := strings.Join(again.Notes(), "\n"); strings.Count(notes, "0644") != len(files) {
		t.Errorf("notes: %s", notes)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != folderMode {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
	copied := filepath.Join(dir, "copy.db")
	if err := s.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != fs.FileMode(0o600) {
		t.Errorf("the backup has mode %v, %v", info.Mode(), err)
	}
}

// TestDamagedLog flips a byte of the -wal file of a program that was killed:
// what SQLite then leaves out is told at the next start, and by Check.
func TestDamagedLog(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "wire.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if _, err := s.Put(t.Context(), entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	// The files as they stand are those of a program that ends now.
	after := filepath.Join(dir, "after.db")
	for _, suffix := range []string{"", "-wal", tallySuffix} {
		b, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if suffix == "-wal" {
			b[len(b)/2] ^= 1
		}
		if err := os.WriteFile(after+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	for round := range 2 {
		s, err = Open(t.Context(), after)
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.Counts(t.Context())
		if err != nil || c.Stories == 10 {
			t.Fatalf("%d stories, %v: the flip does not show", c.Stories, err)
		}
		if told := strings.Contains(strings.Join(s.Notes(), " "), "commits are missing"); told != (round == 0) {
			t.Errorf("start %d: notes %q", round, s.Notes())
		}
		if h, err := s.Check(t.Context()); err != nil || len(h.Aside) != 1 || !strings.Contains(h.Aside[0], "commits are missing") {
			t.Errorf("start %d: %+v, %v", round, h, err)
		}
		if _, err := s.Put(t.Context(), entry(100+round)); err != nil {
			t.Fatal(err)
		}
		s.Close()
	}
}
