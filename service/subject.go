package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Subject returns what people mean a dossier to be about: what dossier.Parse
// reads, or the name of a person, an organisation or a place that is on record
// (Sergei Lavrov, place:Samarkand), or a topic (topic:military). It fails with
// NotFound where nobody is called so, saying who is near, with Invalid where
// several are, saying which they are, or where it is no subject.
func (s *Service) Subject(ctx context.Context, typed string) (dossier.Subject, error) {
	w, err := s.theWorld()
	if err != nil {
		return dossier.Subject{}, err
	}
	bare := func(x string) string { return strings.Trim(strings.TrimSpace(x), `"“”`) }
	typed = bare(typed)
	word, name, ok := strings.Cut(typed, ":")
	if name = bare(name); !ok {
		subject, err := dossier.Parse(typed, w)
		if err == nil || typed == "" {
			return subject, err
		}
		if found, other := s.called(ctx, dossier.Kinds(), typed); other != nil || found.Name != "" {
			return found, other
		}
		return subject, err
	}
	switch word = strings.ToLower(strings.TrimSpace(word)); {
	case word == "topic":
		return s.topic(ctx, name)
	case word == "country":
		return dossier.Parse(name, w)
	}
	kind := dossier.KindOf(word)
	if kind == "" {
		return dossier.Subject{}, noSubject(fault.Invalid, typed, fmt.Sprintf("%q is no kind of subject: write country:, person:, organisation:, group:, place: or topic: before a name, or the name alone", word))
	}
	found, err := s.called(ctx, []fact.EntityKind{kind}, name)
	if err == nil && found.Name == "" {
		err = s.nobody(ctx, kind, name, fault.NotFound)
	}
	return found, err
}

func noSubject(kind fault.Kind, id, why string) error {
	return &fault.Error{Op: "dossier", Kind: kind, ID: id, Err: errors.New(why)}
}

// called returns the subject of these kinds that a name stands for; one without
// a name where there is none.
func (s *Service) called(ctx context.Context, kinds []fact.EntityKind, name string) (dossier.Subject, error) {
	var all []Candidate
	for _, kind := range kinds {
		some, err := s.Candidates(ctx, kind, name)
		if err != nil {
			return dossier.Subject{}, err
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return dossier.Subject{}, nil
	}
	l, err := s.Linker(ctx)
	if err != nil {
		return dossier.Subject{}, err
	}
	keys := oneActor(l, all)
	if keys == nil {
		return dossier.Subject{}, several(name, all)
	}
	w, err := s.theWorld()
	if err != nil {
		return dossier.Subject{}, err
	}
	return dossier.OfEntity(fullest(keys), w), nil
}

// fullest returns the key that says most: the one with a country, where the
// same stands there without.
func fullest(keys []string) string {
	for _, k := range keys {
		if !slices.ContainsFunc(keys, func(o string) bool { return strings.HasPrefix(o, k+"@") }) {
			return k
		}
	}
	return keys[0]
}

// several says that a name may be one of several, which stand with the number
// of stories that name them.
func several(name string, found []Candidate) error {
	var all []string
	for _, c := range found[:min(len(found), 2*mostNear)] {
		all = append(all, fmt.Sprintf("%s (%s, stories: %d)", quoted(c.Key), c.Name, c.Stories))
	}
	return &fault.Error{Op: "look up name", Kind: fault.Invalid, Err: fmt.Errorf("%q may be one of %d: write %s; entity: asks for one of them in a search; where some of them are one, `dateline judge one KEY KEY` says so", name, len(found), strings.Join(all, " or "))}
}

// topic returns the subject of a topic. It fails with NotFound, naming those
// that there are, for one that no story on record has.
func (s *Service) topic(ctx context.Context, name string) (dossier.Subject, error) {
	all, err := s.store.Facet(ctx, record.ByTopic, record.MaxLimit)
	if err != nil {
		return dossier.Subject{}, err
	}
	var list []string
	for _, c := range all {
		if strings.EqualFold(c.Value, name) {
			return dossier.Subject{Topic: c.Value, Name: strings.ReplaceAll(c.Value, "_", " ")}, nil
		}
		list = append(list, c.Value)
	}
	slices.Sort(list)
	return dossier.Subject{}, noSubject(fault.NotFound, "topic:"+name, "no story on record is about that; there are "+strings.Join(list, ", "))
}

// oneActor returns the keys of the candidates where all are one actor: by what
// people said, or one with its country and the same name without; else nil.
func oneActor(l *link.Linker, found []Candidate) []string {
	var keys, names []string
	for _, c := range found {
		for _, k := range l.Keys(c.Key) {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
		if one := l.Canonical(c.Key); !slices.Contains(names, one) {
			names = append(names, one)
		}
	}
	slices.Sort(names) // the shorter first where one begins with the other
	if len(names) == 1 || len(names) == 2 && strings.HasPrefix(names[1], names[0]+"@") {
		return keys
	}
	return nil
}
