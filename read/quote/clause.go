package quote

import (
	"sort"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// clauses reads what is told without quotation marks, or with some in it: X
// said that..., ..., X said, according to X.
func (r *reader) clauses(si int) {
	s := r.d.Sentences[si]
	if s.Last > s.First && r.d.Form(int(s.Last)-1) == "?" {
		return // what is asked is not said
	}
	for v := int(s.First); v < int(s.Last); v++ {
		if r.inside[v] != 0 {
			continue
		}
		if strings.EqualFold(r.d.Form(v), "according") && v+2 < int(s.Last) && r.d.Form(v+1) == "to" {
			r.according(v, s)
			continue
		}
		c, ok := r.cue(v)
		if !ok || !c.clause || r.modifier(v) || r.idle(v) || c.class == "THINK" && r.d.Tokens[v].Tag == text.TagVBG || r.d.Tokens[v].Lemma == "quote" && r.quotes(v) {
			continue
		}
		if r.inserted(v, s) {
			continue
		}
		content, by := r.told(v, s)
		if by == "" {
			continue
		}
		content[1] = r.untilLater(v, content)
		src, ok := r.source(v)
		if known := src.entity >= 0 || src.anonymous; (!ok || !known) && !r.unresolved(src, c, content[0]) || src.subject >= content[0] && src.subject < content[1] {
			if r.w.Explain {
				r.w.Note("quote", v, v+1, "no quote: nobody in particular says so")
			}
			continue
		}
		if q := r.w.QuoteAt(v); q != nil && q.Speaker != nil && src.entity >= 0 && *q.Speaker == r.w.Reading.Entities[src.entity].ID {
			continue // says he believes: one quote
		}
		r.indirect(content, src, by)
	}
}

// unresolved reports whether somebody in particular says it although the story
// alone does not tell who: the officials, the widow, the company. What they
// say at token i is whole: it does not begin with its verb.
func (r *reader) unresolved(s *source, c cue, i int) bool {
	if p := r.d.Tokens[i].Pos; p == text.VERB || p == text.AUX || p == text.ADV {
		return false
	}
	if s.subject < 0 || s.entity >= 0 || c.class != "STATE" {
		return false
	}
	if r.pronoun(s.subject) {
		return r.heOrShe(s.subject)
	}
	return r.human(s.subject)
}

// quotes reports whether the verb at token v hands the saying to another: quotes
// him as saying, quotes an officer saying.
func (r *reader) quotes(v int) bool {
	for i := v + 1; i < v+12 && i < len(r.d.Tokens) && r.d.Form(i) != ","; i++ {
		if r.d.Tokens[i].Tag == text.TagVBG && r.d.Tokens[i].Lemma == "say" {
			return true
		}
	}
	return false
}

// inserted reads a cue that interrupts what is told: Russia, he said, was
// ready. It reports whether it was one.
func (r *reader) inserted(v int, s text.Sentence) bool {
	if v+2 >= int(s.Last) {
		return false
	}
	end := -1
	for i := v + 1; i < int(s.Last) && i < v+6; i++ {
		if r.d.Form(i) == "," {
			end = i
			break
		}
		if p := r.d.Tokens[i].Pos; p == text.VERB || p == text.SCONJ || p == text.AUX {
			return false
		}
	}
	if end < 0 || end+2 >= int(s.Last) || r.inside[end+1] != 0 || r.opens(end+1) || !r.verbIn(end+1, int(s.Last)) {
		return false
	}
	for _, k := range r.t.Of(v) {
		if first := int(r.t.Left[k]); first > v && first < end && r.w.DateAt(int(k)) == nil {
			return false // announced the crew, ...: what is told begins there
		}
	}
	src, ok := r.source(v)
	if !ok || src.subject < 0 || src.subject > end || src.entity < 0 && !src.anonymous {
		return false
	}
	c := r.commaBefore(min(src.first, v), s)
	if !r.titled(c+1, min(src.first, v)) {
		return false
	}
	if c <= int(s.First) || r.d.Form(c) != "," || r.inside[c-1] != 0 || r.closes(c-1) {
		return false
	}
	if r.en.notInserted.Has(strings.ToLower(r.d.Form(end + 1))) {
		return false
	}
	content := [][2]int{r.trim([2]int{int(s.First), c}), r.trim([2]int{end + 1, int(s.Last)})}
	for _, x := range content {
		if x[1] <= x[0] {
			return false
		}
		for i := x[0]; i < x[1]; i++ {
			if r.inside[i] != 0 {
				return false
			}
		}
	}
	r.setting(src, content)
	r.add("indirect", content, src, "inserted")
	return true
}

// idle reports whether the verb at token v says nothing now: to say, is said,
// did not say.
func (r *reader) idle(v int) bool {
	if r.t.Child(v, text.DepAuxPass, text.DepNsubjPass) >= 0 {
		return true
	}
	t := &r.d.Tokens[v]
	for i := v - 1; i >= 0 && i > v-4 && r.d.Tokens[i].Sentence == t.Sentence; i-- {
		f := r.d.Form(i)
		if f == "May" {
			return false
		}
		switch w := strings.ToLower(f); {
		case w == "would" || w == "will":
			return true
		case w == "to" || w == "cannot" || r.en.modal.Has(w) || r.en.negation.Has(w):
			return t.Lemma != "deny"
		}
		if p := r.d.Tokens[i].Pos; p != text.AUX && p != text.ADV && p != text.PART {
			break
		}
	}
	return false
}

// indirect records a clause as a quote: mixed where quoted words are in it,
// nothing where it is a quotation altogether.
func (r *reader) indirect(c [2]int, s *source, by string) {
	c = r.trim(c)
	if c[1]-c[0] < 2 {
		return
	}
	quoted, words, kind := 0, 0, "indirect"
	for i := c[0]; i < c[1]; i++ {
		if r.inside[i] != 0 {
			quoted++
		}
		if r.inside[i] != 0 || !r.opens(i) && !r.closes(i) {
			words++ // the marks themselves count for neither side
		}
	}
	if quoted*10 >= words*8 {
		return
	}
	if quoted > 0 {
		kind = "mixed"
		from := sort.Search(len(r.segments), func(k int) bool { return r.segments[k].end > c[0] })
		to := from
		for ; to < len(r.segments) && r.segments[to].first < c[1]; to++ {
			g := &r.segments[to]
			if r.full(g) && g.end-g.first > 4 && r.startsSentence(g) || r.trailed(g, s.verb) {
				return // a quotation of its own
			}
			c[1] = max(c[1], g.end)
		}
		for k := from; k < to; k++ {
			r.segments[k].done = true
		}
	}
	content := [][2]int{c}
	r.setting(s, content)
	r.add(kind, content, s, by)
}

// trailed reports whether a verb of saying other than v follows the segment:
// Russia hopes the talks "will help," a source said.
func (r *reader) trailed(g *segment, v int) bool {
	if r.d.Form(g.end-1) != "," {
		return false
	}
	c := r.cueAfter(g.end)
	if c < 0 || c == v {
		return false
	}
	_, ok := r.source(c)
	return ok
}

// startsSentence reports whether a segment begins with a capital behind a comma
// or colon.
func (r *reader) startsSentence(g *segment) bool {
	if g.first < 2 || r.d.Tokens[g.first].Flags&text.Capital == 0 {
		return false
	}
	f := r.d.Form(g.first - 2)
	return f == "," || f == ":"
}

// trim takes the conjunction and punctuation off the ends of a clause.
func (r *reader) trim(c [2]int) [2]int {
	for c[0] < c[1] {
		t := &r.d.Tokens[c[0]]
		if t.Pos == text.PUNCT && r.inside[c[0]] == 0 && !r.opens(c[0]) || strings.EqualFold(r.d.Form(c[0]), "that") && t.Tag != text.TagDT {
			c[0]++
			continue
		}
		break
	}
	for c[1] > c[0] && r.d.At(c[1]-1).Pos == text.PUNCT && r.inside[c[1]-1] == 0 && !r.closes(c[1]-1) {
		c[1]--
	}
	return c
}

// opens and closes report whether token i is the mark of a segment.
func (r *reader) opens(i int) bool {
	return i+1 < len(r.inside) && r.inside[i] == 0 && r.inside[i+1] != 0
}

func (r *reader) closes(i int) bool { return i > 0 && r.inside[i] == 0 && r.inside[i-1] != 0 }

// told finds the clause that the verb at token v introduces, behind it or
// before it, and names the rule; "" when there is none.
func (r *reader) told(v int, s text.Sentence) ([2]int, string) {
	if c, ok := r.behind(v, s); ok {
		return c, "that"
	}
	if c, ok := r.ahead(v, s); ok {
		return c, "trailing"
	}
	return [2]int{}, ""
}

// behind finds the clause behind the verb: the tree's, else what a that
// opens, else what follows if it has a verb of its own.
func (r *reader) behind(v int, s text.Sentence) ([2]int, bool) {
	if v > 1 && r.closes(v-1) && r.full(&r.segments[r.inside[v-2]-1]) {
		return [2]int{}, false // "...," said X, who
	}
	if v+1 < int(s.Last) && r.d.Form(v+1) == "to" && r.d.At(v+1).Pos == text.PART {
		return [2]int{}, false // claimed to have no memory of the night she left
	}
	for _, k32 := range r.t.Of(v) {
		k := int(k32)
		if r.d.Tokens[k].Dep == text.DepCcomp && k > v {
			first, end := max(int(r.t.Left[k]), v+1), int(r.t.Right[k])+1
			if g := r.d.At(v + 1); first > v+1 && !r.addressed(v) && r.w.DateAt(v+1) == nil && !r.inverts(v) {
				// the parser may leave the clause's subject with the verb
				switch g.Pos {
				case text.DET, text.NOUN, text.PROPN, text.PRON, text.ADJ, text.NUM:
					first = v + 1
				case text.VERB: // said cutting the taxes would
					if g.Tag == text.TagVBG {
						first = v + 1
					}
				}
			} else if n := r.pastDay(v, first); n > 0 {
				first = n
			} else if h := r.nounAfter(v); first > v+1 && h > 0 && h+1 < first && r.d.At(h+1).Pos == text.DET && r.addressed(v) {
				first = h + 1 // told the press a search had found
			}
			if first == v+1 && r.sayingDay(first) {
				first++
			}
			for i := first; i < first+5 && i < k && r.w.DateAt(i) != nil; i++ {
				if r.d.Form(i+1) == "that" {
					first = i + 2 // said Friday that
				}
			}
			if first == v+1 && r.addressed(v) {
				first = r.pastAddressee(first, k)
			}
			that := false
			for i := v + 1; i < first && i < v+12; i++ {
				if r.d.Form(i) == "that" && r.d.Tokens[i].Pos != text.DET {
					first = i + 1
				}
			}
			that = first > v+1 && r.d.Form(first-1) == "that" || r.d.Form(first) == "that"
			if !that && !r.finite(first, end) {
				continue // announced their plan to build
			}
			if first > v && first <= k && end-first >= 2 {
				return [2]int{first, r.stop(first, r.goesOn(first, end, s), s)}, true
			}
		}
	}
	for i := v + 1; i < int(s.Last) && i < v+14; i++ {
		t := &r.d.Tokens[i]
		if r.d.Form(i) == "that" && t.Pos != text.DET {
			if p := r.d.At(min(i+1, int(s.Last)-1)).Pos; p == text.VERB || p == text.AUX {
				return [2]int{}, false // told people in a school that serves as a shelter
			}
			if r.whichIs(i, v) {
				return [2]int{}, false // reported details that were not confirmed
			}
			if r.verbIn(i+1, int(s.Last)) {
				return [2]int{i + 1, r.stop(i+1, int(s.Last), s)}, true
			}
			return [2]int{}, false
		}
		if t.Pos == text.VERB || r.inside[i] != 0 {
			break
		}
	}
	tag := r.d.Tokens[v].Tag
	if tag != text.TagVBD && tag != text.TagVBZ && tag != text.TagVBP || v+1 >= int(s.Last) || r.inverts(v) {
		return [2]int{}, false
	}
	// said the embassy would stay open, where the parser saw no clause
	i := v + 1
	if r.addressed(v) {
		if h := r.nounAfter(v); h > 0 {
			i = h + 1
		}
	}
	if i >= int(s.Last) || r.d.Tokens[i].Pos == text.PUNCT || r.d.Tokens[i].Pos == text.ADP || r.d.Tokens[i].Pos == text.SCONJ {
		return [2]int{}, false
	}
	if !r.en.bareClauseVerb.Has(r.d.Tokens[v].Lemma) {
		return [2]int{}, false
	}
	if k := r.t.Child(v, text.DepObj); k >= i && r.d.Tokens[v].Lemma == "announce" && r.t.Child(k, text.DepNsubj, text.DepAclRelcl) < 0 && r.w.DateAt(k) == nil {
		return [2]int{}, false // announced new blockades for the day when the vote is due
	}
	if n := r.firstVerb(i, int(s.Last)); n > i && n < i+14 {
		end := r.stop(i, int(s.Last), s)
		return [2]int{i, end}, r.finite(i, end)
	}
	return [2]int{}, false
}

func (r *reader) addressed(v int) bool {
	return r.en.addressVerb.Has(r.d.Tokens[v].Lemma)
}

// inverts reports whether the verb at token v has its speaker behind it.
func (r *reader) inverts(v int) bool {
	if k := r.t.Child(v, text.DepNsubj); k >= 0 {
		return k > v
	}
	return r.inverted(v) >= 0
}

// finite reports whether a finite verb is among tokens i to j-1.
func (r *reader) finite(i, j int) bool {
	for ; i < j; i++ {
		switch r.d.Tokens[i].Tag {
		case text.TagVBD, text.TagVBZ, text.TagVBP, text.TagMD:
			return true
		}
	}
	return false
}

func (r *reader) verbIn(i, j int) bool { return r.firstVerb(i, j) >= 0 }

// firstVerb returns the first verb or auxiliary among tokens i to j-1, or -1.
func (r *reader) firstVerb(i, j int) int {
	for ; i < j; i++ {
		if p := r.d.Tokens[i].Pos; (p == text.VERB || p == text.AUX) && r.inside[i] == 0 {
			return i
		}
	}
	return -1
}

// ahead finds the clause before a trailing attribution: ..., the ministry
// said on Monday.
func (r *reader) ahead(v int, s text.Sentence) ([2]int, bool) {
	h := r.subject(v)
	if h < 0 || r.inside[h] != 0 || r.d.Tokens[v].Lemma == "deny" || h < v && r.relative(h+1) {
		return [2]int{}, false
	}
	if k := r.t.Child(v, text.DepObj); k > v && r.d.Tokens[k].Pos == text.NOUN && !r.addressed(v) && r.w.DateAt(k) == nil {
		return [2]int{}, false // where he repeated his call
	}
	first := min(h, v)
	entity := int32(-1)
	if m := r.mentionAt(h); m >= 0 {
		x := r.w.Mentions[m]
		entity = x.Entity
		if h < v {
			first = min(first, int(x.First))
		}
	}
	c := r.commaBefore(first, s)
	// A speaker in two parts: Slovenia's finance minister, Franc Krizanic, said
	for c > int(s.First)+1 && entity >= 0 {
		m := r.mentionEnding(c, entity)
		if m < 0 {
			if n := r.titleBefore(c, entity, s); n > int(s.First) {
				c = n
			}
			break
		}
		first = int(r.w.Mentions[m].First)
		c = r.commaBefore(first, s)
	}
	if f := int(s.First); c-f < 3 || strings.EqualFold(r.d.Form(f), "according") || r.asked(f, c, v) || r.inside[c-1] != 0 || r.closes(c-1) || !r.verbIn(int(s.First), c) {
		return [2]int{}, false
	}
	for i := c + 1; i < first; i++ {
		if r.relative(i) || r.claim(i) || r.d.Tokens[i].Tag == text.TagWRB || r.d.Form(i) == "with" {
			return [2]int{}, false
		}
		if p := r.d.Tokens[i].Pos; p == text.VERB || p == text.AUX || p == text.SCONJ || p == text.CCONJ {
			return [2]int{}, false
		}
	}
	if r.en.adverbialOpener.Has(strings.ToLower(r.d.Form(int(s.First)))) {
		if r.d.Tokens[v].Head >= 0 && r.d.Tokens[v].Dep == text.DepRoot {
			return [2]int{}, false
		}
		// In March, he said. / If they come, he said, ... are kept only when
		// the clause has a subject of its own.
		if !r.subjectIn(int(s.First), c) {
			return [2]int{}, false
		}
	}
	return [2]int{int(s.First), c}, true
}

// asked reports whether tokens i to j-1 are a participle that only says when or
// why verb v was: asked whether he would resign, X said.
func (r *reader) asked(i, j, v int) bool {
	for ; i < j; i++ {
		t := &r.d.Tokens[i]
		if int(t.Head) == v && t.Dep == text.DepAdvcl && (t.Tag == text.TagVBN || t.Tag == text.TagVBG) && r.t.Child(i, text.DepNsubj, text.DepNsubjPass, text.DepAux, text.DepAuxPass) < 0 {
			return true
		}
	}
	return false
}

func (r *reader) subjectIn(i, j int) bool {
	for ; i < j; i++ {
		if d := r.d.Tokens[i].Dep; d == text.DepNsubj || d == text.DepNsubjPass {
			return true
		}
	}
	return false
}

// commaBefore returns the last comma or dash before token i in the sentence,
// else the sentence's start.
func (r *reader) commaBefore(i int, s text.Sentence) int {
	for k := i - 1; k > int(s.First); k-- {
		if f := r.d.Form(k); f == "," || f == "—" || f == "–" || f == "--" {
			return k
		}
	}
	return int(s.First)
}

// titleBefore returns the comma before the phrase that ends at the comma c and
// begins with a mention of the entity: ..., the head of the team, Orr, said;
// -1 where there is none.
func (r *reader) titleBefore(c int, entity int32, s text.Sentence) int {
	n := r.commaBefore(c, s)
	if n <= int(s.First) || r.verbIn(n+1, c) {
		return -1
	}
	for m, end := r.w.MentionsIn(n+1, n+3); m < end; m++ {
		if x := &r.w.Mentions[m]; x.Entity == entity && int(x.Last) <= c {
			return n
		}
	}
	return -1
}

// mentionEnding returns the mention of an entity that ends right before token
// c, or -1.
func (r *reader) mentionEnding(c int, entity int32) int {
	if c <= 0 {
		return -1
	}
	for m, end := r.w.MentionsIn(r.opening(c-1), c); m < end; m++ {
		if x := &r.w.Mentions[m]; int(x.Last) == c && x.Entity == entity {
			return m
		}
	}
	return -1
}

// possessor reports whether mention m only says whose the source is: according
// to the country's statistics office, to Slakan air traffic control.
func (r *reader) possessor(m int, s text.Sentence) bool {
	x := &r.w.Mentions[m]
	n := int(x.Last)
	if n >= int(s.Last) {
		return false
	}
	switch k := r.w.Reading.Entities[x.Entity].Kind; {
	case x.Kind == fact.Pronoun:
		return strings.EqualFold(r.d.Form(int(x.First)), "its") || strings.EqualFold(r.d.Form(int(x.First)), "their") || r.d.Tokens[x.First].Dep == text.DepNmodPoss
	case k != fact.Country && k != fact.Place:
		return false
	}
	switch f := r.d.Form(n); f {
	case "'s", "’s", "'", "’":
		return true
	}
	p := r.d.Tokens[n].Pos
	return r.d.Tokens[x.Head].Dep == text.DepAmod && (p == text.NOUN || p == text.ADJ || p == text.PROPN)
}

// according reads according to X, at the head or the end of a sentence.
func (r *reader) according(v int, s text.Sentence) {
	m := -1
	for k, end := r.w.MentionsIn(v+2, v+7); k < end; k++ {
		if r.w.Mentions[k].Last <= s.Last {
			m = r.widest(k)
		}
		if m < 0 || !r.possessor(m, s) {
			break
		}
		m = -1 // a circular of its ministry
	}
	if m < 0 {
		return
	}
	x := r.w.Mentions[m]
	kind := r.w.Reading.Entities[x.Entity].Kind
	if n := int(x.Last); (kind == fact.Country || kind == fact.Place) && n < int(s.Last) && r.d.Tokens[n].Pos == text.PROPN && r.mentionAt(n) < 0 {
		return // Ruritania Today is not Ruritania
	}
	src := r.around(v)
	if !r.speaker(src, int(x.Head)) || src.entity < 0 && !src.anonymous {
		return
	}
	var c [2]int
	if v <= int(s.First)+1 {
		j := int(x.Last)
		for j < int(s.Last) && r.d.Form(j) != "," {
			j++
		}
		// the Beninese president, Thomas Boni Yayi, ...
		for k, end := r.w.MentionsIn(j+1, int(s.Last)); k < end && int(r.w.Mentions[k].First) <= j+1; k++ {
			if y := &r.w.Mentions[k]; int(y.First) == j+1 && y.Entity == x.Entity && int(y.Last) < int(s.Last) && r.d.Form(int(y.Last)) == "," {
				j = int(y.Last)
			}
		}
		if j+3 > int(s.Last) {
			return
		}
		c = [2]int{j + 1, int(s.Last)}
	} else {
		c = [2]int{int(s.First), v}
		if !r.verbIn(c[0], c[1]) {
			return
		}
	}
	r.indirect(c, src, "according")
}
