package desk

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// compose sets what was written in the form as an agency sets a story:
// section, headline, deck, byline, and a body that opens with the dateline.
// Since the desk knows which part is which, nothing has to be found again. It
// returns what is missing where the form is not complete. was is the version that
// is corrected, or nil: a dateline that was not touched stays as it stood.
func compose(f *page.Write, source, url string, was *news.Story) (news.Story, []string) {
	problems := tooLong(f)
	s := news.Story{
		Source: source, URL: url, Section: line(f.Section), Headline: line(f.Headline),
		Deck: line(f.Deck), Byline: line(f.Byline),
	}
	if was != nil {
		s.Language, s.Envelope = was.Language, was.Envelope
	}
	if s.Headline == "" {
		problems = append(problems, "The headline is missing.")
	}
	paragraphs := paragraphs(f.Body)
	if len(paragraphs) == 0 {
		problems = append(problems, "The body is empty.")
	}
	day, err := calendar.Parse(f.Day)
	if f.Day != "" && err != nil {
		problems = append(problems, "The day must look like 2026-11-23.")
	}
	if len(problems) > 0 {
		return s, problems
	}
	s.Published = day
	var b builder
	for _, p := range headOf(f, was) {
		b.part(p.words, p.kind)
	}
	for i, p := range bodyOf(paragraphs, was) {
		if i == 0 {
			s.Dateline = b.dateline(line(f.Place), day, line(f.Agency), leadOf(f, was))
		}
		b.body(p)
	}
	s.Text, s.Parts = b.text.String(), b.parts
	if was != nil && s.Text == was.Text { // only the notice is new
		s = *was
		s.URL = url
		return s, nil
	}
	intake.Tongue(&s)
	s.ID = news.IDOf(s.Source, s.Text)
	return s, nil
}

// tooLong says which fields of the form hold more than they may.
func tooLong(f *page.Write) (problems []string) {
	for _, l := range f.Lines() {
		if n := utf8.RuneCountInString(l.Value); n > l.Most {
			problems = append(problems, fmt.Sprintf("The %s has %d characters; %d is the most.", l.Label, n, l.Most))
		}
	}
	return problems
}

// line makes one line of s, without what no reader sees.
func line(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }

// visible returns s without broken letters and control characters, but for space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// paragraphs splits at empty lines; a line break inside a paragraph becomes a
// space.
func paragraphs(s string) []string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var out []string
	var now []string
	for l := range strings.SplitSeq(s+"\n\n", "\n") {
		if l = line(l); l != "" {
			now = append(now, l)
		} else if len(now) > 0 {
			out = append(out, strings.Join(now, " "))
			now = nil
		}
	}
	return out
}

// builder lays parts one after the other and notes where they lie.
type builder struct {
	text  strings.Builder
	parts []text.Paragraph
	lead  string // the dateline that opens the next paragraph
}

func (b *builder) part(s string, kind text.Kind) {
	if s == "" {
		return
	}
	if b.text.Len() > 0 {
		b.text.WriteString("\n\n")
	}
	start := b.text.Len()
	b.text.WriteString(s)
	b.parts = append(b.parts, text.Paragraph{Span: text.Span{Start: uint32(start), End: uint32(b.text.Len())}, Kind: kind})
}

func (b *builder) body(p piece) {
	lead := len(b.lead)
	if lead > 0 {
		p.kind, p.words = text.Body, strings.TrimLeft(p.words, " ")
	}
	b.part(b.lead+p.words, p.kind)
	b.parts[len(b.parts)-1].Lead = uint32(lead)
	b.lead = ""
}

// dateline makes the line that opens the body: PLACE, April 23 (Agency) — .
// Without a place there is none, but the day still counts. was is the line as
// it stood before, or "".
func (b *builder) dateline(place string, day calendar.Day, agency, was string) *news.Dateline {
	if place == "" {
		return nil
	}
	lead := strings.ToUpper(place)
	if day.Whole() {
		lead += fmt.Sprintf(", %s %d", time.Month(day.Month), day.DayOfMonth)
	}
	if agency != "" {
		lead += " (" + agency + ")"
	}
	start := b.text.Len()
	if start > 0 {
		start += len("\n\n")
	}
	b.lead = lead + " — "
	if was != "" {
		b.lead, lead = was, strings.TrimRight(was, " —–-_\n")
	}
	out := &news.Dateline{Place: place, Date: day, Agency: agency, Span: text.Span{Start: uint32(start), End: uint32(start + len(lead))}}
	if day.Whole() {
		out.Basis = news.Given
	}
	return out
}
