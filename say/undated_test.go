package say_test

import (
	"testing"

	"github.com/datelinewire/dateline/say"
)

// TestUndated: what names a day by where it stands to the story's is left out, and
// nothing that belongs to more than a day.
func TestUndated(t *testing.T) {
	for s, want := range map[string]string{
		"Oman will send its envoy back to Minsk next week":     "Oman will send its envoy back to Minsk",
		"Oman abolished its duty on fuel on Sunday":            "Oman abolished its duty on fuel",
		"Oman said on Tuesday, and not before, that it agrees": "Oman said, and not before, that it agrees",
		"The rise would be paid on Monday, with the salaries":  "The rise would be paid, with the salaries",
		"They meet on Monday and Tuesday":                      "They meet on Monday and Tuesday",
		"They met on Monday night":                             "They met on Monday night",
		"On Monday they met":                                   "On Monday they met",
		"They meet in May":                                     "They meet in May",
		"They signed it on Friday.":                            "They signed it.",
		"":                                                     "",
	} {
		if got := say.Undated(s); got != want {
			t.Errorf("%q: %q, not %q", s, got, want)
		}
	}
}
