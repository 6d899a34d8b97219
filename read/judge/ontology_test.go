package judge

import (
	"testing"

	"github.com/datelinewire/dateline/ontology"
)

// TestColumns demands of the ontology every type that the weights were taught;
// that it has them in their order is held by its own test.
func TestColumns(t *testing.T) {
	if all := ontology.Types(); typeColumns-1 > len(all) {
		t.Errorf("the weights know %d types, the ontology %d", typeColumns-1, len(all))
	}
}
