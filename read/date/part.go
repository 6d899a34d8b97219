package date

import "github.com/datelinewire/dateline/calendar"

// part reads a part of a period: late April, the end of the first quarter,
// early this year, later in the week, mid-2012.
func (p *parser) part(i int) (moment, int) {
	a := p.at(i)
	switch {
	case a.is(cPart):
		return p.partOf(i)
	case a.word == "earlier" || a.word == "later":
		return p.restOf(i)
	case p.same(i, "rest") || p.same(i, "remainder"):
		return p.restOf(i)
	}
	return moment{}, 0
}

func (p *parser) partOf(i int) (moment, int) {
	a := p.at(i)
	name, j := "", i+1
	switch w := a.word; {
	case p.v.en.partPrefix.Has(w):
		name = a.word
		if p.ch(j, '-') {
			j++
		} else if p.word(j, "in") || p.word(j, "on") {
			j++
		}
	case w == "middle":
		name = "mid"
	case p.v.en.partStart.Has(w):
		name = "start"
	case w == "end" || w == "close":
		name = "end"
	}
	// Grammar: these are names of parts, not words.
	if name == "mid" && a.word == "middle" || name == "start" || name == "end" {
		if !p.at(j).is(cOf) {
			return moment{}, 0
		}
		j++
	}
	v, k, ok := p.period(j)
	if k == 0 {
		return moment{}, 0
	}
	m := moment{shape: unknown, rule: "part"}
	if !ok {
		return m, k
	}
	from, to := v.From, v.To
	if from.IsZero() || to.IsZero() {
		return moment{}, 0
	}
	switch name {
	case "start":
		m = fixedAt(calendar.OnDay(from.First()), "start")
	case "end":
		m = fixedAt(calendar.OnDay(to.Last()), "end")
		m.endOf = true
	default:
		m = fixedAt(v, "part")
		if v.From != v.To || !v.From.Whole() {
			m.iv = thirds(v, name)
			m.approx = true
		}
	}
	return m, k
}

// period reads the period of which a part is named: a moment, or the month,
// the year and the like, which are the story's own.
func (p *parser) period(i int) (calendar.Interval, int, bool) {
	k := i
	if p.at(k).is(cThe) {
		k++
	}
	if u := p.at(k); u.is(cUnit) && !u.is(cOrd) && u.unit >= day && !p.at(k+1).is(cOf) {
		if _, n := p.moment(i); n == 0 {
			if p.today.IsZero() {
				return calendar.Interval{}, k + 1, false
			}
			if u.unit == day && k == i {
				return calendar.Interval{}, 0, false
			}
			return around(p.today, u.unit), k + 1, true
		}
	}
	if u := p.at(k); u.is(cFiscal) {
		return calendar.Interval{}, 0, false
	}
	m, j := p.moment(i)
	if j == 0 {
		return calendar.Interval{}, 0, false
	}
	v, ok := p.resolve(m, i)
	return v, j, ok
}

// restOf reads earlier this year, later in the week, the rest of the month.
func (p *parser) restOf(i int) (moment, int) {
	j := i + 1
	if p.word(j, "in") || p.at(j).is(cOf) {
		j++
	} else if p.word(j, "on") {
		// later on Monday
		if m, k := p.moment(j + 1); k > 0 && m.shape == ofWeekday {
			return m, k
		}
		return moment{}, 0
	} else if !p.at(j).is(cTurn | cDeictic | cWeekday | cMonth) {
		return moment{}, 0
	}
	k := j
	if p.at(k).is(cThe) {
		k++
	}
	if !p.at(k).is(cTurn | cDeictic | cUnit | cWeekday) {
		return moment{}, 0
	}
	v, n, ok := p.period(j)
	if n == 0 {
		return moment{}, 0
	}
	if !ok {
		return moment{shape: unknown, rule: "part"}, n
	}
	m := fixedAt(v, "part")
	if v.From == v.To && v.From.Whole() || p.today.IsZero() {
		return m, n
	}
	if v.Covers(p.today) {
		if p.word(i, "earlier") {
			m.iv = span(v.From.First(), p.today.AddDays(-1), calendar.OfDay)
			if p.today == v.From.First() {
				m.iv.To = p.today
			}
		} else {
			m.iv = span(p.today, v.To.Last(), calendar.OfDay)
		}
		m.approx = true
	}
	return m, n
}

// ordinal reads the first quarter of 2010, the second week of May, the 21st
// century, the second half of this year, the 15th day of next month.
func (p *parser) ordinal(i int, the bool) (moment, int) {
	n, j := 0, 0
	a := p.at(i)
	switch {
	case a.is(cOrd):
		n, j = int(a.n), i+1
		if a.unit == second && p.at(j).mask == 0 {
			return moment{}, 0
		}
	case a.is(cNumber) && p.ordinalSuffix(i):
		n, j = int(a.n), i+2
	case a.is(cCard) && a.n >= 20 && a.n%10 == 0:
		k := p.skip(i+1, '-')
		if b := p.at(k); b.is(cOrd) && b.n < 10 {
			n, j = int(a.n+b.n), k+1
		}
	}
	if j == 0 {
		return moment{}, 0
	}
	j = p.skip(j, '-')
	u := p.at(j)
	switch {
	case u.is(cUnit) && u.unit == century:
		return fixedAt(years((n-1)*100, n*100-1, calendar.Century), "century"), j + 1
	case u.is(cFiscal) && p.at(j+1).unit == quarter:
		return moment{shape: unknown, rule: "fiscal"}, j + 2
	case u.is(cUnit) && u.unit == quarter && n <= 4:
		m := moment{shape: ofQuarter, n: n, rule: "quarter"}
		return p.ofWhole(m, j+1)
	case u.is(cHalf) && n <= 2:
		m := moment{shape: ofHalf, n: n, rule: "half"}
		return p.ofWhole(m, j+1)
	case u.is(cUnit) && (u.unit == week || u.unit == day || u.unit == month || u.unit == weekend || u.unit == decade):
		return p.nthOf(j-1, n)
	case u.is(cNumber | cCard):
		return p.firstFew(j, n, i)
	}
	if the && p.o.Assistant && n <= 31 && !u.is(cUnit) && !p.wordish(j) && (p.word(i-2, "on") || p.at(i-2).is(cPrep)) && !p.word(i-2, "between") {
		return moment{shape: dayOfMonth, day: n, rule: "day"}, j
	}
	return moment{}, 0
}

// ofWhole reads what a quarter or half is of. Without a year it is the
// story's nearest; of something that is no time it is no time either.
func (p *parser) ofWhole(m moment, j int) (moment, int) {
	if !p.at(j).is(cOf) {
		w, k := p.withYear(m, j)
		if k == j && m.shape == ofHalf {
			return moment{}, 0 // the first half: more often of a match
		}
		return w, k
	}
	k := j + 1
	if p.at(k).is(cThe) {
		k++
	}
	if u := p.at(k); u.is(cUnit) && u.unit == year {
		if _, n := p.yearNumber(k + 1); n == 0 {
			if p.today.IsZero() {
				return moment{}, 0
			}
			m.year = int(p.today.Year)
			return m, k + 1
		}
	}
	v, n, ok := p.period(j + 1)
	if n == 0 {
		return moment{}, 0
	}
	if !ok {
		return moment{shape: unknown, rule: m.rule}, n
	}
	if v.Grain == calendar.Year && v.From == v.To {
		m.year = int(v.From.Year)
		return m, n
	}
	if m.shape == ofHalf {
		days := v.To.Last().Sub(v.From.First()) + 1
		mid := v.From.First().AddDays(days / 2)
		if m.n == 1 {
			return fixedAt(span(v.From.First(), mid.AddDays(-1), calendar.OfDay), "half"), n
		}
		return fixedAt(span(mid, v.To.Last(), calendar.OfDay), "half"), n
	}
	return moment{}, 0
}

// nthOf reads the nth day, week or month of a period; the unit stands at atom
// j+1, and n = -1 is the last.
func (p *parser) nthOf(j, n int) (moment, int) {
	u := p.at(j + 1)
	if !u.is(cUnit) || !(p.at(j+2).is(cOf) || p.word(j+2, "in")) || u.is(cOrd) {
		return moment{}, 0
	}
	v, k, ok := p.period(j + 3)
	if k == 0 || !ok {
		return moment{}, 0
	}
	from, to := v.From.First(), v.To.Last()
	switch {
	case u.unit == week && v.From.Month == 0:
		if n < 0 {
			n = isoWeeks(int(v.From.Year))
		}
		return fixedAt(isoWeek(int(v.From.Year), n), "nth"), k
	case u.unit == week:
		// The first week of a month is the one with its first Thursday.
		w := around(from.AddDays(3), week).From
		if w.AddDays(3).Before(from) {
			w = w.AddDays(7)
		}
		if n < 0 {
			for n = 1; !to.Before(w.AddDays(7*n + 3)); n++ {
			}
		}
		return fixedAt(around(w.AddDays(7*(n-1)), week), "nth"), k
	case u.unit == weekend:
		w := from.AddDays((6 - isoWeekday(from) + 7) % 7)
		if n < 0 {
			w = to.AddDays(-((isoWeekday(to) + 1) % 7))
			return fixedAt(span(w, w.AddDays(1), calendar.OfDay), "nth"), k
		}
		w = w.AddDays(7 * (n - 1))
		return fixedAt(span(w, w.AddDays(1), calendar.OfDay), "nth"), k
	}
	d := shift(from, float64(n-1), u.unit)
	if n < 0 {
		d = to
	}
	if to.Before(d) {
		return moment{}, 0
	}
	return fixedAt(around(d, u.unit), "nth"), k
}

// isoWeeks returns the number of weeks of a year, 52 or 53.
func isoWeeks(y int) int {
	return around(calendar.Date(y, 12, 28), week).From.Sub(isoWeek(y, 1).From)/7 + 1
}

// firstFew reads the first three months of 2010; only the first so many have
// an ordinal, the last so many come by way of turn.
func (p *parser) firstFew(j, n, i int) (moment, int) {
	s, k := p.stretch(j)
	if k == 0 || s.vague || n != 1 || !(p.at(k).is(cOf) || p.o.Assistant && p.at(k).is(cTurn)) {
		return moment{}, 0
	}
	q := k
	if p.at(k).is(cOf) {
		q++
	}
	v, e, ok := p.period(q)
	if e == 0 || !ok {
		return moment{}, 0
	}
	from := v.From.First()
	if s.finest() == week && v.From.Month == 0 {
		from = isoWeek(int(v.From.Year), 1).From
	}
	return fixedAt(span(from, s.from(from, 1).AddDays(-1), calendar.OfDay), "first"), e
}

// lastFew reads the last two weeks of May behind "last".
func (p *parser) lastFew(s stretch, k int) (moment, int) {
	v, e, ok := p.period(k + 1)
	if e == 0 || !ok || s.vague {
		return moment{}, 0
	}
	end := v.To.Last().AddDays(1)
	if s.finest() == week && v.From.Month == 0 {
		end = isoWeek(int(v.From.Year), isoWeeks(int(v.From.Year))).To.AddDays(1)
	}
	return fixedAt(span(s.from(end, -1), end.AddDays(-1), calendar.OfDay), "last"), e
}

// season reads the spring of 2003, summer 2012, this being the north's.
func (p *parser) season(i int, the bool) (moment, int) {
	a := p.at(i)
	m := moment{shape: ofSeason, n: int(a.n), rule: "season"}
	w, j := p.withYear(m, i+1)
	if j > i+1 {
		return w, j
	}
	prev := p.at(i - 1)
	if the {
		prev = p.at(i - 2)
	}
	next := p.at(i + 1)
	if (p.v.en.seasonPreposition.Has(prev.word) || prev.is(cPart) || prev.is(cOf) && p.at(i-3).is(cPart)) && !a.capital && next.mask&^cPunct == 0 && !p.wordish(i+1) {
		return m, i + 1
	}
	return moment{}, 0
}

// decade reads the nineties; the 1990s are read with the years.
func (p *parser) decade(i int) (moment, int) {
	n := int(p.at(i).n)
	if p.at(i+1).mask == 0 && p.at(i+1).capital {
		return moment{}, 0
	}
	y := 1900 + n
	if !p.today.IsZero() && p.today.Year >= 2030 && n <= 20 {
		y += 100
	}
	return fixedAt(years(y, y+9, calendar.Decade), "decade"), i + 1
}
