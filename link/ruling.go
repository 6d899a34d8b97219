package link

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
)

// Ruling is what a person said of what is one: it goes before what Compare
// says. It names reports by their words, so that it holds when stories are read
// again.
type Ruling struct {
	Do      Deed     `json:"do"`
	Reports []Ref    `json:"reports,omitempty"` // two reports of one happening, or of two
	Actors  []string `json:"actors,omitempty"`  // entity keys: two that are one, or one that is two
	Stories []string `json:"stories,omitempty"` // in these the one key is another actor
	Country string   `json:"country,omitempty"` // where it stands for this country, it is another
}

// Deed is what a ruling does.
type Deed string

// The deeds.
const (
	One   Deed = "one"   // the two are one
	Apart Deed = "apart" // the two are not one; the one is two
)

// Ref names a report: its story, and the type and words of the event in it.
type Ref struct {
	Story string `json:"story"`
	Type  string `json:"type"`
	Words string `json:"words"`
}

// Ref returns the name of the report for rulings.
func (r *Report) Ref() Ref { return Ref{r.StoryID, r.Event.Type, r.Words} }

// Check reports, as an error, a ruling that cannot be meant.
func (r *Ruling) Check() error {
	events, actors := len(r.Reports), len(r.Actors)
	why := ""
	switch {
	case r.Do != One && r.Do != Apart:
		why = "it is none of one, apart"
	case events == 2 && actors == 0:
		if r.Reports[0] == r.Reports[1] {
			why = "both are the same report"
		}
	case events == 0 && actors == 2 && r.Do == One:
		if r.Actors[0] == r.Actors[1] {
			why = "both are the same actor"
		}
	case events == 0 && actors == 1 && r.Do == Apart:
		if len(r.Stories) == 0 && r.Country == "" {
			why = "it does not say where the name stands for another: name stories, or a country"
		}
	default:
		why = "it takes two reports, two actors that are one, or one actor that is two"
	}
	if why == "" {
		return nil
	}
	return &fault.Error{Op: "judge what is one", Kind: fault.Invalid, Err: errors.New(why)}
}

// Under returns a linker that heeds what people said, the later before the
// earlier where they say otherwise of the same.
func (l *Linker) Under(rulings []Ruling) *Linker {
	under := *l
	under.rulings = nil
	for i, r := range rulings {
		if !slices.ContainsFunc(rulings[i+1:], r.overruled) {
			under.rulings = append(under.rulings, r)
		}
	}
	return &under
}

// overruled reports whether a later ruling is about the same.
func (r Ruling) overruled(later Ruling) bool {
	same := func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	if len(r.Reports) == 2 && len(later.Reports) == 2 {
		a, b := later.Reports[0], later.Reports[1]
		return r.Reports[0] == a && r.Reports[1] == b || r.Reports[0] == b && r.Reports[1] == a
	}
	return len(r.Actors) > 0 && len(r.Reports)+len(later.Reports) == 0 && same(r.Actors, later.Actors) && r.Country == later.Country && same(r.Stories, later.Stories)
}

// another marks the key of an actor that shares its key with one: the first
// ruling that parts a key makes person/x~2 of person/x.
const another = "~2"

// Keys returns the keys under which the record has an actor: those that were
// said to be one with it, and the one that it was parted from.
func (l *Linker) Keys(key string) []string {
	want := l.canonical(key)
	out := []string{strings.TrimSuffix(key, another)}
	for _, r := range l.rulings {
		for _, k := range r.Actors {
			if bare := strings.TrimSuffix(k, another); l.canonical(k) == want && !slices.Contains(out, bare) {
				out = append(out, bare)
			}
		}
	}
	slices.Sort(out)
	return out
}

// canonical returns the first, by letter, of the keys that are one with a key.
func (l *Linker) canonical(key string) string {
	all := []string{key}
	for i := 0; i < len(all); i++ {
		for _, r := range l.rulings {
			if r.Do == One && slices.Contains(r.Actors, all[i]) {
				for _, k := range r.Actors {
					if !slices.Contains(all, k) {
						all = append(all, k)
					}
				}
			}
		}
	}
	return slices.Min(all)
}

// Ruled returns the reports with the keys that their actors have by what people
// said. The reports given are not changed.
func (l *Linker) Ruled(reports []*Report) []*Report {
	if !slices.ContainsFunc(l.rulings, func(r Ruling) bool { return len(r.Actors) > 0 }) {
		return reports
	}
	out := make([]*Report, len(reports))
	for i, r := range reports {
		row := *r.EventRow
		codes := make([]string, len(row.Event.Actors))
		for k, p := range row.Event.Actors {
			codes[k] = p.Code
		}
		row.ActorKeys = l.ruled(row.ActorKeys, codes, row.StoryID)
		codes = make([]string, len(row.Event.Recipients))
		for k, p := range row.Event.Recipients {
			codes[k] = p.Code
		}
		row.RecipientKeys = l.ruled(row.RecipientKeys, codes, row.StoryID)
		ruled := *r
		ruled.EventRow, ruled.sides, ruled.print, ruled.tells, ruled.found = &row, sidesOf(&row), 0, nil, nil
		ruled.whole = ruled.sides[0].with(ruled.sides[1])
		out[i] = &ruled
	}
	return out
}

func (l *Linker) ruled(keys, codes []string, story string) []string {
	out := slices.Clone(keys)
	for i, k := range out {
		for _, r := range l.rulings {
			if r.Do == Apart && len(r.Actors) == 1 && r.Actors[0] == k &&
				(slices.Contains(r.Stories, story) || r.Country != "" && i < len(codes) && codes[i] == r.Country) {
				out[i] = k + another
			}
		}
		if k != "" {
			out[i] = l.canonical(out[i])
		}
	}
	return out
}

// Has reports whether an actor with that key is in the report.
func (r *Report) Has(key string) bool {
	return slices.Contains(r.ActorKeys, key) || slices.Contains(r.RecipientKeys, key)
}

// Canonical returns the key by which reports have an actor after Ruled.
func (l *Linker) Canonical(key string) string { return l.canonical(key) }

// pairs returns the reports that a deed names, as numbers in the list.
func (l *Linker) pairs(reports []*Report, do Deed) [][2]int {
	var out [][2]int
	for _, r := range l.rulings {
		if r.Do != do || len(r.Reports) != 2 {
			continue
		}
		i := slices.IndexFunc(reports, func(x *Report) bool { return x.Ref() == r.Reports[0] })
		k := slices.IndexFunc(reports, func(x *Report) bool { return x.Ref() == r.Reports[1] })
		if i >= 0 && k >= 0 && i != k {
			out = append(out, [2]int{min(i, k), max(i, k)})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return out
}

// judge joins what people said is one, and parts what they said is not: the
// other reports of a group go with whichever of the two they are nearer to,
// counted in comparisons, and with the first of them where they are as near.
func (l *Linker) judge(reports []*Report, groups forest) forest {
	must := newForest(len(reports))
	for _, p := range l.pairs(reports, One) {
		must.join(p[0], p[1])
		groups.join(p[0], p[1])
	}
	var cuts [][2]int
	for _, p := range l.pairs(reports, Apart) {
		if groups.root(p[0]) == groups.root(p[1]) && must.root(p[0]) != must.root(p[1]) {
			cuts = append(cuts, p)
		}
	}
	if len(cuts) == 0 {
		return groups
	}
	out := newForest(len(reports))
	for root := range reports {
		var members []int
		for i := range reports {
			if groups.root(i) == root {
				members = append(members, i)
			}
		}
		l.part(reports, members, cuts, must, out)
	}
	return out
}

// part joins the members of one group again, but for what cuts keep apart.
func (l *Linker) part(reports []*Report, members []int, cuts [][2]int, must, out forest) {
	near := map[int][]int{} // by report, those that it is one with
	for x, i := range members {
		for _, k := range members[x+1:] {
			if must.root(i) == must.root(k) || l.same(reports[i], reports[k]) {
				near[i], near[k] = append(near[i], k), append(near[k], i)
			}
		}
	}
	var sides []map[int]bool
	for _, c := range cuts {
		if slices.Contains(members, c[0]) {
			sides = append(sides, sideOfCut(near, must, c))
		}
	}
	for _, i := range members {
		for _, k := range near[i] {
			if !slices.ContainsFunc(sides, func(s map[int]bool) bool { return s[i] != s[k] }) {
				out.join(i, k)
			}
		}
	}
}

// sideOfCut returns which reports go with the first of two that are kept apart.
// What a person said is one stays together.
func sideOfCut(near map[int][]int, must forest, c [2]int) map[int]bool {
	first := map[int]bool{}
	seen := map[int]bool{}
	rings := [2][]int{{c[0]}, {c[1]}}
	seen[must.root(c[0])], seen[must.root(c[1])] = true, true
	first[must.root(c[0])] = true
	for len(rings[0])+len(rings[1]) > 0 {
		for side, ring := range rings {
			var next []int
			for _, i := range ring {
				for k, ns := range near {
					if must.root(k) != must.root(i) {
						continue
					}
					for _, n := range ns {
						if r := must.root(n); !seen[r] {
							seen[r], first[r] = true, side == 0
							next = append(next, n)
						}
					}
				}
			}
			rings[side] = next
		}
	}
	out := map[int]bool{}
	for i := range near {
		out[i] = first[must.root(i)]
	}
	return out
}

// Judges reports whether people said anything of the actor with a key.
func (l *Linker) Judges(key string) bool {
	return key != "" && slices.ContainsFunc(l.rulings, func(r Ruling) bool {
		return slices.Contains(r.Actors, strings.TrimSuffix(key, another))
	})
}
