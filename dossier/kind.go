package dossier

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/world"
)

// kinds are the words before a colon that say what a subject is, with the kinds
// of entity that they stand for; never changed. Without a word all are tried,
// in this order.
var kinds = [...]struct {
	word string
	kind fact.EntityKind
}{
	{"person", fact.Person},
	{"organization", fact.Organization},
	{"organisation", fact.Organization},
	{"group", fact.Group},
	{"place", fact.Place},
	{"facility", fact.Facility},
	{"unit", fact.Unit},
	{"other", fact.Other},
}

// KindOf returns the kind of entity that a word stands for; "" for none.
func KindOf(word string) fact.EntityKind {
	for _, k := range kinds {
		if k.word == strings.ToLower(strings.TrimSpace(word)) {
			return k.kind
		}
	}
	return ""
}

// Kinds returns the kinds of entity that a dossier can be about, in the order in
// which a name without a kind is looked up.
func Kinds() []fact.EntityKind {
	var out []fact.EntityKind
	for _, k := range kinds {
		if !slices.Contains(out, k.kind) {
			out = append(out, k.kind)
		}
	}
	return out
}

// OfEntity returns the subject that is the entity of a key.
func OfEntity(key string, w *world.World) Subject { return Subject{Entity: key, Name: title(key, w)} }

// title returns a name for people from the key of an entity.
func title(key string, w *world.World) string {
	_, name, _ := strings.Cut(key, "/")
	if i := strings.LastIndexByte(name, '@'); i > 0 {
		country := name[i+1:]
		if c := w.Country(country); c != nil {
			country = c.Name
		}
		name = name[:i] + " (" + country + ")"
	}
	return name
}
