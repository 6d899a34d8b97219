package feature

import (
	"slices"

	"github.com/datelinewire/dateline/text"
)

// Candidate is a token that may be an argument of a predicate.
type Candidate struct {
	Token int32
	up    uint8  // steps from the predicate up to the last common ancestor
	down  uint8  // steps from there down to the token
	top   int32  // the common ancestor
	path  uint32 // hash of the relations on the way
}

const (
	highest = 4  // steps upwards
	wide    = 12 // children on each side of the way up
	deep    = 2  // steps upwards from which children's children are looked at
)

// Candidates appends the tokens that may be arguments of predicate p, itself
// included, in the order of the text: what hangs from it and from the tokens
// above it, one step more on the lower levels, and the tokens above.
func (v *View) Candidates(out []Candidate, p int) []Candidate {
	from := len(out)
	path := uint32(17)
	below := int32(-1)
	at := int32(p)
	for up := range uint8(highest) {
		out = append(out, Candidate{Token: at, up: up, top: at, path: path})
		out = v.under(out, Candidate{Token: at, up: up, top: at, path: path}, below, int32(p), up < deep)
		next := v.d.Tokens[at].Head
		if next < 0 {
			break
		}
		path = step(path, uint32(v.d.Tokens[at].Dep), false)
		below, at = at, next
	}
	slices.SortFunc(out[from:], func(a, b Candidate) int { return int(a.Token - b.Token) })
	return out
}

// under appends the children of c, all but the one below on the way up, and
// where further is set their children, each after its own parent.
func (v *View) under(out []Candidate, c Candidate, below, p int32, further bool) []Candidate {
	for _, k := range near(v.Of(int(c.Token)), p) {
		if k == below || idle(v.d.Tokens[k].Dep, c.down+1) {
			continue
		}
		kid := v.child(c, k)
		out = append(out, kid)
		if !further {
			continue
		}
		for _, g := range near(v.Of(int(k)), p) {
			if idle(v.d.Tokens[g].Dep, kid.down+1) {
				continue
			}
			out = append(out, v.child(kid, g))
		}
	}
	return out
}

// child returns the candidate one step down from c.
func (v *View) child(c Candidate, k int32) Candidate {
	return Candidate{Token: k, up: c.up, down: c.down + 1, top: c.top, path: step(c.path, uint32(v.d.Tokens[k].Dep), true)}
}

// idle reports whether a token with that relation, so many steps down, is an
// argument of no predicate but by mistake.
func idle(d text.Dep, down uint8) bool {
	switch d {
	case text.DepPunct, text.DepCop, text.DepAuxPass:
		return true
	case text.DepCase:
		return down == 1
	case text.DepCc, text.DepDet, text.DepAux, text.DepMark:
		return down > 1
	}
	return false
}

// near returns the children nearest to p, wide on each side.
func near(kids []int32, p int32) []int32 {
	if len(kids) <= wide {
		return kids
	}
	at, _ := slices.BinarySearch(kids, p)
	return kids[max(0, at-wide):min(len(kids), at+wide)]
}
