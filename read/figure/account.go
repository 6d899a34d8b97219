package figure

import (
	"sort"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// account is what two sums share that can be set against each other: currency,
// qualifier and period. Neither is a range or a bound.
type account struct {
	unit, qualifier string
	dated           bool
	period          [2]calendar.Day
}

// accountOf returns the account of a sum, and false for what has none.
func accountOf(f *fact.Figure) (account, bool) {
	if f.Unit == nil || len(*f.Unit) != 3 || f.Upper != nil || f.Qualifier != "exact" && f.Qualifier != "about" {
		return account{}, false
	}
	a := account{unit: *f.Unit, qualifier: f.Qualifier}
	if f.Period != nil {
		a.dated, a.period = true, spans(*f.Period)
	}
	return a, true
}

// exports finds the export that is part of a trade. It holds indexes of
// figures.
type exports struct {
	records    map[account][]int // those that are less than all before them
	bySentence map[int][]int
}

func (p *parser) exports() *exports {
	x := &exports{map[account][]int{}, map[int][]int{}}
	for _, e := range p.found {
		f := &p.w.Reading.Figures[e.index]
		at, ok := accountOf(f)
		if !ok || !e.level || !strings.Contains(lower(e.measure), "export") {
			continue
		}
		r := x.records[at]
		if n := len(r); n == 0 || f.Value < p.w.Reading.Figures[r[n-1]].Value {
			x.records[at] = append(r, e.index)
		}
		x.bySentence[f.Evidence.Sentence] = append(x.bySentence[f.Evidence.Sentence], e.index)
	}
	return x
}

// within returns the first export of the account of total that is less than
// it, or -1. In one sentence it is enough that one of them has a period.
func (x *exports) within(all []fact.Figure, total *fact.Figure) int {
	at, ok := accountOf(total)
	if !ok {
		return -1
	}
	first := -1
	r := x.records[at] // the first of all that is less than total is a record
	if k := sort.Search(len(r), func(k int) bool { return all[r[k]].Value < total.Value }); k < len(r) {
		first = r[k]
	}
	for _, k := range x.bySentence[total.Evidence.Sentence] {
		b, _ := accountOf(&all[k])
		if b.unit == at.unit && b.qualifier == at.qualifier && b.dated != at.dated && all[k].Value < total.Value && (first < 0 || k < first) {
			return k
		}
	}
	return first
}
