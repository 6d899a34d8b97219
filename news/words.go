package news

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsFile string

// words is the table of words.tsv by class.
type words struct {
	month, weekday                   map[string]int // by folded name
	agency                           map[string]string
	particle, section, past, future  map[string]bool
	notPast, region, saint, notPlace map[string]bool
	note, boilerplate                []string
}

var table = sync.OnceValue(func() *words { return readWords(wordsFile) })

// fold returns the key under which names are kept, whatever their case.
func fold(s string) string { return strings.ToLower(s) }

func readWords(file string) *words {
	w := &words{
		month: map[string]int{}, weekday: map[string]int{}, agency: map[string]string{},
		particle: map[string]bool{}, section: map[string]bool{}, past: map[string]bool{},
		future: map[string]bool{}, notPast: map[string]bool{}, region: map[string]bool{}, saint: map[string]bool{}, notPlace: map[string]bool{},
	}
	for line := range strings.Lines(file) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 2 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		n := 0
		if len(f) > 2 {
			n, _ = strconv.Atoi(f[2])
		}
		w.add(f[0], f[1], n)
	}
	return w
}

// add keeps one line of the table and tells whether its class is known.
func (w *words) add(class, form string, n int) bool {
	key := fold(form)
	switch class {
	case "month":
		w.month[key] = n
	case "weekday":
		w.weekday[key] = n
	case "agency":
		// Where an agency is in the table in several spellings, the one in
		// mixed letters is how it is written out.
		if old, ok := w.agency[key]; !ok || old == strings.ToUpper(old) {
			w.agency[key] = form
		}
	case "particle":
		w.particle[key] = true
	case "section":
		w.section[key] = true
	case "past":
		w.past[key] = true
	case "notpast":
		w.notPast[key] = true
	case "future":
		w.future[key] = true
	case "notplace":
		w.notPlace[key] = true
	case "region":
		w.region[key] = true
	case "saint":
		w.saint[key] = true
	case "note":
		w.note = append(w.note, form)
	case "boilerplate":
		w.boilerplate = append(w.boilerplate, form)
	default:
		return false
	}
	return true
}

// agencyName returns an agency's name as it is written out; false for a name
// that is not in the table, which is given back as it is.
func (w *words) agencyName(s string) (string, bool) {
	if name, ok := w.agency[fold(s)]; ok {
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

func opens(list []string, line string) bool {
	for _, p := range list {
		if strings.HasPrefix(line, p) && (len(line) == len(p) || !isLetterAt(line, len(p)) || !isLetterAt(p, len(p)-1)) {
			return true
		}
	}
	return false
}
