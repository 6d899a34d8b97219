package link

import (
	"cmp"
	"slices"
	"time"
)

// press is stories in the order in which they came, to be found by what their
// sentences say again.
type press struct {
	stories   []*Story
	sentences []sentenceAt
	having    map[uint64][]int32 // sentences by rare stem
	versions  map[version]int
	score     []float64 // of each sentence: what it has in common weighs, while it is looked for
}

// version is a story as it came at one time.
type version struct {
	story string
	at    time.Time
}

// sentenceAt is where a sentence stands: the n-th of a story.
type sentenceAt struct{ story, n int }

func (l *Linker) newPress(stories []*Story) *press {
	p := &press{having: map[uint64][]int32{}, versions: map[version]int{}, stories: slices.SortedFunc(slices.Values(stories), func(a, b *Story) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.StoryID, b.StoryID))
	})}
	for i, s := range p.stories {
		p.versions[version{s.StoryID, s.At.UTC()}] = i
		for n := range s.said {
			for _, w := range l.rareSaid(s, n) {
				p.having[w] = append(p.having[w], int32(len(p.sentences)))
			}
			p.sentences = append(p.sentences, sentenceAt{i, n})
		}
	}
	p.score = make([]float64, len(p.sentences))
	return p
}

// enough reports whether what a sentence shares with what is followed binds it: one
// rare word does where it says that a promise was kept.
func (p *press) enough(l *Linker, n int32) bool {
	at := p.sentences[n]
	return enough(p.score[n]) || l.turns(&p.stories[at.story].said[at.n]).has(fulfilled)
}

// where returns the story that tells a pledge, nil where it is not among these, and
// in which of its sentences; 0 where that stands further down than is known of it.
func (p *press) where(r *Pledge) (*Story, int) {
	i, ok := p.versions[version{r.StoryID, r.At.UTC()}]
	if !ok {
		return nil, 0
	}
	s := p.stories[i]
	for n, span := range s.Gist.Sentences {
		if at := r.Pledge.Evidence; len(at) > 0 && span.Start <= at[0].Start && at[0].Start < span.End {
			return s, n + 1
		}
	}
	return s, 0
}

// rareSaid returns the rare stems of the n-th sentence of a story, with those of
// the headline where it is the first.
func (l *Linker) rareSaid(s *Story, n int) []uint64 {
	if s.heard {
		return s.said[n].rare
	}
	return l.rare(s.wordsOf(n))
}

// followed is a story that came after something, and the sentences in it that may
// speak of it.
type followed struct {
	*Story
	in []int // in order; the headline is 0
}

// follows returns the stories that came after a thread and have a sentence that
// shares rare words enough with it, two at the least, in their order: nothing is
// found in others.
func (l *Linker) follows(p *press, t *thread) []followed {
	var found, touched []int32
	for _, w := range t.found {
		weight := l.weight(w)
		if weight < few {
			continue
		}
		for _, n := range p.having[w] {
			if p.score[n] == 0 {
				touched = append(touched, n)
			}
			p.score[n] += weight
		}
	}
	for _, n := range touched {
		if p.enough(l, n) && !p.stories[p.sentences[n].story].At.Before(t.told) {
			found = append(found, n)
		}
		p.score[n] = 0
	}
	slices.Sort(found)
	var out []followed
	last := -1
	for _, n := range found {
		at := p.sentences[n]
		if at.story != last {
			last = at.story
			out = append(out, followed{Story: p.stories[last]})
		}
		f := &out[len(out)-1]
		f.in = append(f.in, at.n)
	}
	return out
}
