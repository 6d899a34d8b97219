package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// parties returns the parties that token i names; for an organ of state of which
// nobody says whose it is (Parliament has undertaken), the country from which
// the story is filed.
func (r *reader) parties(i int) []fact.Party {
	ps := r.known.Of(i)
	if len(ps) > 0 || !r.is("home", i) || r.w.EntityAt(i) != nil {
		return ps
	}
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepNmodPoss, text.DepAmod, text.DepNmod:
			return nil // somebody's
		}
	}
	code := r.homeOf()
	if code == "" {
		return nil
	}
	return []fact.Party{{Code: code, Sectors: []string{"GOV"}, Span: fact.Ptr(fact.SpanOf(r.d.SpanOf(i, i+1)))}}
}

// agents returns the parties that token i names as such: the ministry, Chinese
// troops, and not those behind a thing or an event (the minister's talks).
func (r *reader) agents(i int) []fact.Party {
	if r.d.Tokens[i].Pos == text.NOUN && r.w.MentionAt(i) < 0 && !r.is("home", i) && len(r.w.PartiesOf(i)) == 0 {
		return nil
	}
	return r.parties(i)
}

// homeOf returns the country from which the story is filed or, where it does
// not say, the only one that it names; "" for none.
func (r *reader) homeOf() string {
	if r.home != nil {
		return *r.home
	}
	home := ""
	if dl := r.w.Reading.Story.Dateline; dl != nil && dl.Country != nil {
		home = *dl.Country
	} else {
		for i := range r.w.Reading.Entities {
			e := &r.w.Reading.Entities[i]
			if e.Kind != fact.Country || e.Country == nil {
				continue
			}
			if home != "" && home != *e.Country {
				home = ""
				break
			}
			home = *e.Country
		}
	}
	r.home = &home
	return home
}

// theirs reports whether a thing is nobody else's than the parties': the
// phrase of token i names no other country.
func (r *reader) theirs(i int, by []fact.Party) bool {
	if i < 0 {
		return false
	}
	for j := int(r.t.Left[i]); j <= int(r.t.Right[i]); j++ {
		if r.w.MentionAt(j) < 0 {
			continue
		}
		for _, p := range r.w.PartiesOf(j) {
			if p.Code != "UNK" && !sides(by, []fact.Party{p}) && r.d.Tokens[j].Dep != text.DepNmod {
				return false
			}
		}
	}
	return true
}

// speaks reports whether all of the parties can bind a state or body by what
// they say, none of them its opposition, its press or a firm.
func (r *reader) speaks(ps []fact.Party) bool {
	for _, p := range ps {
		for _, s := range p.Sectors {
			if r.lex.classes["apart"][s] {
				return false
			}
		}
		if e := r.w.EntityOf(p); len(p.Sectors) == 0 && (p.Code == "UNK" || e != nil && e.Kind == fact.Person) {
			return false
		}
	}
	return len(ps) > 0
}

// sides reports whether all of b act for the same country as one of a, or are
// one of a.
func sides(a, b []fact.Party) bool {
	for _, p := range b {
		hit := false
		for _, q := range a {
			hit = hit || p.Code == q.Code && p.Code != "IGO" && p.Code != "NGO" && p.Code != "UNK" || p.Entity != nil && q.Entity != nil && *p.Entity == *q.Entity
		}
		if !hit {
			return false
		}
	}
	return len(b) > 0
}

// same reports whether q is one of ps.
func same(ps []fact.Party, q fact.Party) bool {
	for _, p := range ps {
		if p.Entity != nil && q.Entity != nil && *p.Entity == *q.Entity || p.Entity == nil && q.Entity == nil && p.Code == q.Code {
			return true
		}
	}
	return false
}
