package pledge

import (
	"sort"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// source is who says something, and how.
type source struct {
	by     []fact.Party
	cue    int  // the verb of saying, -1 where a quotation goes on without one
	direct bool // in quotation marks
}

// plan reads an act that is ahead, predicate k: one that its speaker announces
// of himself or of his side, or a party's part in an accord that the story
// tells.
func (r *reader) plan(k int) {
	if r.open(k) || r.takenUp(k, -1) >= 0 {
		return // also: will keep its promise
	}
	act := k
	for r.is("through", act) {
		next := r.t.Child(act, text.DepXcomp)
		if next < 0 {
			break
		}
		act = next // will continue to supply
	}
	if act != k && r.taken[act] {
		return
	}
	if s, ok := r.sourceOf(k); ok {
		r.said(k, act, s)
	} else if r.w.QuoteAt(k) == nil {
		r.part(k, act)
	}
}

// open reports whether clause k is a question or hangs on a condition.
func (r *reader) open(k int) bool {
	for _, m := range r.t.Of(k) {
		t := &r.d.Tokens[m]
		switch t.Tag {
		case text.TagWRB, text.TagWP, text.TagWPS:
			if r.d.Tokens[k].Dep != text.DepAclRelcl && r.d.Tokens[k].Dep != text.DepAdvclRelcl {
				return true // did not say when it would
			}
		}
		if t.Dep == text.DepMark && t.Pos == text.SCONJ && t.Lemma != "that" {
			return true // if, whether, because, as
		}
	}
	return false
}

// sourceOf returns who says clause k, and false for the story itself and where k
// is not what is said but stands under another verb in it (says he does not
// think that they will).
func (r *reader) sourceOf(k int) (source, bool) {
	cue, top := r.cueOver(k)
	q := r.w.QuoteAt(k)
	if q == nil {
		return source{by: r.subjectOf(cue), cue: cue}, cue >= 0
	}
	s := source{cue: cue, direct: r.d.Tokens[k].Flags&text.Quoted != 0}
	if q.Cue != nil {
		s.cue = r.tokenAt(q.Cue.Start)
	}
	if q.SpeakerSpan != nil {
		s.by = r.parties(r.headIn(q.SpeakerSpan))
	}
	if len(s.by) == 0 {
		s.by = r.subjectOf(s.cue)
	}
	return s, top && (s.cue < 0 || r.announces(s.cue))
}

// announces reports whether a verb tells of plans.
func (r *reader) announces(i int) bool { return r.is("say", i) || r.is("promise", i) }

func (r *reader) subjectOf(i int) []fact.Party {
	if i < 0 {
		return nil
	}
	return r.parties(r.g.Of(i).Subject)
}

// cueOver returns the verb of saying whose complement clause k is, or which is
// set beside it, -1 for none; and whether no other verb stands between.
func (r *reader) cueOver(k int) (cue int, top bool) {
	cur := k
	for range maxDepth {
		h := int(r.d.Tokens[cur].Head)
		if h < 0 {
			break
		}
		switch r.d.Tokens[cur].Dep {
		case text.DepCcomp, text.DepXcomp:
			return r.sayer(h)
		case text.DepParataxis, text.DepDep, text.DepAppos:
			if r.announces(h) {
				return h, true
			}
		case text.DepConj:
		default:
			return -1, false
		}
		cur = h
	}
	for _, t := range r.t.Of(cur) {
		if r.d.Tokens[t].Dep == text.DepParataxis && r.is("say", int(t)) {
			return int(t), true
		}
	}
	return -1, true
}

func (r *reader) sayer(h int) (int, bool) {
	if r.announces(h) {
		return h, true
	}
	return -1, false
}

// tokenAt returns the token at or behind a byte.
func (r *reader) tokenAt(at int) int {
	return sort.Search(len(r.d.Tokens)-1, func(i int) bool { return int(r.d.Tokens[i].Start) >= at })
}

// headIn returns the token that governs the others of a span.
func (r *reader) headIn(s *fact.Span) int {
	first := r.tokenAt(s.Start)
	for i := first; i < len(r.d.Tokens) && int(r.d.Tokens[i].Start) < s.End; i++ {
		if h := int(r.d.Tokens[i].Head); h < 0 || int(r.d.Tokens[h].Start) < s.Start || int(r.d.Tokens[h].Start) >= s.End {
			return i
		}
	}
	return first
}

// said reads a plan that its speaker announces: the minister said that Japan
// would lend Jordan 15 billion yen.
func (r *reader) said(k, act int, s source) {
	d := newDraft(k, "announced")
	if s.cue >= 0 {
		if st, ok := r.status(s.cue); !ok || st != fact.Happened && st != fact.Ongoing || r.g.Of(s.cue).Negated {
			return
		}
		if r.d.Tokens[s.cue].Sentence == r.d.Tokens[k].Sentence {
			d.trigger = s.cue
		}
		if r.supposed(k, s) || r.onlyIf(s.cue) {
			return
		}
	}
	d.act = k
	if d.by = r.actors(k, act, s); len(d.by) == 0 {
		return
	}
	d.to = r.hearer(s, d)
	r.add(d)
}

// hearer returns who is told, or else who gets what is announced.
func (r *reader) hearer(s source, d *draft) []fact.Party {
	if s.cue >= 0 {
		c := r.g.Of(s.cue)
		for _, k := range [...]int{c.Indirect, c.Object} {
			if k >= 0 && k != c.Subject && r.w.EntityAt(k) != nil {
				if ps := r.others(d, k); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return r.gainer(d)
}

// supposed reports whether a "would" stands in what is said today: it is not the
// past of will but what would be if.
func (r *reader) supposed(k int, s source) bool {
	a := r.t.Child(k, text.DepAux)
	if a < 0 || strings.ToLower(r.d.Form(a)) != "would" {
		return false
	}
	t := r.d.Tokens[s.cue].Tag
	return s.direct || t == text.TagVBZ || t == text.TagVBP
}

// onlyIf reports whether a condition hangs from verb i, as parsers have it in:
// he says that if they come, he will go.
func (r *reader) onlyIf(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.d.Tokens[k].Dep == text.DepAdvcl && r.is("if", r.t.Child(int(k), text.DepMark)) {
			return true
		}
	}
	return false
}

// actors returns who will do what a speaker announces where that is himself or
// his side, nil where it is none of his acts.
func (r *reader) actors(k, act int, s source) []fact.Party {
	c := r.g.Of(k)
	if r.d.Tokens[k].Dep != text.DepConj && !c.Passive && r.t.Child(k, text.DepNsubj, text.DepNsubjOuter) < 0 && !r.gapped(k, s) {
		return nil // whose subject the parser has not found
	}
	switch {
	case c.Subject >= 0 && s.direct && r.is("we", c.Subject):
		if r.deed(act) && r.speaks(s.by) {
			return s.by
		}
		return nil
	case c.Passive && (c.Subject < 0 || r.w.DateAt(c.Subject) != nil):
		if r.deed(act) && r.ours(c.Object, k, s) {
			return s.by
		}
		return nil
	case c.Subject < 0 && r.gapped(k, s):
		c.Subject = int(r.d.Tokens[s.cue].Head) // a bridge which they say will be ready
	case c.Subject < 0:
		return nil
	}
	who := r.agents(c.Subject)
	if len(who) == 0 {
		if (r.is("result", k) || r.is("hand", c.Subject) && (r.deed(act) || r.d.Tokens[k].Lemma == "have")) && r.ours(c.Subject, k, s) {
			return s.by // the bridge will be ready by May, engineers will restore power
		}
		return nil
	}
	if (r.deed(act) || r.causes(act)) && sides(s.by, who) && (r.speaks(who) || same(s.by, who[0]) && (who[0].Code != "UNK" || len(who[0].Sectors) > 0)) {
		return who
	}
	return nil
}

// gapped reports whether clause k has no subject because it describes a noun: a
// bridge which they say will be ready.
func (r *reader) gapped(k int, s source) bool {
	return s.cue >= 0 && r.d.Tokens[s.cue].Dep == text.DepAclRelcl && int(r.d.Tokens[k].Head) == s.cue
}

// deed reports whether predicate k is something that its subject can do or
// leave.
func (r *reader) deed(k int) bool {
	if t := &r.d.Tokens[k]; t.Pos != text.VERB || r.is("idle", k) {
		return false
	}
	if r.roles == nil || r.g.Of(k).Passive {
		return true
	}
	return r.is("deed", k) || r.roles.Of(k) == nil || len(r.roles.Doers(k)) > 0
}

// causes reports whether predicate k is to have something done: to have a road
// repaired, and not to have a road.
func (r *reader) causes(k int) bool {
	if r.d.Tokens[k].Lemma != "have" {
		return false
	}
	object := r.t.Child(k, text.DepObj)
	return r.t.Child(k, text.DepXcomp, text.DepCcomp) >= 0 || object >= 0 && r.participle(r.t.Child(object, text.DepAcl))
}

// participle reports whether token k is a participle of the past; taggers take
// it for the past after a noun.
func (r *reader) participle(k int) bool {
	return k >= 0 && (r.d.Tokens[k].Tag == text.TagVBN || r.d.Tokens[k].Tag == text.TagVBD)
}

// ours reports whether what is announced of a thing, by clause k with a day, is
// the work of those who announce it: they can see to it, and it is nobody
// else's.
func (r *reader) ours(thing, k int, s source) bool {
	return r.speaks(s.by) && r.theirs(thing, s.by) && r.dueOf(k) != nil
}
