package leads

import (
	"log/slog"
	"regexp"
	"testing"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/line"
)

// TestVerdicts checks that the verdicts are whole, each story once.
func TestVerdicts(t *testing.T) {
	all, err := Stories()
	if err != nil {
		t.Fatal(err)
	}
	name, verdict := regexp.MustCompile(`^[0-9a-f]{8}$`), regexp.MustCompile(`^[yn]{3}$`)
	seen := map[string]bool{}
	for _, s := range all {
		if seen[s.ID] || s.Headline == "" || len(s.Lines) == 0 {
			t.Errorf("story %s stands twice, or has no headline or no verdicts", s.ID)
		}
		seen[s.ID] = true
		for l, v := range s.Lines {
			if !name.MatchString(l) || !verdict.MatchString(v) {
				t.Errorf("story %s: line %q has the verdict %q", s.ID, l, v)
			}
		}
	}
}

// TestLeads holds the facts under headlines to what readers said of them. As
// lines change, fewer have a verdict: below half, they are to be judged anew.
func TestLeads(t *testing.T) {
	data := shared.Path(t, "data")
	floors, err := eval.LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Run(t.Context(), l, data)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", s)
	if s.Judged*2 < s.Shown {
		t.Fatalf("of %d facts that are shown, verdicts are on %d only", s.Shown, s.Judged)
	}
	if err := floors.Check("leads.right", float64(s.Right)/float64(s.Judged)); err != nil {
		t.Error(err)
	}
}
