package news

import (
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// longest is how many bytes a dateline can have.
const longest = 200

// lead is a dateline as it stands in the text.
type lead struct {
	place   string // as written
	upper   bool   // the place is set in capitals
	agency  string
	known   bool   // the agency is in the table
	bracket bool   // the agency stands in brackets or between slashes
	region  string // the state or country after the place
	day     calendar.Day
	dayAt   text.Span
	span    text.Span // without the dash
	length  uint32    // with the dash, from where the paragraph begins
}

// readLead reads the dateline at the beginning of s[start:end]; false where
// there is none.
func readLead(s string, start, end int, places Places) (lead, bool) {
	c := cursor{s: s, i: start, end: min(end, start+longest)}
	var l lead
	l.span.Start = uint32(start)
	c.leadingAgency(&l)
	if c.date(&l) {
		_ = c.take(',') || c.take('.') // the date stands before the place
	}
	if !c.place(&l, places) {
		if l.agency == "" || !l.bracket {
			return l, false
		}
		l.span.End = uint32(c.i)
		if !c.dash() || !l.credible(places) {
			return l, false
		}
		return c.close(l, start, end)
	}
	closed := c.details(&l)
	l.span.End = uint32(c.i)
	for l.span.End > l.span.Start && (s[l.span.End-1] == ' ' || s[l.span.End-1] == ',') {
		l.span.End--
	}
	switch {
	case c.dash():
		if l.agency == "" {
			c.agencyAfterDash(&l)
		}
	case c.i >= end && l.upper && (l.dayAt.Len() > 0 || l.known):
		// The dateline has a line of its own.
		l.length = uint32(end - start)
		return l, l.credible(places)
	case c.peek() == ':' && (l.known || l.dayAt.Len() > 0):
		c.i++
	case closed && l.dayAt.Len() > 0 && l.agency != "":
	case l.bracket && l.agency != "" && (l.dayAt.Len() > 0 || l.known):
	default:
		return l, false
	}
	if !l.credible(places) {
		return l, false
	}
	return c.close(l, start, end)
}

// close sets the lead's length; what follows must be words.
func (c *cursor) close(l lead, start, end int) (lead, bool) {
	l.length = uint32(c.i - start)
	rest := strings.TrimLeft(c.s[c.i:end], " \t\n\u00a0\"'“‘«(")
	r, _ := utf8.DecodeRuneInString(rest)
	return l, rest != "" && (isLetter(r) || ('0' <= r && r <= '9') || r == '$' || r == '€')
}

// place reads the place, with further places after slashes.
func (c *cursor) place(l *lead, places Places) bool {
	from := c.i
	name := c.segment()
	if name == "" {
		c.i = from
		return false
	}
	if first, _, _ := strings.Cut(name, " "); table().notPlace.Has(fold(strings.TrimSuffix(first, "'s"))) {
		return false
	}
	if _, known := table().agencyName(name); known && !places.knows(OrdinaryName(name)) {
		return false
	}
	l.place, l.upper = name, isUpperCase(name)
	for c.peek() == '/' && c.i+1 < c.end && isLetterAt(c.s, c.i+1) {
		at := c.i
		c.i++
		next := c.segment()
		if next == "" || isUpperCase(next) != l.upper || c.peek() == '/' && l.agency != "" {
			c.i = at
			break
		}
	}
	return true
}

// segment reads the capital words of one place; small words only between
// them. "" where none begins.
func (c *cursor) segment() string {
	c.blanks()
	a, good, n := c.i, c.i, 0
	for n < 6 {
		w := c.word()
		if w == "" {
			break
		}
		r, _ := utf8.DecodeRuneInString(w)
		low := fold(w)
		_, month := table().month[low]
		_, weekday := table().weekday[low]
		if (month || weekday) && n > 0 && c.dateFollows(w) {
			break
		}
		if !isUpper(r) {
			if n == 0 || !table().particle.Has(low) && !strings.HasPrefix(low, "al-") && !strings.HasPrefix(low, "el-") {
				break
			}
			n++
			continue
		}
		n++
		c.abbreviation(w)
		good = c.i
	}
	c.i = good
	return strings.TrimSpace(c.s[a:good])
}

// dateFollows reports whether a figure follows the month that was just read.
func (c *cursor) dateFollows(string) bool {
	at := c.i
	defer func() { c.i = at }()
	c.take('.')
	n, _ := c.number()
	return n > 0
}

// abbreviation passes over the stop of a short form inside a place's name:
// St. John's, D.C., Md.
func (c *cursor) abbreviation(w string) {
	if c.peek() != '.' {
		return
	}
	if table().saint.Has(fold(w)) || (table().region.Has(fold(w)) && !isUpperCase(w)) {
		c.i++
		return
	}
	for len(w) == 1 && c.peek() == '.' { // D.C., N.Y.
		c.i++
		if !isLetterAt(c.s, c.i) {
			return
		}
		w = c.word()
	}
}

// details reads what follows the place up to the dash: the region, the date
// and the agency, each after a comma, a stop or a blank. It tells whether a
// full stop closed them.
func (c *cursor) details(l *lead) (closed bool) {
	for range 8 {
		at := c.i
		sep := byte(' ')
		for _, b := range [...]byte{',', '.'} {
			if c.take(b) {
				sep = b
				break
			}
		}
		switch {
		case l.dayAt.Len() == 0 && c.date(l):
			closed = false
			continue
		case l.agency == "" && c.bracketed(l):
			closed = false
			continue
		case sep != ' ' && l.agency == "" && c.bareAgency(l, sep):
			closed = false
			continue
		case sep == ',' && l.dayAt.Len() == 0 && l.agency == "" && c.region(l):
			continue
		case l.dayAt.Len() > 0 && c.clock():
			closed = false
			continue
		case sep == '.':
			c.i = at + strings.IndexByte(c.s[at:], '.') + 1
			return true
		}
		c.i = at
		if sep == ',' {
			c.take(',')
		}
		return closed
	}
	return closed
}

// clock passes over a time of day with its zone: 14:05, 1405 GMT.
func (c *cursor) clock() bool {
	at := c.i
	if hours, n := c.number(); n > 0 && (n == 4 || hours < 24) {
		minutes := n == 4
		if c.peek() == ':' || c.peek() == '.' {
			c.i++
			_, n = c.number()
			minutes = n == 2
		}
		end := c.i
		if w := fold(c.word()); w != "at" && (table().zone.Has(w) || table().clock.Has(w)) {
			return true
		}
		if c.i = end; minutes && n == 2 {
			return true
		}
	}
	c.i = at
	return false
}

// region reads the state or country after the place's name.
func (c *cursor) region(l *lead) bool {
	at := c.i
	w := c.segment()
	if w != "" {
		end := c.i
		c.blanks()
		switch c.peek() {
		case ',', '(', '/', '-', '_', 0xe2, ':':
			c.i, l.region = end, w
			return true
		}
		_, month := table().month[fold(c.word())]
		c.i = end
		if month {
			l.region = w
			return true
		}
	}
	c.i = at
	return false
}

// credible reports whether what was read is a dateline and not the beginning of
// a sentence that looks like one.
func (l *lead) credible(places Places) bool {
	first, _, _ := strings.Cut(l.place, "/")
	knows := places.knows(OrdinaryName(first))
	dated := l.dayAt.Len() > 0
	few := len(strings.Fields(l.place)) <= 4
	switch {
	case l.place == "":
		return l.known && l.bracket
	case table().isNote(l.place):
		return false
	case knows:
		return true
	case l.upper && len(l.place) > 1:
		return dated || l.known || (l.agency != "" && few) || (l.region != "" && places.knows(OrdinaryName(l.region)))
	case dated && (l.agency != "" || l.day.Year != 0):
		return few
	case l.known && l.bracket:
		return len(strings.Fields(l.place)) <= 3
	}
	return false
}
