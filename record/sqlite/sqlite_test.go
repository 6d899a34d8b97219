package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/storetest"
)

func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "wire.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) record.Store { return open(t) })
}
