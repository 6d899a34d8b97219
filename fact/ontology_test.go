package fact

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/datelinewire/dateline/ontology"
)

// TestSchemaHasTheOntology holds the schema's types of events to the
// ontology's: a type that only one of them has could be read and not written.
func TestSchemaHasTheOntology(t *testing.T) {
	b, err := os.ReadFile("reading.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties struct {
			Events struct {
				Items struct {
					Properties struct {
						Type struct{ Enum []string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b, &schema); err != nil {
		t.Fatal(err)
	}
	enum := schema.Properties.Events.Items.Properties.Type.Enum
	if len(enum) != len(ontology.Types()) {
		t.Fatalf("the schema has %d types: %v", len(enum), enum)
	}
	for i, name := range enum {
		if ontology.Types()[i].String() != name {
			t.Errorf("type %d is %s in the schema, %s in the ontology", i, name, ontology.Types()[i])
		}
	}
}
