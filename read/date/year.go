package date

import (
	"github.com/datelinewire/dateline/calendar"
)

// bareYear reads four digits as a year where the words around them say so, and
// the 1990s. Counts (2010 trucks), names (Room 2022, Resolution 1373) and
// codes are none.
func (p *parser) bareYear(i int) (moment, int) {
	a := p.at(i)
	j := i + 1
	if a.digits == 4 && a.n%10 == 0 && p.plural(j) {
		return fixedAt(years(int(a.n), int(a.n)+decadeSpan(int(a.n)), calendar.Decade), "decade"), p.pluralEnd(j)
	}
	if m, k := p.quarterCode(i); k > 0 {
		return m, k
	}
	if a.digits == 2 && a.n%10 == 0 && a.n >= 20 && p.plural(j) && (p.o.Assistant || p.at(i-1).is(cThe|cPart) || p.ch(i-1, '\'') && p.at(i-2).is(cThe)) {
		y := century20(int(a.n))
		return fixedAt(years(y, y+9, calendar.Decade), "decade"), p.pluralEnd(j)
	}
	if a.digits != 4 || a.n < 1000 || a.n >= 2200 || p.inNumber(i) || !p.yearly(i) {
		return moment{}, 0
	}
	m := moment{shape: ofYear, year: int(a.n), rule: "year"}
	// 2017 April
	if b := p.at(j); b.is(cMonth) && p.o.Assistant {
		m = moment{shape: ofMonth, year: int(a.n), month: int(b.n), rule: "month"}
		j++
	}
	return m, j
}

// decadeSpan tells a decade from a century: the 1900s are the former here
// only where the digits rule a century out.
func decadeSpan(y int) int { return 9 }

// plural reports whether s or 's follows a number at once.
func (p *parser) plural(j int) bool {
	if p.ch(j, '\'') {
		return !p.at(j).space && p.raw(j+1) == "s" && !p.at(j+1).space && p.at(j-1).n%10 == 0 && p.at(j-2).is(cThe)
	}
	return p.raw(j) == "s" && (!p.at(j).space || p.o.Assistant)
}

func (p *parser) pluralEnd(j int) int {
	if p.ch(j, '\'') {
		return j + 2
	}
	return j + 1
}

// quarterCode reads 2012 Q1, Q1 2012, 2019-H2; i may stand at either part.
func (p *parser) quarterCode(i int) (moment, int) {
	a := p.at(i)
	k := i + 1
	if a.digits != 4 || a.n < 1900 || a.n >= 2200 {
		return moment{}, 0
	}
	k = p.skip(k, '-')
	return p.codeAt(k, int(a.n))
}

// codeAt reads Q1 or H2 at atom k for year y, which is 0 when not known.
func (p *parser) codeAt(k, y int) (moment, int) {
	n := p.at(k + 1)
	if n.space || n.digits != 1 || n.n < 1 {
		return moment{}, 0
	}
	switch c := p.raw(k); {
	case (c == "Q" || c == "q" && p.o.Assistant) && n.n <= 4:
		return moment{shape: ofQuarter, n: int(n.n), year: y, rule: "quarter"}, k + 2
	case (c == "H" || c == "h" && p.o.Assistant) && n.n <= 2:
		return moment{shape: ofHalf, n: int(n.n), year: y, rule: "half"}, k + 2
	}
	return moment{}, 0
}

// labelledYear reads the year 2012, fiscal year 2012, week 31 and Q1 2012.
func (p *parser) labelledYear(i int) (moment, int) {
	a := p.at(i)
	j := i + 1
	if a.is(cFiscal) {
		if p.at(j).unit != year {
			if _, k := p.yearNumber(j); k > 0 && a.n == 1 {
				return moment{shape: unknown, rule: "fiscal"}, k
			}
			return moment{}, 0
		}
		y, k := p.yearNumber(j + 1)
		if k == 0 {
			return moment{}, 0
		}
		if a.n == 2 {
			return moment{shape: ofYear, year: y, rule: "year"}, k
		}
		return moment{shape: unknown, rule: "fiscal"}, k
	}
	switch a.unit {
	case year:
		if p.at(j).is(cOf) && p.at(j+1).digits == 4 {
			j++
		}
		if y, k := p.yearNumber(j); k > 0 && a.word == "year" {
			return moment{shape: ofYear, year: y, rule: "year"}, k
		}
	case week:
		if n := p.at(j); n.is(cNumber) && n.digits > 0 && n.n >= 1 && n.n <= 53 && a.word == "week" && !p.today.IsZero() && (a.capital || p.o.Assistant || p.at(j+1).is(cOf)) {
			y, k := int(p.today.Year), j+1
			if p.at(k).is(cOf) {
				if v, e, ok := p.period(k + 1); ok && e > 0 && v.From.Month == 0 {
					return fixedAt(isoWeek(int(v.From.Year), int(n.n)), "week"), e
				}
				return moment{}, 0
			}
			return fixedAt(isoWeek(y, int(n.n)), "week"), k
		}
	}
	return moment{}, 0
}

// yearly reports whether the four digits at atom i are a year, by what stands
// around them.
func (p *parser) yearly(i int) bool {
	a := p.at(i)
	prev, next := p.at(i-1), p.at(i+1)
	if !a.space && prev.end > prev.start && !(prev.is(cPunct) && (prev.ch == '(' || prev.ch == '-' || prev.ch == '=' || prev.ch == '"' || prev.ch == '~' || prev.ch == '\'' || prev.ch == ',')) {
		return false
	}
	if next.end > next.start && !next.space && !next.is(cPunct) {
		return false
	}
	if p.ch(i+1, '-') && p.at(i+2).is(cNumber) && p.ch(i+3, '-') && p.at(i+4).is(cNumber) && !p.at(i+4).space {
		return false
	}
	if b := p.at(i + 2); p.ch(i+1, '-') && b.is(cNumber) && b.digits <= 2 && int(b.n) != (int(a.n)+1)%100 {
		return false
	}
	if next.is(cPunct) && (next.ch == '%' || next.ch == '$' || next.ch == '€' || next.ch == '£' || next.ch == ':') || prev.is(cPunct) && (prev.ch == '$' || prev.ch == '€' || prev.ch == '£' || prev.ch == '#') {
		return false
	}
	if next.is(cUnit|cMeridiem|cCard) && next.word != "year" {
		return false
	}
	if p.v.en.countedNoun.Has(p.lowRaw(i + 1)) {
		return false
	}
	switch w := prev.word; {
	case p.v.en.yearPreposition.Has(w):
		if prev.word == "of" {
			return !p.counts(i+1) && !p.counted(i-2)
		}
		return a.n >= 1200
	case p.v.en.loosePreposition.Has(w):
		return a.n >= 1700 && a.n < 2150 && !p.counts(i+1)
	}
	if a.n < 1500 || a.n >= 2150 {
		return false
	}
	if prev.is(cMonth|cSeason|cOrd) || prev.is(cPunct) && prev.ch == '(' {
		return !p.counts(i + 1)
	}
	if prev.is(cAnd|cLink) || prev.is(cPunct) && (prev.ch == '-' || prev.ch == ',' || prev.ch == '~') {
		// 2007, 2008 and 2009
		b := p.at(i - 2)
		return b.is(cNumber) && b.digits == 4 && b.n >= 1500 && b.n < 2150 || b.is(cMonth) || p.o.Assistant && prev.is(cLink)
	}
	return p.modifies(i)
}

// modifies reports whether the year at atom i stands before what it dates: the
// 2004 elections, Ukraine's 2014 uprising.
func (p *parser) modifies(i int) bool {
	prev, next := p.at(i-1), p.at(i+1)
	if p.o.Assistant && !prev.capital && !p.counts(i+1) {
		switch p.lowRaw(i - 1) {
		case "deliver":
			return false
		}
		return true
	}
	owner := prev.is(cThe) || p.lowRaw(i-1) == "s" && p.ch(i-2, '\'') || p.ch(i-1, '\'')
	if p.v.en.yearOwner.Has(p.lowRaw(i - 1)) {
		owner = p.lowRaw(i-1) != "about" && p.lowRaw(i-1) != "around"
	}
	if owner && next.end > next.start && !next.is(cPunct) {
		return !p.counts(i+1) || p.eventful(i+1)
	}
	if i == 0 || prev.is(cPunct) && (prev.ch == '"' || prev.ch == '“') {
		if p.v.en.yearVerb.Has(p.lowRaw(i + 1)) {
			return true
		}
	}
	return false
}

// counts reports whether atom i is a plural that a number before it may count.
func (p *parser) counts(i int) bool {
	a := p.at(i)
	if a.mask != 0 || a.capital || a.end-a.start < 3 {
		return false
	}
	w := p.lowRaw(i)
	switch {
	case p.v.en.peoplePlural.Has(w):
		return true
	case p.v.en.notPlural.Has(w):
		return false
	}
	return w[len(w)-1] == 's' && w[len(w)-2] != 's' && !p.eventful(i) && !p.ch(i+1, '\'')
}

// counted reports whether the word before of names a number: a total of 2010.
func (p *parser) counted(i int) bool {
	return p.v.en.totalNoun.Has(p.lowRaw(i))
}

// eventful reports whether atom i is a plural of what years are put before.
func (p *parser) eventful(i int) bool {
	return p.v.en.eventPlural.Has(p.lowRaw(i))
}

// lowRaw returns the text of atom i in lower case; "" past the ends.
func (p *parser) lowRaw(i int) string {
	a := p.at(i)
	if a.end == 0 {
		return ""
	}
	return lower(p.d.Text[a.start:a.end])
}
