package name

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/world/table"
)

// GivenNames returns the given names of which nearly all bearers are women (1)
// or men (-1), by the folded name.
func GivenNames() (map[string]int8, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	out, err := given(ask)
	if err != nil {
		return nil, err
	}
	return out, ask.Err()
}

func given(ask *lang.Request) (map[string]int8, error) {
	out := make(map[string]int8, 1024)
	for _, row := range ask.Rows("given-name") {
		switch row.Value() {
		case "f":
			out[row.Word] = 1
		case "m":
			out[row.Word] = -1
		default:
			return nil, fmt.Errorf("given name %s: no sex %q", row.Word, row.Value())
		}
	}
	return out, nil
}

// class is a set of word classes.
type class uint64

// The word classes, of which a word may have several.
const (
	body      class = 1 << iota // the army, the ministry: a body that acts
	people                      // officials, rebels: persons in the plural
	person                      // a diplomat: one person without an office
	arms                        // warplanes, tanks: stand for those who use them
	country                     // the country
	countries                   // the two countries, the sides
	both                        // both, two
	orghead                     // Ministry, University: the head of an organisation's name
	georole                     // River, Province: the head of a place's name
	facility                    // Airport, Palace
	eventname                   // War, Treaty: names of things that are no party
	monthday                    // April, Monday
	titlehead                   // minister, chief: the head of a title
	titlemod                    // former, acting, foreign: stands before such a head
	formermod                   // former, ousted
	speech                      // verbs of saying and acting, of which a capital can be the subject
	stative                     // verbs of which a city as such is the subject
	govobj                      // verbs of which a government is the object
	govnoun                     // nouns that belong to governments: Tokyo's decision
	talknoun                    // talks, ties: with whom
	goverb                      // verbs of motion
	pronoun                     // he, she
	neuter                      // it
	plural                      // they
	starter                     // words that open a sentence and are no names
	particle                    // small parts of personal names
	linker                      // small words inside the names of organisations
	honorific                   // Mr, Sheikh
	she                         // words for women
	he                          // words for men
	mass                        // guinea pig
	food                        // turkey and cranberries
	calling                     // artist, suspect: what somebody is called that is no office
)

// sectored are the classes whose words have PLOVER sectors beside them.
const sectored = body | people | person | arms | orghead

// word is what the vocabulary holds of a word: its classes, and the sectors
// that it gives by nominal class and as head of an organisation's name.
type word struct {
	class            class
	sectors, orgSect []string
}

// vocabulary finds words by the hash of their first run.
type vocabulary map[uint64]word

// newVocabulary makes each class of the sets that make it up. A word that
// names members of several nominal classes has the sectors of the first.
func newVocabulary(ask *lang.Request) vocabulary {
	v := vocabulary{}
	v.add(ask, body, "body")
	v.add(ask, people, "people")
	v.add(ask, person, "person")
	v.add(ask, arms, "arms")
	v.add(ask, country, "country-noun")
	v.add(ask, countries, "countries-noun")
	v.add(ask, both, "both")
	v.add(ask, orghead, "org-head")
	v.add(ask, georole, "place-role")
	v.add(ask, facility, "facility")
	v.add(ask, eventname, "event-name")
	v.add(ask, titlehead, "title-head")
	v.add(ask, titlemod, "title-modifier")
	v.add(ask, formermod, "former-modifier")
	v.add(ask, speech, "speech")
	v.add(ask, stative, "stative")
	v.add(ask, govobj, "government-object")
	v.add(ask, govnoun, "government-own")
	v.add(ask, talknoun, "talk")
	v.add(ask, goverb, "motion")
	v.add(ask, pronoun, "he-or-she")
	v.add(ask, neuter, "it")
	v.add(ask, plural, "they")
	v.add(ask, starter, "starter")
	v.add(ask, particle, "name-particle")
	v.add(ask, linker, "org-linker")
	v.add(ask, honorific, "honorific")
	v.add(ask, she, "she-word")
	v.add(ask, he, "he-word")
	v.add(ask, mass, "animal-kind")
	v.add(ask, food, "food")
	v.add(ask, calling, "calling")
	v.add(ask, monthday, "month")
	v.add(ask, monthday, "month-short")
	v.add(ask, monthday, "weekday")
	v.add(ask, monthday, "weekday-short")
	return v
}

// add puts the words of a set into a class, with the sectors that stand with
// them there. May is mostly the verb, and in no class.
func (v vocabulary) add(ask *lang.Request, c class, set string) {
	for _, row := range ask.Rows(set) {
		if c == monthday && row.Word == "may" {
			continue
		}
		h := table.WordHash(row.Word)
		w := v[h]
		w.class |= c
		switch {
		case c&sectored == 0 || row.Value() == "":
		case c == orghead:
			w.orgSect = strings.Split(row.Value(), "|")
		case w.sectors == nil:
			w.sectors = strings.Split(row.Value(), "|")
		}
		v[h] = w
	}
}
