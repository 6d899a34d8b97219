package links_test

import (
	"log/slog"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
)

// TestStoryLines puts the stories of the sample wire into lines, and compares
// pairs of stories with their slugs.
func TestStoryLines(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole sample wire")
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	items, err := sample.Items()
	if err != nil {
		t.Fatal(err)
	}
	var all []link.Telling
	for _, it := range items {
		s := l.Layout(it.Text, calendar.Of(it.Received))
		r, err := l.Process(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		x := link.Telling{ID: it.Name, Day: calendar.Of(it.Received), Head: s.Headline, Text: it.Text}
		for i := range r.Entities {
			if k := record.EntityKey(&r.Entities[i]); k != "" {
				x.Actors = append(x.Actors, k)
			}
		}
		all = append(all, x)
	}
	lines := link.StoryLines(all)
	var both, same, taken int
	for i := range items {
		for k := range i {
			is, is2 := items[i].Slug == items[k].Slug && items[i].Slug != "", lines[i] == lines[k]
			if is {
				same++
			}
			if is2 {
				taken++
			}
			if is && is2 {
				both++
			}
		}
	}
	p, r := float64(both)/float64(taken), float64(both)/float64(same)
	f := 2 * p * r / (p + r)
	t.Logf("%d pairs of one line, %d taken for it: precision %.3f, recall %.3f, F1 %.3f", same, taken, p, r, f)
	if f < 0.82 {
		t.Errorf("F1 %.3f is below 0.82", f)
	}
}
