package event

import (
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/syntax/model"
)

//go:embed frames/*.tsv data/*.tsv
var data embed.FS

// filling is what the filler of a slot is in the event.
type filling uint8

const (
	none filling = iota
	actor
	recipient
	both // actor of an event that both sides do
	topic
	place
	host // recipient of a visit: the country of the place
)

// fillings are the letters of the fillings in the tables, in their order.
const fillings = "-ARMTPH"

// parseFilling returns the filling of a letter, and false where there is none.
func parseFilling(letter string) (filling, bool) {
	i := strings.Index(fillings, letter)
	return filling(i), len(letter) == 1 && i >= 0
}

// slot is one condition or argument of a frame. Name is subj, obj, iobj,
// comp, poss, mod, neg, or "" for the prepositions in preps.
type slot struct {
	name  string
	preps []string
	role  filling
	need  bool // must be there
	bar   bool // must not be there
	fit   *filter
	given bool // the table gives the role
}

// filter says which words may fill a slot.
type filter struct {
	words                                            map[string]bool
	party, official, country, person, abroad, negate bool
	people                                           bool // asks for people in general
}

// frame is one reading of a lemma: which slots it wants and what it then means.
type frame struct {
	lemma string
	kind  Type
	mode  string // "*": taken from the complement
	cameo string
	slots []slot
	score int // how specific: the number of conditions
	name  string
}

// light is a verb that leaves the meaning to its noun.
type light struct {
	types  uint32 // set of the types of noun that it carries
	slot   string // where the noun stands: obj, subj or a preposition
	actor  byte   // the subject is (A)ctor, (R)ecipient, or - for nobody
	effect effect
}

// Lexicon is the vocabulary of the pass. It does not change once loaded and
// may be shared.
type Lexicon struct {
	verbs, nouns, adjectives map[string][]frame
	grammar                  *words.Words
	lights                   map[string][]light
	classes                  map[string]map[string]bool
	contexts                 map[string][]string
	worded                   map[Type]map[string]string // by type the words that tell a mode
	belong                   *lang.Set                  // participles that say whose somebody is, behind a hyphen
	homes                    signs.Weights              // of what speaks for a party's country
	sides                    signs.Weights              // of what speaks for a country on a side
	signs                    signs.Weights              // of what speaks for an event's being right
	pasts                    model.Pasts
	frames                   int
}

// Load parses the tables that are built in.
func Load() (*Lexicon, error) {
	w, err := words.Load()
	if err != nil {
		return nil, err
	}
	english, err := en.Load()
	if err != nil {
		return nil, err
	}
	l := &Lexicon{
		grammar: w, belong: english.Ask().Set("belong-participle"), pasts: model.ReadPasts(),
		verbs: map[string][]frame{}, nouns: map[string][]frame{}, adjectives: map[string][]frame{},
		lights:  map[string][]light{},
		classes: map[string]map[string]bool{}, contexts: map[string][]string{}, worded: map[Type]map[string]string{},
	}
	for _, step := range []struct {
		file string
		add  func(col []string) error
	}{
		{file: "data/classes.tsv", add: l.addClass},
		{file: "data/light.tsv", add: l.addLight},
		{file: "data/modes.tsv", add: l.addModeWords},
		{file: "data/contexts.tsv", add: l.addContext},
	} {
		if err := eachLine(step.file, step.add); err != nil {
			return nil, err
		}
	}
	files, err := fs.Glob(data, "frames/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if err := eachLine(f, l.addFrames); err != nil {
			return nil, err
		}
	}
	if l.homes, err = signs.Load(data, "data/homes.tsv"); err != nil {
		return nil, err
	}
	if l.sides, err = signs.Load(data, "data/sides.tsv"); err != nil {
		return nil, err
	}
	if l.signs, err = signs.Load(data, "data/confidence.tsv"); err != nil {
		return nil, err
	}
	for _, m := range []map[string][]frame{l.verbs, l.nouns, l.adjectives} {
		for _, fs := range m {
			sort.SliceStable(fs, func(i, j int) bool { return fs[i].score > fs[j].score })
		}
	}
	return l, nil
}

// Frames returns the number of lemma-and-slot frames.
func (l *Lexicon) Frames() int { return l.frames }

func eachLine(file string, add func(col []string) error) error {
	b, err := data.ReadFile(file)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if err := add(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
	}
	return nil
}
