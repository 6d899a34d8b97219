package pledge

import (
	_ "embed" // the words
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/text"
)

//go:embed words.tsv
var classes string

// Lexicon is the vocabulary of the pass.
type Lexicon struct {
	events  *event.Lexicon
	grammar *words.Words
	classes map[string]map[string]bool
}

// Load returns the lexicon that is built in. Its error names the line of the
// table that cannot be read.
func Load(events *event.Lexicon) (*Lexicon, error) {
	w, err := words.Load()
	if err != nil {
		return nil, err
	}
	l := &Lexicon{events, w, map[string]map[string]bool{}}
	for n, line := range strings.Split(classes, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		class, lemmas, ok := strings.Cut(line, "\t")
		if !ok || l.classes[class] != nil {
			return nil, fmt.Errorf("words.tsv:%d: want a class that is new, a tab, and lemmas", n+1)
		}
		set := map[string]bool{}
		for _, w := range strings.Fields(lemmas) {
			set[w] = true
		}
		l.classes[class] = set
	}
	return l, nil
}

// is reports whether token i is of a class by its lemma.
func (r *reader) is(class string, i int) bool {
	return i >= 0 && r.lex.classes[class][strings.ToLower(r.d.At(i).Lemma)]
}

// says reports whether verb i is of a class, alone or with what follows it: go
// back, make good, take the offer back.
func (r *reader) says(class string, i int) bool {
	set := r.lex.classes[class]
	l := strings.ToLower(r.d.At(i).Lemma)
	if set[r.g.Of(i).Lemma] || set[l] || set[l+"_"+strings.ToLower(r.d.At(i+1).Lemma)] {
		return true
	}
	for _, k := range r.t.Of(i) {
		switch t := &r.d.Tokens[k]; t.Dep {
		case text.DepCompoundPrt, text.DepAdvmod, text.DepXcomp, text.DepObl:
			if int(k) > i && set[l+"_"+strings.ToLower(t.Lemma)] {
				return true
			}
		}
	}
	return false
}

// joins reports whether the prepositions of token i, a chain of up to two
// words, are of a class: under, in line with, as part of.
func (r *reader) joins(class string, i int) bool {
	set := r.lex.classes[class]
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepCase && int(k) < i {
			l := strings.ToLower(t.Lemma)
			if set[l] || set[l+"_"+strings.ToLower(r.d.At(int(k)+1).Lemma)] {
				return true
			}
		}
	}
	h := int(r.d.Tokens[i].Head) // in line with its promise: hangs from line
	return h >= 0 && r.d.Tokens[i].Dep == text.DepNmod && set[strings.ToLower(r.preposition(h))+"_"+strings.ToLower(r.d.At(h).Lemma)]
}
