package name

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// tag is what stands behind a person's name of his party and where he was
// elected: Orr (R-Wyo.), Orr, D-Calif., Orr (Lab), Orr (Con, North Devon).
type tag struct {
	first, last int // tokens first to last-1
	iso         string
}

// longTag is over how many tokens a tag in brackets can go.
const longTag = 8

// tagAt returns the end of the tag that begins at token i, behind the person
// named last, else i: letters that say that he is in parliament, and a tag.
func (s *scan) tagAt(i, end int) int {
	if i > 0 && s.en.memberLetters.Has(s.form(i)) && s.personEnds(i-1) && !s.en.memberLetters.Has(s.form(i-1)) {
		e := s.party(i+1, end)
		if e == i+1 {
			s.tags = append(s.tags, tag{first: i, last: e})
		} else {
			s.tags[len(s.tags)-1].first = i
		}
		return e
	}
	return s.party(i, end)
}

// party returns the end of a name of party and constituency that begins at token
// i, behind the person whom it tells of, and i where none does.
func (s *scan) party(i, end int) int {
	if i < 1 || i+2 >= end || s.form(i) != "(" && s.form(i) != "," || !s.personEnds(i-1) {
		return i
	}
	first, e := i+1, i+1
	if s.form(i) == "(" {
		for e < end && e < i+longTag && s.form(e) != ")" {
			e++
		}
		if e >= end || s.form(e) != ")" || !s.tagWords(first, e) || s.capital(e+1) && s.word(e+1) && s.partyOfState(first, end) == first {
			return i // Joseph (Joe) Orr
		}
		e++
	} else if e = s.partyOfState(first, end); e == first {
		return i
	}
	t := tag{first: i, last: e}
	if s.partyOfState(first, end) > first {
		t.iso = "USA"
	}
	s.tags = append(s.tags, t)
	s.note(i, e, "party and constituency of the person before")
	return e
}

// personEnds reports whether token i ends the name of a person, or says that the
// one before it is in parliament.
func (s *scan) personEnds(i int) bool {
	if it := s.endsAt(i); it != nil {
		if it.kind == kPerson {
			return true
		}
		if it.kind != 0 {
			return false
		}
	}
	t := &s.d.Tokens[i]
	return t.Ent == text.InPerson || t.Ent == text.BeginPerson || s.en.memberLetters.Has(s.form(i))
}

// partyOfState returns the end of an American tag that begins at token i: R-Wyo.,
// D, Mass., CA-12; else i.
func (s *scan) partyOfState(i, end int) int {
	if i+2 >= end || s.d.Tokens[i].Flags&text.Word == 0 {
		return i
	}
	switch sep := s.form(i + 1); {
	case s.en.partyLetter.Has(strings.TrimSuffix(s.form(i), ".")) && (sep == "-" || sep == "–" || sep == "," && s.form(i-1) == "("):
		if !s.capital(i+2) || !s.word(i+2) {
			return i
		}
	case sep == "-" && s.form(i-1) == "(" && len(s.form(i)) == 2 && strings.ToUpper(s.form(i)) == s.form(i) && s.d.At(i+2).Flags&text.Digits != 0:
		return i + 3
	default:
		return i
	}
	e := i + 3
	for e < end && (s.capital(e) && s.word(e) || s.form(e) == "-" && e+1 < end && s.d.At(e+1).Flags&text.Digits != 0 || s.d.Tokens[e].Flags&text.Digits != 0) {
		e++
	}
	return e
}

// tagWords reports whether tokens first to last-1, all there is in brackets, can
// be a tag: a short word for the party, or any behind MP, and behind it a dash or
// comma and a place. What the world knows by such letters is no tag: the envoy (UN).
func (s *scan) tagWords(first, last int) bool {
	for i := first; i < last; i++ {
		switch t := &s.d.Tokens[i]; {
		case t.Flags&text.Word != 0 && t.Flags&text.Capital == 0, t.Flags&(text.Word|text.Digits) == 0 && !strings.Contains("-–,./", s.form(i)):
			return false
		}
	}
	if s.partyOfState(first, last+1) > first {
		return true
	}
	party := strings.TrimSuffix(s.form(first), ".")
	if s.d.Tokens[first].Flags&text.Word == 0 || len(party) > 4 && !s.en.memberLetters.Has(s.form(first-2)) {
		return false
	}
	for _, r := range s.r.world.Lookup(s.form(first)) {
		switch r.Kind() {
		case world.KindOrg, world.KindCountry:
			return false
		}
	}
	if last == first+1 {
		return len(party) < 3 || s.d.Tokens[first].Flags&text.AllCaps == 0 // letters are a short name: the Law on Ports (LOP)
	}
	return s.form(first+1) == "," || s.form(first+1) == "/" || s.form(first+1) == "-"
}

// elected gives those whose tag names a party and a state of America that
// country, where nothing else is known of them.
func (s *scan) elected() {
	for _, t := range s.tags {
		it := s.endsAt(t.first - 1)
		if t.iso == "" || it == nil || it.ent < 0 {
			continue
		}
		if e := &s.ents[it.ent]; e.kind == fact.Person && e.iso == "" {
			e.iso, e.code = t.iso, t.iso
		}
	}
}

// pastTag goes over the tag that begins at token k.
func (s *scan) pastTag(k int) int {
	for _, t := range s.tags {
		if t.first == k {
			return t.last
		}
	}
	return k
}

// beforeTag goes back over the tag that ends before token k, and returns the last
// token before it; k-1 where there is none.
func (s *scan) beforeTag(k int) int {
	for _, t := range s.tags {
		if t.last == k {
			return t.first - 1
		}
	}
	return k - 1
}
