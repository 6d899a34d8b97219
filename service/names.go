package service

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// meanings puts codes for what people type in a search.
type meanings struct {
	ctx context.Context
	s   *Service
}

// of returns what a field asks for, in codes: see record.ParseQueryBy.
func (m *meanings) of(a record.Asked) ([]record.Asked, error) {
	var err error
	switch a.Field {
	case "actor", "recipient", "target", "party", "promises", "country":
		a.Value, err = m.s.country(a.Field, a.Value)
	case "pair":
		a.Value, err = m.pair(a.Value)
	case "type":
		asked, all := typeOf(a.Value)
		if asked == nil {
			return nil, unknown("type", a.Value, all)
		}
		return asked, nil
	case "status", "pledge":
		a.Value, err = state(a.Field, a.Value)
	case "person":
		return m.actor(fact.Person, a)
	case "office":
		keys, err := m.s.Office(m.ctx, a.Value)
		var out []record.Asked
		for _, k := range keys {
			out = append(out, record.Asked{Field: "person", Value: k})
		}
		return out, err
	case "organisation", "organization", "org":
		a.Field = "organisation"
		return m.actor(fact.Organization, a)
	}
	return []record.Asked{a}, err
}

// actor asks for each of the keys that an actor has on record.
func (m *meanings) actor(kind fact.EntityKind, a record.Asked) ([]record.Asked, error) {
	keys, err := m.s.Entity(m.ctx, kind, a.Value)
	var out []record.Asked
	for _, k := range keys {
		out = append(out, record.Asked{Field: a.Field, Value: k})
	}
	return out, err
}

func unknown(field, typed string, all []string) error {
	return &fault.Error{Op: "search", Kind: fault.Invalid, Err: fmt.Errorf("%s:%s is not known%s", field, quoted(typed), Instead(all, typed))}
}

// state returns the code of a state of events or promises as people call it.
func state(field, typed string) (string, error) {
	want := folded(typed)
	var codes []string
	if field == "pledge" {
		codes = append(record.PledgeStates(), "any")
	} else {
		for _, s := range record.Statuses() {
			codes = append(codes, string(s))
		}
	}
	for _, c := range codes {
		if folded(c) == want {
			return c, nil
		}
	}
	if c := called(field, want); c != "" {
		return c, nil
	}
	return "", unknown(field, typed, codes)
}

// country returns the code of a country by its code or name; for parties also
// a code of bodies of several countries and the like.
func (s *Service) country(field, typed string) (string, error) {
	w, err := s.theWorld()
	if err != nil {
		return "", err
	}
	if c := dossier.Country(typed, w); c != "" {
		return c, nil
	}
	if code := strings.ToUpper(typed); field != "country" && code != "" && !fact.OfState(code) {
		return code, nil
	}
	return "", unknown(field, typed, countries(w))
}

// countries returns the names of all countries.
func countries(w *world.World) []string {
	var all []string
	for n := range 26 * 26 * 26 { // codes are three letters
		code := string([]byte{'A' + byte(n/26/26), 'A' + byte(n/26%26), 'A' + byte(n%26)})
		if c := w.Country(code); c != nil {
			all = append(all, c.Name)
		}
	}
	return all
}

// pair returns two codes with a hyphen between them, from two names of
// countries with a hyphen, a dash or a slash between them.
func (m *meanings) pair(typed string) (string, error) {
	var wrong error
	for i, r := range typed {
		if !strings.ContainsRune("-–/", r) {
			continue
		}
		a, err := m.s.country("pair", strings.TrimSpace(typed[:i]))
		b, err2 := m.s.country("pair", strings.TrimSpace(typed[i+len(string(r)):]))
		if err = errors.Join(err, err2); err == nil {
			return a + "-" + b, nil
		}
		if wrong == nil {
			wrong = err
		}
	}
	if wrong == nil {
		wrong = &fault.Error{Op: "search", Kind: fault.Invalid, Err: fmt.Errorf("pair:%s is not a pair: write pair:RUS-TJK or pair:Russia-Tajikistan", quoted(typed))}
	}
	return "", wrong
}

// Candidate is an actor that a name may stand for.
type Candidate struct {
	Key     string // record.EntityKey
	Name    string
	Stories int // that name it
}

// Entity returns the keys of the person or organisation that a name, or a key,
// stands for on record: those that people said are one with it, and the one
// under which it is named without its country. It fails with Invalid where
// there is none, or several: then it lists them with their keys, by which they
// can be asked for.
func (s *Service) Entity(ctx context.Context, kind fact.EntityKind, name string) ([]string, error) {
	l, err := s.Linker(ctx)
	if err != nil {
		return nil, err
	}
	if strings.Contains(name, "/") {
		return l.Keys(name), nil
	}
	found, err := s.Candidates(ctx, kind, name)
	if err != nil {
		return nil, err
	}
	switch keys := oneActor(l, found); {
	case len(found) == 0:
		return nil, s.nobody(ctx, kind, name, fault.Invalid)
	case keys != nil:
		return keys, nil
	}
	return nil, several(name, found)
}

// nobody says that nobody on record is called by a name, and who is alike.
func (s *Service) nobody(ctx context.Context, kind fact.EntityKind, name string, wrong fault.Kind) error {
	words := strings.Fields(record.NameOf(kind, name))
	var near []record.Count
	var err error
	if len(words) > 0 {
		near, err = s.store.Values(ctx, record.ByEntity, words[len(words)-1], mostNear)
	}
	all := ""
	if len(near) > 0 {
		all = ": alike are " + strings.Join(values(near), ", ") + " (entity:\"…\" asks for one)"
	}
	if err != nil {
		return err
	}
	return &fault.Error{Op: "look up name", Kind: wrong, Err: fmt.Errorf("no story on record names the %s %q%s", kind, name, all)}
}

// Candidates returns those on record whom a name may stand for, the one named
// most often first: a whole name however transliterated, or the end of one. But
// for surnames, a name that is somebody's whole name is nobody else's end.
func (s *Service) Candidates(ctx context.Context, kind fact.EntityKind, name string) ([]Candidate, error) {
	w, err := s.theWorld()
	if err != nil {
		return nil, err
	}
	spelt, keys := []string{record.NameOf(kind, name)}, map[string]string{} // names by key
	if kind == fact.Person {
		for _, i := range w.Persons(nil, name) {
			if q := w.PersonWikidata(i); q != "" {
				keys[string(kind)+"/"+q] = w.PersonName(i)
			}
		}
	}
	for _, r := range w.Lookup(name) {
		if r.Kind() == world.KindOrg && kind == fact.Organization {
			spelt = append(spelt, record.NameOf(kind, w.OrgAt(r.Index()).Name))
		}
	}
	var found []record.Count
	for _, part := range slices.Concat(spelt, slices.Sorted(maps.Keys(keys))) {
		if part == "" {
			continue
		}
		near, err := s.store.Values(ctx, record.ByEntity, part, record.MaxLimit)
		if err != nil {
			return nil, err
		}
		for _, c := range near {
			if (keys[c.Value] != "" || ends(c.Value, kind, part)) && !slices.Contains(found, c) {
				found = append(found, c)
			}
		}
	}
	if (kind != fact.Person || len(strings.Fields(name)) > 1) && slices.ContainsFunc(found, func(c record.Count) bool { return nameIn(c.Value) == spelt[0] }) {
		found = slices.DeleteFunc(found, func(c record.Count) bool { return keys[c.Value] == "" && !slices.Contains(spelt, nameIn(c.Value)) })
	}
	record.SortCounts(found)
	var out []Candidate
	for _, c := range found {
		out = append(out, Candidate{c.Value, cmp.Or(keys[c.Value], c.Value), c.N})
	}
	return out, nil
}

// ends reports whether the name in a key of that kind is the name that was
// typed, or ends in it.
func ends(key string, kind fact.EntityKind, typed string) bool {
	name := nameIn(key)
	return strings.HasPrefix(key, string(kind)+"/") && (name == typed || strings.HasSuffix(name, " "+typed))
}

// nameIn returns the name in a key, without kind and country.
func nameIn(key string) string {
	_, name, _ := strings.Cut(key, "/")
	if i := strings.LastIndexByte(name, '@'); i >= 0 {
		name = name[:i]
	}
	return name
}
