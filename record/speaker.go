package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
)

// Speakers says what those in a reading are called where it is told who says so.
type Speakers struct {
	text   string
	names  map[string]*fact.Entity
	proper map[int]bool // the bytes at which a name begins
}

// NewSpeakers returns the speakers of a reading, which must not change.
func NewSpeakers(r *fact.Reading) *Speakers {
	s := &Speakers{text: r.Story.Text, names: make(map[string]*fact.Entity, len(r.Entities)), proper: map[int]bool{}}
	for i := range r.Entities {
		n := &r.Entities[i]
		s.names[n.ID] = n
		for _, m := range n.Mentions {
			if m.Kind != fact.Nominal && m.Kind != fact.Pronoun {
				s.proper[m.Start] = true
			}
		}
	}
	return s
}

// Called returns what an entity is called within a sentence: by its name, with
// the article that it has there; one who has none in the words of the story, small
// unless they begin with a name: a source in the delegation, officials, Norway's
// foreign ministry. It returns the id itself where the reading has no such entity.
func (s *Speakers) Called(id string) string {
	n := s.names[id]
	if n == nil {
		return id
	}
	named := slices.IndexFunc(n.Mentions, func(m fact.Mention) bool { return m.Kind == fact.Name })
	switch {
	case len(n.Mentions) == 0:
		return n.Name
	case named >= 0:
		called, m := n.Called(s.text), n.Mentions[named]
		// What has one word is a name of its own (Iran's IAEA envoy); Muscat's Border
		// Committee is not known by less.
		if n.Kind == fact.Organization && strings.Contains(called, " ") && called == within(s.text, m.Start, m.End) {
			if led := s.before(m); !strings.HasPrefix(led, "a") {
				return led + called
			}
		}
		return called
	case n.Mentions[0].Kind != fact.Nominal:
		return n.Called(s.text)
	}
	m := n.Mentions[0]
	words := strings.Join(strings.Fields(within(s.text, m.Start, m.End)), " ")
	first, rest, _ := strings.Cut(words, " ")
	if !s.proper[m.Start] {
		first = strings.ToLower(first)
	}
	if led := article(first); led != "" {
		return led + rest
	}
	return strings.TrimSpace(s.before(m) + first + " " + rest)
}

// Apart returns what an entity is called where its story is not at hand: as Called
// does, and by whose it is where only its name says that, the Paraguayan government
// and not the government.
func (s *Speakers) Apart(id string) string {
	called, n := s.Called(id), s.names[id]
	if n == nil {
		return called
	}
	if whole := n.Called(s.text); len(strings.Fields(whole)) > len(strings.Fields(called)) {
		return whole
	}
	return called
}

// before returns the word before a mention that belongs to it, an article or whose
// it is, with a space; "" for none.
func (s *Speakers) before(m fact.Mention) string {
	head, ok := strings.CutSuffix(within(s.text, 0, m.Start), " ")
	if !ok {
		return ""
	}
	word := head[strings.LastIndexFunc(head, unicode.IsSpace)+1:]
	if led := article(strings.ToLower(word)); led != "" {
		return led
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) && (strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")) {
		return word + " "
	}
	return ""
}

// article returns what stands before the noun where such a word stands there in the
// story: whose it is, is said where it is told; "" for another word.
func article(word string) string {
	switch { // Grammar: the articles
	case word == "the", possessive(word):
		return "the "
	case word == "a", word == "an":
		return word + " "
	}
	return ""
}

// possessive reports whether a word, in small letters, says whose something is.
func possessive(word string) bool {
	switch word { // Grammar: the possessives of those who are spoken of
	case "his", "her", "its", "their":
		return true
	}
	return false
}
