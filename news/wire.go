package news

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

// Lines that agencies set round a story in plain text: slugs, keywords, notes
// to editors, stamps. They are told from headlines by their form, so that the
// first line that is left is the headline.
var (
	// slugWords are keywords of one or more pieces: CROATIA-ITALY/FERRIES
	// (UPDATE 1), Croatia/Italy/Ferries/.
	slugWords = regexp.MustCompile(`^(?:[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)+/?(?: \([A-Z0-9 ]+\))?|[\pL0-9 .-]+/(?:[\pL0-9 .-]+/)+=?)$`)
	// count is the number of words that ends a slug: ,0120 or ,450 words.
	count = regexp.MustCompile(`,? ?0?[0-9]{2,4}(?: words)?$`)
	// numbered is the number of a message with its service or category: dpa0123, a0456.
	numbered = regexp.MustCompile(`^[a-z]{1,5}[0-9]{4}$`)
	// stamped is when a message was sent: AP-WF-09-12-15 1015GMT, 121015 GMT Sep 15.
	stamped = regexp.MustCompile(`^(?:[A-Z]{2,5}-[A-Z]{2,3}-\d\d-\d\d-\d\d \d{4} ?[A-Z]{3,4}|\d{6} ?[A-Z]{2,4} [A-Za-z]{3} (?:\d{4}|\d\d))$`)
)

// wire marks the lines of an agency round the story and takes over what they
// say of it. Lines of a head are marked up to the first prose.
func (p *parser) wire() {
	e, open := &p.s.Envelope, true
	for i := range p.s.Parts {
		part, line := &p.s.Parts[i], p.line(i)
		if part.Kind != text.Body {
			continue
		}
		kind := text.Body
		switch {
		case isRule(line), stamped.MatchString(line), isMedia(line), len(p.s.Parts) > 1 && table().more.Has(fold(line)):
			kind = text.Boilerplate
		case !open:
		case i == 0 && len(p.s.Parts) > 1 && numbered.MatchString(line):
			kind, p.number = text.Note, line
		case len(line) > 400 || i >= deepest:
			open = false
		case isSlug(line):
			kind = text.Note
			if e.Slug == "" {
				e.Slug = Slug(line)
			}
			p.signal(SignalIn(line))
		case len(p.s.Parts) > 1 && isSignal(line):
			kind = text.Note
			p.signal(SignalIn(line))
		case IsEmbargo(line):
			kind = text.Note
			p.note(line)
			p.signal(SignalHold)
		case table().isNote(line):
			open = p.noted(i)
			continue
		}
		if part.Kind = kind; kind == text.Body && endsSentence(line) {
			open = false
		}
	}
}

// named makes the number of a message and its day the story's name. A number
// alone names nothing: services begin again each day.
func (p *parser) named() {
	if day := p.s.Day(); p.number != "" && day.Whole() && p.s.Envelope.GUID == "" {
		p.s.Envelope.GUID = p.number + "/" + strings.ReplaceAll(day.String(), "-", "")
	}
}

// noted takes over a line that opens with a word to editors, and reports
// whether the head goes on behind it. A flash of one line stays its own headline.
func (p *parser) noted(i int) bool {
	line := p.line(i)
	p.signal(SignalIn(line[:min(len(line), 80)]))
	if isFlash(line) {
		return !endsSentence(line)
	}
	p.note(line)
	return len(p.s.Parts) > 1
}

// joined is a keyword that is joined to a headline: CORRECTED-Talks end.
var joined = regexp.MustCompile(`^[A-Z]{3,}(?: [0-9])?-\pL`)

// isFlash reports whether a line has its headline in itself, behind a keyword:
// a flash, an alert, or a story that is told anew.
func isFlash(line string) bool {
	_, s := announces(line)
	return s == SignalFlash || s == SignalUrgent || s != SignalNone && joined.MatchString(line)
}

// signal keeps the first signal that is found.
func (p *parser) signal(s Signal) {
	if p.s.Envelope.Signal == SignalNone {
		p.s.Envelope.Signal = s
	}
}

func (p *parser) note(line string) {
	e := &p.s.Envelope
	e.Note = strings.TrimSpace(e.Note + "\n" + strings.Join(strings.Fields(line), " "))
}

// headline takes the keyword off the headline's words, and what it says over:
// UPDATE 2-Talks end is the second telling of Talks end. A message to editors
// that has none is known by its first line.
func (p *parser) headline() {
	top := 0
	if p.number != "" {
		top = 1 // there is more than the number
	}
	if len(p.s.Parts) > top && p.s.Parts[top].Kind == text.Section {
		top++
	}
	if p.s.Headline == "" && p.s.Envelope.Signal != SignalNone && len(p.s.Parts) > top && len(p.line(top)) <= longest {
		p.s.Headline = Slug(p.line(top))
	}
	if isSignal(p.s.Headline) {
		return
	}
	for range 3 { // REFILE-UPDATE 2-Talks end
		rest, s := announces(p.s.Headline)
		if s == SignalNone {
			return
		}
		p.signal(s)
		p.s.Headline = rest
	}
}

// isSlug reports whether a line names the story to editors.
func isSlug(line string) bool {
	return len(line) < 120 && !endsSentence(line) && (cycle.MatchString(line) || slugWords.MatchString(line))
}

// Slug returns a slug without the count of its words.
func Slug(line string) string {
	return strings.Trim(count.ReplaceAllString(strings.Join(strings.Fields(line), " "), ""), " ,=")
}

// isRule reports whether a line has neither letters nor figures.
func isRule(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// isMedia reports whether a line names a picture or the like that comes beside
// the text: an agency, what it is, its number.
func isMedia(line string) bool {
	c := cursor{s: line, end: len(line)}
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 5 || endsSentence(line) && len(words) > 3 {
		return false
	}
	for n := 3; n >= 1; n-- {
		c.i = 0
		name, ok := c.words(n)
		if !ok {
			continue
		}
		if _, known := table().agencyName(strings.TrimPrefix(name, "With ")); known && table().media.Has(c.word()) {
			return true
		}
	}
	return false
}

// isCredit reports whether a paragraph behind a story says who else worked on it.
func isCredit(line string) bool {
	if len(line) > 300 {
		return false
	}
	for _, phrase := range table().credit {
		if strings.Contains(line, phrase) {
			return true
		}
	}
	return false
}

// isFirm reports whether the line behind a byline goes on with it: an agency,
// or words that end in what the writer is.
func isFirm(line string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > 6 || endsSentence(line) || !areNames(words) {
		return false
	}
	return isOffice(line)
}

// signOff parts an agency's sign and its editors' initials from the last
// paragraph of a text: "... officials said. dpa ik bg".
func (p *parser) signOff() {
	last := len(p.s.Parts) - 1
	for last > 0 && p.s.Parts[last].Kind == text.Boilerplate {
		last--
	}
	if last < 0 || p.s.Parts[last].Kind != text.Body {
		return
	}
	line := p.line(last)
	words := strings.Fields(line)
	for n := 1; n <= min(4, len(words)-1); n++ {
		w := words[len(words)-n]
		if r, size := utf8.DecodeRuneInString(w); size == 0 || !isLetter(r) || isUpper(r) || len(w) > 4 {
			return
		}
		at := strings.LastIndex(line, " "+strings.Join(words[len(words)-n:], " "))
		if _, known := table().agencyName(w); !known || at <= 0 || !endsSentence(line[:at]) {
			continue
		}
		part := &p.s.Parts[last]
		sign := text.Paragraph{Kind: text.Boilerplate, Span: text.Span{Start: part.Start + uint32(at) + 1, End: part.End}}
		part.End = part.Start + uint32(len(strings.TrimRight(line[:at], " \t\n")))
		p.s.Parts = append(p.s.Parts[:last+1], append([]text.Paragraph{sign}, p.s.Parts[last+1:]...)...)
		return
	}
}

// IsEmbargo reports whether a line says from when on a story may be used.
func IsEmbargo(line string) bool { return openingAny(table().embargo, line) > 0 }

// Slugged returns what a notice to editors calls a slug: the words behind
// "slugged" and the like, up to the end of the line.
func Slugged(s string) []string {
	var out []string
	for _, opener := range table().slugged {
		for rest := s; ; {
			i := strings.Index(rest, opener+" ")
			if i < 0 {
				break
			}
			rest = rest[i+len(opener)+1:]
			line, _, _ := strings.Cut(rest, "\n")
			out = append(out, strings.TrimLeft(line, " \"“'‘"))
		}
	}
	return out
}
