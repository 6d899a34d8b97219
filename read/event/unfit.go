package event

import (
	"fmt"

	"github.com/datelinewire/dateline/text"
)

// unlikely is the margin, at transformer.Bits, below which a predicate that a
// frame proposes is no event where nobody known has a part in it.
const unlikely = -1000

// unfit returns why a draft is no event, or "". What was judged an event is
// one; what only a frame proposes must be put forward by the text and be no
// more than doubted by the judgement, less still where it names nobody.
func (r *reader) unfit(d *draft) string {
	if d.judged != nil {
		return ""
	}
	if why := r.unfounded(d); why != "" || d.frame.kind != State {
		return why
	}
	return r.unfitStatement(d)
}

// unfounded returns why a draft by itself, whatever stands beside it, is no
// event, or "".
func (r *reader) unfounded(d *draft) string {
	switch {
	case d.judged != nil:
		return ""
	case d.status == drop, d.status == keep:
		return "the text does not put it forward"
	case !r.stands(d):
		return fmt.Sprintf("proposed, but judged to be no event (by %.1f)", -logOdds(r.judged.Margins[d.trigger]))
	case len(d.actors)+len(d.recips) == 0 && r.judged.Margins[d.trigger] < unlikely:
		return "nobody known has a part in it"
	}
	return ""
}

// unfitStatement keeps statements to those of political parties whose content
// is no event of another type: the saying of an event is its attribution.
func (r *reader) unfitStatement(d *draft) string {
	if !political(d.actors) {
		return "the speaker is no political party"
	}
	if d.status != happened && d.status != ongoing {
		return "nothing has been said"
	}
	for _, o := range r.drafts {
		if o == d || d.comp < 0 {
			continue
		}
		switch said := r.leads(o, d.comp); {
		case said && o.frame.kind != State && r.unfounded(o) == "":
			return "what is said is an event of another type"
		case said && o.frame.kind == State && len(o.actors) > 0 && o.trigger > d.trigger && sameActors(o, d):
			return "another statement by the same speaker inside"
		}
	}
	return ""
}

func sameActors(a, b *draft) bool {
	for _, p := range a.actors {
		if !hasParty(b.actors, p) {
			return false
		}
	}
	return true
}

// leads reports whether event o is the main point of the clause of token c.
func (r *reader) leads(o *draft, c int) bool {
	cur := o.carrier
	for n := 0; n < 8 && cur >= 0; n++ {
		if cur == c {
			return true
		}
		switch r.Dep(cur) {
		case text.DepConj, text.DepXcomp, text.DepCcomp, text.DepObj, text.DepNsubjPass, text.DepObl:
			cur = int(r.d.Tokens[cur].Head)
		default:
			return false
		}
	}
	return false
}
