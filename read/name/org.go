package name

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// aliases binds short names that the story itself introduces: an abbreviation
// in brackets after a full name, or a full name in brackets after it.
func (s *scan) aliases() {
	for i := range s.items {
		it := &s.items[i]
		if it.kind != kOrg && it.kind != 0 && it.kind != kPlace {
			continue
		}
		k := int(it.last)
		if s.form(k) != "(" || k+2 >= len(s.d.Tokens) {
			continue
		}
		e := k + 1
		for e < len(s.d.Tokens) && s.form(e) != ")" && e-k < 8 {
			e++
		}
		if s.form(e) != ")" {
			continue
		}
		short, long := s.phrase(k+1, e), s.phrase(int(it.first), int(it.last))
		if !initials(short, long) && !(initials(long, short) && len(long) < len(short)) {
			continue
		}
		full := it
		if in := s.itemAt(k + 1); in != nil && in.kind == kOrg && !it.hasRef && in.hasRef && s.sameOrg(in.ref, it) {
			it.ref, it.hasRef = in.ref, true
		}
		full.kind = kOrg
		s.resolveOrg(full)
		s.orgKey[table.Fold(short)] = full.ent
		s.note(k+1, e, "stands for %s from here on", long)
		if in := s.startsAt(k + 1); in != nil && int(in.last) == e {
			in.kind, in.ent = kOrg, full.ent
		} else {
			n := s.put(item{first: int32(k + 1), last: int32(e), kind: kOrg})
			s.items[n].ent = s.items[i].ent
		}
	}
	if len(s.orgKey) == 0 {
		return
	}
	for i := range s.items {
		it := &s.items[i]
		if it.ent >= 0 || it.kind != kOrg && it.kind != 0 && it.kind != kPerson && it.kind != kPlace {
			continue
		}
		if e, ok := s.orgKey[table.Fold(s.phrase(int(it.first), int(it.last)))]; ok {
			it.kind, it.ent = kOrg, e
		}
	}
}

// sameOrg reports whether the organisation of a reference bears the name of an
// item, small words aside.
func (s *scan) sameOrg(r table.Ref, it *item) bool {
	o := s.r.world.OrgAt(r.Index())
	return s.en.squeeze(o.Name) == s.en.squeeze(s.phrase(int(it.first), int(it.last)))
}

// squeeze folds a name and drops its small words and marks.
func (e *english) squeeze(name string) string {
	var b strings.Builder
	for w := range strings.FieldsFuncSeq(table.Fold(name), func(r rune) bool { return r == ' ' || r == '-' || r == '\'' || r == '’' || r == ',' }) {
		if e.nameFiller.Has(w) {
			continue
		}
		b.WriteString(w)
	}
	return b.String()
}

// initials reports whether short is made of the first letters of long's words,
// in order; some words may be passed over, and small words may count.
func initials(short, long string) bool {
	sh := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, table.Fold(short))
	if len(sh) < 2 || len(sh) > 10 || strings.ToUpper(short) != short && len(short) > 6 {
		return false
	}
	words := strings.FieldsFunc(table.Fold(long), func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) < 2 {
		return false
	}
	k, hit := 0, 0
	for _, w := range words {
		if k < len(sh) && w[0] == sh[k] {
			k, hit = k+1, hit+1
		}
	}
	if k >= len(sh) {
		return true
	}
	// the letters in order anywhere in the words (Minusma, Interpol)
	k = 0
	joined := strings.Join(words, "")
	if len(joined) == 0 || joined[0] != sh[0] {
		return false
	}
	for i := 0; i < len(joined) && k < len(sh); i++ {
		if joined[i] == sh[k] {
			k++
		}
	}
	return k == len(sh) && hit >= 2 && hit*2 >= len(sh)
}

// resolveOrg decides which organisation a name means.
func (s *scan) resolveOrg(it *item) {
	if s.knownOrg(it) {
		return
	}
	first, last := int(it.first), int(it.last)
	if s.agencyAt(first, last) == last {
		s.addOrg(it, entity{kind: fact.Organization, name: s.nameText(first, last), sectors: []string{"JRN"}})
		return
	}
	e := s.orgByWords(first, last)
	if in := s.unitOf(first, last); in >= 0 {
		e.code = s.ents[in].code
	}
	s.addOrg(it, e)
}

// addOrg makes a name mean an organisation that the story alone knows.
func (s *scan) addOrg(it *item, e entity) {
	it.ent = s.add(e)
	s.orgKey[table.Fold(e.name)], s.orgKey[s.en.squeeze(e.name)] = it.ent, it.ent
}

// knownOrg sets the entity of a name that the world data or the story before
// it know, and reports whether they do.
func (s *scan) knownOrg(it *item) bool {
	if it.ent >= 0 {
		return true
	}
	first, last := int(it.first), int(it.last)
	name := s.nameText(first, last)
	agency := s.agencyAt(first, last) == last
	if agency { // no other body that is called so
		it.hasRef = false
		for _, r := range s.r.world.Lookup(name) {
			if r.Kind() == world.KindOrg && s.r.world.OrgAt(r.Index()).Kind == "agency" {
				it.ref, it.hasRef = r, true
			}
		}
	}
	if !it.hasRef && !agency {
		for _, r := range s.r.world.Lookup(s.en.american.Replace(" " + name)) {
			if r.Kind() == world.KindOrg {
				it.ref, it.hasRef = r, true
			}
		}
	}
	if it.hasRef && it.ref.Kind() == world.KindOrg {
		if s.otherOrg(it) {
			it.hasRef = false
		} else {
			it.ent = s.worldOrg(it)
			return true
		}
	}
	e, ok := s.orgKey[table.Fold(name)]
	if !ok {
		e, ok = s.orgKey[s.en.squeeze(name)]
	}
	if ok {
		it.ent = e
	}
	return ok
}

// otherOrg reports whether a single word that names an organisation of the world
// is something else here: a common word that begins a sentence, a firm's name
// that is also a person's.
func (s *scan) otherOrg(it *item) bool {
	o := s.r.world.OrgAt(it.ref.Index())
	if o.ISO3 != "" && s.everyStates(int(it.first), int(it.last)) && s.isoN[o.ISO3] == 0 {
		if s.home != "" && s.home != o.ISO3 {
			return true // the Congress of a country of which the story speaks
		}
		if iso := s.owner(int(it.first)); iso != "" && iso != o.ISO3 {
			return true
		}
		if iso := s.focus(int(it.first)); iso != "" && iso != o.ISO3 {
			return true
		}
	}
	if !s.en.partyFollowers.Has(s.low(int(it.first))) {
		return false
	}
	return it.last-it.first == 1 && o.Kind == "party" && o.ISO3 != "" && s.isoN[o.ISO3] == 0 && s.d.Tokens[it.first].Flags&text.AllCaps == 0
}

// worldOrg returns the entity of an organisation of the world.
func (s *scan) worldOrg(it *item) int32 {
	o := s.r.world.OrgAt(it.ref.Index())
	if e, ok := s.orgEnt[it.ref.Index()]; ok {
		return e
	}
	code, sectors := o.Party()
	e := entity{kind: fact.Organization, name: s.nameText(int(it.first), int(it.last)), iso: o.ISO3, code: code, sectors: sectors, links: map[string]string{"org": o.ID}}
	switch w := o.Kind; {
	case s.en.leagueKind.Has(w):
		e.iso = ""
	case w == "mission":
		e.iso = ""
	case w == "ngo":
		if s.en.worldwide(o.Name) {
			e.iso = "" // its seat is not whose it is
		}
	case w == "military":
		e.kind = fact.Unit
		if strings.Contains(o.Name, "Russian") || strings.Contains(o.ID, "201st") {
			e.iso, e.code = "RUS", "RUS"
		}
	case w == "armed_group":
		if o.ISO3 == "" {
			e.code = "IMG"
		}
	case w == "prison":
		e.kind = fact.Facility
	}
	i := s.add(e)
	s.orgEnt[it.ref.Index()] = i
	s.note(int(it.first), int(it.last), "organisation %s", o.ID)
	return i
}

// worldwide tells by its name whether an association works in all countries, so
// that the one of its seat says nothing of it.
func (e *english) worldwide(name string) bool {
	return e.worldwideName.Within(name) || strings.Contains(name, "World ")
}

// orgByWords describes an organisation that the world data do not hold: its
// head says what sort it is, a country in or before its name whose it is.
func (s *scan) orgByWords(first, last int) entity {
	e := entity{kind: fact.Organization, name: s.nameText(first, last)}
	for j := last - 1; j >= first; j-- {
		if w := s.vocab(j); w.class&orghead != 0 {
			e.sectors = slices.Clone(w.orgSect)
			break
		}
		if f := s.form(j); f == "of" || f == "for" {
			e.sectors = nil
		}
	}
	e.iso = s.countryInside(first, last)
	if e.iso == "" {
		e.iso = s.owner(first)
	}
	if e.iso == "" {
		e.iso = s.placeAfter(last)
	}
	if e.iso == "" && s.stateOrg(first, last) {
		if e.iso = s.focus(first); e.iso != "" {
			s.note(first, last, "of %s, the country of which the story speaks here", e.iso)
		}
	}
	switch {
	case slices.Contains(e.sectors, "BUS"):
		e.code = "MNC"
	case slices.Contains(e.sectors, "MIL"):
		e.kind = fact.Unit
		e.code = e.iso
	default:
		e.code = e.iso
	}
	if s.military(first, last) {
		e.kind, e.sectors = fact.Unit, []string{"MIL"}
	}
	s.note(first, last, "an organisation by its words; country %q", e.iso)
	return e
}

// unitOf returns the entity of an international organisation whose name stands
// inside tokens first to last-1 (UN Security Council), or -1. That one is not
// taken apart in turn.
func (s *scan) unitOf(first, last int) int32 {
	for _, j := range s.itemsIn(first, last) {
		o := &s.items[j]
		if o.kind == kOrg && int(o.last-o.first) < last-first && o.hasRef {
			if !s.knownOrg(o) {
				s.addOrg(o, s.orgByWords(int(o.first), int(o.last)))
			}
			return o.ent
		}
	}
	return -1
}

// military reports whether a name is that of a unit or base of armed forces.
func (s *scan) military(first, last int) bool {
	for j := first; j < last; j++ {
		if s.en.unitNoun.Has(s.low(j)) {
			return true
		}
	}
	return false
}

// owner returns the country whose adjective or possessive stands before token i,
// or "".
func (s *scan) owner(i int) string {
	j := i - 1
	if f := s.form(j); f == "the" {
		return ""
	} else if f == "'s" || f == "’s" || f == "'" || f == "’" {
		j--
	}
	if o := s.endsAt(j); o != nil && o.hasRef {
		switch o.kind {
		case kAdjective, kCountry, kPlace:
			return s.isoOf(o)
		}
	}
	return ""
}

// placeAfter returns the country of the place in which what ends at token i
// stands: the Foreign Ministry in Beijing.
func (s *scan) placeAfter(i int) string {
	if f := s.form(i); f != "in" && f != "of" {
		return ""
	}
	k := i + 1
	if s.form(k) == "the" {
		k++
	}
	o := s.startsAt(k)
	if o == nil || !o.hasRef {
		return ""
	}
	switch o.ref.Kind() {
	case world.KindCountry, world.KindCapital:
		return s.isoOf(o)
	case world.KindPlace:
		if p, ok := s.placeAmong(s.phrase(int(o.first), int(o.last)), ""); ok && s.form(i) == "in" {
			return p.ISO3
		}
	}
	return ""
}

// everyStates reports whether a name is one that bodies of many states bear:
// Congress, the House of Representatives.
func (s *scan) everyStates(first, last int) bool {
	return s.en.everyStatesBody.Has(strings.Join(s.foldWords(first, last), " "))
}

// stateOrg reports whether a name is one that a body of every state bears: the
// Foreign Ministry, Parliament, the Supreme Court.
func (s *scan) stateOrg(first, last int) bool {
	for j := first; j < last; j++ {
		if s.en.stateOrgNoun.Has(s.low(j)) {
			return true
		}
	}
	switch s.low(last - 1) {
	case "court":
		if s.en.stateCourt.Has(s.low(first)) {
			return true
		}
	case "bank":
		return s.low(first) == "central" || s.low(first) == "national"
	case "assembly":
		return s.low(first) == "national"
	case "commission":
		return s.en.electionWord.Has(s.low(last - 2))
	case "deputies", "representatives":
		return s.low(first) == "chamber" || s.low(first) == "house"
	case "guard":
		return s.low(first) == "coast" || s.low(first) == "national"
	case "army", "navy":
		return last-first == 1
	}
	return false
}
