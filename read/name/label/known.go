package label

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

// Kinds are the kinds of names that lists hold, in the order of their bits.
// The last few are what is no person, place or organisation. Grammar: they
// are the format of a file, and mean nothing without it.
var Kinds = [...]string{
	"company", "retail", "brand", "media", "agency", "intl", "school", "sport", "political", "ngo", "music",
	"famous", "pet", "particle-name", "given", "surname",
	"town", "region", "country", "nature", "quarter", "landmark", "abbreviation",
	"demonym", "event", "product", "term",
}

// An entry of what is known: bits for the kinds, how running text writes the
// word, and whether a longer name begins with these words.
const (
	writingBit = 27
	writings   = 8
	moreBit    = 31
	kindsMask  = 1<<writingBit - 1
)

// This line does not compile where there are too many kinds.
const _ = uint(writingBit - len(Kinds))

// Writing returns the class of a word that running text has small and with a
// capital (inside sentences) so many times, 0 for one that it has seldom.
func Writing(low, capital int) int {
	n := low + capital
	if n < 3 {
		return 0
	}
	switch r := float64(capital) / float64(n); {
	case r > 0.95:
		return 5
	case r > 0.7:
		return 4
	case r > 0.3:
		return 3
	case r > 0.05:
		return 2
	}
	return 1
}

// Known is what lists of names and running text tell of words. It is never
// written.
type Known struct {
	file   string   // entries sorted by hash: hash and bits, four bytes each
	starts []uint32 // place of the first entry by the upper half of the hash
}

const entrySize = 8

// errKnown says that the bytes are no such file.
var errKnown = errors.New("not a file of known words: run go generate ./read/name")

// OpenKnown reads what WriteKnown gives.
func OpenKnown(file string) (*Known, error) {
	if len(file)%entrySize != 0 {
		return nil, errKnown
	}
	k := &Known{file: file, starts: make([]uint32, 1<<16+1)}
	n, at := len(file)/entrySize, 0
	last := uint32(0)
	for i := range n {
		h := k.word(i * entrySize)
		if i > 0 && h <= last {
			return nil, errKnown
		}
		last = h
		for ; at <= int(h>>16); at++ {
			k.starts[at] = uint32(i)
		}
	}
	for ; at < len(k.starts); at++ {
		k.starts[at] = uint32(n)
	}
	return k, nil
}

func (k *Known) word(at int) uint32 {
	s := k.file[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// find returns the bits of a hash, 0 where nothing is known.
func (k *Known) find(h uint32) uint32 {
	for i := k.starts[h>>16]; i < k.starts[h>>16+1]; i++ {
		if k.word(int(i)*entrySize) == h {
			return k.word(int(i)*entrySize + 4)
		}
	}
	return 0
}

// longest is the number of words of the longest name that is looked up.
const longest = 7

// Look returns what is known of each token of d.
func (k *Known) Look(d *text.Document) []Seen { return k.look(nil, d) }

func (k *Known) look(to []Seen, d *text.Document) []Seen {
	to = grow(to, len(d.Tokens))
	clear(to)
	for i := range d.Sentences {
		first, last := int(d.Sentences[i].First), int(d.Sentences[i].Last)
		for j := first; j < last; j++ {
			k.at(to, d, j, min(last, j+longest))
		}
	}
	return to
}

// at notes the names that begin at token i and end before end.
func (k *Known) at(to []Seen, d *text.Document, i, end int) {
	add := 0
	if d.Tokens[i].Flags&text.Capital == 0 {
		add = small
	}
	h := uint32(hashSeed)
	for j := i; j < end; j++ {
		if j > i {
			h = hashByte(h, ' ')
		}
		h = hashOf(h, d.Form(j))
		e := k.find(h)
		if kinds := e & kindsMask; kinds != 0 {
			if j == i {
				to[i].lists[alone+add] |= kinds
			} else {
				to[i].lists[begins+add] |= kinds
				for m := i + 1; m <= j; m++ {
					to[m].lists[within+add] |= kinds
				}
			}
		}
		if j == i {
			to[i].writing = uint8(e >> writingBit & (writings - 1))
		}
		if e>>moreBit == 0 {
			return
		}
	}
}

const hashSeed = 2166136261

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

// hashOf goes on from h with a form in small letters (FNV-1a).
func hashOf(h uint32, form string) uint32 {
	for i := 0; i < len(form); i++ {
		c := form[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, form[i:])
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = hashByte(h, c)
	}
	return h
}

func hashRunes(h uint32, form string) uint32 {
	var b [utf8.UTFMax]byte
	for _, r := range form {
		for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToLower(r))] {
			h = hashByte(h, c)
		}
	}
	return h
}

// WriteKnown returns the file of what is known: names, cut into words as text
// cuts them, with their kinds (see Kinds), and single words with their class
// of Writing. Where two hashes fall together both are known.
func WriteKnown(names map[string][]string, writing map[string]int) ([]byte, error) {
	bits := map[uint32]uint32{}
	for name, kinds := range names {
		words := strings.Fields(name)
		if len(words) > longest {
			continue
		}
		h := uint32(hashSeed)
		for i, w := range words {
			if i > 0 {
				bits[h] |= 1 << moreBit
				h = hashByte(h, ' ')
			}
			h = hashOf(h, w)
		}
		for _, kind := range kinds {
			b := slices.Index(Kinds[:], kind)
			if b < 0 {
				return nil, errors.New("label: no kind of name: " + kind)
			}
			bits[h] |= 1 << b
		}
	}
	for _, w := range slices.Sorted(maps.Keys(writing)) {
		h := hashOf(hashSeed, w)
		bits[h] = bits[h]&^(7<<writingBit) | uint32(writing[w])<<writingBit
	}
	all := make([]uint32, 0, len(bits))
	for h := range bits {
		all = append(all, h)
	}
	slices.Sort(all)
	out := make([]byte, 0, len(all)*entrySize)
	for _, h := range all {
		for _, v := range [...]uint32{h, bits[h]} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	}
	return out, nil
}
