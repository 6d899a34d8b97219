package name

import (
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// persons gathers the mentions of each person, gives them the titles that
// stand beside them, and looks for them in the world.
func (s *scan) persons() {
	for _, whole := range [...]bool{true, false} {
		for i := range s.items {
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
	s.bind()
	s.locateAll()
	s.relatives()
	s.locateAll()
}

// locateAll looks for the country of every person who has none yet, and for
// the person in the world.
func (s *scan) locateAll() {
	for i := range s.ents {
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
		}
	}
	it.ent = s.add(e)
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

// personWith gives the only person of the story whose name has all the words,
// or -1.
func (s *scan) personWith(words []string) int32 {
	found := int32(-1)
	keys := s.keys(words)
	for i := range s.ents {
		e := &s.ents[i]
		if e.kind != fact.Person || len(e.parts) == 0 {
			continue
		}
		if s.covers(e.parts, e.keys, words, keys) || len(e.parts) > 1 && len(words) > len(e.parts) && s.covers(words, keys, e.parts, e.keys) {
			if found >= 0 {
				return -1
			}
			found = int32(i)
		}
	}
	return found
}

// covers tells whether all of part are among whole, in order, however
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
	return len(part) > 1 || len(part[0]) > 2 && !s.isParticle(part[0])
}

func (s *scan) isParticle(w string) bool {
	return s.r.words[table.WordHash(w)].class&particle != 0
}

func samePart(a string, ka uint32, b string, kb uint32) bool {
	return a == b || ka != 0 && ka == kb || len(strings.TrimSuffix(b, ".")) == 1 && a[0] == b[0]
}

// keys gives the keys of words under which their other spellings are found.
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
	if e := s.personWith(words); e >= 0 {
		it.kind, it.ent = kPerson, e
	}
}

// namesakes binds places and countries that are a person's name here: Jordan
// in a story about Michael Jordan that names no other Jordan.
func (s *scan) namesakes() {
	for i := range s.items {
		it := &s.items[i]
		if it.last-it.first != 1 || it.kind != kPlace && it.kind != kCountry && it.kind != kOrg {
			continue
		}
		w := s.low(int(it.first))
		for j := range s.ents {
			e := &s.ents[j]
			if e.kind == fact.Person && len(e.parts) > 1 && e.parts[len(e.parts)-1] == w && !s.placeLike(int(it.first)) && !s.isSpot(int(it.first)) && s.soleUse(w) {
				s.note(int(it.first), int(it.last), "the person %s, whose name it is", e.name)
				it.kind, it.ent, it.hasRef = kPerson, int32(j), false
			}
		}
	}
}

// placeLike tells whether token i stands where a place would: in Jordan.
func (s *scan) placeLike(i int) bool {
	switch s.low(i - 1) {
	case "in", "at", "near", "from", "to", "of", "into", "across", "around", "through":
		return true
	}
	return false
}

// soleUse tells whether the word stands nowhere in the story where a place
// would.
func (s *scan) soleUse(w string) bool {
	for i := range s.items {
		it := &s.items[i]
		if it.last-it.first == 1 && (it.kind == kPlace || it.kind == kCountry) && s.low(int(it.first)) == w && s.placeLike(int(it.first)) {
			return false
		}
	}
	return true
}

// bind gives titles to the persons whose names stand beside them.
func (s *scan) bind() {
	for i := range s.titles {
		t := &s.titles[i]
		switch {
		case t.many:
			s.bindMany(t)
		default:
			if it := s.personBeside(t); it != nil {
				s.ofCountry(t, it)
				s.ofPronoun(t)
				s.hold(t, it.ent)
			}
		}
	}
}

// ofCountry reads whose a title is after the name: Foreign Minister Nyan Win
// of Myanmar.
func (s *scan) ofCountry(t *title, it *item) {
	if len(t.isos) > 0 || t.org >= 0 || s.form(int(it.last)) != "of" || it.first < t.last || t.class == world.Official && strings.Contains(t.text, " of ") {
		return // the head of the mission, Orr of Slaka, is no officer of Slaka
	}
	k := int(it.last) + 1
	if s.form(k) == "the" {
		k++
	}
	if o := s.startsAt(k); o != nil && (o.kind == kCountry || o.kind == kOrg) {
		s.own(t, o)
	}
}

// ofPronoun reads whose a title is when a pronoun says it: its chief.
func (s *scan) ofPronoun(t *title) {
	if t.poss < 0 || len(t.isos) > 0 || t.org >= 0 || t.relation {
		return
	}
	a := s.antecedent(int(t.poss), int(t.first))
	if a < 0 {
		return
	}
	switch e := &s.ents[a]; {
	case e.kind == fact.Organization && e.code != "" && e.code != e.iso:
		t.org = a
	case e.iso != "":
		t.isos = []string{e.iso}
	}
}

// personBeside gives the item of the person of whom a title is said.
func (s *scan) personBeside(t *title) *item {
	first, last := s.sentence(int(t.first))
	k := s.skipHonorifics(int(t.last), last)
	if it := s.startsAt(k); it != nil && it.kind == kPerson && k < last {
		return it
	}
	k = s.skipHonorifics(int(t.to), last)
	if it := s.startsAt(k); it != nil && it.kind == kPerson && k < last && t.to > t.last && s.d.Tokens[t.to-1].Flags != 0 {
		return it
	}
	// Paraguay's foreign minister, Hector Lacognata,
	if s.form(int(t.to)) == "," && !s.anothers(t) {
		k := s.skipHonorifics(int(t.to)+1, last)
		if it := s.startsAt(k); it != nil && it.kind == kPerson && k < last && s.closes(s.pastOrigin(int(it.last)), last) && !s.appositive(t, first) && (!t.indefinite || s.form(int(it.last)) == "," && t.class == world.Spokesperson) {
			return it
		}
	}
	if it := s.afterDetail(t, first, last); it != nil {
		return it
	}
	// Hector Lacognata, the foreign minister of Paraguay
	k = int(t.from) - 1
	for k > first && s.is(k, titlemod) {
		k--
	}
	if k > first && (s.form(k) == "," || s.form(k) == "(" || s.form(k) == "and") {
		sep := s.form(k)
		k--
		if sep == "and" { // president of Mali and current chairman of ECOWAS
			for j := range s.titles {
				o := &s.titles[j]
				if int(o.to) == k+1 && o.person >= 0 && o != t && s.nameOf(o.person) != nil {
					return s.nameOf(o.person)
				}
			}
			return nil
		}
		if s.d.Tokens[k].Flags&8 != 0 && k-2 > first && s.form(k-1) == "," { // Akayev, 60, president
			if it := s.endsAt(k - 2); it != nil && it.kind == kPerson {
				return it
			}
		}
		if it := s.endsAt(k); it != nil && it.kind == kPerson && (s.closes(int(t.to), last) || t.definite || t.indefinite || s.form(int(t.to)) == "and" || s.form(int(t.to)) == "(" || len(t.isos) > 0 || t.org >= 0 || t.to > t.last) {
			return it
		}
	}
	return s.predicate(t)
}

// afterDetail gives the person named between commas after a title and what
// more is said of it: a spokesman for the embassy in Slaka, Jan Orr, said.
func (s *scan) afterDetail(t *title, first, last int) *item {
	k := int(t.last)
	switch s.form(k) {
	case "of", "for", "in", "at", "to", "on":
	default:
		return nil
	}
	if !t.definite && !t.indefinite && len(t.isos) == 0 && t.org < 0 || t.indefinite && t.class != world.Spokesperson || t.many || s.anothers(t) || s.appositive(t, first) {
		return nil
	}
	for n := 0; n < 10 && k < last && s.form(k) != ","; n, k = n+1, k+1 {
		if !s.word(k) && !s.marker(k) && s.form(k) != "-" || s.d.Tokens[k].Pos == text.VERB && s.d.Tokens[k].Dep != text.DepAmod || s.d.Tokens[k].Pos == text.AUX || s.d.Tokens[k].Pos == text.SCONJ {
			return nil
		}
		if it := s.startsAt(k); it != nil && it.kind == kPerson {
			return nil
		}
	}
	if s.form(k) != "," {
		return nil
	}
	k = s.skipHonorifics(k+1, last)
	more := false
	if u, n, many := s.titleAt(k); u != nil && n > 0 && !many && s.startsAt(k) == nil { // the head of the team, Minister Orr, said
		k += n
		more = true
	}
	it := s.startsAt(k)
	if it == nil || it.kind != kPerson || it.last-it.first < 2 || !more && it.ent >= 0 && len(s.ents[it.ent].offices) > 0 {
		return nil
	}
	if e := s.pastOrigin(int(it.last)); e < last && s.form(e) != "," && s.form(e) != "." {
		return nil
	}
	return it
}

// pastOrigin goes over where a person is from behind the name that ends at
// token k: Orr of Slaka.
func (s *scan) pastOrigin(k int) int {
	if s.form(k) != "of" && s.form(k) != "from" {
		return k
	}
	if o := s.startsAt(k + 1); o != nil && (o.kind == kCountry || o.kind == kPlace) {
		return int(o.last)
	}
	return k
}

// anothers tells whether a title only says whose man somebody is, so that the
// name after it may be his: an ally of the president, Lee Orr.
func (s *scan) anothers(t *title) bool {
	k := int(t.from) - 1
	if k < 1 || s.form(k) != "of" && s.form(k) != "to" {
		return false
	}
	switch s.low(k - 1) {
	case "ally", "friend", "rival", "critic", "opponent", "supporter", "son", "daughter", "brother", "sister", "wife", "widow", "husband",
		"relative", "cousin", "nephew", "confidant", "associate", "follower", "member":
		return true
	}
	return s.is(k-1, person|titlehead)
}

// appositive tells whether a title phrase already follows the name of a
// person whom it describes.
func (s *scan) appositive(t *title, first int) bool {
	k := int(t.from) - 1
	if k <= first || s.form(k) != "," {
		return false
	}
	it := s.endsAt(k - 1)
	return it != nil && it.kind == kPerson
}

// nameOf gives an item that names person e.
func (s *scan) nameOf(e int32) *item {
	for i := range s.items {
		if s.items[i].ent == e && s.items[i].kind == kPerson {
			return &s.items[i]
		}
	}
	return nil
}

// skipHonorifics goes over Mr, Sheikh and ranks before a name.
func (s *scan) skipHonorifics(k, last int) int {
	for k < last && s.startsAt(k) == nil {
		t, n, _ := s.titleAt(k)
		if t == nil || n == 0 || !s.capital(k) || t.Class != world.Honorific && t.Class != world.Royal && t.Class != world.MilitaryRank && t.Class != world.Religious && t.Class != world.Medical && t.Class != world.Academic {
			return k
		}
		k += n
		if s.form(k) == "." {
			k++
		}
	}
	return k
}

// closes tells whether an apposition may end before token k.
func (s *scan) closes(k, last int) bool {
	if k >= last {
		return true
	}
	switch s.form(k) {
	case ",", ".", ")", ";", ":", "-", "–", "—", "\"", "”", "!", "?", "'", "’":
		return true
	}
	return false
}

// bindMany gives a plural title to the persons named after it: presidents X
// and Y.
func (s *scan) bindMany(t *title) {
	_, last := s.sentence(int(t.first))
	var found []*item
	for k := int(t.to); k < last; {
		it := s.startsAt(k)
		if it == nil || it.kind != kPerson {
			break
		}
		found = append(found, it)
		k = int(it.last)
		for k < last && (s.form(k) == "," || s.form(k) == "and") {
			k++
		}
	}
	each := *t // Armenian and Azerbaijani ministers X and Y: in the same order
	for i, it := range found {
		switch {
		case len(t.isos) == len(found):
			each.isos = t.isos[len(found)-1-i : len(found)-i]
		case len(t.isos) > 1:
			each.isos = nil
		}
		s.hold(&each, it.ent)
	}
}

// hold records that person e holds, or held, the office that a title names.
func (s *scan) hold(t *title, e int32) {
	if e < 0 {
		return
	}
	p := &s.ents[e]
	if !t.many {
		t.person = e
	}
	o := office{title: t.text, class: t.class, basis: "text", first: t.from, end: t.to, former: t.former}
	if t.many {
		o.title = singular(o.title)
	}
	o.elsewhere = t.elsewhere
	switch {
	case t.place >= 0 && len(t.isos) <= 1:
		o.of = s.ents[t.place].name
	case len(t.isos) == 1:
		o.of = t.isos[0]
	case t.org >= 0:
		o.of = s.ents[t.org].name
	}
	if len(t.isos) == 1 && p.iso == "" {
		p.iso = t.isos[0]
	}
	if code := s.codeOf(t); code != "" && p.code == "" {
		p.code = code
	}
	if t.class != world.Relation {
		if sec := s.sectorsOf(t); len(p.sectors) == 0 || p.former && !t.former {
			p.sectors = sec
		}
		p.former = t.former
		if !slices.ContainsFunc(p.offices, func(x office) bool { return x.title == o.title && (x.of == o.of || o.of == "") }) {
			p.offices = append(p.offices, o)
		}
	}
	if w := s.vocab(int(t.head)); w.class&she != 0 {
		p.woman = 1
	} else if w.class&he != 0 {
		p.woman = -1
	}
	s.note(int(t.from), int(t.to), "office of %s: %s of %q", p.name, o.title, o.of)
}

// singular gives the singular of a title whose last word is its head.
func singular(title string) string {
	switch {
	case strings.Contains(title, " of "), strings.HasSuffix(title, "ss"):
		return title
	case strings.HasSuffix(title, "men"):
		return title[:len(title)-3] + "man"
	case strings.HasSuffix(title, "ies"):
		return title[:len(title)-3] + "y"
	}
	return strings.TrimSuffix(title, "s")
}

// locate gives a person a country where the text leaves it open, and looks for
// the person in the world.
func (s *scan) locate(i int32) {
	e := &s.ents[i]
	cands := s.candidates(e)
	if e.iso == "" && len(cands) > 0 {
		if iso := s.countryOfCandidates(cands, e); iso != "" {
			e.iso = iso
			s.noteEntity(i, "country %s, since the world knows one of that name there at that time", iso)
		}
	}
	if e.iso == "" {
		s.impliedCountry(i)
	}
	if e.code == "" {
		e.code = e.iso
	}
	for j := range e.offices {
		if !e.offices[j].elsewhere && e.offices[j].of == "" && e.iso != "" && national(e.offices[j].class) {
			e.offices[j].of = e.iso
		}
	}
	s.link(i, cands)
}

// national tells whether a title of a class is held of a country unless
// something else is named.
func national(c world.TitleClass) bool {
	switch c {
	case world.HeadOfState, world.HeadOfGovernment, world.DeputyHead, world.Minister, world.DeputyMinister, world.Royal, world.Former, world.CentralBank, world.Legislator, world.Judge, world.MilitaryRank, world.Ambassador, world.Analyst, world.Academic, world.Official, world.Spokesperson:
		return true
	}
	return false
}

// candidates gives the persons of the world who bear the name and held some
// office within ten years before the story's day, or up to it.
func (s *scan) candidates(e *entity) []int {
	if len(e.parts) < 2 && len(e.offices) == 0 {
		return nil
	}
	if !e.sought {
		e.sought, e.found = true, s.r.world.Persons(nil, e.name)
	}
	all := e.found
	if len(all) > 40 || len(all) == 0 {
		return nil
	}
	kept := make([]int, 0, len(all))
	for _, p := range all {
		if e.iso != "" && !s.heldIn(p, e.iso) {
			continue
		}
		if len(e.parts) >= 2 || s.heldNow(p, e) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (s *scan) heldIn(p int, iso string) bool {
	return slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool { return sp.Code == iso || sp.Code == "INT" })
}

// heldNow tells whether person p held, on the story's day, an office like one
// of those that the text gives e.
func (s *scan) heldNow(p int, e *entity) bool {
	if s.day == 0 {
		return false
	}
	return slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool {
		return sp.On(s.day) && slices.ContainsFunc(e.offices, func(o office) bool { return fits(o, sp) })
	})
}

// fits tells whether a spell can be the office that a text names.
func fits(o office, sp world.Spell) bool {
	t := title{class: o.class, text: o.title}
	want := officeOf(&t)
	if want == sp.Class {
		return want != world.OtherOffice || strings.Contains(strings.ToLower(sp.Office), o.title)
	}
	return o.class == world.Royal && sp.Class == world.StateHead || o.class == world.PartyLeader && (sp.Class == world.StateHead || sp.Class == world.GovernmentHead) ||
		o.class == world.HeadOfState && sp.Class == world.GovernmentHead && strings.Contains(o.title, "leader")
}

// countryOfCandidates gives the country in which all candidates held office
// around the story's day and of which the story speaks; "" when there is none.
func (s *scan) countryOfCandidates(cands []int, e *entity) string {
	iso := ""
	if len(cands) == 1 && len(e.parts) > 1 && s.heldNow(cands[0], e) { // name, title and time agree
		for _, sp := range s.r.world.Spells(nil, cands[0]) {
			if sp.On(s.day) && sp.Code != "INT" && slices.ContainsFunc(e.offices, func(o office) bool { return fits(o, sp) }) {
				return sp.Code
			}
		}
	}
	for _, p := range cands {
		for _, sp := range s.r.world.Spells(nil, p) {
			if sp.Code == "INT" || s.isoN[sp.Code] == 0 || s.day != 0 && (sp.From > s.day+20000 || sp.To != 0 && sp.To+150000 < s.day) {
				continue
			}
			if iso != "" && iso != sp.Code {
				return ""
			}
			iso = sp.Code
		}
	}
	return iso
}

// link binds a person to the one candidate that is left: of the right country
// and, when there are several, in office on the day.
func (s *scan) link(i int32, cands []int) {
	e := &s.ents[i]
	var in []int
	for _, p := range cands {
		if e.iso == "" && !s.heldNow(p, e) {
			continue
		}
		if e.iso != "" && !s.heldIn(p, e.iso) {
			continue
		}
		in = append(in, p)
	}
	if len(in) > 1 && s.day != 0 {
		if now := slices.DeleteFunc(slices.Clone(in), func(p int) bool {
			return !slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool { return sp.On(s.day) })
		}); len(now) > 0 {
			in = now
		}
	}
	if len(in) != 1 || e.iso == "" {
		if len(in) > 1 {
			s.noteEntity(i, "not linked: %d persons of the world bear this name", len(in))
		} else if len(e.offices) > 0 {
			s.noteEntity(i, "not linked: the world knows nobody of that name in that office and time")
		}
		return
	}
	p := in[0]
	if q := s.r.world.PersonWikidata(p); q != "" {
		e.links = map[string]string{"wikidata": q}
	}
	s.noteEntity(i, "linked to %s %s", s.r.world.PersonName(p), s.r.world.PersonWikidata(p))
	if s.day == 0 {
		return
	}
	for _, sp := range s.r.world.Spells(nil, p) {
		if sp.On(s.day) && (sp.Code == e.iso || sp.Code == "INT") {
			s.worldOffice(e, sp)
		}
	}
}

// worldOffice adds an office that the world knows, or confirms one of the
// text's.
func (s *scan) worldOffice(e *entity, sp world.Spell) {
	for j := range e.offices {
		if o := &e.offices[j]; !o.former && fits(*o, sp) {
			if o.basis == "text" {
				o.basis, o.from, o.to = "both", sp.From, sp.To
			}
			return
		}
	}
	if e.former || sp.Class == world.OtherOffice || sp.Class == world.AmbassadorOffice || slices.ContainsFunc(e.offices, func(o office) bool { return o.basis != "text" }) {
		return
	}
	name := officeTitle(sp)
	if len(e.offices) > 0 && !(sp.Class == world.StateHead || sp.Class == world.GovernmentHead) {
		return
	}
	e.offices = append(e.offices, office{title: name, of: sp.Code, basis: "world", from: sp.From, to: sp.To})
	if len(e.sectors) == 0 {
		e.sectors = []string{"GOV"}
		if sp.Class == world.LegislatureLeader {
			e.sectors = []string{"LEG"}
		}
	}
}

// officeTitle gives an office of the world as texts would call it.
func officeTitle(sp world.Spell) string {
	switch sp.Class {
	case world.ForeignMinister:
		return "foreign minister"
	case world.DefenceMinister:
		return "defence minister"
	case world.InteriorMinister:
		return "interior minister"
	case world.FinanceMinister:
		return "finance minister"
	}
	return strings.ToLower(sp.Office)
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

// day turns YYYYMMDD into a calendar.Day.
func dayOf(d uint32) calendar.Day {
	return calendar.Day{Year: int16(d / 10000), Month: uint8(d / 100 % 100), DayOfMonth: uint8(d % 100)}
}

var _ = strconv.Itoa
