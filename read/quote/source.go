package quote

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// source finds who speaks by the verb at token v; false when nobody does.
func (r *reader) source(v int) (*source, bool) {
	s := r.around(v)
	h := r.subject(v)
	if h < 0 {
		return s, false
	}
	if !r.speaker(s, h) {
		return s, false
	}
	s.addressee = r.addressee(v)
	if s.addressee != nil && s.entity >= 0 && *s.addressee == r.w.Reading.Entities[s.entity].ID {
		s.addressee = nil // "Why not?" asked Merkel
	}
	return s, true
}

// around begins a source at verb v.
func (r *reader) around(v int) *source {
	s := &source{verb: v, subject: -1, first: v, end: v + 1, entity: -1}
	if v >= 0 {
		c, _ := r.cue(v)
		s.class = c.class
	}
	return s
}

// speaker fills in the speaker whose phrase token h heads.
func (r *reader) speaker(s *source, h int) bool {
	h = r.counted(h)
	s.subject = h
	m := r.mentionAt(h)
	first, end := h, h+1
	if m >= 0 {
		x := r.w.Mentions[m]
		s.entity, s.sure = int(x.Entity), true
		first, end = int(x.First), int(x.Last)
		if !r.speaks(m) {
			if s.entity = r.namesake(int(x.Head)); s.entity < 0 {
				return false
			}
		}
	} else if r.pronoun(h) {
		if e := r.antecedent(h); e >= 0 {
			s.entity = e
		}
	} else if e := r.definite(h); e >= 0 {
		s.entity = e
	} else if m := r.apposedPerson(h); m >= 0 {
		x := r.w.Mentions[m]
		s.entity, s.sure = int(x.Entity), true
		end = int(x.Last)
	} else if !r.human(h) && r.d.Tokens[h].Pos != text.PROPN {
		return false
	}
	if r.again(h, first) || s.entity < 0 && r.goesOnTelling(s.verb, h, first) {
		s.entity = r.last.entity
	}
	s.span = fact.Ptr(fact.SpanOf(r.d.SpanOf(first, end)))
	s.first, s.end = min(s.first, first), max(s.end, end)
	s.anonymous = r.anonymous(s, first)
	if s.entity < 0 && !s.anonymous {
		// a pronoun, a name or her spokesman, whom nothing names: the words are said all the same
		return r.pronoun(h) || r.d.Tokens[h].Pos == text.PROPN || s.verb >= 0 && r.human(h)
	}
	return true
}

// counted returns the noun of which token h counts some (one of the children,
// two of the men), else h itself.
func (r *reader) counted(h int) int {
	if t := &r.d.Tokens[h]; t.Pos != text.NUM && t.Pos != text.DET && t.Tag != text.TagNN || r.w.MentionAt(h) >= 0 || r.human(h) {
		return h
	}
	for _, k := range r.t.Of(h) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepNmod && t.Tag == text.TagNNS && int(k) > h && r.t.Case(int(k)) == "of" && r.human(int(k)) {
			return int(k)
		}
	}
	return h
}

// apposedPerson returns the mention of the person who is named behind the phrase
// that token h heads: the head of the delegation, Minister X; -1 for none.
func (r *reader) apposedPerson(h int) int {
	s := r.d.Sentences[r.d.Tokens[h].Sentence]
	for c := h + 1; c < int(s.Last) && c < h+10; c++ {
		if r.inside[c] != 0 || r.d.Tokens[c].Pos == text.VERB || r.d.Tokens[c].Pos == text.AUX {
			return -1
		}
		if r.d.Form(c) != "," {
			continue
		}
		for m, end := r.w.MentionsIn(c+1, c+5); m < end; m++ {
			x := &r.w.Mentions[m]
			if !r.isPerson(int(x.Entity)) || x.Kind != fact.Name {
				continue
			}
			if f := r.d.Form(int(x.Last)); int(x.Last) < int(s.Last) && (f == "," || f == ".") {
				return m
			}
			return -1
		}
		return -1
	}
	return -1
}

// again reports whether token h, the source or the official, is the unnamed
// voice that spoke last.
func (r *reader) again(h, first int) bool {
	if r.last == nil || !r.last.anonymous || r.last.entity < 0 || r.last.subject < 0 {
		return false
	}
	f := r.d.Form(first)
	if first > 0 && first == h {
		f = r.d.Form(first - 1)
	}
	return (f == "the" || f == "The") && r.d.Tokens[h].Lemma == r.d.Tokens[r.last.subject].Lemma
}

// goesOnTelling reports whether the verb at token v says that whoever spoke last
// says more, and its subject h is a known person whom nothing else explains: the
// army chief added.
func (r *reader) goesOnTelling(v, h, first int) bool {
	if v < 0 || r.last == nil || r.last.entity < 0 || !r.isPerson(r.last.entity) || !r.en.addingVerb.Has(r.d.Tokens[v].Lemma) {
		return false
	}
	si := int(r.d.Tokens[h].Sentence)
	if r.begun >= 0 {
		si = min(si, r.begun)
	}
	d := r.t.Child(h, text.DepDet)
	return si-r.lastAt <= 1 && r.human(h) && d >= 0 && strings.EqualFold(r.d.Form(d), "the")
}

// namesake returns the person in whose name the word at token h stands, where
// a surname was taken for a place; -1 where there is none.
func (r *reader) namesake(h int) int {
	if r.d.Tokens[h].Pos != text.PROPN {
		return -1
	}
	if r.bearers == nil {
		r.bearers = map[string]int{}
		for i := len(r.w.Reading.Entities) - 1; i >= 0; i-- {
			if e := &r.w.Reading.Entities[i]; e.Kind == fact.Person {
				for _, w := range strings.Fields(e.Name) {
					r.bearers[w] = i
				}
			}
		}
	}
	if i, ok := r.bearers[r.d.Form(h)]; ok {
		return i
	}
	return -1
}

// speaks reports whether a mention can speak: persons, bodies, and places that
// stand for those who govern from them.
func (r *reader) speaks(m int) bool {
	x := r.w.Mentions[m]
	switch r.w.Reading.Entities[x.Entity].Kind {
	case fact.Person, fact.Organization, fact.Group, fact.Unit, fact.Country:
		return true
	}
	// A place that the world does not know and that speaks is a person.
	e := &r.w.Reading.Entities[x.Entity]
	return x.Kind == fact.Metonym || e.Kind == fact.Place && e.Country == nil && x.Last-x.First > 1
}

// mentionAt returns the mention that token h heads, else the widest one that
// covers it, else one of its name parts; -1 where there is none.
func (r *reader) mentionAt(h int) int {
	if m := r.w.MentionAt(h); m >= 0 {
		return m
	}
	best := -1
	for m, end := r.w.MentionsIn(r.opening(h), h+1); m < end; m++ {
		x := &r.w.Mentions[m]
		if int(x.Last) > h && (best < 0 || x.Last-x.First > r.w.Mentions[best].Last-r.w.Mentions[best].First) {
			best = m
		}
	}
	if best >= 0 {
		return best
	}
	for _, k := range r.t.Of(h) {
		switch r.d.Tokens[k].Dep {
		case text.DepAppos, text.DepFlat, text.DepNmodDesc:
			if m := r.w.MentionAt(int(k)); m >= 0 {
				return m
			}
		}
	}
	return -1
}

// subject returns the head of the phrase that names who does the verb at token
// v, outside quotation marks; -1 where there is none.
func (r *reader) subject(v int) int {
	if v > 0 && r.d.Form(v-1) == "as" && r.d.Tokens[v].Tag == text.TagVBG {
		return r.quoted(v)
	}
	if v > 0 && r.d.Form(v-1) != "," && r.d.Tokens[v].Tag == text.TagVBG {
		if k := r.quoted(v); k >= 0 {
			return k // quotes an officer saying
		}
	}
	if v > 0 && r.d.Form(v-1) == "," && r.t.Child(v, text.DepNsubj) > v {
		// the commander, General X, predicted the rebels would: the parser may
		// take the rebels for the subject
		if m := r.ending(v - 1); m >= 0 && r.isPerson(int(r.w.Mentions[m].Entity)) && r.apposed(int(r.w.Mentions[m].First)) {
			return int(r.w.Mentions[m].Head)
		}
	}
	for n, i := 0, v; n < 3; n++ {
		if k := r.nominative(i); k >= 0 && r.inside[k] == 0 && r.near(k, v) {
			if r.relative(k) && r.d.Tokens[i].Head >= 0 {
				return int(r.d.Tokens[i].Head)
			}
			return k
		}
		t := &r.d.Tokens[i]
		if t.Dep == text.DepAclRelcl && t.Head >= 0 && r.inside[t.Head] == 0 {
			return int(t.Head)
		}
		if t.Head < 0 || r.inside[t.Head] != 0 || !(t.Dep == text.DepConj || (t.Dep == text.DepAdvcl || t.Dep == text.DepXcomp) && (t.Tag == text.TagVBG || r.whole && t.Tag == text.TagVB)) {
			break
		}
		i = int(t.Head)
	}
	if k := r.stray(v); k >= 0 {
		return k
	}
	if v > 0 && r.d.Form(v-1) == "," {
		// an apposition that a comma closes: the premier, X, told
		if m := r.ending(v - 1); m >= 0 {
			if !r.apposed(int(r.w.Mentions[m].First)) {
				return -1 // a fund, set up by X, says
			}
			return int(r.w.Mentions[m].Head)
		}
	}
	if m := r.inverted(v); m >= 0 {
		return int(r.w.Mentions[m].Head)
	}
	if v > 0 && r.closes(v-1) {
		// "...," added X, shouted the deputies: the parser may take him for the object
		if k := r.t.Child(v, text.DepObj, text.DepIobj, text.DepXcomp); k > v && (r.d.Tokens[k].Pos == text.PROPN || r.human(k)) {
			return k
		}
	}
	return r.before(v)
}

// nominative returns the subject that hangs on verb i, or -1. Of several, which
// the parser makes of a title and a name, of a day, or of what is told and the
// teller (jets, he said, bombed), one before the verb goes first, then the
// person, whoever can speak, and the one next to the verb.
func (r *reader) nominative(i int) int {
	best, most := -1, 0
	for _, k32 := range r.t.Of(i) {
		k := int(k32)
		if r.d.Tokens[k].Dep != text.DepNsubj || best >= 0 && k > i && best < i ||
			r.d.Tokens[k].Pos == text.PROPN && r.w.DateAt(k) != nil && r.mentionAt(k) < 0 {
			continue
		}
		if r.relative(k) {
			return k
		}
		n := 1
		if m := r.mentionAt(k); m >= 0 && r.isPerson(int(r.w.Mentions[m].Entity)) {
			n = 3
		} else if m >= 0 && r.speaks(m) || r.pronoun(k) || r.human(k) {
			n = 2
		}
		if best >= 0 && r.prepositional(k) {
			continue // an aide to President X
		}
		if best < 0 || n > most || n == most && k < i {
			best, most = k, n
		}
	}
	return best
}

// prepositional reports whether the phrase that token k heads has a preposition
// in it before its head, or right before it.
func (r *reader) prepositional(k int) bool {
	for i := max(int(r.t.Left[k])-1, 0); i < k; i++ {
		if r.d.Tokens[i].Pos == text.ADP {
			return true
		}
	}
	return false
}

// quoted returns who is quoted as saying: the agency quoted the envoy as saying,
// the envoy was quoted as saying; -1 where nobody is.
func (r *reader) quoted(v int) int {
	for i := v - 2; i >= 0 && i > v-14 && r.d.Tokens[i].Sentence == r.d.Tokens[v].Sentence; i-- {
		if t := &r.d.Tokens[i]; t.Pos != text.VERB || !r.en.quoteVerb.Has(t.Lemma) {
			continue
		}
		if k := r.t.Child(i, text.DepNsubjPass); k >= 0 {
			return k
		}
		if k := r.t.Child(i, text.DepAuxPass); k < 0 {
			if k = r.t.Child(i, text.DepObj); k > i && k < v {
				return k
			}
			if m := r.ending(v - 1); m >= 0 && r.isPerson(int(r.w.Mentions[m].Entity)) {
				return int(r.w.Mentions[m].Head)
			}
			return -1
		}
		return r.before(i)
	}
	return -1
}

// apposed reports whether the phrase that goes on at token i begins behind a
// comma or opens its sentence.
func (r *reader) apposed(i int) bool {
	first := int(r.d.Sentences[r.d.Tokens[i].Sentence].First)
	for i--; i >= first; i-- {
		switch r.d.Tokens[i].Pos {
		case text.NOUN, text.PROPN, text.ADJ, text.DET, text.NUM:
			continue
		}
		f := r.d.Form(i)
		return f == "," || f == "-" || f == "--" || f == "—" || f == "–" || r.closes(i)
	}
	return true
}

// near reports whether subject k stands in the sentence of v with no quotation
// mark between them, but for those right beside the verb.
func (r *reader) near(k, v int) bool {
	return r.d.Tokens[k].Sentence == r.d.Tokens[v].Sentence
}

func (r *reader) relative(k int) bool {
	t := r.d.Tokens[k].Tag
	if m := r.w.MentionAt(k); m >= 0 && r.w.Mentions[m].Kind == fact.Name {
		return false // the WHO
	}
	return t == text.TagWP || t == text.TagWDT
}

// inverted finds the speaker behind the verb: said the minister.
func (r *reader) inverted(v int) int {
	if v == 0 {
		return -1
	}
	switch r.d.Form(v - 1) {
	case ",", "\"", "”", "''", "’", "'", "»", "?", "!":
	default:
		return -1
	}
	best := -1
	for m, end := r.w.MentionsIn(v+1, v+7); m < end; m++ {
		x := &r.w.Mentions[m]
		if r.d.Tokens[x.First].Sentence != r.d.Tokens[v].Sentence || !r.titled(v+1, int(x.First)) {
			break
		}
		if best < 0 || r.isPerson(int(x.Entity)) && !r.isPerson(int(r.w.Mentions[best].Entity)) {
			best = r.widest(m) // said Kelm County Sheriff Ann Orr: not the county
		}
	}
	return best
}

// widest returns the widest mention that begins where m does.
func (r *reader) widest(m int) int {
	best := m
	for k := m + 1; k < len(r.w.Mentions) && r.w.Mentions[k].First == r.w.Mentions[m].First; k++ {
		if r.w.Mentions[k].Last > r.w.Mentions[best].Last {
			best = k
		}
	}
	return best
}

// stray returns a noun before the verb that the parser hung to it by another
// relation than subject, or that governs it: Two diplomats, who asked not to
// be named, said.
func (r *reader) stray(v int) int {
	for _, k32 := range r.t.Of(v) {
		k := int(k32)
		if k >= v {
			break
		}
		switch t := &r.d.Tokens[k]; t.Dep {
		case text.DepCcomp, text.DepDep, text.DepParataxis, text.DepDislocated, text.DepVocative, text.DepOblUnmarked, text.DepList:
			if (t.Pos == text.NOUN || t.Pos == text.PROPN) && r.inside[k] == 0 && r.t.Child(k, text.DepCop, text.DepNsubj) < 0 && r.w.MentionAt(k) >= 0 {
				return k
			}
		}
	}
	if t := &r.d.Tokens[v]; t.Dep == text.DepAcl && t.Head >= 0 && int(t.Head) < v && r.inside[t.Head] == 0 && r.w.MentionAt(int(t.Head)) >= 0 {
		return int(t.Head)
	}
	return -1
}

// ending returns the widest mention that ends right before token i outside
// quotation marks, or -1.
func (r *reader) ending(i int) int {
	best := -1
	if i <= 0 {
		return best
	}
	for m, end := r.w.MentionsIn(r.opening(i-1), i); m < end; m++ {
		x := &r.w.Mentions[m]
		if int(x.Last) == i && r.inside[x.First] == 0 && (best < 0 || x.First < r.w.Mentions[best].First) {
			best = m
		}
	}
	return best
}

// before finds the noun phrase before the verb where the tree has none.
func (r *reader) before(v int) int {
	s := r.d.Sentences[r.d.Tokens[v].Sentence]
	for i := v - 1; i >= int(s.First) && i > v-8; i-- {
		if r.inside[i] != 0 {
			return -1
		}
		if m := r.ending(i + 1); m >= 0 {
			return int(r.w.Mentions[m].Head)
		}
		if m := r.w.MentionAt(i); m >= 0 && int(r.w.Mentions[m].Last) <= v {
			return i
		}
		switch t := &r.d.Tokens[i]; t.Pos {
		case text.VERB, text.CCONJ, text.SCONJ:
			return -1
		case text.NOUN, text.PROPN, text.PRON:
			if r.w.DateAt(i) == nil {
				return i
			}
		}
	}
	return -1
}

func (r *reader) pronoun(h int) bool { return r.d.Tokens[h].Tag == text.TagPRP }

// antecedent returns whom a pronoun means that the names pass left open: who
// spoke last, else the person who is the subject of the sentence before.
func (r *reader) antecedent(h int) int {
	if !r.heOrShe(h) {
		return -1
	}
	si := int(r.d.Tokens[h].Sentence)
	if r.begun >= 0 && r.begun < si {
		si = r.begun // "It is over. We lost," he said: whom the sentence before the words tells of
	}
	if r.last != nil && r.last.entity >= 0 && si-r.lastAt <= 1 && r.isPerson(r.last.entity) {
		return r.last.entity
	}
	return r.personBefore(si)
}

// heOrShe reports whether token h is a pronoun of one person.
func (r *reader) heOrShe(h int) bool {
	f := strings.ToLower(r.d.Form(h))
	return f == "he" || f == "she"
}

func (r *reader) isPerson(e int) bool { return r.w.Reading.Entities[e].Kind == fact.Person }

// personBefore returns the one person who is the subject of a clause in the
// sentence before si; -1 where there is none or more than one.
func (r *reader) personBefore(si int) int {
	if si == 0 {
		return -1
	}
	s := r.d.Sentences[si-1]
	found := -1
	for i := int(s.First); i < int(s.Last); i++ {
		if r.d.Tokens[i].Dep != text.DepNsubj || r.inside[i] != 0 {
			continue
		}
		m := r.mentionAt(i)
		if m < 0 {
			continue
		}
		e := int(r.w.Mentions[m].Entity)
		if !r.isPerson(e) || e == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// definite returns whom the 61-year-old, the official and the like mean that
// the names pass left open: the person named last.
func (r *reader) definite(h int) int {
	f := strings.ToLower(r.d.Form(h))
	if f != "old" && !strings.HasSuffix(f, "year-old") {
		return -1
	}
	n, _ := r.w.MentionsIn(r.opening(h), 0)
	if n < r.lastNamed.upTo {
		r.lastNamed = lastNamed{entity: -1}
	}
	for ; r.lastNamed.upTo < n; r.lastNamed.upTo++ {
		if x := &r.w.Mentions[r.lastNamed.upTo]; x.Kind == fact.Name && r.isPerson(int(x.Entity)) {
			r.lastNamed.entity = int(x.Entity)
		}
	}
	return r.lastNamed.entity
}

// lastNamed is the person named last in the first upTo mentions, or -1.
type lastNamed struct{ upTo, entity int }

// opening returns the first token of the sentence of token i.
func (r *reader) opening(i int) int {
	return int(r.d.Sentences[r.d.Tokens[i].Sentence].First)
}

// human reports whether a bare noun means people who can speak: by the lexicon,
// or by an ending that makes a person of a deed or a trade.
func (r *reader) human(h int) bool {
	t := &r.d.Tokens[h]
	if r.en.speakerNoun.Has(t.Lemma) {
		return true
	}
	if t.Pos != text.NOUN || len(t.Lemma) < 6 {
		return false
	}
	for end := range r.en.personEnding.All() {
		if strings.HasSuffix(t.Lemma, end) {
			return true
		}
	}
	return false
}

// anonymous reports whether the story keeps the speaker's name back: a source,
// two diplomats, on condition of anonymity.
func (r *reader) anonymous(s *source, first int) bool {
	if s.entity >= 0 && r.w.Reading.Entities[s.entity].Anonymous {
		return true
	}
	si := r.d.Sentences[r.d.Tokens[s.subject].Sentence]
	if r.en.anonymity.Within(r.d.Plain(si.Span)) {
		return true
	}
	if s.entity >= 0 {
		if r.hasName(s.entity) {
			return false
		}
		if k := r.w.Reading.Entities[s.entity].Kind; k == fact.Country || k == fact.Organization {
			return false
		}
	}
	return !r.pronoun(s.subject) && r.indefinite(first, s.subject)
}

// hasName reports whether an entity is mentioned by a name or metonym.
func (r *reader) hasName(e int) bool {
	if r.nameOf == nil {
		r.nameOf = make([]bool, len(r.w.Reading.Entities))
		for i := range r.nameOf {
			r.nameOf[i] = slices.ContainsFunc(r.w.Reading.Entities[i].Mentions, func(m fact.Mention) bool {
				return m.Kind == fact.Name || m.Kind == fact.Metonym
			})
		}
	}
	return r.nameOf[e]
}

// indefinite reports whether a phrase introduces somebody: an official, two
// diplomats, residents.
func (r *reader) indefinite(first, head int) bool {
	for i := max(0, first-1); i <= head; i++ {
		t := &r.d.Tokens[i]
		if i < first && t.Pos != text.DET {
			continue
		}
		switch w := strings.ToLower(r.d.Form(i)); {
		case w == "unnamed" || r.en.indefinite.Has(w):
			return true
		case w == "the" || r.en.definite.Has(w):
			return false
		}
	}
	tag := r.d.Tokens[head].Tag
	return tag == text.TagNNS && r.t.Child(head, text.DepNmodPoss, text.DepDet) < 0
}
