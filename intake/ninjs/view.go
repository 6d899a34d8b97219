package ninjs

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// view looks at an object of any version: its fields by their names in small
// letters, under which 3.x has the fields of 2.x.
type view struct{ m map[string]any }

func viewOf(v any) view {
	m, _ := v.(map[string]any)
	low := make(map[string]any, len(m))
	for k, x := range m {
		low[strings.ToLower(k)] = x
	}
	return view{low}
}

func (v view) has(name string) bool { return v.m[name] != nil }

// text returns the first field that is a text and not blank.
func (v view) text(names ...string) string {
	for _, n := range names {
		if s, ok := v.m[n].(string); ok && strings.TrimSpace(s) != "" {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// figure returns a number, 0 where there is none.
func (v view) figure(name string) int {
	n, _ := v.m[name].(json.Number)
	f, err := n.Float64()
	if err != nil || f < 0 || f > 1<<30 {
		return 0
	}
	return int(f)
}

func (v view) object(name string) view { return viewOf(v.m[name]) }

// list returns the objects of a list, or those of an object with names, by
// their names.
func (v view) list(names ...string) []view {
	var out []view
	for _, name := range names {
		switch x := v.m[name].(type) {
		case []any:
			for _, e := range x {
				out = append(out, viewOf(e))
			}
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(x)) {
				if _, ok := x[k].(map[string]any); ok {
					out = append(out, viewOf(x[k]))
				}
			}
		}
	}
	return out
}

// names returns the names of the objects in lists.
func (v view) names(lists ...string) []string {
	var out []string
	for _, e := range v.list(lists...) {
		if n := e.text("name"); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// isText reports whether the item may be a story by its type.
func (v view) isText() bool {
	// Grammar: the standard's closed set of types; those of pictures, sound
	// and film are the others.
	switch v.text("type") {
	case "", "text", "composite", "component":
		return true
	}
	return false
}

func sorted(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
