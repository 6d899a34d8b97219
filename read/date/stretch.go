package date

import (
	"github.com/datelinewire/dateline/calendar"
)

// stretch is a length of time: two years and three months.
type stretch struct {
	parts [4]amount
	n     int
	vague bool // a few days: no number is said
}

func (s *stretch) iso() string {
	if s.vague {
		return ""
	}
	return iso(s.parts[:s.n])
}

// finest returns the stretch's smallest unit.
func (s *stretch) finest() unit { return s.parts[s.n-1].u }

// from returns the day that lies the stretch after d, or before it with -1.
func (s *stretch) from(d calendar.Day, sign float64) calendar.Day {
	for _, a := range s.parts[:s.n] {
		d = shift(d, sign*a.n, a.u)
	}
	return d
}

// stretch reads a length of time at atom i.
func (p *parser) stretch(i int) (stretch, int) {
	var s stretch
	j := i
	for s.n < len(s.parts) {
		k := j
		if s.n > 0 {
			if p.ch(k, ',') {
				k++
			}
			if p.at(k).is(cAnd) {
				k++
			}
		}
		a, vague, n := p.amount(k)
		if n == 0 || s.n > 0 && (a.u >= s.finest() || vague) {
			break
		}
		s.parts[s.n] = a
		s.n++
		s.vague = s.vague || vague
		j = n
		if vague {
			break
		}
	}
	if s.n == 0 {
		return s, 0
	}
	// an hour and a half
	if p.at(j).is(cAnd) {
		k := j + 1
		if p.at(k).is(cArticle) {
			k++
		}
		if p.at(k).is(cHalf) {
			s.parts[s.n-1].n += 0.5
			return s, k + 1
		}
		if p.at(k).unit == quarter && p.at(k).is(cUnit) && p.at(k-1).is(cArticle) {
			s.parts[s.n-1].n += 0.25
			return s, k + 1
		}
	}
	return s, j
}

// amount reads a number with a unit: three weeks, 49-year, half an hour.
func (p *parser) amount(i int) (amount, bool, int) {
	n, vague, j := p.count(i)
	if j == 0 {
		return amount{}, false, 0
	}
	glued := !p.at(j).space
	if p.ch(j, '-') {
		j, glued = j+1, false
	}
	if p.word(j, "long") {
		j++
	}
	u := p.at(j)
	switch {
	case u.is(cUnit|cOrd) && u.is(cOrd) && n == 1 && p.at(i).is(cArticle) && p.wordish(j+1):
		return amount{}, false, 0 // a second round
	case u.is(cUnit) && !(u.is(cOrd) && n > 20 && n != float64(int(n/10)*10)):
	case u.is(cShort) && glued && p.at(j-1).is(cNumber) && p.o.Assistant:
	default:
		return amount{}, false, 0
	}
	// Three quarters of the voters, two seconds (who fight a duel).
	if (u.unit == quarter || u.unit == half) && p.at(j+1).is(cOf) {
		return amount{}, false, 0
	}
	// Exports fell by a quarter.
	if u.unit == quarter && n == 1 && p.at(i).is(cArticle) && p.word(i-1, "by") {
		return amount{}, false, 0
	}
	return amount{n, u.unit}, vague, j + 1
}

// count reads the number before a unit.
func (p *parser) count(i int) (float64, bool, int) {
	a := p.at(i)
	switch {
	case a.is(cHalf):
		j := i + 1
		if p.at(j).is(cArticle) || p.ch(j, '-') || p.at(j).is(cUnit) {
			if p.at(j).is(cArticle) {
				j++
			}
			return 0.5, false, j
		}
		return 0, false, 0
	case a.is(cNumber) && !p.ch(i-1, '$'):
		n, j := a.num, i+1
		if p.at(j).num == 0.5 && p.at(j).is(cNumber) {
			return n + 0.5, false, j + 1
		}
		if p.at(j).is(cPunct) && !p.ch(j, '-') {
			return 0, false, 0
		}
		return p.andHalf(n, j)
	case a.is(cCard):
		n, j := p.cardinal(i)
		return p.andHalf(n, j)
	case a.is(cArticle):
		if p.word(i+1, "few") && p.at(i+1).is(cVague) || p.same(i+1, "number") {
			return 3, true, i + 2
		}
		if p.word(i+1, "couple") {
			return p.couple(i + 1)
		}
		if p.word(i+1, "dozen") {
			return 12, false, i + 2
		}
		if p.at(i + 1).is(cHalf) {
			return 0.5, false, i + 2
		}
		if p.at(i+1).is(cUnit) || p.same(i+1, "full") || p.same(i+1, "whole") {
			if !p.at(i + 1).is(cUnit) {
				return 1, false, i + 2
			}
			return 1, false, i + 1
		}
	case a.word == "couple":
		return p.couple(i)
	case a.is(cVague):
		return 3, !p.o.Assistant, i + 1
	case p.o.Assistant && (p.same(i, "all") || p.same(i, "another")):
		return 1, false, i + 1
	}
	return 0, false, 0
}

func (p *parser) couple(i int) (float64, bool, int) {
	if p.at(i + 1).is(cOf) {
		return 2, false, i + 2
	}
	return 2, false, i + 1
}

// andHalf reads the half of two and a half years.
func (p *parser) andHalf(n float64, j int) (float64, bool, int) {
	if !p.at(j).is(cAnd) {
		return n, false, j
	}
	k := j + 1
	if p.at(k).is(cArticle) {
		k++
	}
	switch {
	case p.at(k).is(cHalf) && p.at(k+1).is(cUnit):
		return n + 0.5, false, k + 1
	case p.word(k, "quarter") && p.at(k-1).is(cArticle) && p.at(k+1).is(cUnit):
		return n + 0.25, false, k + 1
	}
	return n, false, j
}

// cardinal reads a number in words: twenty-one, two hundred.
func (p *parser) cardinal(i int) (float64, int) {
	var total, part float64
	j := i
	for ; p.at(j).is(cCard) || p.ch(j, '-') && j > i && p.at(j+1).is(cCard) || p.at(j).is(cAnd) && j > i && p.at(j+1).is(cCard) && (part >= 100 || p.o.Assistant); j++ {
		a := p.at(j)
		if !a.is(cCard) {
			continue
		}
		switch n := float64(a.n); {
		case n == 1000:
			total, part = total+max(part, 1)*1000, 0
		case n == 100:
			part = max(part, 1) * 100
		case n == 12 && part > 0 && a.word == "dozen":
			part *= 12
		default:
			part += n
		}
	}
	return total + part, j
}

// durationAt records a length of time at atom i.
func (p *parser) durationAt(i int) int {
	s, j := p.stretch(i)
	if j == 0 || s.vague && p.o.Assistant {
		return 0
	}
	a := p.at(i)
	if a.is(cArticle) && p.at(i+1).is(cUnit) && !p.lasting(i) {
		return 0 // 40 dollars a day
	}
	if a.is(cCard|cNumber) && s.finest() == half || p.ch(i-1, '/') {
		return 0
	}
	rule := "duration"
	k := p.skip(j, '-')
	if p.at(k).is(cOld) {
		rule, j = "age", k+1
		if p.ch(j, 's') {
			j++
		}
	}
	if w := p.lowRaw(k + 1); p.at(j).is(cAnd) && p.v.en.ageWord.Has(w) || p.lowRaw(j) == "of" && p.lowRaw(j+1) == "age" {
		rule = "age"
	}
	// A few days has a kind but no number.
	p.add(i, j, found{kind: "duration", duration: s.iso(), rule: rule})
	return j
}

// lasting reports whether the word before atom i asks for a length of time.
func (p *parser) lasting(i int) bool {
	prev := p.at(i - 1)
	if prev.is(cPrep | cLink) {
		return true
	}
	if p.v.en.lengthCue.Has(p.d.Text[prev.start:prev.end]) {
		return true
	}
	return p.at(p.skip(i+2, '-')).is(cOld) || p.o.Assistant
}

// set reads what comes again: every year, each Monday, on Mondays, daily.
func (p *parser) set(i int) int {
	a := p.at(i)
	freq := func(u unit) string {
		switch u {
		case hour, minute, second:
			return "FREQ=HOURLY"
		case day, night:
			return "FREQ=DAILY"
		case week, weekend:
			return "FREQ=WEEKLY"
		case fortnight:
			return "FREQ=WEEKLY;INTERVAL=2"
		case month:
			return "FREQ=MONTHLY"
		case quarter:
			return "FREQ=MONTHLY;INTERVAL=3"
		case half:
			return "FREQ=MONTHLY;INTERVAL=6"
		case year:
			return "FREQ=YEARLY"
		case decade:
			return "FREQ=YEARLY;INTERVAL=10"
		}
		return ""
	}
	rep, j := "", i+1
	switch {
	case a.is(cEvery):
		if u := p.at(j); u.is(cUnit) && !u.is(cOrd) {
			rep, j = freq(u.unit), j+1
		} else if u.is(cWeekday) {
			rep, j = "FREQ=WEEKLY;BYDAY="+byDay[u.n], j+1
		} else if u.is(cMonth) && p.isMonth(j) {
			rep, j = "FREQ=YEARLY;BYMONTH="+itoa(int(u.n)), j+1
		} else if s, n := p.stretch(j); n > 0 && s.n == 1 && !s.vague && s.parts[0].n >= 2 && s.parts[0].n == float64(int(s.parts[0].n)) {
			if f := freq(s.parts[0].u); f != "" && len(f) < 14 {
				rep, j = f+";INTERVAL="+itoa(int(s.parts[0].n)), n
			}
		}
	case a.is(cWeekdays):
		rep = "FREQ=WEEKLY;BYDAY=" + byDay[a.n]
	case a.is(cAdverb) && !a.capital:
		rep = freq(a.unit)
	}
	if rep == "" {
		return 0
	}
	p.add(i, j, found{kind: "set", repeat: rep, rule: "set"})
	return j
}

var byDay = [...]string{1: "MO", 2: "TU", 3: "WE", 4: "TH", 5: "FR", 6: "SA", 7: "SU"}

func itoa(n int) string {
	if n >= 10 {
		return string([]byte{byte('0' + n/10%10), byte('0' + n%10)})
	}
	return string([]byte{byte('0' + n)})
}
