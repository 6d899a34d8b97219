package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/text"
)

// speaker returns the entity in whose mouth the words of subject i are. They and
// it that mean nobody the names pass knows are who spoke in the sentence before.
func (r *reader) speaker(i int) *string {
	for i >= 0 {
		if e := r.w.EntityAt(i); e != nil {
			return &e.ID
		}
		if ps := r.parties(i); len(ps) == 1 && ps[0].Entity != nil {
			return ps[0].Entity
		}
		if r.d.Tokens[i].Tag != text.TagPRP {
			return r.anonymous(i)
		}
		i = r.spokeBefore(i)
	}
	return nil
}

// spokeBefore returns the subject of the verb of saying that governs the sentence
// before that of pronoun i, where it agrees with the pronoun in number; -1 where
// nobody speaks there.
func (r *reader) spokeBefore(i int) int {
	n := int(r.d.Tokens[i].Sentence) - 1
	if n < 0 {
		return -1
	}
	for k := int(r.d.Sentences[n].First); k < int(r.d.Sentences[n].Last); k++ {
		if t := &r.d.Tokens[k]; t.Dep != text.DepRoot && t.Dep != text.DepParataxis && !r.Tag(k) || t.Pos != text.VERB || !r.Says(k) {
			continue
		}
		c := r.Within(k)
		if c.Subject < 0 || r.plural(c.Subject) != r.plural(i) {
			return -1
		}
		return c.Subject
	}
	return -1
}

// plural reports whether token i means several: they, witnesses, A and B.
func (r *reader) plural(i int) bool {
	t := &r.d.Tokens[i]
	return t.Tag == text.TagNNS || t.Tag == text.TagNNPS || t.Lemma == "police" || phrase.Lower(r.d.Form(i)) == "they" || r.t.Child(i, text.DepConj) >= 0
}

// anonymous makes an entity of a source that the story does not name.
func (r *reader) anonymous(i int) *string {
	if t := &r.d.Tokens[i]; t.Pos != text.NOUN && (t.Tag != text.TagNNPS || int(r.d.Sentences[t.Sentence].First) != i) {
		return nil // Farmers say: a capital for the head of the sentence
	}
	if id, ok := r.nameless[i]; ok {
		return id
	}
	first, last := int(r.t.Left[i]), i+1
	for _, k := range r.t.Of(i) {
		if x := r.Dep(int(k)); int(k) > i && x == text.DepNmod {
			last = max(last, int(r.t.Right[k])+1)
		}
	}
	for first < i {
		switch r.Dep(first) {
		case text.DepDet, text.DepPunct, text.DepCc, text.DepCase, text.DepFixed:
			first++ // according to a statement: the statement
			continue
		}
		break
	}
	span := r.d.SpanOf(first, last)
	e := fact.Entity{
		Kind: fact.Group, Name: r.d.Slice(span), Anonymous: true,
		Mentions: []fact.Mention{{Start: int(span.Start), End: int(span.End), Kind: fact.Nominal}},
	}
	if ps := r.behindActor(i); len(ps) == 1 && len(ps[0].Code) == 3 {
		e.Country = fact.Ptr(ps[0].Code)
	}
	n := r.w.AddEntity(e)
	id := &r.w.Reading.Entities[n].ID
	id = fact.Ptr(*id)
	r.nameless[i] = id
	return id
}
