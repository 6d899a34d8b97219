// Package pledge reads promises: who promised what to whom and by when, what
// the text says came of it, and what the calendar adds. A wish, a forecast or
// another party's duty is no pledge. It runs after the events, to which it
// links.
//
// Limits: what came of a promise is looked for in the rest of its sentence and
// in the two that follow.
package pledge

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/text"
)

//go:embed verbs.tsv
var verbs string

// Lexicon is the vocabulary of the pass.
type Lexicon struct {
	events *event.Lexicon
	words  map[string]map[string]bool
}

// Load parses the table that is built in.
func Load(events *event.Lexicon) (*Lexicon, error) {
	l := &Lexicon{events, map[string]map[string]bool{}}
	for n, line := range strings.Split(verbs, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		kind, lemmas, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("verbs.tsv:%d: want 2 columns", n+1)
		}
		set := map[string]bool{}
		for _, w := range strings.Fields(lemmas) {
			set[w] = true
		}
		l.words[kind] = set
	}
	return l, nil
}

// Pass gives the pass that adds pledges to a reading.
func Pass(l *Lexicon) read.Pass {
	return read.Pass{
		Name: "pledge", Doc: "promises: by whom, to whom, what, by when, and what came of them",
		Needs: text.Tags | text.Tree | text.Names | text.Dates | text.Events, Gives: text.Pledges,
		Run: func(ctx context.Context, w *read.Work) error {
			r := &reader{lex: l, w: w, d: w.Doc, load: func() *event.Grammar { return event.NewGrammar(ctx, l.events, w) }}
			for s := range read.Each(ctx, len(w.Doc.Sentences)) {
				r.sentence(s)
			}
			return ctx.Err()
		},
	}
}

type reader struct {
	lex *Lexicon
	w   *read.Work
	d   *text.Document
	g   *event.Grammar // nil until a promise asks for it
	t   *read.Tree

	load     func() *event.Grammar
	triggers []trigger // see link; nil before the first
}

func (r *reader) grammar() {
	if r.g == nil {
		r.g = r.load()
		r.t = r.g.Tree()
	}
}

// draft is a pledge in the making.
type draft struct {
	trigger  int
	by, to   []fact.Party
	what     int // head of what is promised
	asserted string
	rule     string
}

func (r *reader) sentence(n int) {
	s := &r.d.Sentences[n]
	switch r.d.Paragraphs[s.Paragraph].Kind {
	case text.Byline, text.Note, text.Boilerplate, text.Section:
		return
	}
	for i := int(s.First); i < int(s.Last); i++ {
		t := &r.d.Tokens[i]
		l := t.Lemma
		switch {
		case t.Pos == text.VERB && r.lex.words["promise"][l]:
			r.grammar()
			r.promise(i)
		case t.Pos == text.VERB && r.lex.words["say"][l]:
			r.grammar()
			r.said(i)
		case t.Pos == text.NOUN && r.lex.words["noun"][l]:
			r.grammar()
			r.noun(i)
		}
	}
}

// promise reads a verb of promising with its clause, or with the clause that
// it comments on (as it promised).
func (r *reader) promise(i int) {
	c := r.g.Clause(i)
	d := &draft{trigger: i, by: r.g.Parties(c.Subj), what: -1, asserted: "open", rule: "pledge/" + c.Lemma}
	for _, k := range c.Comps {
		if d.what < 0 && r.clausal(k) {
			d.what = k
		}
	}
	if d.what < 0 && r.asClause(i) {
		r.comment(i, d)
		return
	}
	if st, ok := r.g.Status(i); !ok || (st != fact.Happened && st != fact.Ongoing) || c.Negated {
		r.w.Note("pledge", i, i+1, "%s: not given (%s)", c.Lemma, st)
		return
	}
	if r.d.Tokens[i].Dep == text.DepAclRelcl && d.what < 0 {
		return // the trucks that it promised: the sentence says what came of them
	}
	if d.what < 0 && c.Obj >= 0 && (c.Lemma == "pledge" || c.Lemma == "promise") && r.t.Child(i, text.DepIobj) < 0 {
		d.what = c.Obj
		if k := r.second(i, c.Obj); k >= 0 {
			d.what = k // promised the recruits $500 each
		}
	} else if d.what < 0 && c.Iobj >= 0 && c.Obj >= 0 {
		d.what = c.Obj
	}
	if d.what < 0 {
		d.what = r.gerund(i)
	}
	if d.what < 0 || (c.Lemma == "agree" && !r.infinitive(d.what)) {
		return
	}
	d.to = r.addressee(i, c, d.what)
	r.finish(d)
}

// second gives the thing promised where the parser took to whom it is promised
// for the object: a bare noun phrase behind it; -1 without one.
func (r *reader) second(i, obj int) int {
	for _, k32 := range r.t.Of(i) {
		k, t := int(k32), &r.d.Tokens[k32]
		if k <= obj || t.Pos != text.NOUN && t.Pos != text.SYM && t.Pos != text.NUM || r.w.DateAt(k) != nil {
			continue
		}
		switch t.Dep {
		case text.DepObj, text.DepObl, text.DepOblUnmarked, text.DepXcomp, text.DepDep:
			if p := r.g.Preposition(k); p == "" || p == "to" && k > obj+1 && r.d.Form(obj+1) == "up" {
				return k
			}
		}
	}
	return -1
}

// clausal tells a clause from a noun that the parser took for one.
func (r *reader) clausal(k int) bool {
	t := &r.d.Tokens[k]
	return t.Pos == text.VERB || t.Pos == text.AUX || r.t.Child(k, text.DepCop) >= 0 || r.t.Child(k, text.DepMark) >= 0
}

func (r *reader) infinitive(k int) bool {
	m := r.t.Child(k, text.DepMark)
	return m >= 0 && r.d.Tokens[m].Lemma == "to"
}

// gerund finds what is promised after "to" (committed itself to cutting).
func (r *reader) gerund(i int) int {
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepAdvcl, text.DepObl:
			if p := r.g.Preposition(int(k)); p == "to" && r.d.Tokens[k].Pos == text.VERB {
				return int(k)
			}
		}
	}
	return -1
}

// addressee gives to whom a promise is made.
func (r *reader) addressee(i int, c event.Clause, what int) []fact.Party {
	for _, k := range [...]int{c.Iobj, c.Obj} {
		if k >= 0 && k != c.Subj && k != what {
			if ps := r.g.Parties(k); len(ps) > 0 && r.d.Tokens[k].Lemma != "itself" {
				return ps
			}
		}
	}
	for _, k := range r.t.Of(i) {
		if r.d.Tokens[k].Dep == text.DepObl && r.g.Preposition(int(k)) == "to" {
			if ps := r.g.Parties(int(k)); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}

// asClause tells whether the promise only comments on another clause.
func (r *reader) asClause(i int) bool {
	h := r.d.Tokens[i].Head
	if h < 0 || r.d.Tokens[i].Dep != text.DepAdvcl && r.d.Tokens[i].Dep != text.DepAdvclRelcl && r.d.Tokens[i].Dep != text.DepParataxis {
		return false
	}
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepMark, text.DepObj, text.DepAdvmod, text.DepCase:
			if l := r.d.Tokens[k].Lemma; l == "as" || l == "which" {
				return true
			}
		}
	}
	return false
}

// comment reads "has finished the dam, as it promised": the main clause says
// what was promised and whether it was done.
func (r *reader) comment(i int, d *draft) {
	h := int(r.d.Tokens[i].Head)
	d.what = h
	st, ok := r.g.Status(h)
	if !ok {
		return
	}
	c := r.g.Clause(h)
	switch {
	case c.Lemma == "fail" && len(c.Comps) > 0:
		d.what, d.asserted = c.Comps[0], "missed"
	case st == fact.NotHappened || st == fact.Denied:
		d.asserted = "missed"
	case st == fact.Happened || st == fact.Ongoing:
		d.asserted = "kept"
	default:
		return
	}
	if len(d.by) == 0 {
		d.by = r.g.Parties(c.Subj)
	}
	d.to = r.addressee(i, r.g.Clause(i), d.what)
	r.finish(d)
}

// said reads a plan that its speaker announces in his own name with a
// deadline: the ruler said that he would hand over power before the year ends.
func (r *reader) said(i int) {
	c := r.g.Clause(i)
	by := r.g.Parties(c.Subj)
	if len(by) == 0 || c.Negated {
		return
	}
	if st, ok := r.g.Status(i); !ok || st != fact.Happened {
		return
	}
	for _, k := range c.Comps {
		if r.g.Tense(k) != fact.Planned {
			continue
		}
		in := r.g.Clause(k)
		who := r.g.Parties(in.Subj)
		joint := in.Passive && in.Subj < 0 && len(by) > 1
		if !joint && !sameSide(by, who) {
			continue
		}
		if _, ok := r.due(k); !ok && !r.act(k, in) {
			continue
		}
		if !joint {
			by = who
		}
		r.finish(&draft{trigger: i, by: by, what: k, asserted: "open", rule: "pledge/announced"})
		return
	}
}

// act reports whether a clause tells what its subject means to do, with an
// object, and not what will become of it: will open a line, not will be ready.
func (r *reader) act(k int, c event.Clause) bool {
	return r.d.Tokens[k].Pos == text.VERB && !c.Passive && !c.Negated && (c.Obj >= 0 || len(c.Comps) > 0)
}

// sameSide tells whether the two act for the same country or are the same.
func sameSide(a, b []fact.Party) bool {
	for _, p := range b {
		hit := false
		for _, q := range a {
			if p.Code == q.Code && p.Code != "IGO" && p.Code != "NGO" || p.Entity != nil && q.Entity != nil && *p.Entity == *q.Entity {
				hit = true
			}
		}
		if !hit {
			return false
		}
	}
	return len(b) > 0
}

// noun reads a promise that is a noun: gave his word that, kept its promise,
// withdrew its promise to, a promise to do so by Christmas.
func (r *reader) noun(i int) {
	d := &draft{trigger: i, what: -1, asserted: "open", rule: "pledge/" + r.d.Tokens[i].Lemma}
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepAcl, text.DepCcomp, text.DepXcomp, text.DepAclRelcl:
			if d.what < 0 && r.clausal(int(k)) && r.d.Tokens[k].Tag != text.TagVBN {
				d.what = int(k) // promises made in May are no promise to make
			}
		}
	}
	h := int(r.d.Tokens[i].Head)
	for n := 0; n < 3 && h >= 0 && r.d.Tokens[h].Pos != text.VERB && r.d.Tokens[i].Dep == text.DepNmod; n++ {
		h = int(r.d.Tokens[h].Head)
	}
	verb := ""
	if h >= 0 && r.d.Tokens[h].Pos == text.VERB {
		c := r.g.Clause(h)
		verb = c.Lemma
		if c.Obj == i || verb == "give" || r.g.Preposition(i) == "on" || r.g.Preposition(i) == "of" {
			r.outcome(i, h, c, d)
		}
		if d.what < 0 && (verb == "give" || verb == "make") {
			for _, k := range c.Comps {
				if r.clausal(k) {
					d.what = k
				}
			}
		}
	}
	if d.asserted == "open" && (verb != "give" && verb != "make" && verb != "renew" && verb != "repeat" || d.what < 0) {
		return
	}
	if len(d.by) == 0 {
		if k := r.g.Owner(i); k >= 0 {
			d.by = r.g.Parties(k)
		}
	}
	if d.what < 0 {
		d.what = i
		if h >= 0 {
			d.what = h
		}
	}
	r.finish(d)
}

// outcome reads what the verb above a noun of promising says came of it.
func (r *reader) outcome(i, h int, c event.Clause, d *draft) {
	st, ok := r.g.Status(h)
	if !ok || r.d.Tokens[h].Tag == text.TagVBG && r.t.Child(h, text.DepAux) < 0 {
		return // delays in keeping a promise
	}
	if r.others(c.Subj) {
		return
	}
	done := st == fact.Happened || st == fact.Ongoing
	first, _, _ := strings.Cut(c.Lemma, "_")
	switch {
	case r.is("keep", c.Lemma, first) && done:
		d.asserted = "kept"
	case r.is("keep", c.Lemma, first) && st == fact.NotHappened, r.is("break", c.Lemma, first) && done:
		d.asserted = "missed"
	case r.is("withdraw", c.Lemma, first) && done:
		d.asserted = "withdrawn"
	case (c.Lemma == "give" || c.Lemma == "make" || c.Lemma == "renew" || c.Lemma == "repeat") && done:
	default:
		return
	}
	d.by = r.g.Parties(c.Subj)
	if c.Iobj >= 0 {
		d.to = r.g.Parties(c.Iobj)
	}
}

// others tells whether a pronoun inside quotation marks means others than the
// speaker, and the story does not show whom: they kept their word, she said.
func (r *reader) others(i int) bool {
	if i < 0 || r.d.Tokens[i].Flags&text.Quoted == 0 || r.w.MentionAt(i) >= 0 {
		return false
	}
	switch strings.ToLower(r.d.Form(i)) {
	case "they", "he", "she", "it", "you":
		return true
	}
	return false
}

func (r *reader) is(kind, lemma, first string) bool {
	return r.lex.words[kind][lemma] || r.lex.words[kind][first]
}

// due gives the date by which what clause k promises is to be done.
func (r *reader) due(k int) (*calendar.Interval, bool) {
	for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
		dt := r.w.DateAt(int(j))
		if dt == nil || dt.Value == nil || dt.Kind == "set" || dt.Value.To.IsZero() {
			continue
		}
		v := *dt.Value
		if r.deadline(int(j), dt) || v.From.IsZero() {
			return fact.Ptr(calendar.Until(v.To.Last())), true
		}
	}
	return nil, false
}

// deadline tells whether a preposition of deadline stands before the date.
func (r *reader) deadline(j int, dt *fact.Date) bool {
	for n := 0; j >= 0 && n < 6; n++ {
		if int(r.d.Tokens[j].Start) <= dt.Start {
			break
		}
		j--
	}
	for n := 0; j >= 0 && n < 2; n++ {
		switch r.d.Tokens[j].Lemma {
		case "by", "before", "until", "within", "till":
			return true
		}
		j--
	}
	return false
}

// dueOf gives the deadline of a pledge or, when there is none, the day on
// which it is to be done.
func (r *reader) dueOf(k int) *calendar.Interval {
	if v, ok := r.due(k); ok {
		return v
	}
	for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
		if dt := r.w.DateAt(int(j)); dt != nil && dt.Value != nil && dt.Kind != "set" && dt.Kind != "duration" {
			return fact.Ptr(*dt.Value)
		}
	}
	return nil
}

// finish completes a pledge with its deadline, its outcome and the clock.
func (r *reader) finish(d *draft) {
	if len(d.by) == 0 {
		r.w.Note("pledge", d.trigger, d.trigger+1, "%s: by nobody known", d.rule)
		return
	}
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	first, last := max(int(r.t.Left[d.what]), int(s.First)), min(int(r.t.Right[d.what])+1, int(s.Last))
	if d.asserted == "open" && int32(d.trigger) >= r.t.Left[d.what] && int32(d.trigger) <= r.t.Right[d.what] {
		if d.trigger > d.what { // …, he said
			last = max(int(r.t.Left[d.trigger]), first+1)
			if last <= d.what { // the parser put what was said under the saying
				last = d.trigger
			}
		} else {
			first = min(int(r.t.Right[d.trigger])+1, last-1)
		}
	}
	if r.d.Tokens[d.what].Pos == text.NOUN && d.trigger < d.what {
		last = r.withoutSetting(d.what, last)
	}
	for first < last-1 && r.skipped(first) {
		first++
	}
	for last-1 > first && r.d.At(last-1).Dep == text.DepPunct {
		last--
	}
	p := fact.Pledge{
		ID: "p" + strconv.Itoa(len(r.w.Reading.Pledges)+1), By: d.by, To: d.to,
		What: fact.SpanOf(r.d.SpanOf(first, last)), Due: r.dueOf(d.what), Asserted: d.asserted,
		Confidence: fact.Medium,
		Evidence:   []fact.Evidence{r.w.Evidence(int(s.First), int(s.Last), d.trigger, d.rule)},
	}
	p.Made = r.made(d)
	if p.Made != nil && p.Due != nil {
		p.Due = after(*p.Due, p.Made.From.First(), r.w.Today)
	}
	if p.Made == nil && p.Due != nil && r.hadPromised(d.trigger) {
		p.Due = r.lately(*p.Due, d.what)
	}
	if p.Asserted == "kept" && p.Due != nil && !p.Due.From.IsZero() && r.w.Today.Before(p.Due.From.First()) {
		p.Due = nil // that day is of something else
	}
	p.Event = r.link(first, last, d.trigger)
	passed := p.Due != nil && !p.Due.To.IsZero() && !r.w.Today.IsZero() && p.Due.To.Last().Before(r.w.Today)
	if p.Asserted == "open" {
		r.sequel(d, &p, last, passed)
	}
	p.State = p.Asserted
	if p.Asserted == "open" && passed {
		p.State = "overdue"
	}
	if !r.w.Today.IsZero() {
		p.AsOf = fact.Ptr(r.w.Today)
	}
	r.w.Note("pledge", d.trigger, d.trigger+1, "pledge %s: %s", p.ID, p.State)
	r.w.Reading.Pledges = append(r.w.Reading.Pledges, p)
}

// withoutSetting gives the end of a promised thing without where and when the
// promise was given: pledged the aid | in Oslo.
func (r *reader) withoutSetting(what, last int) int {
	for _, k32 := range r.t.Of(what) {
		k := int(k32)
		if k <= what || int(r.t.Left[k]) <= what || int(r.t.Left[k]) >= last || r.d.Tokens[k].Dep != text.DepNmod {
			continue
		}
		switch r.g.Preposition(k) {
		case "in", "at", "on", "during":
			m := r.w.MentionAt(k)
			if r.w.DateAt(k) != nil || m >= 0 && r.w.Reading.Entities[r.w.Mentions[m].Entity].Kind == fact.Place {
				return int(r.t.Left[k])
			}
		}
	}
	return last
}

// hadPromised tells whether a promise is told in the past perfect.
func (r *reader) hadPromised(i int) bool {
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepAux && t.Lemma == "have" && t.Tag == text.TagVBD {
			return true
		}
	}
	return false
}

// lately moves a deadline without a year of a promise that had been given
// before into the past, where that is nearer: had promised to pay by the end
// of February, in March.
func (r *reader) lately(due calendar.Interval, what int) *calendar.Interval {
	if r.w.Today.IsZero() || !due.To.Whole() || !r.w.Today.Before(due.To) {
		return &due
	}
	for j := r.t.Left[what]; j <= r.t.Right[what]; j++ {
		if f := r.d.Form(int(j)); len(f) == 4 && (f[:2] == "19" || f[:2] == "20") {
			return &due
		}
	}
	back := due
	back.To = due.To.AddMonths(-12)
	if !due.From.IsZero() {
		back.From = due.From.AddMonths(-12)
	}
	// nearer: less than half a year ago
	if half := r.w.Today.AddMonths(-6); half.Before(back.To) && back.To.Before(r.w.Today) {
		return &back
	}
	return &due
}

// made gives the day on which a promise was made: the date beside its verb.
func (r *reader) made(d *draft) *calendar.Interval {
	for _, k := range r.t.Of(d.trigger) {
		if int(k) == d.what {
			continue
		}
		for j := r.t.Left[k]; j <= r.t.Right[k]; j++ {
			if int32(d.what) >= r.t.Left[k] && int32(d.what) <= r.t.Right[k] {
				break
			}
			if dt := r.w.DateAt(int(j)); dt != nil && dt.Value != nil && !dt.Value.From.IsZero() && dt.Kind != "duration" && dt.Kind != "set" {
				return fact.Ptr(*dt.Value)
			}
		}
	}
	return nil
}

// after moves a deadline without a year back to the first such day after the
// promise was made: promised in December to pay by 15 February.
func after(due calendar.Interval, made, today calendar.Day) *calendar.Interval {
	if today.IsZero() || !made.Before(today) {
		return &due
	}
	for due.To.Whole() && today.Before(due.To) {
		back := due
		back.To = due.To.AddMonths(-12)
		if !due.From.IsZero() {
			back.From = due.From.AddMonths(-12)
		}
		if !made.Before(back.To) {
			break
		}
		due = back
	}
	return &due
}

func (r *reader) skipped(i int) bool {
	t := &r.d.Tokens[i]
	return t.Dep == text.DepMark && t.Lemma != "not" || t.Dep == text.DepPunct || t.Dep == text.DepCase
}

// link gives the event that the words of a pledge name.
func (r *reader) link(first, last, word int) *string {
	if r.triggers == nil {
		r.triggers = triggersOf(r.w.Reading.Events)
	}
	lo, hi := int(r.d.At(first).Start), int(r.d.At(last-1).End)
	own := int(r.d.Tokens[word].Start)
	same, named := -1, -1
	for _, t := range between(r.triggers, own, own+1) {
		same = max(same, t.event)
	}
	for _, t := range between(r.triggers, lo, hi) {
		if t.at != own && (named < 0 || t.event < named) {
			named = t.event
		}
	}
	if named < 0 {
		named = same
	}
	if named < 0 {
		return nil
	}
	return fact.Ptr(r.w.Reading.Events[named].ID)
}

// sequel looks in the rest of the sentence and in the two that follow for
// words that say the promise was not kept.
func (r *reader) sequel(d *draft, p *fact.Pledge, last int, passed bool) {
	n := int(r.d.Tokens[d.trigger].Sentence)
	end := int(r.d.Sentences[n].Last)
	for m := n + 1; m <= n+2 && m < len(r.d.Sentences); m++ {
		if r.d.Sentences[m].Paragraph-r.d.Sentences[n].Paragraph > 1 {
			break
		}
		end = int(r.d.Sentences[m].Last)
	}
	for i := last; i < end; i++ {
		t := &r.d.Tokens[i]
		if t.Pos != text.VERB || !r.lex.words["done"][t.Lemma] {
			continue
		}
		c := r.g.Clause(i)
		if c.Negated && r.past(i) && (passed || int(t.Sentence) == n) {
			p.Asserted = "missed"
			if int(t.Sentence) != n {
				s := &r.d.Sentences[t.Sentence]
				p.Evidence = append(p.Evidence, r.w.Evidence(int(s.First), int(s.Last), i, "pledge/missed"))
			}
			return
		}
		if r.lex.words["promise"][t.Lemma] {
			return
		}
	}
}

func (r *reader) past(i int) bool {
	switch r.d.Tokens[i].Tag {
	case text.TagVBN, text.TagVBD:
		return true
	}
	for _, k := range r.t.Of(i) {
		if r.d.Tokens[k].Dep == text.DepAux && (r.d.Tokens[k].Lemma == "do" || r.d.Tokens[k].Lemma == "have") {
			return true
		}
	}
	return false
}
