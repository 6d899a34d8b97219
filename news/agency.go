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
	closing := closingOf(c.peek())
	if c.peek() == '/' {
		closing = "/"
	}
	if closing == "" {
		c.i = at
		return false
	}
	c.i++
	a := c.i
	k := strings.IndexAny(c.s[a:c.end], closing)
	if k < 1 || k > 60 {
		c.i = at
		return false
	}
	sub := cursor{s: c.s, i: a, end: a + k}
	if sub.date(l) && sub.atEnd() {
		c.i = a + k + 1
		return true
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(c.s[a:a+k]), ",")
	if rest != "" {
		sub = cursor{s: c.s, i: a + strings.IndexByte(c.s[a:a+k], ',') + 1, end: a + k}
		if !sub.date(l) || !sub.atEnd() {
			c.i = at
			return false
		}
	}
	proper, known := table().agencyName(name)
	if !known && (!l.signs(name) || initialsOf(name) == l.place) {
		c.i = at
		return false
	}
	l.agency, l.known, l.bracket = proper, known, true
	c.i = a + k + 1
	return true
}

// signs reports whether a name in brackets that is not in the table can be
// that of an agency, station or paper. Behind a day it may be longer, and have
// a channel's number in it.
func (l *lead) signs(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	words := len(strings.Fields(name))
	switch {
	case !isUpper(r):
		return false
	case l.dated():
		return words <= 8 && !strings.ContainsAny(name, ";:!?\"")
	}
	return words <= 3 && (strings.Contains(name, ".com") || !strings.ContainsAny(name, ".;:!?0123456789\""))
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
// a comma, a full stop or the line's end, and unless it is in the table a date
// must be before.
func (c *cursor) bareAgency(l *lead) bool {
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
		ends := stops || c.dash() || c.take(':') || known && c.take(',') || c.atEnd()
		c.i = end
		if ends && (known || ((l.dayAt.Len() > 0 || l.boxed) && eachCapital(name) && (l.upper || !stops))) {
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

// agencyAfterDash reads an agency that signs between the dash and the text:
// "MOSCOW, May 5 - RIA Novosti. The talks ...", "OSLO -(Fjord News)- The ...".
func (c *cursor) agencyAfterDash(l *lead) {
	at := c.i
	if c.bracketed(l) {
		end := c.i
		if c.dash() {
			l.span.End = uint32(end)
			return
		}
		l.agency, l.known, l.bracket = "", false, false
		c.i = at
	}
	for n := 4; n >= 1; n-- {
		c.i = at
		name, ok := c.words(n)
		if !ok {
			continue
		}
		proper, known := table().agencyName(name)
		end := c.i
		if known && (c.take('.') || c.dash() || c.atEnd()) {
			l.agency, l.known = proper, true
			l.span.End = uint32(end)
			return
		}
	}
	c.i = at
}
