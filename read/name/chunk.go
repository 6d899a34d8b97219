package name

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// names finds the stretches of words that are names, sentence by sentence.
func (s *scan) names(ctx context.Context) {
	for i := range read.Each(ctx, len(s.d.Sentences)) {
		end := int(s.d.Sentences[i].Last)
		for j := int(s.d.Sentences[i].First); j < end; {
			if e := s.tagAt(j, end); e > j {
				j = e
				continue
			}
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
func (s *scan) roles(ctx context.Context) {
	for k := range read.Each(ctx, len(s.d.Sentences)) {
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

// titleAt returns the title that begins at token i, its length in tokens, and
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

// written reports whether tokens i to last are written as the name must be.
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
		return !loud || len(form) > 2 || strings.Contains(form, ".") || s.en.stateInitials.Has(form)
	}
	if f&text.Capital == 0 {
		return r.Flags()&world.LowerStart != 0 && (i == last || s.capital(last))
	}
	if i < last && !s.capital(last) && s.d.Tokens[last].Flags&text.Word != 0 && last-i < 3 {
		return s.d.Tokens[last].Flags&text.Digits != 0
	}
	return true
}

// nameToken reports whether token i can be part of a name.
func (s *scan) nameToken(i int) bool {
	t := s.d.At(i)
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
			return !s.is(i, starter) && (t.Pos == text.PROPN || s.unusual(i)) || s.family(i) && s.actsAsPerson(i, i+1)
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

// unusual reports whether the capitalised word that opens a sentence is a name
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

// chunkEnd returns the end of the run of capitalised words that begins at i.
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
				if last == j-1 && (s.shortWord(j) || s.secondSyllable(i, j)) {
					last = j + 1
				} else {
					return last
				}
				j++
			}
		case s.form(j) == "." && j+1 < end && len(s.form(j-1)) == 1 && s.d.Tokens[j].Flags&text.SpaceAfter != 0 && s.nameToken(j+1):
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

// article reports whether an Arabic article and its hyphen stand at i before a
// name: al-Bashir.
func (s *scan) article(i, end int) bool {
	return i+2 < end && s.is(i, particle) && s.form(i+1) == "-" && s.tight(i+1) && s.capital(i+2)
}

// tight reports whether token i is written without space on either side.
func (s *scan) tight(i int) bool {
	return i > 0 && s.d.At(i-1).End == s.d.At(i).Start && i+1 < len(s.d.Tokens) && s.d.At(i).End == s.d.At(i+1).Start
}

func (s *scan) word(i int) bool { return s.d.At(i).Flags&text.Word != 0 }

// shortWord reports whether token i is such a small word as ends a Korean or
// Chinese given name.
func (s *scan) shortWord(i int) bool {
	n := len(s.form(i))
	return n <= 5 && n >= 2 && !s.is(i, starter|linker|titlehead|people|body|person) && !s.en.hyphenParticiple.Has(s.form(i))
}

// secondSyllable reports whether the word at token j, behind a hyphen, ends a
// Korean given name that began at token i though it is a preposition elsewhere:
// Moon Jae-in.
func (s *scan) secondSyllable(i, j int) bool {
	return j-i == 3 && s.en.nameSyllable.Has(s.form(j)) && s.form(j+1) != "-" && (s.d.At(j-2).Ent == text.InPerson || s.d.At(j-2).Ent == text.BeginPerson)
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
	if c := s.combined(i, end); c > i {
		return c
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

// widerBehind reports whether the article at token i stands before a name that
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

func (s *scan) labelled(i int) bool { return s.d.At(i).Ent != text.Outside }

// misread reports whether the single word at i, though written like a name of
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

// eventName returns the end of a name of a war, treaty, cup or the like that
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
	if s.en.oppositeSide[a] != b {
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

// kindOf returns the kind of item for what a reference means.
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
	if (k == kPlace || k == kCountry || k == kOrg && m-i == 1) && s.d.At(m-1).Flags&text.AllCaps == 0 && s.personal(i, cut) {
		s.putPerson(i, cut)
		return cut
	}
	return put()
}
