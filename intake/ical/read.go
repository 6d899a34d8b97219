package ical

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
)

// Bounds on a calendar.
const (
	maxDepth  = 8
	maxEvents = 20_000
)

// property is a line of a component: a name, parameters, a value.
type property struct {
	name   string
	params map[string]string
	value  string
}

// component is a part of a calendar with what is in it.
type component struct {
	name  string
	props []property
	kids  []*component
}

// get returns the first property of a name; its value is "" where there is
// none.
func (c *component) get(name string) property {
	for _, p := range c.props {
		if p.name == name {
			return p
		}
	}
	return property{name: name}
}

// text returns the value of a text, its marks resolved, without white space at
// its ends.
func (c *component) text(name string) string { return strings.TrimSpace(plainText(c.get(name).value)) }

// plainText resolves the marks that texts are written with.
func plainText(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";").Replace(s)
}

// reader builds the components of a calendar, line by line.
type reader struct {
	root component // holds what stands at the top
	open []*component
	out  *batch.Batch
}

// read returns the components at the top of a text. A line that is no property
// is left out; it is the event that has to say what it lacks.
func read(s string, out *batch.Batch) []*component {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\n ", ""), "\n\t", "")
	r := reader{out: out}
	r.open = []*component{&r.root}
	for line := range strings.SplitSeq(s, "\n") {
		p, ok := propertyOf(strings.TrimRight(line, " \r"))
		switch {
		case !ok:
		case p.name == "BEGIN":
			r.begin(strings.ToUpper(p.value))
		case p.name == "END":
			r.end(strings.ToUpper(p.value))
		default:
			top := r.open[len(r.open)-1]
			top.props = append(top.props, p)
		}
	}
	for _, c := range r.open[1:] {
		if c.name != "VCALENDAR" {
			r.out.Refuse(c.text("UID"), "the calendar breaks off in this "+c.name+": fetch it again", []byte(c.text("SUMMARY")))
		}
	}
	return r.root.kids
}

// begin opens a component. The one that breaks off joins no other.
func (r *reader) begin(name string) {
	if len(r.open) > maxDepth {
		return
	}
	c := &component{name: name}
	if name == "VCALENDAR" {
		r.open = r.open[:1]
		r.root.kids = append(r.root.kids, c) // its events are kept as they close
	}
	r.open = append(r.open, c)
}

// end closes the innermost component of a name, with those inside it that
// nothing closed.
func (r *reader) end(name string) {
	for i := len(r.open) - 1; i > 0; i-- {
		if r.open[i].name != name {
			continue
		}
		for _, c := range r.open[i+1:] {
			r.out.Refuse(c.text("UID"), fmt.Sprintf("END:%s is missing in the calendar", c.name), []byte(c.text("SUMMARY")))
		}
		if name != "VCALENDAR" {
			in := r.open[i-1]
			in.kids = append(in.kids, r.open[i])
		}
		r.open = r.open[:i]
		return
	}
}

// propertyOf reads a line; false where it is none.
func propertyOf(line string) (property, bool) {
	i := strings.IndexAny(line, ";:")
	if i <= 0 {
		return property{}, false
	}
	p := property{name: strings.ToUpper(line[:i])}
	for line[i] == ';' {
		rest := line[i+1:]
		name, after, ok := strings.Cut(rest, "=")
		if !ok {
			return property{}, false
		}
		n := paramEnd(after)
		if n < 0 {
			return property{}, false
		}
		if p.params == nil {
			p.params = map[string]string{}
		}
		p.params[strings.ToUpper(name)] = strings.Trim(after[:n], `"`)
		i = len(line) - len(after) + n
	}
	p.value = line[i+1:]
	return p, true
}

// paramEnd returns where a parameter's value ends: at a semicolon or colon
// outside quotation marks; -1 where it does not.
func paramEnd(s string) int {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case !quoted && (s[i] == ';' || s[i] == ':'):
			return i
		}
	}
	return -1
}
