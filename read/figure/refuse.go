package figure

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// refuse says why a number is no quantity; "" when it is one.
func (p *parser) refuse(d *draft) string {
	i := d.number
	a := p.at(i)
	if dt := p.w.DateAt(int(a.tok)); dt != nil {
		if dt.Kind != "duration" || dt.By == "date/age" {
			return "a date"
		}
	}
	for k := i + 1; k < d.q.end; k++ {
		if dt := p.w.DateAt(int(p.a[k].tok)); dt != nil && dt.Kind != "duration" {
			return "a date"
		}
	}
	if d.signed || d.unit.end > 0 && !d.unit.noun {
		return ""
	}
	if p.pair(d) {
		return "the two parties of the story"
	}
	if d.q.words && d.unit.time && p.ch(d.q.end, '-') {
		return "says how long something is" // a two-day visit
	}
	next := p.at(d.q.end)
	switch {
	case d.q.single:
		return "one"
	case p.labelled(i):
		return "part of a name"
	case p.scored(d):
		return "a score or a code"
	case p.year(d):
		return "a year"
	case p.code(d):
		return "a code"
	case p.clockTime(d):
		return "a time of day"
	case p.aged(d):
		return "an age"
	case a.is(cCard) && a.capital && i > 0 && !p.opens(i):
		return "a name"
	case p.listed(d):
		return "a number of a list"
	case d.q.share && d.unit.name == "" && p.lower(d.q.end) != "of":
		return "a fraction of nothing"
	case next.is(cPunct) && (next.ch == '\'' || next.ch == '(') && !next.space:
		return "a possessive"
	}
	return ""
}

// pair reports whether the two name who the story is about, and count nothing:
// the two sides, both of the two governments; but not the two men, nor two
// ministers.
func (p *parser) pair(d *draft) bool {
	if d.value != 2 || d.ranged || !d.q.words || !d.unit.noun {
		return false
	}
	w := p.lower(d.unit.end - 1)
	if !p.v.en.party.Has(w) {
		return false
	}
	if p.v.en.pairDeterminer.Has(p.lower(d.number - 1)) {
		return d.unit.first == d.q.end
	}
	return w == "sides" && d.unit.first == d.q.end
}

// opens reports whether atom i opens a sentence, a quotation, or stands in a
// headline, where capitals tell nothing.
func (p *parser) opens(i int) bool {
	if i == 0 || p.d.KindOf(int(p.a[i].tok)) == text.Headline {
		return true
	}
	prev := p.at(i - 1)
	return prev.is(cPunct) && prev.ch != ',' && prev.ch != '-' && prev.ch != '&'
}

// labelled reports whether the word before the number makes a name of both:
// Flight 370, Resolution 1973, Boeing 747, F-16.
func (p *parser) labelled(i int) bool {
	k := i - 1
	if p.ch(k, '-') && !p.at(i).space && !p.at(k).space {
		// M-23, Taepodong-2, MH-17
		return p.at(k-1).mask&(cDigits|cPunct) == 0 && p.at(k-1).end > 0 && !p.at(k-1).is(cCard|cScale)
	}
	if p.ch(k, '.') {
		if b := p.at(k - 1); !p.at(i).space && !p.at(k).space && b.mask&(cDigits|cPunct) == 0 && b.end > 0 {
			return true // S.2253
		}
		k--
		w := p.lower(k)
		return p.v.en.labelShort.Has(w)
	}
	prev := p.at(k)
	if prev.end == 0 || prev.is(cPunct) {
		return prev.is(cPunct) && prev.ch == '#'
	}
	if !p.at(i).space {
		return prev.mask&cDigits == 0 // glued to letters: A320, G20
	}
	if prev.is(cLabel) {
		return prev.capital || !p.plural(k) && p.at(i).is(cDigits) && p.unitAt(i+1).name == ""
	}
	if !prev.capital || k == 0 || p.opens(k) {
		return false
	}
	if dt := p.w.DateAt(int(prev.tok)); dt != nil {
		return false
	}
	if p.v.qualifiers[p.lower(k)] != "" || p.v.en.closer.Has(p.lower(k)) {
		return false
	}
	return p.at(i).is(cDigits) && p.unitAt(i+1).name == ""
}

// scored tells scores and codes: 2-1, 50-50, 555-1212, 24/7, 10.0.0.1.
func (p *parser) scored(d *draft) bool {
	i, j := d.number, d.q.end
	before, after := p.at(i-1), p.at(j)
	if before.is(cPunct) && !p.at(i).space && (before.ch == '-' || before.ch == '/' || before.ch == ':' || before.ch == '.') && p.at(i-2).is(cDigits) {
		return true
	}
	if d.ranged && d.unit.name == "" {
		return p.ch(i+1, '-') && !p.at(d.q.end-1).grouped // 3-4,000 is no score
	}
	if after.is(cPunct) && (after.ch == '-' || after.ch == '/' || after.ch == ':') && !after.space && p.at(j+1).is(cDigits) && !p.at(j+1).space {
		return true
	}
	return false
}

// clockTime reports whether the number is an hour: at 10:30, six in the morning.
func (p *parser) clockTime(d *draft) bool {
	if a := p.at(d.number); a.end-a.start == 4 && d.q.plain && !a.grouped && d.value < 2400 && int(d.value)%100 < 60 {
		switch w := p.lower(d.q.end); { // 0600 UTC
		case w == "z" || w == "local" || p.v.en.zone.Has(w):
			return true
		case w == "hours":
			return p.lower(d.number-1) == "at" || p.raw(d.number)[0] == '0'
		}
	}
	if d.value > 24 || d.ranged && d.upper > 24 {
		return false
	}
	j := d.q.end
	switch word := p.lower(j); {
	case p.v.en.clockMark.Has(word):
		return p.lower(j) != "o" || p.ch(j+1, '\'')
	case word == "a" || word == "p":
		return p.ch(j+1, '.') && p.lower(j+2) == "m"
	case word == "in":
		w := p.lower(j + 2)
		return p.lower(j+1) == "the" && p.v.en.partOfDay.Has(w)
	}
	return false
}

// aged reports whether the number is somebody's age: Akayev, 60, had fled.
func (p *parser) aged(d *draft) bool {
	if d.unit.name != "" && !(d.unit.time && p.lower(d.unit.end) == "old") && p.ch(d.number-1, ',') && p.ch(d.q.end, ',') {
		return true
	}
	if d.value < 1 || d.value > 120 || d.ranged {
		return false
	}
	if d.unit.name == "" && p.personIs(d.number-1) {
		return true // she was 79.
	}
	if p.ch(d.number-1, ',') && (p.ch(d.q.end, ',') || p.ch(d.q.end, '.')) && p.at(d.number-2).capital {
		return true
	}
	switch word := p.lower(d.number - 1); {
	case p.v.en.ageNoun.Has(word):
		return true
	case p.v.en.ageJoiner.Has(word): // between the ages of 15 and 17
		if d.unit.name != "" {
			break
		}
		for k := d.number - 2; k > d.number-6; k-- {
			switch w := p.lower(k); {
			case w == "aged" || w == "ages":
				return true
			case w != "of" && w != "between" && w != "from" && !p.at(k).is(cDigits|cCard):
				k = d.number - 6
			}
		}
	case word == "under" || word == "over":
		if p.v.en.agedNoun.Has(p.lower(d.number - 2)) {
			return d.unit.name == ""
		}
	case word == "of":
		return p.lower(d.number-2) == "age" || p.lower(d.number-2) == "ages"
	}
	return false
}

// year reports whether the number is a year that the dates pass left alone:
// 3 % 2004, its 2006 tour, the 1950 - 53 war.
func (p *parser) year(d *draft) bool {
	i := d.number
	if p.ch(i-1, '-') && d.value < 100 && d.q.plain && d.unit.name == "" && p.yearlike(i-2) {
		return true
	}
	if a := p.at(i); d.unit.name == "" && p.lower(i-1) == "in" && a.is(cDigits) && !a.grouped && a.end-a.start == 3 && a.n > 99 && d.q.end == i+1 && p.at(i+1).is(cPunct) {
		return true // in 994.
	}
	if !p.yearlike(i) || d.ranged && d.upper > 2100 || d.q.end != i+1 {
		return false
	}
	switch prev := p.lower(i - 1); {
	case prev == "another", prev == "further", prev == "additional", prev == "all":
		return false
	case p.v.qualifiers[prev] != "", p.v.en.level.Has(prev):
		return false
	case d.unit.name == "":
		return true
	default:
		return prev == "the" || p.v.en.possessive.Has(prev) || prev == "s" && p.ch(i-2, '\'')
	}
}

func (p *parser) yearlike(i int) bool {
	a := p.at(i)
	return a.is(cDigits) && !a.grouped && a.end-a.start == 4 && a.n >= 1800 && a.n < 2100
}

// code reports whether the number is part of a code: 2019-nCoV, P5+1, 12-A.
func (p *parser) code(d *draft) bool {
	i, j := d.number, d.q.end
	if p.ch(i-1, '+') && !p.at(i).space && !p.at(i-1).space && p.at(i-2).end > 0 {
		return true
	}
	if w := p.lower(j + 1); p.ch(j, '-') && p.v.en.foldNoun.Has(w) {
		return true // a two-time champion
	}
	if !p.at(i).is(cDigits) || !p.ch(j, '-') || p.at(j).space || p.at(j+1).space {
		return false
	}
	w := p.raw(j + 1)
	for k := 1; k < len(w); k++ {
		if w[k] >= 'A' && w[k] <= 'Z' {
			return true
		}
	}
	return len(w) == 1 && p.at(j+1).capital
}

// personIs reports whether atom i is the verb between a person and an age: he
// was, who is, Orr turned.
func (p *parser) personIs(i int) bool {
	if !p.v.en.ageVerb.Has(p.lower(i)) {
		return false
	}
	if p.v.en.personPronoun.Has(p.lower(i - 1)) {
		return true
	}
	m := p.w.MentionAt(int(p.at(i - 1).tok))
	return m >= 0 && p.w.Reading.Entities[p.w.Mentions[m].Entity].Kind == fact.Person
}

// listed reports whether the number counts a list's items: 1. Open the door.
func (p *parser) listed(d *draft) bool {
	if p.ch(d.number-1, '(') && p.ch(d.q.end, ')') && d.q.plain && d.value < 100 {
		return true
	}
	return d.number == 0 && d.q.plain && d.value < 100 && (p.ch(d.q.end, '.') || p.ch(d.q.end, ')')) && p.at(d.q.end+1).end > 0
}
