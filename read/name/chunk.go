package name

import (
	"strings"

	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// names finds the stretches of words that are names, sentence by sentence.
func (s *scan) names() {
	for i := range s.d.Sentences {
		end := int(s.d.Sentences[i].Last)
		for j := int(s.d.Sentences[i].First); j < end; {
			switch e := s.agencyAt(j, end); {
			case e > j:
				s.put(item{first: int32(j), last: int32(e), kind: kOrg})
				j = e
			case j >= s.line[0] && j < s.line[1]:
				j = max(s.lineAt(j, end), j+1)
			default:
				j = max(s.nameAt(j, end), j+1)
			}
		}
	}
}

// roles finds the titles and roles, longest first from the left.
func (s *scan) roles() {
	for k := range s.d.Sentences {
		end := int(s.d.Sentences[k].Last)
		for i := int(s.d.Sentences[k].First); i < end; i++ {
			if s.d.Tokens[i].Flags&text.Word == 0 {
				continue
			}
			n, at := s.r.world.MatchRole(s.runs[s.runAt[i]:s.runAt[end]])
			if n > 0 {
				s.role[i] = role{s.runs[int(s.runAt[i])+n-1].Token + 1 - int32(i), at}
			}
		}
	}
}

// titleAt gives the title that begins at token i, its length in tokens, and
// whether it is a plural.
func (s *scan) titleAt(i int) (t *world.Title, n int, many bool) {
	if i >= len(s.role) || s.role[i].n == 0 {
		return nil, 0, false
	}
	for at := s.role[i].at; at != 0; {
		var r table.Ref
		r, at = s.r.world.RoleRef(at)
		if r.Kind() == world.KindTitle {
			return s.r.world.TitleAt(r.Index()), int(s.role[i].n), r.Flags()&world.PluralForm != 0
		}
	}
	return nil, 0, false
}

// match finds the longest name of the world at token i.
func (s *scan) match(i, end int) (n int, refs []table.Ref) {
	if s.runAt[i] == s.runAt[i+1] {
		return 0, nil
	}
	runs := s.runs[s.runAt[i]:s.runAt[end]]
	k, at := s.r.world.Match(runs)
	if k == 0 {
		return 0, nil
	}
	last := int(runs[k-1].Token)
	if e := last + 3; e < end && (s.form(last+1) == "of" || s.form(last+1) == "for") && s.form(last+2) == "the" { // Commonwealth of the Independent States
		var room [12]table.Run
		less := append(append(room[:0], runs[:k+1]...), runs[k+2:min(k+6, len(runs))]...)
		if n, more := s.r.world.Match(less); n > k+1 {
			last, at = int(less[n-1].Token), more
		}
	}
	s.refs = s.r.world.Refs(s.refs[:0], at)
	kept := s.refs[:0]
	for _, r := range s.refs {
		if s.written(i, last, r) {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return 0, nil
	}
	return last + 1 - i, kept
}

// written tells whether tokens i to last are written as the name must be.
func (s *scan) written(i, last int, r table.Ref) bool {
	if r.Kind() == world.KindPlace && !s.placeHere(i, last, r) {
		return false
	}
	if r.Kind() == world.KindHistory || r.Kind() == world.KindHistoryAdjective {
		if h := s.r.world.HistoryAt(r.Index()); h.To != "" && h.To < "1945" {
			return false // nobody's party today
		}
	}
	loud := s.loud[s.d.Tokens[i].Sentence]
	f := s.d.Tokens[i].Flags
	if r.Flags()&world.Capitals != 0 && i == last {
		form := s.form(i)
		if f&text.AllCaps == 0 && strings.ToUpper(form) != form {
			return false
		}
		return !loud || len(form) > 2 || strings.Contains(form, ".") || form == "US" || form == "UN" || form == "UK" || form == "EU"
	}
	if f&text.Capital == 0 {
		return r.Flags()&world.LowerStart != 0 && (i == last || s.capital(last))
	}
	if i < last && !s.capital(last) && s.d.Tokens[last].Flags&text.Word != 0 && last-i < 3 {
		return s.d.Tokens[last].Flags&text.Digits != 0
	}
	return true
}

// nameToken tells whether token i can be part of a name.
func (s *scan) nameToken(i int) bool {
	t := &s.d.Tokens[i]
	if t.Flags&text.Capital == 0 || t.Flags&text.Word == 0 || s.is(i, monthday) && t.Ent == text.Outside {
		return false
	}
	if t.Ent != text.Outside {
		return true
	}
	tagged := s.d.Has.Has(text.Tags)
	if s.loud[t.Sentence] {
		return tagged && t.Pos == text.PROPN
	}
	if tagged {
		if s.first(i) {
			return !s.is(i, starter) && (t.Pos == text.PROPN || s.unusual(i))
		}
		if t.Pos == text.PROPN {
			return true
		}
		return t.Pos != text.PRON && t.Pos != text.DET && t.Pos != text.AUX && t.Pos != text.ADP
	}
	if t.End-t.Start == 1 && s.form(i) == "I" {
		return false
	}
	return !s.is(i, starter) || !s.first(i) && !s.is(i, linker)
}

// unusual tells whether the capitalised word that opens a sentence is a name
// although the tagger does not say so: it took it for an exclamation or a
// foreign word, or a comma or verb follows a word that office holders bear.
func (s *scan) unusual(i int) bool {
	t := &s.d.Tokens[i]
	if t.Pos == text.INTJ || t.Pos == text.X {
		return s.class[i] == 0
	}
	given, last := s.counts(i)
	return (t.Pos == text.NOUN || t.Pos == text.ADJ || t.Pos == text.VERB) && s.class[i] == 0 && s.role[i].n == 0 && given+last >= 3 && i+1 < len(s.d.Tokens) && s.capital(i+1) && s.word(i+1)
}

// chunkEnd gives the end of the run of capitalised words that begins at i.
func (s *scan) chunkEnd(i, end int) int {
	if !s.nameToken(i) && !s.article(i, end) {
		return i
	}
	j := i
	if s.article(i, end) {
		j = i + 2
	}
	last := i
	for j < end {
		switch {
		case s.nameToken(j):
			last = j + 1
			j++
		case s.form(j) == "-" && j+1 < end && s.tight(j) && s.word(j+1):
			j++
			if !s.capital(j) { // Jong-un, but not Vienna-based
				if last == j-1 && s.shortWord(j) {
					last = j + 1
				} else {
					return last
				}
				j++
			}
		case s.form(j) == "." && j+1 < end && s.d.Tokens[j-1].End-s.d.Tokens[j-1].Start == 1 && s.d.Tokens[j].Flags&text.SpaceAfter != 0 && s.nameToken(j+1):
			j++
		case s.article(j, end) && last > i:
			j += 2
		case s.is(j, particle) && !s.capital(j) && j+1 < end && last == j && (s.nameToken(j+1) || s.is(j+1, particle) && j+2 < end && s.nameToken(j+2)):
			j++
			if s.is(j, particle) && !s.capital(j) {
				j++
			}
		default:
			return last
		}
	}
	return last
}

// article tells whether an Arabic article and its hyphen stand at i before a
// name: al-Bashir.
func (s *scan) article(i, end int) bool {
	return i+2 < end && s.is(i, particle) && s.form(i+1) == "-" && s.tight(i+1) && s.capital(i+2)
}

// tight tells whether token i is written without space on either side.
func (s *scan) tight(i int) bool {
	return i > 0 && s.d.Tokens[i-1].End == s.d.Tokens[i].Start && i+1 < len(s.d.Tokens) && s.d.Tokens[i].End == s.d.Tokens[i+1].Start
}

func (s *scan) word(i int) bool { return s.d.Tokens[i].Flags&text.Word != 0 }

// shortWord tells whether token i is such a small word as ends a Korean or
// Chinese given name.
func (s *scan) shortWord(i int) bool {
	n := s.d.Tokens[i].End - s.d.Tokens[i].Start
	return n <= 5 && n >= 2 && !s.is(i, starter|linker|titlehead|people|body|person) && s.form(i) != "led" && s.form(i) != "based" && s.form(i) != "born" && s.form(i) != "run" && s.form(i) != "held"
}

// nameAt reads the name at token i and gives the token after it.
func (s *scan) nameAt(i, end int) int {
	if s.d.Tokens[i].Flags&text.Digits != 0 {
		if c := s.numbered(i, end); c > i {
			return c
		}
	}
	if !s.word(i) || s.is(i, monthday) && !s.labelled(i) {
		return i + 1
	}
	if s.widerBehind(i, end) { // the West Bank
		return i + 1
	}
	n, refs := s.match(i, end)
	if n == 1 && s.misread(i, end) {
		n = 0
	}
	if c := s.paired(i, end); c > i {
		return c
	}
	c := s.chunkEnd(i, end)
	if e := s.eventName(i, max(c, i+n), end); e > i && n < e-i {
		s.note(i, e, "name of a thing, no party")
		return e
	}
	switch {
	case n > 0 && i+n >= c:
		return s.known(i, i+n, end, refs)
	case n > 0:
		return s.knownInside(i, i+n, c, end, refs)
	case c <= i:
		return i + 1
	}
	return s.unknown(i, c, end)
}

// widerBehind tells whether the article at token i stands before a name that
// goes on where the name that begins with the article ends: the West Bank,
// beside the West.
func (s *scan) widerBehind(i, end int) bool {
	if i+2 >= end || s.low(i) != "the" || !s.capital(i+1) {
		return false
	}
	n, _ := s.match(i, end)
	if n != 2 {
		return false
	}
	m, _ := s.match(i+1, end)
	return m > 1
}

func (s *scan) labelled(i int) bool { return s.d.Tokens[i].Ent != text.Outside }

// misread tells whether the single word at i, though written like a name of
// the world, is something else here.
func (s *scan) misread(i, end int) bool {
	if s.is(i+1, mass) && i+1 < end {
		return true
	}
	if s.first(i) && i+2 < end && s.form(i+1) == "," && s.is(i+2, food) {
		return true
	}
	if s.first(i) && s.is(i, starter) {
		return true
	}
	return s.d.Has.Has(text.Tags) && s.first(i) && s.d.Tokens[i].Pos == text.VERB && !s.labelled(i)
}

// eventName gives the end of a name of a war, treaty, cup or the like that
// begins at i, or i.
func (s *scan) eventName(i, c, end int) int {
	if c <= i || !s.capital(i) {
		return i
	}
	for j := c - 1; j >= i; j-- {
		if s.is(j, eventname) && s.capital(j) && !s.is(j, titlehead) {
			if j == i && j+1 < end && s.form(j+1) != "of" {
				return i
			}
			if j == c-1 && j+2 < end && s.form(j+1) == "of" && s.capital(j+2) {
				return max(s.chunkEnd(j+2, end), j+3)
			}
			if j == c-1 {
				return c
			}
			return i
		}
	}
	return i
}

// paired reads North and South Korea.
func (s *scan) paired(i, end int) int {
	if i+3 >= end || s.form(i+1) != "and" {
		return i
	}
	a, b := s.form(i), s.form(i+2)
	if !(a == "North" && b == "South" || a == "South" && b == "North" || a == "East" && b == "West" || a == "West" && b == "East") {
		return i
	}
	n, refs := s.match(i+2, end)
	if n < 2 {
		return i
	}
	one := s.r.world.Lookup(a + " " + s.phrase(i+3, i+2+n))
	if len(one) == 0 {
		return i
	}
	s.put(item{first: int32(i), last: int32(i + 1), kind: kindOf(one[0]), ref: one[0], hasRef: true})
	e := s.known(i+2, i+2+n, end, refs)
	if kindOf(one[0]) == kCountry { // two states of a country are no party
		s.pairs = append(s.pairs, [2]int32{int32(i), int32(e)})
	}
	return e
}

// known puts a name of the world.
func (s *scan) known(i, last, end int, refs []table.Ref) int {
	it := item{first: int32(i), last: int32(last), hasRef: true}
	it.ref = s.choose(i, last, refs)
	it.kind = kindOf(it.ref)
	if it.kind == kPlace || it.kind == kCountry {
		if given := s.personalName(i, last, end); given > last {
			s.putPerson(i, given)
			return given
		}
	}
	if it.kind == kAdjective && last < end { // Russian Centre of Science, when the rest has small letters it is no name
		if e := s.orgEnd(i, max(last, s.chunkEnd(i, end)), end); e > last {
			return s.putOrg(i, e)
		}
	}
	if it.kind == kCountry && last-i == 1 && last+1 < end && s.form(last) == "-" && s.tight(last) && !s.capital(last+1) {
		s.note(i, last, "country in a compound")
	}
	s.put(it)
	return last
}

// kindOf gives the kind of item for what a reference means.
func kindOf(r table.Ref) kind {
	switch r.Kind() {
	case world.KindCountry, world.KindHistory:
		return kCountry
	case world.KindAdjective, world.KindRegionAdjective, world.KindHistoryAdjective:
		return kAdjective
	case world.KindPeople, world.KindRegionPeople:
		return kPeople
	case world.KindOrg:
		return kOrg
	}
	return kPlace
}

// knownInside reads a run of capitals that begins with a name of the world
// but goes on after it.
func (s *scan) knownInside(i, m, c, end int, refs []table.Ref) int {
	ref := s.choose(i, m, refs)
	k := kindOf(ref)
	put := func() int {
		s.put(item{first: int32(i), last: int32(m), kind: k, ref: ref, hasRef: true})
		return m
	}
	if t, n, _ := s.titleAt(m); t != nil && n > 0 && t.Class != world.Relation && !s.is(m+n-1, orghead) {
		return put()
	}
	cut := s.cutAtTitle(m, c)
	if (k == kPeople || k == kAdjective) && cut-i > 1 && s.d.Tokens[i].Ent == text.BeginPerson && s.label(i, cut) == text.BeginPerson && m-i == 1 && s.personal(i, cut) {
		s.putPerson(i, cut) // Scot Riddlesberger
		return cut
	}
	grows := s.linked(cut, end)
	for j := m; j < cut; j++ {
		grows = grows || s.is(j, orghead)
	}
	if e := s.orgEnd(i, cut, end); grows && e > m {
		at := s.putOrg(i, e)
		put()
		return at
	}
	if cut > m && (s.is(cut-1, georole) || s.is(cut-1, facility)) && k != kAdjective {
		s.putPlace(i, cut)
		return cut
	}
	if s.form(i-1) == "of" && cut-m > 1 && s.personal(m, cut) { // President of Algeria Ahmed Ouyahia
		put()
		s.putPerson(m, cut)
		return cut
	}
	if (k == kPlace || k == kCountry || k == kOrg && m-i == 1) && s.d.Tokens[m-1].Flags&text.AllCaps == 0 && s.personal(i, cut) {
		s.putPerson(i, cut)
		return cut
	}
	return put()
}

// cutAtTitle gives where a title begins inside tokens i to c-1, else c.
func (s *scan) cutAtTitle(i, c int) int {
	for j := i; j < c; j++ {
		t, n, _ := s.titleAt(j)
		if t == nil || t.Class == world.NoTitle {
			continue
		}
		if s.is(j+n-1, orghead|facility|georole) || j+n > c && j == i {
			continue
		}
		if t.Class == world.Honorific && j > i { // Aung San, Imran Khan
			continue
		}
		if s.is(j+n-1, titlehead|honorific) || t.Class == world.MilitaryRank || t.Class == world.Honorific || t.Class == world.Legislator || t.Class == world.Royal || t.Class == world.Ambassador {
			return j
		}
	}
	return c
}

// unknown reads a run of capitals that does not begin with a name of the
// world.
func (s *scan) unknown(i, c, end int) int {
	if t, n, _ := s.titleAt(i); t != nil && s.capital(i) {
		whole := s.orgEnd(i, c, end)
		if whole <= i || s.is(i+n-1, titlehead) && !s.is(i+n-1, orghead) {
			if n < c-i || !s.personal(i, c) {
				return i + n
			}
		}
	}
	cut := s.cutAtTitle(i+1, c)
	if e := s.orgEnd(i, cut, end); e > i {
		return s.putOrg(i, e)
	}
	if cut-i > 1 && (s.is(cut-1, georole|facility) || s.is(i, georole) && !s.is(i, facility)) {
		s.putPlace(i, cut)
		return cut
	}
	for k := i + 1; k < cut; k++ { // a name of the world further on: Visiting Hanoi
		if s.form(k-1) == "-" {
			continue
		}
		n, refs := s.match(k, end)
		if n > 0 && k > i+1 && kindOf(refs[0]) == kCountry && k+n == cut && s.marker(cut) {
			s.guess(i, k)
			return k
		}
		if n == 0 || s.personal(i, cut) {
			continue
		}
		if kd := kindOf(refs[0]); kd == kAdjective || k+n < cut && kd != kOrg || s.first(i) || kd == kCountry {
			s.guess(i, k)
			return k
		}
	}
	s.guess(i, cut)
	return cut
}

// guess reads a run of capitals of which the world knows nothing.
func (s *scan) guess(i, c int) {
	switch {
	case s.geoBeside(i, c):
		s.putPlace(i, c)
		return
	case c == i+1 && s.isSpot(i):
		s.putPlace(i, c)
		return
	case s.opener(i, c):
		s.note(i, c, "a word that opens its sentence, and that nothing shows to be a name")
		s.put(item{first: int32(i), last: int32(c), kind: 0})
		return
	case s.ledBy(c) && s.label(i, c) != text.BeginPlace, s.called(i), s.trader(i, c):
		s.putOrg(i, c)
		return
	}
	if s.personal(i, c) || s.spokesmanNamed(i, c) {
		s.putPerson(i, c)
		return
	}
	switch s.label(i, c) {
	case text.BeginPerson:
		if given, _ := s.counts(i); given == 0 && s.placeLike(i) && s.low(i-1) != "from" && s.low(i-1) != "to" && s.low(i-1) != "of" {
			s.putPlace(i, c)
			return
		}
		s.putPerson(i, c)
	case text.BeginOrganization:
		if f := s.low(i - 1); c == i+1 && (f == "in" || f == "at" || f == "near" || f == "into") && s.d.Tokens[i].Flags&text.AllCaps == 0 {
			s.putPlace(i, c)
			return
		}
		if s.allProper(i, c) {
			s.putOrg(i, c)
		}
	case text.BeginPlace:
		if s.placeLike(i) && s.class[i] == 0 {
			s.putPlace(i, c)
		}
	default:
		s.note(i, c, "a name of unknown kind")
		s.put(item{first: int32(i), last: int32(c), kind: 0})
	}
}

// label gives the recogniser's label of most of tokens i to c-1, as its
// Begin form, or Outside.
func (s *scan) label(i, c int) text.Ent {
	var count [4]int
	for j := i; j < c; j++ {
		switch s.d.Tokens[j].Ent {
		case text.BeginPerson, text.InPerson:
			count[1]++
		case text.BeginPlace, text.InPlace:
			count[2]++
		case text.BeginOrganization, text.InOrganization:
			count[3]++
		}
	}
	best := 0
	for k := 1; k < 4; k++ {
		if count[k] > count[best] {
			best = k
		}
	}
	if best == 0 || 2*count[best] < c-i {
		return text.Outside
	}
	return [...]text.Ent{text.Outside, text.BeginPerson, text.BeginPlace, text.BeginOrganization}[best]
}

// placeHere tells whether the name of a place, which may be a common word or a
// person's name too, is likely one here: the recogniser says so, it stands
// where places stand, or the place is big.
func (s *scan) placeHere(i, last int, r table.Ref) bool {
	if s.is(i, orghead|starter|georole|titlehead|people|body|person|facility) && i == last {
		return false
	}
	if i == last && s.isSpot(i) {
		return true
	}
	if i == last && ordinary(s.low(i)) && (!s.placeLike(i) || last+1 < len(s.d.Tokens) && s.capital(last+1)) {
		return false
	}
	switch s.label(i, last+1) {
	case text.BeginPlace:
		people, iso := s.r.world.PlacePopulation(r.Index())
		return people > 500000 || last > i || s.placeLike(i) || iso == s.home || s.form(last+1) == "," && last+2 < len(s.d.Tokens) && s.capital(last+2)
	case text.BeginPerson:
		if people, _ := s.r.world.PlacePopulation(r.Index()); last-i < 2 || people < 500000 || s.titleBefore(i) {
			return s.placeLike(i) && !s.titleBefore(i)
		}
	}
	people, _ := s.r.world.PlacePopulation(r.Index())
	if people > 1000000 || last > i && people > 50000 || s.geoBeside(i, last+1) {
		return true
	}
	return s.placeLike(i) || !s.d.Has.Has(text.Labels) && people > 300000
}

// ordinary tells whether a word that is also some town's name is mostly an
// adjective or noun in other names: Central Election Commission.
func ordinary(w string) bool {
	switch w {
	case "central", "northern", "southern", "eastern", "western", "federal", "union", "progress", "liberty", "independence", "victory", "mission", "commerce", "enterprise", "imperial", "supreme", "national":
		return true
	}
	return false
}

// numbered reads the name of a unit that begins with its number: the 201st
// Russian military base, the 6th Fleet. It gives its end, or i.
func (s *scan) numbered(i, end int) int {
	f := s.form(i)
	if s.d.Tokens[i].Flags&text.Digits == 0 || len(f) < 3 || f[0] < '1' || f[0] > '9' {
		return i
	}
	switch f[len(f)-2:] {
	case "st", "nd", "rd", "th":
	default:
		return i
	}
	for j := i + 1; j < end && j < i+6 && s.word(j); j++ {
		switch s.low(j) {
		case "base", "brigade", "division", "battalion", "regiment", "fleet", "army", "corps", "squadron", "wing":
			s.putOrg(i, j+1)
			return j + 1
		case "anniversary", "century", "session", "of", "in", "and", "time", "day", "year":
			return i
		}
	}
	return i
}

// allProper tells whether the tagger takes tokens i to c-1 for names.
func (s *scan) allProper(i, c int) bool {
	if !s.d.Has.Has(text.Tags) {
		return true
	}
	for j := i; j < c; j++ {
		if s.word(j) && s.capital(j) && s.d.Tokens[j].Pos != text.PROPN {
			return false
		}
	}
	return true
}
