package link

import (
	"encoding/binary"
	"hash/maphash"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/recent"
	"github.com/datelinewire/dateline/record"
)

// memo remembers what was found of two reports, and stories made ready. It never
// has to forget what it knows: a decision rests on the two reports alone, and
// each is known by all that it says. So a dossier that is asked for again
// compares only what came in since.
type memo struct {
	seed    maphash.Seed
	same    *recent.Cache[[2]uint64, bool]
	stories *recent.Cache[uint64, *Story]
}

// How many decisions and stories are kept: by estimate some 30 MB and 120 MB.
const (
	decisions = 600_000
	prepared  = 24_000
)

func newMemo() *memo {
	return &memo{maphash.MakeSeed(), recent.New[[2]uint64, bool](decisions), recent.New[uint64, *Story](prepared)}
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
	if same, ok := l.memo.same.Get(key); ok {
		return same
	}
	same := l.same(a, b)
	l.memo.same.Put(key, same)
	return same
}

// Story returns what NewStory does, and remembers it.
func (l *Linker) Story(d *record.Detail) *Story {
	if l.memo == nil {
		return NewStory(d)
	}
	key := l.memo.printOf(d)
	s, ok := l.memo.stories.Get(key)
	if !ok {
		row := *d // the page that it came in is not kept with it
		s = NewStory(&row)
		for i := range s.said {
			x := &s.said[i]
			x.turn, x.heard, x.rare = l.turnsOf(x.text), true, l.rareSaid(s, i)
		}
		s.rareNames, s.rareStems = l.rareNames(s), l.rareStems(s)
		s.heard = true
		l.memo.stories.Put(key, s)
	}
	return s
}

// hash is what the numbers of reports and stories are made by.
type hash struct{ maphash.Hash }

func (m *memo) hash() *hash {
	h := &hash{}
	h.SetSeed(m.seed)
	return h
}

// text adds strings, so that where each and all of them end counts.
func (h *hash) text(all ...string) {
	for _, s := range all {
		h.WriteString(s)
		h.WriteByte(0)
	}
	h.WriteByte(1)
}

// appendDay adds the bytes of a day.
func appendDay(b []byte, d calendar.Day) []byte {
	return append(b, byte(d.Year>>8), byte(d.Year), d.Month, d.DayOfMonth)
}

// printOf returns a number for all that the gist of a story says.
func (m *memo) printOf(d *record.Detail) uint64 {
	h := m.hash()
	h.text(d.StoryID, d.ContentID, d.Headline, d.Source, d.Words)
	h.text(d.Gist.Names...)
	h.text(d.Gist.Types...)
	h.text(d.Gist.Countries...)
	b := binary.AppendVarint(nil, d.At.UnixNano())
	for _, s := range d.Gist.Sentences {
		b = binary.AppendVarint(binary.AppendVarint(b, int64(s.Start-d.Start)), int64(s.End-d.Start))
	}
	for _, x := range d.Gist.Days {
		b = binary.AppendVarint(b, int64(x.Sentence))
		for _, day := range [...]calendar.Day{x.From, x.To} {
			b = appendDay(b, day)
		}
	}
	if d.Live {
		b = append(b, 1)
	}
	h.Write(b)
	return h.Sum64()
}

// print returns a number for all that a report says.
func (m *memo) print(r *Report) uint64 {
	if r.print != 0 {
		return r.print
	}
	h := m.hash()
	e := &r.Event
	h.text(r.StoryID, r.ContentID, r.Reader, r.Headline, r.Source, e.ID, e.Type, string(e.Status), r.Place, r.PlaceKey, r.Words)
	if e.Mode != nil {
		h.text(*e.Mode)
	}
	for _, ps := range [...][]fact.Party{e.Actors, e.Recipients} {
		for _, p := range ps {
			h.text(p.Code)
		}
		h.WriteByte(2)
	}
	h.text(r.ActorKeys...)
	h.text(r.RecipientKeys...)
	var b []byte
	for _, d := range [...]calendar.Day{r.From, r.To} {
		b = appendDay(b, d)
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
