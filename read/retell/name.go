package retell

import (
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/text"
)

// Mention is a phrase that means somebody or something of the story.
type Mention struct {
	ID          int    // the same for all that mean the same; 0 where it means nobody known
	First, Last int    // the tokens of its words: [First, Last)
	Name        string // what it is called, "" where that is not known
	Known       string // a person with the office that he holds, where the phrase is a name that needs it
}

// names makes what is kept understood by who has not read the sentences before
// it: a pronoun that points out of it gives way to a name, and so does a noun
// that only takes up one with more words; a person who is named for the first
// time is told with his office.
func (t *telling) names() {
	for i := range t.tokens {
		if !t.keep[i-t.First] {
			continue
		}
		m := t.Mention(i)
		switch {
		case m.ID == 0 || t.told[m.ID]:
			continue
		case t.points(i):
			if m.Name == "" {
				continue
			}
			name := t.call(i)
			if t.Dep(i) == text.DepNmodPoss {
				name = say.Possessive(name)
			}
			t.instead[i] = name
		case m.Known != "" && t.Dep(i) != text.DepCompound && !t.styled(i, m.First):
			t.as(m, m.Known)
		}
		t.told[m.ID] = true
	}
}

// as tells a mention by other words than the story's. Its last word is written
// as all of them, so that what is glued to it stays so.
func (t *telling) as(m Mention, words string) {
	for i := m.First; i < m.Last-1; i++ {
		t.cut(i)
	}
	t.instead[m.Last-1] = words
}

// points reports whether token i is a pronoun that points back to somebody: it is
// left, for it may be a thing that has no name.
func (t *telling) points(i int) bool {
	tok := t.Doc.At(i)
	return (tok.Tag == text.TagPRP || tok.Tag == text.TagPRPS) && tok.Feats&text.FirstPerson == 0 && t.Lemma(i) != "it" && t.Lemma(i) != "its" && t.Dep(i) != text.DepExpl
}

// styled reports whether the name at token i, which begins at token first, has
// words before it that say who he is: Minister Orr, her counterpart Ana Ruiz.
func (t *telling) styled(i, first int) bool {
	for k := int(t.Tree.Left[i]); k < first; k++ {
		if tok := t.Doc.At(k); t.kept(k) && (tok.Pos == text.NOUN || tok.Pos == text.PROPN || tok.Pos == text.ADJ) {
			return true
		}
	}
	head := int(t.Doc.At(i).Head)
	return t.Dep(i) == text.DepAppos && t.kept(head) || t.Tree.Child(i, text.DepAppos) >= 0 && t.kept(t.Tree.Child(i, text.DepAppos))
}

// call returns what whom or what token i means is called: with his office, where
// the sentence has not named him before; "" where that is not known.
func (t *telling) call(i int) string {
	m := t.Mention(i)
	if m.Known != "" && !t.told[m.ID] {
		m.Name = m.Known
	}
	t.told[m.ID] = true
	return m.Name
}
