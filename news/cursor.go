package news

import (
	"strings"
	"unicode/utf8"
)

// cursor reads a dateline from left to right.
type cursor struct {
	s      string
	i, end int
}

func (c *cursor) blanks() {
	for c.i < c.end {
		switch {
		case c.s[c.i] == ' ' || c.s[c.i] == '\t' || c.s[c.i] == '\n' || c.s[c.i] == '\r':
			c.i++
		case strings.HasPrefix(c.s[c.i:c.end], "\u00a0"):
			c.i += 2
		default:
			return
		}
	}
}

func (c *cursor) peek() byte {
	if c.i < c.end {
		return c.s[c.i]
	}
	return 0
}

// take passes over the byte b after blanks and reports whether it was there.
func (c *cursor) take(b byte) bool {
	at := c.i
	c.blanks()
	if c.peek() == b && b != 0 {
		c.i++
		return true
	}
	c.i = at
	return false
}

// word reads letters with the marks that stand inside names; "" where none
// begins.
func (c *cursor) word() string {
	c.blanks()
	a := c.i
	for c.i < c.end {
		r, n := utf8.DecodeRuneInString(c.s[c.i:c.end])
		inside := c.i > a && c.i+n < c.end && isLetterAt(c.s, c.i+n)
		if !isLetter(r) && !(inside && (r == '-' || r == '\'' || r == '’' || r == '&')) {
			break
		}
		c.i += n
	}
	return c.s[a:c.i]
}

// number reads up to four digits; -1 where none begins.
func (c *cursor) number() (v, length int) {
	c.blanks()
	a := c.i
	for c.i < c.end && c.i-a < 5 && '0' <= c.s[c.i] && c.s[c.i] <= '9' {
		v = 10*v + int(c.s[c.i]-'0')
		c.i++
	}
	if c.i == a || c.i-a > 4 {
		c.i = a
		return -1, 0
	}
	return v, c.i - a
}

// dash passes over a dash of any make and reports whether one was there. A
// single hyphen counts after a blank or a bracket only, and before one.
func (c *cursor) dash() bool {
	at := c.i
	c.blanks()
	apart := c.i > at || (c.i > 0 && (c.s[c.i-1] == ')' || c.s[c.i-1] == '/' || c.s[c.i-1] == '.'))
	from, width, plain := c.i, 0, true
	for c.i < c.end {
		r, n := utf8.DecodeRuneInString(c.s[c.i:c.end])
		if r == ' ' && width > 0 && c.i+1 < c.end && (c.s[c.i+1] == '-' || c.s[c.i+1] == '_') {
			c.i++
			continue
		}
		if r != '-' && r != '_' && (r < 0x2010 || r > 0x2015) && r != 0x2212 {
			break
		}
		plain = plain && (r == '-' || r == '_')
		width++
		c.i += n
	}
	if width == 0 || (plain && width == 1 && (!apart || (c.i < c.end && c.s[c.i] != ' ' && c.s[c.i] != '(' && c.s[from] != '_'))) {
		c.i = at
		return false
	}
	return true
}

func (c *cursor) atEnd() bool {
	c.blanks()
	return c.i >= c.end
}
