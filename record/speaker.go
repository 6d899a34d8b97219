package record

import (
	"slices"
	"strings"

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
	if len(n.Mentions) == 0 || slices.ContainsFunc(n.Mentions, func(m fact.Mention) bool { return m.Kind == fact.Name }) {
		return n.Called(s.text)
	}
	m := n.Mentions[0]
	words := strings.Join(strings.Fields(within(s.text, m.Start, m.End)), " ")
	if words == "" || m.Kind != fact.Nominal {
		return n.Called(s.text)
	}
	first, rest, more := strings.Cut(words, " ")
	if !s.proper[m.Start] {
		first = strings.ToLower(first)
	}
	switch first { // Grammar: whose it is, is said where it is told
	case "his", "her", "its", "their":
		first = "the"
	}
	if !more {
		return first
	}
	return first + " " + rest
}
