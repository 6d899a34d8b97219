package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/text"
)

// decide completes a draft: hosts, status, asserter, time and place.
func (r *reader) decide(d *draft) {
	r.hosts(d)
	r.actorOfObject(d)
	r.sidesAbove(d)
	r.addressed(d)
	d.status = r.statusOf(d)
	r.attribute(d)
	r.when(d)
	r.where(d)
	if d.knownTime > 0 {
		d.time = d.knownTime - 1
	}
	if d.known != keep {
		d.status = d.known
	}
	if d.noun && d.status == keep {
		d.status = r.nominalDefault(d)
	}
	if t := r.interval(d); t != nil && d.past && !t.From.IsZero() && !r.w.Today.IsZero() && r.w.Today.Before(t.From.First()) {
		d.time = -1 // the tense of the verb above turned its day into next year's
	}
	r.clock(d)
	if d.past && d.status == planned && d.known == keep && d.time < 0 {
		d.status = happened
	}
	if d.status == keep {
		d.status = happened
	}
	r.demand(d)
	r.denier(d)
	r.otherSide(d)
	r.complement(d)
	if d.judged != nil {
		r.overrule(d)
	}
}

// demand turns what someone says another must do into a request of it.
func (r *reader) demand(d *draft) {
	if d.frame.kind == Request && d.frame.lemma == "insist" && d.comp >= 0 && !r.Subjunctive(d.comp) && !r.Infinitive(d.comp) {
		c := r.Within(d.comp)
		if e, bare := r.Mood(&c); !bare && e != sought {
			r.restate(d)
			return
		}
	}
	if l := d.frame.lemma; d.frame.kind == Agree && (l == "assure" || l == "reassure") && d.comp >= 0 && len(d.actors) > 0 {
		// assured them of what others will do
		c := r.Within(d.comp)
		if who := r.parties(c.Surface); c.Surface >= 0 && r.d.Tokens[c.Surface].Pos != text.PRON && (len(who) == 0 || !hasParty(d.actors, who[0])) {
			r.restate(d)
			return
		}
	}
	if d.frame.kind == Threaten && d.frame.lemma == "warn" && d.comp >= 0 && r.inner(d) == nil {
		// a warning of what is so, not of what will be done
		c := r.Within(d.comp)
		if e, bare := r.Mood(&c); !bare && (e == happened || e == ongoing || r.byNature(&c)) {
			if r.restate(d) {
				return
			}
		}
	}
	if d.frame.kind != State || d.comp < 0 || len(d.actors) == 0 || d.status != happened {
		return
	}
	c := r.Within(d.comp)
	if e, bare := r.Mood(&c); bare || e != sought || c.Passive {
		return
	}
	who := r.parties(c.Surface)
	for _, p := range who {
		for _, q := range d.actors {
			if sameParty(p, q) {
				return
			}
		}
	}
	if len(who) == 0 || !political(who) {
		return
	}
	for n := range r.lex.verbs["demand"] {
		if f := &r.lex.verbs["demand"][n]; f.kind == Request {
			d.frame, d.mode = f, "*"
			d.recips = nil
			for _, p := range who {
				d.recips = addParty(d.recips, p)
			}
			return
		}
	}
}

// byNature reports whether a clause is about what a thing will do by itself:
// that the virus may have arrived, that floods will come.
func (r *reader) byNature(c *clause.Clause) bool {
	s := c.Surface
	if first := int(r.t.Left[c.Head]); first < c.Head && (r.Lemma(first) == "there" || r.Lemma(first) == "that" && r.Lemma(first+1) == "there") {
		return true // there may be no water
	}
	if s < 0 || r.d.Tokens[s].Pos != text.NOUN || r.isParty(s) || r.isPerson(s) || r.institution(s) || len(r.parties(s)) > 0 {
		return false
	}
	l := r.Lemma(s)
	return r.lex.classes["inert"][l] || r.lex.classes["mishap"][l]
}

// restate makes a draft a plain statement.
func (r *reader) restate(d *draft) bool {
	for n := range r.lex.verbs["say"] {
		if f := &r.lex.verbs["say"][n]; f.kind == State {
			d.frame, d.mode, d.recips = f, "", nil
			return true
		}
	}
	return false
}

// addressed makes him to whom an offer or promise is told its recipient, and
// him with whom one agrees to cooperate the other side.
func (r *reader) addressed(d *draft) {
	if len(d.recips) > 0 || d.noun {
		return
	}
	switch d.frame.kind {
	case Agree:
		if in := r.inner(d); in != nil && in.frame.kind.Mutual() && len(d.actors) == 1 && d.comp >= 0 {
			for _, p := range in.recips {
				if !hasParty(d.actors, p) {
					d.recips = addParty(d.recips, p)
				}
			}
			return
		}
	case Threaten, Concede:
	default:
		return
	}
	for _, h := range [...]int{r.TagOf(d.trigger), int(r.d.Tokens[d.trigger].Head)} {
		if h < 0 || h == d.trigger || r.d.Tokens[h].Pos != text.VERB {
			continue
		}
		if l := r.Predicate(h); !r.lex.classes["telling"][l] {
			continue
		}
		if told := r.Within(d.trigger); d.frame.kind == Agree && told.Surface >= 0 {
			if who := r.parties(told.Surface); r.clauseSubject(h) != told.Surface && (len(who) == 0 || !r.anyOf(who, r.parties(r.clauseSubject(h)))) {
				return // told the press that others had agreed
			}
		}
		c := r.Within(h)
		for _, p := range r.parties(r.Addressee(&c)) {
			if !hasParty(d.actors, p) {
				d.recips = addParty(d.recips, p)
			}
		}
		return
	}
}

func (r *reader) clauseSubject(i int) int {
	c := r.Within(i)
	return c.Surface
}

func (r *reader) anyOf(a, b []fact.Party) bool {
	for _, p := range a {
		if hasParty(b, p) {
			return true
		}
	}
	return false
}

// hosts turns the place of a visit into the country that receives it.
func (r *reader) hosts(d *draft) {
	for _, k := range d.hosts {
		for _, j := range r.Members(k, r.listed) {
			code := r.country(j)
			if code == "" {
				continue
			}
			p := fact.Party{Code: code, Sectors: nil}
			if q, ok := r.party(j); ok && q.Code == code {
				p = q
			} else if id := r.countryEntity(code); id != nil {
				p.Entity = id
			}
			d.recips = addParty(d.recips, p)
		}
	}
}

// countryEntity returns the country itself where the story names it.
func (r *reader) countryEntity(code string) *string {
	if n, ok := r.countries[code]; ok {
		return &r.w.Reading.Entities[n].ID
	}
	return nil
}

// nominalDefault is the status of a noun that nothing around it settles: by
// its date where it has one, else told as done when it is definite.
func (r *reader) nominalDefault(d *draft) effect {
	if t := r.interval(d); t != nil && !r.w.Today.IsZero() {
		if !t.From.IsZero() && r.w.Today.Before(t.From.First()) {
			return planned
		}
		return happened
	}
	if h := int(r.d.Tokens[d.trigger].Head); h >= 0 && r.Dep(d.trigger) == text.DepNsubj && r.d.Tokens[h].Pos == text.VERB {
		if l := r.Level(h); !l.Bare && l.Status == planned && d.frame.kind == Consult && d.mode == "visit" {
			return planned // his visit will help
		}
		if l := r.Level(h); !l.Bare && (l.Status == ongoing || l.Status == happened && r.Present(h) && d.frame.kind != Consult) {
			return ongoing
		}
	}
	if d.frame.kind == Consult && r.d.Tokens[d.trigger].Tag == text.TagNNS && len(d.actors)+len(d.recips) > 1 && r.t.Child(d.trigger, text.DepDet) >= 0 {
		return ongoing
	}
	if r.Definite(d.trigger) {
		return happened
	}
	switch d.frame.kind {
	case Assault, Protest, Mobilize, Coerce:
		if len(d.actors) > 0 || len(d.places) > 0 {
			return happened
		}
	}
	if len(d.actors) > 0 && d.frame.kind != Consult {
		return happened
	}
	return drop
}

// clock lets the date of an event against the story's day correct its tense.
func (r *reader) clock(d *draft) {
	t := r.interval(d)
	if t == nil || r.w.Today.IsZero() || t.From.IsZero() {
		return
	}
	future := r.w.Today.Before(t.From.First())
	if future && t.From.First().Sub(r.w.Today) > 200 && d.status == happened {
		return // a caption: its day, not the story's, dates it
	}
	called := d.frame.kind == Protest && !d.noun && r.lex.classes["called"][d.frame.lemma]
	if future && (d.status == happened || d.status == ongoing) && (called || !r.pastTense(d)) {
		r.note(d.trigger, "planned: its date is still to come")
		d.status = planned
	}
	past := !t.To.IsZero() && t.To.Last().Before(r.w.Today)
	if past && (d.status == ongoing || d.noun && d.status == planned && d.frame.kind.Quad() == 4) {
		d.status = happened
	}
}

func (r *reader) pastTense(d *draft) bool {
	t := &r.d.Tokens[d.carrier]
	return t.Tag == text.TagVBD || (t.Tag == text.TagVBN && r.t.Child(d.carrier, text.DepAux, text.DepAuxPass) >= 0)
}

func hasParty(list []fact.Party, p fact.Party) bool {
	for _, q := range list {
		if sameParty(p, q) || (p.Code == q.Code && p.Code != "IGO" && p.Code != "NGO") {
			return true
		}
	}
	return false
}
