package news

import (
	"strings"
	"unicode/utf8"
)

// where reads the place, with further places after slashes, or the words that
// stand for one.
func (c *cursor) where(l *lead, places Places) bool {
	from := c.i
	c.blanks()
	if n := opening(table().nowhere, c.s[c.i:c.end]); n > 0 {
		c.i += n
		c.segment() // aboard which ship
		l.nowhere, l.upper = true, true
		return true
	}
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
	l.place, l.upper = firstTown(name, places), isUpperCase(name)
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

// firstTown returns the first of two towns that stand in one name, and the
// name itself where the gazetteer has it or has not its first half: Geneva and
// Vienna, but Trinidad and Tobago. A code of a state behind a town is no part
// of its name: Washington DC.
func firstTown(name string, places Places) string {
	if places.knows(OrdinaryName(name)) {
		return name
	}
	for _, and := range [...]string{" and ", " AND "} {
		if first, _, ok := strings.Cut(name, and); ok && places.knows(OrdinaryName(first)) {
			return first
		}
	}
	if i := strings.LastIndexByte(name, ' '); i > 0 && len(name)-i == 3 && table().region.Has(fold(name[i+1:])) && places.knows(OrdinaryName(name[:i])) {
		return name[:i]
	}
	return name
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
// St. John's, Minneapolis-St. Paul, D.C., W.Va.
func (c *cursor) abbreviation(w string) {
	if c.peek() != '.' {
		return
	}
	w = w[strings.LastIndexByte(w, '-')+1:]
	for len(w) == 1 && c.peek() == '.' { // D.C., N.Y.
		c.i++
		if !isLetterAt(c.s, c.i) {
			return
		}
		w = c.word()
	}
	if c.peek() == '.' && (table().saint.Has(fold(w)) || (table().region.Has(fold(w)) && !isUpperCase(w))) {
		c.i++
	}
}

// state reads a state cut short with its stop, which may look like an agency:
// FORT WASHINGTON, PA. (AP).
func (c *cursor) state(l *lead) bool {
	next := *c
	for w := next.word(); w != ""; w = next.word() {
		if next.peek() != '.' {
			return false
		}
		if table().region.Has(fold(w)) {
			return c.region(l)
		}
		next.i++
	}
	return false
}

// region reads the state or country after the place's name, behind a comma or
// in brackets.
func (c *cursor) region(l *lead) bool {
	at := c.i
	if w := c.segment(); w != "" {
		if words := strings.Fields(w); c.peek() == '.' && table().region.Has(fold(words[len(words)-1])) {
			c.i++ // in a text all in capitals
		}
		end := c.i
		c.blanks()
		switch c.peek() {
		case ',', '(', '[', '/', '-', '_', 0xe2, ':', '|':
			c.i, l.region = end, w
			return true
		}
		day := c.date(&lead{})
		c.i = end
		if day || c.atEnd() {
			c.i, l.region = end, w
			return true
		}
	}
	c.i = at
	return false
}

// bracketedRegion reads a state or country in brackets behind the place:
// LEON (NICARAGUA). An agency is none, nor is what the gazetteer does not
// know unless the day follows.
func (c *cursor) bracketedRegion(l *lead, places Places) bool {
	at := c.i
	c.blanks()
	if c.peek() != '(' {
		c.i = at
		return false
	}
	c.i++
	from := c.i
	name := c.segment()
	_, agency := table().agencyName(name)
	if name != "" && c.take(')') && !(agency && !places.knows(OrdinaryName(name))) {
		end := c.i
		comma := c.take(',')
		follows := comma && (c.date(&lead{}) || c.undated(&lead{}))
		c.i = end
		if follows || places.knows(OrdinaryName(name)) {
			l.region = strings.TrimSpace(c.s[from : end-1])
			return true
		}
	}
	c.i = at
	return false
}

// undated passes over the words that stand for a day and name none.
func (c *cursor) undated(l *lead) bool {
	next := *c
	next.blanks()
	n := opening(table().undated, c.s[next.i:c.end])
	if n == 0 {
		return false
	}
	c.i, l.undated = next.i+n, true
	return true
}

// details reads what follows the place up to the close: the region, the date
// and the agency, each after a comma, a stop or a blank. It reports whether a
// full stop closed them.
func (c *cursor) details(l *lead, places Places) (stopped bool) {
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
		case !l.dated() && (c.date(l) || c.undated(l)),
			l.region == "" && c.bracketedRegion(l, places),
			l.agency == "" && c.bracketed(l),
			sep == ',' && l.region == "" && c.state(l),
			sep != ' ' && l.agency == "" && c.bareAgency(l),
			sep == ',' && l.region == "" && !l.dated() && l.agency == "" && c.region(l),
			l.dayAt.Len() > 0 && c.clock():
			continue
		case sep == '.':
			c.i = at + strings.IndexByte(c.s[at:], '.') + 1
			return true
		}
		if c.i = at; sep == ',' {
			c.take(',')
		}
		return false
	}
	return false
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
