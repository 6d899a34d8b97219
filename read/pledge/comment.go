package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// comments reports whether a verb of promising only comments on another clause:
// as it promised, which it had pledged to do.
func (r *reader) comments(i int) bool {
	h := r.d.Tokens[i].Head
	if h < 0 {
		return false
	}
	switch r.d.Tokens[i].Dep {
	case text.DepAdvcl, text.DepAdvclRelcl, text.DepParataxis:
	default:
		return false
	}
	for _, k := range r.t.Of(i) {
		switch r.d.Tokens[k].Dep {
		case text.DepMark, text.DepObj, text.DepAdvmod, text.DepCase:
			if l := r.d.Tokens[k].Lemma; l == "as" || l == "which" {
				return true
			}
		}
	}
	return false
}

// comment reads "has finished the dam, as it promised": the main clause says
// what was promised and whether it was done.
func (r *reader) comment(i int, d *draft) {
	h := int(r.d.Tokens[i].Head)
	d.act, d.acted = h, true
	st, ok := r.status(h)
	if !ok {
		return
	}
	c := r.g.Of(h)
	switch {
	case r.says("fail", h) && len(c.Complements) > 0:
		d.act, d.asserted = c.Complements[0], "missed"
	case st == fact.NotHappened || st == fact.Denied:
		d.asserted = "missed"
	case st == fact.Happened || st == fact.Ongoing:
		d.asserted = "kept"
	case st == fact.Planned:
		d.acted = false
	default:
		return
	}
	if d.by = r.promisers(i, r.g.Of(i)); len(d.by) == 0 {
		d.by = r.parties(c.Subject)
	}
	d.to = r.addressee(i, r.g.Of(i), d)
	r.add(d)
}

// delivered reads "has yet to send the trucks that it promised": the verb above
// the thing promised says what came of the promise.
func (r *reader) delivered(i int, d *draft) {
	thing := int(r.d.Tokens[i].Head)
	if thing < 0 {
		return
	}
	h := r.verbOver(thing)
	if h < 0 {
		return
	}
	c := r.g.Of(h)
	if c.Object != thing && c.Subject != thing {
		return
	}
	st, ok := r.status(h)
	if !ok {
		return
	}
	done := st == fact.Happened || st == fact.Ongoing
	switch {
	case st == fact.NotHappened && (r.says("done", h) || c.Object == thing):
		d.asserted = "missed"
	case r.says("drop", h) && done && c.Object == thing:
		d.asserted = "withdrawn"
	case r.says("done", h) && done:
		d.asserted = "kept"
	default:
		return
	}
	d.act, d.acted = h, true
	if d.by = r.promisers(i, r.g.Of(i)); len(d.by) == 0 && c.Object == thing {
		d.by = r.parties(c.Subject)
	}
	d.to = r.addressee(i, r.g.Of(i), d)
	d.made = i
	r.add(d)
}

// verbOver returns the verb whose argument token i is, -1 for none.
func (r *reader) verbOver(i int) int {
	h := int(r.d.Tokens[i].Head)
	for n := 0; n < 3 && h >= 0 && r.d.Tokens[h].Pos != text.VERB && r.d.Tokens[i].Dep == text.DepNmod; n++ {
		h = int(r.d.Tokens[h].Head)
	}
	if h < 0 || r.d.Tokens[h].Pos != text.VERB {
		return -1
	}
	return h
}
