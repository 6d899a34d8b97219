package name

import (
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// title is a phrase that names a post or a role, with whose it is.
type title struct {
	first, last int32 // the title's own words
	from, to    int32 // the noun phrase, as far as it is read
	head        int32
	text        string // the words as a person's office bears them
	class       world.TitleClass
	office      world.OfficeClass
	level       int
	many        bool     // a plural
	former      bool     // held no longer
	relation    bool     // counterpart, colleague
	isos        []string // countries, one for each in a coordination
	org         int32    // entity of the organisation, -1 for none
	orgAt       int32    // the item of it
	poss        int32    // his, its: the pronoun's token, -1 for none
	definite    bool
	indefinite  bool
	person      int32 // entity, -1 while not known
	place       int32 // entity of a town or region whose post it is, -1 for none
	elsewhere   bool  // of a body that the pass does not know: president of the Beekeepers' League
}

// titlesOf reads every title and role that is no part of a name.
func (s *scan) titlesOf(ctx context.Context) {
	next := 0
	for i := range read.Each(ctx, len(s.d.Tokens)) {
		if i < next || s.at[i] != 0 && s.itemAt(i).kind != 0 {
			continue
		}
		t, n, many := s.titleAt(i)
		if t == nil {
			if !s.is(i, titlehead) || !s.noun(i) {
				continue
			}
			n, many = 1, s.low(i) != "boss" && strings.HasSuffix(s.low(i), "s")
			t = &world.Title{Name: s.low(i), Class: s.headClass(i), Level: 50}
		}
		if t.Class == world.Honorific || t.Class == world.FirstFamily || t.Class == world.Medical && strings.HasPrefix(strings.ToLower(t.Name), "dr") {
			continue
		}
		if n == 1 && (!s.noun(i) || s.is(i, body) && !s.is(i, titlehead)) {
			continue
		}
		end := i + n
		if in := s.itemAt(end - 1); in != nil && in.kind != 0 {
			continue
		}
		p := s.readTitle(i, end, t, many)
		if n := len(s.titles); n > 0 && s.titles[n-1].last > p.first && s.titles[n-1].first >= p.first {
			s.titles = s.titles[:n-1]
		}
		s.titles = append(s.titles, p)
		next = end
	}
}

// headClass returns the class of a bare head noun of a title.
func (s *scan) headClass(i int) world.TitleClass {
	switch w := strings.TrimSuffix(s.low(i), "s"); {
	case w == "minister" || w == "secretary":
		return world.Minister
	case s.en.sovereign.Has(w):
		return world.HeadOfState
	case w == "premier" || w == "chancellor":
		return world.HeadOfGovernment
	case s.en.spokesmanNoun.Has(w):
		return world.Spokesperson
	case w == "counterpart":
		return world.Relation
	}
	return world.Official
}

// noun reports whether token i is used as a noun or name.
func (s *scan) noun(i int) bool {
	if !s.d.Has.Has(text.Tags) {
		return true
	}
	switch s.d.At(i).Pos {
	case text.NOUN, text.PROPN:
		return true
	case text.ADJ, text.X:
		return s.capital(i)
	}
	return false
}

// readTitle reads the noun phrase around the title at tokens i to end-1.
func (s *scan) readTitle(i, end int, t *world.Title, many bool) title {
	p := title{first: int32(i), last: int32(end), class: t.Class, level: t.Level, many: many, org: -1, orgAt: -1, poss: -1, person: -1, place: -1}
	first, last := s.sentence(i)
	j := i
	for j > first && (s.is(j-1, titlemod) && (s.itemAt(j-1) == nil || s.itemAt(j-1).kind == 0) || s.form(j-1) == "-" && s.tight(j-1) && j-2 >= first && s.is(j-2, titlemod)) {
		j--
	}
	for j < i && s.form(j) == "-" {
		j++
	}
	if s.tree != nil {
		j = s.modifiersLeft(j, i, end)
	}
	p.first = int32(j)
	p.relation = t.Class == world.Relation
	p.former = t.Class == world.Former
	for k := j; k < end; k++ {
		if s.is(k, formermod) {
			p.former = true
		}
	}
	end = s.department(end, last, t)
	p.last = int32(end)
	p.from, p.to = p.first, p.last
	p.head = int32(s.headOf(i, int(s.headEnd(i, end))))
	s.ownerLeft(&p, first)
	s.ownerRight(&p, last)
	before := ""
	for k := int(p.from) - 1; k >= first && p.from < p.first && s.is(k, titlemod|formermod) && (s.itemAt(k) == nil || s.itemAt(k).kind == 0); k-- {
		p.from = int32(k) // former Moscow mayor
		p.former = p.former || s.is(k, formermod)
		before = s.low(k) + " " + before
	}
	p.text = before + strings.ToLower(strings.Join(strings.Fields(s.phrase(int(p.first), int(p.last))), " "))
	p.text = strings.TrimPrefix(p.text, "the ")
	if end-1 > i && s.form(end-1) == "to" {
		s.accredited(&p, last)
	}
	p.office = s.en.officeOf(&p)
	return p
}

// accredited reads to whom an envoy is sent: ambassador to Ruritania. The
// title without that would be cut short.
func (s *scan) accredited(p *title, last int) {
	k := int(p.last)
	if s.form(k) == "the" {
		k++
	}
	if it := s.startsAt(k); k < last && it != nil && it.kind != kPerson && it.kind != kAdjective && it.kind != 0 {
		p.text += " " + strings.Join(strings.Fields(s.phrase(int(p.last), int(it.last))), " ")
		p.to = it.last
		return
	}
	p.text = strings.TrimSuffix(p.text, " to")
	p.last--
	p.to = p.last
}

// headEnd returns the end of the words of a title before its department.
func (s *scan) headEnd(i, end int) int {
	for k := i + 1; k < end; k++ {
		if f := s.form(k); s.en.ofForTo.Has(f) {
			return k
		}
	}
	return end
}

// modifiersLeft goes left over nouns and adjectives that modify the title:
// fisheries minister, electoral commission chairman.
func (s *scan) modifiersLeft(j, i, end int) int {
	head := s.headOf(i, end)
	for j > 0 {
		k := j - 1
		t := &s.d.Tokens[k]
		if t.Flags&text.Word == 0 || s.capital(k) && !s.capital(i) || s.at[k] != 0 && s.itemAt(k).kind != 0 || s.is(k, both|countries) {
			break
		}
		if s.portfolio(k, i) {
			j = k
			if s.form(k-1) == "and" && k >= 2 && s.portfolio(k-2, i) {
				j = k - 2
			}
			continue
		}
		if int(t.Head) != head && (int(t.Head) < j || int(t.Head) >= end) || t.Dep != text.DepCompound && !(t.Dep == text.DepAmod && s.is(k, titlemod)) {
			break
		}
		j = k
	}
	return j
}

// portfolio reports whether the capitalised word at token k says what the
// minister whose title begins at token i is in charge of: Fisheries Minister,
// Public Works Minister.
func (s *scan) portfolio(k, i int) bool {
	if k < 0 || !s.capital(k) || !s.capital(i) || s.d.Tokens[k].Flags&text.AllCaps != 0 || !s.is(i, titlehead) && s.low(i) != "minister" {
		return false
	}
	if w := s.low(i); !s.en.ministerNoun.Has(w) {
		return false
	}
	if s.loud[s.d.Tokens[k].Sentence] || s.itemAt(k) != nil && s.itemAt(k).kind != 0 || s.is(k, titlehead|honorific|starter|monthday|linker) || !s.word(k) {
		return false
	}
	return s.en.portfolio.Has(s.low(k))
}

// department goes right over the words that say of what: minister of health
// and welfare.
func (s *scan) department(end, last int, t *world.Title) int {
	switch t.Class {
	case world.Minister, world.DeputyMinister, world.Official, world.Executive, world.Judge, world.DeputyHead, world.MilitaryRank, world.IntlOfficial, world.Academic, world.Police:
	default:
		return end
	}
	if end+1 >= last || s.form(end) != "of" && s.form(end) != "for" {
		return end
	}
	k := end + 1
	if s.form(k) == "the" && k+1 < last {
		k++
	}
	start := k
	for k < last && s.word(k) && s.at[k] == 0 && !s.is(k, pronoun|neuter|plural|starter|monthday|country|countries) && (s.noun(k) || s.d.Tokens[k].Pos == text.ADJ) {
		if !s.capital(k) || s.capital(int(end-1)) {
			k++
			if k+1 < last && s.form(k) == "and" && !s.capital(k+1) && s.noun(k+1) && s.itemAt(k+1) == nil && !s.is(k+1, titlehead|people|titlemod) && s.d.Has.Has(text.Tags) {
				k++
			}
			continue
		}
		break
	}
	if k == start {
		return end
	}
	return k
}

// officeOf returns the class of office that a title names, for looking up who
// held it.
func (e *english) officeOf(p *title) world.OfficeClass {
	switch p.class {
	case world.HeadOfState, world.Royal:
		return world.StateHead
	case world.HeadOfGovernment:
		return world.GovernmentHead
	case world.DeputyHead:
		return world.Deputy
	case world.Ambassador:
		return world.AmbassadorOffice
	case world.Spokesperson:
		return world.SpokespersonOffice
	case world.Minister:
		for _, in := range [...]struct {
			title *lang.Set
			class world.OfficeClass
		}{
			{e.foreignAffairs, world.ForeignMinister},
			{e.defenceAffairs, world.DefenceMinister},
			{e.homeAffairs, world.InteriorMinister},
			{e.financeAffairs, world.FinanceMinister},
		} {
			if in.title.Within(p.text) {
				return in.class
			}
		}
		return world.OtherMinister
	}
	return world.OtherOffice
}

// sectorsOf returns the sectors of those who bear a title, by the title and by
// the organisation whose it is.
func (s *scan) sectorsOf(p *title) []string {
	if p.former {
		return []string{"ELI"}
	}
	if sec := s.en.civilOfficer(p.text); sec != "" {
		return []string{sec}
	}
	var out []string
	if p.org >= 0 {
		out = append(out, s.ents[p.org].sectors...)
	}
	switch p.class {
	case world.Spokesperson, world.Adviser, world.Envoy, world.Official:
		if len(out) == 0 && (len(p.isos) > 0 || p.class == world.Official) {
			out = []string{"GOV"}
		}
	case world.PartyLeader:
		if len(out) == 0 && len(p.isos) > 0 && !strings.Contains(p.text, "opposition") && !strings.Contains(p.text, "party") && !strings.Contains(p.text, "rebel") {
			out = []string{"GOV"}
		} else if strings.Contains(p.text, "opposition") {
			out = []string{"OPP"}
		}
	case world.Executive, world.IntlOfficial, world.Relation:
	default:
		if p.org < 0 || len(out) == 0 {
			for _, x := range p.class.Sectors() {
				if !slices.Contains(out, x) {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// civilOfficer returns the sector of officers who are no soldiers: customs
// officers; "" for others.
func (e *english) civilOfficer(text string) string {
	words := strings.Fields(text)
	if n := len(words); n < 2 || words[n-1] != "officer" && words[n-1] != "officers" {
		return ""
	}
	for _, w := range words {
		switch {
		case w == "police" || w == "prison":
			return "COP"
		case e.civilModifier.Has(w):
			return "GOV"
		}
	}
	return ""
}

// codeOf returns the party code of those who bear a title.
func (s *scan) codeOf(p *title) string {
	if p.org >= 0 && s.ents[p.org].code != "" {
		return s.ents[p.org].code
	}
	if len(p.isos) == 1 {
		return p.isos[0]
	}
	return ""
}

var _ = fact.Person
