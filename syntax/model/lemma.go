package model

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

//go:embed irregular.tsv
var irregularFile string

// irregulars reads the table of irregular forms: LexiconKey(tag, 0, form) to
// lemma.
func irregulars() map[string]string {
	out := make(map[string]string, 500)
	for line := range strings.Lines(irregularFile) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		lemma := f[0]
		for i, tag := range []text.Tag{text.TagVBD, text.TagVBN} {
			for form := range strings.SplitSeq(f[i+1], ",") {
				out[LexiconKey(tag, 0, form)] = lemma
			}
		}
	}
	return out
}

// Inflects reports whether words of the tag have endings that the lemma lacks.
func Inflects(tag text.Tag) bool {
	switch tag {
	case text.TagNNS, text.TagNNPS, text.TagVBD, text.TagVBG, text.TagVBN, text.TagVBZ,
		text.TagJJR, text.TagJJS, text.TagRBR, text.TagRBS:
		return true
	}
	return false
}

// ByRule returns the lemma by the form's letters alone.
func (l *Lexicon) ByRule(form string, tag text.Tag, pos text.Pos) string {
	form = strings.ReplaceAll(form, "’", "'")
	low := strings.ToLower(form)
	switch {
	case len(low) != len(form):
		if pos == text.PROPN {
			return form
		}
		return low
	case Inflects(tag) && pos == text.PROPN:
		if name, ok := l.whole[LexiconKey(text.TagNNP, pos, low)]; ok && strings.HasSuffix(name, "s") {
			return name // Athens
		}
		return cased(l.stem(low, tag, pos), form)
	case Inflects(tag):
		return l.stem(l.shorten(low), tag, pos)
	case pos == text.PROPN:
		return proper(form)
	case tag == text.TagNNP && pos == text.VERB:
		// A verb inside a name: Breaking News.
		switch {
		case strings.HasSuffix(low, "ing") && len(low) > 5:
			low = l.stem(low, text.TagVBG, pos)
		case strings.HasSuffix(low, "ed") && len(low) > 4:
			low = l.stem(low, text.TagVBN, pos)
		}
		return title(low)
	case tag == text.TagNNP && (pos == text.ADJ || pos == text.ADV):
		return proper(form)
	case pos == text.NOUN && form != low && (len(form) == 1 || !isCapitals(form) && isSmall(low) && !l.known(low)):
		return form // a name that was taken for a noun
	case pos == text.NUM && low != "" && within(low[:1], '0', '9'):
		return plain(low)
	case pos == text.NUM && within(form, 'C', 'X'):
		return form // a Roman numeral
	}
	return l.shorten(low)
}

func (l *Lexicon) known(w string) bool { return l.Known != nil && l.Known(w) }

// shorten undoes the drawing out of a word: a letter three times or more
// stands once, or twice where that is a word (sooooo, coool).
func (l *Lexicon) shorten(low string) string {
	long := false
	for i := 2; i < len(low) && !long; i++ {
		c := low[i]
		long = c == low[i-1] && c == low[i-2] && 'a' <= c && c <= 'z'
	}
	if !long || l.known(low) || strings.Contains(low, "www") {
		return low
	}
	once, twice := make([]byte, 0, len(low)), make([]byte, 0, len(low))
	for i := 0; i < len(low); {
		j := i + 1
		for j < len(low) && low[j] == low[i] {
			j++
		}
		once, twice = append(once, low[i]), append(twice, low[i])
		if j > i+1 {
			twice = append(twice, low[i])
			if j == i+2 || low[i] < 'a' || low[i] > 'z' {
				once = append(once, low[i])
			}
		}
		i = j
	}
	if w := string(once); l.known(w) {
		return w
	}
	if w := string(twice); l.known(w) {
		return w
	}
	return low
}

// stem takes the ending off a form in lower case: by the table of irregular
// forms, else as the commonest words with the same end go, but to a known
// word where there is one.
func (l *Lexicon) stem(low string, tag text.Tag, pos text.Pos) string {
	verb := tag == text.TagVBD || tag == text.TagVBN || tag == text.TagVBG || tag == text.TagVBZ
	if lemma, ok := l.exception(low, tag); ok {
		return lemma
	}
	if verb && !regular(low, tag) && l.verbs[low] || low == "series" || low == "species" {
		return low
	}
	first, ok := l.byEnd(low, tag, pos)
	var room [6]string
	all := room[:0]
	if ok && !clipped(low, first) {
		all = append(all, first)
	}
	all = others(all, low, tag)
	if verb {
		for _, w := range all {
			if l.verbs[w] {
				return w
			}
		}
	}
	for _, w := range all {
		if l.known(w) && (regular(low, tag) || !verb) {
			return w
		}
	}
	if !regular(low, tag) {
		return low
	}
	return first
}

// regular reports whether the form ends as most with its tag do.
func regular(low string, tag text.Tag) bool {
	switch tag {
	case text.TagVBD, text.TagVBN:
		return strings.HasSuffix(low, "ed")
	case text.TagVBG:
		return strings.HasSuffix(low, "ing") || strings.HasSuffix(low, "in") || strings.HasSuffix(low, "in'")
	case text.TagNNS, text.TagVBZ:
		return strings.HasSuffix(low, "s") || strings.HasSuffix(low, "men")
	}
	return true
}

// Irregular reports whether the table of irregular verbs has the form.
func (l *Lexicon) Irregular(low string, tag text.Tag) bool {
	_, ok := l.exception(low, tag)
	return ok
}

// exception finds an irregular form of a verb, with or without a prefix.
func (l *Lexicon) exception(low string, tag text.Tag) (string, bool) {
	if tag != text.TagVBD && tag != text.TagVBN {
		return "", false
	}
	if lemma, ok := l.irregular[LexiconKey(tag, 0, low)]; ok {
		return lemma, true
	}
	for _, p := range [...]string{"under", "over", "out", "mis", "fore", "with", "un", "re"} {
		rest, ok := strings.CutPrefix(low, p)
		if !ok || len(rest) < 3 {
			continue
		}
		if lemma, ok := l.irregular[LexiconKey(tag, 0, rest)]; ok {
			return p + lemma, true
		}
	}
	return "", false
}

// byEnd returns the lemma by the longest known end of the form.
func (l *Lexicon) byEnd(low string, tag text.Tag, pos text.Pos) (string, bool) {
	for n := min(Longest, len(low)-1); n >= 0; n-- {
		if s, ok := l.ends[LexiconKey(tag, pos, low[len(low)-n:])]; ok {
			if lemma, ok := s.Apply(low); ok && len(lemma) > 1 {
				return lemma, true
			}
		}
	}
	return low, false
}

// others adds the stems that spelling allows.
func others(all []string, low string, tag text.Tag) []string {
	cut := func(end string, tails ...string) {
		stem, ok := strings.CutSuffix(low, end)
		if !ok || len(stem) < 2 || !strings.ContainsAny(stem, "aeiouy") {
			return
		}
		for _, t := range tails {
			if t == "" && end != "s" && end != "es" && clipped(low, stem) {
				continue
			}
			all = append(all, stem+t)
		}
		if n := len(stem); end != "s" && end != "es" && n > 3 && stem[n-1] == stem[n-2] {
			all = append(all, stem[:n-1])
		}
	}
	switch tag {
	case text.TagVBD, text.TagVBN:
		cut("ied", "y")
		cut("ed", "", "e")
	case text.TagVBG:
		cut("cking", "c")
		cut("ing", "", "e")
	case text.TagVBZ, text.TagNNS, text.TagNNPS:
		cut("ies", "y", "ie")
		cut("es", "e", "")
		cut("s", "")
	case text.TagJJR, text.TagRBR:
		cut("ier", "y")
		cut("er", "", "e")
	case text.TagJJS, text.TagRBS:
		cut("iest", "y")
		cut("est", "", "e")
	}
	return all
}

// clipped reports whether stem cannot have made the form by an ending alone: one
// syllable with a single vowel and a single consonant doubles the consonant
// (fad: fadded), so that faded comes from fade.
func clipped(low, stem string) bool {
	n := len(stem)
	if n < 3 || len(low) <= n || low[:n] != stem || (low[n] != 'e' && low[n] != 'i') {
		return false
	}
	vowel := func(i int) bool { return strings.IndexByte("aeiouy", stem[i]) >= 0 }
	if vowel(n-1) || !vowel(n-2) || strings.IndexByte("wxy", stem[n-1]) >= 0 {
		return false
	}
	for i := 0; i < n-2; i++ {
		if vowel(i) && !(i == n-3 && stem[i] == 'u' && i > 0 && stem[i-1] == 'q') {
			return false
		}
	}
	return true
}

// proper returns the lemma of a name, Chernobyl for CHERNOBYL; acronyms are at
// most five letters long.
func proper(form string) string {
	switch {
	case len(form) > 5 && isCapitals(form):
		return title(strings.ToLower(form))
	}
	return form
}

// plain takes the commas that group thousands out of a number.
func plain(low string) string {
	for i := 0; i < len(low); i++ {
		if low[i] == ',' && (i+4 > len(low) || !within(low[i+1:i+4], '0', '9') || i+4 < len(low) && within(low[i+4:i+5], '0', '9')) {
			return low
		}
	}
	return strings.ReplaceAll(low, ",", "")
}

// cased returns the stem of a name its form's capitals.
func cased(stem, form string) string {
	switch {
	case len(form) > 5 && isCapitals(form):
		return title(stem)
	case isCapitals(form) && len(form) > 1 && form[len(form)-1] != 's':
		return strings.ToUpper(stem)
	}
	n := 0
	for n < len(stem) && n < len(form) && unicode.ToLower(rune(form[n])) == rune(stem[n]) {
		n++
	}
	for n > 0 && n < len(form) && !utf8.RuneStart(form[n]) {
		n--
	}
	return form[:n] + stem[n:]
}

func title(low string) string {
	r, n := utf8.DecodeRuneInString(low)
	return string(unicode.ToUpper(r)) + low[n:]
}

// isCapitals reports whether all of a word are capital letters of ASCII,
// isSmall whether all are small ones.
func isCapitals(s string) bool { return within(s, 'A', 'Z') }
func isSmall(s string) bool    { return within(s, 'a', 'z') }

func within(s string, a, z byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < a || s[i] > z {
			return false
		}
	}
	return s != ""
}
