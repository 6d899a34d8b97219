package page

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/datelinewire/dateline/internal/tsv"
)

//go:embed names.tsv
var namesFile string // never changed

//go:embed meta.tsv
var metaFile string // never changed

//go:embed phrases.tsv
var phrasesFile string // never changed

//go:embed labels.tsv
var labelsFile string // never changed

// mark is what the name of an element says of what is in it, as bits.
type mark uint16

// The places whose words are none of the story's, and what a line may be.
const (
	aside mark = 1 << iota
	comment
	embed
	nav
	overlay

	author
	date
	deckLine
	modified
	published

	zones = aside | comment | embed | nav | overlay
	hints = author | date | deckLine | modified | published
)

// property is the name of a meta tag.
type property struct {
	name   string
	weight int
}

// phrase is a line, or how one begins or what it holds, that says what the line is.
type phrase struct {
	kind, how, words string
}

type table struct {
	names   map[string]mark
	negate  map[string]bool
	meta    map[string][]property // by role
	phrases map[string][]phrase   // by kind
	labels  map[string]string     // the words before a date or a name → what it is
}

// tables returns the tables, which are read once.
var tables = sync.OnceValue(func() *table {
	t := &table{
		names: map[string]mark{}, negate: map[string]bool{}, meta: map[string][]property{},
		phrases: map[string][]phrase{}, labels: map[string]string{},
	}
	marks := map[string]mark{"aside": aside, "comment": comment, "embed": embed, "nav": nav, "overlay": overlay, "author": author, "date": date, "deck": deckLine, "modified": modified, "published": published}
	for f := range tsv.Rows(namesFile, 2) {
		if f[0] == "negate" {
			t.negate[f[1]] = true
		}
		t.names[f[1]] |= marks[f[0]]
	}
	for f := range tsv.Rows(metaFile, 3) {
		n, _ := strconv.Atoi(f[2])
		t.meta[f[0]] = append(t.meta[f[0]], property{f[1], n})
	}
	for f := range tsv.Rows(phrasesFile, 3) {
		t.phrases[f[0]] = append(t.phrases[f[0]], phrase{f[0], f[1], f[2]})
	}
	for f := range tsv.Rows(labelsFile, 2) {
		t.labels[f[1]] = f[0]
	}
	return t
})

// maxParts is of how many parts in a row a word of the table may be.
const maxParts = 3

// marksOf returns what the names of an element say, parted by spaces.
func (t *table) marksOf(names string) mark {
	var m mark
	for _, name := range strings.Fields(names) {
		parts := partsOf(name)
		if len(parts) > 12 || len(parts) > 0 && t.negate[parts[0]] {
			continue
		}
		for i := range parts {
			word := ""
			for _, p := range parts[i:min(i+maxParts, len(parts))] {
				word += p
				m |= t.names[word]
			}
		}
	}
	return m
}

// partsOf cuts a name at its signs and capitals: most-read, MostRead.
func partsOf(name string) []string {
	var out []string
	start, lower := 0, false
	end := func(i int) {
		if i > start {
			out = append(out, strings.ToLower(name[start:i]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			end(i)
			start = i + 1
			if r >= 0x80 {
				start = i + len(string(r))
			}
		case unicode.IsUpper(r) && lower:
			end(i)
			start = i
		}
		lower = unicode.IsLower(r)
	}
	end(len(name))
	return out
}

// has reports whether a line is of a kind that the phrases tell. The line is in
// small letters, its words parted by single spaces.
func (t *table) has(kind, line string) bool {
	for _, p := range t.phrases[kind] {
		switch p.how {
		case "is":
			if line == p.words {
				return true
			}
		case "begins":
			if strings.HasPrefix(line, p.words) {
				return true
			}
		default:
			if strings.Contains(line, p.words) {
				return true
			}
		}
	}
	return false
}

// count returns how many phrases of a kind a line holds.
func (t *table) count(kind, line string) int {
	n := 0
	for _, p := range t.phrases[kind] {
		if strings.Contains(line, p.words) {
			n++
		}
	}
	return n
}
