package read

import (
	"slices"
	"sync"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/text"
)

// Stand is what is known of an entity as a party to events, beside what the
// reading holds.
type Stand struct {
	// Code is the party code: ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, MNC,
	// IMG; empty when it is not known for whom the entity acts.
	Code string
	// Members are indexes of entities that together make up this one: the two
	// sides, Indian and Pakistani officials.
	Members []int32
}

// SetStand records how entity i stands as a party.
func (w *Work) SetStand(i int, s Stand) {
	for len(w.stands) <= i {
		w.stands = append(w.stands, Stand{})
	}
	w.stands[i] = s
}

// StandOf returns how entity i stands as a party. Entities of which nothing was
// recorded stand for their country.
func (w *Work) StandOf(i int) Stand {
	if i < len(w.stands) && (w.stands[i].Code != "" || w.stands[i].Members != nil) {
		return w.stands[i]
	}
	if c := w.Reading.Entities[i].Country; c != nil {
		return Stand{Code: *c}
	}
	return Stand{}
}

// PartyOf returns the party meant by the noun phrase that token tok heads, or
// false when it is not known. A phrase that means several parties has no
// single one: see PartiesOf. A place gives the code of its country, without
// sectors. Where the phrase itself means nobody (the French offer), the
// country whose adjective or name modifies it is given.
func (w *Work) PartyOf(tok int) (fact.Party, bool) {
	ps := w.PartiesOf(tok)
	if len(ps) != 1 {
		return fact.Party{}, false
	}
	return ps[0], true
}

// PartiesOf returns all parties meant by the noun phrase that token tok heads:
// one for a name, several for the two sides or for Indian and Pakistani
// officials, none when it is not known. It does not follow coordination
// between phrases with heads of their own.
func (w *Work) PartiesOf(tok int) []fact.Party {
	if tok < 0 || tok >= len(w.byHead) {
		return nil
	}
	for range maxAntecedents {
		if m := w.MentionAt(tok); m >= 0 {
			return append(w.compounded(tok), w.partiesOf(m)...)
		}
		a := w.antecedentOf(tok)
		if a < 0 {
			return w.modifiersOf(tok)
		}
		tok = a
	}
	return nil
}

// maxAntecedents bounds the chain of relative pronouns that stand for each
// other: whoever needs more than a few names nobody.
const maxAntecedents = 8

func (w *Work) partiesOf(m int) []fact.Party {
	men := w.Mentions[m]
	st := w.StandOf(int(men.Entity))
	span := fact.SpanOf(w.Doc.SpanOf(int(men.First), int(men.Last)))
	var out []fact.Party
	for _, i := range st.Members {
		if p, ok := w.party(int(i), span); ok {
			if w.Reading.Entities[i].Kind == fact.Country { // Indian officials act as officials do
				p.Sectors = slices.Clone(w.Reading.Entities[men.Entity].Sectors)
			}
			out = append(out, p)
		}
	}
	if len(st.Members) == 0 {
		if p, ok := w.party(int(men.Entity), span); ok {
			out = append(out, p)
		}
	}
	return out
}

// party returns entity i as a party named by the words in span.
func (w *Work) party(i int, span fact.Span) (fact.Party, bool) {
	e, st := &w.Reading.Entities[i], w.StandOf(i)
	if st.Code == "" && e.Kind != fact.Person && e.Kind != fact.Organization {
		return fact.Party{}, false
	}
	code := st.Code
	switch {
	case code == "":
		code = "UNK"
	case code == "UNO" || code == "EUR":
		code = "IGO" // the schema has one code for bodies of several states
	case code == "MNC" && e.Country != nil:
		code = *e.Country // a firm acts as one of its country
	}
	return fact.Party{Entity: fact.Ptr(e.ID), Code: code, Sectors: slices.Clone(e.Sectors), Span: &span}, true
}

// antecedentOf returns the noun that a relative pronoun stands for, or -1.
func (w *Work) antecedentOf(tok int) int {
	t := &w.Doc.Tokens[tok]
	if t.Tag != text.TagWP && t.Tag != text.TagWDT && t.Tag != text.TagWPS {
		return -1
	}
	for i, n := tok, 0; i >= 0 && n < 8; i, n = int(w.Doc.Tokens[i].Head), n+1 {
		if w.Doc.Tokens[i].Dep == text.DepAclRelcl {
			return int(w.Doc.Tokens[i].Head)
		}
	}
	return -1
}

// modifiersOf returns the countries and organisations whose adjective, name or
// possessive modifies token tok.
func (w *Work) modifiersOf(tok int) []fact.Party {
	if !w.Doc.Has.Has(text.Tree) || w.private(tok) {
		return nil
	}
	s := w.Doc.Sentences[w.Doc.Tokens[tok].Sentence]
	var out []fact.Party
	for i := int(s.First); i < int(s.Last); i++ {
		t := &w.Doc.Tokens[i]
		if int(t.Head) != tok || w.byHead[i] == 0 {
			continue
		}
		switch t.Dep {
		case text.DepAmod, text.DepCompound, text.DepNmodPoss:
			if e := w.EntityAt(i); e.Kind == fact.Country || e.Kind == fact.Organization && t.Dep != text.DepAmod {
				if pair := w.compounded(i); int(w.Doc.At(i-2).Head) != tok { // else it was taken by itself
					out = append(out, pair...)
				}
				out = append(out, w.partiesOf(w.MentionAt(i))...)
			}
		}
	}
	return out
}

// compounded returns the country that makes a compound with that which token
// tok names: Indian-Chinese talks are of both.
func (w *Work) compounded(tok int) []fact.Party {
	i := tok - 2
	h := int(w.Doc.At(i).Head)
	if w.Doc.Form(tok-1) != "-" || at(w.byHead, i) == 0 || h != tok && (h < 0 || h != int(w.Doc.At(tok).Head)) {
		return nil
	}
	if e := w.EntityAt(i); e.Kind != fact.Country {
		return nil
	}
	return w.partiesOf(w.MentionAt(i))
}

// private reports whether token tok, which is no entity's name, is of a country
// without acting for it: U.S. Republicans, two British papers, an Indian firm.
func (w *Work) private(tok int) bool {
	t := &w.Doc.Tokens[tok]
	if t.Pos == text.PROPN && t.Tag == text.TagNNPS {
		return true
	}
	return privateNouns().Has(t.Lemma)
}

// privateNouns are nouns for those who are of a country without acting for it.
// A test holds that the set is there.
var privateNouns = sync.OnceValue(func() *lang.Set {
	l, err := en.Load()
	if err != nil {
		return new(lang.Set)
	}
	return l.Ask().Set("private-noun")
})

// EntityOf returns the entity of a party, or nil.
func (w *Work) EntityOf(p fact.Party) *fact.Entity {
	if p.Entity == nil {
		return nil
	}
	return w.EntityByID(*p.Entity)
}

// Candidate is a country or body that may stand on one side of an event, and
// what speaks for it and against.
type Candidate struct {
	Code     string
	Affected bool // on the side of those affected, not of the doers
	Signs    []string
}
