package record

import (
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
)

// longestTold is how long a sentence of a gist is at most, in bytes, to be told
// in a line of a list.
const longestTold = 200

// told returns a sentence of a story as one that is understood without those
// before it: without the word that ties it to them, with names for pronouns that
// mean somebody, without who says so where that makes it too long. It returns ""
// where it makes none: it is too long, it is a quotation, it speaks of us.
func told(r *fact.Reading, s fact.Span) string {
	s.Start += len(tie(within(r.Story.Text, s.Start, s.End)))
	for _, part := range [...]fact.Span{s, content(r, s)} {
		if part.End-part.Start > longestTold || part.End <= part.Start {
			continue
		}
		words, ok := named(r, part)
		words = PlainSentence(words)
		if ok && !PointsBack(words) && len(words) <= longestTold && strings.Count(words, " ") > 2 && !strings.ContainsAny(words, "“”\"?!") {
			return words
		}
	}
	return ""
}

// PlainSentence returns a sentence in one line, with a capital and without a full
// stop.
func PlainSentence(s string) string {
	return say.Capital(strings.TrimRight(strings.Join(strings.Fields(s), " "), ".,;:— "))
}

// tie returns the word with which a sentence joins on to the one before it, and
// the space after it.
func tie(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	switch strings.ToLower(strings.TrimSuffix(first, ",")) { // Grammar: conjunctions and adverbs that join sentences
	case "but", "and", "however", "meanwhile", "also", "still", "moreover", "therefore", "instead", "so", "yet", "nevertheless":
		if ok {
			return s[:len(s)-len(rest)]
		}
	}
	return ""
}

// content returns what somebody says in a sentence in the story's own words,
// which fills most of it; an empty span where nobody does.
func content(r *fact.Reading, s fact.Span) fact.Span {
	for i := range r.Quotes {
		q := &r.Quotes[i]
		if q.Kind != "indirect" || len(q.Content) != 1 || q.Denies(r.Story.Text) {
			continue
		}
		if c := q.Content[0]; c.Start >= s.Start && c.End <= s.End && 3*(c.End-c.Start) > 2*(s.End-s.Start) {
			return c
		}
	}
	return fact.Span{}
}

// named returns words of a story with names for its pronouns, and reports whether
// they are understood then.
func named(r *fact.Reading, s fact.Span) (string, bool) {
	type mention struct {
		fact.Mention
		of *fact.Entity
	}
	var all []mention
	for i := range r.Entities {
		for _, m := range r.Entities[i].Mentions {
			if m.Start >= s.Start && m.End <= s.End {
				all = append(all, mention{m, &r.Entities[i]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return a.Start - b.Start })
	var b strings.Builder
	at := s.Start
	known := map[*fact.Entity]bool{}
	for _, m := range all {
		word := within(r.Story.Text, m.Start, m.End)
		first := !known[m.of]
		known[m.of] = true
		if m.Kind == fact.Pronoun && (thing(word) || strings.Contains(within(r.Story.Text, s.Start, s.End), m.of.Name[strings.LastIndexByte(m.of.Name, ' ')+1:])) {
			continue // it may be a thing that has no name; and who is named is known
		}
		if alone := m.Kind == fact.Name && surname(r.Story.Text, m.Mention, s.Start, m.of); !first || m.Start < at || m.Kind != fact.Pronoun && !alone {
			continue
		}
		if m.of.Anonymous || !slices.ContainsFunc(m.of.Mentions, func(m fact.Mention) bool { return m.Kind == fact.Name }) {
			if m.Start < s.Start+3 {
				return "", false
			}
			continue
		}
		name := say.Introduced(r, m.of)
		if name == "" {
			name = m.of.Called(r.Story.Text)
		}
		if m.Kind == fact.Pronoun && owns(word, within(r.Story.Text, m.End, s.End)) {
			name = say.Possessive(name)
		}
		b.WriteString(within(r.Story.Text, at, m.Start))
		b.WriteString(name)
		at = m.End
	}
	b.WriteString(within(r.Story.Text, at, s.End))
	return b.String(), !ours(b.String())
}

// thing reports whether a pronoun may mean a thing.
func thing(pronoun string) bool {
	switch strings.ToLower(pronoun) { // Grammar: the pronouns of things
	case "it", "its", "itself", "this", "that", "which":
		return true
	}
	return false
}

// PointsBack reports whether words begin with a pronoun that means somebody or
// something named before, or says whose something is.
func PointsBack(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch first { // Grammar: the pronouns of those who are spoken of
	case "he", "she", "it", "they", "this", "these", "those", "both":
		return true
	}
	return possessive(first)
}

// surname reports whether a person is meant by the last of his names, without a
// word before it that says who he is.
func surname(text string, m fact.Mention, from int, e *fact.Entity) bool {
	word := within(text, m.Start, m.End)
	if e.Kind != fact.Person || word == e.Name || strings.Contains(word, " ") || !strings.HasSuffix(e.Name, " "+word) {
		return false
	}
	before := strings.Fields(within(text, from, m.Start))
	return len(before) == 0 || strings.ToLower(before[len(before)-1]) == before[len(before)-1]
}

// owns reports whether a pronoun before such words says whose they are: her is
// one before a noun.
func owns(pronoun, rest string) bool {
	word := strings.ToLower(pronoun)
	if word == "her" { // or whom somebody met
		rest = strings.TrimLeft(rest, " ")
		return rest != "" && unicode.IsLetter(rune(rest[0])) && !strings.HasPrefix(rest, "to ") && !strings.HasPrefix(rest, "in ") && !strings.HasPrefix(rest, "on ")
	}
	return possessive(word)
}

// ours reports whether words speak of us.
func ours(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch strings.ToLower(strings.Trim(w, ".,;:'’")) { // Grammar: the first person
		case "we", "us", "our", "i", "my", "me":
			return true
		}
	}
	return false
}
