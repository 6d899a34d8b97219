package link

import "slices"

// blocks find, for a report, those before it that may tell of the same event:
// the ones that share a key or their story with it, and further off than
// scale.nearby those whose story has a rare name with its own in common. It only
// spares comparing: what Compare takes for one is found.
type blocks struct {
	l     *Linker
	all   []*Report // by their first days
	keys  [][]string
	lists map[block]*window
	names map[nameBlock]*window
	asked []int // for each report, the last that it was found for
}

// block is what reports of one event have in common: a key, how far it has come,
// and of which kind it is.
type block struct {
	key         string
	stage       stage
	cooperative bool
}

// nameBlock is a block by the stem of a name.
type nameBlock struct {
	stem        uint64
	stage       stage
	cooperative bool
}

// window holds reports by their first days, as numbers in the list: those whose
// days are stated and those whose are not, and beside them those that go on for
// long, or whose sentence names other days.
type window struct{ dated, others, long []int }

// brief is how many days an event of a window goes on at most.
const brief = 7

func (l *Linker) newBlocks(all []*Report) *blocks {
	b := &blocks{l: l, all: all, keys: make([][]string, len(all)), lists: map[block]*window{}, names: map[nameBlock]*window{}, asked: make([]int, len(all))}
	for i, r := range all {
		b.asked[i] = -1
		b.keys[i] = append(slices.Clip(l.keys(r)), "story "+r.StoryID)
	}
	return b
}

// before calls visit with each report before the k-th that may be one with it.
func (b *blocks) before(k int, visit func(i int)) {
	r := b.all[k]
	once := func(i int) {
		if b.asked[i] != k {
			b.asked[i] = k
			visit(i)
		}
	}
	nearby := b.l.scale.nearby
	stated, others := stated, nearby
	switch {
	case r.loose():
		stated, others = furthest, furthest
	case !r.Dated:
		stated = nearby
	}
	for _, key := range b.keys[k] {
		if w := b.lists[block{key, r.stage, r.kind.Cooperative()}]; w != nil {
			b.near(w.dated, r, stated, once)
			b.near(w.others, r, others, once)
			for _, i := range w.long {
				if r.first-b.all[i].first <= furthest+b.all[i].lasts() {
					once(i)
				}
			}
		}
	}
	if r.story == nil || r.loose() {
		return
	}
	for _, stem := range b.l.rareStems(r.story) {
		if w := b.names[nameBlock{stem, r.stage, r.kind.Cooperative()}]; w != nil {
			if !r.Dated {
				b.near(w.dated, r, furthest, once)
			}
			b.near(w.others, r, furthest, once)
		}
	}
}

// near visits those of some reports whose days are near enough to those of r,
// which begins no sooner.
func (b *blocks) near(some []int, r *Report, most int, visit func(i int)) {
	for at := len(some) - 1; at >= 0 && r.first-b.all[some[at]].first <= most+brief; at-- {
		visit(some[at])
	}
}

// add lets later reports find the k-th.
func (b *blocks) add(k int) {
	r := b.all[k]
	for _, key := range b.keys[k] {
		at := block{key, r.stage, r.kind.Cooperative()}
		if b.lists[at] == nil {
			b.lists[at] = &window{}
		}
		b.lists[at].add(r, k)
	}
	if r.story == nil {
		return
	}
	for _, stem := range b.l.rareStems(r.story) {
		at := nameBlock{stem, r.stage, r.kind.Cooperative()}
		if b.names[at] == nil {
			b.names[at] = &window{}
		}
		b.names[at].add(r, k)
	}
}

func (w *window) add(r *Report, k int) {
	switch {
	case r.lasts() > brief || r.loose():
		w.long = append(w.long, k)
	case r.Dated:
		w.dated = append(w.dated, k)
	default:
		w.others = append(w.others, k)
	}
}

// loose reports whether a report may be of other days than its first and last:
// its sentence names them, or none are known.
func (r *Report) loose() bool {
	t := r.times()
	return len(t) != 1 || t[0].From != r.From || t[0].To != r.To || r.From.IsZero() && r.To.IsZero()
}
