package name

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// locate gives a person a country where the text leaves it open, and looks for
// the person in the world.
func (s *scan) locate(i int32) {
	e := &s.ents[i]
	cands := s.candidates(e)
	if e.iso == "" && len(cands) > 0 {
		if iso := s.countryOfCandidates(cands, e); iso != "" {
			e.iso = iso
			s.noteEntity(i, "country %s, since the world knows one of that name there at that time", iso)
		}
	}
	if e.iso == "" {
		if iso := s.countryOfLeader(e); iso != "" {
			e.iso = iso
			s.noteEntity(i, "country %s, which all led who are known by that name", iso)
		}
	}
	if e.iso == "" {
		s.impliedCountry(i)
	}
	if e.code == "" {
		e.code = e.iso
	}
	for j := range e.offices {
		if !e.offices[j].elsewhere && e.offices[j].of == "" && e.iso != "" && national(e.offices[j].class) {
			e.offices[j].of = e.iso
		}
	}
	s.link(i, cands)
}

// national reports whether a title of a class is held of a country unless
// something else is named.
func national(c world.TitleClass) bool {
	switch c {
	case world.HeadOfState, world.HeadOfGovernment, world.DeputyHead, world.Minister, world.DeputyMinister, world.Royal, world.Former, world.CentralBank, world.Legislator, world.Judge, world.MilitaryRank, world.Ambassador, world.Analyst, world.Academic, world.Official, world.Spokesperson:
		return true
	}
	return false
}

// candidates returns the persons of the world who bear the name and held some
// office within ten years before the story's day, or up to it.
func (s *scan) candidates(e *entity) []int {
	if len(e.parts) < 2 && len(e.offices) == 0 {
		return nil
	}
	if !e.sought {
		e.sought, e.found = true, s.r.world.Persons(nil, e.name)
	}
	all := e.found
	if len(all) > 40 || len(all) == 0 {
		return nil
	}
	kept := make([]int, 0, len(all))
	for _, p := range all {
		if e.iso != "" && !s.heldIn(p, e.iso) {
			continue
		}
		if len(e.parts) >= 2 || s.heldNow(p, e) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (s *scan) heldIn(p int, iso string) bool {
	return slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool { return sp.Code == iso || sp.Code == "INT" })
}

// heldNow reports whether person p held, on the story's day, an office like one
// of those that the text gives e.
func (s *scan) heldNow(p int, e *entity) bool {
	if s.day == 0 {
		return false
	}
	return slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool {
		return sp.On(s.day) && slices.ContainsFunc(e.offices, func(o office) bool { return s.en.fits(o, sp) })
	})
}

// fits reports whether a spell can be the office that a text names.
func (e *english) fits(o office, sp world.Spell) bool {
	t := title{class: o.class, text: o.title}
	want := e.officeOf(&t)
	if want == sp.Class {
		return want != world.OtherOffice || strings.Contains(strings.ToLower(sp.Office), o.title)
	}
	return o.class == world.Royal && sp.Class == world.StateHead || o.class == world.PartyLeader && (sp.Class == world.StateHead || sp.Class == world.GovernmentHead) ||
		o.class == world.HeadOfState && sp.Class == world.GovernmentHead && strings.Contains(o.title, "leader")
}

// countryOfCandidates returns the country in which all candidates held office
// around the story's day and of which the story speaks; "" when there is none.
func (s *scan) countryOfCandidates(cands []int, e *entity) string {
	iso := ""
	if len(cands) == 1 && len(e.parts) > 1 && s.heldNow(cands[0], e) { // name, title and time agree
		for _, sp := range s.r.world.Spells(nil, cands[0]) {
			if sp.On(s.day) && sp.Code != "INT" && slices.ContainsFunc(e.offices, func(o office) bool { return s.en.fits(o, sp) }) {
				return sp.Code
			}
		}
	}
	for _, p := range cands {
		for _, sp := range s.r.world.Spells(nil, p) {
			if sp.Code == "INT" || s.isoN[sp.Code] == 0 || s.day != 0 && (sp.From > s.day+20000 || sp.To != 0 && sp.To+150000 < s.day) {
				continue
			}
			if iso != "" && iso != sp.Code {
				return ""
			}
			iso = sp.Code
		}
	}
	return iso
}

// countryOfLeader returns the country that everybody led who is known by the
// name: by two parts of it, or by one after Mr or a title. It asks neither that
// the story names the country nor that its day is known: who led a country is
// of it before and after. It is "" where leaders of several countries bear it.
func (s *scan) countryOfLeader(e *entity) string {
	alone := len(e.parts) < 2
	if alone && len(e.offices) == 0 && !e.styled {
		return ""
	}
	iso := ""
	for _, p := range s.r.world.Persons(nil, e.name) {
		if alone && !goesBy(s.r.world.PersonName(p), e.name) {
			continue // a middle name, or one spelt alike
		}
		for _, sp := range s.r.world.Spells(nil, p) {
			if sp.Class != world.StateHead && sp.Class != world.GovernmentHead || sp.Code == "INT" || s.day != 0 && (sp.From > s.day+20000 || sp.To != 0 && sp.To+150000 < s.day) {
				continue
			}
			if iso != "" && iso != sp.Code {
				return ""
			}
			iso = sp.Code
		}
	}
	return iso
}

// goesBy reports whether somebody of that whole name is called by the one
// alone: by the last part, the number of a pope or king aside.
func goesBy(whole, name string) bool {
	parts := strings.Fields(table.Fold(whole))
	if n := len(parts); n > 1 && strings.Trim(parts[n-1], "ivx") == "" {
		parts = parts[:n-1]
	}
	return len(parts) > 0 && parts[len(parts)-1] == table.Fold(name)
}

// link binds a person to the one candidate that is left: of the right country
// and, when there are several, in office on the day.
func (s *scan) link(i int32, cands []int) {
	e := &s.ents[i]
	var in []int
	for _, p := range cands {
		if e.iso == "" && !s.heldNow(p, e) {
			continue
		}
		if e.iso != "" && !s.heldIn(p, e.iso) {
			continue
		}
		in = append(in, p)
	}
	if len(in) > 1 && s.day != 0 {
		if now := slices.DeleteFunc(slices.Clone(in), func(p int) bool {
			return !slices.ContainsFunc(s.r.world.Spells(nil, p), func(sp world.Spell) bool { return sp.On(s.day) })
		}); len(now) > 0 {
			in = now
		}
	}
	if len(in) != 1 || e.iso == "" {
		if len(in) > 1 {
			s.noteEntity(i, "not linked: %d persons of the world bear this name", len(in))
		} else if len(e.offices) > 0 {
			s.noteEntity(i, "not linked: the world knows nobody of that name in that office and time")
		}
		return
	}
	p := in[0]
	if q := s.r.world.PersonWikidata(p); q != "" {
		e.links = map[string]string{"wikidata": q}
	}
	s.noteEntity(i, "linked to %s %s", s.r.world.PersonName(p), s.r.world.PersonWikidata(p))
	if s.day == 0 {
		return
	}
	for _, sp := range s.r.world.Spells(nil, p) {
		if sp.On(s.day) && (sp.Code == e.iso || sp.Code == "INT") {
			s.worldOffice(e, sp)
		}
	}
}

// worldOffice adds an office that the world knows, or confirms one of the
// text's.
func (s *scan) worldOffice(e *entity, sp world.Spell) {
	for j := range e.offices {
		if o := &e.offices[j]; !o.former && s.en.fits(*o, sp) {
			if o.basis == "text" {
				o.basis, o.from, o.to = "both", sp.From, sp.To
			}
			return
		}
	}
	if e.former || sp.Class == world.OtherOffice || sp.Class == world.AmbassadorOffice || slices.ContainsFunc(e.offices, func(o office) bool { return o.basis != "text" }) {
		return
	}
	name := officeTitle(sp)
	if len(e.offices) > 0 && !(sp.Class == world.StateHead || sp.Class == world.GovernmentHead) {
		return
	}
	e.offices = append(e.offices, office{title: name, of: sp.Code, basis: "world", from: sp.From, to: sp.To})
	if len(e.sectors) == 0 {
		e.sectors = []string{"GOV"}
		if sp.Class == world.LegislatureLeader {
			e.sectors = []string{"LEG"}
		}
	}
}

// officeTitle returns an office of the world as texts would call it.
func officeTitle(sp world.Spell) string {
	switch sp.Class {
	case world.ForeignMinister:
		return "foreign minister"
	case world.DefenceMinister:
		return "defence minister"
	case world.InteriorMinister:
		return "interior minister"
	case world.FinanceMinister:
		return "finance minister"
	}
	return strings.ToLower(sp.Office)
}

// day turns YYYYMMDD into a calendar.Day.
func dayOf(d uint32) calendar.Day {
	return calendar.Day{Year: int16(d / 10000), Month: uint8(d / 100 % 100), DayOfMonth: uint8(d % 100)}
}
