// Package ontology says what an event can be: its types and their modes, how
// the codebooks of PLOVER and CAMEO code them, and how they are said to people.
// What goes in is one table, ontology.tsv; everything else asks this package.
// A new type is a line of the table; it needs a constant here only where a
// rule speaks of it.
//
//	t, ok := ontology.Parse("CONSULT")
//	t.Quad()          // 1
//	t.Noun("visit")   // "visit"
//	t.Past("visit").With // "visited"
//
// Limits: it knows nothing of texts, nor of what makes an event planned or done.
package ontology

// Type is a type of event: one of PLOVER's, or State.
type Type uint8

// The types that rules speak of, in the order of the table.
const (
	Agree Type = iota
	Consult
	Support
	Concede
	Cooperate
	Aid
	Retreat
	Request
	Accuse
	Reject
	Threaten
	Protest
	Sanction
	Mobilize
	Coerce
	Assault
	State
)

// Code is where a codebook files an event.
type Code struct {
	Type  Type
	Cameo string // "" where it keeps its own
}

// Phrase is how an act is said after the one who does it: Alone where no other
// side is named (made a visit), With before the other side (visited).
type Phrase struct{ Alone, With string }

// Types returns all types, in the order of the table.
func Types() []Type {
	out := make([]Type, len(table()))
	for i := range out {
		out[i] = Type(i)
	}
	return out
}

// Parse returns the type that readings write as s, and reports whether there
// is one.
func Parse(s string) (Type, bool) {
	for i, e := range table() {
		if e.name == s {
			return Type(i), true
		}
	}
	return 0, false
}

func (t Type) entry() *entry {
	if all := table(); int(t) < len(all) {
		return all[t]
	}
	return new(entry)
}

// String returns the type as readings write it, "" for none of the table's.
func (t Type) String() string { return t.entry().name }

// Modes returns the modes of the type, sorted.
func (t Type) Modes() []string {
	var out []string
	for _, m := range t.entry().modes {
		out = append(out, m.name)
	}
	return out
}

// Has reports whether the type has a mode of that name.
func (t Type) Has(mode string) bool { return t.entry().mode(mode).name != "" }

// Quad returns PLOVER's class: 1 cooperation in word, 2 in deed, 3 conflict in
// word, 4 in deed; 0 for what PLOVER does not code.
func (t Type) Quad() int { return t.entry().quad }

// Cooperative reports whether both sides can be expected to welcome it.
func (t Type) Cooperative() bool { return t.Quad() == 1 || t.Quad() == 2 }

// Material reports whether it is done and not only said.
func (t Type) Material() bool { return t.Quad() == 2 || t.Quad() == 4 }

// Mutual reports whether both sides do what one of them is said to do.
func (t Type) Mutual() bool { return t.entry().mutual }

// Score returns the Goldstein score, from -10 to 10; mode may be "".
func (t Type) Score(mode string) float64 {
	if m := t.entry().mode(mode); m.scored {
		return m.score
	}
	return t.entry().score
}

// Cameo returns the CAMEO code of the type where nothing more is known.
func (t Type) Cameo() string { return t.entry().cameo }

// Filed returns under what the codebooks file the type with that mode, and
// reports whether that is another type than t.
func (t Type) Filed(mode string) (Code, bool) { return t.entry().mode(mode).filed.resolve() }

// Ahead returns under what the codebooks file what is announced, promised or
// wanted, and reports whether that is another type than t.
func (t Type) Ahead() (Code, bool) { return t.entry().ahead.resolve() }

// Label returns a heading for all events of the type.
func (t Type) Label() string { return t.entry().label }

// Noun returns what one event is called; mode may be "".
func (t Type) Noun(mode string) string {
	if n := t.entry().mode(mode).noun; n != "" {
		return n
	}
	return t.entry().noun
}

// Planned returns how it is said of what is to come; mode may be "".
func (t Type) Planned(mode string) Phrase {
	if p := t.entry().mode(mode).planned; p.Alone != "" {
		return p
	}
	return t.entry().planned
}

// Past returns how it is said of what has happened; mode may be "".
func (t Type) Past(mode string) Phrase {
	if p := t.entry().mode(mode).past; p.Alone != "" {
		return p
	}
	return t.entry().past
}
