package date

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// monthForm reads April, April 23, April 23rd, 2012, April the ninth, May of
// last year.
func (p *parser) monthForm(i int) (moment, int) {
	if !p.isMonth(i) {
		return moment{}, 0
	}
	m := moment{shape: ofMonth, month: int(p.a[i].n), rule: "month"}
	j := i + 1
	if p.a[i].is(cAbbr) && p.ch(j, '.') && !p.at(j).space {
		j++
	}
	k := j
	if p.ch(k, '-') || p.ch(k, '/') || p.ch(k, ',') && p.at(k+1).is(cOrd|cNumber) {
		k++
	}
	if p.at(k).is(cThe) && p.at(k+1).is(cOrd|cNumber) {
		k++
	}
	if d, n := p.dayNumber(k); n > 0 && (k == j || !p.ch(j, ',') || p.at(k).is(cOrd) || p.ordinalSuffix(k)) {
		m.shape, m.day, m.rule = ofDay, d, "day"
		m, n = p.withYear(m, n)
		if m.year == 0 && m.month == 9 && d == 11 {
			if p.v.en.september11Noun.Has(p.lowRaw(n)) {
				m.year = 2001
			}
		}
		return m, n
	}
	return p.withYear(m, j)
}

// isMonth reports whether the month name at atom i is one: May, March, August
// and the like are other things too.
func (p *parser) isMonth(i int) bool {
	a := p.at(i)
	if !a.is(cMonth) || p.ch(i-1, '$') && !a.space {
		return false
	}
	next, prev := p.at(i+1), p.at(i-1)
	if p.ch(i+1, '.') && a.is(cAbbr) {
		next = p.at(i + 2)
	}
	numbered := next.is(cNumber|cOrd) && next.n > 0 && (next.digits > 0 || next.is(cOrd)) || p.ch(i+1, ',') && p.at(i+2).digits == 4 ||
		(p.ch(i+1, '-') || p.ch(i+1, '/')) && p.at(i+2).is(cNumber) ||
		prev.is(cNumber|cOrd) && prev.digits <= 2 && prev.n <= 31 && prev.n > 0 || prev.is(cOf) || (p.ch(i-1, '-') || p.ch(i-1, '/')) && p.at(i-2).is(cNumber)
	numbered = numbered || p.o.Assistant && next.is(cCard) || a.n != 5 && next.is(cCard) && next.n >= 11 || (next.is(cOf) || next.word == "in") && p.at(i+2).digits == 4
	led := next.is(cLink) && p.at(i+2).is(cMonth) && p.at(i+2).capital || prev.is(cTurn|cPart|cLink|cAnd) || prev.is(cPrep) || p.ch(i-1, '-') && p.at(i-2).is(cPart|cMonth)
	switch {
	case a.is(cVerb):
		if !a.capital && !(p.o.Assistant && (numbered || (prev.word == "in" || prev.word == "from" || prev.is(cTurn)) && (next.end == 0 || next.is(cPunct|cLink)))) {
			return false
		}
		if !numbered && !led && !(prev.is(cThe) && !next.is(cPrep)) {
			return false
		}
		return !p.heardName(i, numbered)
	case a.is(cAbbr):
		return (a.capital || p.o.Assistant) && (numbered || led || p.o.Assistant)
	case a.is(cName):
		if !a.capital && !numbered && !led {
			return false
		}
		return numbered || led || !(next.capital && next.mask == 0)
	}
	return true
}

// wordish reports whether atom i is a plain word.
func (p *parser) wordish(i int) bool { a := p.at(i); return a.mask == 0 && a.end > a.start }

// heardName reports whether a capital word stands right before atom i, as a
// first name before a surname (Theresa May).
func (p *parser) heardName(i int, numbered bool) bool {
	prev := p.at(i - 1)
	return !numbered && prev.capital && prev.mask == 0
}

// dayNumber reads a day of the month: 23, 23rd, twenty-third.
func (p *parser) dayNumber(i int) (int, int) {
	a := p.at(i)
	switch {
	case a.is(cNumber) && a.digits > 0 && a.digits <= 2 && a.n >= 1 && a.n <= 31:
		if p.ch(i+1, ':') || p.ch(i+1, '%') {
			return 0, 0
		}
		if p.ordinalSuffix(i) {
			return int(a.n), i + 2
		}
		if next := p.at(i + 1); next.mask == 0 && !next.space && next.end > next.start {
			return 0, 0 // 3rds, 5km
		}
		return int(a.n), i + 1
	case a.is(cOrd):
		return int(a.n), i + 1
	case a.is(cCard) && a.n >= 1 && a.n <= 31:
		if y, n := p.yearWords(i); n > 0 && y > 0 {
			return 0, 0
		}
		j := i + 1
		if a.n >= 20 {
			k := p.skip(j, '-')
			if b := p.at(k); b.is(cOrd|cCard) && b.n < 10 && b.n > 0 && a.n%10 == 0 && int(a.n+b.n) <= 31 {
				return int(a.n + b.n), k + 1
			}
		}
		if p.o.Assistant {
			return int(a.n), j
		}
	}
	return 0, 0
}

// ordinalSuffix reports whether the digits at atom i carry st, nd, rd or th.
func (p *parser) ordinalSuffix(i int) bool {
	b := p.at(i + 1)
	if b.space || b.end-b.start != 2 || !p.at(i).is(cNumber) {
		return false
	}
	return p.v.en.ordinalEnding.Has(strings.ToLower(p.raw(i + 1)))
}

// dayMonth reads 23 April, the 23rd of April, 23-Apr-2012.
func (p *parser) dayMonth(i int) (moment, int) {
	d, j := p.dayNumber(i)
	if j == 0 || p.ch(i-1, '$') || p.ch(i-1, '£') || p.ch(i-1, '€') {
		return moment{}, 0
	}
	if p.at(j).unit == day && p.at(j+1).is(cOf) && p.at(j).is(cUnit) {
		j++
	}
	if p.at(j).is(cOf) || (p.ch(j, '-') || p.ch(j, '/')) && !p.at(j).space {
		j++
	}
	if !p.at(j).is(cMonth) || !p.isMonth(j) {
		return moment{}, 0
	}
	m := moment{shape: ofDay, day: d, month: int(p.a[j].n), rule: "day"}
	j++
	if p.a[j-1].is(cAbbr) && p.ch(j, '.') {
		j++
	}
	if y := p.at(j); y.is(cNumber) && y.digits == 2 && y.n > 31 && (p.at(j+1).end == 0 || p.at(j+1).is(cPunct) && !p.ch(j+1, '-')) {
		m.year = century20(int(y.n)) // 4 OCT 89, as telegrams write
		return m, j + 1
	}
	return p.withYear(m, j)
}

// withYear reads the year that may follow a month, day, quarter or season.
func (p *parser) withYear(m moment, j int) (moment, int) {
	k, comma := j, false
	switch {
	case p.ch(k, ','):
		k, comma = k+1, true
	case (p.ch(k, '-') || p.ch(k, '/')) && !p.at(k).space:
		k++
	case p.at(k).is(cOf) || p.word(k, "in"):
		k++
	}
	// May of last year, in September last year
	t := k
	if p.at(t).is(cThe) {
		t++
	}
	if a := p.at(t); a.is(cTurn) && p.at(t+1).unit == year && p.at(t+1).is(cUnit) && !comma && !p.today.IsZero() {
		m.year = int(p.today.Year) + int(a.n)
		return m, t + 2
	}
	if k > j && p.at(k).is(cThe) {
		if p.at(k+1).unit == year && p.at(k+1).is(cUnit) {
			k += 2 // of the year 2012
		}
	} else if p.word(k, "year") {
		k++
	}
	if y, n := p.yearNumber(k); n > 0 && !(comma && p.counts(k)) {
		m.year = y
		return m, n
	}
	return m, j
}

// yearNumber reads a year where one is to be expected: four digits, or words.
func (p *parser) yearNumber(i int) (int, int) {
	a := p.at(i)
	if a.is(cNumber) && a.digits == 4 && a.n >= 1000 && a.n < 2200 {
		if p.ch(i+1, ':') {
			return 0, 0
		}
		return int(a.n), i + 1
	}
	if p.o.Assistant && a.is(cNumber) && a.digits == 2 && (p.at(i-1).is(cOf) || p.at(i-1).is(cOrd)) && p.at(i+1).mask == 0 {
		return century20(int(a.n)), i + 1
	}
	if a.is(cCard) {
		return p.yearWords(i)
	}
	return 0, 0
}

// century20 completes a year of two digits: those up to 39 are ours.
func century20(y int) int {
	if y < 40 {
		return 2000 + y
	}
	return 1900 + y
}

// yearWords reads nineteen eighty-six, two thousand and fifteen, seventeen
// hundred thirty-three.
func (p *parser) yearWords(i int) (int, int) {
	a := p.at(i)
	two := func(k int) (int, int) { // 1-99 in words
		b := p.at(k)
		if !b.is(cCard) || b.n >= 100 || b.n == 0 {
			return 0, k
		}
		n := k + 1
		if b.n >= 20 {
			if q := p.skip(n, '-'); p.at(q).is(cCard) && p.at(q).n < 10 {
				return int(b.n + p.at(q).n), q + 1
			}
		}
		return int(b.n), n
	}
	if a.n == 2 && p.word(i+1, "thousand") {
		k := i + 2
		if p.at(k).is(cAnd) && p.at(k+1).is(cCard) {
			k++
		}
		if y, n := two(k); n > k {
			return 2000 + y, n
		}
		return 2000, i + 2
	}
	if a.n < 11 || a.n > 20 {
		return 0, 0
	}
	k := i + 1
	if p.word(k, "hundred") {
		k++
		if p.at(k).is(cAnd) {
			k++
		}
		y, n := two(k)
		return int(a.n)*100 + y, n
	}
	if y, n := two(k); n > k && y >= 10 {
		return int(a.n)*100 + y, n
	}
	return 0, 0
}

// weekdayForm reads Monday, Monday, April 23, Tuesday the eleventh, Monday of
// next week.
func (p *parser) weekdayForm(i int) (moment, int) {
	a := p.at(i)
	j := i + 1
	if a.is(cAbbr) {
		if !a.capital && !p.o.Assistant {
			return moment{}, 0
		}
		if p.ch(j, '.') {
			j++
		}
		next := p.at(p.skip(j, ','))
		if !p.o.Assistant && !next.is(cNumber|cMonth) {
			return moment{}, 0
		}
	}
	if p.paper(j) {
		return moment{}, 0
	}
	m := moment{shape: ofWeekday, wd: int(a.n), rule: "weekday"}
	k := j
	if p.ch(k, ',') || p.ch(k, '-') || p.ch(k, '(') {
		k++
	}
	if b := p.at(k); b.is(cMonth) {
		if d, n := p.monthForm(k); n > 0 && d.shape == ofDay {
			d.wd = m.wd
			return d, n
		}
	} else if b.is(cNumber | cOrd | cCard | cThe) {
		q := k
		if b.is(cThe) {
			q++
		}
		if d, n := p.dayMonth(q); n > 0 {
			d.wd = m.wd
			return d, n
		}
		if d, n := p.dayNumber(q); n > 0 && (b.is(cThe) || p.ordinalSuffix(q) || p.o.Assistant && !p.at(n).is(cUnit|cMeridiem)) && !p.ch(n, '/') && !p.ch(n, '-') {
			return moment{shape: dayOfMonth, day: d, wd: m.wd, rule: "weekday"}, n
		}
		if d, n := p.numeric(q); n > 0 {
			return d, n
		}
	}
	return p.weekdayOf(m, j)
}

// weekdayOf reads what week a weekday is of: of next week, last week, Monday
// week, the Friday before last.
func (p *parser) weekdayOf(m moment, j int) (moment, int) {
	if m, k := p.weekOff(m, j); k > 0 {
		return m, k
	}
	k := j
	if p.at(k).is(cOf) {
		k++
	}
	if p.at(k).is(cThe) {
		k++
	}
	if t := p.at(k); t.is(cTurn) && p.at(k+1).unit == week && p.at(k+1).is(cUnit) && !p.today.IsZero() {
		monday := around(p.today, week).From.AddDays(7 * int(t.n))
		return fixedAt(calendar.OnDay(monday.AddDays(m.wd-1)), "weekday"), k + 2
	}
	return m, j
}

// weekOff reads the words that move a weekday by a week: Monday week is a week
// after the coming one, the Friday before last a week before the last.
func (p *parser) weekOff(m moment, j int) (moment, int) {
	if p.today.IsZero() || p.o.Assistant {
		return moment{}, 0
	}
	the := p.at(j - 2).is(cThe)
	switch a := p.at(j); {
	case a.word == "week" && a.is(cUnit) && !the && !p.wordish(j+1):
		return fixedAt(calendar.OnDay(p.weekday(m.wd, future).AddDays(7)), "weekday"), j + 1
	case the && a.word == "before" && p.word(j+1, "last"):
		return fixedAt(calendar.OnDay(p.weekday(m.wd, past).AddDays(-7)), "weekday"), j + 2
	case the && a.word == "after" && p.word(j+1, "next"):
		return fixedAt(calendar.OnDay(p.weekday(m.wd, future).AddDays(7)), "weekday"), j + 2
	}
	return moment{}, 0
}

// onWeekday moves a day that was worked out to the weekday that is named with
// it: two months from today, on Tuesday.
func (p *parser) onWeekday(m moment, j int) (moment, int) {
	k := p.skip(j, ',')
	if p.word(k, "on") && p.at(k+1).is(cWeekday) && p.o.Assistant && m.shape == fixed && m.iv.From.Whole() {
		ahead := (int(p.at(k+1).n) - isoWeekday(m.iv.From) + 7) % 7
		m.iv = calendar.OnDay(m.iv.From.AddDays(ahead))
		return m, k + 2
	}
	return m, j
}

// paper reports whether the weekday before atom j names a newspaper.
func (p *parser) paper(j int) bool {
	if !p.at(j).capital {
		return false
	}
	return p.v.en.paperName.Has(p.raw(j))
}
