package name

import (
	"context"

	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// The bits of a hint. Those of the word's classes follow after hintClass.
const (
	hintCountry label.Hint = 1 << iota
	hintPeople
	hintCapital
	hintCity
	hintTown
	hintRegion
	hintBody // league of states, ministry, party
	hintFirm
	hintOther // other organisations
	hintInside
	hintLong
	hintSmall // written with a small letter
	hintGiven
	hintGivenOften
	hintLast
	hintLastOften
	hintTitle
	hintRole
	hintFirst
	hintLoud
	hintShape // the word stands in capitals elsewhere in the story, not at the start of a sentence
	hintQuiet // no word of the sentence but the first has a capital
	hintClass
)

// hintClasses are the word classes that hints tell.
var hintClasses = [...]class{body, people, person, orghead, georole, facility, eventname, monthday, titlehead, honorific, particle, linker, starter, speech, country | countries}

// hints tells for each token what the world and the vocabulary know of it.
func (s *scan) hints(ctx context.Context) []label.Hint {
	s.hint = resize(s.hint, len(s.d.Tokens))
	clear(s.upper)
	for i := range s.d.Tokens {
		if s.capital(i) && !s.loud[s.d.Tokens[i].Sentence] && !s.first(i) && s.runAt[i] < s.runAt[i+1] {
			s.upper[s.runs[s.runAt[i]].Hash] = true
		}
	}
	for k := range read.Each(ctx, len(s.d.Sentences)) {
		first, end := int(s.d.Sentences[k].First), int(s.d.Sentences[k].Last)
		quiet := true
		for i := first + 1; i < end; i++ {
			quiet = quiet && !s.capital(i)
		}
		for i := first; i < end; i++ {
			s.hint[i] |= s.plainHints(i)
			if quiet {
				s.hint[i] |= hintQuiet
			}
			if s.loud[k] {
				s.hint[i] |= hintLoud
			}
		}
		if first < end {
			s.hint[first] |= hintFirst
		}
		for i := first; i < end; {
			i = max(s.matchHints(i, end), i+1)
		}
	}
	return s.hint
}

// plainHints returns what is known of the single word at token i.
func (s *scan) plainHints(i int) label.Hint {
	var h label.Hint
	for b, c := range hintClasses {
		if s.class[i]&c != 0 {
			h |= hintClass << b
		}
	}
	if s.runAt[i] == s.runAt[i+1] {
		return h
	}
	given, last := s.counts(i)
	if given > 0 {
		h |= hintGiven
	}
	if given > 4 {
		h |= hintGivenOften
	}
	if last > 0 {
		h |= hintLast
	}
	if last > 4 {
		h |= hintLastOften
	}
	if s.upper[s.runs[s.runAt[i]].Hash] {
		h |= hintShape
	}
	if t, n, _ := s.titleAt(i); t != nil {
		h |= hintTitle
		for j := i + 1; j < i+n && j < len(s.hint); j++ {
			s.hint[j] |= hintTitle
		}
	} else if s.role[i].n > 0 {
		h |= hintRole
	}
	return h
}

// matchHints marks the longest name of the world at token i and gives its end.
func (s *scan) matchHints(i, end int) int {
	if s.runAt[i] == s.runAt[i+1] || s.d.Tokens[i].Flags&text.Word == 0 {
		return i
	}
	small := !s.capital(i)
	if small && s.class[i]&(starter|linker|speech) != 0 {
		return i
	}
	n, at := s.r.world.Match(s.runs[s.runAt[i]:s.runAt[end]])
	if n == 0 {
		return i
	}
	last := int(s.runs[int(s.runAt[i])+n-1].Token)
	var h label.Hint
	for at != 0 {
		r, next := s.r.world.RoleRef(at)
		at = next
		if r.Flags()&world.Capitals != 0 && i == last && s.d.Tokens[i].Flags&text.AllCaps == 0 && len(s.form(i)) < 4 {
			continue
		}
		switch r.Kind() {
		case world.KindCountry, world.KindHistory:
			h |= hintCountry
		case world.KindAdjective, world.KindPeople, world.KindRegionAdjective, world.KindRegionPeople, world.KindHistoryAdjective:
			h |= hintPeople
		case world.KindCapital:
			h |= hintCapital
		case world.KindRegion:
			h |= hintRegion
		case world.KindPlace:
			if people, _ := s.r.world.PlacePopulation(r.Index()); people > 200000 {
				h |= hintCity
			} else {
				h |= hintTown
			}
		case world.KindOrg:
			switch w := s.r.world.OrgAt(r.Index()).Kind; {
			case s.en.firmKind.Has(w):
				h |= hintFirm
			case s.en.bodyKind.Has(w):
				h |= hintBody
			default:
				h |= hintOther
			}
		}
	}
	if h == 0 {
		return i
	}
	if small {
		h |= hintSmall
	}
	if last > i {
		h |= hintLong
	}
	s.hint[i] |= h
	for j := i + 1; j <= last; j++ {
		s.hint[j] |= h | hintInside
	}
	return last + 1
}

// Hints returns the hints for a Document, as training and scoring need them.
func (r *Reader) Hints(d *text.Document) []label.Hint {
	s := newBare(r, d)
	s.roles(context.Background())
	return append([]label.Hint(nil), s.hints(context.Background())...)
}
