package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// partiesOrHome returns the parties that token i names and, where it names
// nobody whose country is told, the party by the country from which a reader
// takes it to be: that of its own phrase, the only one of its sentence, that
// from which the story is filed, the only one of the story.
func (r *reader) partiesOrHome(i int) []fact.Party {
	ps := r.parties(i)
	if len(ps) == 0 {
		return r.atHome(i)
	}
	for n := range ps {
		if ps[n].Code != "UNK" && ps[n].Code != "" {
			continue
		}
		if code := r.homeOf(i); code != "" {
			ps[n].Code = code
		}
	}
	return ps
}

// atHome makes a party of a noun that no pass resolved.
func (r *reader) atHome(i int) []fact.Party {
	if p := r.d.Tokens[i].Pos; p != text.NOUN && p != text.PROPN {
		return nil
	}
	code := r.homeOf(i)
	if code == "" {
		return nil
	}
	p := fact.Party{Code: code, Span: fact.Ptr(fact.SpanOf(r.d.SpanOf(i, i+1)))}
	if e := r.w.EntityAt(i); e != nil {
		p.Entity, p.Sectors = fact.Ptr(e.ID), e.Sectors
	}
	return []fact.Party{p}
}

// homeOf returns the country from which a phrase is taken to be, or "".
func (r *reader) homeOf(i int) string {
	s := &r.d.Sentences[r.d.Tokens[i].Sentence]
	only, mixed := "", false
	for k := int(s.First); k < int(s.Last); k++ {
		code := r.homeland(k)
		if code == "" {
			continue
		}
		if int32(k) >= r.t.Left[i] && int32(k) <= r.t.Right[i] {
			return code
		}
		mixed = mixed || only != "" && only != code
		only = code
	}
	switch {
	case only != "" && !mixed:
		return only
	case r.w.Reading.Story.Dateline != nil && r.w.Reading.Story.Dateline.Country != nil:
		return *r.w.Reading.Story.Dateline.Country
	}
	return r.onlyCountry()
}

// homeland returns the country of the single party that token k names, "" for
// groups of countries and firms.
func (r *reader) homeland(k int) string {
	m := r.w.MentionAt(k)
	if m < 0 {
		return ""
	}
	ps := r.w.PartiesOf(k)
	if len(ps) != 1 {
		return ""
	}
	switch c := ps[0].Code; c {
	case "UNK", "IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM":
		return ""
	default:
		return c
	}
}

// onlyCountry returns the country of the story where all its parties are of
// one.
func (r *reader) onlyCountry() string {
	if r.home == nil {
		home := ""
		for i := range r.w.Reading.Entities {
			e := &r.w.Reading.Entities[i]
			if e.Kind != fact.Country {
				continue
			}
			if home != "" && e.Country != nil && *e.Country != home {
				home = ""
				break
			}
			if e.Country != nil {
				home = *e.Country
			}
		}
		r.home = &home
	}
	return *r.home
}
