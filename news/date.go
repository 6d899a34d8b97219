package news

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
func isUpper(r rune) bool  { return unicode.IsUpper(r) }

func isLetterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isLetter(r)
}

// date reads a date, with a weekday before it if there is one, and keeps it
// in l: month and day of month, and the year where it is written. Nothing is
// read and false given where no date begins.
func (c *cursor) date(l *lead) bool {
	at := c.i
	c.blanks()
	from := c.i
	if _, ok := table().weekday[fold(c.word())]; ok {
		c.take('.')
		c.take(',')
	} else {
		c.i = from
	}
	if d, ok := c.monthFirst(); ok {
		l.day, l.dayAt = d, text.Span{Start: uint32(from), End: uint32(c.i)}
		return true
	}
	if d, ok := c.dayFirst(); ok {
		l.day, l.dayAt = d, text.Span{Start: uint32(from), End: uint32(c.i)}
		return true
	}
	c.i = at
	return false
}

// monthFirst reads "April 23", "Sept. 3, 2010", "March 5th".
func (c *cursor) monthFirst() (calendar.Day, bool) {
	at := c.i
	month, ok := table().month[fold(c.word())]
	if ok {
		c.take('.')
		if day, n := c.number(); n > 0 && n <= 2 && validDay(month, day) {
			c.ordinal()
			return calendar.Day{Year: c.year(true), Month: uint8(month), DayOfMonth: uint8(day)}, true
		}
	}
	c.i = at
	return calendar.Day{}, false
}

// dayFirst reads "23 April", "3rd of May 2014", "23.04.2012", "2012-04-23".
func (c *cursor) dayFirst() (calendar.Day, bool) {
	at := c.i
	day, n := c.number()
	if n == 0 {
		c.i = at
		return calendar.Day{}, false
	}
	if d, ok := c.figures(day, n); ok {
		return d, true
	}
	c.ordinal()
	from := c.i
	if fold(c.word()) != "of" {
		c.i = from
	}
	if n <= 2 {
		name := c.word()
		if month, ok := table().month[fold(name)]; ok && validDay(month, day) {
			if c.peek() == '.' && len(name) <= 4 && name != "May" {
				c.i++
			}
			return calendar.Day{Year: c.year(true), Month: uint8(month), DayOfMonth: uint8(day)}, true
		}
	}
	c.i = at
	return calendar.Day{}, false
}

// figures reads the rest of a date in figures after its first number. A date
// with slashes is only read where it cannot be misread.
func (c *cursor) figures(first, n int) (calendar.Day, bool) {
	at := c.i
	mark := c.peek()
	if mark != '.' && mark != '-' && mark != '/' {
		return calendar.Day{}, false
	}
	c.i++
	second, n2 := c.number()
	if n2 > 0 && n2 <= 2 && c.peek() == mark {
		c.i++
		third, n3 := c.number()
		y, m, d := third, second, first
		if n == 4 {
			y, d, n3 = first, third, n
		}
		if mark == '/' && n != 4 && m <= 12 && d <= 12 && m != d {
			n3 = 0
		}
		if n3 == 4 && m >= 1 && m <= 12 && validDay(m, d) && y > 1800 && y < 2200 {
			return calendar.Day{Year: int16(y), Month: uint8(m), DayOfMonth: uint8(d)}, true
		}
	}
	c.i = at
	return calendar.Day{}, false
}

func (c *cursor) ordinal() {
	if c.i+2 <= c.end {
		if table().ordinalEnding.Has(c.s[c.i : c.i+2]) {
			c.i += 2
		}
	}
}

// turn is the year of a century from which on two figures mean the century
// before: 69 is 1969, 68 is 2068, as POSIX has it.
const turn = 69

// year reads a year of four digits, or of two where nothing but a mark, a
// bracket or the end follows; after a comma if there is one. 0 where none
// follows.
func (c *cursor) year(comma bool) int16 {
	at := c.i
	comma = comma && c.take(',')
	c.blanks()
	short := strings.HasPrefix(c.s[c.i:c.end], "'")
	if short {
		c.i++
	}
	y, n := c.number()
	switch {
	case n == 4 && y >= 1800 && y < 2200 && !isLetterAt(c.s, c.i):
		return int16(y)
	case n == 2 && !comma && (c.i >= c.end || strings.ContainsRune("([,/|:]) -", rune(c.s[c.i]))) && (short || !c.goesOn()):
		if y < turn {
			y += 100
		}
		return int16(1900 + y)
	}
	c.i = at
	return 0
}

// goesOn reports whether a word follows, so that the figure before it counts
// what the word says: 12 people.
func (c *cursor) goesOn() bool {
	next := *c
	next.blanks()
	return isLetterAt(c.s[:c.end], next.i)
}

func validDay(month, day int) bool {
	return day >= 1 && day <= int(calendar.Day{Year: 2000, Month: uint8(month)}.Last().DayOfMonth)
}

// DayIn returns the first day that a line names; false for none. A day without
// a year is taken to be in the year in which it lies nearest to near, and is
// none where near is not known.
func DayIn(line string, near calendar.Day) (calendar.Day, bool) {
	for i := range line {
		if i > 0 && (isLetterAt(line, i-1) || line[i-1] >= '0' && line[i-1] <= '9') {
			continue
		}
		c := cursor{s: line, i: i, end: len(line)}
		var l lead
		if !c.date(&l) {
			continue
		}
		if l.day.Year == 0 && near.Whole() {
			l.day = nearest(l.day, near)
		}
		return l.day, l.day.Whole()
	}
	return calendar.Day{}, false
}
