package page

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// phrase gives an event as one line of who, what and to whom, from its slots
// alone. Status, place and day stand beside it and are not repeated.
func phrase(e *fact.Event, who, whom string) string {
	what := noun(e)
	switch {
	case who == "" && whom == "":
		return upperFirst(what)
	case who == "":
		return upperFirst(what) + " → " + upperFirst(whom)
	case whom == "" || whom == who:
		return upperFirst(who) + ": " + what
	}
	return upperFirst(who) + ": " + what + " → " + whom
}

// noun names what an event is, by its mode where that says more.
func noun(e *fact.Event) string {
	if e.Mode != nil && *e.Mode != "" {
		for _, m := range modeNouns {
			if m[0] == *e.Mode {
				return m[1]
			}
		}
	}
	for _, t := range typeNouns {
		if t[0] == e.Type {
			return t[1]
		}
	}
	return strings.ToLower(e.Type)
}

// typeNouns and modeNouns hold the ontology's types and modes and what one of
// them is called; never changed.
var typeNouns = [...][2]string{
	{"AGREE", "agreement"},
	{"CONSULT", "talks"},
	{"SUPPORT", "support"},
	{"CONCEDE", "concession"},
	{"COOPERATE", "cooperation"},
	{"AID", "aid"},
	{"RETREAT", "withdrawal"},
	{"REQUEST", "request"},
	{"ACCUSE", "criticism"},
	{"REJECT", "refusal"},
	{"THREATEN", "threat"},
	{"PROTEST", "protest"},
	{"SANCTION", "sanctions"},
	{"MOBILIZE", "show of force"},
	{"COERCE", "coercion"},
	{"ASSAULT", "attack"},
	{"STATE", "statement"},
}

var modeNouns = [...][2]string{
	{"visit", "visit"},
	{"phone", "phone call"},
	{"third-party", "mediation"},
	{"multilateral", "multilateral talks"},
	{"allege", "accusation"},
	{"investigate", "inquiry"},
	{"sue", "lawsuit"},
	{"disapprove", "criticism"},
	{"demo", "demonstration"},
	{"riot", "riot"},
	{"strike", "strike"},
	{"hunger", "hunger strike"},
	{"boycott", "boycott"},
	{"obstruct", "blockade"},
	{"vandalize", "vandalism"},
	{"convict", "conviction"},
	{"expel", "expulsion"},
	{"discontinue", "break-off"},
	{"embargo", "embargo"},
	{"troops", "troop movement"},
	{"weapons", "show of weapons"},
	{"police", "police deployment"},
	{"militia", "militia deployment"},
	{"seize", "seizure"},
	{"ban", "ban"},
	{"censor", "censorship"},
	{"curfew", "curfew"},
	{"martial-law", "martial law"},
	{"arrest", "arrest"},
	{"deport", "deportation"},
	{"withhold", "withholding"},
	{"misinformation", "misinformation"},
	{"cyber", "cyber attack"},
	{"abduct", "abduction"},
	{"beat", "beating"},
	{"torture", "torture"},
	{"sexual", "sexual assault"},
	{"targeted", "targeted killing"},
	{"destroy", "destruction"},
	{"firearms", "shooting"},
	{"explosives", "bombing"},
	{"suicide-attack", "suicide attack"},
	{"aerial", "air strike"},
	{"drone", "drone strike"},
	{"heavy-weapons", "shelling"},
	{"crowd-control", "crowd control"},
}
