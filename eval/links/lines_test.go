package links_test

import (
	"log/slog"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
)

// TestStoryLines puts the stories of the sample wire into lines, all of them at
// once by all their words, and from each of them by what it says in short, and
// compares pairs of stories with their slugs.
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
	gists := make([]*link.Story, len(items)) // nil: it says nothing in short
	for i, it := range items {
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
		index := record.IndexOf(&record.Entry{Story: *s, Version: news.Version{StoryID: it.Name, Received: it.Received}}, r, nil)
		for k := range index.Details {
			if index.Details[k].Kind == record.GistFact {
				gists[i] = link.NewStory(&index.Details[k].Detail)
			}
		}
	}
	lines := link.StoryLines(all)
	if p, r, f := agree(t, items, func(i, k int) bool { return lines[i] == lines[k] }); f < 0.82 {
		t.Errorf("F1 %.3f is below 0.82: precision %.3f, recall %.3f", f, p, r)
	}
	linker, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	near := slices.DeleteFunc(slices.Clone(gists), func(s *link.Story) bool { return s == nil })
	of := make([][]*link.Story, len(gists))
	for i, s := range gists {
		if s != nil {
			of[i] = linker.Line(s, near)
		}
	}
	one := func(i, k int) bool { return gists[k] != nil && slices.Contains(of[i], gists[k]) }
	if p, r, f := agree(t, items, one); p < 0.87 || f < 0.81 {
		t.Errorf("from each story: precision %.3f, recall %.3f and F1 %.3f are below 0.87 and 0.81", p, r, f)
	}
}

// agree compares pairs of items that are taken for one line with their slugs.
func agree(t *testing.T, items []sample.Item, one func(i, k int) bool) (p, r, f float64) {
	t.Helper()
	var both, same, taken int
	for i := range items {
		for k := range i {
			is, is2 := items[i].Slug == items[k].Slug && items[i].Slug != "", one(i, k)
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
	p, r = float64(both)/float64(taken), float64(both)/float64(same)
	f = 2 * p * r / (p + r)
	t.Logf("%d pairs of one line, %d taken for it: precision %.3f, recall %.3f, F1 %.3f", same, taken, p, r, f)
	return p, r, f
}
