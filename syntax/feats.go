package syntax

import "github.com/datelinewire/dateline/text"

// feats returns token i's features by rule, from its tags, lemma and relations.
// Heads and tags of all tokens must be set.
func feats(d *text.Document, i int) text.Feats {
	t := &d.Tokens[i]
	switch t.Tag {
	case text.TagNN, text.TagNNP:
		return text.Singular
	case text.TagNNS, text.TagNNPS:
		return text.Plural
	case text.TagJJR, text.TagRBR:
		return text.Comparative
	case text.TagJJS, text.TagRBS:
		return text.Superlative
	case text.TagVBD:
		return text.Past | text.Finite
	case text.TagVBZ:
		return text.Pres | text.Finite | text.ThirdPerson | text.Singular
	case text.TagVBP:
		return text.Pres | text.Finite
	case text.TagMD:
		return text.Finite
	case text.TagVBN:
		return text.Past | text.Participle | voice(d, i)
	case text.TagVBG:
		if t.Dep == text.DepAmod || t.Dep == text.DepAux || hasAux(d, i) {
			return text.Pres | text.Participle
		}
		return text.Gerund
	case text.TagVB:
		return bare(d, i)
	case text.TagPRP, text.TagPRPS:
		return person(t)
	}
	return 0
}

// children calls f for the tokens of i's sentence that hang from i, until f
// gives false.
func children(d *text.Document, i int, f func(t *text.Token) bool) {
	s := &d.Sentences[d.Tokens[i].Sentence]
	lo, hi := max(s.First, int32(i)-20), min(s.Last, int32(i)+20)
	for k := lo; k < hi; k++ {
		if t := &d.Tokens[k]; t.Head == int32(i) && !f(t) {
			return
		}
	}
}

func has(d *text.Document, i int, dep func(t *text.Token) bool) bool {
	found := false
	children(d, i, func(t *text.Token) bool {
		found = dep(t)
		return !found
	})
	return found
}

// voice: a participle is passive with a passive auxiliary or subject or an
// agent, and where it stands as a modifier; not after have.
func voice(d *text.Document, i int) text.Feats {
	t := &d.Tokens[i]
	if has(d, i, func(c *text.Token) bool {
		return c.Dep == text.DepAuxPass || c.Dep == text.DepNsubjPass || c.Dep == text.DepOblAgent
	}) {
		return text.Passive
	}
	if t.Pos != text.VERB || hasAux(d, i) {
		return 0
	}
	switch t.Dep {
	case text.DepAcl, text.DepAmod:
		return text.Passive
	}
	return 0
}

func hasAux(d *text.Document, i int) bool {
	return has(d, i, func(c *text.Token) bool { return c.Dep == text.DepAux && c.Tag != text.TagTO })
}

// bare tells an imperative from an infinitive: no subject, no auxiliary, no
// to, at the top of a clause. A second verb is what the first is; the walk to
// the first goes left with each step, so that it ends.
func bare(d *text.Document, i int) text.Feats {
	for opensClause(d, i) {
		t := &d.Tokens[i]
		if t.Dep == text.DepRoot || t.Dep == text.DepParataxis {
			return text.Imperative | text.Finite
		}
		if t.Dep != text.DepConj || t.Head < 0 || int(t.Head) >= i {
			break
		}
		i = int(t.Head)
	}
	return text.Infinitive
}

// opensClause reports whether verb i has nothing that only a clause with a
// subject or an infinitive has.
func opensClause(d *text.Document, i int) bool {
	return d.Tokens[i].Dep != text.DepAux && !has(d, i, func(c *text.Token) bool {
		switch c.Dep {
		case text.DepNsubj, text.DepNsubjPass, text.DepAux, text.DepExpl, text.DepCsubj, text.DepMark:
			return true
		}
		return false
	})
}

func person(t *text.Token) text.Feats {
	var f text.Feats
	if t.Tag == text.TagPRPS {
		f = text.Possessive
	}
	switch t.Lemma {
	case "I", "my", "myself", "mine":
		return f | text.FirstPerson | text.Singular
	case "we", "our", "ourselves", "ours", "us":
		return f | text.FirstPerson | text.Plural
	case "you", "your", "yourself", "yours":
		return f | text.SecondPerson
	case "he", "she", "it", "his", "her", "its", "himself", "herself", "itself", "hers":
		return f | text.ThirdPerson | text.Singular
	case "they", "their", "themselves", "theirs":
		return f | text.ThirdPerson | text.Plural
	}
	return f
}
