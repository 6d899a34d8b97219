package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/datelinewire/dateline/syntax/casing"
	"github.com/datelinewire/dateline/text"
)

// What a list of names says of a word.
const (
	given uint8 = 1 << iota
	surname
	place
	people
	thing   // organisations, products and other names of one word
	inName  // a word of a longer name of a person, place or people
	inThing // a word of a longer name of something else
	inWorld // a word of a name in the world data
)

// kinds are the bits of the lists' kinds; kinds that are not here are things.
var kinds = map[string]uint8{
	"given": given, "surname": surname, "famous": surname,
	"town": place, "region": place, "country": place, "nature": place, "quarter": place, "landmark": place,
	"demonym": people,
}

// columns are those of the world data that hold names, by file; bars set apart
// several.
var columns = map[string][]string{
	"countries.tsv":      {"name", "adjectives", "nouns", "capital"},
	"other_entities.tsv": {"name", "adjectives", "nouns"},
	"orgs.tsv":           {"name", "aliases"},
	"persons.tsv":        {"person"},
	"holders.tsv":        {"person"},
	"gov_2003_2011.tsv":  {"person"},
	"places.tsv":         {"ascii"},
}

// names are words in capitals of lists of names, with what these say of them.
type names map[string]uint8

// readNames reads the lists of names (kind, name) and the world data.
func readNames(lists, world string) (names, error) {
	out := names{}
	files, err := filepath.Glob(filepath.Join(lists, "*.tsv"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		err := rows(file, func(get func(string) string) {
			if kind := get("kind"); kind != "term" {
				out.add(get("name"), kinds[kind])
			}
		})
		if err != nil {
			return nil, err
		}
	}
	for file, cols := range columns {
		err := rows(filepath.Join(world, file), func(get func(string) string) {
			for _, col := range cols {
				for name := range strings.SplitSeq(get(col), "|") {
					out.addWorld(name)
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// add takes a name of a list.
func (n names) add(name string, bit uint8) {
	d := text.New(name, nil)
	switch {
	case len(d.Tokens) > 1 && bit == 0:
		bit = inThing
	case len(d.Tokens) > 1:
		bit = inName
	case bit == 0:
		bit = thing
	}
	n.mark(d, bit)
}

func (n names) addWorld(name string) { n.mark(text.New(name, nil), inWorld) }

func (n names) mark(d *text.Document, bit uint8) {
	for i := range d.Tokens {
		if form := d.Form(i); casing.ClassOf(form) != casing.Small {
			n[casing.Key(form)] |= bit
		}
	}
}

// rows calls visit for each row of a TSV file below its heading, with what
// returns a field by the name of its column.
func rows(file string, visit func(get func(col string) string)) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var cols map[string]int
	for line := range strings.Lines(string(data)) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if cols == nil {
			cols = map[string]int{}
			for i, name := range f {
				cols[name] = i
			}
			continue
		}
		visit(func(col string) string {
			if i, ok := cols[col]; ok && i < len(f) {
				return f[i]
			}
			return ""
		})
	}
	return nil
}
