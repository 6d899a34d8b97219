package eval

import (
	"log/slog"
	"runtime"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"

	"github.com/datelinewire/dateline/internal/shared"
)

// TestFacts holds the reader to its floors on the probes and the seed story.
func TestFacts(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	known, err := LoadKnown()
	if err != nil {
		t.Fatal(err)
	}
	hold := func(name, file string) {
		score, err := Facts(t.Context(), l, file, "", runtime.GOMAXPROCS(0))
		if err != nil {
			t.Fatal(err)
		}
		all := score.Total()
		t.Logf("%s: recall %.4f, silence %.4f, extra %d over %d", file, all.Recall(), all.Silence(), all.Extra, all.Exhausted)
		for figure, got := range map[string]float64{"recall": all.Recall(), "silence": all.Silence()} {
			if err := floors.Check(name+"."+figure, got); err != nil {
				t.Error(err)
			}
		}
		if name == "unseen" {
			return // whose failures nobody is to know by name
		}
		for _, err := range known.Check(name, score.Failures()) {
			t.Error(err)
		}
	}
	// These were written before the rules that they test, as a check on them.
	hold("own", "testdata/probes.jsonl")
	hold("facts", shared.Path(t, "gold/probes.jsonl"))
	hold("unseen", shared.Path(t, "gold/probes-2.jsonl"))
	hold("seed", shared.Path(t, "seed/expected.jsonl"))
}

// TestScore checks the matching rules on a reading made by hand.
func TestScore(t *testing.T) {
	r := fact.New("test")
	r.Story.Text = "Peru’s envoy will meet Chile on Friday."
	r.Entities = []fact.Entity{
		{ID: "n1", Kind: fact.Country, Name: "Peru", Country: fact.Ptr("PER"), Mentions: []fact.Mention{{Start: 0, End: 4, Kind: fact.Name}}},
		{ID: "n2", Kind: fact.Country, Name: "Chile", Country: fact.Ptr("CHL"), Mentions: []fact.Mention{{Start: 25, End: 30, Kind: fact.Name}}},
	}
	r.Events = []fact.Event{{
		ID: "e1", Type: "CONSULT", Status: fact.Planned, Codes: fact.Codes{Plover: "AGREE", Cameo: "0341", Quad: 1},
		Actors:     []fact.Party{{Code: "PER", Sectors: []string{"GOV"}, Entity: fact.Ptr("n1")}},
		Recipients: []fact.Party{{Code: "CHL", Entity: fact.Ptr("n2")}},
		Evidence:   fact.Evidence{Start: 0, End: len(r.Story.Text)},
	}}
	f := func(pattern string, want bool) {
		t.Helper()
		probes, err := ReadProbes(strings.NewReader(`{"id":"p","expect":[` + pattern + `]}`))
		if err != nil {
			t.Fatal(err)
		}
		s := NewScore("")
		if err := s.Add(&probes[0], r); err != nil {
			t.Fatal(err)
		}
		if got := s.Total().Found == 1; got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
	f(`{"kind":"event","type":"CONSULT","actors":["PERGOV"],"recipients":["=chile"],"status":["planned","possible"]}`, true)
	f(`{"kind":"event","actors":["CHL"],"recipients":["PER"]}`, false)
	f(`{"kind":"event","mutual":true,"actors":["CHL"],"recipients":["PER"]}`, true)
	f(`{"kind":"event","mutual":true,"actors":["CHL","PER"]}`, true)
	f(`{"kind":"event","actors":[]}`, false)
	f(`{"kind":"event","plover":"AGREE","cameo":"034","quad":1}`, true)
	f(`{"kind":"event","mode":null,"time":null,"asserted_by":null,"contains":"Peru's  ENVOY"}`, true)
	f(`{"kind":"event","place":"PER"}`, false)
	f(`{"kind":"entity","name":"chile","country":"CHL","mentions":["Chile"]}`, true)
	f(`{"kind":"dateline","agency":"X"}`, false)
}

// TestKnown demands that a list of failures tells one that is new from one that
// is no more, and that it is written as it is read.
func TestKnown(t *testing.T) {
	k := Known{"own": {"own-1 expect 2", "own-3 forbid 1"}}
	if errs := k.Check("own", []string{"own-1 expect 2", "own-3 forbid 1"}); len(errs) != 0 {
		t.Error(errs)
	}
	errs := k.Check("own", []string{"own-1 expect 2", "own-4 extra event 1"})
	if len(errs) != 2 || !strings.Contains(errs[0].Error(), "own-4 extra event 1 fails") || !strings.Contains(errs[1].Error(), "own-3 forbid 1 succeeds") {
		t.Error(errs)
	}
	all, err := LoadKnown()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteKnown(&b, all); err != nil || b.String() != knownFile {
		t.Errorf("known.tsv is not as it is written (%v)", err)
	}
}

func TestFloors(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	if len(floors) == 0 {
		t.Error("floor.txt is empty")
	}
	if (Floors{"x": 0.5}).Check("x", 0.4) == nil || (Floors{"x": 0.5}).Check("x", 0.5) != nil {
		t.Error("a floor does not hold")
	}
}
