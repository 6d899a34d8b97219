// Package event reads events: who does what to whom, with which status, where
// and when, and who says so. It goes over the predicates of a parsed story -
// verbs, nouns that name events, and adjectives of stance - and tries the
// frames that the lexicon has for each. A frame says in which slots the
// actor, the recipient and the topic stand; grammar/clause undoes voice,
// control, coordination and relative clauses, so that a frame needs to be
// written once, and grammar/modality says how far the text stands behind it.
//
// Limits: one sentence at a time, with names resolved beforehand; no
// inference from one event to another.
package event

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/modality"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// Pass returns the pass that adds events to a reading: the frames propose, the
// judge disposes, and the roles of predicates fill in where the judgement is
// silent.
func Pass(l *Lexicon, j *judge.Judge, roles *role.Reader) read.Pass {
	return read.Pass{
		Name: "event", Doc: "what happened, will or would happen: type, parties, status, time, place, and who says so",
		Needs: text.Tags | text.Tree | text.Names | text.Dates, Uses: text.Labels | text.Quotes, Gives: text.Events | text.Names,
		Run: func(ctx context.Context, w *read.Work) error {
			r := l.reader(w)
			var err error
			r.roles = w.Roles(roles)
			if r.judged, err = j.Judge(ctx, w.Doc, judge.NewEvidence(w, r.roles)); err != nil {
				return err
			}
			r.explainRoles()
			for s := range read.Each(ctx, len(w.Doc.Sentences)) {
				r.sentence(s)
			}
			r.inferTimes()
			return ctx.Err()
		},
	}
}

// reader is the state of the pass while it reads one story.
type reader struct {
	*modality.Modalities
	lex      *Lexicon
	w        *read.Work
	d        *text.Document
	t        *tree.Tree
	nameless map[int]*string
	drafts   []*draft
	found    toldEvents

	countries map[string]int // index in Reading.Entities of the country with a code
	filed     int            // of the place of the dateline, or -1
	voiceAt   []int32        // see voices

	judged    *judge.Judgement
	roles     *role.Answers
	nationals *nations // see nations
	naming    []naming // of one sentence, see namedIn
	sceneAt   int      // one more than its number
	room      []byte   // for the names of signs
}

// told is an event of the reading with what merging needs.
type told struct {
	d     *draft
	index int // in Reading.Events
}

func (l *Lexicon) reader(w *read.Work) *reader {
	r := &reader{Modalities: modality.New(w.Clauses(l.grammar)), lex: l, w: w, d: w.Doc, t: w.Tree(), nameless: map[int]*string{}, voiceAt: voices(w)}
	r.places()
	return r
}

func (r *reader) note(i int, format string, args ...any) {
	if r.w.Explain {
		r.w.Note("event", i, i+1, format, args...)
	}
}

// sentence reads the events of one sentence.
func (r *reader) sentence(n int) {
	if !r.propose(n) {
		return
	}
	r.weigh(n)
	r.order()
	for _, d := range r.drafts {
		r.decide(d)
	}
	for _, d := range r.drafts {
		r.emit(d)
	}
}

// propose drafts what the frames find in a sentence: verbs and adjectives
// first, so that a verb and the noun that it carries (hold talks) are one
// event. It reports whether the sentence is of the story at all.
func (r *reader) propose(n int) bool {
	s := &r.d.Sentences[n]
	switch r.d.Paragraphs[s.Paragraph].Kind {
	case text.Byline, text.Note, text.Boilerplate, text.Section:
		r.drafts = r.drafts[:0]
		return false
	}
	r.drafts = r.drafts[:0]
	for i := int(s.First); i < int(s.Last); i++ {
		switch r.d.Tokens[i].Pos {
		case text.VERB:
			r.verb(i)
		case text.ADJ:
			r.adjective(i)
		}
	}
	for i := int(s.First); i < int(s.Last); i++ {
		if r.d.Tokens[i].Pos == text.NOUN {
			r.noun(i)
		}
	}
	return true
}

// order puts the drafts in the order of their triggers.
func (r *reader) order() {
	slices.SortStableFunc(r.drafts, func(a, b *draft) int { return cmp.Compare(a.trigger, b.trigger) })
}

func newDraft(i int, c clause.Clause) *draft {
	return &draft{trigger: i, carrier: i, comp: -1, clause: c, time: -1, ahead: certain}
}

// verb tries the frames of a verb.
func (r *reader) verb(i int) {
	l := r.Lemma(i)
	if len(r.lex.verbs[l]) == 0 && !r.particle(i) {
		return
	}
	c := r.Of(i)
	frames := r.lex.verbs[c.Lemma]
	if r.tryAll(frames, i, c) {
		return
	}
	if c.Lemma != l && len(r.Words.Operators(c.Lemma)) == 0 && !r.particled(c.Lemma) {
		r.tryAll(r.lex.verbs[l], i, c)
	}
}

// particled reports whether a particle makes another verb of it (call_off); a
// noun that goes with it does not (open_fire).
func (r *reader) particled(l string) bool {
	_, p, _ := strings.Cut(l, "_")
	return r.Words.Particle.Has(p)
}

func (r *reader) particle(i int) bool {
	for _, k := range r.t.Of(i) {
		if x := r.Dep(int(k)); x == text.DepCompoundPrt || x == text.DepAdvmod || x == text.DepXcomp {
			return true
		}
	}
	return false
}

func (r *reader) tryAll(frames []frame, i int, c clause.Clause) bool {
	for n := range frames {
		d := newDraft(i, c)
		if !r.try(&frames[n], d) {
			continue
		}
		r.note(i, "frame %s/%s taken", d.frame.kind, d.frame.lemma)
		r.drafts = append(r.drafts, d)
		return true
	}
	return false
}

// adjective tries the frames of an adjective in predicate position.
func (r *reader) adjective(i int) {
	frames := r.lex.adjectives[r.Lemma(i)]
	if len(frames) == 0 || r.Dep(i) == text.DepAmod {
		return
	}
	r.tryAll(frames, i, r.Of(i))
}

func eventID(n int) string { return "e" + strconv.Itoa(n+1) }

// span returns the words that carry an event: the clause of its predicate.
func (r *reader) span(d *draft) (int, int) {
	head := r.head(d)
	first, last := int(r.t.Left[head]), int(r.t.Right[head])+1
	s := &r.d.Sentences[r.d.Tokens[head].Sentence]
	first, last = max(first, int(s.First)), min(last, int(s.Last))
	for first < d.trigger && (r.Dep(first) == text.DepPunct || r.Dep(first) == text.DepCc) && int(r.d.Tokens[first].Head) == head {
		first++
	}
	for last-1 > d.trigger && r.Dep(last-1) == text.DepPunct {
		last--
	}
	return first, last
}
