package name

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// twoParties returns the two parties that "both sides" or "the two countries" at
// token i means: in a story about a rebellion the sides are the rebels and the
// government; else the two countries of its sentence before it, or of the one
// before, else the two of which the whole story speaks most by far.
func (s *scan) twoParties(i int) []int32 {
	if s.low(i) == "sides" {
		if pair := s.warring(i); pair != nil {
			return pair
		}
	}
	first, _ := s.sentence(i)
	var room [8]string
	isos := s.spoken(room[:0], first, i)
	out := s.urger(i)
	isos = slices.DeleteFunc(isos, func(x string) bool { return x == out && x != "" })
	here := len(isos) == 2
	for k, from := 0, first; k < 3 && len(isos) != 2 && from > 0; k++ {
		a, b := s.sentence(from - 1)
		if near := s.spoken(nil, a, b); len(isos) == 0 || len(isos) == 1 && slices.Contains(near, isos[0]) {
			isos = slices.DeleteFunc(near, func(x string) bool { return x == out && x != "" })
		}
		from = a
	}
	isos = slices.DeleteFunc(isos, func(x string) bool { return x == "?" })
	top := s.topTwo()
	if len(isos) != 2 || here && len(top) == 2 && !slices.Contains(isos, top[0]) && !slices.Contains(isos, top[1]) && !s.subjectsOf(isos, first, i) {
		isos = top // Ruritania and Slaka sign; trade crosses Freedonia and Osterlich between the two countries
	}
	if len(isos) != 2 {
		return nil
	}
	return []int32{s.country(isos[0]), s.country(isos[1])}
}

// subjectsOf reports whether one of the countries is a subject in tokens first
// to last-1.
func (s *scan) subjectsOf(isos []string, first, last int) bool {
	for j := first; j < last; j++ {
		if it := s.startsAt(j); it != nil && it.ent >= 0 && s.isSubject(int(it.head)) && slices.Contains(isos, s.ents[it.ent].iso) {
			return true
		}
	}
	return false
}

// urger returns the country that stands outside the sides at token i because it
// urges, accuses or helps them; "" when there is none.
func (s *scan) urger(i int) string {
	if s.tree == nil {
		return ""
	}
	t := &s.d.Tokens[i]
	g := int(t.Head)
	if g < 0 || t.Dep != text.DepObj && t.Dep != text.DepObl && t.Dep != text.DepIobj {
		return ""
	}
	if !s.en.urge.Has(s.lemma(g)) {
		return ""
	}
	sub := s.tree.Child(g, text.DepNsubj)
	if sub < 0 {
		return ""
	}
	if it := s.itemAt(sub); it != nil && it.ent >= 0 && s.ents[it.ent].code == s.ents[it.ent].iso {
		return s.ents[it.ent].iso
	}
	return ""
}

// warring returns the government and the rebels of a story about a rebellion, nil
// where there is none or more than one.
func (s *scan) warring(i int) []int32 {
	reb := s.rebellion()
	if reb < 0 {
		return nil
	}
	iso := s.ents[reb].iso
	if iso == "" {
		iso = s.opponent(reb)
	}
	if iso == "" {
		return nil
	}
	first, _ := s.sentence(i)
	isos := s.spoken(nil, first, i)
	if out := s.urger(i); out != "" {
		isos = slices.DeleteFunc(isos, func(x string) bool { return x == out })
	}
	if len(isos) > 1 || len(isos) == 1 && isos[0] != iso && isos[0] != "?" { // two other sides stand beside
		return nil
	}
	return []int32{s.government(iso), reb}
}

// rebellion returns the only armed group that the story names twice or more,
// or -1.
func (s *scan) rebellion() int32 {
	if r := s.index.rebels; r != nil {
		return r.ent
	}
	named := make([]int32, len(s.ents))
	for j := range s.items {
		if it := &s.items[j]; it.ent >= 0 && it.kind == kOrg {
			named[it.ent]++
		}
	}
	best := int32(-1)
	for e := range s.ents {
		if x := &s.ents[e]; x.kind != fact.Organization || named[e] < 2 || !slices.Contains(x.sectors, "REB") {
			continue
		}
		if best >= 0 {
			best = -1
			break
		}
		best = int32(e)
	}
	s.index.rebels = &rebels{ent: best}
	return best
}

// opponent returns the country against whose government the armed group of
// rebellion stands: the only one, places aside, in the first sentence that
// names both; or "".
func (s *scan) opponent(reb int32) string {
	r := s.index.rebels
	if r == nil || r.ent != reb {
		r = &rebels{ent: reb}
	}
	if !r.opposed {
		r.opposed, r.opponent = true, s.against(reb)
	}
	return r.opponent
}

func (s *scan) against(reb int32) string {
	isos := map[int32][]string{} // of the sentences that name the group
	for j := range s.items {
		if it := &s.items[j]; it.ent == reb {
			isos[s.d.Tokens[it.first].Sentence] = nil
		}
	}
	for j := range s.items {
		it := &s.items[j]
		if it.ent < 0 {
			continue
		}
		k := s.d.Tokens[it.first].Sentence
		in, names := isos[k]
		if e := &s.ents[it.ent]; names && e.iso != "" && e.code == e.iso && e.kind != fact.Place && it.kind != kPerson && !slices.Contains(in, e.iso) {
			isos[k] = append(in, e.iso)
		}
	}
	first, iso := int32(-1), ""
	for k, in := range isos {
		if len(in) == 1 && (first < 0 || k < first) {
			first, iso = k, in[0]
		}
	}
	return iso
}
