package text

import (
	_ "embed"
	"strings"
)

//go:embed vocabulary.tsv
var vocabularyFile string

// kinds is a set of what the vocabulary knows of a form.
type kinds uint32

const (
	isTitle kinds = 1 << iota
	isMonth
	isDay
	isNumber
	isWord
	isStarter
	isZone
	isCue
	isAfterCue
	isPrefix
	isSuffix
	isSplit
	isUnit
	isCurrency
	isDollar
	isEnding
	isFace
	isElision
	isSlash
	isHierarchy
	isCopula

	shortForm = isTitle | isMonth | isDay | isNumber | isWord
)

// vocabulary is the table of vocabulary.tsv. It is read once and then only
// read from, by any number of goroutines.
type vocabulary struct {
	forms  map[string]kinds
	splits map[string][]int // byte offsets at which the word is cut
	first  [256]kinds       // what forms with this first byte can be
}

func kindNamed(name string) kinds {
	names := [...]string{"title", "month", "day", "number", "word", "starter", "zone", "cue", "aftercue", "prefix", "suffix", "split", "unit", "currency", "dollar", "ending", "face", "elision", "slash", "hierarchy", "copula"}
	for i, n := range names {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// readVocabulary parses the embedded table; lines of an unknown class are
// left out (a test sees to it that there are none).
func readVocabulary(file string) *vocabulary {
	v := &vocabulary{forms: make(map[string]kinds, 1200), splits: make(map[string][]int)}
	for line := range strings.Lines(file) {
		class, form, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		k := kindNamed(class)
		if !ok || k == 0 || form == "" || class[0] == '#' {
			continue
		}
		if k == isSplit {
			form = v.addSplit(form)
		}
		v.forms[form] |= k
		v.first[form[0]] |= k
	}
	return v
}

// addSplit keeps where a form such as "can|not" is cut and gives the form
// without its bars. The forms "Cannot" and "CANNOT" are added with it.
func (v *vocabulary) addSplit(barred string) string {
	parts := strings.Split(barred, "|")
	var cuts []int
	at := 0
	for _, p := range parts[:len(parts)-1] {
		at += len(p)
		cuts = append(cuts, at)
	}
	form := strings.Join(parts, "")
	for _, f := range []string{form, strings.ToUpper(form[:1]) + form[1:], strings.ToUpper(form)} {
		v.splits[f] = cuts
		v.forms[f] |= isSplit
		v.first[f[0]] |= isSplit
	}
	return form
}

// is returns what of want the form is.
func (v *vocabulary) is(form string, want kinds) kinds {
	if form == "" || v.first[form[0]]&want == 0 {
		return 0
	}
	return v.forms[form] & want
}

// fold is is for a form whose letters may be capitals; forms longer than 16
// bytes are never found.
func (v *vocabulary) fold(form string, want kinds) kinds {
	var b [16]byte
	if len(form) == 0 || len(form) > len(b) {
		return 0
	}
	for i := 0; i < len(form); i++ {
		c := form[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b[i] = c
	}
	return v.forms[string(b[:len(form)])] & want
}
