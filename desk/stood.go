package desk

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// piece is a paragraph that is to be set.
type piece struct {
	words string
	kind  text.Kind
}

// bodyAt returns where the body begins among the parts of a story: what stands
// above it, such as a notice of the agency, is no words of the story.
func bodyAt(s *news.Story) int {
	if i := slices.IndexFunc(s.Parts, func(p text.Paragraph) bool { return p.Kind == text.Body }); i >= 0 {
		return i
	}
	return len(s.Parts)
}

// words returns those of a part, after its dateline.
func words(s *news.Story, p text.Paragraph) string {
	if start, end := int(p.Start+p.Lead), int(p.End); start <= end && end <= len(s.Text) {
		return s.Text[start:end]
	}
	return ""
}

// decompose fills the form with a story's parts, so that it can be corrected.
func decompose(s *news.Story) page.Write {
	f := page.Write{Section: s.Section, Headline: s.Headline, Deck: s.Deck, Byline: s.Byline, Day: s.Day().String()}
	if !s.Day().Whole() {
		f.Day = ""
	}
	if d := s.Dateline; d != nil {
		f.Place, f.Agency = d.Place, d.Agency
	}
	var body []string
	for _, p := range s.Parts[bodyAt(s):] {
		body = append(body, strings.TrimSpace(words(s, p)))
	}
	if len(s.Parts) == 0 {
		body = paragraphs(s.Text)
	}
	f.Body = strings.Join(body, "\n\n")
	return f
}

// field is one of the form that has a part above the body.
type field struct {
	kind     text.Kind
	now, was string
	done     bool // its part was met
}

// headOf returns what stands above the body: each part of the version that is
// corrected as it stood, but for the words of fields that were changed.
func headOf(f *page.Write, was *news.Story) []piece {
	var old page.Write
	if was != nil {
		old = decompose(was)
	}
	fields := [...]field{ // in the order in which they stand
		{text.Section, line(f.Section), line(old.Section), false},
		{text.Headline, line(f.Headline), line(old.Headline), false},
		{text.Deck, line(f.Deck), line(old.Deck), false},
		{text.Byline, line(f.Byline), line(old.Byline), false},
	}
	var out []piece
	if was != nil {
		for _, p := range was.Parts[:bodyAt(was)] {
			x := piece{words(was, p), p.Kind}
			for i := range fields {
				fields[i].change(&x)
			}
			out = append(out, x)
		}
	}
	for _, g := range fields {
		if !g.done && g.now != g.was {
			out = slices.Insert(out, 1+lastBefore(out, g.kind), piece{g.now, g.kind})
		}
	}
	return out
}

// change sets the words of a field that was changed in a part that holds them: its
// own, with what else it has there, such as By; or a notice that the source put
// before its headline, as in KILL: Ferry opens.
func (g *field) change(x *piece) {
	if g.now == g.was {
		return
	}
	before, after, holds := cutFold(line(x.words), g.was)
	switch {
	case x.kind == g.kind && g.done:
		x.words = "" // its second paragraph: the field has both
	case x.kind == g.kind && (!holds || g.now == ""):
		x.words, g.done = g.now, true
	case x.kind == g.kind, x.kind == text.Note && g.kind == text.Headline && holds:
		x.words, g.done = before+g.now+after, true
	}
}

// cutFold is strings.Cut without regard to case: agencies set bylines in capitals.
func cutFold(s, sep string) (before, after string, found bool) {
	for i := 0; sep != "" && i+len(sep) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(sep)], sep) {
			return s[:i], s[i+len(sep):], true
		}
	}
	return s, "", false
}

// lastBefore returns the place of the last piece that stands above one of that
// kind, -1 where none does.
func lastBefore(all []piece, kind text.Kind) int {
	order := [...]text.Kind{text.Section, text.Headline, text.Deck, text.Byline}
	rank := slices.Index(order[:], kind)
	for i, p := range slices.Backward(all) {
		if r := slices.Index(order[:], p.kind); r >= 0 && r < rank {
			return i
		}
	}
	return -1
}

// bodyOf returns the paragraphs of the body: each that was not touched as it
// stood, with the kind that it had.
func bodyOf(paragraphs []string, was *news.Story) []piece {
	stood := map[string]piece{}
	if was != nil {
		for _, p := range was.Parts[bodyAt(was):] {
			stood[line(words(was, p))] = piece{words(was, p), p.Kind}
		}
	}
	out := make([]piece, len(paragraphs))
	for i, p := range paragraphs {
		var ok bool
		if out[i], ok = stood[p]; !ok {
			out[i] = piece{p, text.Body}
		}
	}
	return out
}

// leadOf returns the words of a dateline that the form leaves as it was, with the
// space after it.
func leadOf(f *page.Write, was *news.Story) string {
	if was == nil || was.Dateline == nil {
		return ""
	}
	if old := decompose(was); old.Place != line(f.Place) || old.Agency != line(f.Agency) || old.Day != f.Day {
		return ""
	}
	for _, p := range was.Parts {
		end := int(p.Start + p.Lead)
		if p.Lead == 0 || end > len(was.Text) {
			continue
		}
		for end < int(p.End) && end < len(was.Text) && was.Text[end] == ' ' {
			end++
		}
		return was.Text[p.Start:end]
	}
	return ""
}
