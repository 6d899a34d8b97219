package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// New returns a reading with nothing in it: its lists are empty, not null.
func New(reader string) *Reading {
	return (&Reading{Reader: reader, Story: Story{Language: "en"}}).Fill()
}

// Fill makes empty lists of those that are nil and required by the schema, so
// that they are written as [] and not as null, and gives r back.
func (r *Reading) Fill() *Reading {
	fill(&r.Entities)
	fill(&r.Dates)
	fill(&r.Events)
	fill(&r.Quotes)
	fill(&r.Figures)
	fill(&r.Pledges)
	fill(&r.Trouble)
	fill(&r.Story.Sentences)
	fill(&r.Story.Paragraphs)
	for i := range r.Events {
		fill(&r.Events[i].Actors)
		fill(&r.Events[i].Recipients)
	}
	for i := range r.Pledges {
		fill(&r.Pledges[i].By)
	}
	return r
}

func fill[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}

// Called returns what to call a party that is no entity of the reading: its own
// words where they are a common noun, with the country in brackets where it has
// one, rebels (Colombia); else the country. text is the story's, country what
// the party's code is called.
func (p *Party) Called(text, country string) string {
	if s := p.Span; s != nil && s.Start >= 0 && s.Start < s.End && s.End <= len(text) {
		words := strings.Join(strings.Fields(text[s.Start:s.End]), " ")
		if first, _ := utf8.DecodeRuneInString(words); unicode.IsLower(first) {
			if p.Code == "UNK" || p.Code == "" {
				return words
			}
			return words + " (" + country + ")"
		}
	}
	return country
}

// the is the article with what parts it from its noun.
const the = "the "

// Called returns what an entity is called within a sentence of the story with
// that text: its name, with the article that the story gives it, and with one
// where it is no name: the United Nations, the Tajik government.
func (e *Entity) Called(text string) string {
	last := e.Name[strings.LastIndexByte(e.Name, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(last)
	switch {
	case strings.HasPrefix(strings.ToLower(e.Name), the):
		return e.Name
	case e.Kind == Country || e.Kind == Place:
	case unicode.IsLower(first) && !strings.HasSuffix(last, "s"):
		if r, _ := utf8.DecodeRuneInString(e.Name); !unicode.IsDigit(r) && e.Kind != Person {
			return the + e.Name
		}
	}
	if e.Kind == Person {
		return e.Name
	}
	for _, m := range e.Mentions {
		if m.Start < len(the) || m.End > len(text) || m.Start >= m.End {
			continue
		}
		words, article := text[m.Start:m.End], strings.EqualFold(text[m.Start-len(the):m.Start], the)
		if len(words) > len(the) && strings.EqualFold(words[:len(the)], the) {
			words, article = words[len(the):], true
		}
		land := e.Kind == Country || e.Kind == Place // the Republic of Chad is not the Chad
		if article && (words == e.Name || !land && strings.HasSuffix(words, e.Name)) {
			return the + e.Name
		}
	}
	return e.Name
}
