package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// Completion is what a search may become: the whole of it, and what its last
// part then asks for.
type Completion struct {
	Query string `json:"query"`
	Text  string `json:"text"`
}

// mostComplete is how many completions are offered, and shortest how many letters
// must be typed before names are.
const (
	mostComplete = 10
	shortest     = 2
)

// Complete returns what the last part of a search may be meant for: fields by
// their first letters, and the values of a field; without a field also
// countries, persons and organisations by their names.
func (s *Service) Complete(ctx context.Context, typed string) ([]Completion, error) {
	typed = typed[:min(len(typed), mostTyped)]
	head, field, part := lastPart(typed)
	var out []Completion
	add := func(field, value, text string) {
		c := Completion{head + field + ":" + quoted(value), text}
		if len(out) < mostComplete && !slices.ContainsFunc(out, func(o Completion) bool { return o.Query == c.Query }) {
			out = append(out, c)
		}
	}
	if field != "" {
		return out, s.values(ctx, field, part, add)
	}
	if part == "" {
		return nil, nil
	}
	for _, f := range record.Fields() {
		if strings.HasPrefix(f[0], strings.ToLower(part)) && len(out) < mostComplete {
			out = append(out, Completion{head + f[0] + ":", f[1]})
		}
	}
	if len(part) < shortest {
		return out, nil
	}
	for _, f := range [...]string{"country", "type", "person", "organisation"} { // Grammar: the fields whose values are known by name
		if err := s.values(ctx, f, part, add); err != nil {
			return out, err
		}
	}
	return out, nil
}

// mostTyped is how much of a search is completed, in bytes.
const mostTyped = 500

// lastPart parts a search into what stands before its last part, and that
// part's field and value; a quotation mark before the value is left out.
func lastPart(typed string) (head, field, part string) {
	at, quoted := 0, false
	for i, r := range typed {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted && (r == ' ' || r == '\t') {
			at = i + 1
		}
	}
	head, part = typed[:at], typed[at:]
	if name, value, ok := strings.Cut(part, ":"); ok {
		field, part = strings.ToLower(name), value
	}
	return head, field, strings.Trim(part, `"`)
}

// values offers the values of a field that begin, or have a word that begins,
// with what was typed.
func (s *Service) values(ctx context.Context, field, part string, add func(field, value, text string)) error {
	switch field {
	case "actor", "recipient", "party", "promises", "country", "pair":
		return s.completeCountry(field, part, add)
	case "type":
		for _, name := range typeNames() {
			if begins(name, part) {
				add(field, name, "what happens or is planned")
			}
		}
	case "status", "pledge":
		for _, name := range stateNames(field) {
			if begins(name, part) {
				add(field, name, "how it stands")
			}
		}
	case "person":
		return s.completeName(ctx, field, "person/", part, add)
	case "organisation":
		return s.completeName(ctx, field, "organization/", part, add)
	case "topic", "source", "section", "language", "trouble": // Grammar: fields whose values are those of stories
		found, err := s.store.Values(ctx, record.Key(field), part, mostComplete)
		for _, c := range found {
			add(field, c.Value, stories(c.N))
		}
		return err
	}
	return nil
}

func (s *Service) completeCountry(field, part string, add func(field, value, text string)) error {
	w, err := s.theWorld()
	if err != nil {
		return err
	}
	head := ""
	if a, b, ok := strings.Cut(part, "-"); ok && field == "pair" {
		head, part = a+"-", b
	}
	all := slices.SortedFunc(slices.Values(w.Countries()), func(a, b world.Country) int { return cmp.Compare(a.Name, b.Name) })
	for _, c := range all {
		if begins(c.Name, part) || strings.EqualFold(c.ISO3, part) {
			add(field, head+c.Name, c.ISO3)
		}
	}
	return nil
}

// completeName offers persons or organisations that stories name. Those of one
// name are told apart by their keys.
func (s *Service) completeName(ctx context.Context, field, kind, part string, add func(field, value, text string)) error {
	found, err := s.store.Values(ctx, record.ByEntity, table.Fold(part), record.DefaultLimit)
	if err != nil {
		return err
	}
	names := map[string]int{}
	for _, c := range found {
		names[nameIn(c.Value)]++
	}
	for _, c := range found {
		name := nameIn(c.Value)
		switch {
		case !strings.HasPrefix(c.Value, kind) || !begins(name, part):
		case names[name] > 1:
			add("entity", c.Value, stories(c.N))
		default:
			add(field, named(name), stories(c.N))
		}
	}
	return nil
}

// named writes a folded name with capitals.
func named(folded string) string {
	words := strings.Fields(folded)
	for i, w := range words {
		words[i] = say.Capital(w)
	}
	return strings.Join(words, " ")
}

// begins reports whether a name, or one of its words, begins with what was
// typed; case and accents do not matter.
func begins(name, part string) bool {
	name, part = folded(name), folded(part)
	return strings.HasPrefix(name, part) || strings.Contains(name, " "+part)
}

// typeNames returns what types of events are called, each once.
func typeNames() []string {
	var out []string
	for _, t := range ontology.Types() {
		for _, m := range append([]string{""}, t.Modes()...) {
			if n := t.Noun(m); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// stateNames returns what the states of events or promises are called.
func stateNames(field string) []string {
	if field == "pledge" {
		return append(record.PledgeStates(), "any")
	}
	var out []string
	for _, st := range record.Statuses() {
		name := say.Status(st)
		if code, err := state(field, name); err != nil || code != string(st) {
			name = string(st)
		}
		out = append(out, name)
	}
	return out
}

func stories(n int) string {
	if n == 1 {
		return "in 1 story"
	}
	return "in " + say.Count(int64(n)) + " stories"
}
