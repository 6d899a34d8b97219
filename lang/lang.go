// Package lang holds what a program must know of a language word by word:
// closed classes, person nouns, cue verbs, units. What goes in is a folder of
// TSV files such as lang/en; what comes out is a Lexicon, of which a pass asks
// sets of words by name when it is built:
//
//	ask := lexicon.Ask()
//	article := ask.Set("article")
//	…
//	return pass, ask.Err() // says which names are unknown
//
//	article.Has("the") // true
//
// A row of a file is the name of a set, a word of it, and what else is known
// of that word there:
//
//	article	the
//	month	april	4
//
// Words stand as the passes that ask for them compare them: mostly in small
// letters. A Lexicon is made once and never changed. It knows words, not how
// they are bent or put together: that is grammar, and code.
package lang

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
)

// Lexicon is the vocabulary of one language. It is safe for use by many
// goroutines at once.
type Lexicon struct {
	sets map[string][]Row
	file map[string]string // in which file a set stands
}

// Row is a word of a set with its values, of which all words of the set have
// equally many. A value that is not known is "".
type Row struct {
	Word   string
	Values []string
}

// Value returns the first value, "" where there is none.
func (r Row) Value() string {
	if len(r.Values) == 0 {
		return ""
	}
	return r.Values[0]
}

// Read reads all TSV files at the top of a folder. The error is a fault.Error
// that names the file and line: rows out of order or given twice, a set in two
// files, or one whose words have differently many values.
func Read(folder fs.FS) (*Lexicon, error) {
	names, err := fs.Glob(folder, "*.tsv")
	if err != nil {
		return nil, err
	}
	l := &Lexicon{sets: map[string][]Row{}, file: map[string]string{}}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, &fault.Error{Op: "read vocabulary", ID: name, Err: err}
		}
		if err := l.read(name, string(data)); err != nil {
			return nil, &fault.Error{Op: "read vocabulary", ID: name, Err: err}
		}
	}
	return l, nil
}

// read takes the rows of one file.
func (l *Lexicon) read(name, data string) error {
	before := ""
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line <= before {
			return fmt.Errorf("line %d: %q stands twice or out of order: sort the rows by their bytes", n, line)
		}
		before = line
		if err := l.add(name, strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

// add takes the fields of one row.
func (l *Lexicon) add(file string, fields []string) error {
	if len(fields) < 2 || fields[0] == "" || fields[1] == "" {
		return fmt.Errorf("want a set, a word and its values, set apart by tabs; have %d fields", len(fields))
	}
	set, row := fields[0], Row{Word: fields[1], Values: fields[2:]}
	if in, ok := l.file[set]; ok && in != file {
		return fmt.Errorf("set %q stands in %s too: give it one place", set, in)
	}
	l.file[set] = file
	rows := l.sets[set]
	if len(rows) > 0 && len(rows[0].Values) != len(row.Values) {
		return fmt.Errorf("%q has %d values, the words of %s above it %d", row.Word, len(row.Values), set, len(rows[0].Values))
	}
	for i, v := range row.Values {
		if v == "-" {
			row.Values[i] = ""
		}
	}
	l.sets[set] = append(rows, row)
	return nil
}

// Sets returns the names of all sets, sorted.
func (l *Lexicon) Sets() []string { return slices.Sorted(maps.Keys(l.sets)) }

// Ask begins to ask for sets.
func (l *Lexicon) Ask() *Request { return &Request{lexicon: l} }

// Request gathers the names that a Lexicon does not know, so that a pass asks
// for all that it needs and looks for an error once.
type Request struct {
	lexicon *Lexicon
	unknown []string
}

// Set returns the words of one set or of several taken together.
func (r *Request) Set(names ...string) *Set {
	s := &Set{words: map[string]struct{}{}}
	for _, name := range names {
		for _, row := range r.Rows(name) {
			s.add(row.Word)
		}
	}
	return s
}

// Rows returns the rows of a set in their order. They are not to be changed.
func (r *Request) Rows(name string) []Row {
	rows := r.lexicon.sets[name]
	if rows == nil {
		r.unknown = append(r.unknown, name)
	}
	return rows
}

// Values returns the first value of each word of a set.
func (r *Request) Values(name string) map[string]string {
	rows := r.Rows(name)
	m := make(map[string]string, len(rows))
	for _, row := range rows {
		m[row.Word] = row.Value()
	}
	return m
}

// Err returns nil, or a fault.Error that says which names are unknown.
func (r *Request) Err() error {
	if r.unknown == nil {
		return nil
	}
	return &fault.Error{Op: "look up vocabulary", Err: fmt.Errorf("no set is called %s", strings.Join(r.unknown, ", "))}
}
