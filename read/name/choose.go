package name

import (
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// choose picks what the name over tokens i to last-1 most likely stands for:
// a country before its namesakes, a seat of government before other places,
// the place that the story's countries hold, the biggest.
func (s *scan) choose(i, last int, refs []table.Ref) table.Ref {
	best, score := refs[0], -1
	for _, r := range refs {
		if v := s.weigh(i, r); v > score {
			best, score = r, v
		}
	}
	return best
}

// weigh returns how likely a reference is by itself, from 0.
func (s *scan) weigh(i int, r table.Ref) int {
	switch r.Kind() {
	case world.KindCountry:
		if s.d.Tokens[i].Flags&text.AllCaps != 0 && r.Flags()&world.Capitals != 0 {
			return 95
		}
		return 100
	case world.KindAdjective:
		return 90
	case world.KindPeople:
		if s.people(i) {
			return 92
		}
		return 80
	case world.KindCapital:
		return 85
	case world.KindRegion:
		return 88 + s.regionBonus(r)
	case world.KindRegionAdjective, world.KindRegionPeople:
		return 60
	case world.KindHistory, world.KindHistoryAdjective:
		return s.weighHistory(r)
	case world.KindOrg:
		o := s.r.world.OrgAt(r.Index())
		switch {
		case !o.Existed(s.today):
			return 20
		case o.ISO3 != "" && o.ISO3 == s.home:
			return 76
		case o.ISO3 == "":
			return 75
		}
		return 70
	case world.KindPlace:
		people, iso := s.r.world.PlacePopulation(r.Index())
		v := 30 + min(people/100000, 30)
		if iso == s.home {
			v += 12
		}
		return v
	}
	return 0
}

// regionBonus prefers the West Bank and Gaza as places to the country of
// which they are other names.
func (s *scan) regionBonus(r table.Ref) int {
	if s.r.world.RegionAt(r.Index()).Within == "PSE" {
		return 15
	}
	return 0
}

// weighHistory prefers a former state only while it stood, or where nothing
// else bears its name.
func (s *scan) weighHistory(r table.Ref) int {
	h := s.r.world.HistoryAt(r.Index())
	if s.today != "" && h.To != "" && s.today[:4] <= h.To && s.today[:4] >= h.From {
		return 97
	}
	return 10
}

// people reports whether the word at token i is used as a noun for people:
// Swiss, Chinese, Russians.
func (s *scan) people(i int) bool {
	if !s.d.Has.Has(text.Tags) {
		return len(s.form(i)) > 2 && s.form(i)[len(s.form(i))-1] == 's' && s.form(i) != "Swiss"
	}
	t := &s.d.Tokens[i]
	if t.Tag == text.TagNNPS || t.Tag == text.TagNNS {
		return true
	}
	if s.tree == nil {
		return false
	}
	return t.Dep != text.DepAmod && t.Dep != text.DepCompound && t.Dep != text.DepNmodPoss && (t.Pos == text.PROPN || t.Pos == text.NOUN)
}
