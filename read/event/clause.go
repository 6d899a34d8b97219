package event

import (
	"strings"

	"github.com/datelinewire/dateline/text"
)

// oblique is an argument with its preposition.
type oblique struct {
	prep string // lemma of the preposition; of several, the first
	full string // all of them: out_of, according_to
	tok  int
}

// clause is what a predicate governs, with voice undone: subj is who does it,
// obj whom it is done to, wherever the sentence puts them. -1 is absent.
type clause struct {
	head            int
	lemma           string
	passive         bool
	surface         int // the grammatical subject
	subj, obj, iobj int
	comps           []int
	obls            []oblique
	neg             bool
	cond            bool // stands under if, unless, whether
	borrowed        bool // the subject comes from another clause
}

// lower returns the word in lower case without copying where it is so already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || ('A' <= c && c <= 'Z') {
			return strings.ToLower(s)
		}
	}
	return s
}

// lemma returns the lemma of token i in lower case, "" beyond the ends of the
// text.
func (r *reader) lemma(i int) string { return lower(r.d.At(i).Lemma) }

// dep returns the relation of token i, none beyond the ends of the text.
func (r *reader) dep(i int) text.Dep { return r.d.At(i).Dep }

// verbLemma returns the lemma with its particle: call_off.
func (r *reader) verbLemma(i int) string {
	l := r.lemma(i)
	if r.d.At(i+1).Tag == text.TagRP {
		if j := l + "_" + r.lemma(i+1); r.lex.known(j) {
			return j
		}
	}
	for _, k := range r.t.Of(i) {
		t := &r.d.Tokens[k]
		switch {
		case t.Dep == text.DepCompoundPrt:
			return l + "_" + lower(t.Lemma)
		case t.Dep == text.DepAdvmod && int(k) > i && (t.Tag == text.TagRP || t.Tag == text.TagRB || t.Tag == text.TagIN):
			if j := l + "_" + lower(t.Lemma); r.lex.known(j) {
				return j
			}
		case t.Dep == text.DepXcomp || t.Dep == text.DepAmod || t.Dep == text.DepObj || t.Dep == text.DepObl:
			if j := l + "_" + lower(t.Lemma); int(k) > i && r.lex.known(j) {
				return j
			}
		}
	}
	return l
}

func (l *Lexicon) known(lemma string) bool {
	if _, ok := l.verbs[lemma]; ok {
		return true
	}
	if _, ok := l.lights[lemma]; ok {
		return true
	}
	return len(l.grammar.Operators(lemma)) > 0
}

// preps returns the preposition of token i, alone and with what belongs to it.
func (r *reader) preps(i int) (string, string) {
	first, full := "", ""
	for _, k := range r.t.Of(i) {
		t := &r.d.Tokens[k]
		if t.Dep != text.DepCase && !(t.Dep == text.DepMark && t.Pos != text.PART) {
			continue
		}
		if t.Tag == text.TagPOS {
			continue
		}
		l := lower(t.Lemma)
		for _, f := range r.t.Of(int(k)) {
			if r.d.Tokens[f].Dep == text.DepFixed {
				l += "_" + lower(r.d.Tokens[f].Lemma)
			}
		}
		if full == "" {
			first, full = lower(t.Lemma), l
		} else {
			full += "_" + l
		}
	}
	if full == "" {
		// with Council president Donald Tusk: the preposition hangs on the title
		for _, k := range r.t.Of(i) {
			if x := r.dep(int(k)); int(k) < i && (x == text.DepNmodDesc || x == text.DepCompound) {
				if c := r.t.Child(int(k), text.DepCase); c >= 0 && c < int(k) && r.d.Tokens[c].Tag != text.TagPOS {
					l := r.lemma(c)
					return l, l
				}
			}
		}
	}
	return first, full
}

// governs reports whether a word takes a clause as its complement.
func (l *Lexicon) governs(lemma string) bool {
	return l.grammar.Governs(lemma)
}

func isRelative(l string) bool {
	return l == "who" || l == "which" || l == "that" || l == "whom" || l == "whose"
}

// clauseOf undoes the syntax around predicate i. Depth is over how many clauses
// the walk has come to it for a subject to borrow; see maxBorrowing.
func (r *reader) clauseOf(i, depth int) clause {
	c := clause{head: i, lemma: r.verbLemma(i), surface: -1, subj: -1, obj: -1, iobj: -1}
	agent, pass := -1, -1
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		switch r.dep(k) {
		case text.DepNsubj, text.DepNsubjOuter, text.DepCsubj:
			if c.subj < 0 || r.dep(k) == text.DepNsubj && (r.w.EntityAt(c.subj) == nil || r.w.EntityAt(k) != nil) {
				c.subj = k
			}
		case text.DepNsubjPass, text.DepCsubjPass:
			pass = k
		case text.DepAuxPass:
			c.passive = true
		case text.DepOblAgent:
			agent = k
		case text.DepObj:
			if r.w.DateAt(k) != nil {
				c.obls = append(c.obls, oblique{"", "", k})
				if a := r.t.Child(k, text.DepAppos); a == k+1 && c.obj < 0 {
					c.obj = a // its 48-hour blockade
				}
			} else if c.obj < 0 || r.isNominal(k) {
				c.obj = k
			}
		case text.DepIobj:
			c.iobj = k
		case text.DepXcomp, text.DepCcomp:
			c.comps = append(c.comps, k)
		case text.DepObl, text.DepOblUnmarked, text.DepNmod, text.DepNmodUnmarked:
			p, f := r.preps(k)
			if p == "by" && agent < 0 && r.d.Tokens[i].Tag == text.TagVBN && r.w.DateAt(k) == nil && r.d.Tokens[k].Pos != text.VERB {
				agent = k
				continue
			}
			if p == "off" || p == "out" || p == "up" || p == "down" || p == "back" || p == "over" {
				if r.particleCase(&c, k, p) {
					continue
				}
			}
			if p == "" && c.obj < 0 && k > i && r.bareObject(i, k) {
				c.obj = k
				continue
			}
			c.obls = append(c.obls, oblique{p, f, k})
		case text.DepAdvcl, text.DepAcl:
			r.addAdverbial(&c, k)
		case text.DepAdvmod:
			if l := r.lemma(k); l == "not" || l == "never" || l == "n't" || l == "hardly" {
				c.neg = true
			}
		case text.DepCcPreconj, text.DepCc:
			if l := r.lemma(k); l == "neither" || (l == "nor" && k < i) {
				c.neg = true
			}
		case text.DepMark:
			if l := r.lemma(k); l == "if" || l == "unless" || l == "whether" {
				c.cond = true
			} else if l == "without" {
				c.neg = true
			}
		case text.DepParataxis:
		}
	}
	c.passive = c.passive || pass >= 0
	if c.obj < 0 && c.iobj >= 0 && !c.passive {
		c.obj, c.iobj = c.iobj, -1
	}
	r.fromOutside(&c, &pass, depth)
	r.voice(&c, pass, agent, i)
	r.negatedArgument(&c)
	if len(c.comps) == 0 && r.isTag(i) {
		c.comps = append(c.comps, int(r.d.Tokens[i].Head))
	}
	return c
}

// bareObject tells an object that the parser called an oblique although it
// has no preposition.
func (r *reader) bareObject(i, k int) bool {
	t := &r.d.Tokens[k]
	if t.Dep != text.DepObl || t.Pos != text.NOUN && t.Pos != text.PROPN || r.w.DateAt(k) != nil {
		return false
	}
	return r.t.Child(i, text.DepAuxPass) < 0
}

// particleCase mends a particle that the parser took for a preposition: calls
// off air strikes.
func (r *reader) particleCase(c *clause, k int, p string) bool {
	first := int(r.t.Left[k])
	joined := c.lemma
	if !strings.HasSuffix(joined, "_"+p) {
		joined += "_" + p
	}
	if first != c.head+1 || c.obj >= 0 || !r.lex.known(joined) {
		return false
	}
	if first+1 < len(r.d.Tokens) && r.dep(first+1) == text.DepCase {
		return false // pulling out of
	}
	for _, m := range r.t.Of(k) {
		if r.dep(int(m)) == text.DepCase && int(m) == first {
			c.lemma, c.obj = joined, k
			return true
		}
	}
	return false
}

// addAdverbial files a clause introduced by a preposition (accused of
// sheltering) as an argument.
func (r *reader) addAdverbial(c *clause, k int) {
	for _, m := range r.t.Of(k) {
		t := &r.d.Tokens[m]
		if t.Dep != text.DepMark && t.Dep != text.DepCase {
			continue
		}
		switch l := lower(t.Lemma); l {
		case "that", "whether":
			if r.lex.governs(c.lemma) {
				c.comps = append(c.comps, k)
			}
			return
		case "of", "for", "from", "against", "on", "about", "in", "to", "over", "with", "as":
			if t.Pos == text.PART {
				// A bare infinitive after an object is often the complement
				// that the parser took for a purpose.
				if c.obj >= 0 || c.passive || r.lex.governs(c.lemma) {
					c.comps = append(c.comps, k)
				}
				return
			}
			c.obls = append(c.obls, oblique{l, l, k})
			if l == "of" || l == "for" || l == "from" {
				c.comps = append(c.comps, k)
			}
			return
		}
	}
}

// isTag reports whether predicate i is the "X said" that is set beside or
// behind what X said. Parsers make it parataxis, a clause of manner or a
// conjunct.
func (r *reader) isTag(i int) bool {
	t := &r.d.Tokens[i]
	h := int(t.Head)
	if h < 0 || !r.lex.says(r.verbLemma(i)) {
		return false
	}
	switch t.Dep {
	case text.DepParataxis:
		return true
	case text.DepAdvcl, text.DepConj, text.DepAcl, text.DepDep:
		if i < h || r.t.Child(i, text.DepNsubj) < 0 || r.t.Child(i, text.DepMark, text.DepCc, text.DepCcomp, text.DepXcomp, text.DepObj) >= 0 {
			return false
		}
		return t.Tag != text.TagVBG
	}
	return false
}

// voice turns surface arguments into deep ones.
func (r *reader) voice(c *clause, pass, agent, i int) {
	c.subj, c.obj, pass, agent = r.referent(c.subj, i), r.referent(c.obj, i), r.referent(pass, i), r.referent(agent, i)
	for n := range c.obls {
		c.obls[n].tok = r.referent(c.obls[n].tok, i)
	}
	c.surface = c.subj
	if !c.passive {
		return
	}
	for n, o := range c.obls {
		if o.full == "by" && agent < 0 && r.w.DateAt(o.tok) == nil && r.isNominal(o.tok) {
			agent = o.tok
			c.obls = append(c.obls[:n:n], c.obls[n+1:]...)
			break
		}
	}
	if pass < 0 {
		pass = c.subj
	}
	c.surface = pass
	c.subj = agent
	if c.obj < 0 {
		c.obj = pass
	} else if c.iobj < 0 {
		c.iobj = pass
	}
}

func (r *reader) isNominal(i int) bool {
	switch r.d.At(i).Pos {
	case text.NOUN, text.PROPN, text.PRON, text.NUM, text.SYM, text.ADJ:
		return true
	}
	return false
}

// negatedArgument finds a negation that sits on an argument: no talks took
// place, nobody was arrested, held no meeting.
func (r *reader) negatedArgument(c *clause) {
	for _, k := range [...]int{c.surface, c.obj, c.subj} {
		if k >= 0 && (r.dep(k) != text.DepConj) && r.negatedNoun(k) && r.inClause(k, c.head) {
			c.neg = true
		}
	}
}

func (r *reader) inClause(k, head int) bool { return int(r.d.Tokens[k].Head) == head }

func (r *reader) negatedNoun(k int) bool {
	switch r.lemma(k) {
	case "none", "nobody", "nothing", "neither":
		return true
	case "one":
		if k > 0 && r.lemma(k-1) == "no" {
			return true
		}
	}
	for _, d := range r.t.Of(k) {
		if x := r.dep(int(d)); x == text.DepDet || x == text.DepAdvmod || x == text.DepCcPreconj {
			if l := r.lemma(int(d)); l == "no" || l == "neither" {
				return true
			}
		}
	}
	return false
}
