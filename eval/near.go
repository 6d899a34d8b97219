package eval

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
)

// Place is a fact of a reading by its index among those of its kind, and the
// bytes of the text that carry it: the trigger where there is one.
type Place struct{ Index, Start, End int }

// FactsOf returns where the facts of a kind stand: event, quote, figure or
// pledge; of others none.
func FactsOf(r *fact.Reading, kind string) []Place {
	var out []Place
	add := func(e fact.Evidence) {
		p := Place{len(out), e.Start, e.End}
		if kind == "event" && e.Trigger != nil {
			p.Start, p.End = e.Trigger.Start, e.Trigger.End
		}
		out = append(out, p)
	}
	switch kind {
	case "event":
		for i := range r.Events {
			add(r.Events[i].Evidence)
		}
	case "quote":
		for i := range r.Quotes {
			add(r.Quotes[i].Evidence)
		}
	case "figure":
		for i := range r.Figures {
			add(r.Figures[i].Evidence)
		}
	case "pledge":
		for i := range r.Pledges {
			if ev := r.Pledges[i].Evidence; len(ev) > 0 {
				add(ev[0])
			} else {
				out = append(out, Place{Index: len(out)})
			}
		}
	}
	return out
}

// Failing returns the fields of the pattern, sorted, that the fact of its kind
// at that index does not fit. An unknown field is an error.
func (p Pattern) Failing(r *fact.Reading, index int) ([]string, error) {
	views := map[string][]view{}
	if err := load(views, r, p.Kind()); err != nil {
		return nil, err
	}
	var out []string
	for field, want := range p {
		ok, err := p.field(&views[p.Kind()][index], field, want)
		if err != nil {
			return nil, err
		}
		if !ok {
			out = append(out, field)
		}
	}
	slices.Sort(out)
	return out, nil
}

// SameWords reports whether two values of a pattern's field, each a word, a
// list of words that are equally right, or absent, share a word.
func SameWords(a, b any) bool {
	return slices.ContainsFunc(list(a), func(x any) bool {
		return slices.ContainsFunc(list(b), func(y any) bool { return str(x) == str(y) })
	})
}
