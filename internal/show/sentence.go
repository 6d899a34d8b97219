package show

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
)

// codes returns an event's type, mode and status: "CONSULT visit, planned".
func codes(e *fact.Event) string {
	out := e.Type
	if e.Mode != nil {
		out += " " + *e.Mode
	}
	return out + ", " + strings.ReplaceAll(string(e.Status), "_", " ")
}

// sentence returns an event as it is told to people: who will do or did what,
// to whom, where and when, and who says so.
func (p *printer) sentence(e *fact.Event) string {
	out := p.act(e)
	if place := p.name(e.Place); place != "" {
		out += ", in " + place
	}
	if when := longInterval(e.Time); when != "" {
		out += ", " + when
	}
	if who := p.name(e.AssertedBy); who != "" {
		out += ", says " + who
	}
	if e.Background {
		out += " [background]"
	}
	return out
}

// act returns who does what to whom. Only of what is to come or has come about
// can it be said in a verb; the rest is named by its noun.
func (p *printer) act(e *fact.Event) string {
	who, whom := p.sides(e.Actors, "somebody"), p.sides(e.Recipients, "")
	t, ok := ontology.Parse(e.Type)
	mode := ""
	if e.Mode != nil {
		mode = *e.Mode
	}
	var said ontology.Phrase
	switch {
	case !ok:
		return who + ": " + strings.ToLower(e.Type) + " " + whom
	case e.Status == fact.Planned:
		said = t.Planned(mode)
	case e.Status == fact.Happened, e.Status == fact.Ongoing:
		said = t.Past(mode)
	default:
		return strings.TrimSuffix(who+": "+t.Noun(mode)+" → "+whom, " → ")
	}
	if whom == "" {
		return who + " " + said.Alone
	}
	return who + " " + said.With + " " + whom
}

// sides returns the names of parties, or none where there are none.
func (p *printer) sides(ps []fact.Party, none string) string {
	var out []string
	for i := range ps {
		if n := p.name(ps[i].Entity); n != "" {
			out = append(out, n)
		} else {
			out = append(out, ps[i].Code)
		}
	}
	switch n := len(out); n {
	case 0:
		return none
	case 1:
		return out[0]
	default:
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
}
