package date

import "github.com/datelinewire/dateline/calendar"

// rangeAt reads a period from one moment to another: March 3-5, from 2004 to
// 2008, between Monday and Thursday, Wednesday and Thursday. The expression
// begins at atom i, its first moment at k, behind from or between if k > i.
func (p *parser) rangeAt(i, k int) int {
	between := p.word(i, "between")
	if j := p.dayRange(i, k, between); j > 0 {
		return j
	}
	m1, j := p.moment(k)
	if j == 0 {
		return 0
	}
	link := p.at(j)
	n := j + 1
	switch {
	case link.is(cLink), link.is(cPrep) && (link.word == "until" || link.word == "till" || link.word == "til"):
	case link.is(cPunct) && (link.ch == '-' || link.ch == '~'):
	case link.is(cAnd) && link.n == 1 && between:
	case link.is(cAnd) && link.n == 1 && m1.shape == ofWeekday && p.at(n).is(cWeekday) && !p.at(n).is(cAbbr) && int(p.at(n).n) == m1.wd%7+1:
	default:
		return 0
	}
	if !link.is(cPunct) && k == i && m1.shape == fixed && m1.rule == "deictic" {
		if p.at(n).is(cNow) {
			return 0
		}
	}
	m2, e := p.rangeEnd(n, m1, k > i)
	if e == 0 {
		return 0
	}
	v, ok := p.join(m1, m2, i)
	if !ok && (m1.shape != unknown || m2.shape != unknown) && !p.today.IsZero() {
		return 0
	}
	if k == i && m1.shape == ofYear && m2.shape == ofYear && m2.year <= m1.year {
		return 0
	}
	if m1.shape == ofYear && p.ch(e, '-') && !p.at(e).space && p.at(e+1).is(cNumber) {
		return 0 // a telephone number
	}
	if ok {
		p.anchor = v
	}
	p.add(i, e, found{kind: "interval", value: v, unknown: !ok, rule: "range"})
	return e
}

// rangeEnd reads the second moment, which may say less than it would alone:
// from 2004 to 2008, 2007-08, May through July.
func (p *parser) rangeEnd(n int, m1 moment, led bool) (moment, int) {
	a := p.at(n)
	if m1.shape == ofYear && a.is(cNumber) && a.digits == 2 && p.ch(n-1, '-') && !a.space && int(a.n) == (m1.year+1)%100 {
		return moment{shape: ofYear, year: m1.year + 1, rule: "year"}, n + 1
	}
	if m1.shape == ofYear && a.is(cNumber) && a.digits == 4 && int(a.n) > m1.year && a.n < 2200 && !p.counts(n+1) {
		if m, j := p.numeric(n); j > 0 {
			return m, j
		}
		return moment{shape: ofYear, year: int(a.n), rule: "year"}, n + 1
	}
	if m1.shape == ofDay && m1.rule == "day" && led && a.is(cThe|cOrd) {
		// from April the ninth till the seventeenth
		q := n
		if a.is(cThe) {
			q++
		}
		if d, j := p.dayNumber(q); j > 0 && !p.at(j).is(cOf|cMonth) {
			return moment{shape: ofDay, month: m1.month, day: d, year: m1.year, n: -1, rule: "day"}, j
		}
	}
	m, j := p.moment(n)
	if j == 0 || m.shape == unknown || m.shape == fixed && m.iv == (calendar.Interval{}) {
		return moment{}, 0
	}
	return m, j
}

// dayRange reads days of one month: March 3-5, 3 to 5 March, August 16 and 17.
func (p *parser) dayRange(i, k int, between bool) int {
	if p.at(k).is(cThe) {
		k++
	}
	a := p.at(k)
	month, j := 0, k
	if a.is(cMonth) {
		if !p.isMonth(k) {
			return 0
		}
		month, j = int(a.n), k+1
		if a.is(cAbbr) && p.ch(j, '.') {
			j++
		}
	} else if !a.is(cNumber | cOrd | cCard) {
		return 0
	}
	if p.at(j).is(cThe) {
		j++
	}
	d1, j := p.dayNumber(j)
	if j == 0 || d1 == 0 {
		return 0
	}
	link := p.at(j)
	and := link.is(cAnd) && link.n == 1
	if !(link.is(cLink) || link.is(cPunct) && link.ch == '-' || and || link.is(cPrep) && (link.word == "until" || link.word == "till")) {
		return 0
	}
	j++
	if p.at(j).is(cThe) {
		j++
	}
	d2, j := p.dayNumber(j)
	if j == 0 || p.at(j).is(cUnit|cMeridiem) || p.ch(j, '/') || p.ch(j, '%') {
		return 0
	}
	if and && !between && d2 != d1+1 {
		return 0
	}
	m := moment{shape: ofDay, month: month, day: d1, rule: "range"}
	if month == 0 {
		if p.at(j).is(cOf) {
			j++
		}
		if !p.at(j).is(cMonth) || !p.isMonth(j) {
			return p.daysOf(i, j, d1, d2)
		}
		m.month = int(p.at(j).n)
		j++
		if p.at(j-1).is(cAbbr) && p.ch(j, '.') {
			j++
		}
	} else if p.at(j).is(cMonth) && !p.at(j).is(cVerb) {
		return 0 // April 30 to 2 May is read as two moments
	}
	m, j = p.withYear(m, j)
	v, ok := p.resolve(m, i)
	if d2 < d1 {
		if month == 0 {
			return 0
		}
		v.To = v.To.AddMonths(1)
	}
	if ok {
		v.To.DayOfMonth = uint8(d2)
		if d2 > int(calendar.Day{Year: v.To.Year, Month: v.To.Month}.Last().DayOfMonth) {
			return 0
		}
		p.anchor = v
	}
	if p.a[i].is(cThe) && month != 0 {
		i++ // the June 12-14 summit
	}
	p.add(i, j, found{kind: "interval", value: v, unknown: !ok, rule: "range"})
	return j
}

// daysOf reads 4-23 of next month, or gives up.
func (p *parser) daysOf(i, j, d1, d2 int) int {
	if !p.o.Assistant || !p.word(j, "in") && !p.at(j-1).is(cOf) {
		return 0
	}
	if p.word(j, "in") {
		j++
	}
	v, e, ok := p.period(j)
	if e == 0 || !ok || v.Grain != calendar.Month || d2 < d1 {
		return 0
	}
	from, to := v.From, v.From
	from.DayOfMonth, to.DayOfMonth = uint8(d1), uint8(d2)
	p.add(i, e, found{kind: "interval", value: span(from, to, calendar.OfDay), rule: "range"})
	return e
}

// join makes an interval of two moments; what one does not say the other may.
func (p *parser) join(m1, m2 moment, i int) (calendar.Interval, bool) {
	if m1.shape == unknown || m2.shape == unknown {
		return calendar.Interval{}, false
	}
	yearless := func(m moment) bool {
		return m.year == 0 && m.shape != fixed && m.shape != ofYear && m.shape != ofWeekday && m.shape != dayOfMonth
	}
	if yearless(m1) && m2.year != 0 {
		m1.year = m2.year
		a, ok1 := m1.in(m1.year)
		b, ok2 := p.resolve(m2, i)
		if ok1 && ok2 && b.From.Before(a.From) {
			m1.year--
		}
	}
	a, ok := p.resolve(m1, i)
	if !ok {
		return calendar.Interval{}, false
	}
	from := a.From
	switch {
	case m2.shape == ofWeekday:
		d := from.First()
		d = d.AddDays((m2.wd - isoWeekday(d) + 7) % 7)
		return span(from, d, calendar.OfDay), true
	case yearless(m2):
		y := int(from.Year)
		b, ok := m2.in(y)
		if yearless(m1) && p.direction(i) == future && p.today.Before(from) {
			// A range that has begun is not over before its end.
			c, ok1 := m1.in(y - 1)
			e, ok2 := m2.in(y - 1)
			if ok1 && ok2 && e.To.Last().Before(c.From.First()) {
				e, ok2 = m2.in(y)
			}
			if ok1 && ok2 && !e.To.Last().Before(p.today) && !p.today.Before(c.From) {
				return span(c.From, e.To, c.Grain), true
			}
		}
		if ok && b.To.Last().Before(from.First()) {
			if m2.n == -1 && m2.shape == ofDay { // the third, of the month after
				d := calendar.Day{Year: from.Year, Month: from.Month, DayOfMonth: uint8(m2.day)}.AddMonths(1)
				b = calendar.OnDay(d)
			} else {
				b, ok = m2.in(y + 1)
			}
		}
		return span(from, b.To, a.Grain), ok
	}
	b, ok := p.resolve(m2, i)
	if !ok || b.To.Last().Before(from.First()) {
		return calendar.Interval{}, false
	}
	return span(from, b.To, a.Grain), true
}
