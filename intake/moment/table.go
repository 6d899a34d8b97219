package moment

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/internal/tsv"
)

//go:embed words.tsv
var wordsFile string // never changed

//go:embed zones.tsv
var zonesFile string // never changed

//go:embed unset.tsv
var unsetFile string // never changed

// meaning is what a word says in some languages.
type meaning struct {
	class     string
	value     int
	languages []string
}

// zoneRow is where a name means which zone.
type zoneRow struct {
	offset string
	where  []string // countries and languages; none for everywhere else
}

type table struct {
	words map[string][]meaning
	zones map[string][]zoneRow
	unset map[string]bool // by day, YYYY-MM-DD
}

// tables returns the tables, which are read once.
var tables = sync.OnceValue(func() *table {
	t := &table{words: map[string][]meaning{}, zones: map[string][]zoneRow{}, unset: map[string]bool{}}
	for f := range tsv.Rows(wordsFile, 2) {
		if len(f) == 4 {
			n, _ := strconv.Atoi(f[2])
			t.words[f[1]] = append(t.words[f[1]], meaning{f[0], n, strings.Split(f[3], ",")})
		}
	}
	for f := range tsv.Rows(zonesFile, 2) {
		row := zoneRow{offset: f[1]}
		if len(f) > 2 && f[2] != "" {
			row.where = strings.Split(f[2], ",")
		}
		t.zones[f[0]] = append(t.zones[f[0]], row)
	}
	for f := range tsv.Rows(unsetFile, 2) {
		t.unset[f[0]] = true
	}
	return t
})

// values returns what a word of a class can mean: all that it means in the
// language, or, where it means nothing in that one, all that it means in any.
func (t *table) values(word, class, language string) []int {
	var here, all []int
	for _, m := range t.words[word] {
		if m.class != class {
			continue
		}
		if !slices.Contains(all, m.value) {
			all = append(all, m.value)
		}
		if slices.Contains(m.languages, language) {
			here = append(here, m.value)
		}
	}
	if len(here) > 0 {
		return here
	}
	return all
}

// writes reports whether the table knows the months of a language.
func (t *table) writes(language string) bool {
	for _, ms := range t.words {
		for _, m := range ms {
			if m.class == "month" && slices.Contains(m.languages, language) {
				return true
			}
		}
	}
	return false
}
