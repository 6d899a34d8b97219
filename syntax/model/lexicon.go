package model

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

// Script says how a lemma is made from a form: lower the case if Lower, take
// Strip bytes from the end, put Append there.
type Script struct {
	Lower  bool
	Strip  int
	Append string
}

// Apply returns the lemma; false where the form is too short.
func (s Script) Apply(form string) (string, bool) {
	if s.Lower {
		form = strings.ToLower(form)
	}
	if s.Strip >= len(form) && s.Strip > 0 && s.Append == "" || s.Strip > len(form) {
		return form, false
	}
	stem := form[:len(form)-s.Strip]
	if !utf8.ValidString(stem) {
		return form, false
	}
	return stem + s.Append, true
}

// ScriptFor returns the script that leads from form to lemma.
func ScriptFor(form, lemma string, lower bool) Script {
	if lower {
		form = strings.ToLower(form)
	}
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (!utf8.ValidString(form[:n]) || !utf8.ValidString(lemma[:n])) {
		n--
	}
	return Script{lower, len(form) - n, lemma[n:]}
}

// String writes the script: "l" or "-", the number, the letters.
func (s Script) String() string {
	c := "-"
	if s.Lower {
		c = "l"
	}
	return c + strconv.Itoa(s.Strip) + " " + s.Append
}

// Longest is the number of bytes of a form's end that rules look at.
const Longest = 6

// Lexicon gives lemmas: for some forms with their tags outright, else by
// rule. It is written as three parts with an empty line between: rules "tag
// pos <tab> end <tab> script", exceptions "tag pos <tab> form <tab> lemma",
// forms in lower case save for names, the verbs, a lemma a line, and the pairs
// of tags that go together, "tag pos". The last two parts may be missing.
type Lexicon struct {
	// Known reports whether a word in lower case is one; nil knows none.
	Known func(word string) bool
	// Pairs are the pairs of tags that go together, empty where not known.
	Pairs []Pair

	whole     map[string]string
	ends      map[string]Script
	verbs     map[string]bool
	irregular map[string]string
}

// Pair is a fine tag and a part of speech that words have together.
type Pair struct {
	Tag text.Tag
	Pos text.Pos
}

// LexiconKey is how a form, or the end of one, stands in the lexicon.
func LexiconKey(tag text.Tag, pos text.Pos, s string) string {
	return string([]byte{byte(tag), byte(pos)}) + s
}

// ParseLexicon reads what a weight file holds.
func ParseLexicon(s string) (*Lexicon, error) {
	rules, rest, ok := strings.Cut(s, "\n\n")
	if !ok {
		return nil, fmt.Errorf("%w: lexicon", ErrBroken)
	}
	whole, rest, _ := strings.Cut(rest, "\n\n")
	verbs, pairs, _ := strings.Cut(rest, "\n\n")
	l := &Lexicon{
		whole:     make(map[string]string, strings.Count(whole, "\n")),
		ends:      make(map[string]Script, strings.Count(rules, "\n")),
		verbs:     make(map[string]bool, strings.Count(verbs, "\n")),
		irregular: irregulars(),
	}
	for v := range strings.SplitSeq(verbs, "\n") {
		l.verbs[v] = true
	}
	for line := range strings.SplitSeq(pairs, "\n") {
		x, u, _ := strings.Cut(line, " ")
		tag, ok1 := text.ParseTag(x)
		pos, ok2 := text.ParsePos(u)
		if ok1 && ok2 {
			l.Pairs = append(l.Pairs, Pair{tag, pos})
		}
	}
	for line := range strings.SplitSeq(rules, "\n") {
		key, rest, err := lexiconLine(line)
		if err != nil || len(rest) < 3 {
			return nil, fmt.Errorf("%w: lemma rule %q", ErrBroken, line)
		}
		number, letters, _ := strings.Cut(rest[1:], " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("%w: lemma rule %q", ErrBroken, line)
		}
		l.ends[key] = Script{rest[0] == 'l', n, letters}
	}
	for line := range strings.SplitSeq(whole, "\n") {
		if line == "" {
			continue
		}
		key, lemma, err := lexiconLine(line)
		if err != nil {
			return nil, fmt.Errorf("%w: lemma %q", ErrBroken, line)
		}
		l.whole[key] = lemma
	}
	return l, nil
}

func lexiconLine(line string) (key, value string, err error) {
	tags, rest, _ := strings.Cut(line, "\t")
	form, value, ok := strings.Cut(rest, "\t")
	x, u, _ := strings.Cut(tags, " ")
	tag, ok1 := text.ParseTag(x)
	pos, ok2 := text.ParsePos(u)
	if !ok || !ok1 || !ok2 {
		return "", "", ErrBroken
	}
	return LexiconKey(tag, pos, form), value, nil
}

// Fold returns the form under which the lexicon has it: names keep their case.
func Fold(form string, pos text.Pos) string {
	form = strings.ReplaceAll(form, "’", "'")
	if pos == text.PROPN {
		return form
	}
	return strings.ToLower(form)
}

// Lemma returns the lemma of a form with its tags.
func (l *Lexicon) Lemma(form string, tag text.Tag, pos text.Pos) string {
	folded := Fold(form, pos)
	if lemma, ok := l.whole[LexiconKey(tag, pos, folded)]; ok {
		return lemma
	}
	return l.ByRule(form, tag, pos)
}
