package name

import (
	"strings"

	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// survey looks over the story before names are read: which words it uses as
// places, where its dateline stands, and what its agency is called.
func (s *scan) survey() {
	s.spot = map[uint64]bool{}
	s.agency, s.line = nil, [2]int{}
	if dl := s.w.Reading.Story.Dateline; dl != nil {
		if dl.Agency != nil {
			s.agency = strings.Fields(table.Fold(*dl.Agency))
		}
		if dl.Span != nil {
			s.line = s.tokensOf(text.Span{Start: uint32(dl.Span.Start), End: uint32(dl.Span.End)})
		}
		if dl.Place != nil && !strings.Contains(*dl.Place, " ") {
			s.spot[table.WordHash(*dl.Place)] = true
		}
	}
	for i := 1; i < len(s.d.Tokens); i++ {
		if s.standsAsPlace(i) {
			if h := s.runs[s.runAt[i]].Hash; !s.spot[h] {
				s.spot[h] = false
			}
		}
	}
	for i := 1; i < len(s.d.Tokens); i++ {
		if s.capital(i) && s.runAt[i] < s.runAt[i+1] && (s.titleBefore(i) || s.afterGiven(i)) {
			delete(s.spot, s.runs[s.runAt[i]].Hash)
		}
	}
}

// tokensOf returns the tokens inside a span, as first and one past the last.
func (s *scan) tokensOf(sp text.Span) [2]int {
	var out [2]int
	for i := range s.d.Tokens {
		if t := &s.d.Tokens[i]; t.Start >= sp.Start && t.End <= sp.End {
			if out[1] == 0 {
				out[0] = i
			}
			out[1] = i + 1
		}
	}
	return out
}

// standsAsPlace reports whether the lone capitalised word at token i stands where
// only a place does: in Grimari, near Grimari; but not in Orr's speech.
func (s *scan) standsAsPlace(i int) bool {
	if !s.capital(i) || !s.word(i) || s.class[i] != 0 || s.form(i) == "May" || s.runAt[i] == s.runAt[i+1] {
		return false
	}
	switch w := s.low(i - 1); {
	case s.en.towardsPlace.Has(w):
	case s.en.fromToOf.Has(w) || w == "between":
		if !s.en.wayOrSide.Has(s.low(i-2)) || s.form(i+1) == "and" && s.low(i-1) != "between" {
			return false
		}
	case w == "and": // the road between Banko and Tarri
		if i < 3 || s.low(i-3) != "between" || !s.en.wayOrSide.Has(s.low(i-4)) {
			return false
		}
	default:
		return false
	}
	if i+1 < len(s.d.Tokens) && (s.marker(i+1) || s.form(i+1) == "-" || s.capital(i+1) && s.word(i+1)) {
		return false
	}
	given, _ := s.counts(i)
	return given < 3 && s.d.Tokens[i].Ent != text.BeginOrganization
}

// afterGiven reports whether the word at token i follows a person's given name.
func (s *scan) afterGiven(i int) bool {
	if !s.capital(i-1) || !s.word(i-1) || s.first(i-1) && s.is(i-1, ^class(0)) {
		return false
	}
	given, _ := s.counts(i - 1)
	return given > 0 && s.d.At(i).Sentence == s.d.At(i-1).Sentence && s.label(i-1, i+1) == text.BeginPerson
}

// isSpot reports whether the story uses the word at token i as a place.
func (s *scan) isSpot(i int) bool {
	if s.runAt[i] == s.runAt[i+1] {
		return false
	}
	sure, ok := s.spot[s.runs[s.runAt[i]].Hash]
	if sure || !ok {
		return sure
	}
	l := s.label(i, i+1)
	return (l == text.BeginPerson || l == text.BeginPlace) && s.d.Tokens[i].Flags&text.AllCaps == 0
}

// agencyAt returns the end of the name of the story's agency, when it begins at
// token i, else i.
func (s *scan) agencyAt(i, end int) int {
	if len(s.agency) == 0 || i+len(s.agency) > end || !s.capital(i) {
		return i
	}
	for k, w := range s.agency {
		if s.low(i+k) != w {
			return i
		}
	}
	return i + len(s.agency)
}

// lineAt reads what stands at token i of the dateline: a place, also one of
// which the world knows nothing, never a person. It gives the token after it.
func (s *scan) lineAt(i, end int) int {
	if !s.word(i) || !s.capital(i) || s.is(i, monthday) {
		return i + 1
	}
	if n, refs := s.match(i, end); n > 0 {
		if r := s.choose(i, i+n, refs); kindOf(r) == kPlace || kindOf(r) == kCountry {
			s.put(item{first: int32(i), last: int32(i + n), kind: kindOf(r), ref: r, hasRef: true})
			return i + n
		}
	}
	if i != s.line[0] {
		return s.nameAt(i, end)
	}
	e := i + 1
	for e < s.line[1] && s.word(e) && s.capital(e) && s.d.Tokens[e].Flags&text.AllCaps == s.d.Tokens[i].Flags&text.AllCaps && !s.is(e, monthday) && s.agencyAt(e, end) == e {
		e++
	}
	s.putPlace(i, e)
	return e
}

// opener reports whether the lone word over tokens i to c-1 has its capital from
// the sentence that it opens, for all that the story shows: nothing else makes
// a name of it.
func (s *scan) opener(i, c int) bool {
	if c != i+1 || !s.begins(i) || c >= len(s.d.Tokens) || s.d.Tokens[i].Flags&text.AllCaps != 0 && len(s.form(i)) > 1 || s.standsInside(i) {
		return false
	}
	if s.lower(i) || s.class[i] != 0 && (s.d.Tokens[c].Pos != text.VERB || s.lemmaClass(c)&speech == 0 || s.d.KindOf(i) != text.Body) {
		return true
	}
	if s.label(i, c) == text.BeginOrganization {
		for _, r := range s.r.world.Lookup(s.form(i)) {
			if r.Kind() == world.KindOrg {
				return false
			}
		}
	}
	given, last := s.counts(i)
	return given+last == 0 && !s.actsAsPerson(i, c)
}

// actsAsPerson reports whether the words behind the lone name at token i, which
// ends at c, are such as stand behind a person's: who, a possessive, a verb of
// doing. Things are, rise and fall.
func (s *scan) actsAsPerson(i, c int) bool {
	if !s.d.Has.Has(text.Tags) {
		return s.lemmaClass(c)&speech != 0
	}
	if s.d.KindOf(i) != text.Body || !s.first(i) && s.form(i-1) != ":" {
		return false
	}
	if s.d.Tokens[c].Pos == text.VERB && s.lemmaClass(c)&speech != 0 {
		return true
	}
	if s.form(c) == "," {
		return s.low(c+1) == "who" || s.somebody(c+1) || s.d.At(c+1).Flags&text.Digits != 0 && s.form(c+2) == ","
	}
	if s.form(c) == "and" && (s.low(c+1) == "his" || s.low(c+1) == "her") {
		return true
	}
	if s.marker(c) {
		return true
	}
	for c < len(s.d.Tokens) && s.d.Tokens[c].Pos == text.ADV {
		c++
	}
	if c >= len(s.d.Tokens) {
		return false
	}
	t := &s.d.Tokens[c]
	if t.Pos != text.VERB && t.Pos != text.AUX || t.Tag == text.TagVBN || t.Tag == text.TagVBG {
		return false
	}
	switch s.lemma(c) {
	case "be", "have":
		for c++; c < len(s.d.Tokens) && (s.d.Tokens[c].Pos == text.ADV || s.form(c) == "been"); c++ {
		}
		return c < len(s.d.Tokens) && (s.d.Tokens[c].Pos == text.VERB && !s.en.thingVerb.Has(s.lemma(c)) || s.somebody(c))
	}
	return !s.en.thingVerb.Has(s.lemma(c))
}

// somebody reports whether the phrase that an article at token c opens is what a
// person is called: an expert on trade, the party's leader.
func (s *scan) somebody(c int) bool {
	if !s.en.article.Has(s.low(c)) {
		return false
	}
	for k := c + 1; k < len(s.d.Tokens) && k < c+6 && s.word(k) && s.d.Tokens[k].Pos != text.VERB; k++ {
		if s.is(k, person|titlehead|calling) {
			return true
		}
		if t, n, many := s.titleAt(k); t != nil && n > 0 && !many && s.noun(k) {
			return true
		}
	}
	return false
}

// begins reports whether token i opens its sentence, or what stands in it behind
// a colon or an opening quotation mark.
func (s *scan) begins(i int) bool {
	if s.first(i) {
		return true
	}
	switch s.form(i - 1) {
	case ":", "“", "„", "«", "``":
		return true
	case "\"":
		return s.d.At(i-1).End == s.d.At(i).Start
	}
	return false
}

// standsInside reports whether the word at token i has its capital elsewhere in
// the story where a common word would have none.
func (s *scan) standsInside(i int) bool {
	s.cases()
	return s.index.inside[s.runs[s.runAt[i]].Hash]
}

// cases notes which words of the story have a small letter somewhere, and
// which have a capital where a common word would have none.
func (s *scan) cases() {
	if s.index.small != nil {
		return
	}
	s.index.small, s.index.inside = map[uint64]bool{}, map[uint64]bool{}
	for j := range s.d.Tokens {
		if s.runAt[j] == s.runAt[j+1] {
			continue
		}
		h := s.runs[s.runAt[j]].Hash
		if !s.capital(j) {
			s.index.small[h] = true
		} else if !s.begins(j) && !s.loud[s.d.Tokens[j].Sentence] {
			s.index.inside[h] = true
		}
	}
}

// family reports whether the word at token i ends the full name of somebody in
// the story, and is never written small there: a name that the story knows is a
// name whatever the tagger takes it for.
func (s *scan) family(i int) bool {
	if s.runAt[i]+1 != s.runAt[i+1] || s.lower(i) {
		return false
	}
	if s.index.family == nil {
		s.index.family = map[uint64]bool{}
		for j := 1; j < len(s.d.Tokens); j++ {
			if s.d.Tokens[j].Ent == text.InPerson && s.d.At(j+1).Ent != text.InPerson && s.runAt[j]+1 == s.runAt[j+1] && !s.loud[s.d.Tokens[j].Sentence] {
				s.index.family[s.runs[s.runAt[j]].Hash] = true
			}
		}
	}
	return s.index.family[s.runs[s.runAt[i]].Hash]
}

// lower reports whether the word at token i stands elsewhere in the story with a
// small letter.
func (s *scan) lower(i int) bool {
	s.cases()
	return s.index.small[s.runs[s.runAt[i]].Hash]
}

// trader reports whether the words before token i say that a firm is named next:
// the owner, Northern Fish of Alesund.
func (s *scan) trader(i, c int) bool {
	for j := i; j < c; j++ {
		if given, last := s.counts(j); given > 0 || last > 3 {
			return false
		}
	}
	if c-i < 2 || i < 2 || s.form(i-1) != "," && !s.noun(i-1) {
		return false
	}
	k := i - 1
	if s.form(k) == "," {
		k--
	}
	switch w := s.low(k); {
	case s.en.tradingFirm.Has(w):
		return true
	case s.en.tradingRole.Has(w):
		return s.form(c) == "of" || s.form(c) == ","
	}
	return false
}
