package event

import "github.com/datelinewire/dateline/fact"

// Type is a type of the PLOVER ontology, or State.
type Type uint8

// The types.
const (
	Agree Type = iota
	Consult
	Support
	Concede
	Cooperate
	Aid
	Retreat
	Request
	Accuse
	Reject
	Threaten
	Protest
	Sanction
	Mobilize
	Coerce
	Assault
	State
	typeCount
)

var typeNames = [typeCount]string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATE"}

// String gives the type as readings write it.
func (t Type) String() string { return typeNames[t] }

func parseType(s string) (Type, bool) {
	for i, n := range typeNames {
		if n == s {
			return Type(i), true
		}
	}
	return 0, false
}

// Quad classes and scores by type, from the PLOVER codebook.
var (
	quads  = [typeCount]int{1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 0}
	scores = [typeCount]float64{2.5, 2.5, 5, 4.5, 9.5, 10, 6.5, 0, -3, -2, -3.5, -5, -6, -5.5, -7, -9, 0}
)

// roots are the CAMEO codes of the types where nothing says more.
var roots = [typeCount]string{"030", "040", "050", "080", "060", "070", "087", "020", "110", "120", "130", "140", "160", "150", "170", "190", "010"}

func (t Type) cooperative() bool { return t <= Retreat }
func (t Type) material() bool    { return quads[t] == 4 || quads[t] == 2 }

// mutualType tells whether both sides do what one of them is said to do.
func (t Type) mutualType() bool { return t == Consult || t == Cooperate || t == Agree || t == Support }

// codesOf gives the codes that the codebooks want for a type with a status:
// what is only announced or promised is an agreement to it, and hostility
// that is only announced is a threat of it; what the doer will not do is a
// refusal.
func codesOf(t Type, mode, cameo string, s fact.Status, refusal bool) fact.Codes {
	out := t
	switch {
	case t.cooperative() && (refusal && (s == fact.NotHappened || s == fact.Denied) || s == fact.Cancelled):
		out, cameo = Reject, "120"
	case quads[t] == 4 && s == fact.Cancelled:
		out, cameo = Retreat, "087" // a strike called off
	case t == Protest && s == fact.Cancelled:
		return fact.Codes{Plover: Concede.String(), Cameo: "082", Quad: quads[Concede], Goldstein: scores[Concede]}
	case s == fact.NotHappened || s == fact.Denied || s == fact.Cancelled:
		return fact.Codes{} // the codebooks code what happens
	}
	switch s {
	case fact.Planned, fact.Possible, fact.Sought, fact.Postponed:
		switch t {
		case Consult, Support, Cooperate, Aid, Concede, Retreat:
			out, cameo = Agree, intentCode(t)
		case Sanction, Mobilize, Coerce, Assault, Protest:
			out, cameo = Threaten, "130"
		}
	}
	if t == Agree && cameo == "057" {
		if s == fact.Happened {
			out = Support // a formal agreement reached
		} else {
			cameo = "030"
		}
	}
	if out == Sanction {
		switch { // where CAMEO2PLOVER puts the CAMEO code under another root
		case mode == "embargo":
			out = Coerce
		case mode == "convict":
			out, cameo = Accuse, "116"
		}
	}
	if out == State {
		return fact.Codes{Cameo: cameo}
	}
	score := scores[out]
	if out == Accuse && mode == "disapprove" {
		score = -2
	} else if out == Accuse && (mode == "investigate" || mode == "allege") {
		score = -3.5
	}
	return fact.Codes{Plover: out.String(), Cameo: cameo, Quad: quads[out], Goldstein: score}
}

// intentCode is the CAMEO code of the intent to do something of type t.
func intentCode(t Type) string {
	switch t {
	case Consult:
		return "036"
	case Support:
		return "032"
	case Cooperate:
		return "031"
	case Aid:
		return "033"
	}
	return "035"
}

// effect is what a governing word or a cue does to the status of an event.
type effect uint8

const (
	keep effect = iota // leaves it as it is
	happened
	ongoing
	planned
	possible
	sought
	cancelled
	postponed
	denied
	notHappened
	drop        // says nothing about it
	presupposed // has happened, whatever becomes of the word that governs it
)

var effectNames = [...]string{"keep", "happened", "ongoing", "planned", "possible", "sought", "cancelled", "postponed", "denied", "not_happened", "drop", "presupposed"}

func parseEffect(s string) (effect, bool) {
	for i, n := range effectNames {
		if n == s {
			return effect(i), true
		}
	}
	return 0, false
}

func (e effect) status() fact.Status { return fact.Status(effectNames[e]) }
