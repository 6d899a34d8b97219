package link

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Promise is one pledge, with all that report it.
type Promise struct {
	ID      string // of its first report
	Reports []*Pledge
	Dues    []Due  // the days by which it was said to be due, in the order in which they were told; more than one where it slipped
	State   string // open, overdue, kept, missed or withdrawn, as of the day asked for
	Last    *Pledge
	Because *Happening // where the state is what became of the event that was promised
	Why     string
	Meeting bool // what is promised is a visit or talks, which are announced: see Settle
}

// Unheard reports whether the promise was to meet, and nothing was heard of that when
// its day had passed: such is unconfirmed, as the plan that it is, and not overdue.
func (p *Promise) Unheard() bool { return p.Meeting && p.State == "overdue" }

// Due is a deadline as a story told it.
type Due struct {
	From, To calendar.Day
	Told     *Pledge
}

// Pledge is a pledge as one story tells it, made ready for comparing.
type Pledge struct {
	*record.PledgeRow
	by, to []string // codes
	words  []uint64
}

// NewPledge makes a row ready for comparing. It keeps the row.
func NewPledge(r *record.PledgeRow) *Pledge {
	p := &Pledge{PledgeRow: r, words: stems(r.What)}
	p.by, p.to = sideOf(nil, nil, r.Pledge.By).codes, sideOf(nil, nil, r.Pledge.To).codes
	return p
}

// ID names a report: its story and the pledge in it.
func (p *Pledge) ID() string { return p.StoryID + "." + p.Pledge.ID }

// One promise is told in words that have much in common, by the same; where the
// deadline is the same too, less is enough. Two words in common are not, unless
// that is all that one of them says.
const alike, alikeDue = 0.5, 0.3

// samePledge reports whether two stories tell of one promise. It is symmetric.
func samePledge(a, b *Pledge) bool {
	if len(shared(a.by, b.by)) == 0 || len(a.to) > 0 && len(b.to) > 0 && len(shared(a.to, b.to)) == 0 {
		return false
	}
	need := alike
	if _, x := record.DueOf(&a.Pledge); !x.IsZero() {
		if _, y := record.DueOf(&b.Pledge); x == y {
			need = alikeDue
		}
	}
	short := min(len(a.words), len(b.words))
	like := overlap(a.words, b.words)
	common := int(like*float64(short) + 0.5)
	if like == 1 && common > 0 && a.StoryID == b.StoryID && a.Pledge.Asserted == b.Pledge.Asserted {
		return true // its headline says rice, its text 2,000 tonnes of rice
	}
	if like == 1 && short == 1 && need == alikeDue && len(a.words) <= 3 && len(b.words) <= 3 {
		return true // the vote, promised for one day
	}
	return like >= need && common >= 2 && (common >= 3 || need == alikeDue || like == 1)
}

// Promises groups pledges that are one promise told again, and says how each
// stands as of a day. The rows are taken in whatever order; promises come by
// the day on which they are due now, those without one last, then by id.
func (l *Linker) Promises(pledges []*Pledge, today calendar.Day) []*Promise {
	sorted := slices.Clone(pledges)
	slices.SortFunc(sorted, byTelling)
	groups := samePledges(sorted)
	byRoot := map[int]*Promise{}
	var out []*Promise
	for i, p := range sorted {
		root := groups.root(i)
		if byRoot[root] == nil {
			byRoot[root] = &Promise{ID: p.ID()}
			out = append(out, byRoot[root])
		}
		byRoot[root].Reports = append(byRoot[root].Reports, p)
	}
	for _, p := range out {
		p.settle(today)
	}
	slices.SortFunc(out, func(a, b *Promise) int {
		return cmp.Or(cmp.Compare(a.due(), b.due()), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// samePledges groups pledges that hang together by samePledge. Only those are
// compared that are by one country and share two words, or the only one that one of
// them has, as all do that are one.
func samePledges(all []*Pledge) forest {
	type said struct {
		by   string
		word uint64
	}
	groups := newForest(len(all))
	having := map[said][]int{}
	common := make([]int, len(all)) // words that the pledge at hand shares with each before it
	for k, b := range all {
		var near []int
		for _, by := range b.by {
			for _, w := range b.words {
				for _, i := range having[said{by, w}] {
					if common[i]++; common[i] == min(2, len(b.words), len(all[i].words)) {
						near = append(near, i)
					}
				}
				having[said{by, w}] = append(having[said{by, w}], k)
			}
		}
		for _, i := range near {
			if groups.root(i) != groups.root(k) && samePledge(all[i], b) {
				groups.join(i, k)
			}
		}
		for _, by := range b.by {
			for _, w := range b.words {
				for _, i := range having[said{by, w}] {
					common[i] = 0
				}
			}
		}
	}
	return groups
}

func byTelling(a, b *Pledge) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID(), b.ID())) }

// settle works out deadlines and state from the reports, which are in the order
// in which they came.
func (p *Promise) settle(today calendar.Day) {
	for _, r := range p.Reports {
		from, to := record.DueOf(&r.Pledge)
		if last := len(p.Dues) - 1; !to.IsZero() && (last < 0 || p.Dues[last].To != to) {
			p.Dues = append(p.Dues, Due{from, to, r})
		}
		if p.Last == nil || r.Pledge.Asserted != "open" || p.Last.Pledge.Asserted == "open" {
			p.Last = r
		}
	}
	p.State = p.Last.Pledge.Asserted
	if _, to := p.Due(); p.State == "open" && !to.IsZero() && !today.IsZero() && to.Last().Before(today.First()) {
		p.State = "overdue"
	}
}

// Due returns by when the promise is due as it was told last; zero days where
// no story says.
func (p *Promise) Due() (from, to calendar.Day) {
	if len(p.Dues) == 0 {
		return calendar.Day{}, calendar.Day{}
	}
	d := p.Dues[len(p.Dues)-1]
	return d.From, d.To
}

func (p *Promise) due() int64 {
	_, to := record.Bounds(p.Due())
	return to
}

// Slipped reports whether the promise was put off from one deadline to another.
func (p *Promise) Slipped() bool { return len(p.Dues) > 1 }

// Sources returns how many sources tell of it, each once.
func (p *Promise) Sources() int {
	var out []string
	for _, r := range p.Reports {
		if !slices.Contains(out, r.Source) {
			out = append(out, r.Source)
		}
	}
	return len(out)
}
