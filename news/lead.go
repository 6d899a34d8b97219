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
	place   string // as written; empty where none is named
	nowhere bool   // words that stand for a place name none: CLANDESTINE
	undated bool   // words that stand for a day name none: NO DATE
	upper   bool   // the place is set in capitals
	agency  string
	known   bool   // the agency is in the table
	bracket bool   // the agency stands in brackets or between slashes
	boxed   bool   // all of it stands in brackets
	region  string // the state or country after the place
	day     calendar.Day
	dayAt   text.Span
	span    text.Span // without the dash
	length  uint32    // with the dash, from where the paragraph begins
}

// dated reports whether a day stands in the dateline, or words in its place.
func (l *lead) dated() bool { return l.undated || l.dayAt.Len() > 0 }

// readLead reads the dateline at the beginning of s[start:end], with what
// agencies set between it and the first words; false where there is none.
//
//	lead   = [ agency ] [ date ] where { detail } close { "[" label "]" } [ lead ]
//	where  = place { "/" place } | "CLANDESTINE"
//	detail = [ "," | "." ] ( date | "NO DATE" | clock | region | agency )
//	close  = dash [ agency ( dash | "." ) ] | ":" | "|" | "." | end of the line
//
// Region and agency may stand in brackets, and so may all of it but the close.
func readLead(s string, start, end int, places Places) (lead, bool) {
	c := cursor{s: s, i: start, end: min(end, start+longest)}
	l, ok := c.boxed(places)
	if !ok {
		if l, ok = c.open(start, end, places); !ok {
			return l, false
		}
	}
	return c.close(l, start, end, places)
}

// opens passes over a dateline that stands in no brackets and reports whether
// there was one.
func (c *cursor) opens(end int, places Places) bool {
	_, ok := c.open(c.i, end, places)
	return ok
}

// open reads a dateline that stands in no brackets, up to its close.
func (c *cursor) open(start, end int, places Places) (lead, bool) {
	l := lead{span: text.Span{Start: uint32(start)}}
	c.leadingAgency(&l)
	if c.date(&l) {
		_ = c.take(',') || c.take('.') // the date stands before the place
	}
	if !c.where(&l, places) {
		if l.agency == "" || !l.bracket {
			return l, false
		}
		l.span.End = uint32(c.i)
		return l, c.dash() && l.credible(places)
	}
	stopped := c.details(&l, places)
	l.span.End = uint32(c.i)
	for l.span.End > l.span.Start && (c.s[l.span.End-1] == ' ' || c.s[l.span.End-1] == ',') {
		l.span.End--
	}
	return l, c.closes(&l, stopped, end, places) && l.credible(places)
}

// closes passes over what ends a dateline and reports whether it was there.
// stopped says that a full stop was passed already.
func (c *cursor) closes(l *lead, stopped bool, end int, places Places) bool {
	signed := l.known || l.dated()
	at := c.i
	if l.bracket {
		_ = c.take('/') || c.take('.') // (ANA-MPA)/ --, (EFE).-
	}
	if c.dash() {
		if l.agency == "" {
			c.agencyAfterDash(l)
		}
		return signed || l.agency != "" || l.region != "" || c.opensSentence() && (l.upper || c.beforeProse(end))
	}
	c.i = at
	switch {
	case c.i >= end:
		return l.upper && signed || l.known && l.bracket // a line of its own
	case c.take(':'), c.take('|'):
		return signed || l.upper && places.knows(OrdinaryName(l.place)) && c.beforeProse(end)
	case stopped && l.dated() && l.agency != "":
		return true
	}
	return l.bracket && l.agency != "" && signed
}

// opensSentence reports whether a capital, a figure or a quotation follows, as
// behind a dash that ends a dateline; behind others the clause goes on.
func (c *cursor) opensSentence() bool {
	rest := strings.TrimLeft(c.s[c.i:c.end], " \t\n\u00a0\"'“‘«(")
	r, _ := utf8.DecodeRuneInString(rest)
	return !isLetter(r) || isUpper(r)
}

// beforeProse reports whether what follows up to end is a sentence in running
// letters, and neither the rest of a headline nor what somebody says.
func (c *cursor) beforeProse(end int) bool {
	rest := strings.TrimSpace(c.s[c.i:end])
	r, _ := utf8.DecodeRuneInString(rest)
	return endsSentence(rest) && !isUpperCase(rest) && (isLetter(r) || '0' <= r && r <= '9')
}

// boxed reads a dateline that stands in brackets as a whole: [Kyiv, Ukrinform].
func (c *cursor) boxed(places Places) (lead, bool) {
	start := c.i
	closing := closingOf(c.peek())
	if closing == "" {
		return lead{}, false
	}
	k := strings.IndexAny(c.s[c.i+1:c.end], closing)
	if k < 3 {
		return lead{}, false
	}
	in := cursor{s: c.s, i: start + 1, end: start + 1 + k}
	l := lead{boxed: true, span: text.Span{Start: uint32(start), End: uint32(in.end + 1)}}
	if !in.where(&l, places) {
		return l, false
	}
	in.details(&l, places)
	l.bracket = true
	town := places.knows(OrdinaryName(l.place)) && !places.knows(l.agency)
	if !in.atEnd() || l.agency == "" || !(l.known || l.dated() || town) || !l.credible(places) {
		return l, false
	}
	c.i = in.end + 1
	_ = c.dash() || c.take(':')
	return l, true
}

// closingOf returns the brackets that can close an opening one; "" for what is
// none. Teleprinters mix them.
func closingOf(b byte) string {
	switch b {
	case '(':
		return ")"
	case '[':
		return "])"
	}
	return ""
}

// close sets the lead's length, labels and a second dateline behind them
// included; what follows must be words, or the paragraph's end.
func (c *cursor) close(l lead, start, end int, places Places) (lead, bool) {
	if strings.TrimSpace(c.s[c.i:end]) == "" {
		l.length = uint32(end - start)
		return l, l.dated() || l.known || l.agency != "" && l.upper
	}
	if l.dated() || l.known {
		c.end = min(end, c.i+3*longest)
		if c.labels() {
			if next := (cursor{s: c.s, i: c.skipped(), end: c.end}); next.opens(end, places) {
				c.i = next.i
			}
		}
	}
	if strings.TrimSpace(c.s[c.i:end]) == "" {
		l.length = uint32(end - start)
		return l, true // labels alone behind it
	}
	l.length = uint32(c.i - start)
	rest := strings.TrimLeft(c.s[c.i:end], " \t\n\u00a0\"'“‘«([.…¿¡")
	r, _ := utf8.DecodeRuneInString(rest)
	return l, rest != "" && (isLetter(r) || '0' <= r && r <= '9' || r == '$' || r == '€' || r == '£')
}

// labels passes over what is said in brackets of the text that follows, up to
// the last that names a kind of text: [SPEECH] [THE MINISTER] [TEXT].
func (c *cursor) labels() bool {
	at, last := c.i, -1
	for {
		c.blanks()
		if c.peek() != '[' {
			break
		}
		k := strings.IndexByte(c.s[c.i:c.end], ']')
		if k < 0 {
			break
		}
		if opensAny(table().label, c.s[c.i+1:c.i+k]) {
			last = c.i + k + 1
		}
		c.i += k + 1
	}
	if last < 0 {
		c.i = at
		return false
	}
	c.i = last
	return true
}

// skipped returns the position behind the blanks that follow.
func (c *cursor) skipped() int {
	next := *c
	next.blanks()
	return next.i
}

// credible reports whether what was read is a dateline and not the beginning of
// a sentence that looks like one.
func (l *lead) credible(places Places) bool {
	knows := places.knows(OrdinaryName(l.place))
	few := len(strings.Fields(l.place)) <= 4
	switch {
	case l.nowhere:
		return l.dated() || l.agency != ""
	case l.place == "":
		return l.known && l.bracket
	case table().isNote(l.place):
		return false
	case knows:
		return true
	case l.upper && len(l.place) > 1:
		return l.dated() || l.known || (l.agency != "" && few) || (l.region != "" && (table().region.Has(fold(strings.TrimRight(l.region, "."))) || places.knows(OrdinaryName(l.region))))
	case l.dated() && (l.agency != "" || l.day.Year != 0):
		return few
	case l.known && l.bracket:
		return len(strings.Fields(l.place)) <= 3
	}
	return false
}
