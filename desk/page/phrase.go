package page

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
)

// phrase returns an event as one line of who, what and to whom, from its slots
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
	t, ok := ontology.Parse(e.Type)
	switch {
	case !ok:
		return strings.ToLower(e.Type)
	case e.Mode != nil:
		return t.Noun(*e.Mode)
	}
	return t.Noun("")
}
