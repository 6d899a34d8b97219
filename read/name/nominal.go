package name

import (
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// nominals reads the noun phrases that mean a party without naming it: Russian
// troops, the government, a source in the ministry, the two sides.
func (s *scan) nominals(ctx context.Context) {
	for _, p := range s.pairs {
		a, b := s.itemAt(int(p[0])), s.endsAt(int(p[1])-1)
		if a == nil || b == nil || a.ent < 0 || b.ent < 0 {
			continue
		}
		e := s.add(entity{kind: fact.Group, name: s.nameText(int(p[0]), int(p[1])), members: []int32{a.ent, b.ent}, many: true})
		s.items[s.put(item{first: p[0], last: p[1], kind: kNominal, how: fact.Nominal})].ent = e
	}
	titled := s.titled()
	for i := range read.Each(ctx, len(s.d.Tokens)) {
		c := s.class[i]
		if c&(body|people|person|arms|country|countries) == 0 || s.at[i] != 0 && s.itemAt(i).kind != 0 || titled[i] || !s.nounHead(i) {
			continue
		}
		switch {
		case c&countries != 0 && (c&body == 0 || s.is(i-1, both)): // the two governments, not the British and Irish ones
			s.sides(i)
		case c&country != 0 && c&body == 0:
			s.theCountry(i)
		default:
			s.nominal(i)
		}
	}
}

// titled returns per token whether it is a word of a title that was read.
func (s *scan) titled() []bool {
	in := make([]bool, len(s.d.Tokens))
	for j := range s.titles {
		if t := &s.titles[j]; t.person >= 0 {
			for i := t.first; i < t.last; i++ {
				in[i] = true
			}
		}
	}
	return in
}

// nounHead reports whether token i is a noun and heads its phrase.
func (s *scan) nounHead(i int) bool {
	if !s.noun(i) {
		return false
	}
	if s.tree != nil {
		t := &s.d.Tokens[i]
		return t.Dep != text.DepCompound && t.Dep != text.DepAmod
	}
	if i+1 < len(s.d.Tokens) && s.is(i+1, body|people|person|arms|titlehead) && s.word(i+1) {
		return false
	}
	return true
}

// phraseLeft returns the beginning of the noun phrase headed by token i: its
// determiner, adjectives, nouns and possessor. Items at its left edge are
// taken whole.
func (s *scan) phraseLeft(i int) int {
	first, _ := s.sentence(i)
	j := i
	for j > first {
		k := j - 1
		if it := s.endsAt(k); it != nil && it.kind != 0 {
			if s.marker(j) || j == i || it.kind == kAdjective || it.kind == kOrg || it.kind == kPlace || it.kind == kCountry {
				j = int(it.first)
				continue
			}
			return j
		}
		if s.marker(k) {
			if it := s.endsAt(k - 1); it == nil || it.kind == 0 {
				return j
			}
			j = k
			continue
		}
		if s.inPhrase(k) {
			j = k
			if s.is(k, starter) && s.determiner(k) {
				break
			}
			continue
		}
		if s.form(k) == "and" && k-1 >= first && s.endsAt(k-1) != nil && s.endsAt(k-1).kind == kAdjective && s.startsAt(j) != nil && s.startsAt(j).kind == kAdjective {
			j = k
			continue
		}
		if s.form(k) == "," && k-1 >= first && s.endsAt(k-1) != nil && s.endsAt(k-1).kind == kAdjective && s.startsAt(j) != nil && s.startsAt(j).kind == kAdjective {
			j = k
			continue
		}
		break
	}
	return j
}

// determiner reports whether token i is an article or the like.
func (s *scan) determiner(i int) bool {
	return s.en.determiner.Has(s.low(i))
}

// inPhrase reports whether token k can stand inside a noun phrase before its
// head.
func (s *scan) inPhrase(k int) bool {
	if s.determiner(k) {
		return true
	}
	t := &s.d.Tokens[k]
	if s.form(k) == "-" && s.tight(k) {
		return true
	}
	if s.is(k, monthday) || s.low(k) == "least" || s.low(k) == "most" {
		return false
	}
	if t.Flags&text.Word == 0 && t.Flags&text.Digits == 0 {
		return false
	}
	if s.d.Has.Has(text.Tags) {
		switch t.Pos {
		case text.ADJ, text.NOUN, text.NUM, text.PROPN:
			return true
		case text.VERB:
			return t.Dep == text.DepAmod
		}
		return false
	}
	return s.is(k, body|people|titlemod|arms|orghead|both) && !s.capital(k) || t.Flags&text.Digits != 0
}

// owners returns the countries and the organisation named inside tokens from to
// i, and after the head in "of X", "in X".
func (s *scan) owners(from, i int) (isos []string, org int32) {
	org = -1
	add := func(it *item) {
		switch {
		case it.ent < 0:
		case it.kind == kOrg:
			org = it.ent
		case s.ents[it.ent].iso != "" && !slices.Contains(isos, s.ents[it.ent].iso):
			isos = append(isos, s.ents[it.ent].iso)
		}
	}
	for j := from; j < i; j++ {
		if it := s.startsAt(j); it != nil && it.kind != 0 && it.kind != kPerson && it.kind != kNominal && int(it.last) <= i && !s.doer(it) && !(s.compounds(it) && s.countryAfter(i)) {
			add(it) // a Greek-led government of Cyprus is that of Cyprus
		}
	}
	if len(isos) > 0 || org >= 0 {
		return isos, org
	}
	_, last := s.sentence(i)
	switch w := s.form(i + 1); {
	case s.en.ofAtFor.Has(w):
	case w == "in" || w == "from":
		if !s.localTo(i) {
			return isos, org
		}
	default:
		return isos, org
	}
	if k := i + 2; k+2 < last && s.form(i+1) == "of" {
		if s.form(k) == "the" {
			k++
		}
		if s.is(k, both) && s.is(k+1, countries) { // commanders of the two countries
			for _, e := range s.twoParties(k + 1) {
				if s.ents[e].kind == fact.Country {
					isos = append(isos, s.ents[e].iso)
				}
			}
			return isos, org
		}
		if it := s.startsAt(k); it != nil && it.kind == kAdjective { // a patrol of Malaysian and Indonesian ships
			return s.adjectives(k, last), org
		}
	}
	for k := i + 2; k < last; {
		if s.form(k) == "the" {
			k++
			continue
		}
		it := s.startsAt(k)
		if it == nil || it.kind == 0 || it.kind == kPerson || it.kind == kPeople || it.kind == kAdjective {
			break
		}
		if it.kind == kOrg && (s.form(i+1) == "in" && s.ents[max(it.ent, 0)].code == "IGO" || len(isos) > 0) {
			break // the government of Slaka and the Northern Front: another party
		}
		add(it)
		k = int(it.last)
		if s.form(k) != "and" && s.form(k) != "," {
			break
		}
		if f := s.form(i + 1); f != "of" && (f != "from" || s.form(k) != "and") {
			break
		}
		k++
		if s.form(k) == "and" {
			k++
		}
	}
	return isos, org
}

// nominal reads the phrase headed by token i.
func (s *scan) nominal(i int) {
	c := s.class[i]
	w := s.vocab(i)
	from := s.phraseLeft(i)
	isos, org := s.owners(from, i)
	definite, indefinite := false, false
	poss := -1
	for j := from; j < i; j++ {
		if it := s.startsAt(j); it != nil && it.kind == kPerson && len(isos) == 0 && org < 0 { // the Bush administration
			if it.ent < 0 || s.ents[it.ent].iso == "" {
				return
			}
			isos = append(isos, s.ents[it.ent].iso)
		}
		switch w := s.low(j); {
		case w == "the" || w == "this":
			definite = true
		case s.en.indefinite.Has(w) || w == "two" || w == "three":
			indefinite = true
		}
		if s.possessive(j) && s.is(j, pronoun|neuter|plural) {
			poss = j
		}
	}
	if s.low(i) == "government" && i+1 < len(s.d.Tokens) && s.is(i+1, people|arms) {
		return
	}
	sectors := slices.Clone(w.sectors)
	sectors = s.refine(from, i, sectors)
	e := entity{kind: fact.Group, name: s.nameText(s.afterArticle(from, i), i+1), sectors: sectors, many: true, seen: int32(i)}
	if reb := int32(-1); c&people != 0 && definite && !indefinite && poss < 0 && len(isos) == 0 && org < 0 && len(sectors) == 1 && sectors[0] == "REB" && s.form(i+1) != "of" && s.form(i+1) != "in" {
		if reb = s.rebellion(); reb >= 0 { // the rebels, where the story names them
			n := s.put(item{first: int32(from), last: int32(i + 1), kind: kNominal, how: fact.Nominal})
			s.items[n].ent, s.items[n].head = reb, int32(i)
			return
		}
	}
	part, town := s.local(i)
	if town != nil && s.en.stateBody(sectors) && s.en.townBody.Has(s.low(i)) {
		e.name = s.nameText(s.afterArticle(from, i), int(town.last))
		if s.low(i) == "authorities" {
			e.kind, e.many = fact.Organization, false
		}
		if s.en.astrayTown.Has(s.low(int(town.first))) {
			isos = nil
		}
	}
	switch {
	case s.guards(i):
		e.kind, e.many = fact.Unit, false
	case c&body != 0 && c&people == 0:
		e.kind, e.many = fact.Organization, false
		if len(sectors) == 1 && sectors[0] == "MIL" {
			e.kind = fact.Unit
		}
	case c&person != 0 && c&people == 0:
		e.kind, e.many = fact.Person, false
		e.anonymous = true
	case c&arms != 0:
		e.kind = fact.Unit
	}
	if slices.Contains(sectors, "BUS") && c&body != 0 {
		e.code = "MNC"
	}
	if s.sourceLike(i) {
		e.anonymous = true
	}
	switch {
	case len(isos) > 1:
		e.kind = fact.Group
		for _, iso := range isos {
			e.members = append(e.members, s.country(iso))
		}
	case len(isos) == 1:
		e.iso = isos[0]
		s.settle(&e)
	case org >= 0:
		o := &s.ents[org]
		e.iso, e.org = o.iso, o.name
		e.code = o.code
		if len(o.sectors) > 0 && c&(person|people) != 0 {
			e.sectors = o.sectors
		}
	case poss >= 0:
		if a := s.antecedent(poss, i); a >= 0 {
			e.iso = s.ents[a].iso
			e.code = s.ents[a].code
		} else if !e.anonymous {
			return
		}
	case part && s.en.stateBody(sectors) && (town != nil && s.low(i) == "authorities" || s.en.governingNoun.Has(s.low(i))): // whose is not certain, but not the state's
	case (s.stateWord(i) || s.guards(i)) && (s.isSubject(i) || s.low(i) != "police") && (definite || s.bare(from, i)) && !indefinite && s.en.stateBody(sectors) || s.focal(i, definite):
		iso := s.focus(i)
		if iso == "" {
			s.note(from, i+1, "left open: of which country is not certain")
			return
		}
		e.iso = iso
		s.settle(&e)
		s.note(from, i+1, "of %s, the country of which the story speaks here", iso)
	case e.anonymous:
	case s.doneBy(from, i): // whose they are is open, but not who backs them
		e.code = "UNK"
	default:
		return
	}
	it := item{first: int32(from), last: int32(i + 1), kind: kNominal, how: fact.Nominal}
	for int(it.first) < i && s.startsAt(int(it.first)) == nil && !s.word(int(it.first)) {
		it.first++
	}
	n := s.put(it)
	s.items[n].head = int32(i)
	if o := s.calledAfter(i); o >= 0 && c&body != 0 {
		s.items[n].ent = o // the rebel coalition Seleka
		if x := &s.ents[o]; x.iso == "" && e.iso != "" && x.code == "" {
			x.iso, x.code, x.sectors = e.iso, e.code, e.sectors
			s.index.rebels = nil
		}
		return
	}
	if town != nil && s.en.astrayTown.Has(s.low(int(town.first))) && e.kind == fact.Organization {
		s.items[n].ent = s.authorities(e.name, s.low(int(town.first)))
		return
	}
	if org >= 0 { // the Taliban regime is not the government
		s.items[n].ent = s.add(e)
		return
	}
	s.items[n].ent = s.sameNominal(e, i)
}

// calledAfter returns the organisation whose name follows the noun at token i,
// directly or between commas, or -1.
func (s *scan) calledAfter(i int) int32 {
	_, last := s.sentence(i)
	k := i + 1
	if s.form(k) == "," {
		k++
	}
	o := s.startsAt(k)
	if o == nil || k >= last || o.kind != kOrg || o.ent < 0 || o.hasRef && s.ents[o.ent].code == "UNO" {
		return -1
	}
	if k == i+2 && (!s.closes(int(o.last), last) || s.form(int(o.last)) == "." && int(o.last)+1 < last) {
		return -1
	}
	return o.ent
}

// adjectives returns the countries of the adjectives that stand in a row from
// token k before a noun.
func (s *scan) adjectives(k, last int) []string {
	var isos []string
	for k < last {
		it := s.startsAt(k)
		if it == nil || it.kind != kAdjective || it.ent < 0 || s.ents[it.ent].iso == "" {
			break
		}
		isos = append(isos, s.ents[it.ent].iso)
		k = int(it.last)
		if s.form(k) == "," || s.form(k) == "and" {
			k++
			if s.form(k) == "and" {
				k++
			}
		}
	}
	return isos
}

// afterArticle skips the article of a phrase for its name.
func (s *scan) afterArticle(from, i int) int {
	for from < i {
		if w := s.low(from); s.en.leadingDeterminer.Has(w) || w == "some" {
			from++
			continue
		}
		break
	}
	return from
}

// bare reports whether a phrase has no determiner (Police said, Parliament
// voted).
func (s *scan) bare(from, i int) bool {
	if from != i {
		for j := from; j < i; j++ {
			if s.determiner(j) {
				return false
			}
		}
	}
	return s.en.bareBody.Has(s.low(i))
}

// stateBody reports whether every state has one such body.
func (e *english) stateBody(sectors []string) bool {
	return len(sectors) > 0 && e.everySector.Has(sectors[0])
}

// focal reports whether a plural such as officials or authorities means those of
// the country of which the story speaks.
func (s *scan) focal(i int, definite bool) bool {
	return s.en.focalPlural.Has(s.low(i))
}

// sourceLike reports whether token i names an unnamed voice.
func (s *scan) sourceLike(i int) bool {
	return s.en.sourceNoun.Has(s.low(i))
}

// settle sets the code of a nominal party from its country.
func (s *scan) settle(e *entity) {
	if e.code == "" {
		e.code = e.iso
	}
}

// refine looks at the words before a head: opposition leader, border guards,
// military official, government troops.
func (s *scan) refine(from, i int, sectors []string) []string {
	for j := i - 1; j >= from; j-- {
		switch w := s.low(j); {
		case w == "opposition" || w == "dissident":
			return []string{"OPP"}
		case s.en.rebelModifier.Has(w):
			return []string{"REB"}
		case s.en.forcesModifier.Has(w):
			if len(sectors) > 0 && sectors[0] != "GOV" || s.is(i, people|person|body) {
				return []string{"MIL"}
			}
		case w == "police" || w == "riot":
			return []string{"COP"}
		case s.en.customsModifier.Has(w):
			if s.is(i, people|person) && len(sectors) > 0 && sectors[0] == "MIL" {
				return []string{"GOV"} // customs officers
			}
		case w == "intelligence":
			return []string{"SPY"}
		case w == "hospital":
			if j == i-1 && s.is(i, people|person) {
				return []string{"MED"}
			}
		case s.en.aidModifier.Has(w):
			return []string{"CVL"}
		case w == "central":
			if s.low(i) == "bank" {
				return []string{"GOV"}
			}
		case s.en.businessModifier.Has(w):
			if s.is(i, body) {
				return []string{"BUS"}
			}
		case s.en.sportModifier.Has(w):
			if l := s.low(i); l == "team" || l == "side" {
				return []string{"CVL"}
			}
		}
	}
	return sectors
}

// sameNominal returns the entity that the story already has for the same body
// of the same country, or a new one.
func (s *scan) sameNominal(e entity, i int) int32 {
	if e.iso == "" || e.members != nil || e.kind == fact.Person {
		return s.add(e)
	}
	head := s.lemma(i)
	if part, town := s.local(i); part && (town == nil || !s.en.townPlural.Has(s.low(i))) {
		return s.add(e)
	}
	if slices.Contains(e.sectors, "GOV") && s.en.governmentNoun.Has(head) {
		return s.government(e.iso)
	}
	key := "nominal " + e.iso + " " + head + " " + strings.Join(e.sectors, "|")
	if s.is(i, body) && head == "ministry" {
		key += " " + strings.ToLower(s.phrase(max(i-1, 0), i))
	}
	if old, ok := s.plcEnt[key]; ok && !e.anonymous {
		return old
	}
	n := s.add(e)
	s.plcEnt[key] = n
	return n
}
