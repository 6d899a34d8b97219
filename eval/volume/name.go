package volume

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// original is a story of the wire, with where it can be told otherwise.
type original struct {
	entry   record.Entry
	reading []byte      // JSON
	named   []fact.Span // names that an edition changes
	free    []fact.Span // words that no event, pledge, figure or date stands on
}

// namer knows the names of the wire.
type namer struct {
	countries []world.Country // that the wire speaks of, those first of which it speaks most
	others    []world.Country // whose names may be put for theirs, in an order that has nothing to do with the wire
	surnames  []string        // of persons
	pattern   *regexp.Regexp  // matches any of their names
}

// newNamer collects the names of countries and persons in the wire.
func newNamer(w *world.World, readings []*fact.Reading) namer {
	var n namer
	codes, surnames := map[string]int{}, map[string]bool{}
	for _, r := range readings {
		for i := range r.Entities {
			e := &r.Entities[i]
			if e.Country != nil {
				codes[*e.Country]++
			}
			words := strings.Fields(e.Name)
			if e.Kind == fact.Person && !e.Anonymous && len(words) > 1 && isSurname(words[len(words)-1]) {
				surnames[words[len(words)-1]] = true
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(codes), func(a, b string) int { return cmp.Or(codes[b]-codes[a], cmp.Compare(a, b)) })
	for _, c := range order {
		if known := w.Country(c); known != nil {
			n.countries = append(n.countries, *known)
		}
	}
	n.others = reached(w, n.countries)
	slices.SortFunc(n.others, func(a, b world.Country) int {
		return cmp.Or(cmp.Compare(hash(0, a.ISO3), hash(0, b.ISO3)), cmp.Compare(a.ISO3, b.ISO3))
	})
	n.surnames = slices.Sorted(maps.Keys(surnames))
	n.pattern = n.matcher()
	return n
}

// reached returns the countries that can be reached from some over land.
func reached(w *world.World, from []world.Country) []world.Country {
	out := slices.Clone(from)
	seen := map[string]bool{}
	for i := range out {
		seen[out[i].ISO3] = true
	}
	for i := 0; i < len(out); i++ {
		for code := range strings.SplitSeq(out[i].Borders, "|") {
			if c := w.Country(code); c != nil && !seen[code] {
				seen[code] = true
				out = append(out, *c)
			}
		}
	}
	return out
}

func isSurname(s string) bool {
	return len(s) > 3 && unicode.IsUpper(rune(s[0])) && strings.IndexFunc(s[1:], func(r rune) bool { return !unicode.IsLower(r) || r > unicode.MaxASCII }) < 0
}

// forms returns how a country is named: by name, as an adjective, by its
// capital.
func forms(c *world.Country) [3]string { return [3]string{c.Name, c.Adjective, c.Capital} }

func (n *namer) matcher() *regexp.Regexp {
	var all []string
	for i := range n.countries {
		for _, f := range forms(&n.countries[i]) {
			if f != "" {
				all = append(all, regexp.QuoteMeta(f), regexp.QuoteMeta(strings.ToUpper(f)))
			}
		}
	}
	all = append(all, n.surnames...)
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return regexp.MustCompile(`\b(?:` + strings.Join(all, "|") + `)`)
}

// original finds in a story what can be told otherwise.
func (n *namer) original(e record.Entry, r *fact.Reading) (original, error) {
	b, err := json.Marshal(r)
	o := original{entry: e, reading: b}
	if err != nil {
		return o, err
	}
	text := e.Story.Text
	for _, m := range n.pattern.FindAllStringIndex(text, -1) {
		o.named = append(o.named, fact.Span{Start: m[0], End: m[1]})
	}
	held := slices.Clone(o.named)
	if p := e.Story.Dateline; p != nil {
		held = append(held, fact.SpanOf(p.Span))
	}
	short := *r
	short.Story, short.Quotes = fact.Story{}, nil
	if b, err = json.Marshal(&short); err != nil {
		return o, err
	}
	var tree any
	if err := decode(b, &tree); err != nil {
		return o, err
	}
	spans(tree, &held)
	for _, m := range words.FindAllStringIndex(text, -1) {
		s := fact.Span{Start: m[0], End: m[1]}
		if !slices.ContainsFunc(held, func(h fact.Span) bool { return s.Start < h.End && h.Start < s.End }) {
			o.free = append(o.free, s)
		}
	}
	return o, nil
}

// words are those that may be put for each other: plain ones of four letters
// or more.
var words = regexp.MustCompile(`\b[a-z]{4,}\b`)

// decode reads JSON with its numbers as they are written.
func decode(b []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return d.Decode(to)
}

// spans collects all that have a start and an end.
func spans(v any, to *[]fact.Span) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			spans(x, to)
		}
	case map[string]any:
		if a, b := v["start"], v["end"]; a != nil && b != nil {
			*to = append(*to, fact.Span{Start: number(a), End: number(b)})
		}
		for _, x := range v {
			spans(x, to)
		}
	}
}

// number returns a whole number of JSON; 0 for anything else.
func number(v any) int {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return int(i)
}
