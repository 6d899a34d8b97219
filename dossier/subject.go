package dossier

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// Subject is what a dossier is about: one country, a pair of them, an entity by
// its key, or a topic.
type Subject struct {
	Country string `json:"country,omitempty"` // a code
	Other   string `json:"other,omitempty"`   // of a pair: the other country
	Entity  string `json:"entity,omitempty"`  // record.EntityKey
	Topic   string `json:"topic,omitempty"`
	Name    string `json:"name"` // for people
}

// Parse reads what people type for a subject: a country by code or name, two
// with a hyphen or a slash between them (RUS-TJK, Russia/Tajikistan), or the
// key of an entity (person/Q58217, person/sergei lavrov@RUS). It fails with Invalid
// where it knows no country of that name.
func Parse(s string, w *world.World) (Subject, error) {
	s = strings.TrimSpace(s)
	if kind, _, ok := strings.Cut(s, "/"); ok && slices.Contains(entityKinds(), kind) {
		return Subject{Entity: s, Name: title(s, w)}, nil
	}
	if c := Country(s, w); c != "" {
		return Subject{Country: c, Name: w.Country(c).Name}, nil
	}
	for i, r := range s {
		if r != '-' && r != '/' && r != '–' {
			continue
		}
		a, b := Country(s[:i], w), Country(s[i+len(string(r)):], w)
		if a != "" && b != "" && a != b {
			return Subject{Country: a, Other: b, Name: w.Country(a).Name + " and " + w.Country(b).Name}, nil
		}
	}
	return Subject{}, &fault.Error{Op: "dossier", Kind: fault.Invalid, ID: s, Err: errors.New("this is no country, no pair of countries and no entity: write RUS-TJK, Russia-Tajikistan, a country's name, or what search says of a person")}
}

// entityKinds returns the kinds that a key can begin with.
func entityKinds() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k.kind))
	}
	return out
}

// Country returns the code of a country by its code or any of its names, in
// whatever case; "" for none.
func Country(s string, w *world.World) string {
	s = strings.TrimSpace(s)
	if c := w.Country(strings.ToUpper(s)); c != nil && len(s) == 3 {
		return c.ISO3
	}
	for _, r := range w.Lookup(s) {
		if r.Kind() == world.KindCountry {
			return w.CountryAt(r.Index()).ISO3
		}
	}
	return ""
}

// filters returns what to ask of the record for a subject.
func (s Subject) filters() (record.EventFilter, record.PledgeFilter) {
	f := record.EventFilter{Party: s.Country, Other: s.Other, Entity: s.Entity, Topic: s.Topic}
	if strings.HasPrefix(s.Entity, "place/") || strings.HasPrefix(s.Entity, "facility/") {
		f.Entity, f.Place = "", s.Entity // a place does nothing; things happen in it
	}
	return f, record.PledgeFilter{Party: s.Country, Other: s.Other, Entity: s.Entity}
}

// String returns the subject as it stands in an address: RUS-TJK.
func (s Subject) String() string {
	switch {
	case s.Entity != "":
		return s.Entity
	case s.Topic != "":
		return "topic:" + s.Topic
	case s.Other != "":
		return fmt.Sprintf("%s-%s", s.Country, s.Other)
	}
	return s.Country
}
