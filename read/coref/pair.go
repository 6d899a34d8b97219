package coref

import (
	"math/bits"

	"github.com/datelinewire/dateline/text"
)

// template names a kind of feature; its value is part of the hash.
type template uint32

// The templates. Those from freshBias on speak for a mention that means
// something new, the others for one that means the same as an earlier one.
const (
	apart template = iota + 1
	between
	sameWords
	sameHead
	relation
	modifiers
	agreement
	kinds
	sameNames
	antecedentHead
	bothHeads
	roles
	apposed
	equated
	sameClause
	sameGovernor
	shapes
	spoken
	salience
	nested
	firstInSentence
	governors
	parallel
	groups
	paragraph
	mainSubject
	saysToo
	freshBias
	freshHead
	freshFirst
	freshBefore
	freshAfter
	freshRole
	freshGovernor
	freshLength
	freshKind
	freshPlace
	freshKnown
	freshShape
	templates
)

var templateNames = [templates]string{
	apart: "distance in sentences", between: "mentions between", sameWords: "the same words", sameHead: "the same head word",
	relation: "how the names overlap", modifiers: "what modifies both", agreement: "sex and number", kinds: "kinds of entity",
	sameNames: "one name to the names pass", antecedentHead: "the antecedent's noun", bothHeads: "the two nouns", roles: "roles of both",
	apposed: "apposition", equated: "said to be the same", sameClause: "in one clause", sameGovernor: "of one verb", shapes: "form of both",
	spoken: "who speaks", salience: "how often it was mentioned", nested: "one inside the other", firstInSentence: "opens its sentence",
	governors: "what both do", parallel: "parallel", groups: "pronouns", paragraph: "one paragraph", mainSubject: "subject of the sentence", saysToo: "both speak",
}

// hasher collects features as hashes.
type hasher struct {
	to    []uint32
	names []template // of each feature, where wanted
	trace bool
	model *Model // the features are summed and not kept, where there is one
	sum   int32
	type1 uint32 // how the mention refers
	type2 uint32 // how both refer
}

func mix(h, v uint32) uint32 {
	h = (h ^ v) * 0x9E3779B1
	return h ^ h>>15
}

// add adds a feature twice: with how the mention refers, and with how both do.
func (f *hasher) add(t template, v uint32) {
	h := mix(uint32(t)*0x85EBCA6B, v)
	f.put(t, mix(h, f.type1))
	f.put(t, mix(h, f.type2))
}

// single adds a feature once, with how the mention refers.
func (f *hasher) single(t template, v uint32) {
	f.put(t, mix(mix(uint32(t)*0x85EBCA6B, v), f.type1))
}

func (f *hasher) put(t template, h uint32) {
	if f.model != nil {
		f.sum += int32(int8(f.model.table[h&f.model.mask]))
		return
	}
	f.to = append(f.to, h)
	if f.trace {
		f.names = append(f.names, t)
	}
}

// typeOf tells mentions apart by how they refer; pronouns by their group.
func (m *Mention) typeOf() uint32 {
	if m.form == pronominal {
		return m.pro.group | 1
	}
	return uint32(m.form) << 1
}

// Fresh appends the features of mention i as one that means something new.
func (s *Scene) Fresh(to []uint32, i int) []uint32 {
	f := hasher{to: to}
	s.fresh(&f, i)
	return f.to
}

func (s *Scene) fresh(f *hasher, i int) {
	m, d := &s.Mentions[i], s.doc
	f.type1 = m.typeOf() ^ 0x5bd1
	f.single(freshBias, 0)
	f.single(freshHead, m.lemma)
	f.single(freshFirst, hash(d.Form(int(m.First))))
	f.single(freshBefore, s.around(int(m.First)-1, m.Sentence))
	f.single(freshAfter, s.around(int(m.Last), m.Sentence))
	f.single(freshRole, uint32(m.role))
	if m.gov >= 0 {
		g := m.govern
		f.single(freshGovernor, g)
		f.single(freshGovernor, mix(g, uint32(m.role)))
		f.single(freshGovernor, mix(uint32(d.Tokens[m.gov].Pos), uint32(m.role)))
	}
	f.single(freshLength, log2(m.Last-m.First))
	f.single(freshKind, uint32(m.kind)<<8|uint32(m.class))
	f.single(freshPlace, min(uint32(m.Sentence), 2))
	f.single(freshPlace, 8|log2(int32(i)))
	f.single(freshKnown, log2(m.before))
	f.single(freshKnown, 16|log2(m.beforeHead)<<8|log2(m.before))
	shape := flags(m.post, m.capital, m.Row, d.Tokens[m.Head].Flags&text.Quoted != 0)
	f.single(freshShape, shape)
	f.single(freshShape, 16|uint32(m.number))
	if m.post && int(m.Head)+1 < len(d.Tokens) {
		f.single(freshShape, 32|hash(d.Form(int(m.Head)+1))<<6)
	}
}

// around returns a hash of the word at token k, of one where the sentence ends.
func (s *Scene) around(k int, sentence int32) uint32 {
	if k < 0 || k >= len(s.doc.Tokens) || s.doc.Tokens[k].Sentence != sentence {
		return 1
	}
	return hash(s.doc.Form(k))
}

func log2(n int32) uint32 { return uint32(bits.Len32(uint32(n))) }

func flags(bs ...bool) uint32 {
	v := uint32(0)
	for i, b := range bs {
		if b {
			v |= 1 << i
		}
	}
	return v
}

// Pair appends the features of mention i as one that means the same as
// mention j, which stands before it.
func (s *Scene) Pair(to []uint32, i, j int) []uint32 {
	f := hasher{to: to}
	s.pair(&f, i, j)
	return f.to
}

func (s *Scene) pair(f *hasher, i, j int) {
	m, a := &s.Mentions[i], &s.Mentions[j]
	f.type1 = m.typeOf()
	f.type2 = mix(f.type1, a.typeOf())
	s.places(f, m, a, i-j)
	s.likeness(f, m, a)
	s.grammar(f, m, a)
}

// places adds how far apart the mentions stand and what lies between.
func (s *Scene) places(f *hasher, m, a *Mention, gap int) {
	sentences := m.Sentence - a.Sentence
	near := uint32(min(sentences, 4))
	if sentences > 4 {
		near = 3 + log2(sentences)
	}
	f.add(apart, near)
	f.add(between, log2(int32(gap)))
	if sentences == 0 {
		f.add(between, 32|uint32(min(gap, 12)))
	}
	same := s.doc.Sentences[m.Sentence].Paragraph == s.doc.Sentences[a.Sentence].Paragraph
	f.single(paragraph, flags(same, sentences == 0))
	first := a.First == s.doc.Sentences[a.Sentence].First
	f.add(firstInSentence, flags(first, sentences <= 1))
	f.add(salience, min(log2(a.before), 4))
	f.add(salience, 8|min(log2(a.beforeHead), 4))
	f.add(agreement, uint32(m.number)<<6|uint32(a.number)<<4|uint32(m.sex)<<2|uint32(a.sex))
	f.add(agreement, 1<<9|uint32(a.number))
	f.add(agreement, 1<<10|uint32(a.sex))
	f.add(kinds, uint32(a.kind)<<16|uint32(a.class)<<8)
	f.add(kinds, 1<<24|uint32(a.kind)<<16|uint32(a.class)<<8|uint32(m.kind)^uint32(m.class)<<4)
	f.add(shapes, flags(a.post, a.Row, a.capital, m.post, m.capital))
}

// likeness adds how alike the words of both are.
func (s *Scene) likeness(f *hasher, m, a *Mention) {
	f.add(antecedentHead, a.lemma)
	if m.form == pronominal {
		if a.form == pronominal {
			f.add(groups, flags(m.pro.group == a.pro.group, m.speaker == a.speaker, m.speaker < 0, a.speaker < 0))
		}
		if m.gov >= 0 {
			f.single(governors, mix(mix(m.govern, uint32(m.role)), a.lemma))
		}
	} else if a.form != pronominal {
		f.add(sameWords, flags(m.whole == a.whole, m.Row == a.Row))
		f.add(sameHead, flags(m.lemma == a.lemma, m.key == a.key, s.holds(a, m.lemma), s.holds(m, a.lemma)))
		r := overlap(m.words, a.words)
		f.add(relation, r)
		if m.lemma == a.lemma {
			f.add(modifiers, r<<4|flags(len(m.words) > 1, len(a.words) > 1, m.post, a.post))
			f.single(modifiers, mix(m.lemma, r))
		} else {
			f.single(bothHeads, mix(m.lemma, a.lemma))
		}
		if m.form == named && a.form == named {
			f.add(relation, 1<<8|uint32(initials(s.doc, m, a)))
		}
	} else {
		f.single(bothHeads, mix(m.lemma, a.lemma))
	}
	same := m.Entity >= 0 && m.Entity == a.Entity
	f.add(sameNames, flags(same, m.Entity >= 0, a.Entity >= 0))
}

// holds reports whether the words of a phrase have one with that hash.
func (s *Scene) holds(m *Mention, h uint32) bool {
	for _, w := range m.words {
		if w == h {
			return true
		}
	}
	return false
}

// overlap classes how the words of two phrases overlap: 0 not at all, 1 some,
// 2 the first's are all among the second's, 3 the other way, 4 the same.
func overlap(a, b []uint32) uint32 {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if x == y {
				n++
				break
			}
		}
	}
	switch {
	case n == 0:
		return 0
	case n == len(a) && n == len(b):
		return 4
	case n == len(a):
		return 2
	case n == len(b):
		return 3
	}
	return 1
}

// initials reports whether one name is made of the first letters of the other.
func initials(d *text.Document, m, a *Mention) uint32 {
	if m.Last-m.First == 1 && a.Last-a.First > 1 {
		return flags(abbreviates(d, m, a))
	}
	if a.Last-a.First == 1 && m.Last-m.First > 1 {
		return flags(abbreviates(d, a, m))
	}
	return 2
}

func abbreviates(d *text.Document, short, long *Mention) bool {
	form := d.Form(int(short.Head))
	n := 0
	for k := long.First; k < long.Last; k++ {
		if tok := &d.Tokens[k]; tok.Flags&text.Capital != 0 {
			if n >= len(form) || d.Text[tok.Start] != form[n] {
				return false
			}
			n++
		}
	}
	return n > 1 && n == len(form)
}

// grammar adds how the two stand to each other in their clauses.
func (s *Scene) grammar(f *hasher, m, a *Mention) {
	same := m.Sentence == a.Sentence
	f.add(roles, uint32(a.role))
	f.add(roles, 1<<16|uint32(a.role)<<8|uint32(m.role))
	f.add(mainSubject, flags(s.leads(a), s.leads(m), same, m.Sentence == a.Sentence+1, m.First == s.doc.Sentences[m.Sentence].First))
	f.add(saysToo, flags(a.says, m.says, same, m.Sentence == a.Sentence+1))
	f.add(parallel, flags(a.role == m.role, same, m.Sentence == a.Sentence+1))
	if m.speaker >= 0 || a.speaker >= 0 {
		f.add(spoken, flags(m.speaker == a.Head, a.speaker == m.Head, m.speaker == a.speaker, m.speaker >= 0, a.speaker >= 0))
	}
	if !same {
		return
	}
	f.add(apposed, flags(m.gov == a.Head, a.gov == m.Head)<<8|uint32(m.role))
	f.add(equated, flags(a.gov == m.Head && s.tree.Child(int(m.Head), text.DepCop) >= 0, a.role == text.DepNsubj))
	f.add(sameClause, flags(m.clause == a.clause, a.clause == m.gov, m.clause == a.gov))
	f.add(sameGovernor, flags(m.gov == a.gov, m.pro.reflexive, m.role == text.DepNmodPoss, m.First < a.Last))
	f.add(nested, flags(m.First < a.Last, m.First == a.First, m.Last == a.Last))
	if m.role == text.DepNmodPoss && m.gov >= 0 { // whose: the possessor of what stands beside
		g := s.doc.Tokens[m.gov].Head
		f.add(sameGovernor, 64|flags(g == a.gov, a.Head == g, m.gov == a.gov))
	}
}

// leads reports whether a mention is the subject of its sentence.
func (s *Scene) leads(m *Mention) bool {
	return (m.role == text.DepNsubj || m.role == text.DepNsubjPass) && m.gov >= 0 && s.doc.Tokens[m.gov].Head < 0
}
