package quote

import (
	"iter"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// direct attributes segment k, if somebody is said to have spoken it.
func (r *reader) direct(k int) {
	g := &r.segments[k]
	g.done = true
	if g.open && k+1 < len(r.segments) && r.segments[k+1].resumed {
		return // the paragraph that closes it will tell
	}
	start := k
	for r.segments[start].resumed {
		start--
	}
	var chain [][2]int
	for _, part := range r.segments[start : k+1] {
		chain = append(chain, [2]int{part.first, part.end})
	}
	first, end := chain[0][0], g.end
	whole := r.full(g) || len(chain) > 1
	r.begun, r.whole = int(r.d.Tokens[first].Sentence), whole
	s, by := r.attribute(first, end, whole)
	r.begun, r.whole = -1, false
	if s == nil {
		if whole {
			s, by = r.neighbour(first, end)
		}
		if s == nil {
			if r.w.Explain {
				r.w.Note("quote", first, end, "no quote: nobody is said to have used these words")
			}
			return
		}
	}
	kind := "direct"
	if !whole {
		if r.unnamed(s) {
			return // the minister praised the so-called "corridor"
		}
		kind = "mixed"
	} else {
		chain = r.interrupted(k, s, chain)
	}
	r.setting(s, chain)
	for i := range chain {
		chain[i] = r.trimMarks(chain[i])
	}
	r.add(kind, chain, s, by)
}

// unnamed reports whether the speaker is a plain noun that leads to nobody.
func (r *reader) unnamed(s *source) bool {
	return s.entity < 0 && !s.anonymous && s.subject >= 0 && !r.pronoun(s.subject) && r.d.Tokens[s.subject].Pos != text.PROPN
}

// trimMarks takes quotation marks and a closing comma off a span.
func (r *reader) trimMarks(c [2]int) [2]int {
	if c[1]-c[0] > 1 && r.d.Form(c[1]-1) == "," {
		c[1]--
	}
	return c
}

// attribute finds who speaks the words first to end-1 in the sentences where
// they begin and end.
func (r *reader) attribute(first, end int, whole bool) (*source, string) {
	if whole {
		if v := r.cueAfter(end); v >= 0 {
			if s, ok := r.source(v); ok {
				return s, "after"
			}
		}
	}
	var cued *source
	for v := range r.cuesBefore(first, whole) {
		if s, ok := r.source(v); ok {
			if cued = s; s.entity >= 0 || s.anonymous || !whole {
				return s, "before"
			}
			break
		}
	}
	if whole {
		if h, v := r.leadsIn(first); h >= 0 {
			s := r.around(v)
			s.first, s.end = min(h, v), max(h, v)+1
			if v < 0 {
				s.first, s.end = h, h+1
			}
			if r.speaker(s, h) && (cued == nil || s.entity >= 0) {
				return s, "lead" // X released a statement announcing the accord: "..."
			}
		}
		if cued != nil {
			return cued, "before"
		}
		if h := r.withWords(end); h >= 0 {
			s := r.around(-1)
			s.first, s.end = h, h+1
			if r.speaker(s, h) {
				return s, "words"
			}
		}
	}
	return nil, ""
}

// cueAfter returns the verb of saying that follows the closing mark at token
// end in the same sentence: "...," the minister said.
func (r *reader) cueAfter(end int) int {
	if end == 0 {
		return -1
	}
	si := r.d.At(end - 1).Sentence
	for i := end; i < len(r.d.Tokens) && r.d.Tokens[i].Sentence == si && i < end+30; i++ {
		if r.inside[i] != 0 || r.d.Form(i) == ";" {
			return -1
		}
		if c, ok := r.cue(i); ok && (c.direct || c.clause) && !r.modifier(i) || r.utters(i, end) {
			return i
		}
	}
	return -1
}

// utters reports whether the verb at token i, by the mark that closes before
// token end, tells who uttered the words though it is no verb of saying:
// "...," sighed the mayor; "...," Bell snapped.
func (r *reader) utters(i, end int) bool {
	t := &r.d.Tokens[i] // sighed Meg may be tagged as the sighed Meg
	if t.Pos != text.VERB || t.Tag == text.TagVBG {
		return false
	}
	switch r.d.Form(end - 1) {
	case ",", "?", "!":
	default:
		return false
	}
	if m := r.ending(i); m >= 0 && t.Tag != text.TagVBN && r.titled(end+1, int(r.w.Mentions[m].First)) {
		return r.isPerson(int(r.w.Mentions[m].Entity))
	}
	if i > end+1 && r.d.At(i-1).Pos != text.ADV || i > end+2 {
		return false
	}
	if m := r.inverted(i); m >= 0 {
		return r.isPerson(int(r.w.Mentions[m].Entity))
	}
	k := r.t.Child(i, text.DepNsubj)
	return k > i && r.human(k)
}

// titled reports whether nothing but a title can stand in tokens i to name-1.
func (r *reader) titled(i, name int) bool {
	for ; i < name; i++ {
		switch r.d.Tokens[i].Pos {
		case text.DET, text.ADJ, text.NOUN, text.PROPN, text.NUM:
		default:
			return false
		}
	}
	return i == name
}

// cue returns the entry of the verb at token i.
func (r *reader) cue(i int) (cue, bool) {
	t := &r.d.Tokens[i]
	if t.Pos != text.VERB && t.Tag != text.TagVBD && t.Tag != text.TagVBZ {
		return cue{}, false
	}
	c, ok := r.cues[t.Lemma]
	if !ok && (t.Tag == text.TagVBD || t.Tag == text.TagVBN) {
		// the lemmatiser may clip an e: blam, voic
		if f := r.d.Form(i); len(f) > 3 && f[len(f)-1] == 'd' {
			c, ok = r.cues[f[:len(f)-1]]
		}
	}
	return c, ok
}

// modifier reports whether the verb at token i is a participle that describes a
// noun: a letter addressed, troops ordered. Such verbs have no speaker.
func (r *reader) modifier(i int) bool {
	t := &r.d.Tokens[i]
	if t.Tag == text.TagVBN && t.Dep == text.DepAcl {
		// a participle has no object: voiced "deep concern" is a past tense
		return r.t.Child(i, text.DepObj, text.DepCcomp) < 0
	}
	return t.Dep == text.DepAmod
}

// cuesBefore yields the verbs of saying before the opening mark of the words
// that begin at token first, the nearest first. A whole sentence wants a comma
// or colon or the verb itself before it; a few words want a verb in their clause.
func (r *reader) cuesBefore(first int, whole bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		open := first - 1
		s, ok := r.lead(first, whole)
		if !ok {
			return
		}
		mark := r.d.Form(open - 1)
		direct := whole && (mark == "," || mark == ":")
		for i := open - 1; i >= int(s.First) && i > open-26; i-- {
			if r.inside[i] != 0 || r.d.Form(i) == ";" {
				return
			}
			c, ok := r.cue(i)
			if ok && r.en.nameVerb.Has(r.d.Tokens[i].Lemma) && open-i <= 2 && (r.modifier(i) || r.named(i)) {
				return // a review, called the "Green Line review."
			}
			if !ok || r.modifier(i) || !whole && r.named(i) || r.d.Tokens[i].Tag == text.TagVB && whole && i < open-2 {
				continue
			}
			near := whole && (direct || open-i <= 6) && (c.direct || c.clause) || !whole && (r.governs(i, first) || open-i <= 4)
			if near && !yield(i) {
				return
			}
		}
	}
}

// lead returns the sentence whose words before token first lead in what is
// quoted there: its own, or the one before it that the splitter ended at a colon,
// be it the last of the paragraph before; false where there is none.
func (r *reader) lead(first int, whole bool) (text.Sentence, bool) {
	si := int(r.d.Tokens[first].Sentence)
	s := r.d.Sentences[si]
	if first < 2 {
		return s, false
	}
	if whole && int(s.First) >= first-1 && si > 0 {
		prev := r.d.Sentences[si-1]
		if prev.Last > prev.First && r.d.Form(int(prev.Last)-1) == ":" {
			return prev, true
		}
	}
	return s, int(s.First) < first-1
}

// leadsIn returns the head of the phrase that names who speaks what begins at
// token first though no verb of saying tells so, and the word that does in its
// place: the union disagreed: "..."; according to X, "..."; X - "..."; -1 where
// there is none.
func (r *reader) leadsIn(first int) (who, by int) {
	s, ok := r.lead(first, true)
	if !ok {
		return -1, -1
	}
	open := min(first-1, int(s.Last))
	if f := int(s.First); strings.EqualFold(r.d.Form(f), "according") && r.d.Form(f+1) == "to" {
		if k := r.firstSpeaker(f+2, open); k >= 0 {
			return k, f
		}
		if k := r.nounAfter(f + 1); k >= 0 && (r.mentionAt(k) >= 0 || r.human(k)) {
			return k, f
		}
		return -1, -1
	}
	switch mark := r.d.Form(open - 1); mark {
	case ":", "-", "–", "—", "--":
		root := r.top(int(s.First), open)
		if root < 0 {
			return -1, -1
		}
		if !r.verbIn(int(s.First), open) {
			return r.firstSpeaker(int(s.First), open), -1
		}
		if mark != ":" {
			return -1, -1
		}
		if k := r.nominative(root); k >= 0 && k < root && r.inside[k] == 0 {
			if m := r.mentionAt(k); m >= 0 && r.speaks(m) || r.human(k) || r.pronoun(k) && r.heOrShe(k) {
				return k, root
			}
		}
	}
	return -1, -1
}

// top returns the token among i to j-1 that governs all others, or -1.
func (r *reader) top(i, j int) int {
	for ; i < j; i++ {
		if h := int(r.d.Tokens[i].Head); h < 0 || h >= j {
			if r.d.Tokens[i].Pos != text.PUNCT {
				return i
			}
		}
	}
	return -1
}

// firstSpeaker returns the head of the first mention in tokens i to j-1 of
// somebody who has a name and can speak, or -1.
func (r *reader) firstSpeaker(i, j int) int {
	for m, end := r.w.MentionsIn(i, j); m < end; m++ {
		x := &r.w.Mentions[m]
		if int(x.Last) <= j && x.Kind == fact.Name && (r.isPerson(int(x.Entity)) || r.speaks(m) && r.d.At(int(x.Last)).Pos == text.PUNCT && !r.nextSpeaks(m, j)) {
			return int(x.Head)
		}
	}
	return -1
}

// nextSpeaks reports whether a person is named behind mention m, before token j:
// Senate leader X, whom the senate only helps to name.
func (r *reader) nextSpeaks(m, j int) bool {
	for n, end := r.w.MentionsIn(int(r.w.Mentions[m].Last), j); n < end; n++ {
		if x := &r.w.Mentions[n]; x.Kind == fact.Name && r.isPerson(int(x.Entity)) {
			return true
		}
	}
	return false
}

// named reports whether the verb at token i is a passive that only gives a name:
// is called the "Green Line".
func (r *reader) named(i int) bool {
	if r.d.Tokens[i].Tag != text.TagVBN {
		return false
	}
	if r.en.nameVerb.Has(r.d.Tokens[i].Lemma) {
		return r.t.Child(i, text.DepAuxPass) >= 0 || r.d.At(i-1).Lemma == "be"
	}
	return false
}

// governs reports whether token v stands above token i in the tree.
func (r *reader) governs(v, i int) bool {
	for n := 0; n < 12 && i >= 0; n++ {
		if i == v {
			return true
		}
		i = int(r.d.Tokens[i].Head)
	}
	return false
}

// withWords finds the speaker in "...": with these words X closed the meeting.
func (r *reader) withWords(end int) int {
	si := r.d.At(end - 1).Sentence
	for i := end; i < len(r.d.Tokens) && r.d.Tokens[i].Sentence == si && i < end+7; i++ {
		if f := r.d.Form(i); f != "words" && f != "message" {
			continue
		}
		if m, end := r.w.MentionsIn(i+1, i+5); m < end && r.d.Tokens[r.w.Mentions[m].First].Sentence == si {
			return int(r.w.Mentions[r.widest(m)].Head)
		}
	}
	return -1
}

// neighbour attributes a sentence in quotation marks that has no cue of its
// own: it goes on from the quote before it in the paragraph or, at the head of
// the next, from one that ended the last; else it is that of the one person
// who is the subject of the sentence before.
func (r *reader) neighbour(first, end int) (*source, string) {
	si := int(r.d.Tokens[first].Sentence)
	if int(r.d.Sentences[si].First) < first-1 || end-first < 3 {
		return nil, ""
	}
	prev := si - 1
	if prev < 0 {
		return nil, ""
	}
	if r.last != nil && r.lastAt >= prev && (r.last.entity >= 0 || r.last.anonymous) {
		s := *r.last
		s.verb, s.sure, s.place, s.time, s.first, s.end = -1, false, nil, nil, first, first+1
		return &s, "continued"
	}
	if r.d.Sentences[prev].Paragraph != r.d.Sentences[si].Paragraph && !r.fills(first, end) {
		return nil, ""
	}
	if e := r.personBefore(si); e >= 0 {
		s := r.around(-1)
		s.entity, s.first, s.end = e, first, first+1
		return s, "neighbour"
	}
	return nil, ""
}

// fills reports whether the words from token first to end-1 and their marks are a
// paragraph.
func (r *reader) fills(first, end int) bool {
	p := r.d.Sentences[r.d.Tokens[first].Sentence].Paragraph
	before, after := first-2, end+1
	return (before < 0 || r.d.Sentences[r.d.Tokens[before].Sentence].Paragraph != p) &&
		(after >= len(r.d.Tokens) || r.d.Sentences[r.d.Tokens[after].Sentence].Paragraph != p)
}

// interrupted joins to a quote what follows its cue in the same sentence:
// "We want peace," said X, "but not at any price."
func (r *reader) interrupted(k int, s *source, chain [][2]int) [][2]int {
	if s.verb < 0 || k+1 >= len(r.segments) {
		return chain
	}
	n := &r.segments[k+1]
	if n.done || s.verb < r.segments[k].end || s.verb >= n.first || n.first < 2 || n.resumed {
		return chain
	}
	if r.otherCue(s.verb, n.first) {
		return chain // "...," X said, and Y said, "..."
	}
	si := r.d.Tokens[s.verb].Sentence
	before := r.d.Form(n.first - 2)
	first := r.d.Tokens[n.first]
	switch {
	case r.d.At(n.first-1).Sentence == si && (before == "," || before == "–" || before == "-" || strings.HasSuffix(before, "—")):
	case first.Sentence == si && first.Flags&text.Capital == 0 && before == ",":
	default:
		return chain
	}
	n.done = true
	return append(chain, [2]int{n.first, n.end})
}

// otherCue reports whether another verb of saying, with a subject of its own,
// stands between the one at token v and token end.
func (r *reader) otherCue(v, end int) bool {
	for i := v + 1; i < end; i++ {
		if c, ok := r.cue(i); ok && (c.direct || c.clause) && r.t.Child(i, text.DepNsubj) > v {
			return true
		}
	}
	return false
}
