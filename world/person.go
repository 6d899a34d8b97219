package world

import (
	"slices"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/world/table"
)

// OfficeClass is a class of offices in the holders table.
type OfficeClass uint8

// The classes of offices.
const (
	AnyOffice OfficeClass = iota
	StateHead
	GovernmentHead
	Deputy
	ForeignMinister
	DefenceMinister
	InteriorMinister
	FinanceMinister
	OtherMinister
	LegislatureLeader
	MilitaryChief
	BankGovernor
	AmbassadorOffice
	SpokespersonOffice
	OtherOffice
)

var officeClasses = []string{
	"", "head_of_state", "head_of_government", "deputy", "foreign_minister", "defence_minister", "interior_minister",
	"finance_minister", "minister", "legislator_leader", "military_chief", "central_bank", "ambassador", "spokesperson", "other",
}

// ClassNames returns the names of the office classes in order.
func ClassNames() []string { return slices.Clone(officeClasses) }

// String returns the class's name as the holders table writes it.
func (c OfficeClass) String() string { return officeClasses[c] }

// SingleSeat reports whether only one person at a time holds such an office.
func (c OfficeClass) SingleSeat() bool {
	switch c {
	case StateHead, GovernmentHead, ForeignMinister, DefenceMinister, InteriorMinister, FinanceMinister, BankGovernor:
		return true
	}
	return false
}

// Spell is a time during which a person held an office. From and To are
// YYYYMMDD, with 00 for a month or day that is not known and 0 for none.
type Spell struct {
	Person   int
	Office   string
	Class    OfficeClass
	Code     string // ISO 3166-1 alpha-3, INT, or a region's code
	From, To uint32
}

// snapshot is when the holders table was taken: an open spell says nothing
// about later days.
const snapshot = 20230331

// On reports whether the spell covers a day (YYYYMMDD). A spell whose end is
// not recorded is trusted until the snapshot.
func (s Spell) On(day uint32) bool {
	if s.From == 0 || s.From > day {
		return false
	}
	if s.To == 0 {
		return day <= snapshot+10000 && day-s.From < 400000 // nobody is trusted for more than 40 years
	}
	return day <= latest(s.To)
}

// latest returns the last day that a date with unknown parts can mean.
func latest(d uint32) uint32 {
	if d%10000 == 0 {
		return d + 1231
	}
	if d%100 == 0 {
		return d + 31
	}
	return d
}

const spellSize = 20

func (w *World) spell(i int) Spell {
	s, at := w.sec[secSpells], spellSize*i
	code := s.U32(at + 16)
	return Spell{Person: int(s.U32(at + 12)), Office: w.str(secSpells, at), Class: OfficeClass(code & 255), Code: w.codes[code>>8], From: s.U32(at + 4), To: s.U32(at + 8)}
}

// Holders appends those who held an office of a class in a country on a day
// (YYYYMMDD). In an office with a single seat an open spell ends when a later
// holder's begins, so that one is given at most.
func (w *World) Holders(to []Spell, code string, class OfficeClass, day uint32) []Spell {
	c, ok := w.codeAt[code]
	if !ok {
		return to
	}
	s, key := w.sec[secByOffice], uint32(c)<<8|uint32(class)
	n := len(s) / 8
	first := len(to)
	for i := sort.Search(n, func(i int) bool { return s.U32(8*i) >= key }); i < n && s.U32(8*i) == key; i++ {
		sp := w.spell(int(s.U32(8*i + 4)))
		if sp.From > day {
			break
		}
		if sp.On(day) {
			to = append(to, sp)
		}
	}
	if class.SingleSeat() && len(to) > first+1 {
		to[first] = to[len(to)-1]
		to = to[:first+1]
	}
	return to
}

// PersonName returns the name of person i as the table has it.
func (w *World) PersonName(i int) string { return w.str(secPersons, 12*i) }

// PersonWikidata returns the Wikidata id of person i, or "".
func (w *World) PersonWikidata(i int) string {
	q := w.sec[secPersons].U32(12*i + 4)
	if q == 0 {
		return ""
	}
	return "Q" + itoa(q)
}

func itoa(n uint32) string {
	var b [10]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}

// Spells appends the offices of person i, the earliest first.
func (w *World) Spells(to []Spell, i int) []Spell {
	s := w.sec[secPersons]
	for j := int(s.U32(12*i + 8)); j < int(s.U32(12*i+20)); j++ {
		to = append(to, w.spell(j))
	}
	return to
}

// particles are parts of a name that say nothing by themselves.
var particles = map[string]bool{
	"al": true, "el": true, "de": true, "da": true, "do": true, "dos": true, "van": true, "von": true, "der": true,
	"bin": true, "ben": true, "ibn": true, "la": true, "le": true, "del": true, "di": true, "ul": true, "ur": true, "jr": true, "sr": true, "ii": true, "iii": true, "and": true, "of": true,
}

// NameKeys returns the keys of the parts of a name by which persons are found.
// Hyphens join (Kim Jong-un), but an article is cut off (al-Assad).
func NameKeys(name string) []string {
	var keys []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '(' || r == ')' }) {
		p := table.Fold(part)
		if pre, rest, ok := strings.Cut(p, "-"); ok && particles[pre] {
			p = rest
		}
		if particles[p] || len(p) < 2 {
			continue
		}
		if k := table.NameKey(p); len(k) > 1 {
			keys = append(keys, k)
		}
	}
	return keys
}

// mainKey returns the hash of a key, of its main spelling where it has one.
func (w *World) mainKey(key string) uint32 {
	s, h := w.sec[secVariants], table.KeyHash(key)
	n := len(s) / 8
	i := sort.Search(n, func(i int) bool { return s.U32(8*i) >= h })
	if i < n && s.U32(8*i) == h {
		return s.U32(8*i + 4)
	}
	return h
}

// Persons appends the persons whose names have all parts of the given name,
// however transliterated. A single part finds everyone who has it.
func (w *World) Persons(to []int, name string) []int {
	keys := NameKeys(name)
	if len(keys) == 0 {
		return to
	}
	s := w.sec[secParts]
	n := len(s) / 8
	last := w.mainKey(keys[len(keys)-1])
	for i := sort.Search(n, func(i int) bool { return s.U32(8*i) >= last }); i < n && s.U32(8*i) == last; i++ {
		p := int(s.U32(8*i + 4))
		if w.hasParts(p, keys[:len(keys)-1]) {
			to = append(to, p)
		}
	}
	return to
}

// hasParts reports whether person p's name has all the keys among its parts.
func (w *World) hasParts(p int, keys []string) bool {
	s := w.sec[secParts]
	n := len(s) / 8
	for _, k := range keys {
		h := w.mainKey(k)
		i := sort.Search(n, func(i int) bool {
			at := s.U32(8 * i)
			return at > h || at == h && int(s.U32(8*i+4)) >= p
		})
		if i == n || s.U32(8*i) != h || int(s.U32(8*i+4)) != p {
			return false
		}
	}
	return true
}

// PartKey returns a number that two parts of names share when they can be
// spellings of one (Rakhmon, Rahmonov), or 0 for particles and the like.
func (w *World) PartKey(part string) uint32 {
	keys := NameKeys(part)
	if len(keys) != 1 {
		return 0
	}
	return w.mainKey(keys[0])
}
