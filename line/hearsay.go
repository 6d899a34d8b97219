package line

import (
	"context"
	"slices"
	"sync"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/record"
)

// asking is a memory that notes what it is asked for.
type asking struct {
	Memory
	mu    sync.Mutex // a reading that was left behind may still ask
	asked []string
}

// Known answers from the record: see read.Memory.
func (m *asking) Known(ctx context.Context, name string, before calendar.Day) ([]read.Known, error) {
	m.mu.Lock()
	m.asked = append(m.asked, record.NameKey(name))
	m.mu.Unlock()
	return m.Memory.Known(ctx, name, before)
}

func (m *asking) names() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.asked)
}

// hearsay says by the keys of names which stories gave offices to people of
// that name, or took them back, as far as readings under way may have missed it.
type hearsay map[string][]saying

type saying struct {
	day   int64 // of the story
	store int   // the number of the store
}

// add notes what a reading establishes. That is at least what the record will
// know of it: a reading made again for nothing comes out the same.
func (h hearsay) add(r *fact.Reading, day int64, store int) {
	for i := range r.Entities {
		n := &r.Entities[i]
		if n.Kind != fact.Person || len(n.Offices) == 0 {
			continue
		}
		for _, k := range record.NameKeys(n.Name) {
			h[k] = append(h[k], saying{day, store})
		}
	}
}

// since reports whether a story of an earlier day has changed, since the reading
// was begun, what is known of a name that it asked for.
func (h hearsay) since(t *task) bool {
	for _, k := range t.asked {
		for _, s := range h[k] {
			if s.day < t.day && s.store > t.begun {
				return true
			}
		}
	}
	return false
}

// forget drops what was on record before any of these tasks was begun.
func (h hearsay) forget(under []*task) {
	if len(under) == 0 {
		clear(h)
		return
	}
	first := under[0].begun
	for _, t := range under {
		first = min(first, t.begun)
	}
	for k, said := range h {
		said = slices.DeleteFunc(said, func(s saying) bool { return s.store <= first })
		if h[k] = said; len(said) == 0 {
			delete(h, k)
		}
	}
}
