package news

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
)

// words is what lang/en holds of the sets layout-…, wire-… and byline-…, by class.
type words struct {
	month, weekday                                         map[string]int // by folded name; the weekday from Sunday 0
	agency                                                 map[string]string
	particle, section, past, future                        *lang.Set
	notPast, region, saint, notPlace                       *lang.Set
	zone, clock, beforeYear, ahead, notNear, ordinalEnding *lang.Set
	note, boilerplate, label, nowhere, undated             []string
	signal                                                 map[string]Signal
	ordinal, role, more, media                             *lang.Set
	embargo, credit, byliner, slugged                      []string
}

// table is read once. There is no error as long as the tests of this package
// pass: what is read is part of the program.
var table = sync.OnceValue(func() *words {
	w, err := readWords()
	if err != nil {
		return new(words)
	}
	return w
})

// fold returns the key under which names are kept, whatever their case.
func fold(s string) string { return strings.ToLower(s) }

func readWords() (*words, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	w := &words{
		month: map[string]int{}, weekday: map[string]int{}, agency: map[string]string{},
		particle: folded(ask, "layout-particle"), section: folded(ask, "layout-section"), past: folded(ask, "layout-past"),
		future: folded(ask, "layout-future"), notPast: folded(ask, "layout-notpast"), region: folded(ask, "layout-region"),
		saint: folded(ask, "layout-saint"), notPlace: folded(ask, "layout-notplace"),
		zone: ask.Set("time-zone"), clock: ask.Set("layout-clock"), beforeYear: ask.Set("layout-before-year"),
		ahead: ask.Set("layout-ahead"), ordinalEnding: ask.Set("ordinal-ending"), notNear: ask.Set("layout-not-near"),
		note: slices.Collect(ask.Set("layout-note").All()), boilerplate: slices.Collect(ask.Set("layout-boilerplate").All()),
		label: slices.Collect(ask.Set("layout-label").All()), nowhere: slices.Collect(ask.Set("layout-nowhere").All()), undated: slices.Collect(ask.Set("layout-undated").All()),
	}
	w.wire(ask)
	err = errors.Join(
		numbers(w.month, ask, "month"), numbers(w.month, ask, "month-short"),
		numbers(w.weekday, ask, "weekday"), numbers(w.weekday, ask, "weekday-short"),
	)
	for day, n := range w.weekday {
		w.weekday[day] = n % 7
	}
	for _, row := range ask.Rows("layout-agency") {
		// Where an agency is in the table in several spellings, the one in
		// mixed letters is how it is written out.
		key := fold(row.Word)
		if old, ok := w.agency[key]; !ok || old == strings.ToUpper(old) {
			w.agency[key] = row.Word
		}
	}
	return w, errors.Join(err, ask.Err())
}

// wire asks for what agencies set round their stories.
func (w *words) wire(ask *lang.Request) {
	w.signal = map[string]Signal{}
	for word, s := range ask.Values("wire-signal") {
		w.signal[word] = Signal(s)
	}
	w.ordinal, w.role, w.more, w.media = ask.Set("wire-ordinal"), ask.Set("wire-role"), ask.Set("wire-more"), ask.Set("wire-media")
	w.embargo, w.credit = slices.Collect(ask.Set("wire-embargo").All()), slices.Collect(ask.Set("wire-credit").All())
	w.byliner, w.slugged = slices.Collect(ask.Set("byline-opener").All()), slices.Collect(ask.Set("wire-slugged").All())
}

// folded returns the words of a set, folded.
func folded(ask *lang.Request, name string) *lang.Set {
	return ask.Set(name).Folded()
}

// numbers adds the words of a set with their numbers.
func numbers(to map[string]int, ask *lang.Request, name string) error {
	for _, row := range ask.Rows(name) {
		n, err := strconv.Atoi(row.Value())
		if err != nil {
			return err
		}
		to[row.Word] = n
	}
	return nil
}

// agencyName returns an agency's name as it is written out; false for a name
// that is not in the table, which is given back as it is.
func (w *words) agencyName(s string) (string, bool) {
	key := strings.ReplaceAll(fold(s), " - ", "-") // ACAN - EFE
	name, ok := w.agency[key]
	if !ok {
		if name, ok = w.agency[strings.TrimPrefix(key, "the ")]; ok {
			s = s[len("the "):]
		}
	}
	if ok && len(name) < 4 && name == strings.ToUpper(name) && s != name && s != fold(s) {
		return s, false // Pa, Map
	}
	if ok {
		if s != strings.ToUpper(s) && s != fold(s) {
			return s, true // Reuter, Itar-Tass: as the story has it
		}
		return name, true
	}
	return s, false
}

// isNote reports whether a line opens a note to editors or readers: one of the
// table's words, and then no more letters of the same word.
func (w *words) isNote(line string) bool { return opens(w.note, line) }

// isBoilerplate reports whether a line belongs to no story.
func (w *words) isBoilerplate(line string) bool { return opens(w.boilerplate, line) }

// opensAny reports whether one of the phrases opens s, whatever its case.
func opensAny(phrases []string, s string) bool { return opening(phrases, s) > 0 }

// opening returns how many bytes of s the longest of the phrases has that opens
// it, whatever its case, and is no part of a longer word; 0 for none. The
// first letter must be a capital.
func opening(phrases []string, s string) int {
	if r, _ := utf8.DecodeRuneInString(s); !isUpper(r) {
		return 0
	}
	return openingAny(phrases, s)
}

// openingAny is opening for a first letter in any case.
func openingAny(phrases []string, s string) int {
	best := 0
	for _, p := range phrases {
		if n := len(p); n > best && len(s) >= n && strings.EqualFold(s[:n], p) && !isLetterAt(s, n) {
			best = n
		}
	}
	return best
}

func opens(list []string, line string) bool {
	bare := strings.TrimPrefix(line, "(") // (Copyright 2012 Nord)
	for _, p := range list {
		line := line
		if !strings.HasPrefix(p, "(") {
			line = bare
		}
		if strings.HasPrefix(line, p) && (len(line) == len(p) || !isLetterAt(line, len(p)) || !isLetterAt(p, len(p)-1)) {
			return true
		}
	}
	return false
}
