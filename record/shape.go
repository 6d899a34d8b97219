package record

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/say"
)

func (c *corrector) events() shape[fact.Event] {
	return shape[fact.Event]{
		kind:  EventFact,
		key:   func(e *fact.Event) (string, fact.Evidence) { return e.Type, e.Evidence },
		apply: c.event,
		sure:  func(e *fact.Event) { e.Confidence, e.P = fact.High, nil },
		sign:  func(e *fact.Event, by string) { e.Evidence.By, e.AssertedBy = by, nil }, // nobody in the story said that
		make: func(id string, ev fact.Evidence, sure fact.Confidence) fact.Event {
			return fact.Event{ID: id, Status: fact.Happened, Evidence: ev, Confidence: sure}
		},
	}
}

// event fills in what a claim says of an event, and makes anew what follows
// from it.
func (c *corrector) event(e *fact.Event, claim *Claim, whole bool) {
	near := e.Evidence.Start
	if claim.sets(SlotType, whole) {
		e.Type, e.Mode, e.Predicate = claim.Type, nil, nil // the word carried another type
		if claim.Mode != "" {
			e.Mode = &claim.Mode
		}
	}
	if claim.sets(SlotStatus, whole) && claim.Status != "" {
		e.Status = claim.Status
	}
	if claim.sets(SlotBy, whole) {
		e.Actors = c.parties(claim.By, near)
	}
	if claim.sets(SlotTo, whole) {
		e.Recipients = c.parties(claim.To, near)
	}
	if claim.sets(SlotDay, whole) {
		e.Time, e.TimeBasis = claim.Day, nil
		if claim.Day != nil {
			e.TimeBasis = fact.Ptr("stated")
		}
	}
	if claim.sets(SlotPlace, whole) {
		e.Place = nil
		if claim.Place != nil {
			e.Place = c.party(*claim.Place, near).Entity
		}
	}
	c.told(e, claim)
}

// told makes anew what the codebooks and lists say of an event.
func (c *corrector) told(e *fact.Event, claim *Claim) {
	mode := ""
	if e.Mode != nil {
		mode = *e.Mode
	}
	if t, ok := ontology.Parse(e.Type); ok {
		e.Codes = fact.CodesOf(t, mode, t.Cameo(), e.Status, false)
	}
	e.Summary = say.Act(e, c.names(e.Actors, claim.By), c.names(e.Recipients, claim.To))
	if e.Time != nil {
		e.Summary += ", " + say.Days(e.Time.From, e.Time.To)
	}
}

// names returns what parties are called; of a country that the text does not
// name, what the claim calls it.
func (c *corrector) names(ps []fact.Party, claimed []Who) []string {
	var out []string
	for _, p := range ps {
		name := p.Called(c.r.Story.Text, p.Code)
		for _, w := range claimed {
			if w.Kind == fact.Country && w.Code == p.Code && name == p.Code {
				name = w.Name
			}
		}
		if w := whoIs(c.out, p.Entity); w != nil {
			name = w.Name
		}
		out = append(out, name)
	}
	return out
}

func (c *corrector) parties(all []Who, near int) []fact.Party {
	out := []fact.Party{}
	for _, w := range all {
		out = append(out, c.party(w, near))
	}
	return out
}

func (c *corrector) pledges() shape[fact.Pledge] {
	return shape[fact.Pledge]{
		kind: PledgeFact,
		key: func(p *fact.Pledge) (string, fact.Evidence) {
			if len(p.Evidence) == 0 {
				return "", fact.Evidence{}
			}
			return "", p.Evidence[0]
		},
		apply: c.pledge,
		sure:  func(p *fact.Pledge) { p.Confidence = fact.High },
		sign: func(p *fact.Pledge, by string) {
			p.Evidence = slices.Clone(p.Evidence)
			for i := range p.Evidence {
				p.Evidence[i].By = by
			}
		},
		make: func(id string, ev fact.Evidence, sure fact.Confidence) fact.Pledge {
			return fact.Pledge{ID: id, What: fact.Span{Start: ev.Start, End: ev.End}, Asserted: "open", State: "open", Evidence: []fact.Evidence{ev}, Confidence: sure}
		},
	}
}

func (c *corrector) pledge(p *fact.Pledge, claim *Claim, whole bool) {
	near := p.What.Start
	if claim.sets(SlotState, whole) && claim.State != "" {
		p.Asserted, p.State = claim.State, claim.State
	}
	if claim.sets(SlotBy, whole) {
		p.By = c.parties(claim.By, near)
	}
	if claim.sets(SlotTo, whole) {
		p.To = c.parties(claim.To, near)
	}
	if claim.sets(SlotDay, whole) {
		p.Due = claim.Day
	}
}

func (c *corrector) quotes() shape[fact.Quote] {
	return shape[fact.Quote]{
		kind:  QuoteFact,
		key:   func(q *fact.Quote) (string, fact.Evidence) { return "", q.Evidence },
		apply: c.quote,
		sure:  func(q *fact.Quote) { q.Confidence = fact.High },
		sign:  func(q *fact.Quote, by string) { q.Evidence.By = by },
		make: func(id string, ev fact.Evidence, sure fact.Confidence) fact.Quote {
			return fact.Quote{ID: id, Kind: "indirect", Content: []fact.Span{{Start: ev.Start, End: ev.End}}, Evidence: ev, Confidence: sure}
		},
	}
}

func (c *corrector) quote(q *fact.Quote, claim *Claim, whole bool) {
	if !claim.sets(SlotBy, whole) {
		return
	}
	q.Speaker, q.SpeakerSpan, q.Anonymous = nil, nil, false
	if len(claim.By) > 0 {
		p := c.party(claim.By[0], q.Evidence.Start)
		q.Speaker, q.SpeakerSpan = p.Entity, p.Span
	}
}

func (c *corrector) figures() shape[fact.Figure] {
	return shape[fact.Figure]{
		kind:  FigureFact,
		key:   func(f *fact.Figure) (string, fact.Evidence) { return "", f.Evidence },
		apply: c.figure,
		sure:  func(f *fact.Figure) { f.Confidence = fact.High },
		sign:  func(f *fact.Figure, by string) { f.Evidence.By = by },
		make: func(id string, ev fact.Evidence, sure fact.Confidence) fact.Figure {
			return fact.Figure{ID: id, Evidence: ev, Confidence: sure}
		},
	}
}

func (c *corrector) figure(f *fact.Figure, claim *Claim, whole bool) {
	if claim.sets(SlotValue, whole) {
		f.Value, f.Upper, f.Qualifier, f.DerivedFrom = claim.Value, nil, "", nil
	}
	if claim.sets(SlotUnit, whole) {
		f.Unit = nil
		if claim.Unit != "" {
			f.Unit = &claim.Unit
		}
	}
}
