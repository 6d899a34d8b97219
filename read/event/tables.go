package event

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/ontology"
)

func (l *Lexicon) addClass(c []string) error {
	if len(c) != 2 {
		return fmt.Errorf("want 2 columns, have %d", len(c))
	}
	set := l.classes[c[0]]
	if set == nil {
		set = map[string]bool{}
		l.classes[c[0]] = set
	}
	for _, w := range strings.Fields(c[1]) {
		if !strings.HasPrefix(w, "@") {
			set[strings.ToLower(w)] = true
			continue
		}
		other := l.classes[w[1:]]
		if other == nil {
			return fmt.Errorf("no class %s", w)
		}
		for k := range other {
			set[k] = true
		}
	}
	return nil
}

// addFrames reads: type, mode, cameo, part of speech, slots, lemmas.
func (l *Lexicon) addFrames(c []string) error {
	if len(c) != 6 {
		return fmt.Errorf("want 6 columns, have %d", len(c))
	}
	kind, ok := ontology.Parse(c[0])
	if !ok {
		return fmt.Errorf("no type %q", c[0])
	}
	if c[1] != "-" && c[1] != "*" && !kind.Has(c[1]) {
		return fmt.Errorf("no mode %q of %s", c[1], kind)
	}
	slots, score, err := l.parseSlots(c[4])
	if err != nil {
		return err
	}
	to := l.framesOf(c[3])
	if to == nil {
		return fmt.Errorf("no part of speech %q", c[3])
	}
	slots = defaults(c[3], slots)
	for _, lemma := range strings.Fields(c[5]) {
		f := frame{lemma: lemma, kind: kind, mode: c[1], cameo: c[2], slots: slots, score: score, name: lemma}
		if f.mode == "-" {
			f.mode = ""
		}
		to[lemma] = append(to[lemma], f)
		l.frames++
	}
	return nil
}

// framesOf returns the frames of a part of speech by its letter, nil for none.
func (l *Lexicon) framesOf(letter string) map[string][]frame {
	switch letter {
	case "v":
		return l.verbs
	case "n":
		return l.nouns
	case "a":
		return l.adjectives
	}
	return nil
}

// defaults adds the slots that nearly every frame has and that the tables
// therefore leave out: the subject of a verb is its actor; a noun's actor is
// its possessor, its agent after by, or the adjective of nationality.
func defaults(pos string, slots []slot) []slot {
	has := func(name string) bool {
		for _, s := range slots {
			if s.name == name || (s.name == "" && slices.Contains(s.preps, name)) {
				return true
			}
		}
		return false
	}
	out := append([]slot(nil), slots...)
	for n := range out {
		s := &out[n]
		if !s.given && !s.bar && s.doer() {
			s.role = actor
		}
	}
	if !has("subj") && pos != "n" {
		out = append([]slot{{name: "subj", role: actor}}, out...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].name == "subj" && out[j].name != "subj" })
	if pos == "n" {
		if !has("poss") {
			out = append(out, slot{name: "poss", role: actor})
		}
		if !has("by") {
			out = append(out, slot{preps: []string{"by"}, role: actor})
		}
		if !has("nation") {
			out = append(out, slot{name: "nation", role: actor})
		}
	}
	return out
}

// doer reports whether the doer stands in a slot unless the table says
// otherwise.
func (s *slot) doer() bool {
	switch s.name {
	// Grammar: three slots of the tables.
	case "subj", "poss", "nation":
		return true
	}
	return false
}

// parseSlots reads slots such as "obj:accord,treaty!=R with=M neg!". After
// the name comes ":" and the words or @classes that may fill it ("~" before
// them turns that round), "=" and the role, "!" when it must be there and "^"
// when it must not.
func (l *Lexicon) parseSlots(s string) ([]slot, int, error) {
	var out []slot
	score := 0
	for _, w := range strings.Fields(s) {
		if w == "-" {
			continue
		}
		var sl slot
		body, r, ok := strings.Cut(w, "=")
		if ok {
			sl.given = true
			if strings.HasSuffix(r, "!") {
				sl.need = true
				r = r[:len(r)-1]
			}
			if sl.role, ok = parseFilling(r); !ok {
				return nil, 0, fmt.Errorf("slot %q: no role %q", w, r)
			}
		}
		switch {
		case strings.HasSuffix(body, "!"):
			sl.need, body = true, body[:len(body)-1]
		case strings.HasSuffix(body, "^"):
			sl.bar, body = true, body[:len(body)-1]
		}
		name, words, ok := strings.Cut(body, ":")
		if ok {
			f, err := l.parseFilter(words)
			if err != nil {
				return nil, 0, err
			}
			sl.fit = f
			if sl.need {
				score++
			}
		}
		switch name {
		// Grammar: the slots that frames may name; what else they name are prepositions.
		case "subj", "obj", "iobj", "comp", "poss", "mod", "nation", "neg", "plural", "adv", "inf":
			sl.name = name
		default:
			sl.preps = strings.Split(name, "/")
		}
		if sl.need {
			score++
		}
		out = append(out, sl)
	}
	return out, score, nil
}

func (l *Lexicon) parseFilter(s string) (*filter, error) {
	f := &filter{words: map[string]bool{}}
	if strings.HasPrefix(s, "~") {
		f.negate, s = true, s[1:]
	}
	for _, w := range strings.Split(s, ",") {
		switch w {
		case "@party":
			f.party = true
		case "@official":
			f.official = true
		case "@country":
			f.country = true
		case "@person":
			f.person = true
		case "@abroad":
			f.abroad = true
		default:
			if !strings.HasPrefix(w, "@") {
				f.words[strings.ToLower(w)] = true
				continue
			}
			set := l.classes[w[1:]]
			if set == nil {
				return nil, fmt.Errorf("no class %s", w)
			}
			f.people = f.people || w == "@people"
			for k := range set {
				f.words[k] = true
			}
		}
	}
	return f, nil
}

// addLight reads: slot, who the subject is, effect, types, lemmas.
func (l *Lexicon) addLight(c []string) error {
	if len(c) != 5 {
		return fmt.Errorf("want 5 columns, have %d", len(c))
	}
	e, ok := status.Parse(c[2])
	if !ok {
		return fmt.Errorf("no effect %q", c[2])
	}
	li := light{slot: c[0], actor: c[1][0], effect: e}
	for _, t := range strings.Fields(c[3]) {
		if t == "*" {
			li.types = ^uint32(0)
			continue
		}
		k, ok := ontology.Parse(t)
		if !ok {
			return fmt.Errorf("no type %q", t)
		}
		li.types |= 1 << k
	}
	for _, lemma := range strings.Fields(c[4]) {
		l.lights[lemma] = append(l.lights[lemma], li)
	}
	return nil
}

// addModeWords reads: types, mode, words.
func (l *Lexicon) addModeWords(c []string) error {
	if len(c) != 3 {
		return fmt.Errorf("want 3 columns, have %d", len(c))
	}
	for name := range strings.FieldsSeq(c[0]) {
		k, ok := ontology.Parse(name)
		if !ok || !k.Has(c[1]) {
			return fmt.Errorf("no mode %q of type %q", c[1], name)
		}
		if l.worded[k] == nil {
			l.worded[k] = map[string]string{}
		}
		for w := range strings.FieldsSeq(c[2]) {
			l.worded[k][w] = c[1]
		}
	}
	return nil
}

func (l *Lexicon) addContext(c []string) error {
	if len(c) != 2 {
		return fmt.Errorf("want 2 columns, have %d", len(c))
	}
	for _, w := range strings.Fields(c[1]) {
		l.contexts[w] = append(l.contexts[w], c[0])
	}
	return nil
}
