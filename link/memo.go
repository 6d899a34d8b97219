package link

import (
	"encoding/binary"
	"hash/maphash"
	"sync"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// memo remembers what was found of two reports. It never has to forget what it
// knows: a decision rests on the two reports alone, and each is known by all
// that it says. So a dossier that is asked for again compares only what came in
// since.
type memo struct {
	seed     maphash.Seed
	mu       sync.Mutex
	now, old map[[2]uint64]bool
}

// remembered is how many decisions are kept, some 40 MB of them; half of them go
// when there are more, those that were not asked for of late.
const remembered = 1_000_000

func newMemo() *memo {
	return &memo{seed: maphash.MakeSeed(), now: map[[2]uint64]bool{}, old: map[[2]uint64]bool{}}
}

// one reports what same does, and remembers it.
func (l *Linker) one(a, b *Report) bool {
	if l.memo == nil {
		return l.same(a, b)
	}
	key := [2]uint64{l.memo.print(a), l.memo.print(b)}
	if key[0] > key[1] {
		key[0], key[1] = key[1], key[0]
	}
	if same, ok := l.memo.get(key); ok {
		return same
	}
	same := l.same(a, b)
	l.memo.put(key, same)
	return same
}

func (m *memo) get(key [2]uint64) (same, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if same, ok = m.now[key]; ok {
		return same, ok
	}
	if same, ok = m.old[key]; ok {
		m.putLocked(key, same)
	}
	return same, ok
}

func (m *memo) put(key [2]uint64, same bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.putLocked(key, same)
}

func (m *memo) putLocked(key [2]uint64, same bool) {
	if len(m.now) >= remembered/2 {
		m.now, m.old = map[[2]uint64]bool{}, m.now
	}
	m.now[key] = same
}

// print returns a number for all that a report says.
func (m *memo) print(r *Report) uint64 {
	if r.print != 0 {
		return r.print
	}
	var h maphash.Hash
	h.SetSeed(m.seed)
	text := func(all ...string) {
		for _, s := range all {
			h.WriteString(s)
			h.WriteByte(0)
		}
		h.WriteByte(1)
	}
	e := &r.Event
	text(r.StoryID, r.ContentID, r.Reader, r.Headline, r.Source, e.ID, e.Type, string(e.Status), r.Place, r.PlaceKey, r.Words)
	if e.Mode != nil {
		text(*e.Mode)
	}
	for _, ps := range [...][]fact.Party{e.Actors, e.Recipients} {
		for _, p := range ps {
			text(p.Code)
		}
		h.WriteByte(2)
	}
	text(r.ActorKeys...)
	text(r.RecipientKeys...)
	var b []byte
	for _, d := range [...]calendar.Day{r.From, r.To} {
		b = append(b, byte(d.Year>>8), byte(d.Year), d.Month, d.DayOfMonth)
	}
	if r.Dated {
		b = append(b, 1)
	}
	if r.story != nil { // which says the same wherever content and reader are the same
		b = append(b, 2)
	}
	h.Write(binary.AppendVarint(b, r.At.UnixNano()))
	r.print = h.Sum64() | 1 // 0 is none
	return r.print
}
