package ninjs

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/schedule"
)

// Check holds an item, or each of a list, to a version of the standard, "1.0" to "3.1", or "" for
// the one that it declares or looks like. The error is Invalid and names the
// field that is wrong, and how.
func Check(item []byte, version string) error {
	v, err := parse(item)
	if err != nil {
		return err
	}
	list, many := v.([]any)
	if !many {
		list = []any{v}
	}
	for _, item := range list {
		if version == "" {
			err = checkAny(item)
		} else {
			err = check(item, version)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkAny holds an item to the version that it declares, else to any: what
// holds for one is valid. Else the error is that of the version it looks like.
func checkAny(item any) error {
	declared, own := declaredBy(item)
	var first error
	for _, v := range candidates(item, declared) {
		err := (&checker{fields: fields(), version: v, open: own}).run(item)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

func check(item any, version string) error {
	if _, known := fields()[version]; !known {
		return batch.Invalid("there is no ninjs %s: name one of %s", version, versions)
	}
	_, own := declaredBy(item)
	return (&checker{fields: fields(), version: version, open: own}).run(item)
}

// declaredBy returns the version that an item declares, "" for none, and
// whether its schema is its sender's own, with fields that no table has.
func declaredBy(item any) (version string, own bool) {
	m, _ := item.(map[string]any)
	for _, key := range [...]string{"standard", "$standard"} {
		s, _ := m[key].(map[string]any)
		version, _ = s["version"].(string)
		schema, _ := s["schema"].(string)
		if version == "" && schema == "" {
			continue
		}
		if _, known := fields()[version]; !known {
			version = ""
		}
		return version, schema != "" && !strings.Contains(schema, "iptc.org/")
	}
	return "", false
}

// candidates returns the version declared, if any, and the last of each
// generation and its drafts: those first that know most of the item's fields.
func candidates(item any, declared string) []string {
	m, _ := item.(map[string]any)
	known := func(v string) int {
		n := 0
		for name := range m {
			if _, ok := fields().of(v, "item", name); ok {
				n++
			}
		}
		return n
	}
	out := strings.Fields(declared + " 1.6 2.2 3.1 1.x 2.x")
	slices.SortStableFunc(out, func(a, b string) int { return known(b) - known(a) })
	return out
}

// checker holds one item to one version.
type checker struct {
	fields  table
	version string
	open    bool // unknown fields are the sender's own
	todo    []value
}

// value is a part of an item that is still to be looked at.
type value struct {
	v          any
	kind, path string
}

// run looks at part after part, without recursion.
func (c *checker) run(item any) error {
	c.todo = []value{{item, "object item", ""}}
	for len(c.todo) > 0 {
		x := c.todo[len(c.todo)-1]
		c.todo = c.todo[:len(c.todo)-1]
		if err := c.value(x); err != nil {
			return err
		}
	}
	return nil
}

// value checks one part and puts what it holds on the list.
func (c *checker) value(x value) error {
	word, rest, _ := strings.Cut(x.kind, " ")
	switch word {
	case "object":
		m, ok := x.v.(map[string]any)
		if !ok {
			return c.wrong(x, "an object")
		}
		return c.object(m, rest, x.path)
	case "list":
		l, ok := x.v.([]any)
		if s, single := x.v.(string); single && rest == "date" {
			l, ok = []any{s}, true // the schema names one type and means the other
		}
		if !ok {
			return c.wrong(x, "a list")
		}
		for i := len(l) - 1; i >= 0; i-- {
			c.todo = append(c.todo, value{l[i], rest, fmt.Sprintf("%s[%d]", x.path, i)})
		}
	case "map":
		m, ok := x.v.(map[string]any)
		if !ok {
			return c.wrong(x, "an object")
		}
		for _, name := range slices.Backward(slices.Sorted(maps.Keys(m))) {
			if name == "" || !isWord(name[:1]) {
				return batch.Invalid("%s: %q is no name: it must begin with a letter or figure", x.path, name)
			}
			c.todo = append(c.todo, value{m[name], rest, join(x.path, name)})
		}
	case "geojson":
		return c.geometry(x)
	case "record":
		if _, ok := x.v.(map[string]any); !ok {
			return c.wrong(x, "an object")
		}
	case "any":
	default:
		return c.scalar(x, word, rest)
	}
	return nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// wrong says what a field is and what it must be.
func (c *checker) wrong(x value, want string) error {
	path := x.path
	if path == "" {
		path = "the item"
	}
	shown, err := json.Marshal(x.v)
	if err != nil || len(shown) > 60 {
		shown = append(shown[:min(len(shown), 60)], "…"...)
	}
	return batch.Invalid("%s is %s: in ninjs %s it must be %s", path, shown, c.version, want)
}

// object checks the names of an object's fields and what is demanded of them,
// in their order.
func (c *checker) object(m map[string]any, object, path string) error {
	taken := map[string]string{} // demands that one field meets
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(m))) {
		f, ok := c.fields.of(c.version, object, name)
		if !ok {
			if c.open {
				continue
			}
			return batch.Invalid("%s is no field of ninjs %s: mend its name, or name in standard.schema the schema that has it", join(path, name), c.version)
		}
		if f.demand == "either" || strings.HasPrefix(f.demand, "not both") {
			if other := taken[f.demand]; other != "" {
				return batch.Invalid("%s and %s stand beside each other: only one of them may", join(path, name), other)
			}
			taken[f.demand] = name
		}
		c.todo = append(c.todo, value{m[name], f.kind, join(path, name)})
	}
	return c.missing(m, object, path, taken["either"] != "")
}

// missing refuses an object without a field that it must have.
func (c *checker) missing(m map[string]any, object, path string, chosen bool) error {
	var either []string
	for _, o := range [...]string{object, "item"} {
		if o == "item" && object != "association" && object != "item" {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(c.fields[c.version][o])) {
			f := c.fields[c.version][o][name]
			if _, there := m[name]; f.demand == "must" && !there {
				return batch.Invalid("%s is missing: ninjs %s demands it", join(path, name), c.version)
			}
			if f.demand == "either" {
				either = append(either, name)
			}
		}
	}
	if len(either) > 0 && !chosen {
		return batch.Invalid("%s lacks a field: it must have one of %s", path, strings.Join(either, ", "))
	}
	return nil
}

// scalar checks a text, a figure, a choice or a date.
func (c *checker) scalar(x value, word, rest string) error {
	if word == "number" || word == "integer" {
		return c.figure(x, word, rest)
	}
	s, ok := x.v.(string)
	switch {
	case !ok:
		return c.wrong(x, "a text")
	case word == "one" && !slices.Contains(strings.Fields(strings.TrimPrefix(rest, "of ")), s):
		return c.wrong(x, "one of "+strings.ReplaceAll(strings.TrimPrefix(rest, "of "), " ", ", "))
	case word == "date":
		if _, _, ok := schedule.Moment(s); !ok || len(s) < 4 || s[4:] != "" && s[4] != '-' {
			return c.wrong(x, "a date such as 2024-02-29, which may lack its day or month")
		}
	}
	return nil
}

// figure checks a number and its bounds.
func (c *checker) figure(x value, word, bounds string) error {
	n, ok := x.v.(json.Number)
	f, err := n.Float64()
	least, most, bounded := strings.Cut(bounds, " ")
	low, _ := strconv.ParseFloat(least, 64)
	high, _ := strconv.ParseFloat(most, 64)
	switch {
	case !ok || err != nil:
		return c.wrong(x, "a number")
	case word == "integer" && f != float64(int64(f)):
		return c.wrong(x, "a whole number")
	case bounded && (f < low || f > high):
		return c.wrong(x, "from "+least+" to "+most)
	}
	return nil
}

// shapes are the types of GeoJSON with the field that each must have, after
// RFC 7946.
const shapes = "Point=coordinates LineString=coordinates Polygon=coordinates MultiPoint=coordinates MultiLineString=coordinates MultiPolygon=coordinates GeometryCollection=geometries Feature=geometry FeatureCollection=features"

func (c *checker) geometry(x value) error {
	m, _ := x.v.(map[string]any)
	shape, _ := m["type"].(string)
	for _, s := range strings.Fields(shapes) {
		name, field, _ := strings.Cut(s, "=")
		if name != shape {
			continue
		}
		if _, ok := m[field]; !ok {
			return batch.Invalid("%s.%s is missing: a %s must have it", x.path, field, shape)
		}
		return nil
	}
	return c.wrong(x, "GeoJSON, with a type such as Point")
}
