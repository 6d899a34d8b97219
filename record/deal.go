package record

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
)

// Deal counts reports of what one country did to another, or with it, in a
// month. Of what both did together there is one each way.
type Deal struct {
	By, With   string // codes of countries
	Type, Mode string
	Planned    bool // announced; else it happened or goes on
	Month      int  // of its first day: 12 times the year, and the month from 0
	N          int
}

// Spot counts reports of what happened at a place in a month, or is planned there.
type Spot struct {
	Place      string // EntityKey
	Type, Mode string
	Planned    bool
	Month      int
	N          int
}

// Sums are all deals and spots of what is on record now: of the latest
// versions, copies and what is told as history left out. Mere statements are no
// deal.
type Sums struct {
	Deals []Deal
	Spots []Spot
}

// Acted is what Summer needs of an event: the codes of its parties, the
// EntityKey of its place, and its first day as DayNumber has it.
type Acted struct {
	Actors, Recipients []string
	Place              string
	Type, Mode         string
	Status             fact.Status
	First              int64
}

// Summer adds up events, the same for every store.
type Summer struct {
	deals map[Deal]int
	spots map[Spot]int
}

// NewSummer returns a Summer that has added nothing.
func NewSummer() *Summer { return &Summer{deals: map[Deal]int{}, spots: map[Spot]int{}} }

// Add counts an event, where it happened, goes on or is planned and has a day.
func (s *Summer) Add(a Acted) {
	t, ok := ontology.Parse(a.Type)
	month := int(a.First/10000)*12 + int(a.First/100%100) - 1
	planned := a.Status == fact.Planned
	if !ok || t.Quad() == 0 || a.First == 0 || !planned && a.Status != fact.Happened && a.Status != fact.Ongoing {
		return
	}
	if a.Place != "" {
		s.spots[Spot{Place: a.Place, Type: a.Type, Mode: a.Mode, Planned: planned, Month: month}]++
	}
	by, with := states(a.Actors), states(a.Recipients)
	seen := map[[2]string]bool{}
	add := func(x, y string) {
		if x != y && !seen[[2]string{x, y}] {
			seen[[2]string{x, y}] = true
			s.deals[Deal{By: x, With: y, Type: a.Type, Mode: a.Mode, Planned: planned, Month: month}]++
		}
	}
	for i, x := range by {
		for _, y := range with {
			add(x, y)
			if t.Mutual() && a.Mode != "visit" { // a visit has its way
				add(y, x)
			}
		}
		for _, y := range by[i+1:] { // they met, with nobody to receive it
			if t.Mutual() && len(with) == 0 {
				add(x, y)
				add(y, x)
			}
		}
	}
}

// states returns which of the codes are those of countries.
func states(codes []string) []string {
	var out []string
	for _, c := range codes {
		if len(c) == 3 && fact.OfState(c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// Sums returns what was added, in the order of its fields.
func (s *Summer) Sums() Sums {
	var out Sums
	for d, n := range s.deals {
		d.N = n
		out.Deals = append(out.Deals, d)
	}
	for p, n := range s.spots {
		p.N = n
		out.Spots = append(out.Spots, p)
	}
	slices.SortFunc(out.Deals, func(a, b Deal) int {
		return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.With, b.With), a.Month-b.Month, cmp.Compare(a.Type, b.Type), cmp.Compare(a.Mode, b.Mode), order(a.Planned, b.Planned))
	})
	slices.SortFunc(out.Spots, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), a.Month-b.Month, cmp.Compare(a.Type, b.Type), cmp.Compare(a.Mode, b.Mode), order(a.Planned, b.Planned))
	})
	return out
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
