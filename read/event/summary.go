package event

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/retell"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/text"
)

// tell returns what the words of a draft say as a sentence of its own, "" where
// they make none: see package retell. Where a story tells an event twice, it is
// the draft whose words are its evidence.
func (r *reader) tell(d *draft, e *fact.Event) string {
	first, last := r.span(d)
	by := retell.Reteller{
		Clauses: r.Clauses, Mention: r.meant, Core: r.roles.Core, Day: func(i int) bool { return r.w.DateAt(i) != nil },
		Past: func(i int) string { return r.lex.pasts.Of(r.d.Form(i), r.Lemma(i), r.d.Tokens[i].Tag) },
	}
	asserter := ""
	if e.AssertedBy != nil {
		asserter = r.styled(*e.AssertedBy)
	}
	return by.Sentence(retell.Clause{
		Asserter: asserter,
		Head:     r.head(d), Trigger: d.trigger, First: first, Last: last, Status: e.Status, Asserted: e.AssertedBy != nil,
		Doers: r.called(e.Actors), Others: r.called(e.Recipients),
	})
}

// head returns the predicate whose words are a draft's.
func (r *reader) head(d *draft) int {
	head := d.trigger
	if d.noun && d.carrier >= 0 {
		head = d.carrier
	}
	if d.governor > 0 && r.d.Tokens[d.governor].Sentence == r.d.Tokens[d.trigger].Sentence {
		head = d.governor
	}
	return head
}

// called returns what parties are called, a country's by its name.
func (r *reader) called(list []fact.Party) []string {
	var out []string
	for _, p := range list {
		name := ""
		if p.Entity != nil {
			name = r.styled(*p.Entity)
		}
		if name == "" {
			name = strings.TrimSuffix(p.Called(r.w.Reading.Story.Text, ""), " ()")
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// meant returns whom or what token i means.
func (r *reader) meant(i int) retell.Mention {
	k := r.w.MentionAt(i)
	if k < 0 {
		return retell.Mention{}
	}
	m := r.w.Mentions[k]
	e := &r.w.Reading.Entities[m.Entity]
	out := retell.Mention{ID: int(m.Entity) + 1, First: int(m.First), Last: int(m.Last)}
	if e.Anonymous {
		return out
	}
	out.Name = r.styled(e.ID)
	if e.Kind == fact.Person && r.byName(e, m) {
		out.Known = r.introduced(e)
	}
	return out
}

// byName reports whether a person is meant by words that say too little of him to
// who has not read the story: a name alone, a pronoun, a noun with no more than
// an article.
func (r *reader) byName(e *fact.Entity, m read.Mention) bool {
	switch head := &r.d.Tokens[m.Head]; head.Pos {
	case text.PRON:
		return true
	case text.NOUN:
		return r.t.Left[m.Head] >= m.Head-1 && r.t.Right[m.Head] == m.Head && head.Feats&text.Plural == 0 && (r.t.Left[m.Head] == m.Head || r.d.At(int(m.Head)-1).Pos == text.DET)
	}
	for i := m.First; i < m.Last; i++ {
		if !strings.Contains(e.Name, r.d.Form(int(i))) {
			return false
		}
	}
	return true
}

// introduced returns a person with the office that the story says he holds: in the
// story's words before his name where it has any, else as the office of a
// country; "" where it says none.
func (r *reader) introduced(e *fact.Entity) string {
	if s := r.styledBefore(e); s != "" {
		return s
	}
	return say.Introduced(r.w.Reading, e)
}

// styles reports whether the words that say who somebody is may begin with such a
// one: an article, a preposition and a pronoun are left away.
func styles(pos text.Pos) bool { return pos == text.NOUN || pos == text.PROPN || pos == text.ADJ }

// styledBefore returns a person's name with the words before it in its phrase that
// say who he is: Mongolian President Batzorig Ganbold; "" where there are none.
func (r *reader) styledBefore(e *fact.Entity) string {
	for k := range r.w.Mentions {
		m := &r.w.Mentions[k]
		if m.Kind != fact.Name || r.w.Reading.Entities[m.Entity].ID != e.ID {
			continue
		}
		first := int(r.t.Left[m.Head])
		if k := first - 1; first < int(m.First) && r.Lemma(first) == "of" && r.d.At(k).Pos == text.PROPN { // Secretary of State
			first = int(r.t.Left[k])
		}
		for first < int(m.First) && !styles(r.d.At(first).Pos) {
			first++
		}
		if first < int(m.First) && r.d.At(int(m.First)-1).Pos != text.PUNCT {
			return strings.Join(strings.Fields(r.d.Text[r.d.At(first).Start:r.d.At(int(m.Last)-1).End]), " ")
		}
	}
	return ""
}

// styled returns what an entity is called within a sentence.
func (r *reader) styled(id string) string {
	if e := r.w.EntityByID(id); e != nil {
		return e.Called(r.d.Text)
	}
	return ""
}
