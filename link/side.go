package link

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// side is one side of an event: who is known of it, by key and by code.
type side struct{ keys, codes, names []string }

func sideOf(keys, names []string, parties []fact.Party) side {
	var s side
	for i, p := range parties {
		if p.Code != "" && p.Code != "UNK" {
			s.codes = append(s.codes, p.Code)
		}
		if i < len(keys) && keys[i] != "" {
			s.keys = append(s.keys, keys[i])
		}
		if i < len(names) {
			s.names = append(s.names, names[i])
		}
	}
	return s
}

func sidesOf(r *record.EventRow) [2]side {
	return [2]side{sideOf(r.ActorKeys, r.Actors, r.Event.Actors), sideOf(r.RecipientKeys, r.Recipients, r.Event.Recipients)}
}

func (s side) with(o side) side {
	return side{slices.Concat(s.keys, o.keys), slices.Concat(s.codes, o.codes), slices.Concat(s.names, o.names)}
}

// common returns the names of the parties whose keys both sides have.
func common(a, b side) []string {
	var out []string
	for i, k := range a.keys {
		if slices.Contains(b.keys, k) && i < len(a.names) && !slices.Contains(out, a.names[i]) {
			out = append(out, a.names[i])
		}
	}
	return out
}

func shared(a, b []string) []string {
	var out []string
	for _, x := range a {
		if slices.Contains(b, x) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return out
}

// anyOf reports whether two lists share a string.
func anyOf(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// split counts the strings of a list that another has, and those that it has
// not, each once.
func split(a, b []string) (both, only int) {
	for i, x := range a {
		switch {
		case slices.Contains(a[:i], x):
		case slices.Contains(b, x):
			both++
		default:
			only++
		}
	}
	return both, only
}
