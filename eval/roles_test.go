package eval

import (
	"testing"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestRoleFloors holds predicates and arguments to floor.txt on the
// development part.
func TestRoleFloors(t *testing.T) {
	floors, err := LoadFloors()
	if err != nil {
		t.Fatal(err)
	}
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	r, err := role.Load()
	if err != nil {
		t.Fatal(err)
	}
	trees, gold := shared.Path(t, "data/treebanks/ewt-dev.conllu"), shared.Path(t, "data/roles/ewt-roles-dev.jsonl.gz")
	for _, c := range []struct {
		name  string
		given Given
	}{{"roles", Given{}}, {"roles.trees", Given{Trees: true}}} {
		score, err := ScoreRoles(p, r, trees, gold, c.given)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []struct {
			figure string
			value  float64
		}{
			{"predicates", score.Predicates.F1()},
			{"senses", score.Senses.F1()},
			{"arguments", score.All().F1()},
			{"doers", score.ByLabel["ARG0"].F1()},
			{"doers.recall", score.ByLabel["ARG0"].Recall()},
		} {
			t.Logf("%s.%s %.2f", c.name, f.figure, f.value)
			if err := floors.Check(c.name+"."+f.figure, f.value); err != nil {
				t.Error(err)
			}
		}
	}
}
