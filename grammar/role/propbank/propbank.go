// Package propbank reads roles that were annotated by hand over the sentences
// of a treebank. What goes in is a file of JSON objects, a sentence a line;
// what comes out are its predicates and arguments by word number.
package propbank

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// Argument is an argument by the number of its head word, counted from 1.
type Argument struct {
	Label       string // ARG0, ARGM-TMP, R-ARG1 ...
	First, Last int
	Head        int
}

// UnmarshalJSON reads [label, first, last, head, ...].
func (a *Argument) UnmarshalJSON(b []byte) error {
	var match int
	row := []any{&a.Label, &a.First, &a.Last, &a.Head, &match}
	return json.Unmarshal(b, &row)
}

// Predicate is a word with its sense and arguments.
type Predicate struct {
	Word  int        `json:"w"`
	Sense string     `json:"r"` // announce.01
	Args  []Argument `json:"a"`
}

// Sentence is one line of the file.
type Sentence struct {
	ID         string      `json:"id"`    // of the treebank's sentence
	N          int         `json:"n"`     // its words
	Words      []string    `json:"words"` // where they are not those of a treebank; then only verbs are annotated
	Predicates []Predicate `json:"p"`
}

// Read returns the sentences of a file.
func Read(in io.Reader) ([]Sentence, error) {
	var all []Sentence
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	for n := 1; lines.Scan(); n++ {
		var s Sentence
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("roles, line %d: %w", n, err)
		}
		all = append(all, s)
	}
	return all, lines.Err()
}

// Open reads a gzipped file.
func Open(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	all, err := Read(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}
