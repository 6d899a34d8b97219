package figure

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// owners returns the entities that the figure is about: those named in the
// measure, else the first one that stands before the figure in its sentence;
// for what is bilateral the two countries of the sentence before.
func (p *parser) owners(d *draft, m measured) []string {
	var out []string
	add := func(k int32) {
		id := p.w.Reading.Entities[k].ID
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	inside := func(s text.Span) {
		for k, end := p.w.MentionsBeginning(s); k < end; k++ {
			x := &p.w.Mentions[k]
			if tok := p.at(d.number).tok; tok >= x.First && tok < x.Last || d.unit.noun && x.Last-x.First > 1 && x.Head == p.at(d.unit.end-1).tok && p.w.Reading.Entities[x.Entity].Kind == fact.Group {
				continue // those who are counted
			}
			if s.Contains(p.d.SpanOf(int(x.First), int(x.Last))) {
				add(x.Entity)
			}
		}
	}
	if m.text != "" {
		inside(m.span)
	}
	if len(out) > 0 {
		return out
	}
	if p.v.en.mutual.Within(lower(m.text)) {
		if s := p.s; s > 0 {
			p.countries(p.d.Sentences[s-1].Span, add)
		}
		if len(out) == 2 {
			return out
		}
		out = out[:0]
	}
	if w := p.lower(d.end); w == "worldwide" || w == "globally" {
		return out
	}
	if k, ok := p.doer(d); ok {
		if k >= 0 {
			add(k)
		}
		return out
	}
	start, end := p.d.Sentences[p.s].Start, p.a[d.first].start
	for k, last := p.w.MentionsBeginning(text.Span{Start: start, End: end}); k < last; k++ {
		x := p.w.Mentions[k]
		if p.d.At(int(x.Last)-1).End <= end {
			if p.owns(x, d) {
				add(x.Entity)
			}
			break
		}
	}
	return out
}

// doer returns the country or body that is the subject of the figure's own
// clause, or of the clause that says whose it is (the 16 percent for which
// Slaka had asked); -1 where that subject is nobody's, and false where the
// clause has none or its verb says nothing of whose the figure is.
func (p *parser) doer(d *draft) (int32, bool) {
	if !p.d.Has.Has(text.Tree) || d.unit.noun || d.q.share || p.lower(d.first-1) == "worth" {
		return -1, false
	}
	head := p.at(d.number).tok
	if d.unit.end > d.unit.first && d.unit.first >= d.q.end {
		head = p.at(d.unit.end - 1).tok
	}
	s := &p.d.Sentences[p.s]
	v := int32(-1)
	for k := int32(head) + 1; k < int32(s.Last) && k < int32(head)+12; k++ {
		if p.d.Tokens[k].Dep == text.DepAclRelcl && (p.d.Tokens[k].Head == int32(head) || p.d.Tokens[k].Head == int32(p.at(d.number).tok)) {
			v = k
		}
	}
	if v < 0 {
		if v = p.clause(p.at(d.number).tok); v < 0 || p.says(v) {
			return -1, false
		}
		if p.v.en.countingVerb.Has(p.d.Tokens[v].Lemma) {
			return -1, false // who counts does not own
		}
	}
	for n := 0; n < 3; n++ {
		for k := int32(s.First); k < int32(s.Last); k++ {
			t := &p.d.Tokens[k]
			if t.Head != v || t.Dep != text.DepNsubj {
				continue
			}
			if m := p.w.MentionAt(int(k)); m >= 0 && p.w.Mentions[m].Head == k {
				e := p.w.Mentions[m].Entity
				switch p.w.Reading.Entities[e].Kind {
				case fact.Country, fact.Organization:
					return e, !p.w.Reading.Entities[e].Anonymous
				}
			}
			return -1, n == 0 && p.d.Tokens[v].Dep == text.DepConj && p.d.Tokens[k].Pos != text.PRON
		}
		if p.d.Tokens[v].Dep != text.DepConj && p.d.Tokens[v].Dep != text.DepXcomp || p.d.Tokens[v].Head < 0 {
			break
		}
		v = p.d.Tokens[v].Head
	}
	return -1, false
}

// owns reports whether a mention that stands before the figure may be its owner:
// a country, or else, if no person, the subject of the figure's own clause or
// the possessor of what is counted.
// Who tells of a figure does not own it.
func (p *parser) owns(x read.Mention, d *draft) bool {
	kind := p.w.Reading.Entities[x.Entity].Kind
	if !p.d.Has.Has(text.Tree) {
		return true
	}
	head := &p.d.Tokens[x.Head]
	if d.unit.noun && head.Dep == text.DepNsubj && head.Head >= 0 {
		if v := &p.d.Tokens[head.Head]; v.Pos == text.VERB && !p.v.en.holds.Has(v.Lemma) && !p.v.en.level.Has(lower(p.d.Form(int(head.Head)))) {
			return false
		}
	}
	if kind == fact.Country {
		return !p.aside(x.Head, d)
	}
	if p.w.Reading.Entities[x.Entity].Anonymous {
		return false
	}
	subject := head.Dep == text.DepNsubj || head.Dep == text.DepNsubjPass
	if kind == fact.Person || !subject && head.Dep != text.DepNmodPoss {
		return false
	}
	k := int32(p.at(d.number).tok)
	for k != head.Head && p.d.Tokens[k].Pos != text.VERB && p.d.Tokens[k].Head >= 0 {
		k = p.d.Tokens[k].Head
	}
	return k == head.Head
}

// aside reports whether the name at token k stands beside what the figure says:
// in the subject of another clause (Ruritanian sources say that two), or as
// where somebody goes (the envoy to Ruritania).
func (p *parser) aside(k int32, d *draft) bool {
	for n := 0; n < 8; n++ {
		t := &p.d.Tokens[k]
		switch t.Dep {
		case text.DepNsubj:
			return t.Head >= 0 && p.d.Tokens[t.Head].Pos == text.VERB && t.Head != p.clause(p.at(d.number).tok) && p.says(t.Head)
		case text.DepAmod, text.DepNmodPoss, text.DepCompound, text.DepNmod, text.DepAppos, text.DepFlat:
			if t.Dep == text.DepNmod && k > 0 && lower(p.d.Form(int(k)-1)) == "to" {
				return true
			}
			if t.Head < 0 {
				return false
			}
			k = t.Head
		case text.DepObl:
			return !p.above(p.clause(k), d) // the flu found in Ruritania is one that killed 60
		default:
			return false
		}
	}
	return false
}

// says reports whether token v is a verb of telling.
func (p *parser) says(v int32) bool {
	return p.v.en.tellingVerb.Has(p.d.Tokens[v].Lemma)
}

// countries adds the countries named in a span.
func (p *parser) countries(s text.Span, add func(int32)) {
	for k, end := p.w.MentionsBeginning(s); k < end; k++ {
		if x := &p.w.Mentions[k]; s.Contains(p.d.SpanOf(int(x.First), int(x.Last))) && p.w.Reading.Entities[x.Entity].Kind == fact.Country {
			add(x.Entity)
		}
	}
}
