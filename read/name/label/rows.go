package label

import (
	"math/bits"

	"github.com/datelinewire/dateline/text"
)

// Hint is what is known about a token before any learning: a set of bits that
// the caller defines.
type Hint uint64

// The recogniser's own table rows, after those of forms. Lists take rows for
// each kind: a name of one word, the beginning of a longer one, its rest; the
// same where the name begins small.
const (
	hintRow = 0
	posRow  = hintRow + 64
	tagRow  = posRow + 32
	caseRow = tagRow + 64
	edgeRow = caseRow + writings*8
	listRow = edgeRow + 2
	// MarkRow and the row after it stand for texts whose labels follow other
	// guidelines than those that the recogniser is to follow. Only training
	// sets them (Stymne, de Lhoneux, Smith and Nivre 2018).
	MarkRow = listRow + uses*32
	Marks   = 2
	// OwnRows is the number of these rows.
	OwnRows = MarkRow + Marks
)

// uses are the ways in which a token stands in a name of a list.
const (
	alone = iota
	begins
	within
	small // added where the name's first letter is
	uses  = 2 * small
)

// These lines do not compile where the tag sets outgrow their rows.
const (
	_ = uint(tagRow - posRow - int(text.PosCount))
	_ = uint(caseRow - tagRow - int(text.TagCount))
)

// Seen is what lists and running text say of a token.
type Seen struct {
	lists   [uses]uint32 // sets of kinds
	writing uint8
}

// Rows appends the rows of token i of the sentence of tokens first to last-1.
func Rows(to []int32, d *text.Document, hints []Hint, known []Seen, i, first, last int) []int32 {
	for h := uint64(hints[i]); h != 0; h &= h - 1 {
		to = append(to, hintRow+int32(bits.TrailingZeros64(h)))
	}
	t := &d.Tokens[i]
	to = append(to, posRow+int32(t.Pos), tagRow+int32(t.Tag), caseRow+int32(known[i].writing)*8+shape(t, i == first))
	if i == first {
		to = append(to, edgeRow)
	}
	if i == last-1 {
		to = append(to, edgeRow+1)
	}
	for use, kinds := range known[i].lists {
		for ; kinds != 0; kinds &= kinds - 1 {
			to = append(to, listRow+int32(bits.TrailingZeros32(kinds))*uses+int32(use))
		}
	}
	return to
}

// shape returns how a token is written: no word, small, with a capital, in
// capitals; and whether it opens its sentence.
func shape(t *text.Token, first bool) int32 {
	s := int32(0)
	switch {
	case t.Flags&text.Word == 0:
	case t.Flags&text.AllCaps != 0:
		s = 3
	case t.Flags&text.Capital != 0:
		s = 2
	default:
		s = 1
	}
	if first {
		s += 4
	}
	return s
}
