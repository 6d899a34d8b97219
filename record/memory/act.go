package memory

import (
	"context"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// PutAct stores an act: see record.Acts.
func (s *Store) PutAct(_ context.Context, a record.Act) (record.Act, error) {
	if err := record.CheckAct(&a); err != nil {
		return a, err
	}
	unlock, err := s.lock("keep what was done")
	if err != nil {
		return a, err
	}
	defer unlock()
	if a.Kind == record.LinkAct {
		s.changes++
	}
	if a.At.IsZero() {
		a.At = time.Now()
	}
	a.N, a.At, a.Data = int64(len(s.acts)+1), a.At.UTC().Truncate(time.Microsecond), slices.Clone(a.Data)
	s.acts = append(s.acts, a)
	return a, nil
}

// Acts returns acts: see record.Acts.
func (s *Store) Acts(_ context.Context, kind record.ActKind) ([]record.Act, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.Act
	for _, a := range s.acts {
		if a.Kind == kind {
			a.Data = slices.Clone(a.Data)
			out = append(out, a)
		}
	}
	return out, nil
}
