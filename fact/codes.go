package fact

import (
	"cmp"

	"github.com/datelinewire/dateline/ontology"
)

// CodesOf returns the codes that the codebooks want for a type with a status:
// what is only announced or promised is an agreement to it, and hostility
// that is only announced is a threat of it; what the doer will not do is a
// refusal.
func CodesOf(t ontology.Type, mode, cameo string, s Status, refusal bool) Codes {
	out := t
	switch {
	case t.Cooperative() && (refusal && (s == NotHappened || s == Denied) || s == Cancelled):
		out, cameo = ontology.Reject, ontology.Reject.Cameo()
	case t.Quad() == 4 && s == Cancelled:
		out, cameo = ontology.Retreat, ontology.Retreat.Cameo() // a strike called off
	case s == NotHappened || s == Denied || s == Cancelled:
		return Codes{} // the codebooks code what happens
	case s != Happened && s != Ongoing:
		if c, ok := t.Ahead(); ok {
			out, cameo = c.Type, c.Cameo
		}
	}
	if t == ontology.Agree && cameo == "057" {
		if s == Happened {
			out = ontology.Support // a formal agreement reached
		} else {
			cameo = "030"
		}
	}
	if c, ok := out.Filed(mode); ok {
		out, cameo = c.Type, cmp.Or(c.Cameo, cameo)
	}
	if out == ontology.State {
		return Codes{Cameo: cameo}
	}
	return Codes{Plover: out.String(), Cameo: cameo, Quad: out.Quad(), Goldstein: out.Score(mode)}
}
