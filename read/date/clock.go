package date

import "github.com/datelinewire/dateline/calendar"

// clock reads the time of day behind a day: Monday night, Thursday noon, on
// Tuesday at 3 p.m. The day stays what it is; an exact time makes its grain
// finer.
func (p *parser) clock(m moment, j int) (moment, int) {
	k := j
	a := p.at(k)
	switch {
	case a.is(cDaypart) && a.space && !a.capital:
		return m, k + 1
	case a.is(cClock) && a.space:
		m.clock = calendar.Hour
		return m, k + 1
	}
	if p.ch(k, ',') && p.word(k+1, "at") {
		k++
	}
	if !p.word(k, "at") {
		return m, j
	}
	if p.at(k + 1).is(cClock) {
		m.clock = calendar.Hour
		return m, k + 2
	}
	if g, n := p.timeOfDay(k + 1); n > 0 {
		m.clock = g
		return m, n
	}
	return m, j
}

// timeOfDay reads 3 p.m., 10:30, 0600 GMT.
func (p *parser) timeOfDay(i int) (calendar.Grain, int) {
	a := p.at(i)
	if !a.is(cNumber) {
		return "", 0
	}
	g, j := calendar.Hour, i+1
	if p.ch(j, ':') && p.at(j+1).digits == 2 && !p.at(j).space {
		g, j = calendar.Minute, j+2
		if p.ch(j, ':') && p.at(j+1).digits == 2 {
			j += 2
		}
	} else if a.digits == 0 && a.num < 24 { // 10.30
		g = calendar.Minute
	}
	if n := p.meridiem(j); n > j {
		return g, n
	}
	if p.v.en.zone.Has(p.lowRaw(j)) {
		return g, j + 1
	}
	if g == calendar.Minute && a.digits > 0 {
		return g, j
	}
	return "", 0
}

// meridiem reads am, pm, a.m., p.m.
func (p *parser) meridiem(j int) int {
	if p.at(j).is(cMeridiem) {
		return j + 1
	}
	w := p.lowRaw(j)
	if (w == "a" || w == "p") && p.ch(j+1, '.') && p.lowRaw(j+2) == "m" {
		if p.ch(j+3, '.') && !p.at(j+3).space && p.at(j+4).end > 0 {
			return j + 4
		}
		return j + 3
	}
	return j
}
