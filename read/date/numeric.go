package date

import (
	"regexp"
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// numeric reads days written in figures: 2012-04-23, 4/23/2012, 23.04.2012.
// Where both orders are possible, the story's other days say which it is in;
// where they do not, the day is not known.
func (p *parser) numeric(i int) (moment, int) {
	a := p.at(i)
	if !a.is(cNumber) || p.inNumber(i) {
		return moment{}, 0
	}
	if a.digits == 0 {
		return p.dotted(i)
	}
	if a.digits == 8 && p.o.Assistant {
		return p.wholeDay(int(a.n)/10000, int(a.n)/100%100, int(a.n)%100, i+1)
	}
	sep := p.at(i + 1)
	if !sep.is(cPunct) || sep.ch != '-' && sep.ch != '/' || sep.space || p.at(i+2).space {
		return moment{}, 0
	}
	b := p.at(i + 2)
	c, third := p.at(i+4), p.ch(i+3, sep.ch) && !p.at(i+3).space && !p.at(i+4).space
	if a.digits == 4 && third && b.is(cMonth) && c.digits > 0 && c.digits <= 2 {
		return p.wholeDay(int(a.n), int(b.n), int(c.n), i+5)
	}
	if third {
		if d := p.at(i + 5); d.is(cPunct) && d.ch == sep.ch && !d.space && p.at(i+6).is(cNumber) && !p.at(i+6).space {
			return moment{}, 0 // more of a code
		}
	}
	if !b.is(cNumber) || b.digits == 0 {
		return moment{}, 0
	}
	switch {
	case a.digits == 4 && third && b.digits <= 2 && c.digits > 0 && c.digits <= 2:
		return p.wholeDay(int(a.n), int(b.n), int(c.n), i+5)
	case a.digits <= 2 && third && b.digits <= 2 && (c.digits == 4 || c.digits == 2):
		y := int(c.n)
		if c.digits == 2 {
			y = century20(y)
		}
		mo, d, ok := p.ordered(int(a.n), int(b.n))
		if !ok {
			return moment{shape: unknown, rule: "numeric"}, i + 5
		}
		return p.wholeDay(y, mo, d, i+5)
	case third:
		return moment{}, 0
	case a.digits == 4 && b.digits <= 2 && b.n >= 1 && b.n <= 12 && a.n >= 1500 && a.n < 2200 && p.o.Assistant:
		return moment{shape: ofMonth, year: int(a.n), month: int(b.n), rule: "numeric"}, i + 3
	case b.digits == 4 && a.digits <= 2 && a.n >= 1 && a.n <= 12 && b.n >= 1500 && b.n < 2200:
		return moment{shape: ofMonth, year: int(b.n), month: int(a.n), rule: "numeric"}, i + 3
	case sep.ch == '/' && a.n == 9 && b.n == 11 && a.digits == 1 && !p.o.Assistant:
		return fixedAt(calendar.OnDay(calendar.Date(2001, 9, 11)), "numeric"), i + 3
	case sep.ch == '/' && a.digits <= 2 && b.digits <= 2 && (p.dated(i) || p.o.Assistant && p.ch(i-1, '-')):
		mo, d, ok := p.ordered(int(a.n), int(b.n))
		if !ok {
			return moment{shape: unknown, rule: "numeric"}, i + 3
		}
		if mo < 1 || mo > 12 || d < 1 || d > 31 {
			return moment{}, 0
		}
		return moment{shape: ofDay, month: mo, day: d, rule: "numeric"}, i + 3
	}
	return moment{}, 0
}

// inNumber reports whether atom i is glued to more digits, as in a telephone
// number or a code.
func (p *parser) inNumber(i int) bool {
	prev, next := p.at(i-1), p.at(i+1)
	if p.o.Assistant && p.at(i).digits == 8 {
		return false
	}
	before := prev.is(cPunct) && (prev.ch == '-' || prev.ch == '/') && !p.at(i).space && !prev.space && p.at(i-2).is(cNumber) &&
		!(prev.ch == '-' && next.is(cPunct) && next.ch == '/')
	after := next.is(cPunct) && next.ch == '-' && !next.space && p.at(i+2).is(cNumber) && !p.at(i+2).space && p.at(i).digits > 4
	return before || after
}

// dated reports whether the words before atom i ask for a day, so that 11/20 is
// one and no fraction.
func (p *parser) dated(i int) bool {
	prev := p.at(i - 1)
	if p.v.en.beforeDay.Has(prev.word) {
		return p.o.Assistant || prev.word == "on"
	}
	return prev.is(cWeekday) || p.o.Assistant && p.at(i).space
}

// ordered puts two numbers in the order month, day. It reports false where
// nothing says which of them is the month.
func (p *parser) ordered(a, b int) (month, day int, ok bool) {
	switch {
	case a > 12 || p.order == dayFirst && b <= 12:
		return b, a, true
	case b > 12 || p.order == monthFirst || a == b:
		return a, b, true
	}
	return 0, 0, false
}

// order is which number of a day written in figures comes first.
type order uint8

const (
	noOrder order = iota
	dayFirst
	monthFirst
)

// inFigures finds days written in figures, with or without their year.
var inFigures = regexp.MustCompile(`\b(\d{1,2})([/.])(\d{1,2})(?:[/.](?:\d{4}|\d{2}))?\b`)

// orderIn returns the order in which a text writes its days, by those of which
// only one number can be the month; noOrder where there are none or they
// differ. Round the clock (24/7) is no day, and neither is a number with decimals.
func orderIn(s string) order {
	found := noOrder
	for _, m := range inFigures.FindAllStringSubmatch(s, -1) {
		whole := len(m[0]) > len(m[1])+len(m[2])+len(m[3])
		a, b := atoi(m[1]), atoi(m[3])
		if !whole && (m[2] == "." || m[0] == "24/7") || a < 1 || b < 1 || a > 31 || b > 31 {
			continue
		}
		o := noOrder
		switch {
		case a > 12 && b <= 12:
			o = dayFirst
		case b > 12 && a <= 12:
			o = monthFirst
		}
		if o == noOrder || o == found {
			continue
		}
		if found != noOrder {
			return noOrder
		}
		found = o
	}
	return found
}

// atoi returns the number of one or two digits.
func atoi(s string) int {
	n := 0
	for _, c := range []byte(s) {
		n = 10*n + int(c-'0')
	}
	return n
}

func (p *parser) wholeDay(y, m, d, j int) (moment, int) {
	if m < 1 || m > 12 || y < 1000 || y > 2200 || d < 1 || d > 31 {
		return moment{}, 0
	}
	return moment{shape: ofDay, year: y, month: m, day: d, rule: "numeric"}, j
}

// dotted reads 23.04.2012, which the lexer takes for one number.
func (p *parser) dotted(i int) (moment, int) {
	s := p.raw(i)
	if len(s) < 8 || len(s) > 10 || strings.Count(s, ".") != 2 || strings.Contains(s, ",") {
		return moment{}, 0
	}
	var n [3]int
	k := 0
	for _, c := range []byte(s) {
		if c == '.' {
			k++
			continue
		}
		n[k] = n[k]*10 + int(c-'0')
	}
	if n[0] > 1000 {
		return p.wholeDay(n[0], n[1], n[2], i+1)
	}
	if n[1] > 12 {
		n[0], n[1] = n[1], n[0]
	}
	return p.wholeDay(n[2], n[1], n[0], i+1)
}
