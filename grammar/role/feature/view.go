// Package feature says what a model of roles sees. What goes in is a
// text.Document with tags, lemmas and trees; what comes out are keys, numbers
// that stand for features: of a token that may be a predicate, of a predicate,
// and of a predicate with a token that may be its argument. Trainer and reader
// share it, so that both see the same.
//
//	v := feature.View{Clusters: c}
//	v.Load(d)
//	keys = v.Spot(keys[:0], i)
//	for _, c := range v.Candidates(nil, p) {
//		keys = v.Argument(keys[:0], p, c)
//	}
//
// Work is bounded for every predicate, however long the sentence and however
// deep its tree.
package feature

import "github.com/datelinewire/dateline/text"

// View is a Document as features see it.
type View struct {
	Clusters *Clusters // set before Load

	Tree
	d     *text.Document
	words []word
}

// word is what features ask of a token, found once.
type word struct {
	lemma, form  uint32
	ending       uint32
	marker       uint32 // the lemma of its preposition or conjunction, 0 for none
	particle     uint32
	narrow, wide uint32 // its groups of words
	deps         uint32 // which relations of interest its children have
	voice        uint32
	class        uint32
}

// Classes of words.
const (
	otherClass = iota
	Verb
	Noun
	Adjective
)

// Load makes v a view of d, which must not change while it is used.
func (v *View) Load(d *text.Document) {
	v.d = d
	v.Tree.Load(d)
	v.words = resize(v.words, len(d.Tokens))
	for i := range d.Tokens {
		v.words[i] = v.word(i)
	}
}

// Class returns what token i is: a verb, a noun, an adjective, or none of these.
func (v *View) Class(i int) uint32 { return v.words[i].class }

func (v *View) tok(i int) *text.Token { return &v.d.Tokens[i] }

// most is how many children of a token are looked at, from the first.
const most = 40

func (v *View) word(i int) word {
	t := v.tok(i)
	w := word{lemma: Hash(t.Lemma), form: Hash(v.d.Form(i)), ending: ending(t.Lemma), class: class(t.Pos)}
	kids := v.Of(i)
	for _, k := range kids[:min(len(kids), most)] {
		c := v.tok(int(k))
		w.deps |= 1 << bit(c.Dep)
		switch c.Dep {
		case text.DepCase, text.DepMark:
			if w.marker == 0 {
				w.marker = Hash(c.Lemma)
			}
		case text.DepCompoundPrt:
			w.particle = Hash(c.Lemma)
		}
	}
	w.voice = voice(t, w.deps)
	w.narrow, w.wide = v.Clusters.Of(w.form)
	return w
}

func class(p text.Pos) uint32 {
	switch p {
	case text.VERB, text.AUX:
		return Verb
	case text.NOUN, text.PROPN:
		return Noun
	case text.ADJ:
		return Adjective
	}
	return otherClass
}

// Relations of children that tell clauses and noun phrases apart; a bit each.
const (
	otherBit = iota
	subjectBit
	passiveBit
	objectBit
	iobjBit
	ccompBit
	xcompBit
	oblBit
	agentBit
	copBit
	particleBit
	expletiveBit
	auxBit
	markBit
	caseBit
	possBit
	nmodBit
	detBit
	conjBit
	relativeBit
	amodBit
	compoundBit
)

func bit(d text.Dep) uint32 {
	switch d {
	case text.DepNsubj, text.DepCsubj, text.DepNsubjOuter, text.DepCsubjOuter:
		return subjectBit
	case text.DepNsubjPass, text.DepCsubjPass, text.DepAuxPass:
		return passiveBit
	case text.DepObj:
		return objectBit
	case text.DepIobj:
		return iobjBit
	case text.DepCcomp:
		return ccompBit
	case text.DepXcomp:
		return xcompBit
	case text.DepObl, text.DepOblUnmarked:
		return oblBit
	case text.DepOblAgent:
		return agentBit
	case text.DepCop:
		return copBit
	case text.DepCompoundPrt:
		return particleBit
	case text.DepExpl:
		return expletiveBit
	}
	return nominalBit(d)
}

func nominalBit(d text.Dep) uint32 {
	switch d {
	case text.DepAux:
		return auxBit
	case text.DepMark:
		return markBit
	case text.DepCase:
		return caseBit
	case text.DepNmodPoss:
		return possBit
	case text.DepNmod:
		return nmodBit
	case text.DepDet:
		return detBit
	case text.DepConj:
		return conjBit
	case text.DepAclRelcl:
		return relativeBit
	case text.DepAmod:
		return amodBit
	case text.DepCompound:
		return compoundBit
	}
	return otherBit
}

// core are the bits that make a clause's pattern.
const core = 1<<subjectBit | 1<<passiveBit | 1<<objectBit | 1<<iobjBit | 1<<ccompBit | 1<<xcompBit | 1<<agentBit | 1<<copBit | 1<<particleBit | 1<<expletiveBit

// Voices.
const (
	noVoice = iota
	finite
	passive
	gerund
	infinitive
	participle
	modifier // a participle that stands before its noun
)

// voice tells a verb's form from its tag and what hangs from it.
func voice(t *text.Token, deps uint32) uint32 {
	if t.Pos != text.VERB && t.Pos != text.AUX {
		return noVoice
	}
	switch {
	case deps&(1<<passiveBit|1<<agentBit) != 0:
		return passive
	case t.Dep == text.DepAmod || t.Dep == text.DepCompound:
		return modifier
	case t.Tag == text.TagVBN && deps&(1<<auxBit|1<<subjectBit) == 0:
		return participle
	case t.Tag == text.TagVBG && deps&(1<<auxBit) == 0:
		return gerund
	case t.Tag == text.TagVB && deps&(1<<markBit) != 0:
		return infinitive
	}
	return finite
}
