package sqlite

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// A digest holds what lists show of the events of one version: without what its
// columns and its version have. A dossier takes thousands of them, so they are
// told in as few bytes as will do, and read without looking for the names of
// fields.

// event codes an event.
func (c *coder) event(e *fact.Event) {
	c.text(&e.ID)
	c.text(&e.Type)
	c.maybe(&e.Mode)
	c.texts(&e.Contexts)
	c.text(&e.Codes.Plover)
	c.text(&e.Codes.Cameo)
	c.number(&e.Codes.Quad)
	c.decimal(&e.Codes.Goldstein)
	c.texts(&e.Codes.Source)
	c.texts(&e.Codes.Target)
	c.flag(&e.Codes.Guessed)
	many(c, &e.Actors, c.party)
	many(c, &e.Recipients, c.party)
	many(c, &e.Topics, func(t *fact.Topic) {
		c.span(&t.Span)
		c.maybe(&t.Entity)
	})
	c.maybe(&e.Place)
	optional(c, &e.Time, c.interval)
	code(c, &e.Status)
	c.maybe(&e.AssertedBy)
	c.flag(&e.Background)
	optional(c, &e.Predicate, func(p *fact.Predicate) {
		c.text(&p.Lemma)
		c.maybe(&p.Roleset)
	})
	c.maybe(&e.TimeBasis)
	c.text(&e.Summary)
	code(c, &e.Confidence)
	optional(c, &e.P, c.decimal)
	optional(c, &e.Rank, c.number)
	c.evidence(&e.Evidence)
}

func (c *coder) party(p *fact.Party) {
	c.maybe(&p.Entity)
	c.text(&p.Code)
	c.texts(&p.Sectors)
	optional(c, &p.Span, c.span)
}

func (c *coder) evidence(e *fact.Evidence) {
	c.number(&e.Sentence)
	s := fact.Span{Start: e.Start, End: e.End}
	c.span(&s)
	e.Start, e.End = s.Start, s.End
	optional(c, &e.Trigger, c.span)
	c.text(&e.By)
}

// row codes an event as lists have it.
func (c *coder) row(r *record.EventRow) {
	c.event(&r.Event)
	c.texts(&r.Actors)
	c.texts(&r.Recipients)
	c.texts(&r.ActorKeys)
	c.texts(&r.RecipientKeys)
	c.text(&r.Place)
	c.text(&r.PlaceKey)
	c.text(&r.Asserter)
	c.text(&r.Words)
	c.day(&r.From)
	c.day(&r.To)
	c.flag(&r.Dated)
}

// digestOf returns the digest of a version's events.
func digestOf(rows []record.EventRow) []byte {
	return coded(rows, (*coder).row)
}

// digested reads the events of a digest; like has what they have in common.
func digested(digest []byte, like record.EventRow) ([]record.EventRow, error) {
	return decoded(digest, like, (*coder).row)
}
