package name

import (
	"context"

	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
)

// placed are the hints that the world knows a word as a place's name.
const placed = hintCountry | hintPeople | hintCapital | hintCity | hintRegion

// recognise sets the recogniser's labels, and makes them agree.
func (s *scan) recognise(ctx context.Context) {
	hints := s.hints(ctx)
	s.r.model.Apply(ctx, s.d, hints, &s.room)
	s.agree(hints)
	s.d.Has |= text.Labels
}

// agree makes the recogniser's labels agree within a story: the last name of
// somebody whom it names in full is no place or body elsewhere (Konare will be
// back), unless the world knows a place of that name; and a given name before a
// surname is no country (Jordan Henderson).
func (s *scan) agree(hints []label.Hint) {
	s.fullNames(hints)
	for i := range s.d.Tokens {
		t, last := &s.d.Tokens[i], max(i, s.spanEnd(i)-1)
		short := last == i || last == i+1 && s.class[i]&particle != 0 // De Blasio
		if !short || hints[last]&placed != 0 || s.runAt[last] == s.runAt[last+1] {
			continue
		}
		switch t.Ent {
		case text.BeginPerson:
			if last == i && hints[i]&(hintGiven|hintLast) == 0 && !s.upper[s.runs[s.runAt[i]].Hash] {
				t.Ent = s.nobody(i)
			}
		case text.BeginPlace, text.BeginOrganization:
			if s.upper[s.runs[s.runAt[last]].Hash] || t.Ent == text.BeginPlace && hints[i]&hintTown == 0 && s.utters(last) {
				t.Ent = text.BeginPerson
				if last > i {
					s.d.Tokens[last].Ent = text.InPerson
				}
			}
		case text.Outside:
			if t.Tag == text.TagNNP && s.capital(i) && t.Flags&text.AllCaps == 0 && s.class[i] == 0 && s.utters(i) && !s.beside(i) {
				t.Ent = text.BeginPerson
			}
		}
	}
}

// nobody returns the label of the word at token i, which the recogniser holds
// for a person and nothing else speaks for: what has an article is a ship or
// another thing (the Havbris), what has a government is a place.
func (s *scan) nobody(i int) text.Ent {
	switch s.low(i - 1) {
	case "the":
		if s.d.At(i-1).Head == int32(i) {
			return text.Outside
		}
	case "of":
		if i < 2 {
			break
		}
		if s.en.ofPlace.Has(s.lemma(i - 2)) {
			return text.BeginPlace
		}
	}
	return text.BeginPerson
}

// fullNames notes the last words of the persons who are named in full, and
// finds those whom the recogniser holds for places.
func (s *scan) fullNames(hints []label.Hint) {
	clear(s.upper)
	for i := range s.d.Tokens {
		e := s.spanEnd(i)
		switch {
		case e == i:
		case s.d.Tokens[i].Ent == text.BeginPerson && e > i+1 && s.runAt[e-1] < s.runAt[e]:
			s.upper[s.runs[s.runAt[e-1]].Hash] = true
		case s.d.Tokens[i].Ent == text.BeginPlace && e == i+2 && s.bearer(hints, i):
			s.d.Tokens[i].Ent, s.d.Tokens[i+1].Ent = text.BeginPerson, text.InPerson
		}
	}
}

// utters reports whether the word at token i is the subject of a verb of saying,
// or whose words are spoken of: no place of which the world knows nothing does
// that.
func (s *scan) utters(i int) bool {
	t := &s.d.Tokens[i]
	if t.Head < 0 {
		return false
	}
	switch t.Dep {
	case text.DepNsubj:
		if s.en.utter.Has(s.lemma(int(t.Head))) {
			return true
		}
	case text.DepNmodPoss:
		if s.en.utterance.Has(s.lemma(int(t.Head))) {
			return true
		}
	}
	return false
}

// beside reports whether a name or an article stands right before or behind
// token i, which is then only a part of what is spoken of.
func (s *scan) beside(i int) bool {
	if i > 0 && (s.labelled(i-1) || s.d.At(i-1).Pos == text.DET || s.capital(i-1) && !s.first(i-1)) {
		return true
	}
	return (s.labelled(i+1) || s.capital(i+1))
}

// spanEnd returns the end of the name whose first label is at token i, i where
// none begins there.
func (s *scan) spanEnd(i int) int {
	b := s.d.Tokens[i].Ent
	if b == text.Outside || b%2 == 0 {
		return i
	}
	e := i + 1
	for e < len(s.d.Tokens) && s.d.Tokens[e].Ent == b+1 {
		e++
	}
	return e
}

// bearer reports whether token i is a given name and the next a surname, and
// neither the world, which may know a place of both words, nor a word of
// place before them has it otherwise.
func (s *scan) bearer(hints []label.Hint, i int) bool {
	if hints[i]&hintGiven == 0 || hints[i+1]&hintInside != 0 {
		return false
	}
	if hints[i+1]&hintLast == 0 && !(s.low(i-1) == "'s" || s.low(i-1) == "’s" || i > 0 && hints[i-1]&hintTitle != 0) {
		return false
	}
	return !s.en.inOrFrom.Has(s.low(i - 1))
}
