package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Grammar answers, for other passes, the questions that reading events asks
// of a clause.
type Grammar struct{ r *reader }

// Clause is a predicate with voice and control undone. Absent tokens are -1.
type Clause struct {
	Lemma            string // with its particle: call_off
	Subj, Obj, Iobj  int
	Passive, Negated bool
	Comps            []int
}

// NewGrammar prepares the answers for one story.
func NewGrammar(l *Lexicon, w *read.Work) *Grammar {
	return &Grammar{l.reader(w)}
}

// Tree returns the story's trees.
func (g *Grammar) Tree() *tree.Tree { return g.r.t }

// Clause returns the clause of predicate i.
func (g *Grammar) Clause(i int) Clause {
	c := g.r.clauseOf(i, 0)
	return Clause{c.lemma, c.subj, c.obj, c.iobj, c.passive, c.neg, c.comps}
}

// Status returns the status that the text gives to predicate i, and false when
// the text does not put it forward as anything.
func (g *Grammar) Status(i int) (fact.Status, bool) {
	d := newDraft(i, g.r.clauseOf(i, 0))
	d.frame = &frame{kind: State}
	if g.r.d.Tokens[i].Pos == text.NOUN {
		d.noun = true
	}
	s := g.r.statusOf(d)
	if s == drop {
		return "", false
	}
	if s == keep {
		s = happened
	}
	return statusIn(s), true
}

// Tense returns the status that the clause's own auxiliaries give it: planned
// for will, possible for may, not_happened when negated.
func (g *Grammar) Tense(i int) fact.Status {
	_, e, bare := g.r.level(i)
	if bare || e == keep {
		return ""
	}
	return statusIn(e)
}

// Says reports whether predicate i puts its complement into its subject's mouth.
func (g *Grammar) Says(i int) bool { return g.r.lex.says(g.r.verbLemma(i)) }

// Parties returns the political parties that the phrase of token i names or, if
// none, those for whom it acts.
func (g *Grammar) Parties(i int) []fact.Party {
	if i < 0 {
		return nil
	}
	if ps := g.r.parties(i); len(ps) > 0 {
		return ps
	}
	return g.r.behindActor(i)
}

// Preposition returns the first preposition of token i, "" for none.
func (g *Grammar) Preposition(i int) string {
	p, _ := g.r.preps(i)
	return p
}

// Owner returns whose promise or plan noun i is, or -1.
func (g *Grammar) Owner(i int) int { return g.r.owner(i, 0) }
