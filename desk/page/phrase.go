package page

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/say"
)

// phrase returns an event as one line: in the words of its story where they
// make a sentence, else a sentence where somebody does it, else what it is, and
// to whom.
func phrase(e *fact.Event, who, whom string) string {
	switch {
	case say.Told(e):
		return e.Summary
	case who == "" && whom == "":
		return upperFirst(noun(e))
	case who == "":
		return upperFirst(noun(e)) + ", " + whom
	case whom == "" || whom == who:
		return say.Event(e, []string{who}, nil)
	}
	return say.Event(e, []string{who}, []string{whom})
}

// noun names what an event is, by its mode where that says more.
func noun(e *fact.Event) string {
	if e.Mode != nil {
		return nounOf(e.Type, *e.Mode)
	}
	return nounOf(e.Type, "")
}

// nounOf names a type of event, by its mode where that says more.
func nounOf(kind, mode string) string {
	t, ok := ontology.Parse(kind)
	if !ok {
		return strings.ToLower(kind)
	}
	return t.Noun(mode)
}
