package coref

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Margins, in scores of Scale a unit, that an antecedent must have before the
// reading is told of it: to mean an entity at all, and to take the place of
// what the names pass made of a pronoun.
const (
	clear   = Scale
	clearer = 3 * Scale
)

// giver adds to the Work what the links say of entities of the reading.
type giver struct {
	*Scene
	w       *read.Work
	links   []link
	means   []int32 // per mention: index in Reading.Entities, -1 for none
	changed bool
	fresh   []read.Mention
	kept    []read.Mention
}

// give adds a mention of an entity for each phrase that means one and that the
// names pass left open. A phrase whose antecedent is not clear stays open.
func (r *Reader) give(s *Scene, w *read.Work, links []link) {
	g := &giver{Scene: s, w: w, links: links, means: make([]int32, len(links)), kept: slices.Clone(w.Mentions)}
	for i := range s.Mentions {
		g.means[i] = s.Mentions[i].Entity
		if s.Mentions[i].Row {
			g.means[i] = g.rowOf(&s.Mentions[i])
		}
		if links[i].to >= 0 {
			g.resolve(i)
		}
	}
	if g.changed {
		g.hand()
	}
}

// rowOf returns the entity that the names pass made of a coordination, or -1.
func (g *giver) rowOf(m *Mention) int32 {
	i, j := g.w.MentionsIn(int(m.First), int(m.First)+1)
	for ; i < j; i++ {
		if x := &g.w.Mentions[i]; x.First == m.First && x.Last == m.Last {
			return x.Entity
		}
	}
	return -1
}

// resolve decides whether mention i, which has an antecedent, means an entity.
func (g *giver) resolve(i int) {
	m, l := &g.Mentions[i], g.links[i]
	to := g.means[l.to]
	switch {
	case m.Row, m.form == indefinite, m.form == numeral, m.form == bare && m.number != several:
		return
	case to == g.means[i]:
		return
	case m.Entity >= 0 && (m.form != pronominal || l.margin < clearer):
		return
	case l.margin < g.needs(m):
		g.w.Note(passName, int(m.First), int(m.Last), "left open: %q is no clear antecedent (%s)", g.words(&g.Mentions[l.to]), points(l.margin))
		return
	}
	if to < 0 && g.Mentions[l.to].Row {
		to = g.group(int(l.to), m)
	}
	if to < 0 || !g.suits(m, &g.w.Reading.Entities[to], &g.Mentions[l.to]) {
		return
	}
	g.means[i] = to
	g.w.Note(passName, int(m.First), int(m.Last), "counts as %s", g.w.Reading.Entities[to].Name)
	g.mention(m, to)
}

// needs returns the margin that a phrase's antecedent must have. Where all words
// are set in capitals names and trees are less sure.
func (g *giver) needs(m *Mention) int32 {
	if g.doc.Tokens[m.Head].Flags&text.AllCaps != 0 && m.form != named {
		return clearer
	}
	return clear
}

// suits reports whether a phrase can mean an entity: who acts must not be
// mistaken, so that kinds have to agree where the model alone would guess.
func (g *giver) suits(m *Mention, e *fact.Entity, a *Mention) bool {
	if m.form == pronominal {
		switch {
		case m.sex == woman || m.sex == man:
			return e.Kind == fact.Person
		case m.pro.first && m.number == one:
			return e.Kind == fact.Person
		case m.pro.second, m.pro.person != '1' && m.pro.person != '3':
			return false
		case m.number == several:
			return e.Kind == fact.Group || e.Kind == fact.Organization || e.Kind == fact.Country || e.Kind == fact.Unit
		}
		return e.Kind != fact.Person && e.Kind != fact.Group
	}
	if m.form == named {
		return overlap(m.words, a.words) >= 2
	}
	switch {
	case m.class&personNoun != 0:
		return m.number != several && e.Kind == fact.Person || m.number == several && e.Kind == fact.Group
	case m.class&bodyNoun != 0:
		return m.number != several && (e.Kind == fact.Organization || e.Kind == fact.Country || e.Kind == fact.Unit)
	}
	return m.lemma == a.lemma && a.form != pronominal
}

// group returns the entity of a coordination all of whose members are
// entities, made where there is none yet; -1 where there cannot be one.
func (g *giver) group(row int, m *Mention) int32 {
	a := &g.Mentions[row]
	if m.number != several {
		return -1
	}
	var members []int32
	for _, x := range append([]int32{a.Head}, g.tree.Of(int(a.Head))...) {
		if x != a.Head && g.doc.Tokens[x].Dep != text.DepConj {
			continue
		}
		at := g.w.MentionAt(int(x))
		if at < 0 || slices.Contains(members, g.w.Mentions[at].Entity) {
			return -1
		}
		members = append(members, g.w.Mentions[at].Entity)
	}
	kind := g.w.Reading.Entities[members[0]].Kind
	for _, x := range members {
		if k := g.w.Reading.Entities[x].Kind; k != kind || k == fact.Place || k == fact.Other || k == fact.Facility {
			return -1
		}
	}
	e := int32(g.w.AddEntity(fact.Entity{Kind: fact.Group, Name: g.words(a)}))
	g.w.SetStand(int(e), read.Stand{Members: members})
	for _, x := range members {
		o := &g.w.Reading.Entities[x]
		o.MemberOf = append(o.MemberOf, g.w.Reading.Entities[e].ID)
	}
	g.means[row] = e
	g.add(read.Mention{Entity: e, First: a.First, Last: a.Last, Head: a.Head, Kind: fact.Nominal})
	return e
}

// mention makes a phrase a mention of entity e, in the place of what the names
// pass made of a pronoun.
func (g *giver) mention(m *Mention, e int32) {
	x := read.Mention{Entity: e, First: m.First, Last: m.Last, Head: m.Head, Kind: fact.Nominal}
	switch m.form {
	case pronominal:
		x.Kind = fact.Pronoun
	case named:
		x.Kind, x.Last = fact.Name, int32(lastName(g.doc, m))+1
	default:
		x.Last = m.Head + 1
	}
	if m.Entity >= 0 {
		g.kept = slices.DeleteFunc(g.kept, func(o read.Mention) bool { return o.Head == m.Head && o.Kind == fact.Pronoun })
	}
	g.add(x)
}

func (g *giver) add(x read.Mention) {
	i, j := g.w.MentionsIn(max(0, int(x.First)-longest), int(x.Last))
	for _, o := range g.w.Mentions[i:j] {
		if o.First < x.First && x.First < o.Last && o.Last < x.Last || x.First < o.First && o.First < x.Last && x.Last < o.Last {
			return
		}
		if o.First == x.First && o.Last == x.Last && o.Kind != fact.Pronoun {
			return
		}
	}
	g.fresh = append(g.fresh, x)
	g.changed = true
}

// longest is how far before a phrase a mention that crosses it can begin.
const longest = 40

// hand gives the mentions to the Work and the entities theirs.
func (g *giver) hand() {
	all := append(g.kept, g.fresh...)
	slices.SortStableFunc(all, func(a, b read.Mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last))
	})
	es := g.w.Reading.Entities
	for i := range es {
		es[i].Mentions = es[i].Mentions[:0:0]
	}
	for _, m := range all {
		sp := fact.SpanOf(g.doc.SpanOf(int(m.First), int(m.Last)))
		es[m.Entity].Mentions = append(es[m.Entity].Mentions, fact.Mention{Start: sp.Start, End: sp.End, Kind: m.Kind})
	}
	g.w.SetMentions(all)
}
