package event

import (
	"sort"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// silent gives the domain (sport, weather, …) to which the words of a
// sentence belong when its verbs of conflict and meeting are not political
// events, or "". Words of politics weigh against it.
func (r *reader) silent(n int) string {
	s := &r.d.Sentences[n]
	var score [8]int
	var names [8]string
	used, politics := 0, 0
	for i := int(s.First); i < int(s.Last); i++ {
		l := r.lemma(i)
		dom, ok := r.lex.vetoes[l]
		if !ok {
			dom, ok = r.lex.vetoes[lower(r.d.Form(i))]
		}
		if !ok {
			if r.lex.classes["politics"][l] {
				politics++
			}
			continue
		}
		weight := 1
		if t := &r.d.Tokens[i]; l == "final" && t.Pos == text.NOUN && t.Dep != text.DepAmod {
			weight = 2
		}
		if dom[len(dom)-1] == '!' {
			dom, weight = dom[:len(dom)-1], 2
		}
		k := 0
		for k < used && names[k] != dom {
			k++
		}
		if k == len(score) {
			continue
		}
		if k == used {
			names[k] = dom
			used++
		}
		score[k] += weight
	}
	for k := 0; k < used; k++ {
		limit := 3
		if names[k] == "sport" {
			limit = 2
		}
		if score[k]-politics >= limit {
			return names[k]
		}
	}
	return ""
}

// emit turns a draft into an event of the reading, or says why not.
func (r *reader) emit(d *draft) {
	if why := r.unfit(d); why != "" {
		r.note(d.trigger, "%s/%s: %s", d.frame.kind, d.frame.lemma, why)
		return
	}
	r.settleParties(d)
	if parts := r.split(d); len(parts) > 1 {
		for _, p := range parts {
			one := *d
			one.recips = []fact.Party{p}
			r.add(&one)
		}
		return
	}
	r.add(d)
}

// unfit says why a draft is no event, or "".
func (r *reader) unfit(d *draft) string {
	parties := len(d.actors) + len(d.recips)
	k := d.frame.kind
	if r.byThing(d) {
		return "the doer is no party"
	}
	switch {
	case k == Assault && (len(d.actors) == 0 && r.mishap(d) || r.wrecked(d.trigger)):
		return "an accident or a storm"
	case d.status == drop:
		return "the text does not put it forward"
	case k == Agree && len(d.actors) == 0 && d.frame.cameo != "057" && !d.noun && len(d.people) == 0:
		return "nobody known promises it"
	case k == Protest && d.noun && d.mode == "strike" && len(d.actors) > 0 && !political(d.actors):
		return "a strike by nobody of public life"
	case k == Protest && d.noun && d.frame.lemma == "strike" && !r.has(d, "labour"):
		return "no labour is downed"
	case k == Protest && d.mode == "demo" && !d.noun && r.has(d, "festive"):
		return "a feast or a funeral"
	case d.status == keep:
		return "no status"
	case k == Sanction && d.mode == "discontinue" && len(d.recips) == 0 && (len(d.actors) > 0 && business(d.actors) ||
		d.clause.obj >= 0 && r.lex.classes["trade"][r.lemma(d.clause.obj)]):
		return "business, against nobody"
	case k == Cooperate && d.noun && len(d.actors) == 0 && r.lex.classes["trade"][r.lemma(d.trigger)]:
		return "trade by nobody named"
	case k == Concede && d.frame.lemma == "regret" && !d.noun && r.bareVerb(d.trigger):
		return "nobody says that he regrets it"
	case k == Retreat && d.mode == "ceasefire" && !d.noun && r.dep(d.trigger) == text.DepAdvcl && r.hasTo(d.trigger):
		return "meant to stop what others do"
	case k == Agree && d.comp < 0 && d.clause.obj >= 0 && r.lex.classes["purchase"][r.lemma(d.clause.obj)]:
		return "a price or a bribe"
	case k == Accuse && d.frame.lemma == "suspect" && len(d.actors) == 0:
		return "suspected, by nobody"
	case k == Coerce && len(d.actors) == 0 && !d.noun && (d.frame.lemma == "prevent" || d.frame.lemma == "stop" || d.frame.lemma == "block") && r.bareVerb(d.trigger):
		return "nobody known prevents it"
	case k == Assault && d.noun && r.ofAnimals(d.trigger):
		return "animals"
	case k == Agree && !d.noun && (d.frame.lemma == "resolve" || d.frame.lemma == "settle" || d.frame.lemma == "end") && r.bareVerb(d.trigger):
		return "a purpose"
	case k == Consult && d.frame.lemma == "debate" && parties < 2:
		return "a house debates"
	case k == Mobilize && len(d.actors) > 0 && business(d.actors):
		return "a firm tries its goods"
	case k == Support && len(d.recips) == 0 && len(d.actors) > 0 && business(d.actors):
		return "a firm's own business"
	case k == Threaten && d.noun && d.frame.lemma == "threat" && r.posed(d.trigger):
		return "a danger, told by nobody"
	case k == Sanction && d.frame.lemma == "exclude" && !d.noun && r.bareVerb(d.trigger):
		return "counted without"
	case k == Consult && d.mode == "visit" && private(d.actors):
		return "a visit in private"
	case k == Aid && d.clause.obj >= 0 && r.lex.classes["team"][r.lemma(d.clause.obj)] && r.has(d, "inquire"):
		return "sent to look into something"
	case r.asked(d):
		return "a question"
	case r.habitual(d):
		return "a habit"
	case k == State:
		return r.unfitStatement(d)
	case k == Consult && d.mode == "visit":
		if len(d.actors) == 0 && len(d.hosts) == 0 || len(d.recips) == 0 && len(d.actors) == 0 {
			return "a visit without visitor or host"
		}
		if len(d.recips) == 0 && !d.noun {
			return "a visit without a host"
		}
		if len(d.actors) > 0 && len(d.recips) > 0 && r.domestic(d) {
			return "a visit at home"
		}
	case k == Consult:
		if parties < 2 && !(parties == 1 && (len(d.people) > 0 || d.mode == "third-party")) && d.placeID == nil && d.time < 0 && !(parties == 1 && (r.headline(d) || r.gathering(d))) && d.status != notHappened && d.status != cancelled && !r.plural(d) {
			return "a meeting of one"
		}
	case k == Cooperate:
		if parties < 2 && len(d.people) == 0 && len(d.recips) == 0 && !d.noun {
			return "cooperation of one"
		}
	case k == Accuse, k == Request, k == Reject, k == Agree, k == Support, k == Concede, k == Threaten:
		if len(d.actors) == 0 && !d.noun && (k == Support || k == Reject || k == Concede || k == Threaten || k == Agree) && r.dep(d.trigger) == text.DepAcl {
			return "nobody known does it"
		}
		if parties == 0 && !(len(d.people) > 0 && (k == Request || k == Threaten || r.publicBody(d))) && !(k == Support && d.time >= 0 || k == Support && d.placeID != nil || k == Accuse && d.mode == "investigate" || k == Accuse && d.mode == "allege" && d.clause.passive) {
			return "no political party"
		}
	}
	if parties == 0 && len(d.people) == 0 && d.placeID == nil && d.time < 0 {
		return "nobody, nowhere, no day"
	}
	return ""
}

// publicBody tells whether a court, prosecutor or ministry that the text does
// not place does it.
func (r *reader) publicBody(d *draft) bool {
	for _, k := range d.people {
		switch r.lemma(k) {
		case "court", "judge", "prosecutor", "authority", "police", "government", "parliament", "ministry", "tribunal", "lawmaker", "president", "minister":
			return true
		}
	}
	return false
}

// gathering tells whether one party is enough for a meeting: it holds,
// attends or hosts one.
func (r *reader) gathering(d *draft) bool {
	if d.noun {
		return d.carry.actor == 'A' && len(d.actors) == 1
	}
	return d.clause.obj >= 0 && r.lex.classes["talk"][r.lemma(d.clause.obj)]
}

// byThing tells whether the subject is a common noun that is nobody: history
// would absolve him, the storm hit the coast.
func (r *reader) byThing(d *draft) bool {
	s := d.clause.subj
	if s >= 0 && !d.noun && r.lex.classes["mishap"][r.lemma(s)] && r.t.Child(s, text.DepCompound, text.DepFlat) < 0 {
		return true // snow, although a man may be called so
	}
	if s >= 0 && !d.noun && len(d.actors) == 0 && d.frame.kind == Assault && r.d.Tokens[s].Pos == text.PROPN {
		if e := r.w.EntityAt(s); (e == nil || e.Kind == fact.Other) && r.d.Tokens[s].Tag == text.TagNNP {
			return true // a storm by its name
		}
	}
	if d.noun || s < 0 || len(d.actors) > 0 || r.d.Tokens[s].Pos != text.NOUN || d.clause.borrowed && r.dep(d.trigger) != text.DepConj {
		return false
	}
	for n := range d.frame.slots {
		if x := &d.frame.slots[n]; x.name == "subj" && (x.fit != nil || x.role == none) {
			return false
		}
	}
	if r.isPerson(s) || r.isOfficial(s) || len(r.lex.nouns[r.lemma(s)]) > 0 && d.frame.kind == Assault {
		return false // fighting has killed
	}
	for _, w := range [2]string{r.lemma(s), r.lemma(r.core(s))} {
		for _, c := range [...]string{"people", "armed", "crowd", "official", "troops", "worker", "actors"} {
			if r.lex.classes[c][w] {
				return false
			}
		}
	}
	return true
}

func (r *reader) headline(d *draft) bool {
	k := r.d.KindOf(d.trigger)
	return k == text.Headline || k == text.Deck
}

func (r *reader) plural(d *draft) bool {
	s := d.clause.subj
	if d.noun {
		return false
	}
	return s >= 0 && (r.d.Tokens[s].Tag == text.TagNNS || r.t.Child(s, text.DepConj) >= 0)
}

func (r *reader) domestic(d *draft) bool {
	for _, a := range d.actors {
		for _, b := range d.recips {
			if a.Code == b.Code && a.Code != "IGO" && a.Code != "UNK" {
				return true
			}
		}
	}
	return false
}

// political tells whether one of the parties acts in public life: a country,
// an organisation of them, or somebody with an office; newspapers and
// agencies that only report do not.
func political(ps []fact.Party) bool {
	for _, p := range ps {
		if len(p.Sectors) > 0 && p.Sectors[0] == "JRN" {
			continue
		}
		if p.Code != "UNK" && p.Code != "MNC" && p.Code != "" || p.Code == "MNC" && len(p.Sectors) > 0 {
			return true
		}
		for _, s := range p.Sectors {
			if s != "CVL" && s != "UNK" {
				return true
			}
		}
	}
	return false
}

// unfitStatement keeps statements to those of political parties whose content
// is no event of another type: the saying of an event is its attribution.
func (r *reader) unfitStatement(d *draft) string {
	if len(d.actors) == 0 || !political(d.actors) {
		return "the speaker is no political party"
	}
	if d.status != happened && d.status != ongoing {
		return "nothing has been said"
	}
	if r.adjectival(d.trigger) {
		for _, o := range r.drafts {
			if o != d && o.frame.kind == State && o.comp == d.trigger && len(o.actors) > 0 {
				return "part of the statement around it"
			}
		}
	}
	if d.frame.lemma == "believe" && r.dep(d.trigger) == text.DepAclRelcl {
		return "a belief told in passing"
	}
	if d.comp < 0 {
		return ""
	}
	for _, o := range r.drafts {
		if o != d && o.frame.kind != State && o.status != drop && r.leads(o, d.comp) && r.unfit(o) == "" {
			return "what is said is an event of another type"
		}
	}
	for _, o := range r.drafts {
		if o != d && o.frame.kind == State && r.leads(o, d.comp) && len(o.actors) > 0 && o.trigger != d.trigger && sameActors(o, d) {
			if o.trigger > d.trigger && !r.adjectival(o.trigger) {
				return "another statement by the same speaker inside"
			}
		}
	}
	return ""
}

func sameActors(a, b *draft) bool {
	for _, p := range a.actors {
		if !hasParty(b.actors, p) {
			return false
		}
	}
	return true
}

// leads tells whether event o is the main point of the clause of token c.
func (r *reader) leads(o *draft, c int) bool {
	cur := o.carrier
	for n := 0; n < 8 && cur >= 0; n++ {
		if cur == c {
			return true
		}
		switch r.dep(cur) {
		case text.DepConj, text.DepXcomp, text.DepCcomp, text.DepObj, text.DepNsubjPass, text.DepObl:
			cur = int(r.d.Tokens[cur].Head)
		default:
			return false
		}
	}
	return false
}

// settleParties takes each party once.
func (r *reader) settleParties(d *draft) {
	if len(d.recips) == 0 {
		return
	}
	out := d.recips[:0:0]
	for _, p := range d.recips {
		dup := false
		for _, a := range d.actors {
			if sameParty(a, p) || (d.frame.kind.mutualType() && a.Code == p.Code && a.Code != "IGO" && (a.Entity == nil || p.Entity == nil)) {
				dup = true
			}
		}
		if !dup {
			out = append(out, p)
		}
	}
	d.recips = out
}

// split gives the several persons whom one person meets: a meeting with each.
func (r *reader) split(d *draft) []fact.Party {
	if d.frame.kind != Consult || d.noun || d.mode == "visit" || len(d.actors) != 1 || len(d.recips) < 2 {
		return nil
	}
	for _, p := range d.recips {
		if p.Entity == nil || r.kindOf(*p.Entity) != fact.Person {
			return nil
		}
	}
	return d.recips
}

func (r *reader) kindOf(id string) fact.EntityKind {
	for n := range r.w.Reading.Entities {
		if e := &r.w.Reading.Entities[n]; e.ID == id {
			return e.Kind
		}
	}
	return fact.Other
}

// add appends a draft to the reading, or merges it with an event that the
// story has told already.
func (r *reader) add(d *draft) {
	first, last := r.span(d)
	by := "event/" + d.frame.lemma
	ev := r.w.Evidence(first, last, d.trigger, by)
	if at := r.merge(d, ev); at >= 0 {
		r.note(d.trigger, "%s/%s: told again: %s", d.frame.kind, d.frame.lemma, r.w.Reading.Events[at].ID)
		return
	}
	e := fact.Event{
		ID: eventID(len(r.w.Reading.Events)), Type: d.frame.kind.String(),
		Contexts: r.contexts(first, last), Actors: d.actors, Recipients: d.recips,
		Place: d.placeID, Time: cloneInterval(r.interval(d)), Status: d.status.status(),
		AssertedBy: d.asserter, Background: r.background(d), Confidence: r.confidence(d), Evidence: ev,
	}
	if e.Actors == nil {
		e.Actors = []fact.Party{}
	}
	if e.Recipients == nil {
		e.Recipients = []fact.Party{}
	}
	if d.mode != "" {
		e.Mode = fact.Ptr(d.mode)
	}
	e.Codes = codesOf(d.frame.kind, d.mode, d.frame.cameo, e.Status, d.refusal)
	for _, k := range d.topics {
		e.Topics = append(e.Topics, r.topic(k))
	}
	e.Summary = r.summary(&e)
	r.note(d.trigger, "event %s: %s", e.ID, e.Summary)
	r.w.Reading.Events = append(r.w.Reading.Events, e)
	r.found = append(r.found, &told{d, len(r.w.Reading.Events) - 1})
}

func cloneInterval(v *calendar.Interval) *calendar.Interval {
	if v == nil {
		return nil
	}
	c := *v
	return &c
}

func (r *reader) topic(k int) fact.Topic {
	s := &r.d.Sentences[r.d.Tokens[k].Sentence]
	first, last := max(int(r.t.Left[k]), int(s.First)), min(int(r.t.Right[k])+1, int(s.Last))
	t := fact.Topic{Span: fact.SpanOf(r.d.SpanOf(first, last))}
	if e := r.w.EntityAt(k); e != nil {
		t.Entity = fact.Ptr(e.ID)
	}
	return t
}

// contexts gives the contexts whose words stand in the evidence.
func (r *reader) contexts(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		for _, c := range r.lex.contexts[r.lemma(i)] {
			if !contains(out, c) {
				out = append(out, c)
			}
		}
	}
	sort.Strings(out)
	return out
}

// background tells history told in passing from news: a date that lies half
// a year or more before the story's day.
func (r *reader) background(d *draft) bool {
	t := r.interval(d)
	if t == nil || r.w.Today.IsZero() || t.To.IsZero() {
		return false
	}
	return r.w.Today.Sub(t.To.Last()) > 180
}
