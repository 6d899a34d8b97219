package roleset

import "testing"

func TestParse(t *testing.T) {
	inv, err := Parse("announce.01\t0:PAG 1:PPT\tn:announcement:3 v:announce:20\n# a comment\nbe.03\t-\tv:be:900\npick_up.04\t\tv:pick:2 v:pick_up:0\n")
	if err != nil {
		t.Fatal(err)
	}
	c := inv.Of("announcement")
	if len(c) != 1 || c[0].Name != "announce.01" || c[0].Class != Noun || c[0].Seen != 3 || len(c[0].Roles) != 2 || c[0].Roles[1] != (Role{1, Tag("PPT")}) {
		t.Errorf("announcement: %+v", c)
	}
	if r := inv.Get("be.03"); !r.Auxiliary || r.Number != 3 {
		t.Errorf("be.03: %+v", r)
	}
	if r := inv.Get("pick_up.04"); r.Particle != "up" || r.Auxiliary {
		t.Errorf("pick_up.04: %+v", r)
	}
	if inv.Of("withdraw") != nil {
		t.Error("a lemma that is not in the table has rolesets")
	}
}

func TestParseErrors(t *testing.T) {
	for _, table := range []string{"announce.01\t0:PAG", "announce.01\t0=PAG\tv:announce:1", "announce.01\t9:PAG\tv:announce:1", "announce.01\t\tx:announce:1", "announce.01\t\tv:announce:many", "announce.01\t\tv"} {
		if _, err := Parse(table); err == nil {
			t.Errorf("no error for %q", table)
		}
	}
}

func TestNumber(t *testing.T) {
	f := func(name string, want int) {
		t.Helper()
		if got := New(name).Number; got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
	f("go.02", 2)
	f("make.LV", LightNumber)
	f("image.101", LightNumber-1)
	f("nonsense", 1)
}
