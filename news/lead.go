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

// take passes over the byte b after blanks and tells whether it was there.
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

// dash passes over a dash of any make and tells whether one was there. A
// single hyphen counts after a blank or a bracket only, and before a blank.
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
	if width == 0 || (plain && width == 1 && (!apart || (c.i < c.end && c.s[c.i] != ' ' && c.s[from] != '_'))) {
		c.i = at
		return false
	}
	return true
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

func (c *cursor) atEnd() bool {
	c.blanks()
	return c.i >= c.end
}

// initialsOf gives the first letters of the words of s: a name with its
// short form beside it is no dateline.
func initialsOf(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		b.WriteByte(w[0])
	}
	return strings.ToUpper(b.String())
}

// place reads the place, with further places after slashes.
func (c *cursor) place(l *lead, places Places) bool {
	from := c.i
	name := c.segment()
	if name == "" {
		c.i = from
		return false
	}
	if first, _, _ := strings.Cut(name, " "); table().notPlace[fold(strings.TrimSuffix(first, "'s"))] {
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
			if n == 0 || !table().particle[low] && !strings.HasPrefix(low, "al-") && !strings.HasPrefix(low, "el-") {
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

// dateFollows tells whether a figure follows the month that was just read.
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
	if table().saint[fold(w)] || (table().region[fold(w)] && !isUpperCase(w)) {
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
		switch fold(c.word()) {
		case "gmt", "utc", "msk", "cet", "cest", "est", "edt", "am", "pm", "hrs", "ist", "jst":
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

// eachCapital tells whether all words of a name begin with a capital and none
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

// credible tells whether what was read is a dateline and not the beginning of
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
