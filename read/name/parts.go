package name

import (
	"strings"

	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// orgEnd returns the end of an organisation's name that begins at token i and
// whose capitalised beginning ends at c, or i when it is none. The name goes
// on over "of", "for" and "and" as long as capitals follow.
func (s *scan) orgEnd(i, c, end int) int {
	if c <= i {
		return i
	}
	head := -1
	for j := c - 1; j >= i; j-- {
		if s.is(j, orghead) && s.capital(j) {
			head = j
			break
		}
	}
	if head < 0 || head == i && c == i+1 && !s.linked(c, end) {
		return i
	}
	if head < c-1 && !s.linked(c, end) { // the head is not last: Bank Rossiya
		if head == i && !s.properPart(head+1, c) || s.tailIsPerson(head+1, c) {
			return i
		}
		if head > i && !s.labelledOrg(i, c) {
			return head + 1
		}
	}
	e := c
	for s.linked(e, end) {
		k := e + 1
		for k < end && s.en.ofForThe.Has(s.form(k)) {
			k++
		}
		if n, refs := s.match(k, end); n > 0 {
			switch kindOf(refs[0]) {
			case kOrg:
				return e
			case kCountry, kPlace:
				if s.form(e) != "of" || c-i > 2 && !s.is(head, orghead) || e > c || s.is(head, georole) || !s.ownedBy(head) {
					return e
				}
				return max(k+n, e)
			}
			if s.form(e) == "and" {
				return e
			}
		}
		if t, _, _ := s.titleAt(k); t != nil && s.form(e) == "and" {
			return e
		}
		next := s.chunkEnd(k, end)
		if next <= k {
			break
		}
		if s.form(e) == "and" && next-k > 1 && s.personal(k, next) {
			break
		}
		for j := k + 1; j+1 < next; j++ { // Council of the Nation Abdelkader Bensalah
			if given, _ := s.counts(j); given >= 3 && s.class[j] == 0 {
				return j
			}
		}
		e = s.cutAtTitle(k, next)
		if e == k {
			return c
		}
		if s.form(k) == "North" || s.form(k) == "South" {
			e = next
		}
	}
	return e
}

// ownedBy reports whether an organisation headed by token i takes its country
// into its name: University of Nairobi, Bank of Russia.
func (s *scan) ownedBy(i int) bool {
	return !s.en.ministryNoun.Has(s.low(i))
}

// properPart reports whether tokens i to c-1 hold a word that is no common one.
func (s *scan) properPart(i, c int) bool {
	for j := i; j < c; j++ {
		if s.class[j] == 0 && s.capital(j) {
			return true
		}
	}
	return false
}

func (s *scan) tailIsPerson(i, c int) bool { return c-i >= 2 && s.personal(i, c) }

func (s *scan) labelledOrg(i, c int) bool { return s.label(i, c) == text.BeginOrganization }

// linked reports whether a small word at e joins the name before it to capitals
// after it.
func (s *scan) linked(e, end int) bool {
	if e+1 >= end {
		return false
	}
	switch s.form(e) {
	case "of", "for":
		k := e + 1
		if s.form(k) == "the" && k+1 < end {
			k++
		}
		return s.capital(k) && s.word(k) && !s.is(k, monthday)
	case "and", "&":
		return s.capital(e+1) && s.word(e+1) && (s.startsOf(e) || s.form(e) == "&")
	}
	return false
}

// startsOf reports whether "of" or "for" stands before the last words that lead
// up to e, as in Centre of Science and Culture.
func (s *scan) startsOf(e int) bool {
	for j := e - 1; j > e-5 && j >= 0; j-- {
		if f := s.form(j); f == "of" || f == "for" {
			return true
		}
		if !s.capital(j) {
			return false
		}
	}
	return false
}

// personal reports whether tokens i to c-1 are likely a person's name.
func (s *scan) personal(i, c int) bool {
	if s.label(i, c) == text.BeginPerson {
		return true
	}
	words := 0
	for j := i; j < c; j++ {
		if s.word(j) && s.form(j) != "-" {
			words++
			if s.is(j, orghead|georole|facility|eventname) && !s.is(j, particle) {
				return false
			}
		}
	}
	if words < 2 || s.is(i, starter|titlehead) {
		return words == 1 && s.titleBefore(i) && s.label(i, c) == text.Outside && s.class[i] == 0 && s.role[i].n == 0 && s.strongTitle(i)
	}
	if s.titleBefore(i) {
		return true
	}
	given, asLast := s.counts(i)
	_, last := s.counts(c - 1)
	switch {
	case s.form(i+1) == "." || len(s.form(i)) == 2 && s.form(i)[1] == '.':
		return last > 0
	case given >= 3 && last >= 1 && s.label(i, c) != text.BeginPlace:
		return true
	case given >= 1 && last >= 1 && words <= 3 && s.label(i, c) != text.BeginPlace:
		return true
	case given >= 3, given >= 1 && asLast == 0 && words <= 3:
		return s.label(i, c) == text.Outside
	case last >= 4 && asLast == 0:
		return s.label(i, c) == text.Outside && words <= 4
	}
	return false
}

// personalName returns the end of a person's name of which the place or country
// at tokens i to last-1 is a part (Jordan Henderson), else last.
func (s *scan) personalName(i, last, end int) int {
	if last-i != 1 || s.d.Tokens[i].Flags&text.AllCaps != 0 {
		return last
	}
	c := s.chunkEnd(i, end)
	if c > last && s.personal(i, c) {
		return c
	}
	if s.d.Tokens[i].Ent == text.BeginPerson && s.titleBefore(i) {
		return max(c, last)
	}
	return last
}

// titleBefore reports whether a title stands right before token i.
func (s *scan) titleBefore(i int) bool {
	for n := 1; n <= 6 && i-n >= 0; n++ {
		if t, k, _ := s.titleAt(i - n); t != nil && k == n {
			return t.Class != world.Relation || n == 1 && s.low(i-1) != "secretary"
		}
	}
	return false
}

// counts returns how often the known office holders bear the word at token i
// as given name and as last name.
func (s *scan) counts(i int) (given, last int) {
	if s.runAt[i] == s.runAt[i+1] {
		return 0, 0
	}
	given, last = s.r.world.NameCounts(s.runs[s.runAt[i]].Hash)
	return given, last
}

func (s *scan) putPerson(i, c int) int {
	if c-i > 2 && s.en.partyWord.Has(s.form(i)) {
		i++
	}
	for s.is(c-1, particle) && c-1 > i && !s.capital(c-1) {
		c--
	}
	s.put(item{first: int32(i), last: int32(c), kind: kPerson})
	return c
}

func (s *scan) putPlace(i, c int) { s.put(item{first: int32(i), last: int32(c), kind: kPlace}) }

// putOrg puts an organisation's name, with the countries and places inside it
// below it.
func (s *scan) putOrg(i, e int) int {
	n, refs := s.match(i, e)
	it := item{first: int32(i), last: int32(e), kind: kOrg}
	if n == e-i {
		for _, r := range refs {
			if r.Kind() == world.KindOrg {
				it.ref, it.hasRef = r, true
			}
		}
	}
	s.put(it)
	for j := i; j < e && !it.hasRef; j++ {
		k, in := s.match(j, e)
		if k == 0 || k == e-i {
			continue
		}
		r := s.choose(j, j+k, in)
		switch kindOf(r) {
		case kAdjective, kCountry, kPlace, kOrg:
			inner := item{first: int32(j), last: int32(j + k), kind: kindOf(r), ref: r, hasRef: true}
			if r.Kind() == world.KindPlace || k == 1 && s.is(j, orghead) {
				continue
			}
			s.put(inner)
			j += k - 1
		}
	}
	return e
}

// foldWords returns the words of a name folded, for comparison.
func (s *scan) foldWords(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		if s.word(i) {
			out = append(out, s.low(i))
		}
	}
	return out
}

// nameText returns a name as an entity bears it: without line breaks, and in
// ordinary case when a headline shouts it.
func (s *scan) nameText(first, last int) string {
	return strings.Join(strings.Fields(s.phrase(first, last)), " ")
}

// strongTitle reports whether the title right before token i is one that names
// follow: President, Mr, General; not executive or model.
func (s *scan) strongTitle(i int) bool {
	for n := 1; n <= 6 && i-n >= 0; n++ {
		if t, k, _ := s.titleAt(i - n); t != nil && k == n {
			return official(t.Class) || t.Class == world.Honorific || t.Class == world.Medical
		}
	}
	return false
}
