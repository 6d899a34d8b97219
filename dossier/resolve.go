package dossier

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// Named is what Resolve asks of the store.
type Named interface {
	Values(ctx context.Context, k record.Key, part string, limit int) ([]record.Count, error)
	Facet(ctx context.Context, k record.Key, limit int) ([]record.Count, error)
}

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

// Resolve returns the subject that people mean: what Parse reads, or the name of
// a person, an organisation or a place that is on record (Sergei Lavrov,
// place:Samarkand), or a topic (topic:military). It fails with NotFound where
// nobody is called so, and with Conflict where several are, naming them.
func Resolve(ctx context.Context, store Named, w *world.World, s string) (Subject, error) {
	s = strings.Trim(strings.TrimSpace(s), `"“”`)
	word, name, ok := strings.Cut(s, ":")
	name = strings.Trim(strings.TrimSpace(name), `"“”`)
	switch word = strings.ToLower(strings.TrimSpace(word)); {
	case ok && word == "topic":
		return topic(ctx, store, name)
	case ok && word == "country":
		return Parse(name, w)
	case !ok:
		subject, err := Parse(s, w)
		if err == nil {
			return subject, nil
		}
		if found, other := lookUp(ctx, store, w, s, ""); other != nil || found.Name != "" {
			return found, other
		}
		return subject, err
	}
	if !slices.ContainsFunc(kinds[:], func(k struct {
		word string
		kind fact.EntityKind
	},
	) bool {
		return k.word == word
	}) {
		return Subject{}, bad(fault.Invalid, s, fmt.Sprintf("%q is no kind of subject: write country:, person:, organisation:, group:, place: or topic: before a name, or the name alone", word))
	}
	found, err := lookUp(ctx, store, w, name, word)
	if err == nil && found.Name == "" {
		err = bad(fault.NotFound, s, "no story on record names it so: dateline search finds words")
	}
	return found, err
}

func bad(kind fault.Kind, id, text string) error {
	return &fault.Error{Op: "dossier", Kind: kind, ID: id, Err: errors.New(text)}
}

// lookUp looks for the entity of a name, among those of one word of kinds where
// it is given. It returns a subject without a name for none.
func lookUp(ctx context.Context, store Named, w *world.World, name, word string) (Subject, error) {
	var all []record.Count
	for i, k := range kinds {
		if word != "" && k.word != word || word == "" && i > 0 && kinds[i-1].kind == k.kind {
			continue
		}
		some, err := withName(ctx, store, k.kind, name)
		if err != nil {
			return Subject{}, err
		}
		all = append(all, some...)
		if k.kind == fact.Person {
			some, err = known(ctx, store, w, name)
			all = append(all, some...)
		}
		if err != nil {
			return Subject{}, err
		}
	}
	switch len(all) {
	case 0:
		return Subject{}, nil
	case 1:
		return Subject{Entity: all[0].Value, Name: title(all[0].Value, w)}, nil
	}
	var list []string
	for _, c := range all {
		list = append(list, fmt.Sprintf("%s (%d)", c.Value, c.N))
	}
	return Subject{}, bad(fault.Conflict, name, "several are called so; write one of these, which stand with the number of stories that name them: "+strings.Join(list, ", "))
}

// withName returns the entities of a kind that are called so, or where none is,
// those whose name ends in it.
func withName(ctx context.Context, store Named, kind fact.EntityKind, name string) ([]record.Count, error) {
	want := record.NameOf(kind, name)
	if want == "" {
		return nil, nil
	}
	all, err := store.Values(ctx, record.ByEntity, want, record.MaxLimit)
	var whole, ending []record.Count
	for _, c := range all {
		of, key, _ := strings.Cut(c.Value, "/")
		if at := len(key) - len("@ISO"); at > 0 && key[at] == '@' {
			key = key[:at]
		}
		switch {
		case of != string(kind):
		case key == want:
			whole = append(whole, c)
		case strings.HasSuffix(key, " "+want):
			ending = append(ending, c)
		}
	}
	if len(whole) == 0 {
		whole = ending
	}
	whole = slices.DeleteFunc(slices.Clone(whole), func(c record.Count) bool { // the same without its country
		return slices.ContainsFunc(whole, func(o record.Count) bool { return strings.HasPrefix(o.Value, c.Value+"@") })
	})
	slices.SortFunc(whole, func(a, b record.Count) int { return strings.Compare(a.Value, b.Value) })
	return whole, err
}

// known returns those persons of the world data who are called so and are on
// record.
func known(ctx context.Context, store Named, w *world.World, name string) ([]record.Count, error) {
	persons := w.Persons(nil, name)
	if len(persons) == 0 {
		return nil, nil
	}
	var out []record.Count
	for _, p := range persons[:min(len(persons), 50)] {
		key := string(fact.Person) + "/" + w.PersonWikidata(p)
		some, err := store.Values(ctx, record.ByEntity, key, record.MaxLimit)
		if err != nil {
			return nil, err
		}
		for _, c := range some {
			if c.Value == key {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// topic returns the subject of a topic. It fails with NotFound, naming those
// that there are, for one that no story on record has.
func topic(ctx context.Context, store Named, name string) (Subject, error) {
	all, err := store.Facet(ctx, record.ByTopic, record.MaxLimit)
	if err != nil {
		return Subject{}, err
	}
	var list []string
	for _, c := range all {
		if strings.EqualFold(c.Value, name) {
			return Subject{Topic: c.Value, Name: strings.ReplaceAll(c.Value, "_", " ")}, nil
		}
		list = append(list, c.Value)
	}
	slices.Sort(list)
	return Subject{}, bad(fault.NotFound, "topic:"+name, "no story on record is about that; there are "+strings.Join(list, ", "))
}

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
