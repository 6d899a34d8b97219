package tsv_test

import (
	"fmt"
	"testing"

	"github.com/datelinewire/dateline/internal/tsv"
)

func TestRows(t *testing.T) {
	got := ""
	for f := range tsv.Rows("# a\tb\n\none\ttwo\r\nalone\n\tfirst is empty\nx\ty\tz", 2) {
		got += fmt.Sprintf("%q", f)
	}
	if want := `["one" "two"]["x" "y" "z"]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
