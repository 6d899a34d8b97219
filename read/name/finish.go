package name

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// impliedCountry gives a person with a national office the country that the
// wire leaves out: of the subject of the sentence, of the dateline, or of the
// sentence before.
func (s *scan) impliedCountry(i int32) {
	e := &s.ents[i]
	if !slices.ContainsFunc(e.offices, func(o office) bool { return ruling(o.class) && !o.elsewhere && (o.of == "" || o.of == e.org) }) {
		return
	}
	at := -1
	for _, k := range s.namesOf(i) {
		if first := int(s.items[k].first); s.d.KindOf(first) == text.Body {
			at = first
			break
		}
	}
	if at < 0 {
		return
	}
	if slices.ContainsFunc(e.offices, func(o office) bool { return strings.HasSuffix(o.title, "secretary of state") }) && s.isoN["GBR"] == 0 {
		e.iso = "USA" // no other country calls its foreign minister so
	} else {
		e.iso = s.implied(at, e)
	}
	if e.implied = e.iso != ""; e.implied {
		s.noteEntity(i, "country %s, since the office is named without one where the story speaks of it", e.iso)
	}
}

// implied returns the country in whose name the officer e at token at acts, ""
// when it is not certain.
func (s *scan) implied(at int, e *entity) string {
	if iso := s.delegation(at); iso != "" {
		return iso
	}
	first, _ := s.sentence(at)
	for j := first; j < at; j++ {
		it := s.startsAt(j)
		if it == nil || it.ent < 0 || it.kind == 0 || it.kind == kPerson || s.d.Tokens[j].Flags&text.Quoted != 0 {
			continue
		}
		if iso := s.ents[it.ent].iso; iso != "" && s.ents[it.ent].code == iso {
			if s.taken(iso, e) {
				return ""
			}
			return iso
		}
	}
	if s.sure {
		switch said := s.saidIn(at); {
		case s.taken(s.home, e):
			return said
		case said != "" && said != s.home:
			return ""
		}
		return s.home
	}
	if first > 0 {
		a, b := s.sentence(first - 1)
		if isos := s.spoken(nil, a, b); len(isos) == 1 && isos[0] != "?" && !s.taken(isos[0], e) {
			return isos[0]
		}
	}
	return ""
}

// delegation returns the country whose delegation the person named at token at
// leads, by the clause that follows the name: Orr, who led the Slakan team.
func (s *scan) delegation(at int) string {
	it := s.itemAt(at)
	if it == nil || s.form(int(it.last)) != "," || s.low(int(it.last)+1) != "who" {
		return ""
	}
	_, last := s.sentence(at)
	for k := int(it.last) + 2; k < min(last, int(it.last)+9) && s.form(k) != ","; k++ {
		if s.en.delegationNoun.Has(s.low(k)) {
			if o := s.endsAt(k - 1); o != nil && o.ent >= 0 && o.kind == kAdjective {
				return s.ents[o.ent].iso
			}
			if s.marker(k - 1) {
				if o := s.endsAt(k - 2); o != nil && o.ent >= 0 && o.kind == kCountry {
					return s.ents[o.ent].iso
				}
			}
		}
	}
	return ""
}

// taken reports whether somebody else of the story holds the office of e, of
// which a country has but one, in a country.
func (s *scan) taken(iso string, e *entity) bool {
	for _, o := range s.near() {
		if o == e || o.kind != fact.Person || o.iso != iso || len(o.parts) == 0 || o.many {
			continue
		}
		for _, x := range o.offices {
			for _, y := range e.offices {
				if !x.former && !y.former && x.title == y.title && x.class == y.class && x.title != "minister" && ruling(x.class) {
					return true
				}
			}
		}
	}
	return false
}

// saidIn returns the country of the capital in which the person at token at says
// something: the minister said in Slaka; "" where none is named.
func (s *scan) saidIn(at int) string {
	if s.tree == nil {
		return ""
	}
	it := s.itemAt(at)
	if it == nil {
		return ""
	}
	g := int(s.d.Tokens[it.head].Head)
	if g < 0 || s.lemmaClass(g)&speech == 0 {
		return ""
	}
	for _, j := range s.itemsIn(s.sentence(at)) {
		o := &s.items[j]
		if o.kind == kPlace && o.hasRef && o.ref.Kind() == world.KindCapital && int(s.d.Tokens[o.head].Head) == g && s.low(int(o.first)-1) == "in" {
			return s.r.world.CountryAt(o.ref.Index()).ISO3
		}
	}
	return ""
}

// titleItems makes mentions of the titles that mean somebody.
func (s *scan) titleItems(ctx context.Context) {
	for i := range read.Each(ctx, len(s.titles)) {
		t := &s.titles[i]
		if t.person < 0 {
			continue
		}
		from, to := int(t.from), int(t.to)
		if it := s.itemAt(from); it != nil && it.kind == kPerson && t.poss >= 0 {
			from = int(t.first)
		}
		n := s.put(item{first: int32(from), last: int32(to), kind: kNominal, how: fact.Nominal})
		s.items[n].ent, s.items[n].head = t.person, t.head
		if to > int(t.last) && s.tree == nil {
			s.items[n].head = t.head
		}
	}
}

// finish hands the entities and mentions over to the Work.
func (s *scan) finish() {
	items := s.items[:0:0]
	for i := range s.items {
		if it := s.items[i]; it.ent >= 0 && it.last > it.first {
			items = append(items, it)
		}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	items = uncross(items)
	order := make([]int32, len(s.ents))
	ms := make([]read.Mention, 0, len(items))
	for _, it := range items {
		if order[it.ent] == 0 {
			order[it.ent] = int32(s.w.AddEntity(s.factOf(&s.ents[it.ent]))) + 1
		}
		ms = append(ms, read.Mention{Entity: order[it.ent] - 1, First: it.first, Last: it.last, Head: it.head, Kind: it.how})
	}
	for i := range s.ents {
		e := &s.ents[i]
		if order[i] == 0 {
			continue
		}
		st := read.Stand{Code: e.code}
		members := s.mentioned(e.members, order)
		for _, m := range members {
			if order[m] != 0 {
				st.Members = append(st.Members, order[m]-1)
				id := s.w.Reading.Entities[order[i]-1].ID
				o := &s.w.Reading.Entities[order[m]-1]
				if n := len(o.MemberOf); (n == 0 || o.MemberOf[n-1] != id) && o.ID != id {
					o.MemberOf = append(o.MemberOf, id)
				}
			}
		}
		s.w.SetStand(int(order[i]-1), st)
	}
	for _, m := range ms {
		sp := fact.SpanOf(s.d.SpanOf(int(m.First), int(m.Last)))
		e := &s.w.Reading.Entities[m.Entity]
		e.Mentions = append(e.Mentions, fact.Mention{Start: sp.Start, End: sp.End, Kind: m.Kind})
	}
	s.w.SetMentions(ms)
	s.d.Has |= text.Names
}

// uncross drops mentions that cross an earlier one, or repeat it.
func uncross(items []item) []item {
	kept := items[:0]
	for _, it := range items {
		ok := true
		for j := len(kept) - 1; j >= 0 && ok; j-- {
			o := kept[j]
			if o.last > it.first && it.last > o.last || o.first == it.first && o.last == it.last {
				ok = false
			}
			if it.first-o.first > 40 {
				break
			}
		}
		if ok {
			kept = append(kept, it)
		}
	}
	return kept
}

// noOffice reports whether what a person is called is no office but what one does
// or is held to be: suspect Orr, the pilot Lee.
func (s *scan) noOffice(o office) bool {
	if o.of != "" && len(o.of) != 3 {
		return false
	}
	words := strings.Fields(o.title)
	if s.en.bareHead.Has(o.title) {
		return true // of what is not known: no head of a country
	}
	return s.r.words[wordHash(words[len(words)-1])].class&calling != 0
}

// factOf returns an entity as the reading has it.
func (s *scan) factOf(e *entity) fact.Entity {
	f := fact.Entity{Kind: e.kind, Name: e.name, Sectors: e.sectors, Links: e.links, Anonymous: e.anonymous}
	if e.iso != "" {
		f.Country = fact.Ptr(e.iso)
	}
	for _, o := range e.offices {
		if o.class == world.Honorific || o.title == "" || s.noOffice(o) {
			continue
		}
		x := fact.Office{Title: o.title, Basis: o.basis, From: dayOf(o.from), To: dayOf(o.to), Since: o.since}
		if o.of != "" {
			x.Of = fact.Ptr(o.of)
		}
		if o.end > 0 {
			ev := s.w.Evidence(int(o.first), int(o.end), -1, "names/office")
			x.Evidence = &ev
		}
		f.Offices = append(f.Offices, x)
	}
	return f
}

// mentioned returns the members of a group, each as an entity that the story
// mentions: for a country without a mention somebody who acts for it. It gives
// none when one of them cannot be had.
func (s *scan) mentioned(members []int32, order []int32) []int32 {
	out := make([]int32, 0, len(members))
	for _, m := range members {
		if order[m] == 0 {
			m = s.standIn(m, order)
		}
		if order[m] == 0 {
			return nil
		}
		out = append(out, m)
	}
	return out
}

// standIn returns the entity with a mention that stands best for the country of
// entity m: the country itself, else a body of it, else whoever else acts for
// it; m itself where there is none.
func (s *scan) standIn(m int32, order []int32) int32 {
	best, rank := m, 0
	for j := range s.ents {
		e := &s.ents[j]
		if order[j] == 0 || e.iso != s.ents[m].iso || e.code != e.iso || e.members != nil || e.many {
			continue
		}
		v := 1
		switch {
		case e.kind == fact.Country:
			v = 4
		case e.kind == fact.Organization && slices.Contains(e.sectors, "GOV"):
			v = 3
		case e.kind != fact.Place:
			v = 2
		}
		if v > rank {
			best, rank = int32(j), v
		}
	}
	return best
}

// ruling reports whether titles of a class are named without their country where
// it is plain which one is meant.
func ruling(c world.TitleClass) bool {
	switch c {
	case world.HeadOfState, world.HeadOfGovernment, world.DeputyHead, world.Minister, world.DeputyMinister, world.CentralBank, world.Royal:
		return true
	}
	return false
}
