package date

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// expression reads the longest expression at atom i, records it, and gives
// the atom after it; 0 where there is none.
func (p *parser) expression(i int) int {
	a := &p.a[i]
	if a.is(cPrep) {
		if j := p.prepositional(i); j > 0 {
			return j
		}
	}
	if a.word == "later" && p.same(i+1, "than") {
		if j := p.laterThan(i); j > 0 {
			return j
		}
	}
	if a.is(cEvery | cWeekdays | cAdverb | cArticle) {
		if j := p.set(i); j > 0 {
			return j
		}
	}
	if j := p.rangeAt(i, i); j > 0 {
		return j
	}
	if m, j := p.moment(i); j > 0 {
		m, j = p.clock(m, j)
		if p.a[i].is(cThe) && p.adjectival(i+1, m.rule) {
			i++ // the 2020 election: the year is 2020, not the 2020
		}
		p.addMoment(i, j, m)
		// 2012 or later
		if v, ok := p.resolve(m, i); ok && p.at(j).is(cAnd) && (p.word(j+1, "later") || p.word(j+1, "after") && p.o.Assistant) && p.at(j+2).mask&^cPunct == 0 && !p.wordish(j+2) {
			p.add(i, j+2, found{kind: "interval", value: calendar.Since(v.From), rule: "since"})
			return j + 2
		}
		return j
	}
	return p.durationAt(i)
}

// prepositional reads an expression that a preposition opens.
func (p *parser) prepositional(i int) int {
	switch w := p.a[i].word; {
	case p.v.en.boundPreposition.Has(w):
		return p.bounded(i)
	case w == "from" || w == "between":
		if j := p.rangeAt(i, i+1); j > 0 {
			return j
		}
	case w == "within":
		k := i + 1
		if p.at(k).is(cThe) {
			k++
		}
		if p.at(k).is(cTurn) && p.at(k).n > 0 {
			k++
		}
		s, j := p.stretch(k)
		if j == 0 || s.vague || p.at(j).is(cOf) || p.today.IsZero() {
			return 0
		}
		p.add(i, j, found{kind: "interval", rule: "within", value: span(p.today, s.from(p.today, 1), calendar.OfDay)})
		return j
	case w == "in":
		return p.ahead(i)
	}
	return 0
}

// bounded reads by, until, since, before or after with a moment. The moment
// is recorded by itself and then as the bound of an open interval.
func (p *parser) bounded(i int) int {
	k := i + 1
	if p.a[i].is(cPart) || p.word(i, "starting") {
		if p.word(k, "on") || p.word(k, "from") || p.word(k, "in") {
			k++
		}
	}
	m, j := p.moment(k)
	if j == 0 {
		return 0
	}
	if p.at(k).is(cThe) && p.adjectival(k+1, m.rule) {
		return 0 // after the May 3 attack: bounded by the attack
	}
	m, j = p.clock(m, j)
	// By Monday means a Monday to come, unless the clause is over and done.
	switch dir := p.direction(k); {
	case p.word(i, "by") && dir == either:
		p.dir = future
	case p.word(i, "since"):
		p.dir = past
	case p.word(i, "before") && m.shape == ofSeason && dir != past && !p.over(k):
		p.dir = future
		if v, ok := p.resolve(m, k); ok && m.year == 0 && !p.today.Before(v.From) {
			m.year = int(v.From.Year) + 1 // to be done before the winter, in January
		}
	}
	p.addMoment(k, j, m)
	v, ok := p.resolve(m, k)
	if !ok {
		return j
	}
	var out calendar.Interval
	switch w := p.a[i].word; {
	case p.v.en.untilPreposition.Has(w):
		out = calendar.Until(last(v))
	case p.v.en.sinceWord.Has(w):
		out = calendar.Since(v.From)
	case w == "after":
		out = calendar.Since(v.To.Last().AddDays(1))
	case w == "before":
		if m.endOf {
			out = calendar.Until(last(v))
		} else {
			out = calendar.Until(v.From.First().AddDays(-1))
		}
	}
	out.Approximate = v.Approximate
	p.add(i, j, found{kind: "interval", value: out, rule: p.a[i].word})
	return j
}

// over reports whether the verb at atom i tells of what is past, whatever a
// deadline beside it makes of that.
func (p *parser) over(i int) bool {
	t := int(p.at(i).tok)
	return t >= 0 && len(p.d.Tokens) > 0 && p.tense(t, int(p.a[len(p.a)-1].tok)) == past
}

// laterThan reads no later than Monday, and later than 2018.
func (p *parser) laterThan(i int) int {
	m, j := p.moment(i + 2)
	if j == 0 {
		return 0
	}
	no := p.same(i-1, "no") || p.same(i-1, "not")
	if no && p.direction(i+2) == either {
		p.dir = future
	}
	p.addMoment(i+2, j, m)
	v, ok := p.resolve(m, i+2)
	switch {
	case !ok:
	case no:
		p.add(i-1, j, found{kind: "interval", value: calendar.Until(last(v)), rule: "by"})
	default:
		p.add(i, j, found{kind: "interval", value: calendar.Since(v.To.Last().AddDays(1)), rule: "after"})
	}
	return j
}

// last returns the end of v, to the day where the grain is finer than a year.
func last(v calendar.Interval) calendar.Day {
	if v.To.Month == 0 {
		return v.To
	}
	return v.To.Last()
}

// ahead reads in two weeks, in a year's time. In a clause about the past the
// words say how long something took.
func (p *parser) ahead(i int) int {
	s, j := p.stretch(i + 1)
	if j == 0 || p.at(j).is(cOffset|cPrep) && (p.at(j).is(cOffset) && !p.word(j, "from") || p.word(j, "since")) || p.at(j).is(cOf) {
		return 0
	}
	if p.ch(j, '\'') && p.same(j+1, "time") {
		j += 2
	} else if p.ch(j, '\'') && p.same(j+1, "s") && p.same(j+2, "time") {
		j += 3
	}
	if s.vague || !p.o.Assistant && (p.direction(i) == past || p.ranked(i)) {
		p.add(i+1, j, found{kind: "duration", duration: s.iso(), rule: "duration"})
		return j
	}
	m := p.offset(s, p.today, 1, false)
	m.rule = "ahead"
	m, j = p.onWeekday(m, j)
	p.addMoment(i, j, m)
	return j
}

// rankedWithin is how many words before a span of time may stand what it ranks.
const rankedWithin = 6

// ranked reports whether the words from atom i on say over how long something
// was the first, the only or the most of its kind: the first visit in nine
// years, the worst flood in a decade. Then nothing is said of what is to come.
func (p *parser) ranked(i int) bool {
	for k := i - 1; k >= 0 && k >= i-rankedWithin; k-- {
		a := p.at(k)
		switch {
		case a.is(cOrd), p.same(k, "only"), a.tok >= 0 && p.superlative(int(a.tok)):
			return true
		case a.is(cPunct), a.tok >= 0 && p.verb(int(a.tok)):
			return false // the verb before it is what the words belong to
		}
	}
	return false
}

func (p *parser) superlative(t int) bool {
	return p.d.Has.Has(text.Tags) && (p.d.Tokens[t].Tag == text.TagJJS || p.d.Tokens[t].Tag == text.TagRBS)
}

func (p *parser) verb(t int) bool {
	return p.d.Has.Has(text.Tags) && (p.d.Tokens[t].Pos == text.VERB || p.d.Tokens[t].Pos == text.AUX)
}

// adjectival reports whether the day or year at atom i, behind an article, is
// put before a noun (the 2020 election, the May 3 attack).
func (p *parser) adjectival(i int, rule string) bool {
	a := p.at(i)
	// Grammar: these are names of rules.
	return (rule == "year" || rule == "day" || rule == "month") && (a.is(cMonth) || a.is(cNumber) && !p.ordinalSuffix(i))
}

// maxNesting bounds how many periods may be of one another: the first day of
// the last week of the second month of 2010 has four. Beyond it nothing is
// read.
const maxNesting = 6

// moment reads a point or period, without a range or a preposition.
func (p *parser) moment(i int) (moment, int) {
	if p.nesting == maxNesting {
		return moment{}, 0
	}
	p.nesting++
	m, j := p.momentAt(i)
	p.nesting--
	return m, j
}

// momentAt is moment without its bound.
func (p *parser) momentAt(i int) (moment, int) {
	a := p.at(i)
	if a.mask == 0 {
		return moment{}, 0
	}
	k := i
	if a.is(cThe) {
		k = i + 1
		if m, j := p.definite(k); j > 0 {
			return m, j
		}
		a = p.at(k)
		if a.is(cPunct) && a.ch == '\'' && p.at(k+1).digits == 2 { // the '90s
			k++
			a = p.at(k)
		}
	}
	if a.is(cPart | cOffset | cUnit) {
		if m, j := p.part(k); j > 0 {
			return m, j
		}
	}
	if a.is(cTurn | cThat | cSame) {
		if m, j := p.turn(k, k > i); j > 0 {
			return m, j
		}
	}
	if a.is(cDeictic | cNow) {
		if m, j := p.deictic(k); j > 0 {
			return m, j
		}
	}
	if a.is(cHoliday) {
		if m, j := p.holiday(k); j > 0 {
			return m, j
		}
	}
	if a.is(cWeekday) {
		if m, j := p.weekdayForm(k); j > 0 {
			return m, j
		}
	}
	if a.is(cMonth) {
		if m, j := p.monthForm(k); j > 0 {
			return m, j
		}
	}
	if a.is(cNumber | cCard | cArticle | cVague | cHalf | cUnit) {
		if m, j := p.offsetForm(k, k > i); j > 0 {
			return m, j
		}
	}
	if a.is(cNumber | cCard | cOrd) {
		if m, j := p.dayMonth(k); j > 0 {
			return m, j
		}
	}
	if a.is(cOrd | cCard | cNumber) {
		if m, j := p.ordinal(k, k > i); j > 0 {
			return m, j
		}
	}
	if a.is(cNumber) {
		if m, j := p.numeric(k); j > 0 {
			return m, j
		}
		if m, j := p.bareYear(k); j > 0 {
			return m, j
		}
	}
	if a.is(cCode) {
		if m, j := p.codeAt(k, 0); j > 0 {
			return p.withYear(m, j)
		}
	}
	if a.is(cCard) && (p.word(i-1, "in") || p.word(i-1, "since") || p.at(i-1).is(cOf)) {
		if y, j := p.yearWords(k); j > 0 && y >= 1500 && !p.counts(j) {
			return moment{shape: ofYear, year: y, rule: "year"}, j
		}
	}
	if a.is(cSeason) {
		if m, j := p.season(k, k > i); j > 0 {
			return m, j
		}
	}
	if a.is(cDecade) && k > i {
		return p.decade(k)
	}
	if a.is(cFiscal | cUnit) {
		return p.labelledYear(k)
	}
	return moment{}, 0
}

// definite reads what needs the article: the day before, the week of April 10.
func (p *parser) definite(k int) (moment, int) {
	a := p.at(k)
	if !a.is(cUnit) {
		return moment{}, 0
	}
	if p.today.IsZero() {
		return moment{}, 0
	}
	if a.unit == weekend && a.word == "weekend" && p.at(k-2).is(cPrep) && !p.at(k+1).is(cOf|cPrep|cOffset) {
		return fixedAt(p.weekend(p.direction(k)), "weekend"), k + 1
	}
	if a.unit == week && (p.at(k+1).is(cOf) || p.same(k+1, "beginning") || p.same(k+1, "starting") || p.same(k+1, "commencing")) {
		n := k + 2
		if p.word(n, "on") {
			n++
		}
		if m, j := p.moment(n); j > 0 {
			v, ok := p.resolve(m, k)
			if ok && v.From == v.To && v.From.Whole() {
				return fixedAt(around(v.From, week), "week-of"), j
			}
			return moment{}, 0
		}
	}
	if p.o.Assistant && a.unit >= day && a.unit <= year && !strings.HasSuffix(a.word, "s") {
		switch next := p.at(k + 1); {
		case next.end == 0, next.is(cPunct) && next.ch != '\'':
			return fixedAt(around(p.today, a.unit), "the"), k + 1
		}
	}
	// the week after next, the year before last
	if (p.word(k+1, "after") && p.word(k+2, "next")) || (p.word(k+1, "before") && p.word(k+2, "last")) {
		n := 2.0
		if p.word(k+1, "before") {
			n = -2
		}
		if a.unit >= week {
			return fixedAt(around(shift(p.today, n, a.unit), a.unit), "turn"), k + 3
		}
	}
	return moment{}, 0
}

// weekend returns the Saturday and Sunday nearest to the story's day that the
// direction allows; those that hold it count.
func (p *parser) weekend(dir direction) calendar.Interval {
	v, _ := p.nearest(dir, 1, func(k int) (calendar.Interval, bool) { return around(p.today.AddDays(7*k), weekend), true })
	return v
}

// deictic reads today, tonight, yesterday, tomorrow; now only where a range
// asks for it.
func (p *parser) deictic(i int) (moment, int) {
	a := p.at(i)
	if a.is(cNow) {
		if before := p.at(i - 1); !before.is(cAnd|cLink) && !p.v.en.nowPreposition.Has(before.word) {
			return moment{}, 0
		}
		if p.word(i-1, "until") || p.at(i-1).is(cAnd|cLink) && !p.betweenish(i) {
			return moment{}, 0
		}
	}
	if a.capital && i > 0 && p.at(i-1).capital && p.at(i-1).mask == 0 && a.space && p.at(i-1).tok >= 0 && i > 1 {
		return moment{}, 0 // USA Today, Russia Today
	}
	if p.today.IsZero() {
		return moment{shape: unknown, rule: "deictic"}, i + 1
	}
	return fixedAt(calendar.OnDay(p.today.AddDays(int(a.n))), "deictic"), i + 1
}

// betweenish reports whether now closes a range that from or between opened.
func (p *parser) betweenish(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if w := p.a[k].word; w == "between" || w == "from" {
			return true
		}
	}
	return false
}
