// Package role says who did what to whom. What goes in is a text.Document with
// tags, lemmas and trees; what comes out are its predicates, verbs, nouns and
// adjectives, each with its sense and its arguments after PropBank (Palmer,
// Gildea and Kingsbury 2005).
//
//	r, err := role.Load()
//	...
//	roles := r.Read(d)
//	a := r.Ask(d, roles)
//	for _, f := range a.Doers(i) { ... }
//
// Time is linear in the text's length. See docs/roles.md for how it works and
// how well; what is said in another sentence is not found.
package role

import "github.com/datelinewire/dateline/grammar/role/roleset"

// Argument is a word that fills a role of a predicate: the head of the words
// that do.
type Argument struct {
	Token int32 // index in Document.Tokens
	Label Label
	P     uint8 // how likely the label is by the model, in percent
}

// Predicate is a word that has arguments.
type Predicate struct {
	Token int32
	P     uint8 // how likely it is a predicate at all, in percent
	Sense *roleset.Roleset
	Args  []Argument // in the order of the text
}

// Roles are the predicates of a document, in the order of the text.
type Roles struct {
	Predicates []Predicate
}
