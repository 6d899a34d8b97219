package event

import (
	"sort"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// paragraph gives the tokens of the paragraph of token i up to the end of
// the sentence of i.
func (r *reader) paragraph(i int) (int, int) {
	n := int(r.d.Tokens[i].Sentence)
	first := sort.Search(n, func(k int) bool { return r.d.Sentences[k].Paragraph >= r.d.Sentences[n].Paragraph })
	return int(r.d.Sentences[first].First), int(r.d.Sentences[n].Last)
}

// wrecked tells whether a clause below verb i says that something crashed,
// collapsed or rolled over, and nothing of a bomb or of fire.
func (r *reader) wrecked(i int) bool {
	if h := int(r.d.Tokens[i].Head); h >= 0 && r.dep(i) == text.DepAdvcl && r.lex.classes["mishap"][r.lemma(h)] && !r.shotAt(h) {
		return true // a helicopter crashed, killing two soldiers
	}
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		if r.dep(k) != text.DepAdvcl || r.d.Tokens[k].Pos != text.VERB {
			continue
		}
		l := r.lemma(k)
		if !r.lex.classes["mishap"][l] && !(l == "roll" && k+1 < len(r.d.Tokens) && r.lemma(k+1) == "over") {
			continue
		}
		return !r.shotAt(k)
	}
	return false
}

// shotAt tells whether the clause of verb k has bombs, fire or shots in it.
func (r *reader) shotAt(k int) bool {
	for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
		w := r.lemma(int(j))
		if r.lex.classes["bomb"][w] && w != "car" || w == "fire" || w == "hit" || w == "shoot" || w == "attack" || r.lex.classes["missile"][w] {
			return true
		}
	}
	return false
}

// mishap tells whether those killed or hurt in a sentence are victims of an
// accident or of nature: it names one and no violence.
func (r *reader) mishap(d *draft) bool {
	switch d.frame.lemma {
	case "kill", "injure", "wound", "hit", "strike", "destroy", "explosion", "blast":
	default:
		return false
	}
	if r.wrecked(d.trigger) {
		return true
	}
	if len(d.actors) > 0 {
		return false
	}
	h := r.harm(r.paragraph(d.trigger))
	return !h.violence && (h.works || h.accident && !h.burst)
}

// harm is what the words of a paragraph, from its first token up to end, say
// of how people came to harm.
type harm struct {
	first, end int
	violence   bool // other than what may be an accident
	accident   bool
	burst      bool // fire or an explosion
	works      bool // industry
}

// harm returns what tokens first to last-1 say. It goes on from where it
// ended in the same paragraph.
func (r *reader) harm(first, last int) harm {
	h := &r.harmed
	if h.first != first || h.end > last {
		*h = harm{first: first, end: first}
	}
	for ; h.end < last; h.end++ {
		l := r.lemma(h.end)
		blast := l == "explosion" || l == "blast" || l == "fire" || l == "mine"
		h.violence = h.violence || r.lex.classes["violence"][l] && !blast
		h.accident = h.accident || r.lex.classes["mishap"][l] || l == "roll" && h.end+1 < last && r.lemma(h.end+1) == "over"
		h.burst = h.burst || blast
		h.works = h.works || r.lex.classes["industrial"][l]
	}
	return *h
}

func (r *reader) negatedClause(i int) bool {
	c := r.clauseOf(i, 1)
	return c.neg
}

// ownThing tells whether noun i is called its, his or their own.
func (r *reader) ownThing(i int) bool {
	if i < 0 || r.isPerson(i) || r.isOfficial(i) {
		return false
	}
	k := r.t.Child(i, text.DepNmodPoss)
	return k >= 0 && r.d.Tokens[k].Tag == text.TagPRPS
}

// asked tells whether a draft is what a direct question asks, not what it
// takes for granted: Will they attack?
func (r *reader) asked(d *draft) bool {
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	question := false
	for j := int(s.Last) - 1; j >= int(s.First) && j >= int(s.Last)-3; j-- {
		question = question || r.d.Form(j) == "?"
	}
	if !question || d.noun && r.definite(d.trigger) && len(d.actors)+len(d.recips) > 0 {
		return false // Who ordered the attack on them?
	}
	for cur, n := d.carrier, 0; cur >= 0 && n < 10; n++ {
		switch x := r.dep(cur); {
		case r.d.Tokens[cur].Head < 0:
			return true
		case x == text.DepNmod, x == text.DepAclRelcl, x == text.DepParataxis, x == text.DepObl && d.noun:
			return len(d.actors)+len(d.recips) == 0
		}
		cur = int(r.d.Tokens[cur].Head)
	}
	return false
}

// habitual tells whether a verb in the present tells what is done again and
// again: police often arrest.
func (r *reader) habitual(d *draft) bool {
	if d.noun || d.frame.kind == State || d.status != happened && d.status != ongoing {
		return false
	}
	if t := r.d.Tokens[d.trigger].Tag; t != text.TagVBP && t != text.TagVBZ && !(t == text.TagVBN && r.presentPassive(d.trigger)) {
		return false
	}
	for _, k := range r.t.Of(d.trigger) {
		if r.dep(int(k)) == text.DepAdvmod && r.lex.classes["habit"][r.lemma(int(k))] {
			return true
		}
	}
	return false
}

// presentPassive tells are arrested from were and have been arrested.
func (r *reader) presentPassive(i int) bool {
	k := r.t.Child(i, text.DepAuxPass)
	return k >= 0 && (r.d.Tokens[k].Tag == text.TagVBP || r.d.Tokens[k].Tag == text.TagVBZ)
}

// business tells whether all of the parties are firms.
func business(ps []fact.Party) bool {
	for _, p := range ps {
		if p.Code != "MNC" && !(len(p.Sectors) > 0 && p.Sectors[0] == "BUS") {
			return false
		}
	}
	return true
}

// private tells whether all of the parties are mere citizens.
func private(ps []fact.Party) bool {
	for _, p := range ps {
		if len(p.Sectors) == 0 || p.Sectors[0] != "CVL" {
			return false
		}
	}
	return len(ps) > 0
}

// posed tells the threat that something poses from one that is spoken.
func (r *reader) posed(i int) bool {
	if h := int(r.d.Tokens[i].Head); h >= 0 && r.dep(i) == text.DepObj && r.lemma(h) == "pose" {
		return true
	}
	for _, k := range r.t.Of(i) {
		if l := r.lemma(int(k)); l == "pose" || l == "face" {
			return true
		}
	}
	return false
}

// ofWeather tells whether noun i is the onslaught of a storm.
func (r *reader) ofWeather(i int) bool {
	for j := r.t.Left[i]; j <= r.t.Right[i]; j++ {
		if r.lex.vetoes[r.lemma(int(j))] == "weather!" {
			return true
		}
	}
	return false
}

// ofAnimals tells whether noun i is the killing of beasts.
func (r *reader) ofAnimals(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepNmod && r.lex.classes["animals"][r.lemma(r.core(int(k)))] {
			return true
		}
	}
	return false
}
