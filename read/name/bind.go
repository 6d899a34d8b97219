package name

import (
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// bind gives titles to the persons whose names stand beside them.
func (s *scan) bind(ctx context.Context) {
	for i := range read.Each(ctx, len(s.titles)) {
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

// personBeside returns the item of the person of whom a title is said.
func (s *scan) personBeside(t *title) *item {
	first, last := s.sentence(int(t.first))
	k := s.skipHonorifics(int(t.last), last)
	if it := s.startsAt(k); it != nil && it.kind == kPerson && k < last {
		return it
	}
	k = s.skipHonorifics(int(t.to), last)
	if it := s.startsAt(k); it != nil && it.kind == kPerson && k < last && t.to > t.last && s.d.At(int(t.to)-1).Flags != 0 {
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
		k = s.beforeTag(k)
		if sep == "and" { // president of Mali and current chairman of ECOWAS
			for j, end := s.titlesIn(first, k+1); j < end; j++ {
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

// afterDetail returns the person named between commas after a title and what
// more is said of it: a spokesman for the embassy in Slaka, Jan Orr, said.
func (s *scan) afterDetail(t *title, first, last int) *item {
	k := int(t.last)
	if !s.en.detailPreposition.Has(s.form(k)) {
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
	k = s.pastTag(k)
	if s.form(k) != "of" && s.form(k) != "from" {
		return k
	}
	if o := s.startsAt(k + 1); o != nil && (o.kind == kCountry || o.kind == kPlace) {
		return int(o.last)
	}
	return k
}

// anothers reports whether a title only says whose man somebody is, so that the
// name after it may be his: an ally of the president, Lee Orr.
func (s *scan) anothers(t *title) bool {
	k := int(t.from) - 1
	if k < 1 || s.form(k) != "of" && s.form(k) != "to" {
		return false
	}
	if s.en.whoseMan.Has(s.low(k - 1)) {
		return true
	}
	return s.is(k-1, person|titlehead)
}

// appositive reports whether a title phrase already follows the name of a
// person whom it describes.
func (s *scan) appositive(t *title, first int) bool {
	k := int(t.from) - 1
	if k <= first || s.form(k) != "," {
		return false
	}
	it := s.endsAt(k - 1)
	return it != nil && it.kind == kPerson
}

// nameOf returns an item that names person e.
func (s *scan) nameOf(e int32) *item {
	if ks := s.namesOf(e); len(ks) > 0 {
		return &s.items[ks[0]]
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

// closes reports whether an apposition may end before token k.
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

// singular returns the singular of a title whose last word is its head.
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
