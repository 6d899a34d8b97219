// Package model is what a trained parser consists of: the rows that stand for
// a form, the integer weights, the lexicon of lemmas, and the file that holds
// them. The weights in this folder are under CC BY-SA 4.0 (see CARD.md and
// LICENSE-WEIGHTS), apart from the code.
package model

import "github.com/datelinewire/dateline/text"

// Config holds the sizes of a network. All but Layers, Words and Buckets must
// be multiples of 32.
type Config struct {
	Embed   int // numbers in a row of the table
	Width   int // numbers that stand for a token between layers
	Layers  int // recurrent layers, the first of which reads forms alone
	Arc     int // hidden numbers of the head scorer, for each end of an arc
	Label   int // hidden numbers of the relation scorer
	Tag     int // hidden numbers of the taggers
	Words   int // rows before the hashed ones, FirstWord included
	Buckets int // hashed rows
}

// Distances is the number of classes of arcs by length and direction.
const Distances = 32

// Columns of the tag scores: Penn tags, universal tags, name labels.
const (
	TagColumn  = 0
	PosColumn  = 64
	EntColumn  = 96
	TagColumns = 128
	DepColumns = 64
)

// The columns fit the tag sets; these lines do not compile where they do not.
const (
	_ = uint(PosColumn - TagColumn - int(text.TagCount))
	_ = uint(EntColumn - PosColumn - int(text.PosCount))
	_ = uint(TagColumns - EntColumn - int(text.EntCount))
	_ = uint(DepColumns - int(text.DepCount))
)

// Hidden returns the number of columns of the heads' first layer, in this order:
// dependent and head of an arc, tagger (Arc, Arc and Tag columns, cut at
// zero), dependent and head of a relation (Label columns each), distances.
func (c Config) Hidden() int { return 2*c.Arc + c.Tag + 2*c.Label + Distances }

// Distance returns the class of the arc from word d to head h, both counted
// from 1, 0 for the root.
func Distance(d, h int) int {
	if h == 0 {
		return 0
	}
	side, n := 0, h-d
	if n < 0 {
		side, n = 15, -n
	}
	switch {
	case n <= 10:
	case n <= 13:
		n = 11
	case n <= 17:
		n = 12
	case n <= 25:
		n = 13
	case n <= 40:
		n = 14
	default:
		n = 15
	}
	return side + n
}
