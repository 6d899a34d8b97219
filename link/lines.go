package link

import (
	"cmp"
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
// that few stories share, less the further their days lie apart; a story joins
// the line whose stories it is most like on average, so that a line that turns
// to something else comes apart. The order of the tellings makes no difference.
func StoryLines(all []Telling) []string {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, k int) int {
		return cmp.Or(all[i].Day.First().Sub(all[k].Day.First()), cmp.Compare(all[i].ID, all[k].ID))
	})
	vectors := weighTellings(all)
	var lines [][]int
	out := make([]string, len(all))
	for _, i := range order {
		best, most := -1, joins
		for n, line := range lines {
			if s := likeness(all, vectors, i, line); s >= most {
				best, most = n, s
			}
		}
		if best < 0 {
			best, lines = len(lines), append(lines, nil)
		}
		lines[best] = append(lines[best], i)
		out[i] = all[lines[best][0]].ID
	}
	return out
}

const (
	joins   = 0.16  // the least likeness to a line
	lately  = 3     // stories of a line that a new one is compared with, the last of it
	fades   = 150.0 // days in which likeness falls to a third
	perName = 3.0   // what a name counts for, where a word counts for one
)

// likeness returns how like telling i is to the last stories of a line, 0 to 1.
func likeness(all []Telling, vectors []vector, i int, line []int) float64 {
	sum, n := 0.0, 0
	for k := len(line) - 1; k >= 0 && n < lately; k-- {
		apart := math.Abs(float64(all[i].Day.First().Sub(all[line[k]].Day.First())))
		sum += vectors[i].cosine(vectors[line[k]]) * math.Exp(-apart/fades)
		n++
	}
	return sum / float64(n)
}

// vector has the weights of a telling's features, by feature.
type vector []weighed

type weighed struct {
	feature uint64
	weight  float64
}

// weighTellings weighs each feature of each telling by how often it is there
// and how few tellings have it.
func weighTellings(all []Telling) []vector {
	counts := make([]map[uint64]float64, len(all))
	having := map[uint64]int{}
	for i, t := range all {
		counts[i] = map[uint64]float64{}
		for _, s := range allStems(t.Text) {
			counts[i][s]++
		}
		for _, s := range allStems(t.Head) {
			counts[i][s]++
		}
		for _, a := range t.Actors {
			counts[i][hashed("actor "+a)] += perName
		}
		for f := range counts[i] {
			having[f]++
		}
	}
	out := make([]vector, len(all))
	for i := range all {
		norm := 0.0
		for f, n := range counts[i] {
			w := math.Log1p(n) * math.Log(1+float64(len(all))/float64(having[f]))
			out[i] = append(out[i], weighed{f, w})
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
