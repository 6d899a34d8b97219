package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// TestSlots sets marks beside a text: those of one line beside each other, none
// on another, and none of figures.
func TestSlots(t *testing.T) {
	long := strings.Repeat("word ", 60)
	at := func(class string, start int) Mark {
		return Mark{ID: fmt.Sprint(class, start), Span: fact.Span{Start: start, End: start + 4}, Chip: Chip{class, class}}
	}
	marks := []Mark{at("happened", 0), at("planned", 20), at("figure", 25), at("said", 50), at("denied", 100), at("happened", 110), {ID: "n1", Span: fact.Span{Start: 150, End: 154}}, at("planned", 200), at("said", 200), at("overdue", 200)}
	blocks := Blocks(&news.Story{Text: long, Parts: []text.Paragraph{{Span: text.Span{End: uint32(len(long))}, Kind: text.Body}}}, marks)
	var got []string
	for _, s := range blocks[0].Segs {
		for _, m := range s.At {
			got = append(got, fmt.Sprint(m.ID, ":", m.Slot))
		}
	}
	want := "happened0:1 planned20:2 figure25:0 said50:0 denied100:1 happened110:2 n1:0 planned200:2 said200:0 overdue200:1"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// TestBrief shows changes as readers see them: whole words around each, and what
// is marked ends where its words do.
func TestBrief(t *testing.T) {
	for _, c := range [...]struct{ before, after, want string }{
		{"Work begins on December 7.\n\nThe rest.", "Work begins on December 14.\n\nThe rest.", "Work begins on December -7.- +14.+\n\nThe rest."},
		{"a b c d", "a d", "a -b c- d"},
		{"a d", "a b c d", "a +b c+ d"},
		{"same", "same", "same"},
	} {
		if got := signed(Brief(Diff(c.before, c.after))); got != c.want {
			t.Errorf("%q to %q: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
	far := strings.Repeat("seven bridges ", 40)
	got := signed(Brief(Diff(far+"old "+far, far+"new "+far)))
	if len(got) > 300 || strings.Contains(got, "] even") || strings.Contains(got, "ridg […") || !strings.Contains(got, "-old- +new+") {
		t.Errorf("got %q", got)
	}
	one := strings.Repeat("x", 5000)
	if got := signed(Brief(Diff(one+" old", one+" new"))); len(got) > 300 {
		t.Errorf("a word of 5,000 letters is shown in %d bytes", len(got))
	}
}

// signed writes changes between signs.
func signed(cs []Change) string {
	var b strings.Builder
	for _, c := range cs {
		sign := map[string]string{"ins": "+", "del": "-"}[c.Kind]
		b.WriteString(sign + c.Text + sign)
	}
	return b.String()
}

// TestMarginDay writes days for the column of times.
func TestMarginDay(t *testing.T) {
	today := calendar.Date(2026, 11, 27)
	for day, want := range map[calendar.Day]string{calendar.Date(2026, 11, 3): "3 Nov", calendar.Date(2025, 12, 31): "31 Dec 2025", {Year: 2026, Month: 5}: "May 2026"} {
		if got := marginDay(day, today); got != want {
			t.Errorf("%v: got %q, want %q", day, got, want)
		}
	}
}
