package judge

import (
	"testing"

	"github.com/datelinewire/dateline/ontology"
)

// TestColumns holds the weights' columns to the ontology: it may have types
// that the weights were not taught, behind those that they were.
func TestColumns(t *testing.T) {
	all := ontology.Types()
	if len(types)-1 > len(all) {
		t.Fatalf("the weights have %d types, the ontology %d", len(types)-1, len(all))
	}
	for i, name := range types[1:] {
		if all[i].String() != name {
			t.Errorf("column %d is %s, in the ontology %s", i+1, name, all[i])
		}
	}
}
