package link

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// Happening is one event, with all that report it.
type Happening struct {
	ID      string    // of its first report
	Reports []*Report // in the order in which they came
	Best    *Report   // the one that says most, and most surely
}

// ID names a report: its story and the event in it.
func (r *Report) ID() string { return r.StoryID + "." + r.Event.ID }

// Sources returns how many sources tell of it, each once: reprints are not
// among the reports, and what one agency tells twice it still tells alone.
func (h *Happening) Sources() int { return len(h.sources()) }

func (h *Happening) sources() []string {
	var out []string
	for _, r := range h.Reports {
		if !slices.Contains(out, r.Source) {
			out = append(out, r.Source)
		}
	}
	return out
}

// Sure reports whether the happening may be shown unasked: one report is more
// than doubtful, or two sources tell of it.
func (h *Happening) Sure() bool {
	return h.Best.Event.Confidence != fact.Low || h.Sources() > 1
}

// When returns the first and the last day of the happening, by its best report.
func (h *Happening) When() (from, to calendar.Day) { return h.Best.From, h.Best.To }

// Happenings groups reports that hang together by Compare. The rows are taken in
// whatever order; happenings come by the first day of their best report, then
// by id.
func (l *Linker) Happenings(reports []*Report) []*Happening {
	sorted := slices.Clone(l.Ruled(reports))
	slices.SortFunc(sorted, func(a, b *Report) int { return cmp.Or(a.number()-b.number(), cmp.Compare(a.ID(), b.ID())) })
	groups := newForest(len(sorted))
	b := l.newBlocks(sorted)
	for k, r := range sorted {
		b.before(k, func(i int) {
			a := sorted[i]
			if r.first-a.first <= furthest+a.lasts() && near(a, r) && groups.root(i) != groups.root(k) && l.one(a, r) {
				groups.join(i, k)
			}
		})
		b.add(k)
	}
	if len(l.rulings) > 0 {
		groups = l.judge(sorted, groups)
	}
	byRoot := map[int][]*Report{}
	for i, r := range sorted {
		byRoot[groups.root(i)] = append(byRoot[groups.root(i)], r)
	}
	var out []*Happening
	for _, rs := range byRoot {
		out = append(out, newHappening(rs))
	}
	slices.SortFunc(out, func(a, b *Happening) int {
		return cmp.Or(a.Best.number()-b.Best.number(), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// near reports whether two reports can be of one event by what costs nothing to
// compare: Compare finds the same of others, only slower.
func near(a, b *Report) bool {
	if a.stage != b.stage || a.Dated && b.Dated && max(b.first-a.last, a.first-b.last) > stated {
		return false
	}
	return a.kind.Cooperative() == b.kind.Cooperative()
}

// number returns the report's first day, counted.
func (r *Report) number() int { return r.first }

// lasts returns how many days the report's event goes on.
func (r *Report) lasts() int { return r.last - r.first }

// bounds counts the days up to the report's first and last day; an open end is
// taken for its other one, and where there is none the story's day.
func (r *Report) bounds() (first, last int) {
	from, to := r.From, r.To
	if from.IsZero() {
		from = to
	}
	if from.IsZero() {
		from = calendar.Of(r.At)
	}
	if to.IsZero() {
		to = from
	}
	first = int(from.Time().Unix() / 86400)
	return first, max(first, int(to.Last().Time().Unix()/86400))
}

func newHappening(reports []*Report) *Happening {
	slices.SortFunc(reports, func(a, b *Report) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID(), b.ID())) })
	best := reports[0]
	for _, r := range reports[1:] {
		if r.says() > best.says() {
			best = r
		}
	}
	return &Happening{ID: reports[0].ID(), Reports: reports, Best: best}
}

// says weighs how much a report tells, and how surely.
func (r *Report) says() int {
	n := 0
	if r.Event.P != nil {
		n += int(10 * *r.Event.P)
	}
	for _, told := range []bool{r.Dated, r.Place != "", len(r.Event.Actors) > 0, len(r.Event.Recipients) > 0, r.Event.Mode != nil, !r.Event.Background} {
		if told {
			n++
		}
	}
	return n
}

// forest joins numbers into groups.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

// join makes the lower root that of both, so that groups do not depend on order.
func (f forest) join(i, k int) {
	i, k = f.root(i), f.root(k)
	f[max(i, k)] = min(i, k)
}
