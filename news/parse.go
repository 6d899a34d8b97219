package news

import (
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// deepest is in how many paragraphs at the top a dateline is looked for.
const deepest = 12

// Parse returns the story that a plain text holds, with its layout as spans of
// that same text: section line, headline, deck, byline, dateline, notes,
// body, and what belongs to no story. given is the day of publication as the
// caller or the feed has it, or zero; places knows the names of places, or is
// nil. The text is never changed; a text without words gives a story without
// parts.
func Parse(s string, given calendar.Day, places Places) Story {
	return parse(s, text.Paragraphs(s), given, places)
}

// ParseParts is Parse for a text whose paragraphs are known already, as those
// of a web page are. Paragraphs that have a kind other than Body keep it.
func ParseParts(s string, parts []text.Paragraph, given calendar.Day, places Places) Story {
	return parse(s, append([]text.Paragraph(nil), parts...), given, places)
}

func parse(s string, parts []text.Paragraph, given calendar.Day, places Places) Story {
	st := Story{ID: IDOf("", s), Text: s, Published: given, Parts: parts}
	p := parser{s: &st, places: places}
	p.wire()
	first, day := p.dateline()
	if first < 0 {
		first = p.firstBody()
	}
	p.head(first)
	p.tail(first)
	p.headline()
	p.signOff()
	if st.Dateline != nil {
		st.resolveYear(day)
	}
	p.named()
	return st
}

type parser struct {
	s      *Story
	places Places
	number string // of the message, as its service writes it
}

func (p *parser) line(i int) string {
	return p.s.Text[p.s.Parts[i].Start:p.s.Parts[i].End]
}

// dateline finds the paragraph that opens with the dateline, or gives -1.
func (p *parser) dateline() (int, calendar.Day) {
	parts := p.s.Parts
	for i := range parts {
		if i >= deepest {
			break
		}
		if parts[i].Kind != text.Body || table().isNote(p.line(i)) || table().isBoilerplate(p.line(i)) {
			continue
		}
		l, ok := readLead(p.s.Text, int(parts[i].Start), int(parts[i].End), p.places)
		if !ok {
			continue
		}
		parts[i].Lead = l.length
		place := l.place
		if l.nowhere {
			place = l.region // of a station that hides: the country at least
		}
		p.s.Dateline = &Dateline{Place: OrdinaryName(place), Agency: l.agency, Span: l.span}
		return i, l.day
	}
	return -1, calendar.Day{}
}

// firstBody returns the index of the first paragraph of prose where there is no
// dateline: the first that is long or that ends as a sentence does. A text
// without prose is all body.
func (p *parser) firstBody() int {
	for i := range p.s.Parts {
		if p.s.Parts[i].Kind == text.Body && p.isProse(i) {
			return i
		}
	}
	if len(p.s.Parts) > 1 {
		return 1
	}
	return 0
}

// isProse reports whether paragraph i reads as running text and not as a line
// of the page's head.
func (p *parser) isProse(i int) bool {
	line := p.line(i)
	switch {
	case table().isNote(line), table().isBoilerplate(line), isByline(line):
		return false
	case endsSentence(line):
		return true
	}
	return len(line) > 250
}

// endsSentence reports whether a line ends with a stop, within its quotation
// marks and brackets.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, " \"'”’»)]")
	if strings.HasSuffix(line, "...") || strings.HasSuffix(line, "…") {
		return len(line) > 100
	}
	r, _ := utf8.DecodeLastRuneInString(line)
	return r == '.' || r == '!' || r == ':' || r == ';' || (r == '?' && len(line) > 80)
}

// head gives the paragraphs before the body their kinds.
func (p *parser) head(body int) {
	var heads []int
	for i := 0; i < body; i++ {
		line := p.line(i)
		switch part := &p.s.Parts[i]; {
		case part.Kind != text.Body:
			p.name(i)
		case table().isNote(line) && !isFlash(line):
			part.Kind = text.Note
		case table().isBoilerplate(line), p.isDate(i):
			part.Kind = text.Boilerplate
		case isByline(line), i > 0 && p.s.Parts[i-1].Kind == text.Byline && isFirm(line):
			part.Kind = text.Byline
			p.name(i)
		default:
			heads = append(heads, i)
		}
	}
	if (len(heads) > 1 || len(heads) == 1 && p.announced(heads[0]+1)) && p.isSection(heads[0]) {
		p.set(heads[0], text.Section)
		heads = heads[1:]
	}
	for n, i := range heads {
		kind := text.Deck
		if n == 0 && p.s.Headline == "" {
			kind = text.Headline
		}
		p.set(i, kind)
	}
}

// announced reports whether a part says what is done to a story and which: KILL:
// Blast at the port.
func (p *parser) announced(i int) bool {
	return i < len(p.s.Parts) && table().isNote(p.line(i)) && p.s.Envelope.Signal != SignalNone && SignalIn(p.line(i)) == p.s.Envelope.Signal
}

func (p *parser) set(i int, k text.Kind) {
	p.s.Parts[i].Kind = k
	p.name(i)
}

// name copies the words of a part of the head into the story's field, if it
// is the first of its kind.
func (p *parser) name(i int) {
	var field *string
	switch p.s.Parts[i].Kind {
	case text.Section:
		field = &p.s.Section
	case text.Headline:
		field = &p.s.Headline
	case text.Deck:
		field = &p.s.Deck
	case text.Byline:
		field = &p.s.Byline
	default:
		return
	}
	if *field != "" {
		return
	}
	*field = strings.Join(strings.Fields(p.line(i)), " ")
	if field == &p.s.Byline {
		p.s.Byline, p.s.Envelope.Authors = Byline(p.s.Byline)
	}
}

// isSection reports whether paragraph i, the first of the head, is the line
// that names the page's section rather than a headline.
func (p *parser) isSection(i int) bool {
	line := strings.TrimRight(p.line(i), ":")
	if table().section.Has(fold(line)) {
		return true
	}
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return r == '/' || r == '|' || r == '>' || r == '»' }) {
		if !table().section.Has(fold(strings.TrimSpace(part))) {
			return false
		}
	}
	return true
}

// isDate reports whether paragraph i is nothing but a date, with or without a
// time of day: the stamp of a page.
func (p *parser) isDate(i int) bool {
	part := p.s.Parts[i]
	c := cursor{s: p.s.Text, i: int(part.Start), end: int(part.End)}
	var l lead
	if !c.date(&l) {
		return false
	}
	for !c.atEnd() {
		if n, _ := c.number(); n >= 0 || c.take(':') || c.take(',') || c.take('|') || c.take('.') {
			continue
		}
		if w := fold(c.word()); !table().zone.Has(w) && !table().clock.Has(w) {
			return false
		}
	}
	return true
}

// tail gives the paragraphs from the body on their kinds: notes, what belongs
// to no story, and sub-heads, which are sections of the story.
func (p *parser) tail(body int) {
	for i := max(body, 0); i < len(p.s.Parts); i++ {
		part := &p.s.Parts[i]
		if part.Kind != text.Body || part.Lead > 0 {
			continue
		}
		line := p.line(i)
		switch {
		case len(p.s.Parts) == 1:
		case table().isNote(line) && len(line) < 400:
			part.Kind = text.Note
		case isCredit(line) && i > body:
			part.Kind = text.Boilerplate
		case table().isBoilerplate(line) && (len(line) < 300 || i == len(p.s.Parts)-1):
			part.Kind = text.Boilerplate
		case isByline(line):
			part.Kind = text.Byline
			p.name(i)
		case i > body && i+1 < len(p.s.Parts) && p.isSubhead(i):
			part.Kind = text.Section
		}
	}
}

// isSubhead reports whether paragraph i, between others, is a line of a few
// words without a stop.
func (p *parser) isSubhead(i int) bool {
	line := p.line(i)
	r, n := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(line)
	if !isUpper(first) || len(line) > 60 || n == 0 || !(isLetter(r) || r == '?' || ('0' <= r && r <= '9')) {
		return false
	}
	return len(strings.Fields(line)) <= 8 && p.isProse(i-1) && p.isProse(i+1)
}
