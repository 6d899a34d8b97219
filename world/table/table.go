// Package table is the format in which the world's facts ship: sections of
// fixed-size records, a pool of strings, and phrase lists, in one string that
// is read in place. What goes in is a Builder's content; what comes out is a
// File that answers from the string itself, so that opening it costs nothing.
package table

import (
	"encoding/binary"
	"errors"
	"sort"
)

// magic names the format and its version.
const magic = "DLW2"

// ErrFormat says that the bytes are not a table file of this version.
var ErrFormat = errors.New("not a world table of this version: run go generate ./world")

// Builder collects sections.
type Builder struct {
	sections [][]byte
	pool     []byte
	known    map[string]uint32
}

// NewBuilder makes an empty Builder. Section 0 is the pool of strings.
func NewBuilder() *Builder {
	return &Builder{sections: make([][]byte, 1), known: map[string]uint32{"": 0}, pool: []byte{0}}
}

// String puts s in the pool once and gives its place. Strings are at most
// 255 bytes long; longer ones are cut.
func (b *Builder) String(s string) uint32 {
	if at, ok := b.known[s]; ok {
		return at
	}
	if len(s) > 255 {
		s = s[:255]
	}
	at := uint32(len(b.pool))
	b.pool = append(append(b.pool, byte(len(s))), s...)
	b.known[s] = at
	return at
}

// Section adds a section and gives its number.
func (b *Builder) Section(data []byte) int {
	b.sections = append(b.sections, data)
	return len(b.sections) - 1
}

// Bytes returns the file.
func (b *Builder) Bytes() []byte {
	b.sections[0] = b.pool
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(b.sections)))
	at := uint32(8 + 4*len(b.sections))
	for _, s := range b.sections {
		at += uint32(len(s))
		out = binary.LittleEndian.AppendUint32(out, at)
	}
	for _, s := range b.sections {
		out = append(out, s...)
	}
	return out
}

// File answers from the bytes of a Builder.
type File struct {
	sections []Section
	pool     string
}

// Section is a run of records of one size.
type Section string

// Open checks the frame of data.
func Open(data string) (*File, error) {
	if len(data) < 8 || data[:4] != magic {
		return nil, ErrFormat
	}
	n := int(Section(data).U32(4))
	f := &File{sections: make([]Section, n)}
	from := 8 + 4*n
	for i := range f.sections {
		to := int(Section(data).U32(8 + 4*i))
		if to < from || to > len(data) {
			return nil, ErrFormat
		}
		f.sections[i] = Section(data[from:to])
		from = to
	}
	f.pool = string(f.sections[0])
	return f, nil
}

// Section returns section i, empty when there is none.
func (f *File) Section(i int) Section {
	if i >= len(f.sections) {
		return ""
	}
	return f.sections[i]
}

// String returns the string at a place in the pool.
func (f *File) String(at uint32) string {
	n := uint32(f.pool[at])
	return f.pool[at+1 : at+1+n]
}

// U32 reads four bytes at offset i.
func (s Section) U32(i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// U16 reads two bytes at offset i.
func (s Section) U16(i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

// Ref is what a phrase stands for: a kind, flags and an index.
type Ref uint32

// MakeRef packs a reference: kind below 32, flags below 8, index below 2^23.
func MakeRef(kind, flags, index int) Ref {
	return Ref(kind<<26 | flags<<23 | index)
}

// Kind, Flags and Index unpack a reference.
func (r Ref) Kind() int { return int(r>>26) & 31 }

// Flags returns the flags of a reference.
func (r Ref) Flags() int { return int(r>>23) & 7 }

// Index returns the index of a reference.
func (r Ref) Index() int { return int(r) & (1<<23 - 1) }

const (
	bucketBits = 15
	lastRef    = 1 << 31
	prefixBit  = 1 << 31
)

// Phrases collects phrases and what they stand for.
type Phrases struct {
	refs   map[uint64][]Ref
	prefix map[uint64]bool
	merge  func(a, b int) int
}

// NewPhrases makes an empty collection. merge gives the flags of a reference
// that is added twice, for two spellings of one phrase.
func NewPhrases(merge func(a, b int) int) *Phrases {
	return &Phrases{refs: map[uint64][]Ref{}, prefix: map[uint64]bool{}, merge: merge}
}

// Add adds a phrase to the list that begins with seed.
func (p *Phrases) Add(seed Seed, phrase string, ref Ref) {
	runs := AppendRuns(nil, phrase, 0)
	if len(runs) == 0 {
		return
	}
	h := seed
	for i, r := range runs {
		h = Join(h, r.Hash)
		if i < len(runs)-1 {
			p.prefix[uint64(h)] = true
		}
	}
	for i, old := range p.refs[uint64(h)] {
		if old.Kind() == ref.Kind() && old.Index() == ref.Index() {
			p.refs[uint64(h)][i] = MakeRef(ref.Kind(), p.merge(old.Flags(), ref.Flags()), ref.Index())
			return
		}
	}
	p.refs[uint64(h)] = append(p.refs[uint64(h)], ref)
}

// Known reports whether a whole phrase was added.
func (p *Phrases) Known(seed Seed, phrase string) bool {
	for _, r := range AppendRuns(nil, phrase, 0) {
		seed = Join(seed, r.Hash)
	}
	return p.refs[uint64(seed)] != nil
}

// Build returns the three sections of a phrase list: buckets, keys with values,
// and references.
func (p *Phrases) Build() (buckets, entries, refs []byte) {
	keys := make([]uint64, 0, len(p.refs)+len(p.prefix))
	for k := range p.refs {
		keys = append(keys, k)
	}
	for k := range p.prefix {
		if p.refs[k] == nil {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	next := 0
	for b := 0; b <= 1<<bucketBits; b++ {
		for next < len(keys) && keys[next]>>(64-bucketBits) < uint64(b) {
			next++
		}
		buckets = binary.LittleEndian.AppendUint32(buckets, uint32(next))
	}
	refs = make([]byte, 4) // place 0 means none
	for _, k := range keys {
		value := uint32(0)
		if p.prefix[k] {
			value |= prefixBit
		}
		if rs := p.refs[k]; rs != nil {
			value |= uint32(len(refs) / 4)
			for i, r := range rs {
				if i == len(rs)-1 {
					r |= lastRef
				}
				refs = binary.LittleEndian.AppendUint32(refs, uint32(r))
			}
		}
		entries = binary.LittleEndian.AppendUint32(entries, uint32(k))
		entries = binary.LittleEndian.AppendUint32(entries, value)
	}
	return buckets, entries, refs
}

// Lexicon is a phrase list read in place.
type Lexicon struct{ buckets, entries, refs Section }

// Lexicon returns the phrase list whose three sections begin with number i.
func (f *File) Lexicon(i int) Lexicon {
	return Lexicon{f.Section(i), f.Section(i + 1), f.Section(i + 2)}
}

// Find looks a phrase up by its hash. At is the place of its first reference
// (0 for none); more reports whether longer phrases begin with it. A phrase
// that is in no list is taken for one with a chance below one in 10^9: 47 of
// the hash's bits are compared.
func (l Lexicon) Find(h Seed) (at uint32, more bool) {
	b := int(uint64(h) >> (64 - bucketBits) * 4)
	i, end := int(l.buckets.U32(b)), int(l.buckets.U32(b+4))
	for ; i < end; i++ {
		if l.entries.U32(8*i) == uint32(h) {
			v := l.entries.U32(8*i + 4)
			return v &^ prefixBit, v&prefixBit != 0
		}
	}
	return 0, false
}

// Next returns the reference at a place, and the place of the one after it for
// the same phrase (0 after the last).
func (l Lexicon) Next(at uint32) (Ref, uint32) {
	r := Ref(l.refs.U32(int(4 * at)))
	if r&lastRef != 0 {
		return r &^ lastRef, 0
	}
	return r, at + 1
}
