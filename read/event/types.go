package event

import (
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
