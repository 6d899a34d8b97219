package event

import (
	"cmp"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/ontology"
)

// Type is a type of the ontology.
type Type = ontology.Type

// The types that the rules of this package speak of.
const (
	Agree     = ontology.Agree
	Consult   = ontology.Consult
	Support   = ontology.Support
	Concede   = ontology.Concede
	Cooperate = ontology.Cooperate
	Aid       = ontology.Aid
	Retreat   = ontology.Retreat
	Request   = ontology.Request
	Accuse    = ontology.Accuse
	Reject    = ontology.Reject
	Threaten  = ontology.Threaten
	Protest   = ontology.Protest
	Sanction  = ontology.Sanction
	Mobilize  = ontology.Mobilize
	Coerce    = ontology.Coerce
	Assault   = ontology.Assault
	State     = ontology.State
)

// codesOf returns the codes that the codebooks want for a type with a status:
// what is only announced or promised is an agreement to it, and hostility
// that is only announced is a threat of it; what the doer will not do is a
// refusal.
func codesOf(t Type, mode, cameo string, s fact.Status, refusal bool) fact.Codes {
	out := t
	switch {
	case t.Cooperative() && (refusal && (s == fact.NotHappened || s == fact.Denied) || s == fact.Cancelled):
		out, cameo = Reject, Reject.Cameo()
	case t.Quad() == 4 && s == fact.Cancelled:
		out, cameo = Retreat, Retreat.Cameo() // a strike called off
	case s == fact.NotHappened || s == fact.Denied || s == fact.Cancelled:
		return fact.Codes{} // the codebooks code what happens
	case s != fact.Happened && s != fact.Ongoing:
		if c, ok := t.Ahead(); ok {
			out, cameo = c.Type, c.Cameo
		}
	}
	if t == Agree && cameo == "057" {
		if s == fact.Happened {
			out = Support // a formal agreement reached
		} else {
			cameo = "030"
		}
	}
	if c, ok := out.Filed(mode); ok {
		out, cameo = c.Type, cmp.Or(c.Cameo, cameo)
	}
	if out == State {
		return fact.Codes{Cameo: cameo}
	}
	return fact.Codes{Plover: out.String(), Cameo: cameo, Quad: out.Quad(), Goldstein: out.Score(mode)}
}

// effect is what a governing word or a cue does to the status of an event.
type effect = status.Status

// The statuses, by the names that this package gives them.
const (
	keep        = status.Keep
	happened    = status.Happened
	ongoing     = status.Ongoing
	planned     = status.Planned
	possible    = status.Possible
	sought      = status.Sought
	cancelled   = status.Cancelled
	postponed   = status.Postponed
	denied      = status.Denied
	notHappened = status.NotHappened
	drop        = status.Drop
	presupposed = status.Presupposed
)

// statusIn returns a status as readings write it.
func statusIn(s effect) fact.Status { return fact.Status(s.String()) }
