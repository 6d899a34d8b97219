package ninjs

import (
	_ "embed" // the table of fields
	"strings"
	"sync"
)

//go:embed fields.tsv
var fieldsFile string

// field is what one version of the standard says of a field.
type field struct {
	kind   string // what its value must be, as the table has it
	demand string
}

// versions is the standard's history in order.
const versions = "1.0 1.1 1.2 1.3 1.4 1.5 1.6 1.x 2.0 2.1 2.2 2.x 3.0 3.1"

// table is the fields of each object in each version.
type table map[string]map[string]map[string]field // version, object, name

var fields = sync.OnceValue(func() table {
	t := table{}
	order := strings.Fields(versions)
	for _, v := range order {
		t[v] = map[string]map[string]field{}
	}
	for line := range strings.Lines(fieldsFile) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' || len(col) != 5 {
			continue
		}
		for _, span := range strings.Fields(col[4]) {
			from, to, ranged := strings.Cut(span, "-")
			if !ranged {
				to = from
			}
			in := false
			for _, v := range order {
				if in = in || v == from; in {
					t.add(v, col[0], col[1], field{kind: col[2], demand: col[3]})
				}
				in = in && v != to
			}
		}
	}
	return t
})

func (t table) add(version, object, name string, f field) {
	o := t[version][object]
	if o == nil {
		o = map[string]field{}
		t[version][object] = o
	}
	o[name] = f
}

// of returns the fields of an object; an association has an item's too.
func (t table) of(version, object, name string) (field, bool) {
	for _, o := range [...]string{object, "item"} {
		if o == "item" && object != "association" && object != "item" {
			continue
		}
		if f, ok := t[version][o][name]; ok {
			return f, true
		}
		if at := strings.IndexByte(name, '_'); at >= 0 {
			f, ok := t[version][o][name[:at+1]+"*"]
			if ok && len(name) > at+1 && isWord(name[at+1:at+2]) {
				return f, true
			}
		}
	}
	return field{}, false
}

// isWord reports whether s is letters, figures and underscores of ASCII, and
// not empty.
func isWord(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}
