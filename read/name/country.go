package name

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// add makes a new entity and gives its index.
func (s *scan) add(e entity) int32 {
	s.ents = append(s.ents, e)
	return int32(len(s.ents) - 1)
}

// countries decides what the items with names of the world, and organisations
// and places, mean: countries first, since they decide about the rest.
func (s *scan) countries(ctx context.Context) {
	s.evidence()
	s.aliases()
	for i := range read.Each(ctx, len(s.items)) {
		it := &s.items[i]
		if it.ent >= 0 {
			continue
		}
		switch it.kind {
		case kCountry, kAdjective, kPeople:
			s.resolveCountry(it)
		case kPlace:
			s.resolvePlace(it)
		}
	}
	for i := range read.Each(ctx, len(s.items)) {
		if it := &s.items[i]; it.kind == kOrg && it.ent < 0 {
			s.resolveOrg(it)
			if it.ent >= 0 && slices.Contains(s.ents[it.ent].sectors, "REB") {
				s.index.rebels = nil
			}
		}
	}
}

// evidence counts of which countries the story speaks without ambiguity.
func (s *scan) evidence() {
	if s.home != "" {
		s.isoN[s.home] += 2
	}
	for i := range s.items {
		if it := &s.items[i]; it.hasRef && s.d.KindOf(int(it.first)) == text.Body {
			switch it.ref.Kind() {
			case world.KindCountry, world.KindAdjective, world.KindPeople:
				s.nameN[s.r.world.CountryAt(it.ref.Index()).ISO3]++
			}
		}
	}
	most := 0
	for _, n := range s.nameN {
		most = max(most, n)
	}
	s.sure = s.home != "" && (most == 0 || s.nameN[s.home] > 0 && 2*s.nameN[s.home] >= most)
	for i := range s.items {
		it := &s.items[i]
		if !it.hasRef || s.en.sharedName[s.low(int(it.first))] != nil && it.last-it.first == 1 {
			continue
		}
		switch it.ref.Kind() {
		case world.KindCountry, world.KindAdjective, world.KindPeople, world.KindCapital:
			iso := s.r.world.CountryAt(it.ref.Index()).ISO3
			if iso != "GEO" || it.kind == kPlace {
				s.isoN[iso]++
			}
		case world.KindRegion:
			if in := s.r.world.RegionAt(it.ref.Index()).Within; in != "" {
				s.isoN[in]++
			}
		case world.KindPlace:
			if people, iso := s.r.world.PlacePopulation(it.ref.Index()); people > 200000 {
				s.isoN[iso]++
			}
		}
	}
}

// isoOf returns the country that an item with a reference means, "" when it is
// not certain.
func (s *scan) isoOf(it *item) string {
	switch it.ref.Kind() {
	case world.KindCountry, world.KindAdjective, world.KindPeople, world.KindCapital:
	case world.KindRegion, world.KindRegionAdjective, world.KindRegionPeople:
		return s.r.world.RegionAt(it.ref.Index()).Within
	case world.KindHistory, world.KindHistoryAdjective:
		h := s.r.world.HistoryAt(it.ref.Index())
		if h.ID == "federal-republic-of-yugoslavia-2003" {
			return "SRB"
		}
		if len(h.Successors) == 3 {
			return h.Successors
		}
		return ""
	default:
		return ""
	}
	c := s.r.world.CountryAt(it.ref.Index())
	if it.last-it.first != 1 {
		return c.ISO3
	}
	if rs := s.en.sharedName[s.low(int(it.first))]; rs != nil {
		return s.between(it, rs)
	}
	return c.ISO3
}

// between picks one of several countries that share a name, by what else the
// story speaks of.
func (s *scan) between(it *item, rs []string) string {
	best, second, iso := 0, 0, ""
	for _, r := range rs {
		v := 10*s.isoN[r] + s.neighbours(r) + 5*s.holdersOf(r)
		if v > best {
			best, second, iso = v, best, r
		} else if v > second {
			second = v
		}
	}
	if best > second {
		s.note(int(it.first), int(it.last), "of %s it means %s by what else the story names", strings.Join(rs, " and "), iso)
		return iso
	}
	if p := s.en.sharedNameMeant[s.low(int(it.first))]; p != "" && best == second && best == 0 {
		return p
	}
	s.note(int(it.first), int(it.last), "not linked: it can mean %s", strings.Join(rs, " or "))
	return ""
}

// neighbours counts countries of the story that border on a country.
func (s *scan) neighbours(iso string) int {
	c, n := s.r.world.Country(iso), 0
	for b := range strings.SplitSeq(c.Borders, "|") {
		if s.isoN[b] > 0 {
			n++
		}
	}
	return min(n, 4)
}

// holdersOf counts persons of the story who held an office of a country.
func (s *scan) holdersOf(iso string) int {
	n, ok := s.index.holders[iso]
	if !ok {
		if s.hasHolder(iso) {
			n = 1
		}
		s.index.holders[iso] = n
	}
	return n
}

func (s *scan) hasHolder(iso string) bool {
	for i := range s.items {
		it := &s.items[i]
		if it.kind != kPerson || it.last-it.first < 2 {
			continue
		}
		for _, p := range s.r.world.Persons(nil, s.phrase(int(it.first), int(it.last))) {
			if slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool { return sp.Code == iso }) {
				return true
			}
		}
	}
	return false
}

// country returns the entity of a country.
func (s *scan) country(iso string) int32 {
	if e, ok := s.isoEnt[iso]; ok {
		return e
	}
	c := s.r.world.Country(iso)
	e := s.add(entity{kind: fact.Country, name: c.Name, iso: iso, code: iso, links: map[string]string{"iso3": iso}})
	s.isoEnt[iso] = e
	return e
}

// resolveCountry decides about a country's name, adjective or people noun.
func (s *scan) resolveCountry(it *item) {
	first, last := int(it.first), int(it.last)
	if s.stateOfUSA(it) {
		it.kind = kPlace
		it.ent = s.place(s.nameText(first, last), "USA", nil)
		s.note(first, last, "the state of the USA, by the other states and cities in the story")
		return
	}
	iso := s.isoOf(it)
	switch it.ref.Kind() {
	case world.KindRegionAdjective, world.KindRegionPeople:
		r := s.r.world.RegionAt(it.ref.Index())
		if s.en.straddlingPeople.Has(s.low(first)) {
			it.ent = s.people1(first, last)
			s.note(first, last, "a people of several countries")
			return
		}
		it.ent = s.place(r.Name, r.Within, nil)
		if it.ref.Kind() == world.KindRegionPeople && iso != "" {
			it.ent = s.crowd(first, last, iso)
		}
		return
	case world.KindHistory, world.KindHistoryAdjective:
		h := s.r.world.HistoryAt(it.ref.Index())
		key := "history " + h.ID
		e, ok := s.plcEnt[key]
		if !ok {
			e = s.add(entity{kind: fact.Country, name: h.Name, iso: iso, code: iso})
			s.plcEnt[key] = e
		}
		it.ent = e
		return
	}
	switch {
	case iso == "":
		key := "country " + s.low(first)
		e, ok := s.plcEnt[key]
		if !ok {
			e = s.add(entity{kind: fact.Country, name: s.nameText(first, last)})
			s.plcEnt[key] = e
		}
		it.ent = e
	case it.kind == kPeople && s.people(first) && s.crowdLike(first):
		it.ent, it.how = s.crowd(first, last, iso), fact.Nominal
	default:
		it.ent = s.country(iso)
		s.note(first, last, "country %s", iso)
	}
}

// crowd makes the entity of a country's people: Russians, an American.
func (s *scan) crowd(first, last int, iso string) int32 {
	e := entity{kind: fact.Group, name: s.nameText(first, last), iso: iso, code: iso, sectors: []string{"CVL"}, many: true}
	if t := s.d.Tokens[first]; s.d.Has.Has(text.Tags) && t.Tag == text.TagNNP || t.Tag == text.TagNN {
		e.kind, e.many = fact.Person, false
		return s.add(e)
	}
	key := "people " + iso
	if old, ok := s.plcEnt[key]; ok {
		return old
	}
	i := s.add(e)
	s.plcEnt[key] = i
	return i
}

// stateOfUSA reports whether a country's name means the state of the USA that
// bears it too.
func (s *scan) stateOfUSA(it *item) bool {
	if it.kind != kCountry || s.low(int(it.first)) != "georgia" || it.last-it.first != 1 {
		return false
	}
	for near := range s.en.nearGeorgia.All() {
		if s.isoN[near] > 0 {
			return false
		}
	}
	states := 0
	for i := range s.items {
		o := &s.items[i]
		if o.kind != kPlace || !o.hasRef {
			continue
		}
		switch o.ref.Kind() {
		case world.KindCapital:
			if s.r.world.CountryAt(o.ref.Index()).ISO3 == "GEO" {
				return false
			}
		case world.KindPlace:
			if _, iso := s.r.world.PlacePopulation(o.ref.Index()); iso == "USA" {
				states++
			}
		case world.KindRegion:
			if s.r.world.RegionAt(o.ref.Index()).Within == "GEO" {
				return false
			}
		}
	}
	return states > 0
}

// place returns the entity of a place by its name.
func (s *scan) place(name, iso string, p *world.Place) int32 {
	key := "place " + table.Fold(name)
	if e, ok := s.plcEnt[key]; ok {
		return e
	}
	e := entity{kind: fact.Place, name: name, iso: iso, code: iso}
	if p != nil {
		e.links = map[string]string{
			"lat": strconv.FormatFloat(p.Lat, 'f', 4, 64), "lon": strconv.FormatFloat(p.Lon, 'f', 4, 64),
		}
		if p.GeoNames != 0 {
			e.links["geonames"] = strconv.Itoa(int(p.GeoNames))
		}
	}
	i := s.add(e)
	s.plcEnt[key] = i
	return i
}

// resolvePlace decides which place a name means.
func (s *scan) resolvePlace(it *item) {
	first, last := int(it.first), int(it.last)
	name := s.nameText(first, last)
	if wide := s.itemAt(last + 1); last-first == 1 && it.hasRef && wide != nil && s.form(last) == "and" && int(wide.last) > last+2 && s.en.compass.Has(name) {
		name += " " + s.nameText(last+2, int(wide.last)) // North and South Carolina
	}
	if s.d.Tokens[first].Flags&text.AllCaps != 0 && len(name) > 3 {
		name = unshout(name)
	}
	if !it.hasRef {
		iso := s.countryInside(first, last)
		if iso == "" {
			iso = s.countryBefore(first)
		}
		e := s.place(name, iso, nil)
		if s.is(last-1, facility) && !s.is(last-1, georole) {
			s.ents[e].kind = fact.Facility
		}
		it.ent = e
		s.note(first, last, "a place that the world data do not hold")
		return
	}
	if it.ref.Kind() == world.KindRegion {
		r := s.r.world.RegionAt(it.ref.Index())
		it.ent = s.place(r.Name, r.Within, nil)
		if r.Within == "" {
			s.note(first, last, "a region of the world")
		}
		return
	}
	iso := ""
	if it.ref.Kind() == world.KindCapital {
		iso = s.r.world.CountryAt(it.ref.Index()).ISO3
	}
	p, ok := s.placeAmong(name, iso)
	switch {
	case ok && p.Population < 0:
		it.ent = s.place(name, iso, nil)
	case ok && p.Population > 100000 && (s.form(last) == "village" || s.form(first-1) == "of" && s.form(first-2) == "village"):
		it.ent = s.place(name, "", nil)
		s.note(first, last, "not linked: a village, and the place of that name is a city")
	case ok:
		it.ent = s.place(name, p.ISO3, &p)
		s.note(first, last, "place %s in %s, population %d", p.Name, p.ISO3, p.Population)
	default:
		it.ent = s.place(name, iso, nil)
		s.note(first, last, "not linked: several places bear this name, and none stands out")
	}
}

// placeAmong picks the place with a name: the capital of iso where that is
// given; one in a country of which the story speaks; else the biggest, when
// it is five times as big as the next.
func (s *scan) placeAmong(name, iso string) (best world.Place, ok bool) {
	var rest int
	score := -1
	for _, r := range s.r.world.Lookup(name) {
		if r.Kind() != world.KindPlace {
			continue
		}
		people, in := s.r.world.PlacePopulation(r.Index())
		if iso != "" && in != iso {
			continue
		}
		v := people + 1
		if n := s.isoN[in]; n > 0 {
			v = v*10 + 1000000*min(n, 5)
		}
		if v > score {
			if score > rest && best.ISO3 != in {
				rest = score
			}
			best, score = s.r.world.PlaceAt(r.Index()), v
		} else if v > rest && in != best.ISO3 {
			rest = v
		}
	}
	if score < 0 {
		return world.Place{Population: -1, ISO3: iso}, iso != ""
	}
	return best, iso != "" || score >= 3*rest
}

// countryInside returns the country whose name or adjective stands inside
// tokens first to last-1, or "".
func (s *scan) countryInside(first, last int) string {
	for _, j := range s.itemsIn(first, last) {
		o := &s.items[j]
		if int(o.last-o.first) < last-first && o.hasRef {
			if iso := s.isoOf(o); iso != "" {
				return iso
			}
			if o.ref.Kind() == world.KindPlace {
				if people, iso := s.r.world.PlacePopulation(o.ref.Index()); people > 500000 {
					return iso
				}
			}
		}
	}
	return ""
}

// countryBefore returns the country in whose possessive a place is named:
// Afghanistan's southern Kandahar province; or "".
func (s *scan) countryBefore(i int) string {
	from, _ := s.sentence(i)
	for k := i - 1; k > from && k > i-4; k-- {
		if s.marker(k) {
			if o := s.endsAt(k - 1); o != nil && o.kind == kCountry && o.hasRef {
				return s.isoOf(o)
			}
			return ""
		}
		if s.capital(k) || s.d.Tokens[k].Pos != text.ADJ && s.form(k) != "-" {
			return ""
		}
	}
	return ""
}

// crowdLike reports whether the people noun at token i means people: a plural,
// or one person with an article before it.
func (s *scan) crowdLike(i int) bool {
	t := &s.d.Tokens[i]
	if t.Tag == text.TagNNPS || t.Tag == text.TagNNS {
		return true
	}
	if f := s.form(i + 1); f == "-" || f == "(" {
		return false
	}
	if s.en.oneOfPeople.Has(s.low(i - 1)) {
		return true
	}
	return !s.d.Has.Has(text.Tags)
}

// people1 returns the entity of a people that has no one country.
func (s *scan) people1(first, last int) int32 {
	key := "people " + s.low(first)
	if e, ok := s.plcEnt[key]; ok {
		return e
	}
	e := s.add(entity{kind: fact.Group, name: s.nameText(first, last), many: true})
	s.plcEnt[key] = e
	return e
}
