package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
)

// groups writes which stories tell of one happening each.
func groups(l *link.Linker, reports []*link.Report) string {
	var out []string
	for _, h := range l.Happenings(reports) {
		one := ""
		for _, r := range h.Reports {
			one += r.StoryID
		}
		out = append(out, one)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// told are six reports: a, b, c, d of one visit, e and f of another.
func told() []*link.Report {
	var out []*link.Report
	for i, id := range []string{"a", "b", "c", "d"} {
		out = append(out, row(id, "CONSULT", "visit", fact.Happened, "OMN", "BLR", 20+i, 19))
	}
	return append(out, row("e", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 100, 99), row("f", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 101, 99))
}

func TestRulings(t *testing.T) {
	l := load(t)
	ref := func(id string) link.Ref {
		for _, r := range told() {
			if r.StoryID == id {
				return r.Ref()
			}
		}
		return link.Ref{Story: id}
	}
	rule := func(do link.Deed, a, b string) link.Ruling {
		return link.Ruling{Do: do, Reports: []link.Ref{ref(a), ref(b)}}
	}
	for _, c := range []struct {
		why     string
		rulings []link.Ruling
		want    string
	}{
		{"nobody said anything", nil, "abcd ef"},
		{"two happenings are one", []link.Ruling{rule(link.One, "b", "f")}, "abcdef"},
		{"one report is of another", []link.Ruling{rule(link.Apart, "a", "d")}, "abc d ef"},
		{"a group goes with its own", []link.Ruling{rule(link.One, "c", "d"), rule(link.Apart, "a", "d")}, "ab cd ef"},
		{"the later word counts", []link.Ruling{rule(link.Apart, "a", "d"), rule(link.One, "d", "a")}, "abcd ef"},
		{"and the other way", []link.Ruling{rule(link.One, "a", "e"), rule(link.Apart, "e", "a")}, "abcd ef"},
		{"what is one by others cannot be parted", []link.Ruling{rule(link.One, "a", "b"), rule(link.One, "b", "c"), rule(link.Apart, "a", "c")}, "abcd ef"},
		{"three parted", []link.Ruling{rule(link.Apart, "a", "b"), rule(link.Apart, "b", "c"), rule(link.Apart, "a", "c")}, "ad b c ef"},
		{"of stories that are not there", []link.Ruling{rule(link.Apart, "a", "z"), rule(link.One, "z", "e")}, "abcd ef"},
	} {
		under := l.Under(c.rulings)
		rnd := rand.New(rand.NewPCG(7, 8))
		for range 20 {
			all := told()
			rnd.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
			if got := groups(under, all); got != c.want {
				t.Errorf("%s: %s, want %s", c.why, got, c.want)
				break
			}
		}
	}
	if got := groups(l, told()); got != "abcd ef" {
		t.Errorf("the linker without rulings was changed: %s", got)
	}
}

func TestActors(t *testing.T) {
	l := load(t)
	who := func(id, key, code string) *link.Report {
		r := row(id, "CONSULT", "visit", fact.Happened, code, "BLR", 20, 19)
		r.ActorKeys[0] = key
		return link.NewReport(r.EventRow)
	}
	under := l.Under([]link.Ruling{
		{Do: link.One, Actors: []string{"person/q", "person/b"}},
		{Do: link.One, Actors: []string{"person/b", "person/c"}},
		{Do: link.Apart, Actors: []string{"person/x"}, Stories: []string{"s2"}},
		{Do: link.Apart, Actors: []string{"person/y"}, Country: "KEN"},
	})
	got := ""
	for _, r := range under.Ruled([]*link.Report{who("s1", "person/q", "OMN"), who("s1", "person/x", "OMN"), who("s2", "person/x", "OMN"), who("s3", "person/y", "KEN"), who("s3", "person/y", "OMN")}) {
		got += r.ActorKeys[0] + " "
	}
	if want := "person/b person/x person/x~2 person/y~2 person/y "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := fmt.Sprint(under.Keys("person/c"), under.Keys("person/x~2"), under.Keys("person/z")), "[person/b person/c person/q] [person/x] [person/z]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestCheckRuling(t *testing.T) {
	a := link.Ref{Story: "a"}
	for _, r := range []link.Ruling{
		{},
		{Do: link.One},
		{Do: link.One, Reports: []link.Ref{a, a}},
		{Do: link.One, Reports: []link.Ref{a}},
		{Do: "other", Actors: []string{"x", "y"}},
		{Do: link.One, Actors: []string{"x", "x"}},
		{Do: link.Apart, Actors: []string{"x"}},
		{Do: link.Apart, Actors: []string{"x", "y"}},
	} {
		if err := r.Check(); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", r, err)
		}
	}
}
