package name

import (
	"context"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world/table"
)

// persons gathers the mentions of each person, gives them the titles that
// stand beside them, and looks for them in the world.
func (s *scan) persons(ctx context.Context) {
	s.bearers = newBearers()
	for _, whole := range [...]bool{true, false} {
		for i := range read.Each(ctx, len(s.items)) {
			it := &s.items[i]
			words := s.foldWords(int(it.first), int(it.last))
			if it.ent >= 0 || len(words) == 0 || (len(words) > 1) != whole {
				continue
			}
			switch it.kind {
			case kPerson:
				s.assign(it, words)
			case 0, kPlace, kCountry:
				if it.kind == 0 {
					s.surname(it, words)
				}
			}
		}
	}
	s.namesakes()
	s.nameItems()
	s.elected()
	s.bind(ctx)
	s.locateAll(ctx)
	s.relatives(ctx)
	s.locateAll(ctx)
}

// locateAll looks for the country of every person who has none yet, and for
// the person in the world.
func (s *scan) locateAll(ctx context.Context) {
	for i := range read.Each(ctx, len(s.ents)) {
		if e := &s.ents[i]; e.kind == fact.Person && !e.many && len(e.parts) > 0 && e.links == nil {
			s.locate(int32(i))
		}
	}
}

// assign gives a person's name its entity: an earlier one that it shortens,
// or a new one.
func (s *scan) assign(it *item, words []string) {
	if e := s.personWith(words); e >= 0 {
		it.ent = e
		return
	}
	first, last := int(it.first), int(it.last)
	e := entity{kind: fact.Person, name: s.nameText(first, last), parts: words, keys: s.keys(words), seen: it.first}
	if s.loud[s.d.Tokens[first].Sentence] {
		e.name = unshout(e.name)
	}
	if len(words) > 1 {
		e.woman = s.r.given[words[0]]
	}
	for j := first - 3; j < first; j++ {
		if j >= 0 && s.is(j, he|honorific) || s.is(j, she) {
			if s.is(j, she) {
				e.woman = 1
			} else if s.is(j, he) {
				e.woman = -1
			}
			e.styled = e.styled || j == first-1
		}
	}
	it.ent = s.add(e)
	s.bearers.add(it.ent, e.parts, e.keys)
}

// unshout turns a name in capitals into ordinary case.
func unshout(name string) string {
	if strings.ToUpper(name) != name {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		r := []rune(w)
		words[i] = string(r[:1]) + strings.ToLower(string(r[1:]))
	}
	return strings.Join(words, " ")
}

// personWith returns the only person of the story whose name has all the words,
// or -1.
func (s *scan) personWith(words []string) int32 {
	found := int32(-1)
	keys := s.keys(words)
	for _, i := range s.bearers.with(words, keys) {
		e := &s.ents[i]
		if s.covers(e.parts, e.keys, words, keys) || len(e.parts) > 1 && len(words) > len(e.parts) && s.covers(words, keys, e.parts, e.keys) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// covers reports whether all of part are among whole, in order, however
// transliterated. An initial covers a name that begins with it.
func (s *scan) covers(whole []string, wholeKeys []uint32, part []string, partKeys []uint32) bool {
	k := 0
	for j, p := range part {
		for k < len(whole) && !samePart(whole[k], wholeKeys[k], p, partKeys[j]) {
			k++
		}
		if k == len(whole) {
			return false
		}
		k++
	}
	if len(part) == 1 && len(part[0]) == 2 && part[0] != whole[0] && part[0] != whole[len(whole)-1] {
		return false // Li of Li Keqiang, not the Bo of Ed Bo Orr
	}
	return len(part) > 1 || !isInitial(part[0]) && !s.isParticle(part[0])
}

func (s *scan) isParticle(w string) bool {
	return s.r.words[table.WordHash(w)].class&particle != 0
}

func samePart(a string, ka uint32, b string, kb uint32) bool {
	return a == b || ka != 0 && ka == kb || len(strings.TrimSuffix(b, ".")) == 1 && a[0] == b[0]
}

// keys returns the keys of words under which their other spellings are found.
func (s *scan) keys(words []string) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		if len(w) >= 4 {
			out[i] = s.r.world.PartKey(w)
		}
	}
	return out
}

// surname binds a capitalised word of unknown kind to a person of the story
// who bears it.
func (s *scan) surname(it *item, words []string) {
	if len(words[0]) == 2 && s.d.Tokens[it.first].Flags&text.AllCaps != 0 {
		return // PI, UH
	}
	if e := s.personWith(words); e >= 0 {
		it.kind, it.ent = kPerson, e
	}
}

// namesakes binds places and countries that are a person's name here: Jordan
// in a story about Michael Jordan that names no other Jordan.
func (s *scan) namesakes() {
	surnames := map[string]int32{}
	for j := range s.ents {
		if e := &s.ents[j]; e.kind == fact.Person && len(e.parts) > 1 {
			surnames[e.parts[len(e.parts)-1]] = int32(j)
		}
	}
	if len(surnames) == 0 {
		return
	}
	places := s.usedAsPlaces()
	for i := range s.items {
		it := &s.items[i]
		if it.last-it.first != 1 || it.kind != kPlace && it.kind != kCountry && it.kind != kOrg {
			continue
		}
		w := s.low(int(it.first))
		if j, ok := surnames[w]; ok && !places[w] && !s.placeLike(int(it.first)) && !s.isSpot(int(it.first)) {
			s.note(int(it.first), int(it.last), "the person %s, whose name it is", s.ents[j].name)
			it.kind, it.ent, it.hasRef = kPerson, j, false
		}
	}
}

// placeLike reports whether token i stands where a place would: in Jordan.
func (s *scan) placeLike(i int) bool {
	return s.en.placePreposition.Has(s.low(i - 1))
}

// usedAsPlaces returns the names that stand somewhere in the story where a
// place would.
func (s *scan) usedAsPlaces() map[string]bool {
	out := map[string]bool{}
	for i := range s.items {
		it := &s.items[i]
		if it.last-it.first == 1 && (it.kind == kPlace || it.kind == kCountry) && s.placeLike(int(it.first)) {
			out[s.low(int(it.first))] = true
		}
	}
	return out
}

func (s *scan) noteEntity(i int32, format string, args ...any) {
	if !s.w.Explain {
		return
	}
	for j := range s.items {
		if s.items[j].ent == i {
			s.note(int(s.items[j].first), int(s.items[j].last), format, args...)
			return
		}
	}
}

var _ = strconv.Itoa
