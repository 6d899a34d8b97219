package show

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
)

// TestOtherLanguage: a story that is not read says so, where its facts would be.
func TestOtherLanguage(t *testing.T) {
	for code, want := range map[string]string{"fr": "In French: kept and searchable, not read into facts.", "en": ""} {
		r := fact.New("test")
		r.Story.Language, r.Story.Text = code, "x"
		var b strings.Builder
		if err := Reading(&b, r.Fill(), false); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); strings.Contains(got, "not read into facts") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q", code, got)
		}
	}
}
