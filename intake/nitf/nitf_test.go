package nitf

import (
	"os"
	"testing"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestCase reads the case from the field.
func TestCase(t *testing.T) {
	b, err := os.ReadFile(shared.Path(t, "cases/19-wire-formats/input-nitf.xml"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(batch.Input{Bytes: b})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v %+v", got.Stories[0], got.Stories[0].Dateline)
}
