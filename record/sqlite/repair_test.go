package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// repaired repairs a store and opens what came of it, which must be sound.
func repaired(t *testing.T, path string) (*Store, *Repaired) {
	t.Helper()
	done, err := Repair(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if h, err := s.Check(t.Context()); err != nil || len(h.Problems) > 0 {
		t.Fatalf("after a repair: %v, %v", h.Problems, err)
	}
	if _, err := os.Stat(done.Kept); err != nil {
		t.Errorf("the old file is not kept: %v", err)
	}
	return s, done
}

// spoil runs statements on a file that no store has open.
func spoil(t *testing.T, path string, statements ...string) {
	t.Helper()
	s, err := newStore(path)
	if err != nil {
		t.Fatal(err)
	}
	db := s.connect("", 1)
	defer db.Close()
	for _, q := range append([]string{"PRAGMA foreign_keys=0"}, statements...) {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

// TestRepairSound repairs what is not damaged: all answers stay as they were.
func TestRepairSound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wire.db")
	mixed(t, path, 12)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	before := &strings.Builder{}
	answers(t.Context(), s, before)
	if _, err := Repair(t.Context(), path); fault.KindOf(err) != fault.Temporary || err == nil {
		t.Errorf("a file that is in use was repaired: %v", err)
	}
	s.Close()
	s, done := repaired(t, path)
	after := &strings.Builder{}
	answers(t.Context(), s, after)
	if before.String() != after.String() {
		t.Error("answers differ after the repair of what was sound")
	}
	if len(done.Did) != 1 || len(done.Aside) != 0 {
		t.Errorf("%+v", done)
	}
}

// TestRepair damages one thing at a time. What can be made anew must be there
// again, what cannot must be named.
func TestRepair(t *testing.T) {
	for _, c := range []struct {
		name, spoil string
		aside       string // what is said of what is lost; empty: nothing is
		unread      bool   // whether something is to be read again
	}{
		{"an index", "DELETE FROM story_key WHERE story%3=0", "", false},
		{"the full text", "UPDATE words_data SET block=zeroblob(9) WHERE id>9", "", false},
		{"events", "UPDATE event SET at=at+1, type=1", "", false},
		{"what is unread", "DELETE FROM unread", "", false},
		{"terms", "UPDATE term SET value=value||'x' WHERE kind='actor'", "", false},
		{"readings", "UPDATE reading SET data=substr(data,2) WHERE n%4=1", "", true},
		{"a reader", "UPDATE reader SET name='nobody' WHERE n=1", "", true},
		{"a body", "UPDATE version SET body=pack_prose(replace(unpack(body),'w','v')) WHERE n=2", "checksum", false},
		{"a body beyond reading", "UPDATE version SET body=x'FF00' WHERE n=2", "checksum", false},
		{"a headline", "UPDATE version SET headline='Other' WHERE n=3", "checksum", false},
		{"a story", "UPDATE story SET id='other' WHERE n=2", "", false},
		{"a story that is gone", "DELETE FROM story WHERE n=2", "", false},
		{"a plan", "UPDATE plan SET begins=begins+1 WHERE n=8", "plan", false},
		{"a watch", "UPDATE act SET author='bert' WHERE n=1", "what a person did (watch)", false},
		{"a judgement", "UPDATE judgement SET data=replace(data,'anna','bert') WHERE n=1", "judgement", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "wire.db")
			mixed(t, path, 12)
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			before := &strings.Builder{}
			answers(t.Context(), s, before)
			list, err := s.List(t.Context(), record.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
			spoil(t, path, c.spoil)
			if s, err = Open(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			if h, err := s.Check(t.Context()); err == nil && len(h.Problems) == 0 {
				t.Error("the damage is not found")
			}
			s.Close()
			s, done := repaired(t, path)
			after := &strings.Builder{}
			answers(t.Context(), s, after)
			for _, did := range done.Did {
				if strings.HasPrefix(did, "1 ") && strings.Contains(did, "s were ") {
					t.Errorf("said of one thing: %q", did)
				}
			}
			if said := strings.Join(done.Aside, "\n"); c.aside == "" && said != "" || !strings.Contains(said, c.aside) {
				t.Errorf("set aside: %q", said)
			}
			if same := before.String() == after.String(); same != (c.aside == "" && !c.unread) {
				t.Errorf("answers are the same: %v", same)
			}
			got, err := s.List(t.Context(), record.Filter{})
			if err != nil || len(got.Items)+len(done.Aside) < len(list.Items) {
				t.Errorf("%d stories of %d are left, and %d are named, %v", len(got.Items), len(list.Items), len(done.Aside), err)
			}
		})
	}
}
