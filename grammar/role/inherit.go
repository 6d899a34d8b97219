package role

import "github.com/datelinewire/dateline/text"

// furthest is how many clauses upwards an inherited subject is looked for.
const furthest = 6

// way returns how token i, an argument of p by the model, comes to it in the
// tree.
func (a *Answers) way(p, i int32) Way {
	if a.under(i, p) {
		return Direct
	}
	t := &a.d.Tokens[p]
	if t.Dep == text.DepCop || t.Dep == text.DepAux || t.Dep == text.DepAuxPass {
		return Direct
	}
	if verb := a.carrier(p); verb >= 0 && a.under(i, verb) {
		return ByLightVerb
	}
	for at, n := p, 0; at >= 0 && n < furthest; at, n = a.d.Tokens[at].Head, n+1 {
		t := &a.d.Tokens[at]
		switch t.Dep {
		case text.DepConj:
			return ByCoordination
		case text.DepAclRelcl, text.DepAcl:
			if t.Head == i {
				return ByRelative
			}
			return ByControl
		case text.DepXcomp, text.DepCcomp, text.DepAdvcl, text.DepCsubj:
			return ByControl
		}
		if t.Head == i {
			break
		}
	}
	return Otherwise
}

// under reports whether token i hangs from token p, at whatever depth.
func (a *Answers) under(i, p int32) bool {
	for n := 0; i >= 0 && n < 2*furthest; i, n = a.d.Tokens[i].Head, n+1 {
		if i == p {
			return true
		}
	}
	return false
}

// carrier returns the light verb of a noun, -1 where it has none.
func (a *Answers) carrier(p int32) int32 {
	if q := a.Of(int(p)); q != nil {
		for _, x := range q.Args {
			if x.Label == LightVerb {
				return x.Token
			}
		}
	}
	return -1
}

// described returns the noun that the clause of p describes, -1 for none.
func (a *Answers) described(p int32) int32 {
	for n := 0; p >= 0 && n < furthest; p, n = a.d.Tokens[p].Head, n+1 {
		if d := a.d.Tokens[p].Dep; d == text.DepAclRelcl || d == text.DepAcl {
			return a.d.Tokens[p].Head
		}
	}
	return -1
}

// passive reports whether what stands as the subject of p is what it is done
// to.
func (a *Answers) passive(p int32) bool {
	for _, k := range a.tree.Of(int(p)) {
		switch a.d.Tokens[k].Dep {
		case text.DepNsubjPass, text.DepAuxPass, text.DepOblAgent:
			return true
		}
	}
	t := &a.d.Tokens[p]
	return t.Tag == text.TagVBN && (t.Dep == text.DepAcl || t.Dep == text.DepAmod)
}

// child returns the first child of token i with one of the relations, or -1.
func (a *Answers) child(i int32, deps ...text.Dep) int32 {
	for _, k := range a.tree.Of(int(i)) {
		for _, d := range deps {
			if a.d.Tokens[k].Dep == d {
				return k
			}
		}
	}
	return -1
}

// subject returns the subject that a clause has from above, by the tree alone:
// a filler with Token -1 where there is none.
func (a *Answers) subject(p int32) Filler {
	for range furthest {
		t := &a.d.Tokens[p]
		h := t.Head
		if h < 0 {
			break
		}
		f := Filler{Token: -1}
		switch t.Dep {
		case text.DepXcomp:
			f = a.controller(h, true)
		case text.DepAdvcl:
			f = a.controller(h, false)
		case text.DepConj:
			f = a.controller(h, false)
			f.Way = ByCoordination
		case text.DepAcl:
			return Filler{Token: h, Way: ByRelative}
		default:
			return f
		}
		if f.Token >= 0 {
			return f
		}
		p = h
	}
	return Filler{Token: -1}
}

// controller returns the object, where that may control, or the subject of the
// verb h, as that of a clause below it.
func (a *Answers) controller(h int32, object bool) Filler {
	f := Filler{Token: -1, Way: ByControl}
	if a.d.Tokens[h].Pos != text.VERB && a.d.Tokens[h].Pos != text.AUX && a.child(h, text.DepCop) < 0 {
		return f
	}
	if object {
		f.Token = a.child(h, text.DepObj, text.DepIobj)
	}
	if f.Token < 0 {
		f.Token = a.child(h, text.DepNsubj, text.DepNsubjPass)
	}
	return f
}

// owner returns the possessor of a noun, or its adjective of origin, where the
// model gives it no numbered role.
func (a *Answers) owner(p *Predicate) Filler {
	for _, k := range a.tree.Of(int(p.Token)) {
		t := &a.d.Tokens[k]
		origin := t.Dep == text.DepAmod && t.Flags&text.Capital != 0 && k > a.d.Sentences[t.Sentence].First
		if (origin || t.Dep == text.DepNmodPoss) && !p.fills(k) {
			return Filler{Token: k}
		}
	}
	return Filler{Token: -1}
}

// fills reports whether token i fills a numbered role of p.
func (p *Predicate) fills(i int32) bool {
	for _, x := range p.Args {
		if x.Token == i && x.Label.Core() {
			return true
		}
	}
	return false
}

// expand returns a filler with the members of its group; nothing where it has
// no token.
func (a *Answers) expand(f Filler) []Filler {
	if f.Token < 0 {
		return nil
	}
	if t := a.d.Tokens[f.Token].Tag; t == text.TagWDT || t == text.TagWP {
		noun := a.described(f.Token)
		if noun < 0 {
			return nil
		}
		f.Token, f.Way = noun, ByRelative
	}
	return append([]Filler{f}, a.members(f)...)
}

// members returns what is joined to a filler by coordination.
func (a *Answers) members(f Filler) []Filler {
	var out []Filler
	if t := &a.d.Tokens[f.Token]; t.Pos == text.VERB || t.Pos == text.AUX {
		return nil
	}
	for _, k := range a.tree.Of(int(f.Token)) {
		t := &a.d.Tokens[k]
		if t.Dep == text.DepConj && t.Pos != text.VERB && t.Pos != text.AUX && a.child(k, text.DepNsubj) < 0 {
			m := f
			m.Token, m.Member = k, true
			out = append(out, m)
		}
	}
	return out
}
