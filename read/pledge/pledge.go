// Package pledge reads promises: who promised what to whom and by when, what
// the text says came of it, and what the calendar adds. In goes a story whose
// names, quotes and events have been read; out come the pledges of the
// reading.
//
// Three things make a pledge: a verb or noun of promising (promise.go,
// noun.go), an act of the speaker's own that is announced in what somebody says
// (plan.go), and a party's part in an accord, told by the story itself
// (accord.go). A wish, a forecast about others, a demand, and what was not or
// may not have been promised are none.
//
// Limits: what came of a promise is looked for in the rest of its sentence and
// in the two that follow.
package pledge

import (
	"context"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/modality"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/text"
)

// Pass returns the pass that adds pledges to a reading. Where roles is nil, only
// the trees say who does what.
func Pass(l *Lexicon, roles *role.Reader) read.Pass {
	return read.Pass{
		Name: "pledge", Doc: "promises: by whom, to whom, what, by when, and what came of them",
		Needs: text.Tags | text.Tree | text.Names | text.Dates | text.Events, Uses: text.Quotes, Gives: text.Pledges,
		Run: func(ctx context.Context, w *read.Work) error {
			r := &reader{lex: l, w: w, d: w.Doc, taken: map[int]bool{}}
			r.load = func() {
				r.g = modality.New(w.Clauses(l.grammar))
				r.t, r.known = w.Tree(), event.NewParties(l.events, w)
				if roles != nil {
					r.roles = w.Roles(roles)
				}
			}
			for s := range read.Each(ctx, len(w.Doc.Sentences)) {
				r.sentence(s)
			}
			return ctx.Err()
		},
	}
}

// reader reads the pledges of one story.
type reader struct {
	lex   *Lexicon
	w     *read.Work
	d     *text.Document
	g     *modality.Modalities // nil until a sentence asks for it
	t     *tree.Tree
	known *event.Parties
	roles *role.Answers // nil where the trees decide alone
	load  func()

	home     *string      // see homeOf; nil before the first
	drafts   []*draft     // of this sentence
	told     []*draft     // told[n] became Reading.Pledges[n]
	loose    *draft       // the last promise of which nobody is told to be the promiser
	taken    map[int]bool // acts that are promised, and words that have closed a promise
	triggers []trigger    // see link; nil before the first
}

// draft is a pledge in the making.
type draft struct {
	trigger  int // the word that makes it one
	act      int // what is promised: the head of a clause or a noun, -1 for not known
	by, to   []fact.Party
	asserted string
	rule     string
	made     int  // the word that says that it was given, where the trigger does not; -1
	bare     bool // the act is known only from what came of it
	acted    bool // the act is told as done or not done: its day is not the day that was promised
}

func newDraft(trigger int, rule string) *draft {
	return &draft{trigger: trigger, act: -1, asserted: "open", rule: "pledge/" + rule, made: -1}
}

// sentence reads the pledges of one sentence: words of promising first, so that
// an act which is promised is not read again as a plan.
func (r *reader) sentence(n int) {
	s := &r.d.Sentences[n]
	switch r.d.Paragraphs[s.Paragraph].Kind {
	case text.Byline, text.Note, text.Boilerplate, text.Section:
		return
	}
	if !r.worth(s) {
		return
	}
	if r.g == nil {
		r.load()
	}
	r.drafts = r.drafts[:0]
	for i := int(s.First); i < int(s.Last); i++ {
		r.word(i)
	}
	for i := int(s.First); i < int(s.Last); i++ {
		if r.tense(i) == fact.Planned && !r.taken[i] && r.d.Tokens[i].Pos != text.AUX {
			r.plan(i)
		}
	}
	slices.SortStableFunc(r.drafts, func(a, b *draft) int { return a.trigger - b.trigger })
	for _, d := range r.drafts {
		r.finish(d)
	}
}

// worth reports whether a sentence holds a word with which a pledge can begin.
func (r *reader) worth(s *text.Sentence) bool {
	for i := int(s.First); i < int(s.Last); i++ {
		switch t := &r.d.Tokens[i]; t.Pos {
		case text.VERB:
			if r.is("promise", i) || r.is("bind", i) {
				return true
			}
		case text.NOUN, text.PROPN:
			if r.promissory(i) {
				return true
			}
		case text.AUX:
			if r.is("future", i) || t.Lemma == "be" {
				return true
			}
		}
	}
	return false
}

func (r *reader) word(i int) {
	switch r.d.Tokens[i].Pos {
	case text.VERB, text.ADJ:
		switch {
		case r.is("promise", i) && !r.bound(i):
			r.promise(i)
		case r.is("bind", i):
			r.bind(i)
		}
	case text.NOUN, text.PROPN:
		if r.promissory(i) {
			r.noun(i)
		}
	}
}

// promissory reports whether token i is a noun of promising and no name: taggers
// take the pledge in Iceland's pledge for a part of it.
func (r *reader) promissory(i int) bool {
	return r.d.Tokens[i].Flags&(text.Capital|text.AllCaps) == 0 && (r.is("noun", i) || r.is("offer", i) || r.is("term", i))
}

// add keeps a draft, and its act from being read again. What by nobody known
// is promised is no pledge.
func (r *reader) add(d *draft) {
	if len(d.by) == 0 {
		r.w.Note("pledge", d.trigger, d.trigger+1, "%s: by nobody known", d.rule)
		return
	}
	r.drafts = append(r.drafts, d)
	r.taken[d.act] = true
	for _, k := range r.t.Of(d.act) { // promised to cut tariffs and to open the border
		if r.d.Tokens[k].Dep == text.DepConj {
			r.taken[int(k)] = true
		}
	}
}
