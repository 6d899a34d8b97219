package judge

import (
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Evidence is what the grammar and the other passes know of a story, as
// features of its words and of its pairs of words: tags, the tree, names and
// days, senses and roles. The weights of a feature are found by its number,
// so what a feature is made of may not change without fitting them anew.
type Evidence struct {
	d       *text.Document
	w       *read.Work
	t       *tree.Tree
	roles   *role.Answers
	up      []int32  // room for way
	fillers []filler // of each token, once it is asked for
}

// filler is what speaks for a token as an argument whatever the event.
type filler struct {
	known       bool
	preposition string
	kind, both  uint16
}

// NewEvidence returns the evidence about a story whose names and dates have
// been read, and the roles of its predicates.
func NewEvidence(w *read.Work, roles *role.Answers) *Evidence {
	return &Evidence{d: w.Doc, w: w, t: w.Tree(), roles: roles, fillers: make([]filler, len(w.Doc.Tokens))}
}

// How many features of words and of pairs are told apart; a table of weights
// has a row for each.
const (
	wordFeatures = 4096
	pairFeatures = 8192
	typedPairs   = 2048 // of pairs, for each type of event by itself
)

// feature is a hash that grows (FNV-1a) with what is added to it.
type feature uint32

// of returns the feature of one kind, told apart by a letter.
func of(kind byte) feature { return feature(2166136261).byte(kind) }

func (f feature) byte(b byte) feature { return (f ^ feature(b)) * 16777619 }

// add returns the feature with s added, and an end mark.
func (f feature) add(s string) feature {
	for i := range len(s) {
		f = f.byte(s[i])
	}
	return f.byte(0)
}

func (f feature) word() uint16 { return uint16((f ^ f>>15) % wordFeatures) }
func (f feature) pair() uint16 { return uint16((f ^ f>>15) % pairFeatures) }

// Word appends the features of token i to to.
func (e *Evidence) Word(to []uint16, i int) []uint16 {
	t := &e.d.Tokens[i]
	above := "root"
	if t.Head >= 0 {
		above = e.d.Tokens[t.Head].Pos.String()
	}
	to = append(to,
		of('p').add(t.Pos.String()).add(t.Tag.String()).word(),
		of('d').add(t.Dep.String()).add(above).word(),
		of('n').add(e.meant(i)).word())
	if p := e.roles.Of(i); p != nil {
		to = append(to, of('r').add(p.Sense.Name).word())
	}
	if t.Pos != text.VERB && t.Pos != text.NOUN && t.Pos != text.ADJ {
		return to
	}
	to = append(to, e.around('a', i).word())
	if t.Head >= 0 {
		to = append(to,
			e.around('b', int(t.Head)).word(),
			of('o').add(t.Dep.String()).add(e.d.Tokens[t.Head].Lemma).word())
	}
	return to
}

// around adds the little words that hang from token i: auxiliaries, negations,
// what introduces a clause, articles.
func (e *Evidence) around(kind byte, i int) feature {
	f := of(kind)
	for _, k := range e.t.Of(i) {
		switch t := &e.d.Tokens[k]; t.Pos {
		case text.AUX, text.SCONJ, text.PART, text.DET:
			f = f.add(t.Lemma)
		}
	}
	return f
}

// meant returns what kind of thing the names and dates passes take token i
// for, "" for none.
func (e *Evidence) meant(i int) string {
	if x := e.w.EntityAt(i); x != nil {
		return string(x.Kind)
	}
	if e.w.DateAt(i) != nil {
		return "date"
	}
	return ""
}

// Pair appends what speaks for and against token i being an argument of the
// event that token trigger tells.
func (e *Evidence) Pair(to []uint16, trigger, i int) []uint16 {
	t, w := &e.d.Tokens[trigger], e.filler(i)
	way := e.way(of('w').add(t.Pos.String()), trigger, i)
	return append(to,
		way.pair(),
		way.add(w.preposition).pair(),
		w.kind,
		w.both,
		e.role('r', trigger, i).pair(),
		e.role('h', int(t.Head), i).pair())
}

func (e *Evidence) filler(i int) *filler {
	w := &e.fillers[i]
	if !w.known {
		what, p := e.meant(i), e.preposition(i)
		*w = filler{
			known: true, preposition: p,
			kind: of('k').add(e.d.Tokens[i].Pos.String()).add(what).pair(),
			both: of('x').add(p).add(what).pair(),
		}
	}
	return w
}

// preposition returns the lemma of the first preposition of token i, or "".
func (e *Evidence) preposition(i int) string {
	if k := e.t.Child(i, text.DepCase); k >= 0 {
		return e.d.Tokens[k].Lemma
	}
	return ""
}

// far is the number of steps in the tree beyond which two words are not
// related by their way.
const far = 5

// way adds the way through the tree from the trigger to token i: up to what
// governs both, and from i up to the same.
func (e *Evidence) way(f feature, trigger, i int) feature {
	e.up = e.up[:0]
	for k := int32(trigger); k >= 0 && len(e.up) < far; k = e.d.Tokens[k].Head {
		e.up = append(e.up, k)
	}
	down := f.byte('d')
	for k, n := int32(i), 0; k >= 0 && n < far; k, n = e.d.Tokens[k].Head, n+1 {
		for m, u := range e.up {
			if u != k {
				continue
			}
			for _, x := range e.up[:m] {
				down = down.byte('u').add(e.d.Tokens[x].Dep.String())
			}
			return down
		}
		down = down.add(e.d.Tokens[k].Dep.String())
	}
	return f.byte('-')
}

// role returns the label under which token i is an argument of the predicate
// at token p.
func (e *Evidence) role(kind byte, p, i int) feature {
	f := of(kind)
	if p < 0 {
		return f
	}
	x := e.roles.Meant(p)
	if x == nil {
		return f.byte('-')
	}
	for _, a := range x.Args {
		if int(a.Token) == i {
			return f.add(a.Label.String())
		}
	}
	return f.byte('0')
}
