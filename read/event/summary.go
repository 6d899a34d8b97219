package event

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// summary makes the one line by which lists show an event, from its slots.
func (r *reader) summary(e *fact.Event) string {
	var b strings.Builder
	b.WriteString(r.names(e.Actors))
	if b.Len() == 0 {
		b.WriteString("someone")
	}
	b.WriteString(": ")
	b.WriteString(strings.ToLower(e.Type))
	if e.Mode != nil {
		b.WriteString(" (" + *e.Mode + ")")
	}
	if n := r.names(e.Recipients); n != "" {
		b.WriteString(" → " + n)
	}
	if e.Place != nil {
		if n := r.name(*e.Place); n != "" {
			b.WriteString(", in " + n)
		}
	}
	if e.Time != nil {
		b.WriteString(", " + e.Time.String())
	}
	b.WriteString("; " + strings.ReplaceAll(string(e.Status), "_", " "))
	if e.AssertedBy != nil {
		if n := r.name(*e.AssertedBy); n != "" {
			b.WriteString(", says " + n)
		}
	}
	return b.String()
}

func (r *reader) names(list []fact.Party) string {
	var out []string
	for _, p := range list {
		n := p.Code
		if p.Entity != nil {
			if s := r.name(*p.Entity); s != "" {
				n = s
			}
		}
		out = append(out, n)
	}
	return strings.Join(out, ", ")
}

func (r *reader) name(id string) string {
	if e := r.w.EntityByID(id); e != nil {
		return e.Name
	}
	return ""
}
