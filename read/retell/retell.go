// Package retell makes a sentence of its own of a clause: what the words say,
// in the words, with names for pronouns and without what only hangs on. What
// goes in is the clauses of a document and which of them to tell; what comes
// out reads beside a headline:
//
//	who were killed on the border    The three men were killed on the border
//	to send 2,000 tonnes of rice     India will send 2,000 tonnes of rice
//
// It adds nothing but names, the article that a subject lost, and the auxiliary
// that a status asks for (package say). A clause that cannot stand by itself
// gives "": its teller has the slots of the event to fall back on.
package retell

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/text"
)

// Clause is a clause to be told.
type Clause struct {
	Head        int // its predicate
	Trigger     int // the word that tells the event: Head, or below it
	First, Last int // the tokens of its words: [First, Last)
	Status      fact.Status
	Asserted    bool     // somebody says so, and not the story itself
	Asserter    string   // who, "" where that is not known
	Doers       []string // who does it, and to whom it is done, by name: for what has no subject of its own
	Others      []string
}

// Reteller tells clauses of one document. Mention returns whom or what a token's
// phrase means. Core reports whether a token's phrase fills a role that its
// predicate cannot do without, Day whether it is a day or another time. Past
// returns the past tense of the verb that a participle is of.
type Reteller struct {
	*clause.Clauses
	Mention   func(token int) Mention
	Core, Day func(token int) bool
	Past      func(token int) string
}

// How long a sentence grows, in bytes, before what is told by the way goes, and
// before what specifies a noun goes; what is longer in the end is no line of a
// list.
const (
	most    = 115
	nouns   = 150
	longest = 220
)

// Sentence returns a clause as a sentence without a full stop, or "".
func (r *Reteller) Sentence(c Clause) string {
	if c.Last-c.First > mostTokens || !r.predicate(c.Head) {
		return ""
	}
	c.Head = r.content(c)
	c = r.whole(c)
	t := newTelling(r, c)
	t.own()
	if !t.subject() || !t.verb() || !t.stands() {
		return ""
	}
	t.names()
	at, _ := t.group()
	if last := t.front[strings.LastIndexByte(t.front, ' ')+1:]; last != "" && t.tells(last, at) { // the subject hangs elsewhere in the tree
		t.front = ""
	}
	s := t.text()
	for len(s) > most && t.spare(len(s) > nouns) {
		s = t.text()
	}
	if len(s) > longest || t.dangles() {
		return ""
	}
	return t.denial(s)
}

// dangles reports whether the last word that is kept waits for more: a what
// without its clause, a verb of which what it governs was cut off.
func (t *telling) dangles() bool {
	for i := t.Last - 1; i >= t.First; i-- {
		if tok := t.Doc.At(i); t.keep[i-t.First] && tok.Pos != text.PUNCT {
			return tok.Tag == text.TagWP || tok.Tag == text.TagWDT || tok.Tag == text.TagWRB
		}
	}
	return true
}

// tells reports whether a word is among those that are kept before token end.
func (t *telling) tells(word string, end int) bool {
	for i := t.First; i < min(t.Last, end); i++ {
		if t.keep[i-t.First] && t.Doc.Form(i) == word {
			return true
		}
	}
	return false
}

// mostTokens is how many words of a clause are looked at: what is longer is no
// sentence that a person wrote.
const mostTokens = 150

// denial tells what somebody denies as denied; words that have their own not
// say so themselves.
func (t *telling) denial(s string) string {
	if t.Status != fact.Denied || t.Asserter == "" || t.denied() {
		return say.Capital(s)
	}
	if i := t.first(); t.front == "" && t.put[t.First] == "" && t.Doc.At(i).Pos != text.PROPN && t.Doc.At(i).Flags&text.AllCaps == 0 {
		s = strings.ToLower(s[:1]) + s[1:]
	}
	return say.Capital(t.Asserter) + " denied that " + s
}

// first returns the first token that is kept.
func (t *telling) first() int {
	for i := t.First; i < t.Last; i++ {
		if t.keep[i-t.First] {
			return i
		}
	}
	return t.First
}

// stands reports whether what is kept can stand by itself: its predicate is
// there, it does not begin with what joins it to words before, and nobody
// speaks of himself.
func (t *telling) stands() bool {
	if !t.kept(t.Head) {
		return false
	}
	for i := t.First; i < t.Last; i++ {
		if !t.keep[i-t.First] {
			continue
		}
		tok := t.Doc.At(i)
		if tok.Feats&text.FirstPerson != 0 && (tok.Flags&text.Quoted != 0 || tok.Feats&text.Plural != 0) { // a land mine is tagged as a pronoun at times
			return false
		}
	}
	if i := t.first(); t.front == "" && t.Words.Relative.Has(t.Lemma(i)) && t.Doc.At(i).Tag != text.TagDT {
		return false
	}
	return !t.bare()
}

// bare reports whether the clause says no more than that it was done: as it
// promised, for which they asked.
func (t *telling) bare() bool {
	switch t.Dep(t.Head) {
	case text.DepAclRelcl, text.DepAdvcl:
	default:
		return false
	}
	for _, kid := range t.Tree.Of(t.Head) {
		switch k := int(kid); t.Dep(k) {
		case text.DepObj, text.DepXcomp, text.DepCcomp, text.DepIobj, text.DepOblAgent, text.DepAuxPass, text.DepCop:
			if t.kept(k) {
				return false
			}
		}
	}
	return t.Doc.At(t.Head).Tag != text.TagVBN
}

// whole returns the clause around one of which only a participle tells what was
// done, without a subject: a rocket fell on Sderot, injuring one; responsibility
// for killing twelve.
func (r *Reteller) whole(c Clause) Clause {
	if c.Status != fact.Happened || r.Doc.At(c.Head).Tag != text.TagVBG || r.Tree.Child(c.Head, text.DepNsubj, text.DepAux, text.DepCop) >= 0 {
		return c
	}
	for k, n := int(r.Doc.At(c.Head).Head), 0; k >= 0 && n < 4; k, n = int(r.Doc.At(k).Head), n+1 {
		if tag := r.Doc.At(k).Tag; tag != text.TagVBD && tag != text.TagVBZ && tag != text.TagVBP && tag != text.TagVBN || !r.predicate(k) {
			continue
		}
		if r.Tree.Child(k, text.DepNsubj, text.DepNsubjPass) < 0 || r.Dep(k) == text.DepAclRelcl || r.Dep(k) == text.DepAdvcl {
			return c
		}
		s := r.Doc.Sentences[r.Doc.At(k).Sentence]
		c.Head, c.First, c.Last = k, max(int(r.Tree.Left[k]), int(s.First)), min(int(r.Tree.Right[k])+1, int(s.Last))
		return c
	}
	return c
}

// predicate reports whether token i heads a clause with a verb.
func (r *Reteller) predicate(i int) bool {
	t := r.Doc.At(i)
	return t.Pos == text.VERB || t.Pos == text.AUX || r.Tree.Child(i, text.DepCop) >= 0
}

// content returns the predicate of what is said where the clause is of the one
// who says it, after his words: the dam holds, the minister said.
func (r *Reteller) content(c Clause) int {
	for _, kid := range r.Tree.Of(c.Head) {
		k := int(kid)
		if d := r.Dep(k); (d == text.DepCcomp || d == text.DepParataxis) && k < c.Head && c.Trigger >= int(r.Tree.Left[k]) && c.Trigger <= int(r.Tree.Right[k]) && r.predicate(k) {
			return k
		}
	}
	return c.Head
}

// telling is a sentence in the making: which tokens stay, and what is put
// before or in the place of some.
type telling struct {
	*Reteller
	Clause
	keep    []bool
	put     map[int]string // stands for the token, or before it where that is kept
	instead map[int]string // how a token that is kept is written
	told    map[int]bool   // the IDs of whom the sentence has named
	front   string         // the subject, where the clause has none of its own
	plural  bool           // front is more than one
	to      bool           // an infinitive
	subj    int            // the subject's token inside the clause, or -1
	said    int            // what heads the words that somebody says, where they stand before it, or -1
}

func newTelling(r *Reteller, c Clause) *telling {
	return &telling{Reteller: r, Clause: c, keep: make([]bool, c.Last-c.First), put: map[int]string{}, instead: map[int]string{}, told: map[int]bool{}, subj: -1, said: -1}
}

func (t *telling) in(i int) bool { return i >= t.First && i < t.Last }

// mark keeps token i and all that hangs on it, or drops them. A full stop hangs
// on what stands far before it, so that these are not always neighbours.
func (t *telling) mark(i int, keep bool) {
	for todo := []int32{int32(i)}; len(todo) > 0; {
		k := int(todo[len(todo)-1])
		todo = append(todo[:len(todo)-1], t.Tree.Of(k)...)
		if t.in(k) {
			t.keep[k-t.First] = keep
		}
	}
}

func (t *telling) drop(i int) { t.mark(i, false) }

func (t *telling) cut(i int) {
	if t.in(i) {
		t.keep[i-t.First] = false
	}
}

func (t *telling) kept(i int) bool { return t.in(i) && t.keep[i-t.First] }

// own keeps what belongs to the clause and drops what hangs on to it: words
// that join it to others, other clauses beside it, who says so.
func (t *telling) own() {
	t.mark(t.Head, true)
	t.residue()
	t.subj = t.Tree.Child(t.Head, text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter, text.DepCsubj, text.DepCsubjPass, text.DepExpl)
	for _, kid := range t.Tree.Of(t.Head) {
		k := int(kid)
		switch t.Dep(k) {
		case text.DepCcomp:
			if k < t.Head && t.subj > int(t.Tree.Right[k]) && t.in(t.subj) {
				t.said = k
			}
		case text.DepMark:
			if t.to = t.to || t.Lemma(k) == "to"; t.Lemma(k) == "to" {
				t.cut(k)
				break
			}
			for i := t.First; i <= k; i++ { // a week after, even if
				t.cut(i)
			}
		case text.DepCc, text.DepCcPreconj, text.DepDiscourse, text.DepVocative, text.DepParataxis, text.DepConj, text.DepReparandum:
			t.drop(k)
		case text.DepAdvcl:
			if !t.holds(k) && (k < t.Head || t.afterComma(k)) {
				t.drop(k)
			}
		case text.DepAdvmod, text.DepObl:
			if t.hangs(k) {
				t.drop(k)
			}
		}
	}
	for i := t.First; i < t.Last; i++ {
		if t.keep[i-t.First] && t.aside(i) && !t.holds(i) {
			t.drop(i)
		}
	}
}

// holds reports whether the word that tells the event is token i or hangs on it.
func (t *telling) holds(i int) bool {
	return t.Trigger >= int(t.Tree.Left[i]) && t.Trigger <= int(t.Tree.Right[i])
}

// residue drops what stands before a dash at the head of a sentence: the rest
// of a dateline that was not taken for one.
func (t *telling) residue() {
	for i := t.First + 1; i < t.Head && i < t.First+8; i++ {
		if f := t.Doc.Form(i); t.Doc.At(i).Flags&t.Doc.At(i-1).Flags&text.SpaceAfter != 0 && (f == "-" || f == "–" || f == "—") {
			for k := t.First; k <= i; k++ {
				t.cut(k)
			}
		}
	}
}

// hangs reports whether an adverbial only ties the clause to what is around it:
// a short one before the subject without a name or a figure.
func (t *telling) hangs(k int) bool {
	if t.subj < 0 || k > t.subj {
		return false
	}
	for i := int(t.Tree.Left[k]); i <= int(t.Tree.Right[k]); i++ {
		if tok := t.Doc.At(i); tok.Pos == text.PROPN || tok.Flags&text.Digits != 0 {
			return false
		}
	}
	return t.Tree.Right[k]-t.Tree.Left[k] < 3
}

// aside reports whether token i heads what is told by the way: a relative
// clause or a long apposition after a comma, what stands in brackets.
func (t *telling) aside(i int) bool {
	switch t.Dep(i) {
	case text.DepAclRelcl, text.DepAcl, text.DepParataxis:
		return t.afterComma(i)
	case text.DepAppos:
		return t.afterComma(i) && (t.Doc.At(int(t.Doc.At(i).Head)).Pos == text.PROPN || t.Tree.Right[i]-t.Tree.Left[i] > 4)
	}
	return t.Doc.At(i).Flags&text.InBracket != 0 && !t.inBracket(int(t.Doc.At(i).Head))
}

func (t *telling) inBracket(i int) bool {
	return i >= 0 && t.Doc.At(i).Flags&text.InBracket != 0
}

// afterComma reports whether the words of i stand after a comma or a dash.
func (t *telling) afterComma(i int) bool {
	l := int(t.Tree.Left[i])
	return t.Doc.At(l).Pos == text.PUNCT || l > 0 && t.Doc.At(l-1).Pos == text.PUNCT
}

// spare drops the last of what the sentence can do without, and reports whether
// there was any: what is told of a noun by the way, then what specifies a noun
// or an act. What fills a role of its predicate stays, and so does a clause that
// says what a noun is (the report that they left) or stands for one (what they
// saw). What specifies a noun goes only where nouns is set.
func (t *telling) spare(nouns bool) bool {
	for _, can := range [...]func(i int) bool{
		func(i int) bool {
			return t.Dep(i) == text.DepAclRelcl && t.over(i).Pos != text.PRON && t.over(i).Pos != text.DET || t.Dep(i) == text.DepAppos
		},
		func(i int) bool {
			return t.Dep(i) == text.DepAdvcl && !t.Infinitive(i) && t.over(i).Pos == text.VERB
		},
		func(i int) bool {
			return t.Dep(i) == text.DepAcl && !t.Infinitive(i) && t.Tree.Child(i, text.DepMark) < 0 && t.over(i).Pos != text.PRON
		},
		func(i int) bool { return t.Dep(i) == text.DepObl && int(t.Doc.At(i).Head) != t.Head },
		func(i int) bool { return nouns && t.Dep(i) == text.DepNmod && t.Tree.Case(i) != "of" },
	} {
		for i := t.Last - 1; i > t.Head && i >= t.First; i-- {
			if t.kept(i) && !t.Core(i) && can(i) {
				t.drop(i)
				return true
			}
		}
	}
	return false
}

// over returns the word that governs token i.
func (t *telling) over(i int) text.Token { return t.Doc.At(int(t.Doc.At(i).Head)) }
