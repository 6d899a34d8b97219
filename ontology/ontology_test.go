package ontology

import (
	"slices"
	"strings"
	"testing"
)

// TestTable holds the table to what its comment says: every line is read, no
// type lacks anything, modes are sorted and of their type.
func TestTable(t *testing.T) {
	all, wrong := read(file)
	for _, err := range wrong {
		t.Error(err)
	}
	for i, e := range all {
		if Type(i).String() != e.name || e.quad < 0 || e.quad > 4 || e.score < -10 || e.score > 10 || len(e.cameo) != 3 || e.label == "" || e.noun == "" {
			t.Errorf("%s: %+v", e.name, *e)
		}
		if !slices.IsSorted(Type(i).Modes()) {
			t.Errorf("%s: modes are not sorted: %v", e.name, Type(i).Modes())
		}
		for _, x := range append([]*entry{e}, e.modes...) {
			for _, p := range []place{x.filed, x.ahead} {
				if c, ok := p.resolve(); p != "" && (!ok || c.Cameo != "" && len(c.Cameo) != 3) {
					t.Errorf("%s: %q is no place in a codebook", x.name, p)
				}
			}
			for _, p := range []Phrase{x.planned, x.past} {
				if (p.Alone == "") != (p.With == "") || x == e && p.Alone == "" {
					t.Errorf("%s: the phrase is %q", x.name, p)
				}
			}
			if x.planned.Alone != "" && !strings.HasPrefix(x.planned.Alone, "will ") {
				t.Errorf("%s: %q is not said of what is to come", x.name, x.planned.Alone)
			}
			if x != e && (x.mutual || x.label != "" || x.cameo != "" || x.quad != 0 || x.ahead != "") {
				t.Errorf("%s: a mode has what only types have", x.name)
			}
		}
	}
}

// TestConstants holds the constants to the lines that they name.
func TestConstants(t *testing.T) {
	for c, name := range map[Type]string{
		Agree: "AGREE", Consult: "CONSULT", Support: "SUPPORT", Concede: "CONCEDE", Cooperate: "COOPERATE", Aid: "AID",
		Retreat: "RETREAT", Request: "REQUEST", Accuse: "ACCUSE", Reject: "REJECT", Threaten: "THREATEN", Protest: "PROTEST",
		Sanction: "SANCTION", Mobilize: "MOBILIZE", Coerce: "COERCE", Assault: "ASSAULT", State: "STATE",
	} {
		if got, ok := Parse(name); !ok || got != c || c.String() != name {
			t.Errorf("%s is type %d, the constant %d", name, got, c)
		}
	}
	if _, ok := Parse("VISIT"); ok || Type(200).String() != "" || len(Types()) != int(State)+1 {
		t.Error("there are types that the table does not have")
	}
}

// TestRead reads tables with mistakes: each is told with its line, and the
// rest is read.
func TestRead(t *testing.T) {
	const good = "WORK\t-\t2\t1.5\t060\t-\tAGREE 036\tboth\tWork\twork\twill work|will work with\tworked|worked with\n"
	for bad, want := range map[string]string{
		"TOIL\t-\t2\n": "columns",
		"TOIL\t-\ttwo\t1.5\t060\t-\t-\t-\tToil\ttoil\ta|b\ta|b\n": "line 2",
		"TOIL\tdaily\t-\t-\t-\t-\t-\t-\t-\ttoil\t-\t-\n":          "below its type",
	} {
		all, wrong := read(good + bad)
		if len(all) != 1 || !all[0].mutual || len(wrong) != 1 || !strings.Contains(wrong[0].Error(), want) {
			t.Errorf("%q: %d types, %v", bad, len(all), wrong)
		}
	}
}

func TestModes(t *testing.T) {
	f := func(got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	f(Consult.Noun("visit"), "visit")
	f(Retreat.Noun("release"), "release")
	f(Consult.Noun(""), "talks")
	f(Request.Noun("meet"), "request")
	f(Accuse.Score("allege"), -3.5)
	f(Accuse.Score("sue"), -3.0)
	f(Consult.Past("visit"), Phrase{"made a visit", "visited"})
	f(Threaten.Planned("arrest").With, "will threaten")
	c, ok := Sanction.Filed("convict")
	f(c, Code{Accuse, "116"})
	f(ok, true)
	_, ok = Sanction.Filed("expel")
	f(ok, false)
	c, _ = Aid.Ahead()
	f(c, Code{Agree, "033"})
	f(Consult.Has("visit"), true)
	f(Consult.Has("arrest"), false)
	f(Consult.Has(""), false)
}
