// Package stories holds whole news stories that were labelled by reading,
// without sight of any program's output, and scores readings against them:
// events with all their slots, the facts that a desk officer would write down,
// and which mentions mean the same one.
//
// The stories themselves are development data and stand elsewhere; here are
// labels alone, each pointing at a line of its source and bytes in that line.
// Two labellers worked apart (first.jsonl, second.jsonl), a third settled what
// they saw differently (gold.jsonl). Half of the stories are for looking at;
// the others are Sealed: they are opened by the command that scores them.
package stories

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"

	"github.com/datelinewire/dateline/eval"
)

//go:embed first.jsonl second.jsonl gold.jsonl train.jsonl again.jsonl held.jsonl telling.jsonl verdicts.jsonl written.jsonl
var files embed.FS

// Sets of stories.
const (
	Look   = "look"
	Sealed = "sealed"
	Taught = "train"
	Held   = "held"
)

// Place is where words stand in a story's source: line, counted from 1, and
// bytes of that line, end exclusive.
type Place [3]int

// Party is a doer, an affected one or a speaker as a label has it. Code is an
// ISO 3166-1 alpha-3 country or a group's code, UNK where it cannot be told.
type Party struct {
	At      Place    `json:"at"`
	Code    string   `json:"code"`
	Sectors []string `json:"sectors,omitempty"`
}

// Event is a labelled event; At is its trigger.
type Event struct {
	At         Place   `json:"at"`
	Type       string  `json:"type"`
	Mode       string  `json:"mode,omitempty"`
	Status     string  `json:"status"`
	Actors     []Party `json:"actors,omitempty"`
	Recipients []Party `json:"recipients,omitempty"`
	Mutual     bool    `json:"mutual,omitempty"`
	Place      *Place  `json:"place,omitempty"`
	Time       *Place  `json:"time,omitempty"`
	By         *Party  `json:"by,omitempty"` // who asserts it; nil: the story itself
	Background bool    `json:"background,omitempty"`
	Pledge     bool    `json:"pledge,omitempty"`
	Doubtful   bool    `json:"doubtful,omitempty"` // neither demanded nor punished
}

// Key is a fact that a desk officer would write down, as a pattern; At is a
// word by which a person finds it.
type Key struct {
	At   Place        `json:"at"`
	Want eval.Pattern `json:"want"`
}

// Label is all that one labeller says of one story. Chains are of two and
// more mentions of the same one.
type Label struct {
	Story  string    `json:"story"` // raw:FIRST-LAST line, or the id in the wire file
	Set    string    `json:"set"`
	Key    []Key     `json:"key,omitempty"`
	Events []Event   `json:"events"`
	Chains [][]Place `json:"chains,omitempty"`
}

// First, Second and Gold return the labels of the first and the second
// labeller and what was settled between them, in one order.
func First() ([]Label, error)  { return load("first.jsonl") }
func Second() ([]Label, error) { return load("second.jsonl") }
func Gold() ([]Label, error)   { return load("gold.jsonl") }

// Train returns the labels of other stories, by which the judge is taught.
func Train() ([]Label, error) { return load("train.jsonl") }

// Again returns the labels of a second labeller for some of Train's stories.
func Again() ([]Label, error) { return load("again.jsonl") }

// HeldOut returns the labels of stories drawn at random, events alone, that
// nothing is taught or tuned by: they measure how sure the reader may be.
func HeldOut() ([]Label, error) { return load("held.jsonl") }

func load(name string) ([]Label, error) { return rows[Label](name) }

// rows returns the values of a file of them, one a line.
func rows[T any](name string) ([]T, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []T
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	for d.More() {
		var l T
		if err := d.Decode(&l); err != nil {
			return nil, fmt.Errorf("%s, row %d: %w", name, len(out)+1, err)
		}
		out = append(out, l)
	}
	return out, nil
}
