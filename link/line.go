package link

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/calendar"
)

// How the line of one story is made. What the words of a story weigh is taken
// from all stories that the linker knows of and not from those that are at hand,
// so that two stories are as alike whichever of them is asked about. Countries do
// not count: of two all that their stories share may be those.
const (
	joinsNear   = 0.22 // as joins
	perNearName = 1.0  // as perName: the names of a gist are words already
	mostNear    = 80   // stories that are looked at: those most like the one asked about
)

// Line returns those of the stories near that are of one line with a story,
// and the story itself, the oldest first: see StoryLines. Here a story is what
// it says in short.
func (l *Linker) Line(s *Story, near []*Story) []*Story {
	all := append([]*Story{s}, l.mostAlike(s, near)...)
	slices.SortFunc(all, func(a, b *Story) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.StoryID, b.StoryID)) })
	tellings := make([]Telling, len(all))
	for i, o := range all {
		tellings[i] = Telling{ID: o.StoryID, Day: calendar.Of(o.At), Head: o.Headline, Text: o.Words, Actors: o.Gist.Names}
	}
	rare := func(feature uint64, _ int) float64 { return l.weight(feature) }
	lines := newForest(len(all))
	newLinkage(tellings, weighTellings(tellings, rare, perNearName), joinsNear).join(lines)
	of := lines.root(slices.Index(all, s))
	var out []*Story
	for i, o := range all {
		if lines.root(i) == of {
			out = append(out, o)
		}
	}
	return out
}

// mostAlike returns the stories whose words are most like those of s, without s.
func (l *Linker) mostAlike(s *Story, near []*Story) []*Story {
	type rated struct {
		*Story
		like float64
	}
	own := l.scored(s.words)
	var all []rated
	for _, o := range near {
		if o.StoryID != s.StoryID {
			all = append(all, rated{o, l.likeness(own, l.scored(o.words))})
		}
	}
	slices.SortFunc(all, func(a, b rated) int { return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.StoryID, b.StoryID)) })
	all = slices.CompactFunc(all, func(a, b rated) bool { return a.StoryID == b.StoryID })
	out := make([]*Story, min(len(all), mostNear))
	for i := range out {
		out[i] = all[i].Story
	}
	return out
}
