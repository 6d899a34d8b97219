package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// Pattern names what must hold of a fact: a value for each of some fields.
type Pattern map[string]any

// Kind returns the kind of fact that the pattern is about.
func (p Pattern) Kind() string {
	s, _ := p["kind"].(string)
	return s
}

// String returns the pattern as JSON, its fields sorted.
func (p Pattern) String() string {
	b, err := json.Marshal(map[string]any(p))
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// firstMatch returns the index of the first view that fits and is not used, or
// -1.
func firstMatch(views []view, want Pattern, used map[int]bool) (int, error) {
	for i := range views {
		if used[i] {
			continue
		}
		ok, err := want.fits(&views[i])
		if ok || err != nil {
			return i, err
		}
	}
	return -1, nil
}

func (p Pattern) fits(v *view) (bool, error) {
	for field, want := range p {
		ok, err := p.field(v, field, want)
		if !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// field reports whether one field of the pattern holds.
func (p Pattern) field(v *view, field string, want any) (bool, error) {
	switch field {
	case "kind", "mutual":
		return true, nil
	case "type", "status", "mode", "asserted", "state", "unit", "qualifier", "quote_kind", "entity_kind", "plover", "quad", "country", "duration", "dateline_date":
		return anyOf(want, v.words[field]), nil
	case "cameo":
		return slices.ContainsFunc(list(want), func(x any) bool {
			return strings.HasPrefix(deref(v.words[field]), str(x))
		}), nil
	case "agency", "dateline_place":
		return loose(str(want)) == loose(deref(v.words[field])), nil
	case "measure":
		return strings.Contains(loose(deref(v.words[field])), loose(str(want))), nil
	case "actors", "recipients":
		return p.sides(v, field, want), nil
	case "by", "to":
		return partiesAre(v.parties[field], list(want)), nil
	case "speaker", "addressee", "asserted_by", "place":
		got := v.roles[field]
		return (got == nil) == (want == nil) && (got == nil || got.is(str(want))), nil
	case "of":
		return p.of(v, want), nil
	case "office":
		return p.office(v, want), nil
	case "time", "period", "due", "made":
		return whenIs(v.times[field], want), nil
	case "value":
		if p.Kind() == "date" {
			return whenIs(v.times[field], want), nil
		}
		return numberIs(v.numbers[field], want), nil
	case "upper":
		return numberIs(v.numbers[field], want), nil
	case "contains":
		return strings.Contains(loose(v.contains), loose(str(want))), nil
	case "text":
		return loose(str(want)) == loose(v.text), nil
	case "anonymous":
		return v.anonymous == want, nil
	case "name":
		return slices.ContainsFunc(v.name, func(n string) bool { return loose(n) == loose(str(want)) }), nil
	case "mentions":
		return p.mentions(v, want), nil
	case "links":
		return linksAre(v.links, want), nil
	}
	return false, fmt.Errorf("unknown field %q in a %s pattern", field, p.Kind())
}

// sides compares actors or recipients; for a mutual event both together.
func (p Pattern) sides(v *view, field string, want any) bool {
	if p["mutual"] != true {
		return partiesAre(v.parties[field], list(want))
	}
	var wants []any
	for _, side := range []string{"actors", "recipients"} {
		if names, asked := p[side]; asked {
			wants = append(wants, list(names)...)
		}
	}
	return partiesAre(append(slices.Clone(v.parties["actors"]), v.parties["recipients"]...), wants)
}

func (p Pattern) of(v *view, want any) bool {
	if p.Kind() != "figure" {
		for _, o := range v.offices {
			if o.Of != nil && *o.Of == str(want) {
				return true
			}
		}
		return false
	}
	for _, x := range list(want) {
		if x == nil {
			return true
		}
	}
	for _, x := range list(want) {
		if !slices.ContainsFunc(v.parties["of"], func(g party) bool { return g.is(str(x)) }) {
			return false
		}
	}
	return true
}

func (p Pattern) office(v *view, want any) bool {
	of, asked := p["of"]
	for _, o := range v.offices {
		if strings.Contains(loose(o.Title), loose(str(want))) && (!asked || o.Of != nil && *o.Of == str(of)) {
			return true
		}
	}
	return false
}

func (p Pattern) mentions(v *view, want any) bool {
	if len(v.name) == 0 {
		return false
	}
	for _, w := range list(want) {
		if !slices.ContainsFunc(v.name[1:], func(n string) bool { return loose(n) == loose(str(w)) }) {
			return false
		}
	}
	return true
}

func linksAre(links map[string]string, want any) bool {
	m, _ := want.(map[string]any)
	for k, w := range m {
		if links[k] != str(w) {
			return false
		}
	}
	return true
}

// is reports whether the party is "RUS", "RUSGOV" or "=Lavrov".
func (p party) is(want string) bool {
	if name, ok := strings.CutPrefix(want, "="); ok {
		return slices.ContainsFunc(p.names, func(n string) bool { return strings.Contains(loose(n), loose(name)) })
	}
	code, sector := want, ""
	if len(want) > 3 {
		code, sector = want[:3], want[3:]
	}
	return p.code == code && (sector == "" || slices.Contains(p.sectors, sector))
}

// partiesAre reports whether every wanted party is there, each by a party of
// its own, and none is left over.
func partiesAre(got []party, wants []any) bool {
	left := slices.Clone(got)
	for _, w := range wants {
		at := slices.IndexFunc(left, func(p party) bool { return p.is(str(w)) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return len(left) == 0
}

func anyOf(want any, got *string) bool {
	return slices.ContainsFunc(list(want), func(w any) bool {
		if w == nil || got == nil {
			return w == nil && got == nil
		}
		return str(w) == *got
	})
}

// list returns a list as it is and anything else as a list of one.
func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func numberIs(got *float64, want any) bool {
	w, ok := want.(float64)
	return ok && got != nil && math.Abs(*got-w) <= 1e-9*max(1, math.Abs(w))
}

// whenIs compares an interval with "2012-04-23", "2011", "A/B" or "../B".
func whenIs(got *calendar.Interval, want any) bool {
	if got == nil || want == nil {
		return got == nil && want == nil
	}
	from, to, ranged := strings.Cut(str(want), "/")
	if !ranged {
		to = from
	}
	return first(got.From) == wholeDay(from, false) && last(got.To) == wholeDay(to, true)
}

func wholeDay(s string, end bool) string {
	if s == "" || s == ".." {
		return ""
	}
	d, err := calendar.Parse(s)
	if err != nil {
		return "unreadable: " + s
	}
	if end {
		return last(d)
	}
	return first(d)
}

func first(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.First().String()
}

func last(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.Last().String()
}

var plainQuotes = strings.NewReplacer("’", "'", "“", `"`, "”", `"`)

// loose folds case, quotation marks and white space.
func loose(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(plainQuotes.Replace(s))), " ")
}
