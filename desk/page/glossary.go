package page

import (
	"net/url"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
)

// Glossary is the page that explains marks, states and codes.
type Glossary struct {
	Text, Clock []Meaning
	Types       []TypeMeaning
}

// Meaning is a mark with its word, and what it stands for.
type Meaning struct {
	Chip
	Text string
	Find string // address of a search for it; "" for none
}

// TypeMeaning is a type of events with its code.
type TypeMeaning struct {
	Label, Code, Find string
	Kind              string // cooperation or conflict; "" for neither
	Modes             []string
}

// GlossaryOf returns the glossary, with the types of the ontology.
func GlossaryOf() Glossary {
	var g Glossary
	for _, s := range record.Statuses() {
		g.Text = append(g.Text, Meaning{StatusChip(s), statusMeaning(s), searchFor("status:" + string(s))})
	}
	g.Text = append(g.Text, Meaning{Chip{"said", "said"}, "Words of somebody, or a refusal: nothing was done beyond saying it.", searchFor("type:statement")})
	g.Text = append(g.Text, Meaning{Chip{"said", "reported"}, "Under a headline: a sentence of the story in which no fact was read that is sure enough for a mark of its own.", ""})
	for _, s := range record.PledgeStates() {
		g.Clock = append(g.Clock, Meaning{PledgeChip(s), pledgeMeaning(s), searchFor("pledge:" + s)})
	}
	g.Clock = append(g.Clock,
		Meaning{Chip{"happened", "held"}, "What was planned was then reported as done, or its parties met or signed on its days.", ""},
		Meaning{Chip{"unconfirmed", "unconfirmed"}, "The day of a plan has passed, and no story says what became of it. Silence is never called off.", ""},
	)
	for _, t := range ontology.Types() {
		m := TypeMeaning{Label: t.Label(), Code: t.String(), Find: searchFor("type:" + t.String())}
		switch {
		case t.Quad() == 0:
		case t.Cooperative():
			m.Kind = "cooperation"
		default:
			m.Kind = "conflict"
		}
		for _, mode := range t.Modes() {
			m.Modes = append(m.Modes, t.Noun(mode))
		}
		g.Types = append(g.Types, m)
	}
	return g
}

func statusMeaning(s fact.Status) string {
	switch s {
	case fact.Happened:
		return "The text says that it was done."
	case fact.Ongoing:
		return "The text says that it is being done, and has not ended."
	case fact.Planned:
		return "Somebody says that it will be done. It stays planned when its day passes: what became of it is said by the clock."
	case fact.Possible:
		return "It may be done: could, is considering, is expected."
	case fact.Sought:
		return "Somebody wants it done, by himself or by others: demanded, urged, hopes for."
	case fact.Postponed:
		return "It will be done later than was said before, on a day that is known or not."
	case fact.Cancelled:
		return "It was planned, and will not be done."
	case fact.Denied:
		return "Somebody says that it is not so. Who said that it is so is named beside it."
	}
	return "The text itself says that it was not done: refused, failed to, did not."
}

func pledgeMeaning(state string) string {
	switch state {
	case "overdue":
		return "Its last day has passed, and no story says that it was kept."
	case "kept":
		return "A story says that what was promised was done."
	case "missed":
		return "A story says that it was not done in time, or at all."
	case "withdrawn":
		return "Who promised it takes it back."
	}
	return "It was promised, and its day is still to come, or it has none. Soon due, it says in how many days."
}

func searchFor(query string) string { return "/search?as=facts&q=" + url.QueryEscape(query) }
