package date

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// turn reads last week, this September, next Friday, the past three months,
// the same day, the week after next.
func (p *parser) turn(i int, the bool) (moment, int) {
	a := p.at(i)
	if a.is(cThat | cSame) {
		return p.same2(i)
	}
	if !a.is(cTurn) || a.word == "last" && p.modal(i-1) || a.word == "following" && !the && !p.o.Assistant {
		return moment{}, 0
	}
	n := int(a.n)
	j := i + 1
	b := p.at(j)
	if a.word == "this" && b.is(cTurn) && b.n != 0 { // this coming Friday
		n, j = int(b.n), j+1
		if p.v.en.nearTurn.Has(b.word) {
			if w := p.at(j); w.is(cWeekday) && !p.today.IsZero() {
				dir := past
				if n > 0 {
					dir = future
				}
				return fixedAt(calendar.OnDay(p.weekday(int(w.n), dir)), "weekday"), j + 1
			}
		}
		b = p.at(j)
	}
	if p.today.IsZero() {
		return p.undatedTurn(i, j)
	}
	// An ordinal turn: the last week of May.
	if the || n != 0 {
		if m, k := p.nthOf(i, -1); k > 0 && n < 0 {
			return m, k
		}
	}
	if s, k := p.stretch(j); k > 0 && n != 0 && !p.at(j).is(cUnit|cOrd|cArticle) {
		if s.n > 1 && p.at(k).is(cOffset) && !p.at(k).is(cPrep) {
			// the last three months, and two days ago
			_, _, k = p.amount(j)
			s.n = 1
		}
		return p.run(s, n, k, a.word)
	}
	switch {
	case b.is(cFiscal):
		if b.n == 2 && p.at(j+1).unit == year {
			return fixedAt(around(shift(p.today, float64(n), year), year), "turn"), j + 2
		}
		if p.at(j + 1).is(cUnit) {
			return moment{shape: unknown, rule: "fiscal"}, j + 2
		}
	case b.is(cWeekday):
		return p.turnWeekday(n, j, a.word)
	case b.is(cMonth) && (b.capital || !b.is(cVerb)) && p.isMonth(j):
		return p.turnMonth(n, j)
	case b.is(cHoliday):
		if m, k := p.holiday(j); k > 0 && m.year == 0 {
			return p.turnYearly(m, n, k)
		}
	case b.is(cSeason):
		m := moment{shape: ofSeason, n: int(b.n), rule: "season"}
		return p.turnYearly(m, n, j+1)
	case b.is(cDaypart) && n <= 0 && a.word != "past":
		if n < 0 && b.word != "night" && b.word != "evening" {
			return moment{}, 0
		}
		return fixedAt(calendar.OnDay(p.today.AddDays(n)), "daypart"), j + 1
	case b.is(cUnit) && b.unit == fortnight && n != 0:
		s := stretch{n: 1}
		s.parts[0] = amount{2, week}
		return p.run(s, n, j+1, a.word)
	case b.is(cUnit) && n != 0 && strings.HasSuffix(b.word, "s") && b.unit >= day:
		return moment{shape: unknown, rule: "turn"}, j + 1 // the coming weeks: how many is not said
	case b.is(cUnit) && !b.is(cOrd) && b.unit >= day && b.unit != fortnight:
		return p.turnUnit(n, j, a.word)
	case b.is(cNumber) && p.o.Assistant:
		if m, k := p.numeric(j); k > 0 && m.shape == ofDay && m.year == 0 {
			m.year = int(p.today.Year) + n
			return m, k
		}
		if m, k := p.dayMonth(j); k > 0 && m.year == 0 {
			m.year = int(p.today.Year) + n
			return m, k
		}
	}
	return moment{}, 0
}

// modal reports whether atom i makes a verb of the last that follows: the talks
// are to last two weeks.
func (p *parser) modal(i int) bool {
	return p.v.en.verbMaker.Has(p.lowRaw(i))
}

// undatedTurn keeps the span of last week where no day is known.
func (p *parser) undatedTurn(i, j int) (moment, int) {
	if b := p.at(j); b.is(cUnit) && !b.is(cOrd) && b.unit >= week || b.is(cWeekday) && !b.is(cAbbr) || b.is(cMonth) && p.isMonth(j) {
		return moment{shape: unknown, rule: "turn"}, j + 1
	}
	return moment{}, 0
}

// turnUnit reads last week, this month, the next day, the following year.
func (p *parser) turnUnit(n, j int, w string) (moment, int) {
	u := p.at(j).unit
	base := p.today
	anaphoric := p.v.en.anaphoricTurn.Has(w)
	if u == day || u == night {
		if n == 0 || w == "last" || w == "past" {
			if u == night && n < 0 {
				return fixedAt(calendar.OnDay(p.today.AddDays(-1)), "daypart"), j + 1
			}
			return moment{}, 0
		}
		anaphoric = true
	}
	if u == weekend {
		return fixedAt(around(p.today.AddDays(7*n), weekend), "turn"), j + 1
	}
	if anaphoric && p.anchor.From.Whole() && !p.o.Assistant {
		base = p.anchor.From
	} else if anaphoric && u >= month && p.anchor.From.Month != 0 && !p.o.Assistant {
		base = p.anchor.From.First()
	}
	if w == "last" && p.at(j-2).is(cThe) && u >= week {
		w = "past" // over the last year: the twelve months that end today
	}
	if w == "past" && u != quarter && u >= week && !p.o.Assistant {
		return fixedAt(span(shift(base, -1, u), base.AddDays(-1), calendar.OfDay), "turn"), j + 1
	}
	v := around(shift(base, float64(n), u), u)
	m := fixedAt(v, "turn")
	j++
	if u == week {
		// next week on Tuesday, next week - Monday
		k := j
		if p.word(k, "on") || p.ch(k, '-') {
			k++
		}
		if d := p.at(k); d.is(cWeekday) && (!d.is(cAbbr) || p.o.Assistant) {
			return fixedAt(calendar.OnDay(v.From.AddDays(int(d.n)-1)), "weekday"), k + 1
		}
	}
	if u == year && n != 0 && p.ch(j, '\'') && p.same(j+1, "s") {
		// next year's first quarter
		if o := p.at(j + 2); o.is(cOrd) && p.at(j+3).unit == quarter && p.at(j+3).is(cUnit) {
			return fixedAt(quarterOf(int(v.From.Year), min(4, int(o.n))), "quarter"), j + 4
		}
	}
	return m, j
}

// run reads the past three months, the next two weeks: so many units that end
// yesterday or begin tomorrow.
func (p *parser) run(s stretch, n, j int, w string) (moment, int) {
	if p.at(j).is(cOf) && n < 0 {
		if m, k := p.lastFew(s, j); k > 0 {
			return m, k
		}
	}
	u := s.parts[0].u
	if measures[u].clock {
		return fixedAt(calendar.OnDay(p.today), "run"), j
	}
	m := moment{shape: fixed, rule: "run", approx: s.vague}
	whole := u == quarter || u == decade || u == century
	switch {
	case whole && n < 0:
		to := around(p.today, u).From.First().AddDays(-1)
		m.iv = span(around(shift(to, 1-s.parts[0].n, u), u).From.First(), to, calendar.OfDay)
	case whole:
		from := around(p.today, u).To.Last().AddDays(1)
		m.iv = span(from, around(shift(from, s.parts[0].n-1, u), u).To.Last(), calendar.OfDay)
	case n < 0:
		m.iv = span(s.from(p.today, -1), p.today.AddDays(-1), calendar.OfDay)
	default:
		m.iv = span(p.today.AddDays(1), s.from(p.today, 1), calendar.OfDay)
	}
	if s.vague && !p.o.Assistant {
		m.shape = unknown
	}
	return m, j
}

// turnWeekday reads last Friday and next Monday: the day of the week before
// or after the story's, and where the story's own week is still to come or
// over, that.
func (p *parser) turnWeekday(n, j int, w string) (moment, int) {
	if p.paper(j + 1) {
		return moment{}, 0
	}
	wd := int(p.at(j).n)
	// next Friday 5/12: the date says which
	if d := p.at(j + 1); (d.is(cNumber|cMonth) || p.ch(j+1, '-') || p.ch(j+1, '(')) && p.o.Assistant {
		if m, k := p.weekdayForm(j); k > j+1 && m.shape == ofDay {
			m.year = int(p.today.Year)
			return m, p.skip(k, ')')
		}
	}
	if p.v.en.nearTurn.Has(w) && (w != "coming" || !p.o.Assistant) {
		dir := past
		if n > 0 {
			dir = future
		}
		return fixedAt(calendar.OnDay(p.weekday(wd, dir)), "weekday"), j + 1
	}
	monday := around(p.today, week).From.AddDays(7 * n)
	return fixedAt(calendar.OnDay(monday.AddDays(wd-1)), "weekday"), j + 1
}

// turnMonth reads last September: the last that is over, the next that has
// not begun, this year's.
func (p *parser) turnMonth(n, j int) (moment, int) {
	m, k := p.monthForm(j)
	if k == 0 || m.year != 0 {
		return moment{}, 0
	}
	return p.turnYearly(m, n, k)
}

func (p *parser) turnYearly(m moment, n, k int) (moment, int) {
	y := int(p.today.Year)
	for try := y - 8; try <= y+8; try++ {
		v, ok := m.in(try)
		if !ok {
			continue
		}
		switch {
		case n == 0 && try == y:
			m.iv = v
		case n < 0 && v.To.Last().Before(p.today):
			m.iv = v
		case n > 0 && m.iv.From.IsZero() && p.today.Before(v.From):
			m.iv = v
		}
	}
	if m.iv.From.IsZero() {
		return moment{}, 0
	}
	rule := m.rule
	return fixedAt(m.iv, rule), k
}

// same2 reads the same day, that week: what the anchor lies in.
func (p *parser) same2(i int) (moment, int) {
	j := i + 1
	if p.at(i).is(cThat) && p.at(j).is(cSame) {
		j++
	}
	b := p.at(j)
	m := moment{shape: unknown, rule: "same"}
	u := b.unit
	switch {
	case b.is(cUnit) && !b.is(cOrd) && u >= day && u != fortnight && !(b.word == "days" || b.word == "weeks"):
	case b.is(cDaypart) && p.at(i).is(cSame|cThat):
		u = day
	default:
		return moment{}, 0
	}
	if u == night {
		u = day
	}
	if p.o.Assistant {
		return fixedAt(around(p.today, u), "same"), j + 1
	}
	v := p.anchor
	if v.From.IsZero() || u == day && !(v.From.Whole() && v.From == v.To) || u >= week && u < year && v.From.Month == 0 {
		return m, j + 1
	}
	return fixedAt(around(v.From.First(), u), "same"), j + 1
}

// offsetForm reads two weeks ago, a day later, three months after Easter, the
// day before yesterday.
func (p *parser) offsetForm(i int, the bool) (moment, int) {
	var s stretch
	j := 0
	if the && p.at(i).is(cUnit) && !p.at(i).is(cOrd) {
		s.parts[0], s.n, j = amount{1, p.at(i).unit}, 1, i+1
	} else if !the {
		s, j = p.stretch(i)
		if p.at(i).is(cUnit) {
			return moment{}, 0
		}
	}
	if j == 0 {
		return p.countedTurn(i)
	}
	if s.vague && p.o.Assistant {
		return moment{}, 0
	}
	switch w := p.at(j).word; {
	case w == "starting" || w == "beginning":
		return p.startingAt(s, j)
	case w == "ago":
		return p.offset(s, p.today, -1, false), j + 1
	case w == "hence":
		return p.offset(s, p.today, 1, false), j + 1
	case w == "later" || w == "earlier":
		if p.at(j+1).is(cTurn) && measures[s.finest()].clock {
			break
		}
		sign := 1.0
		if p.word(j, "earlier") {
			sign = -1
		}
		return p.fromAnchor(s, sign), j + 1
	case p.v.en.anchorPreposition.Has(w):
		if p.word(j, "from") && p.word(i-1, "for") {
			break // for one month from Wednesday: a length and its start
		}
		return p.offsetFrom(s, i, j, the)
	case w == "on" && p.at(j+1).is(cWeekday):
		return p.weeksOn(s, i, j+1)
	case w == "prior":
		if p.at(j + 1).is(cLink) {
			return p.offsetFrom(s, i, j+1, the)
		}
	}
	return moment{}, 0
}

// weeksOn reads a week on Tuesday: so many weeks after the coming one, where the
// clause is not about the past and nothing lasts so long.
func (p *parser) weeksOn(s stretch, i, j int) (moment, int) {
	if u := s.parts[0].u; s.vague || s.n != 1 || u != week && u != fortnight || p.today.IsZero() || p.o.Assistant || p.lasting(i) || p.direction(i) == past {
		return moment{}, 0
	}
	from := p.weekday(int(p.at(j).n), future)
	return fixedAt(calendar.OnDay(s.from(from, 1)), "weekday"), j + 1
}

// offset returns the day that lies a stretch from base. A number of months or
// years from the story's day names a month or year, not a day; exact asks for
// the day.
func (p *parser) offset(s stretch, base calendar.Day, sign float64, exact bool) moment {
	m := moment{shape: unknown, rule: "offset"}
	if s.vague || base.IsZero() {
		return m
	}
	d := s.from(base, sign)
	if u := s.finest(); !exact && !p.o.Assistant && u >= month {
		if s.parts[0].n != float64(int(s.parts[0].n)) {
			u = month
		}
		if u == quarter || u == half {
			u = month
		}
		m = fixedAt(around(d, u), "offset")
		m.approx = true
		return m
	}
	return fixedAt(calendar.OnDay(d), "offset")
}

// fromAnchor measures from the day spoken of last.
func (p *parser) fromAnchor(s stretch, sign float64) moment {
	base := p.anchor.From
	if p.o.Assistant {
		base = p.today
	}
	if u := s.finest(); !base.Whole() && !base.IsZero() && u >= month && !s.vague {
		if base.Month == 0 && u < year {
			return moment{shape: unknown, rule: "later"}
		}
		d := s.from(base.First(), sign)
		if base.Month == 0 {
			d.Month = 0
		}
		d.DayOfMonth = 0
		return fixedAt(calendar.OnDay(d), "later")
	}
	if !base.Whole() {
		base = calendar.Day{}
	}
	m := p.offset(s, base, sign, false)
	m.rule = "later"
	return m
}

// offsetFrom reads what a stretch is measured from: two weeks after May 13.
// Behind another date it measures the clause that follows: on Friday, two
// days after the island voted to secede.
func (p *parser) offsetFrom(s stretch, i, j int, the bool) (moment, int) {
	sign := 1.0
	if p.word(j, "before") || p.word(j, "prior") || p.at(j).is(cLink) {
		sign = -1
	}
	if measures[s.finest()].clock {
		return moment{}, 0 // three minutes from today: a length of time
	}
	if m, k := p.moment(j + 1); k > 0 {
		if m.shape == ofSeason && s.finest() == year {
			return moment{}, 0 // 20 metres a year before the winter
		}
		v, ok := p.resolve(m, j+1)
		out := moment{shape: unknown, rule: "offset"}
		if ok {
			base := v.From.First()
			if sign > 0 && v.From != v.To && !p.o.Assistant {
				base = v.To.Last()
			}
			out = p.offset(s, base, sign, true)
			out.approx = out.approx || !v.From.Whole()
		}
		return p.onWeekday(out, k)
	}
	if w := p.at(j).word; w != "before" && w != "after" {
		return moment{}, 0
	}
	if end := p.at(j + 1); end.mask == 0 && end.end == 0 || end.is(cPunct) && (end.ch == '.' || end.ch == ',' || end.ch == '?' || end.ch == '"' || end.ch == ';') {
		return p.fromAnchor(s, sign), j + 1
	}
	if the || s.vague || !p.justDated(i) {
		return moment{}, 0
	}
	m := p.offset(s, p.anchor.From, -sign, true)
	m.rule, m.timeless = "event-offset", true
	return m, j + 1
}

// justDated reports whether a day stands right before atom i in the sentence.
func (p *parser) justDated(i int) bool {
	if !p.anchor.From.Whole() || p.anchor.From != p.anchor.To {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if t := p.a[k].tok; t >= 0 && p.w.DateAt(int(t)) != nil {
			return true
		}
	}
	return false
}

// countedTurn reads the five past years, 3 next weeks.
func (p *parser) countedTurn(i int) (moment, int) {
	n, vague, j := p.count(i)
	if j == 0 || vague || !p.at(i).is(cNumber|cCard) || p.today.IsZero() {
		return moment{}, 0
	}
	t, u := p.at(j), p.at(j+1)
	if !t.is(cTurn) || t.n == 0 || !u.is(cUnit) || u.is(cOrd) {
		return moment{}, 0
	}
	s := stretch{n: 1}
	s.parts[0] = amount{n, u.unit}
	return p.run(s, int(t.n), j+2, t.word)
}

// startingAt reads three days starting on Monday.
func (p *parser) startingAt(s stretch, j int) (moment, int) {
	k := j + 1
	if p.word(k, "on") || p.word(k, "from") {
		k++
	}
	m, e := p.moment(k)
	if e == 0 || s.vague {
		return moment{}, 0
	}
	v, ok := p.resolve(m, k)
	if !ok {
		return moment{shape: unknown, rule: "starting"}, e
	}
	from := v.From.First()
	return fixedAt(span(from, s.from(from, 1).AddDays(-1), calendar.OfDay), "starting"), e
}
