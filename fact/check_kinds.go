package fact

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/ontology"
)

// What the schema's enumerations hold.
var (
	grains      = []calendar.Grain{calendar.Minute, calendar.Hour, calendar.OfDay, calendar.Week, calendar.Month, calendar.Quarter, calendar.Season, calendar.Half, calendar.Year, calendar.Decade, calendar.Century, calendar.Open}
	entityKinds = []EntityKind{Person, Organization, Country, Place, Facility, Unit, Group, Other}
	mentions    = []MentionKind{Name, Nominal, Pronoun, Metonym}
	bases       = []string{"text", "world", "both"}
	dateKinds   = []string{"point", "interval", "duration", "set"}
	statuses    = []Status{Happened, Ongoing, Planned, Possible, Sought, Cancelled, Postponed, Denied, NotHappened}
	quoteKinds  = []string{"direct", "indirect", "mixed"}
	qualifiers  = []string{"", "exact", "about", "at_least", "at_most", "over", "under"}
	confidences = []Confidence{"", High, Medium, Low}
	asserted    = []string{"open", "kept", "missed", "withdrawn"}
	states      = []string{"open", "overdue", "kept", "missed", "withdrawn"}
)

func (c *checker) entity(e *Entity) {
	one(c, "kind", e.Kind, entityKinds)
	if e.Name == "" || len(e.Mentions) == 0 {
		c.fail("an entity needs a name and a mention")
	}
	for _, m := range e.Mentions {
		c.span("mention", Span{m.Start, m.End})
		one(c, "kind of mention", m.Kind, mentions)
	}
	for _, o := range e.Offices {
		one(c, "basis", o.Basis, bases)
		if o.Evidence != nil {
			c.evidence(*o.Evidence)
		}
	}
	for _, id := range e.MemberOf {
		c.refer("entity", id)
	}
}

func (c *checker) date(d *Date) {
	c.span("date", Span{d.Start, d.End})
	one(c, "kind", d.Kind, dateKinds)
	c.interval(d.Value)
}

func (c *checker) event(e *Event) {
	if _, ok := ontology.Parse(e.Type); !ok {
		c.fail("type %q is none of the schema's", e.Type)
	}
	one(c, "status", e.Status, statuses)
	one(c, "confidence", e.Confidence, confidences)
	if e.P != nil && (*e.P < 0 || *e.P > 1) {
		c.fail("a probability of %g", *e.P)
	}
	c.parties(e.Actors)
	c.parties(e.Recipients)
	for _, t := range e.Topics {
		c.span("topic", t.Span)
		c.reference("entity", t.Entity)
	}
	c.reference("entity", e.Place)
	c.reference("entity", e.AssertedBy)
	c.interval(e.Time)
	c.evidence(e.Evidence)
}

func (c *checker) quote(q *Quote) {
	one(c, "kind", q.Kind, quoteKinds)
	one(c, "confidence", q.Confidence, confidences)
	if len(q.Content) == 0 {
		c.fail("a quote needs content")
	}
	for _, s := range q.Content {
		c.span("content", s)
	}
	c.reference("entity", q.Speaker)
	c.reference("entity", q.Addressee)
	c.reference("entity", q.Place)
	c.optional("speaker", q.SpeakerSpan)
	c.optional("cue", q.Cue)
	c.interval(q.Time)
	c.evidence(q.Evidence)
}

func (c *checker) figure(f *Figure) {
	one(c, "qualifier", f.Qualifier, qualifiers)
	one(c, "confidence", f.Confidence, confidences)
	for _, id := range f.Of {
		c.refer("entity", id)
	}
	for _, id := range f.DerivedFrom {
		c.refer("figure", id)
	}
	if f.Value != f.Value || f.Value > maxFigure || f.Value < -maxFigure {
		c.fail("value %v cannot be written as JSON or is out of all bounds", f.Value)
	}
	c.interval(f.Period)
	c.evidence(f.Evidence)
}

// maxFigure bounds what a story can sensibly count.
const maxFigure = 1e30

func (c *checker) pledge(p *Pledge) {
	one(c, "asserted", p.Asserted, asserted)
	one(c, "state", p.State, states)
	one(c, "confidence", p.Confidence, confidences)
	c.parties(p.By)
	c.parties(p.To)
	c.span("what", p.What)
	c.reference("event", p.Event)
	c.interval(p.Made)
	c.interval(p.Due)
	if len(p.Evidence) == 0 {
		c.fail("a pledge needs evidence")
	}
	for _, e := range p.Evidence {
		c.evidence(e)
	}
}
