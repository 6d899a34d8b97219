package name

import (
	"context"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// metonyms finds the seats of government that speak or act: there a capital
// stands for those who govern from it. Where one goes, meets or lives, it is
// a place.
func (s *scan) metonyms(ctx context.Context) {
	for i := range read.Each(ctx, len(s.items)) {
		it := &s.items[i]
		if it.kind == kOrg && it.hasRef && it.ref.Kind() == world.KindOrg {
			if o := s.r.world.OrgAt(it.ref.Index()); o.Kind == "gov_body" && s.en.seatID.Has(o.ID) {
				it.how = fact.Metonym
			}
			continue
		}
		if town := s.low(int(it.first)); it.kind == kPlace && it.last-it.first == 1 && s.en.astrayTown.Has(town) {
			if why := s.acts(int(it.head), int(it.first)); why != "" {
				it.how = fact.Metonym
				it.ent = s.authorities("authorities in "+s.form(int(it.first)), town)
				s.note(int(it.first), int(it.last), "stands for those who hold it: %s", why)
			}
			continue
		}
		if it.kind != kPlace || !it.hasRef || it.ref.Kind() != world.KindCapital {
			continue
		}
		c := s.r.world.CountryAt(it.ref.Index())
		if why := s.acts(int(it.head), int(it.first)); why != "" {
			it.how = fact.Metonym
			if c.ISO3 == "BEL" && s.isoN["BEL"] <= 1 {
				it.ent = s.union()
			} else {
				it.ent = s.government(c.ISO3)
			}
			s.note(int(it.first), int(it.last), "stands for the government: %s", why)
		} else {
			s.note(int(it.first), int(it.last), "a place here")
		}
	}
}

// union returns the entity of the European Union, for which Brussels speaks.
func (s *scan) union() int32 {
	for _, r := range s.r.world.Lookup("European Union") {
		if r.Kind() == world.KindOrg {
			if e, ok := s.orgEnt[r.Index()]; ok {
				return e
			}
			e := s.add(entity{kind: fact.Organization, name: "European Union", code: "EUR", links: map[string]string{"org": "eu"}})
			s.orgEnt[r.Index()] = e
			return e
		}
	}
	return s.add(entity{kind: fact.Organization, name: "European Union", code: "EUR"})
}

// acts tells why the seat at token h acts as a government, or gives "".
func (s *scan) acts(h, first int) string {
	if s.tree == nil {
		return s.actsByWords(h, first)
	}
	if why := s.actsByTree(h, first); why != "" {
		return why
	}
	if s.d.Tokens[h].Dep != text.DepObl && s.d.Tokens[h].Dep != text.DepConj && s.tree.Child(h, text.DepCase) < 0 && s.first(first) {
		return s.actsByWords(h, first) // the tree may be wrong
	}
	return ""
}

// actsByTree decides by the relation of the name to its governor.
func (s *scan) actsByTree(h, first int) string {
	t := &s.d.Tokens[h]
	g := int(t.Head)
	if g < 0 {
		return s.actsByWords(h, first)
	}
	prep := s.tree.Case(h)
	switch t.Dep {
	case text.DepNsubj, text.DepNsubjOuter, text.DepCsubj:
		if s.d.Tokens[g].Pos == text.VERB && s.lemmaClass(g)&stative == 0 {
			return "it is the subject of " + s.lemma(g)
		}
		if s.d.Tokens[g].Pos == text.ADJ && s.tree.Child(g, text.DepCop) >= 0 {
			return "it is said to be " + s.lemma(g)
		}
	case text.DepNsubjPass:
		if s.lemmaClass(g)&govobj != 0 {
			return "one " + s.lemma(g) + "s a government"
		}
	case text.DepNmodPoss:
		if s.lemmaClass(g)&govnoun != 0 || s.is(g, govnoun) {
			return "its " + s.lemma(g)
		}
	case text.DepCompound:
		if s.is(g, govnoun) {
			return "its " + s.lemma(g)
		}
	case text.DepObj, text.DepIobj:
		if s.lemmaClass(g)&govobj != 0 {
			return "the object of " + s.lemma(g)
		}
	case text.DepOblAgent:
		return "the doer"
	case text.DepConj:
		if o := s.itemAt(g); o != nil && o.how == fact.Metonym {
			return "beside another that acts"
		}
		if s.lemmaClass(int(t.Head))&govobj != 0 {
			return ""
		}
	case text.DepObl, text.DepNmod:
		switch {
		case s.en.withPreposition.Has(prep):
			if s.lemmaClass(g)&(speech|talknoun|govnoun) != 0 || s.is(g, talknoun) {
				return s.lemma(g) + " " + prep + " it"
			}
		case prep == "from":
			if l := s.lemma(g); l == "recall" || l == "withdraw" && s.ambassador(g) {
				return l + " from it"
			}
			if s.is(g, govnoun) {
				return s.lemma(g) + " from it"
			}
		case prep == "by":
			return "the doer"
		case prep == "to":
			if l := s.lemma(g); s.en.appealTo.Has(l) {
				return l + " to it"
			}
		case prep == "on" || prep == "upon":
			if l := s.lemma(g); s.en.callOn.Has(l) {
				return l + " on it"
			}
		}
	}
	return ""
}

// actsByWords decides without a tree: by the word after the name and the word
// before it.
func (s *scan) actsByWords(h, first int) string {
	prev := s.low(first - 1)
	if s.en.placeBefore.Has(prev) {
		return ""
	}
	k := h + 1
	if s.marker(k) {
		if s.is(k+1, govnoun) {
			return "its " + s.low(k+1)
		}
		return ""
	}
	for n := 0; n < 3; n++ {
		if w := s.low(k); len(w) > 4 && w[len(w)-2:] == "ly" {
			k++
			continue
		}
		if s.en.skippedAuxiliary.Has(s.low(k)) {
			k++
			continue
		}
		break
	}
	if c := s.verbClass(k); c&speech != 0 {
		return "it is followed by " + s.low(k)
	}
	if c := s.verbClass(first - 1); c&govobj != 0 {
		return "it follows " + prev
	}
	return ""
}

// verbClass returns the classes of a verb form, cutting off its ending.
func (s *scan) verbClass(i int) class {
	w := s.low(i)
	if s.d.Has.Has(text.Tags) {
		return s.lemmaClass(i)
	}
	// Grammar: the endings of the forms of a verb.
	for _, cut := range []string{"", "s", "es", "d", "ed", "ing"} {
		if n := len(w) - len(cut); n > 1 && w[n:] == cut {
			if c := s.r.words[wordHash(w[:n])].class; c&(speech|govobj) != 0 {
				return c
			}
		}
	}
	if n := len(w) - 3; n > 1 && w[n:] == "ied" || n > 1 && w[n:] == "ies" {
		return s.r.words[wordHash(w[:n]+"y")].class
	}
	if w == "said" {
		return speech
	}
	return 0
}

// ambassador reports whether the object of the verb at token g is an envoy.
func (s *scan) ambassador(g int) bool {
	o := s.tree.Child(g, text.DepObj)
	if o < 0 {
		return false
	}
	return s.en.envoyNoun.Has(s.lemma(o))
}
