package link

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"github.com/datelinewire/dateline/calendar"
)

// Telling is a story as story lines are made of: its words, and the keys of
// those that it names.
type Telling struct {
	ID     string
	Day    calendar.Day
	Head   string   // headline, which counts twice
	Text   string   // all of it
	Actors []string // record.EntityKey, each once
}

// StoryLines returns for each telling the id of the first story of its line:
// stories of one happening over days. They are compared by the words and names
// that few stories share, less the further their days lie apart. Lines grow by
// average linkage: the two are joined whose stories are most alike on average,
// until no two are alike enough, so that a line that turns to something else
// stays apart, and the order of the tellings makes no difference.
func StoryLines(all []Telling) []string {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, k int) int {
		return cmp.Or(all[i].Day.First().Sub(all[k].Day.First()), cmp.Compare(all[i].ID, all[k].ID))
	})
	sorted := make([]Telling, len(all))
	for n, i := range order {
		sorted[n] = all[i]
	}
	lines := newForest(len(all))
	newLinkage(sorted, weighTellings(sorted, ofThese(len(all)), perName), joins).join(lines)
	out := make([]string, len(all))
	for n, i := range order {
		out[i] = sorted[lines.root(n)].ID
	}
	return out
}

const (
	joins   = 0.18  // the least likeness of two lines that are one, on average
	counts  = 0.02  // likeness of two stories below which there is none
	fades   = 300.0 // days in which likeness falls to a third
	perName = 3.0   // what a name counts for, where a word counts for one
)

// linkage is lines in the making, by the first of their stories.
type linkage struct {
	joins float64           // the least likeness of two lines that are one, on average
	sums  []map[int]float64 // of the likenesses of two lines' stories
	sizes []int             // 0: joined to another
	next  pairs
}

// pair is two lines and how alike they are on average.
type pair struct {
	like float64
	a, b int // a before b
}

// pairs is a heap of pairs, those most alike first, of the same the earlier.
type pairs []pair

func (p pairs) Len() int { return len(p) }
func (p pairs) Less(i, k int) bool {
	return cmp.Or(cmp.Compare(p[k].like, p[i].like), p[i].a-p[k].a, p[i].b-p[k].b) < 0
}
func (p pairs) Swap(i, k int) { p[i], p[k] = p[k], p[i] }
func (p *pairs) Push(x any)   { *p = append(*p, x.(pair)) }
func (p *pairs) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

// newLinkage makes each story a line. They are sorted.
func newLinkage(all []Telling, vectors []vector, joins float64) *linkage {
	l := &linkage{joins: joins, sums: make([]map[int]float64, len(all)), sizes: make([]int, len(all))}
	for b := range all {
		l.sums[b], l.sizes[b] = map[int]float64{}, 1
		for a := range b {
			apart := math.Abs(float64(all[b].Day.First().Sub(all[a].Day.First())))
			if s := vectors[a].cosine(vectors[b]) * math.Exp(-apart/fades); s >= counts {
				l.sums[a][b], l.sums[b][a] = s, s
				l.offer(a, b)
			}
		}
	}
	heap.Init(&l.next)
	return l
}

// average returns how alike two lines are.
func (l *linkage) average(a, b int) float64 {
	return l.sums[a][b] / float64(l.sizes[a]*l.sizes[b])
}

// offer lets two lines be joined where they are alike enough.
func (l *linkage) offer(a, b int) {
	if s := l.average(a, b); s >= l.joins {
		l.next = append(l.next, pair{s, min(a, b), max(a, b)})
	}
}

// join joins lines until no two are alike enough.
func (l *linkage) join(lines forest) {
	for len(l.next) > 0 {
		p := heap.Pop(&l.next).(pair)
		if l.sizes[p.a] == 0 || l.sizes[p.b] == 0 || l.average(p.a, p.b) != p.like {
			continue // joined, or grown since
		}
		lines.join(p.a, p.b)
		for _, c := range slices.Sorted(maps.Keys(l.sums[p.b])) {
			if c != p.a {
				l.sums[p.a][c] += l.sums[p.b][c]
				l.sums[c][p.a] = l.sums[p.a][c]
			}
			delete(l.sums[c], p.b)
		}
		l.sizes[p.a], l.sizes[p.b], l.sums[p.b] = l.sizes[p.a]+l.sizes[p.b], 0, nil
		for c := range l.sums[p.a] {
			if s := l.average(p.a, c); s >= l.joins {
				heap.Push(&l.next, pair{s, min(p.a, c), max(p.a, c)})
			}
		}
	}
}

// vector has the weights of a telling's features, by feature.
type vector []weighed

type weighed struct {
	feature uint64
	weight  float64
}

// weighTellings weighs each feature of each telling by how often it is there
// and how rare it is; rare is told how many of the tellings have it.
func weighTellings(all []Telling, rare func(feature uint64, having int) float64, perName float64) []vector {
	counts := make([]map[uint64]float64, len(all))
	having := map[uint64]int{}
	for i := range all {
		counts[i] = all[i].features(perName)
		for f := range counts[i] {
			having[f]++
		}
	}
	out := make([]vector, len(all))
	for i := range all {
		norm := 0.0
		for f, n := range counts[i] {
			out[i] = append(out[i], weighed{f, math.Log1p(n) * rare(f, having[f])})
		}
		slices.SortFunc(out[i], func(a, b weighed) int { return cmp.Compare(a.feature, b.feature) })
		for _, x := range out[i] {
			norm += x.weight * x.weight
		}
		for k := range out[i] {
			out[i][k].weight /= math.Sqrt(norm)
		}
	}
	return out
}

// features returns how often the words and names of a telling are there.
func (t *Telling) features(perName float64) map[uint64]float64 {
	out := map[uint64]float64{}
	for _, s := range allStems(t.Text) {
		out[s]++
	}
	for _, s := range allStems(t.Head) {
		out[s]++
	}
	for _, a := range t.Actors {
		out[hashed("actor "+a)] += perName
	}
	return out
}

// ofThese says how rare a feature is among n tellings.
func ofThese(n int) func(feature uint64, having int) float64 {
	return func(_ uint64, having int) float64 { return math.Log(1 + float64(n)/float64(having)) }
}

// cosine returns the cosine of the angle between two vectors of length one.
func (v vector) cosine(o vector) float64 {
	sum := 0.0
	for i, k := 0, 0; i < len(v) && k < len(o); {
		switch c := cmp.Compare(v[i].feature, o[k].feature); {
		case c < 0:
			i++
		case c > 0:
			k++
		default:
			sum += v[i].weight * o[k].weight
			i++
			k++
		}
	}
	return sum
}
