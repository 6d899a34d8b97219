package language

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/datelinewire/dateline/internal/tsv"
)

//go:embed words.tsv
var wordsFile string // never changed

//go:embed letters.tsv
var lettersFile string // never changed

//go:embed scripts.tsv
var scriptsFile string // never changed

//go:embed names.tsv
var namesFile string // never changed

//go:embed endings.tsv
var endingsFile string // never changed

//go:embed same.tsv
var sameFile string // never changed

type table struct {
	words   map[string][]string // the languages that a word is common in
	letters map[rune][]string   // the languages that have a letter
	scripts map[string]string   // the one language of a script
	writes  map[string]map[string]bool
	called  map[string]string
	same    map[string]string // tags by another name
	endings []string          // of English
	ranges  []scriptRange
}

// scriptRange is a script of the table.
type scriptRange struct {
	name  string
	table *unicode.RangeTable
}

// tables returns the tables, which are read once.
var tables = sync.OnceValue(func() *table {
	t := &table{
		words: map[string][]string{}, letters: map[rune][]string{}, scripts: map[string]string{},
		writes: map[string]map[string]bool{}, called: map[string]string{}, same: map[string]string{},
	}
	for f := range tsv.Rows(scriptsFile, 2) {
		t.scripts[f[0]] = f[1]
		t.ranges = append(t.ranges, scriptRange{f[0], unicode.Scripts[f[0]]})
	}
	for f := range tsv.Rows(wordsFile, 2) {
		scripts := map[string]bool{}
		for w := range strings.FieldsSeq(f[1]) {
			t.words[w] = append(t.words[w], f[0])
			for _, r := range w {
				if unicode.IsLetter(r) {
					scripts[t.script(r)] = true
				}
			}
		}
		t.writes[f[0]] = scripts
	}
	for f := range tsv.Rows(lettersFile, 2) {
		for _, r := range f[1] {
			if r >= 0x80 && !slices.Contains(t.letters[r], f[0]) {
				t.letters[r] = append(t.letters[r], f[0])
			}
		}
	}
	for f := range tsv.Rows(namesFile, 2) {
		t.called[f[0]] = f[1]
	}
	for f := range tsv.Rows(endingsFile, 2) {
		t.endings = append(t.endings, f[1])
	}
	for f := range tsv.Rows(sameFile, 2) {
		t.same[f[0]] = f[1]
	}
	return t
})

func scriptOf(r rune) string { return tables().script(r) }

// script returns the script of a letter, "" where it is none of the table's.
func (t *table) script(r rune) string {
	if r < 0x250 {
		return "Latin"
	}
	for _, s := range t.ranges {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}
