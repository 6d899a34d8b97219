package name

import (
	_ "embed" // the vocabulary
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/world/table"
)

//go:embed words.tsv
var wordsTSV string

//go:embed given.tsv
var givenTSV string

// GivenNames returns the given names of which nearly all bearers are women (1)
// or men (-1), by the folded name.
func GivenNames() (map[string]int8, error) { return parseGiven(givenTSV) }

// parseGiven reads given.tsv: 1 for the given names of women, -1 for those of
// men, by the folded name.
func parseGiven(tsv string) (map[string]int8, error) {
	out := make(map[string]int8, 1024)
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "name\t") {
			continue
		}
		switch name, sex, _ := strings.Cut(line, "\t"); sex {
		case "f":
			out[name] = 1
		case "m":
			out[name] = -1
		default:
			return nil, fmt.Errorf("given.tsv line %d: no sex %q", n+1, sex)
		}
	}
	return out, nil
}

// class is a set of word classes.
type class uint64

// The word classes of words.tsv.
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

var classNames = map[string]class{
	"body": body, "people": people, "person": person, "arms": arms, "country": country, "countries": countries, "both": both,
	"orghead": orghead, "georole": georole, "facility": facility, "eventname": eventname, "calendar": monthday, "titlehead": titlehead,
	"titlemod": titlemod, "formermod": formermod, "speech": speech, "stative": stative, "govobj": govobj, "govnoun": govnoun,
	"talknoun": talknoun, "goverb": goverb, "pronoun": pronoun, "neuter": neuter, "plural": plural, "starter": starter,
	"particle": particle, "linker": linker, "honorific": honorific, "she": she, "he": he, "mass": mass, "food": food, "calling": calling,
}

// word is what the vocabulary holds of a word: its classes, and the sectors
// that it gives by nominal class and as head of an organisation's name.
type word struct {
	class            class
	sectors, orgSect []string
}

// vocabulary finds words by the hash of their first run.
type vocabulary map[uint64]word

// parseWords reads words.tsv.
func parseWords(tsv string) (vocabulary, error) {
	v := vocabulary{}
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "word\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("words.tsv line %d: want 3 fields, have %d", n+1, len(f))
		}
		c, ok := classNames[f[1]]
		if !ok {
			return nil, fmt.Errorf("words.tsv line %d: no class %q", n+1, f[1])
		}
		h := table.WordHash(f[0])
		w := v[h]
		w.class |= c
		if f[2] != "" {
			if c == orghead {
				w.orgSect = strings.Split(f[2], "|")
			} else if w.sectors == nil {
				w.sectors = strings.Split(f[2], "|")
			}
		}
		v[h] = w
	}
	return v, nil
}
