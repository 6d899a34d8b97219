package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
)

// TestRestore puts a backup in the place of a record that went on, of one that
// is not there and of one that is damaged; a damaged backup changes nothing.
func TestRestore(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path, backup := filepath.Join(dir, "wire.db"), filepath.Join(dir, "backup.db")
	stories := func(path string) int {
		t.Helper()
		s, err := Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		n, err := s.Counts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n.Stories
	}
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(ctx, entry(1), entry(2)); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if n, err := Verify(ctx, backup); err != nil || n.Stories != 2 {
		t.Errorf("%d stories, %v", n.Stories, err)
	}
	if _, err := s.Put(ctx, entry(3)); err != nil {
		t.Fatal(err)
	}
	_, err = Restore(ctx, backup, path)
	fails(t, err, fault.Temporary)
	s.Close()
	done, err := Restore(ctx, backup, path)
	if err != nil || done.Stories != 2 || stories(path) != 2 || stories(done.Kept) != 3 {
		t.Fatalf("%+v, %v", done, err)
	}
	fresh := filepath.Join(dir, "new", "wire.db")
	if done, err = Restore(ctx, backup, fresh); err != nil || done.Kept != "" || stories(fresh) != 2 {
		t.Errorf("%+v, %v", done, err)
	}
	if err := os.WriteFile(path, []byte("this is no record at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if done, err = Restore(ctx, backup, path); err != nil || stories(path) != 2 {
		t.Errorf("over what is no record: %+v, %v", done, err)
	}
	spoil(t, backup, "UPDATE version SET headline='Other' WHERE n=1")
	_, err = Verify(ctx, backup)
	fails(t, err, fault.Invalid, "damaged")
	_, err = Restore(ctx, backup, path)
	fails(t, err, fault.Invalid, "damaged")
	_, err = Restore(ctx, filepath.Join(dir, "none.db"), path)
	fails(t, err, fault.NotFound)
	if stories(path) != 2 {
		t.Error("a backup that was refused changed the record")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*-restore*"))
	if more, _ := filepath.Glob(filepath.Join(dir, "*-verify*")); err != nil || len(left)+len(more) > 0 {
		t.Errorf("left behind: %v %v", left, more)
	}
}
