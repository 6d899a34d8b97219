package link

import "slices"

// blocks find, for a report, those before it that may tell of the same event:
// the ones that share a key or their story with it. It only spares comparing:
// what Compare takes for one is found.
type blocks struct {
	all   []*Report // by their first days
	keys  [][]string
	lists map[string]*window
	asked []int // for each report, the last that it was found for
}

// window holds reports by their first days, as numbers in the list: those that
// go on for long beside the others.
type window struct{ others, long []int }

// brief is how many days an event of a window goes on at most.
const brief = 7

func (l *Linker) newBlocks(all []*Report) *blocks {
	b := &blocks{all: all, keys: make([][]string, len(all)), lists: map[string]*window{}, asked: make([]int, len(all))}
	for i, r := range all {
		b.asked[i] = -1
		b.keys[i] = append(slices.Clip(l.keys(r)), "story "+r.StoryID)
	}
	return b
}

// before calls visit with each report before the k-th that may be one with it.
func (b *blocks) before(k int, visit func(i int)) {
	for _, key := range b.keys[k] {
		b.lists[key].near(b.all, k, func(i int) {
			if b.asked[i] != k {
				b.asked[i] = k
				visit(i)
			}
		})
	}
}

// add lets later reports find the k-th.
func (b *blocks) add(k int) {
	for _, key := range b.keys[k] {
		if b.lists[key] == nil {
			b.lists[key] = &window{}
		}
		b.lists[key].add(b.all[k], k)
	}
}

func (w *window) add(r *Report, k int) {
	if r.lasts() > brief {
		w.long = append(w.long, k)
	} else {
		w.others = append(w.others, k)
	}
}

// near visits the reports of a window whose days are near enough to those of the
// k-th, which begins no sooner. A window may be nil.
func (w *window) near(all []*Report, k int, visit func(i int)) {
	if w == nil {
		return
	}
	r := all[k]
	for at := len(w.others) - 1; at >= 0 && r.first-all[w.others[at]].first <= furthest+brief; at-- {
		visit(w.others[at])
	}
	for _, i := range w.long {
		if r.first-all[i].first <= furthest+all[i].lasts() {
			visit(i)
		}
	}
}
