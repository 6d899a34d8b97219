package ontology

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed ontology.tsv
var file string

// table is the table that is built in. It is read once and then only read
// from. A line that is wrong is left out; a test sees to it that there is none.
var table = sync.OnceValue(func() []*entry {
	all, _ := read(file)
	return all
})

// entry is a line of the table: a type, or one of its modes. What is empty in
// a mode is as it is in the type.
type entry struct {
	name          string
	quad          int
	score         float64
	scored        bool
	cameo         string
	filed, ahead  place
	mutual        bool
	label, noun   string
	planned, past Phrase
	modes         []*entry
}

// place is a Code as the table writes it: "AGREE 036".
type place string

func (p place) resolve() (Code, bool) {
	name, cameo, _ := strings.Cut(string(p), " ")
	t, ok := Parse(name)
	return Code{t, cameo}, ok
}

// mode returns the entry of a mode, an empty one where the type has none of
// that name.
func (e *entry) mode(name string) *entry {
	for _, m := range e.modes {
		if m.name == name {
			return m
		}
	}
	return new(entry)
}

// columns is how many columns the table has.
const columns = 12

// read parses a table; its errors say what is wrong with the lines that it
// leaves out.
func read(file string) (all []*entry, wrong []error) {
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		e, err := parse(c)
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Errorf("line %d: %w", n, err))
		case c[1] == "-":
			e.name = c[0]
			all = append(all, e)
		case len(all) == 0 || all[len(all)-1].name != c[0]:
			wrong = append(wrong, fmt.Errorf("line %d: mode %q does not stand below its type %s", n, c[1], c[0]))
		default:
			e.name = c[1]
			all[len(all)-1].modes = append(all[len(all)-1].modes, e)
		}
	}
	return all, wrong
}

// parse reads the columns of a line but for its first two, its names.
func parse(c []string) (*entry, error) {
	if len(c) != columns {
		return nil, fmt.Errorf("want %d columns, have %d", columns, len(c))
	}
	given := make([]string, len(c))
	for i, v := range c {
		if v != "-" {
			given[i] = v
		}
	}
	e := &entry{
		cameo: given[4], filed: place(given[5]), ahead: place(given[6]), mutual: given[7] == "both",
		label: given[8], noun: given[9], planned: phrase(given[10]), past: phrase(given[11]),
	}
	var err error
	if given[2] != "" {
		if e.quad, err = strconv.Atoi(given[2]); err != nil {
			return nil, err
		}
	}
	if e.scored = given[3] != ""; e.scored {
		if e.score, err = strconv.ParseFloat(given[3], 64); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func phrase(s string) Phrase {
	alone, with, _ := strings.Cut(s, "|")
	return Phrase{alone, with}
}
