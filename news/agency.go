package news

import (
	"strings"
	"unicode/utf8"
)

// leadingAgency reads an agency that stands before the place: "(AP) PARIS",
// "AFP, PARIS", "Reuters - PARIS".
func (c *cursor) leadingAgency(l *lead) {
	at := c.i
	if c.bracketed(l) {
		return
	}
	for n := 3; n >= 1; n-- {
		c.i = at
		name, ok := c.words(n)
		if !ok {
			continue
		}
		proper, known := table().agencyName(name)
		if known && (c.take(',') || c.take('/') || c.dash()) {
			l.agency, l.known = proper, true
			return
		}
	}
	c.i = at
}

// words reads n words with blanks between.
func (c *cursor) words(n int) (string, bool) {
	c.blanks()
	a := c.i
	for range n {
		if c.word() == "" {
			return "", false
		}
	}
	return c.s[a:c.i], true
}

// bracketed reads an agency in brackets or between slashes.
func (c *cursor) bracketed(l *lead) bool {
	at := c.i
	c.blanks()
	closing := byte(')')
	switch c.peek() {
	case '(':
	case '/':
		closing = '/'
	default:
		c.i = at
		return false
	}
	c.i++
	a := c.i
	k := strings.IndexByte(c.s[a:c.end], closing)
	if k < 1 || k > 40 {
		c.i = at
		return false
	}
	inside := strings.TrimSpace(c.s[a : a+k])
	sub := cursor{s: c.s, i: a, end: a + k}
	if sub.date(l) && sub.atEnd() {
		c.i = a + k + 1
		return true
	}
	name, rest, _ := strings.Cut(inside, ",")
	if rest != "" {
		sub = cursor{s: c.s, i: a + strings.IndexByte(c.s[a:a+k], ',') + 1, end: a + k}
		if !sub.date(l) || !sub.atEnd() {
			c.i = at
			return false
		}
	}
	proper, known := table().agencyName(name)
	r, _ := utf8.DecodeRuneInString(name)
	if !known && (len(strings.Fields(name)) > 3 || !isUpper(r) || strings.ContainsAny(name, ".;:!?0123456789\"") && !strings.Contains(name, ".com") || initialsOf(name) == l.place) {
		c.i = at
		return false
	}
	l.agency, l.known, l.bracket = proper, known, true
	c.i = a + k + 1
	return true
}

// initialsOf returns the first letters of the words of s: a name with its
// short form beside it is no dateline.
func initialsOf(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		b.WriteByte(w[0])
	}
	return strings.ToUpper(b.String())
}

// bareAgency reads an agency's name without brackets; it must end at a dash,
// a comma or a full stop, and unless it is in the table a date must be before.
func (c *cursor) bareAgency(l *lead, sep byte) bool {
	at := c.i
	for n := 3; n >= 1; n-- {
		c.i = at
		name, ok := c.words(n)
		r, _ := utf8.DecodeRuneInString(name)
		if !ok || !isUpper(r) || len(name) > 30 {
			continue
		}
		proper, known := table().agencyName(name)
		end := c.i
		stops := c.take('.')
		ends := stops || c.dash() || c.take(':') || (known && c.take(','))
		c.i = end
		if ends && (known || (l.dayAt.Len() > 0 && eachCapital(name) && (l.upper || !stops))) {
			l.agency, l.known = proper, known
			return true
		}
	}
	c.i = at
	return false
}

// eachCapital reports whether all words of a name begin with a capital and none
// is a mere letter or two, as an initial or a title cut short.
func eachCapital(name string) bool {
	for _, w := range strings.Fields(name) {
		if r, _ := utf8.DecodeRuneInString(w); !isUpper(r) || len(w) < 3 {
			return false
		}
	}
	return true
}

// agencyAfterDash reads a known agency that signs between the dash and the
// text: "MOSCOW, May 5 - RIA Novosti. The talks ...".
func (c *cursor) agencyAfterDash(l *lead) {
	at := c.i
	if c.bracketed(l) {
		end := c.i
		if l.known && c.dash() {
			l.span.End = uint32(end)
			return
		}
		l.agency, l.known, l.bracket = "", false, false
		c.i = at
	}
	for n := 3; n >= 1; n-- {
		c.i = at
		name, ok := c.words(n)
		if !ok {
			continue
		}
		proper, known := table().agencyName(name)
		end := c.i
		if known && (c.take('.') || c.dash()) {
			l.agency, l.known = proper, true
			l.span.End = uint32(end)
			return
		}
	}
	c.i = at
}
