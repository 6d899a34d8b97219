package stories

import (
	"log/slog"
	"os"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/line"
)

// TestLabels checks that all three hold the same stories in one order, half of
// them sealed, and that every place lies in its line, on letters' bounds.
func TestLabels(t *testing.T) {
	data := shared.Path(t, "data")
	var orders [][]string
	for _, load := range []func() ([]Label, error){First, Second, Gold} {
		labels, err := load()
		if err != nil {
			t.Fatal(err)
		}
		texts, err := sources(data, labels)
		if err != nil {
			t.Fatal(err)
		}
		var order []string
		sealed := 0
		for _, l := range labels {
			order = append(order, l.Story)
			sealed += count(l.Set == Sealed)
			checkPlaces(t, &l, texts[l.Story])
		}
		orders = append(orders, order)
		if len(labels) != 40 || sealed != 20 {
			t.Errorf("%d stories, %d of them sealed; want 40, 20", len(labels), sealed)
		}
	}
	if !slices.Equal(orders[0], orders[1]) || !slices.Equal(orders[0], orders[2]) {
		t.Error("the labellers' stories differ or stand in another order")
	}
}

func checkPlaces(t *testing.T, l *Label, s *source) {
	t.Helper()
	starts := s.starts(s.text)
	check := func(what string, p Place) {
		t.Helper()
		x, ok := s.span(starts, p)
		if !ok || x.end <= x.start || p[2] > len(s.lines[p[0]-s.first]) {
			t.Errorf("%s: %s at %v is not in the text", l.Story, what, p)
		}
	}
	for _, e := range l.Events {
		check("trigger", e.At)
		for _, p := range append(slices.Clone(e.Actors), e.Recipients...) {
			check("party", p.At)
		}
	}
	for _, k := range l.Key {
		check("key fact", k.At)
		if len(k.Want) < 2 || k.Want.Kind() == "" {
			t.Errorf("%s: key fact %s asks for nothing", l.Story, k.Want)
		}
	}
	for _, c := range l.Chains {
		for _, p := range c {
			check("mention", p)
		}
	}
}

// TestPerfect scores the labels against themselves: all must be right, so
// that no count is lost between the two sides.
func TestPerfect(t *testing.T) {
	gold, err := Gold()
	if err != nil {
		t.Fatal(err)
	}
	var e Events
	for i := range gold {
		e.add(placed(&gold[i]), placed(&gold[i]))
	}
	if e.Gold == 0 || e.Gold != e.Read || e.All != e.Gold || e.Sound != e.Gold {
		t.Errorf("against themselves: %+v", e)
	}
}

// TestEvents counts a made-up pair: one right, one with the sides turned, one
// that the label doubts, one too many.
func TestEvents(t *testing.T) {
	gold := []told{
		{at: span{0, 3}, kind: "CONSULT", status: "planned", actors: []string{"FRA"}, recipients: []string{"TCD"}},
		{at: span{5, 9}, kind: "ACCUSE", status: "happened", actors: []string{"CHL"}, recipients: []string{"PER"}},
		{at: span{20, 25}, kind: "AID", status: "happened", doubtful: true},
	}
	read := []told{
		{at: span{1, 3}, kind: "CONSULT", status: "planned", actors: []string{"FRA"}},
		{at: span{5, 9}, kind: "ACCUSE", status: "happened", actors: []string{"PER"}, recipients: []string{"CHL"}, by: "PER"},
		{at: span{20, 22}, kind: "STATE", status: "happened"},
		{at: span{40, 44}, kind: "STATE", status: "happened"},
	}
	var e Events
	e.add(gold, read)
	want := Events{Gold: 2, Read: 3, Found: 2, Type: 2, Status: 2, Clean: 1, Sound: 1}
	if e != want {
		t.Errorf("%+v, want %+v", e, want)
	}
}

// TestLook holds the reader to its floors on the half that is for looking at.
func TestLook(t *testing.T) {
	data, floors, l := measure(t)
	s, err := Run(t.Context(), l, data, Look, 2)
	if err != nil {
		t.Fatal(err)
	}
	_, _, found := s.Events.F1(s.Events.Found)
	_, _, sound := s.Events.F1(s.Events.Sound)
	for name, got := range map[string]float64{"key": share(s.Keys.Right, s.Keys.All()), "found": found, "sound": sound} {
		if err := floors.Check("stories."+name, got); err != nil {
			t.Error(err)
		}
	}
}

func TestSourcesAreMissing(t *testing.T) {
	if _, err := sources(t.TempDir(), nil); !os.IsNotExist(err) {
		t.Errorf("a missing folder: %v", err)
	}
}

// TestRank holds the order of facts to its floor.
func TestRank(t *testing.T) {
	data, floors, l := measure(t)
	o, err := Rank(t.Context(), l, data)
	if err != nil {
		t.Fatal(err)
	}
	if err := floors.Check("ranks.first", share(o.First, o.Stories)); err != nil {
		t.Error(err)
	}
}

// measure returns what the reader is measured with: labelled texts, floors, and
// the reader.
func measure(t *testing.T) (data string, floors eval.Floors, l *line.Line) {
	t.Helper()
	data = shared.Path(t, "data")
	floors, err := eval.LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	if l, err = line.Load(slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	return data, floors, l
}
