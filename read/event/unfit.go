package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// unfit says why a draft is no event, or "".
func (r *reader) unfit(d *draft) string {
	if why := r.unfitDeed(d); why != "" || d.frame.kind != State {
		return why
	}
	return r.unfitStatement(d)
}

// unfitDeed says why a draft is no event of its type, or "". What a statement
// needs beyond that, which depends on other drafts, is for unfitStatement.
func (r *reader) unfitDeed(d *draft) string {
	if d.status == drop {
		return "the text does not put it forward"
	}
	for _, why := range [...]func(*draft) string{r.noDeed, r.noPolitics, r.unsettled} {
		if w := why(d); w != "" {
			return w
		}
	}
	return ""
}

// noDeed says why the words tell of nothing that somebody did, or "".
func (r *reader) noDeed(d *draft) string {
	k, l := d.frame.kind, d.frame.lemma
	bare := !d.noun && r.bareVerb(d.trigger)
	switch {
	case r.byThing(d):
		return "the doer is no party"
	case k == Assault && r.mishap(d):
		return "an accident or a storm"
	case k == Assault && d.noun && r.ofWeather(d.trigger):
		return "weather"
	case k == Assault && d.noun && r.ofAnimals(d.trigger):
		return "animals"
	case k == Accuse && l == "suspect" && len(d.actors) == 0:
		return "suspected, by nobody"
	case k == Agree && l == "opt" && d.comp >= 0 && r.negatedClause(d.comp):
		return "chose not to"
	case k == Concede && l == "regret" && bare:
		return "nobody says that he regrets it"
	case k == Coerce && (l == "prevent" || l == "stop" || l == "block") && len(d.actors) == 0 && bare:
		return "nobody known prevents it"
	case k == Agree && (l == "resolve" || l == "settle" || l == "end") && bare:
		return "a purpose"
	case k == Retreat && d.mode == "ceasefire" && !d.noun && r.dep(d.trigger) == text.DepAdvcl && r.hasTo(d.trigger):
		return "meant to stop what others do"
	case k == Sanction && l == "exclude" && bare:
		return "counted without"
	case k == Threaten && d.noun && l == "threat" && r.posed(d.trigger):
		return "a danger, told by nobody"
	case r.asked(d):
		return "a question"
	case r.habitual(d):
		return "a habit"
	}
	return ""
}

// noPolitics says why what is told is business, custom or private life, or "".
func (r *reader) noPolitics(d *draft) string {
	k := d.frame.kind
	obj := func(class string) bool { return d.clause.obj >= 0 && r.lex.classes[class][r.lemma(d.clause.obj)] }
	firms := len(d.actors) > 0 && business(d.actors)
	switch {
	case k == Protest && d.noun && d.mode == "strike" && len(d.actors) > 0 && !political(d.actors):
		return "a strike by nobody of public life"
	case k == Protest && d.noun && d.frame.lemma == "strike" && !r.has(d, "labour"):
		return "no labour is downed"
	case k == Protest && d.mode == "demo" && !d.noun && r.has(d, "festive"):
		return "a feast or a funeral"
	case k == Sanction && d.mode == "discontinue" && len(d.recips) == 0 && (firms || obj("trade")):
		return "business, against nobody"
	case k == Cooperate && d.noun && len(d.actors) == 0 && r.lex.classes["trade"][r.lemma(d.trigger)]:
		return "trade by nobody named"
	case k == Mobilize && firms, k == Support && len(d.recips) == 0 && firms:
		return "a firm's own business"
	case k == Support && d.frame.lemma == "defend" && r.ownThing(d.clause.obj):
		return "defends what is its own"
	case k == Agree && d.comp < 0 && obj("purchase"):
		return "a price or a bribe"
	case k == Aid && obj("team") && r.has(d, "inquire"):
		return "sent to look into something"
	case k == Consult && d.frame.lemma == "debate" && len(d.actors)+len(d.recips) < 2:
		return "a house debates"
	case k == Consult && d.mode == "visit" && !d.noun && d.clause.subj >= 0 && r.lex.classes["military"][r.lemma(r.core(d.clause.subj))]:
		return "forces are no visitors"
	case k == Consult && d.mode == "visit" && private(d.actors):
		return "a visit in private"
	}
	return ""
}

// unsettled says what an event of the draft's type lacks, or "".
func (r *reader) unsettled(d *draft) string {
	parties := len(d.actors) + len(d.recips)
	k := d.frame.kind
	switch {
	case k == Agree && len(d.actors) == 0 && d.frame.cameo != "057" && !d.noun && len(d.people) == 0:
		return "nobody known promises it"
	case d.status == keep:
		return "no status"
	case k == State:
		return ""
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
