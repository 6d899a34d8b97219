package quote

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// addressee returns the id of whom the verb at token v is spoken to: told
// parliament, said to the envoys.
func (r *reader) addressee(v int) *string {
	l := r.d.Tokens[v].Lemma
	if r.en.addresseeVerb.Has(l) {
		k := r.t.Child(v, text.DepIobj)
		if k < 0 {
			k = r.t.Child(v, text.DepObj)
		}
		if k < 0 || k < v || r.inside[k] != 0 {
			k = r.nounAfter(v)
		}
		if k > v {
			return r.party(k)
		}
		return nil
	}
	for _, k := range r.t.Of(v) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepObl && int(k) > v && r.t.Case(int(k)) == "to" && r.inside[k] == 0 {
			return r.party(int(k))
		}
	}
	return nil
}

// nounAfter returns the head of the noun phrase right behind token v, or -1.
func (r *reader) nounAfter(v int) int {
	head := -1
	for i := v + 1; i < len(r.d.Tokens) && i < v+8 && r.inside[i] == 0; i++ {
		switch r.d.Tokens[i].Pos {
		case text.DET:
			if head >= 0 {
				return head // told Reuters | the deal
			}
			continue
		case text.ADJ, text.NUM:
			continue
		case text.PRON:
			if r.d.Tokens[i].Tag == text.TagPRPS {
				continue
			}
		case text.NOUN, text.PROPN:
			head = i
			continue
		}
		break
	}
	return head
}

// party returns the id of the entity that token k means, else of the one that
// modifies it (his NATO counterparts).
func (r *reader) party(k int) *string {
	if e := r.w.EntityAt(k); e != nil {
		return fact.Ptr(e.ID)
	}
	if p, ok := r.w.PartyOf(k); ok {
		return p.Entity
	}
	if m := r.mentionAt(k); m >= 0 {
		return fact.Ptr(r.w.Reading.Entities[r.w.Mentions[m].Entity].ID)
	}
	return nil
}

// setting fills in where and when something was said, from the words of the
// sentence outside what was said.
func (r *reader) setting(s *source, content [][2]int) {
	if s.verb < 0 {
		return
	}
	out := func(i int) bool {
		for _, c := range content {
			if i >= c[0] && i < c[1] {
				return false
			}
		}
		return r.inside[i] == 0
	}
	si := r.d.Sentences[r.d.Tokens[s.verb].Sentence]
	for m, end := r.w.MentionsIn(max(int(si.First), s.verb), int(si.Last)); m < end; m++ {
		x := &r.w.Mentions[m]
		if x.Last > si.Last || x.Kind == fact.Metonym || !out(int(x.First)) {
			continue
		}
		if k := r.w.Reading.Entities[x.Entity].Kind; k != fact.Place && k != fact.Country && k != fact.Facility || x.First == 0 {
			continue
		}
		if s.span != nil && int(r.d.Tokens[x.First].Start) >= s.span.Start && int(r.d.Tokens[x.First].End) <= s.span.End {
			continue
		}
		p := strings.ToLower(r.d.Form(int(x.First) - 1))
		if p == "the" && x.First > 1 {
			p = strings.ToLower(r.d.Form(int(x.First) - 2))
		}
		if r.en.settingPreposition.Has(p) {
			s.place = fact.Ptr(r.w.Reading.Entities[x.Entity].ID)
			break
		}
	}
	for i := int(si.First); i < int(si.Last); i++ {
		if dt := r.w.DateAt(i); dt != nil && out(i) && dt.Value != nil && dt.Value.From.Whole() && dt.Value.Grain != calendar.Open {
			v := *dt.Value
			s.time = &v
			return
		}
	}
}
