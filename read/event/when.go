package event

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// when attaches to a draft the date that the text attaches to its predicate.
func (r *reader) when(d *draft) {
	if d.noun {
		d.time = r.dateBelow(d.trigger, -1, true)
		if d.time < 0 && d.carrier != d.trigger {
			d.time = r.dateOfVerb(d.carrier)
		}
		return
	}
	d.time = r.dateOfVerb(d.trigger)
}

// dateOfVerb looks beside the verb, then in the clause with which it shares
// its beginning.
func (r *reader) dateOfVerb(i int) int {
	for j := int(r.t.Left[i]); j < i; j++ {
		if dt := r.w.DateAt(j); dt != nil && dt.By == "date/event-offset" {
			return r.dateIndex(j) // two days after he resigned
		}
	}
	if t := r.dateBelow(i, -1, false); t >= 0 {
		return t
	}
	if t := r.dateDeep(i); t >= 0 {
		return t
	}
	h := int(r.d.Tokens[i].Head)
	if h < 0 {
		return -1
	}
	switch r.Dep(i) {
	case text.DepConj:
		if t := r.dateBelow(h, i, false); t >= 0 && int(r.w.Reading.Dates[t].Start) < int(r.d.Tokens[h].Start) {
			return t
		}
	case text.DepAdvcl:
		if r.Infinitive(i) {
			return r.dateBelow(h, i, false)
		}
	case text.DepXcomp:
		if r.Words.Phase.Has(r.Lemma(h)) {
			return r.dateBelow(h, i, false)
		}
	}
	return -1
}

// dateDeep finds a date that the parser hung on the last noun of the clause:
// will host the leaders of Chad in Hiroshima on Sunday.
func (r *reader) dateDeep(i int) int {
	for j := int(r.t.Right[i]); j > i; j-- {
		n := r.dateIndex(j)
		if n < 0 {
			continue
		}
		if p, _ := r.Preposition(j); p != "on" && p != "" && p != "in" {
			continue
		}
		if r.nounPath(j, i) {
			return n
		}
	}
	return -1
}

// nounPath reports whether only nouns without an event of their own lie between
// token j and predicate i above it.
func (r *reader) nounPath(j, i int) bool {
	for n := 0; n < 6; n++ {
		j = int(r.d.Tokens[j].Head)
		if j == i {
			return true
		}
		if j < 0 || !r.Nominal(j) || r.draftAt(j) || j < i {
			return false
		}
	}
	return false
}

func (r *reader) draftAt(i int) bool {
	for _, d := range r.drafts {
		if d.trigger == i {
			return true
		}
	}
	return false
}

// dateBelow returns the best date among the dependents of token i that stand
// in adverbial position, not under token except. Nouns also take dates from
// participles (the talks set for Friday) and possessors (Friday's talks).
func (r *reader) dateBelow(i, except int, noun bool) int {
	best := -1
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		if k == except || (except >= 0 && int32(except) >= r.t.Left[k] && int32(except) <= r.t.Right[k]) {
			continue
		}
		switch r.Dep(k) {
		case text.DepObl, text.DepOblUnmarked, text.DepNmod, text.DepNmodUnmarked, text.DepAdvmod, text.DepOblAgent, text.DepNummod, text.DepAppos:
			best = r.better(best, r.dateIn(k))
		case text.DepNmodPoss, text.DepCompound, text.DepAmod:
			if noun && r.w.DateAt(k) != nil {
				best = r.better(best, r.dateIndex(k))
			}
		case text.DepAcl, text.DepAclRelcl:
			if noun {
				best = r.better(best, r.dateBelow(k, -1, false))
			}
		case text.DepObj, text.DepXcomp:
			// A date that the parser hung on the object belongs to the verb
			// when nothing but the object's own words stands between.
			if !noun && r.d.Tokens[k].Pos != text.VERB {
				for _, m := range r.t.Of(k) {
					if x := r.Dep(int(m)); (x == text.DepNmod || x == text.DepNmodUnmarked) && r.w.DateAt(int(m)) != nil && best < 0 {
						best = r.better(best, r.dateIndex(int(m)))
					}
				}
			}
		}
	}
	return best
}

// dateIn returns the date in the phrase headed by token k, if the phrase is no
// more than the date.
func (r *reader) dateIn(k int) int {
	if n := r.dateIndex(k); n >= 0 {
		return n
	}
	if int(r.t.Right[k]-r.t.Left[k]) > 8 {
		return -1
	}
	for _, m := range r.t.Of(k) {
		switch r.Dep(int(m)) {
		case text.DepNmod, text.DepNmodUnmarked, text.DepObl, text.DepCompound, text.DepNmodPoss, text.DepOblUnmarked, text.DepAppos, text.DepNummod:
			if n := r.dateIndex(int(m)); n >= 0 && r.w.EntityAt(k) == nil && len(r.lex.nouns[r.Lemma(k)]) == 0 {
				return n
			}
		}
	}
	return -1
}

func (r *reader) dateIndex(k int) int {
	p := r.w.DateAt(k)
	if p == nil || p.Value == nil || (p.Kind != "point" && p.Kind != "interval") {
		return -1
	}
	return r.w.DateIndexAt(k)
}

// better prefers the finer of two dates, then the first.
func (r *reader) better(a, b int) int {
	if a < 0 {
		return b
	}
	if b < 0 {
		return a
	}
	va, vb := r.w.Reading.Dates[a].Value, r.w.Reading.Dates[b].Value
	if grainRank(vb.Grain) < grainRank(va.Grain) || (va.Approximate && !vb.Approximate) {
		return b
	}
	return a
}

func grainRank(g calendar.Grain) int {
	switch g {
	case calendar.Minute, calendar.Hour, calendar.OfDay:
		return 0
	case calendar.Week:
		return 1
	case calendar.Month:
		return 2
	case calendar.Open:
		return 6
	}
	return 4
}

func (r *reader) interval(d *draft) *calendar.Interval {
	if d.time < 0 {
		return nil
	}
	return r.w.Reading.Dates[d.time].Value
}

// where gives a draft the place in which it happens.
func (r *reader) where(d *draft) {
	for _, k := range d.places {
		if id := r.placeIn(k, 3); id != nil {
			d.placeID = id
			return
		}
	}
	heads := [...]int{d.trigger, d.carrier, d.clause.Object, d.clause.Subject}
	for n, h := range heads {
		if h < 0 || (n == 1 && h == d.trigger) || (n == 3 && d.clause.Borrowed) {
			continue
		}
		if id := r.placeBelow(h, n < 2); id != nil {
			d.placeID = id
			return
		}
	}
}

func (r *reader) placeBelow(h int, verb bool) *string {
	for _, k32 := range r.t.Of(h) {
		k := int(k32)
		switch r.Dep(k) {
		case text.DepObl, text.DepNmod, text.DepOblUnmarked:
			if p, _ := r.Preposition(k); r.Words.Locative.Has(p) && r.w.DateAt(k) == nil {
				if id := r.placeIn(k, 3); id != nil {
					return id
				}
			}
		case text.DepAdvmod:
			if verb && r.Lemma(k) == "here" {
				return r.dateline()
			}
		}
	}
	return nil
}

// placeIn returns the most precise place named in the phrase of token k.
func (r *reader) placeIn(k, depth int) *string {
	e := r.w.EntityAt(k)
	if e != nil && (e.Kind == fact.Place || e.Kind == fact.Facility && e.Country != nil) {
		return &e.ID
	}
	if depth > 0 {
		for _, m := range r.t.Of(k) {
			switch r.Dep(int(m)) {
			case text.DepNmod:
				if p, _ := r.Preposition(int(m)); r.Words.Locative.Has(p) || p == "of" || p == "" {
					if id := r.placeIn(int(m), depth-1); id != nil {
						return id
					}
				}
			case text.DepCompound, text.DepNmodPoss, text.DepAppos:
				if x := r.w.EntityAt(int(m)); x != nil && x.Kind == fact.Place {
					return &x.ID
				}
			}
		}
	}
	if e != nil && (e.Kind == fact.Country || e.Kind == fact.Facility) {
		return &e.ID
	}
	return nil
}

// dateline returns the entity of the place from which the story was filed.
func (r *reader) dateline() *string {
	if r.filed < 0 {
		return nil
	}
	return &r.w.Reading.Entities[r.filed].ID
}
