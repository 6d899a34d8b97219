package text

import (
	"strings"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
)

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
	isLink
	isOffice
	isClock

	shortForm = isTitle | isMonth | isDay | isNumber | isWord
)

// vocabulary is what lang/en holds of the sets form-…. It is read once and then
// only read from, by any number of goroutines.
type vocabulary struct {
	forms  map[string]kinds
	splits map[string][]int // byte offsets at which the word is cut
	first  [256]kinds       // what forms with this first byte can be
}

func readVocabulary() (*vocabulary, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	v := &vocabulary{forms: make(map[string]kinds, 1200), splits: make(map[string][]int)}
	v.take(ask, isTitle, "form-title")
	v.take(ask, isMonth, "form-month")
	v.take(ask, isDay, "form-day")
	v.take(ask, isNumber, "form-number")
	v.take(ask, isWord, "form-word")
	v.take(ask, isStarter, "form-starter")
	v.take(ask, isZone, "form-zone")
	v.take(ask, isCue, "form-cue")
	v.take(ask, isAfterCue, "form-aftercue")
	v.take(ask, isPrefix, "form-prefix")
	v.take(ask, isSuffix, "form-suffix")
	v.take(ask, isSplit, "form-split")
	v.take(ask, isUnit, "form-unit")
	v.take(ask, isCurrency, "form-currency")
	v.take(ask, isDollar, "form-dollar")
	v.take(ask, isEnding, "form-ending")
	v.take(ask, isFace, "form-face")
	v.take(ask, isElision, "form-elision")
	v.take(ask, isSlash, "form-slash")
	v.take(ask, isHierarchy, "form-hierarchy")
	v.take(ask, isCopula, "form-copula")
	v.take(ask, isLink, "form-link")
	v.take(ask, isOffice, "form-office")
	v.take(ask, isClock, "form-clock")
	return v, ask.Err()
}

// take puts the forms of a set into a kind.
func (v *vocabulary) take(ask *lang.Request, k kinds, set string) {
	for _, row := range ask.Rows(set) {
		form := row.Word
		if k == isSplit {
			form = v.addSplit(form)
		}
		v.forms[form] |= k
		v.first[form[0]] |= k
	}
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
