package link

import (
	"cmp"
	"slices"
)

// blocks find, for a report, those before it that may tell of the same event:
// the ones that share somebody, their place or their story with it, that say
// nearly the same, or in which nobody is known. It only spares comparing: what
// Compare takes for one is found.
type blocks struct {
	all             []*Report // by their first days
	lists           map[string]*window
	loose           window // reports in which nobody is known
	every           window
	telling, worded map[uint64]*window // by one of their rarest stems, by any
	rare            map[uint64]int     // how many reports have a stem
	asked           []int              // for each report, the last that it was found for
}

// window holds reports by their first days, as numbers in the list: those of
// stated days, which are of one event only within days, the others, and those
// that go on for long.
type window struct{ dated, others, long []int }

// short is how many days an event of a window goes on at most.
const short = 7

// stated is how many days the stated days of one event lie apart at most.
const stated = 3

func newBlocks(all []*Report) *blocks {
	b := &blocks{
		all: all, lists: map[string]*window{}, telling: map[uint64]*window{}, worded: map[uint64]*window{},
		rare: map[uint64]int{}, asked: make([]int, len(all)),
	}
	for i, r := range all {
		b.asked[i] = -1
		for _, w := range r.words {
			b.rare[w]++
		}
	}
	return b
}

// before calls visit with each report before the k-th that may be one with it.
func (b *blocks) before(k int, visit func(i int)) {
	once := func(i int) {
		if b.asked[i] != k {
			b.asked[i] = k
			visit(i)
		}
	}
	r := b.all[k]
	if r.nobody() {
		b.every.near(b.all, k, once)
		return
	}
	b.loose.near(b.all, k, once)
	for _, key := range r.blockKeys() {
		b.lists[key].near(b.all, k, once)
	}
	for _, word := range b.rarest(r) {
		b.worded[word].near(b.all, k, once)
	}
	for _, word := range r.words {
		b.telling[word].near(b.all, k, once)
	}
}

// rarest returns so many of a report's stems, the rarest of them, that one is
// among them of which any longer report has wording of all; none where there
// are too few for that to count.
func (b *blocks) rarest(r *Report) []uint64 {
	if len(r.words) < fewWords {
		return nil
	}
	out := slices.Clone(r.words)
	slices.SortFunc(out, func(x, y uint64) int { return cmp.Or(b.rare[x]-b.rare[y], cmp.Compare(x, y)) })
	return out[:int((1-wording)*float64(len(out)))+1]
}

// add lets later reports find the k-th.
func (b *blocks) add(k int) {
	r := b.all[k]
	b.every.add(r, k)
	if r.nobody() {
		b.loose.add(r, k)
	}
	for _, key := range r.blockKeys() {
		into(b.lists, key, r, k)
	}
	for _, word := range b.rarest(r) {
		into(b.telling, word, r, k)
	}
	if len(r.words) >= fewWords {
		for _, word := range r.words {
			into(b.worded, word, r, k)
		}
	}
}

func into[K comparable](lists map[K]*window, key K, r *Report, k int) {
	if lists[key] == nil {
		lists[key] = &window{}
	}
	lists[key].add(r, k)
}

// nobody reports whether the country of none is known who does it: then it may
// be one with reports that share nobody with it.
func (r *Report) nobody() bool { return len(r.sides[0].codes) == 0 }

func (w *window) add(r *Report, k int) {
	switch {
	case r.lasts() > short:
		w.long = append(w.long, k)
	case r.Dated:
		w.dated = append(w.dated, k)
	default:
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
	back := func(list []int, most int) {
		for at := len(list) - 1; at >= 0 && r.first-all[list[at]].first <= most; at-- {
			visit(list[at])
		}
	}
	most := furthest + short
	if r.Dated {
		most = stated + short
	}
	back(w.dated, most)
	back(w.others, furthest+short)
	for _, i := range w.long {
		if r.first-all[i].first <= furthest+all[i].lasts() {
			visit(i)
		}
	}
}

// blockKeys returns what a report is found by.
func (r *Report) blockKeys() []string {
	out := []string{"story " + r.StoryID}
	for _, s := range r.sides {
		out = append(append(out, s.codes...), s.keys...)
	}
	if r.PlaceKey != "" {
		out = append(out, r.PlaceKey)
	}
	return out
}
