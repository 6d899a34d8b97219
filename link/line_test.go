package link_test

import (
	"math/rand/v2"
	"testing"

	"github.com/datelinewire/dateline/link"
)

// TestLine asks for the line of each of some stories, given in any order and
// beside others: whichever of a line is asked about, the answer is the same.
func TestLine(t *testing.T) {
	l := load(t)
	all := []*link.Story{
		press("a", "Yaroslavna cable to reach Salalah", "Divers from Minsk will lay the Yaroslavna cable ashore near Salalah", 0, 0),
		press("b", "Divers lay Yaroslavna cable", "The Yaroslavna cable has come ashore near Salalah, where divers from Minsk laid it", 9, 0),
		press("c", "Fishermen sue over Yaroslavna cable", "Fishermen near Salalah want money for nets that the Yaroslavna cable tore", 21, 0),
		press("d", "Trams stand still in Minsk", "Rain fell on the roofs of Minsk all day and the trams stood still", 10, 0),
		press("e", "Minsk trams run again", "The trams of Minsk run again after rain had flooded the depot under the roofs", 12, 0),
		press("f", "Camel wins by a neck", "A camel that nobody had backed won the race of Thumrait by a neck", 11, 0),
	}
	want := map[string]string{"a": "abc", "b": "abc", "c": "abc", "d": "de", "e": "de", "f": "f"}
	for range 20 {
		rand.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		for _, s := range all {
			got := ""
			for _, o := range l.Line(s, append(all, all[0])) {
				got += o.StoryID
			}
			if got != want[s.StoryID] {
				t.Errorf("the line of %s is %s, not %s", s.StoryID, got, want[s.StoryID])
			}
		}
	}
	if got := l.Line(all[0], nil); len(got) != 1 || got[0] != all[0] {
		t.Errorf("alone on record it has a line of %d", len(got))
	}
}
