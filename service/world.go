package service

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// WorldFilter says what World looks at. The zero filter looks at all of it.
type WorldFilter struct {
	From, To calendar.Day // months, both counted; zero: open
	Type     string       // of event; "": all
	Country  string       // only what it has a part in; "": all
}

// World is who deals with whom, as reports on record tell it: copies are not
// counted, and what several sources tell is counted for each.
type World struct {
	Pairs  []Pair         `json:"pairs"`      // those with most reports first
	Trips  []Trip         `json:"visits"`     // by direction, most first
	Spots  []Spot         `json:"places"`     // where something happened, most first
	Months []WorldMonth   `json:"months"`     // oldest first, those with none left out, whatever From and To are
	Types  []record.Count `json:"-"`          // by type, within From and To, whatever Type is
	Total  int            `json:"reports"`    // in Pairs
	Lost   int            `json:"not_on_map"` // reports at places that the maps do not know
	At     time.Time      `json:"added_up"`   // when
}

// Pair counts what one country did to another, or with it.
type Pair struct {
	By          string `json:"by"` // codes
	With        string `json:"with"`
	Cooperation int    `json:"cooperation"`
	Conflict    int    `json:"conflict"`
}

// Trip counts visits from one country to another.
type Trip struct {
	From    string `json:"from"` // codes
	To      string `json:"to"`
	Made    int    `json:"made"`
	Planned int    `json:"planned"`
}

// Spot is a place with what happened there, or is planned.
type Spot struct {
	Key         string  `json:"key"` // record.EntityKey
	Name        string  `json:"name"`
	Country     string  `json:"country"`
	Lat         float64 `json:"lat"` // degrees
	Lon         float64 `json:"lon"`
	Cooperation int     `json:"cooperation"`
	Conflict    int     `json:"conflict"`
	Planned     int     `json:"planned"`
}

// WorldMonth counts the deals of a month.
type WorldMonth struct {
	Month       int `json:"month"` // as record.Deal has it
	Cooperation int `json:"cooperation"`
	Conflict    int `json:"conflict"`
}

// World returns who deals with whom, which nobody may change. Adding up takes
// seconds where there are a million events; then it may be a minute old.
func (s *Service) World(ctx context.Context, f WorldFilter) (World, error) {
	sums, at, err := s.sums.of(ctx, s, struct{}{}, func(ctx context.Context) (record.Sums, error) {
		return s.store.Sums(context.WithoutCancel(ctx)) // others want them too, whether or not whoever asked first still does
	})
	if err != nil {
		return World{}, err
	}
	asked := worldAsked{f, at.UnixNano()}
	if out, ok := s.worlds.Get(asked); ok {
		return out, nil
	}
	w, err := s.theWorld()
	if err != nil {
		return World{}, err
	}
	out := WorldOf(sums, f, func(key string) (world.Place, bool) { return s.places.place(w, key) })
	out.At = at
	s.worlds.Put(asked, out)
	return out, nil
}

// worldAsked is what was asked of the world, and of which sums.
type worldAsked struct {
	WorldFilter
	at int64
}

// mostWorlds is how many are kept, for the filters that are asked for most.
const mostWorlds = 16

// WorldOf works out who deals with whom from the sums of a record. Place tells
// where a place is by its key.
func WorldOf(sums record.Sums, f WorldFilter, place func(key string) (world.Place, bool)) World {
	x := adding{f: f, pairs: map[[2]string]*Pair{}, trips: map[[2]string]*Trip{}, months: map[int]*WorldMonth{}, types: map[string]int{}}
	x.from, x.to = monthsOf(f)
	for i := range sums.Deals {
		x.deal(&sums.Deals[i])
	}
	spots := map[string]*Spot{}
	lost := 0
	for i := range sums.Spots {
		p := &sums.Spots[i]
		if f.Type != "" && p.Type != f.Type || p.Month < x.from || p.Month > x.to {
			continue
		}
		at, ok := place(p.Place)
		if f.Country != "" && at.ISO3 != f.Country {
			continue
		}
		if !ok {
			lost += p.N
			continue
		}
		s := spots[p.Place]
		if s == nil {
			s = &Spot{Key: p.Place, Name: at.Name, Country: at.ISO3, Lat: at.Lat, Lon: at.Lon}
			spots[p.Place] = s
		}
		s.add(p)
	}
	out := x.world()
	out.Lost = lost
	for _, s := range spots {
		out.Spots = append(out.Spots, *s)
	}
	slices.SortFunc(out.Spots, func(a, b Spot) int {
		return cmp.Or(b.all()-a.all(), cmp.Compare(a.Key, b.Key))
	})
	return out
}

func (s *Spot) all() int { return s.Cooperation + s.Conflict + s.Planned }

func (s *Spot) add(p *record.Spot) {
	t, _ := ontology.Parse(p.Type)
	switch {
	case p.Planned:
		s.Planned += p.N
	case t.Cooperative():
		s.Cooperation += p.N
	default:
		s.Conflict += p.N
	}
}

// monthsOf returns the first and the last month of a filter.
func monthsOf(f WorldFilter) (from, to int) {
	from, to = 0, 1<<30
	if !f.From.IsZero() {
		d := f.From.First()
		from = int(d.Year)*12 + int(d.Month) - 1
	}
	if !f.To.IsZero() {
		d := f.To.Last()
		to = int(d.Year)*12 + int(d.Month) - 1
	}
	return from, to
}

// adding adds up deals.
type adding struct {
	f        WorldFilter
	from, to int
	pairs    map[[2]string]*Pair
	trips    map[[2]string]*Trip
	months   map[int]*WorldMonth
	types    map[string]int
}

func (x *adding) deal(d *record.Deal) {
	if x.f.Country != "" && d.By != x.f.Country && d.With != x.f.Country {
		return
	}
	within := d.Month >= x.from && d.Month <= x.to
	if within && !d.Planned {
		x.types[d.Type] += d.N
	}
	if x.f.Type != "" && d.Type != x.f.Type {
		return
	}
	t, _ := ontology.Parse(d.Type)
	if within && d.Mode == "visit" {
		x.trip(d)
	}
	if d.Planned {
		return
	}
	m := x.months[d.Month]
	if m == nil {
		m = &WorldMonth{Month: d.Month}
		x.months[d.Month] = m
	}
	count(t, d.N, &m.Cooperation, &m.Conflict)
	if !within {
		return
	}
	key := [2]string{d.By, d.With}
	p := x.pairs[key]
	if p == nil {
		p = &Pair{By: d.By, With: d.With}
		x.pairs[key] = p
	}
	count(t, d.N, &p.Cooperation, &p.Conflict)
}

func (x *adding) trip(d *record.Deal) {
	key := [2]string{d.By, d.With}
	t := x.trips[key]
	if t == nil {
		t = &Trip{From: d.By, To: d.With}
		x.trips[key] = t
	}
	if d.Planned {
		t.Planned += d.N
	} else {
		t.Made += d.N
	}
}

func count(t ontology.Type, n int, cooperation, conflict *int) {
	if t.Cooperative() {
		*cooperation += n
	} else {
		*conflict += n
	}
}

// world puts what was added in order.
func (x *adding) world() World {
	var out World
	for _, p := range x.pairs {
		out.Pairs = append(out.Pairs, *p)
		out.Total += p.Cooperation + p.Conflict
	}
	slices.SortFunc(out.Pairs, func(a, b Pair) int {
		return cmp.Or(b.Cooperation+b.Conflict-a.Cooperation-a.Conflict, cmp.Compare(a.By, b.By), cmp.Compare(a.With, b.With))
	})
	for _, t := range x.trips {
		out.Trips = append(out.Trips, *t)
	}
	slices.SortFunc(out.Trips, func(a, b Trip) int {
		return cmp.Or(b.Made+b.Planned-a.Made-a.Planned, cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	for t, n := range x.types {
		out.Types = append(out.Types, record.Count{Value: t, N: n})
	}
	record.SortCounts(out.Types)
	for _, m := range x.months {
		out.Months = append(out.Months, *m)
	}
	slices.SortFunc(out.Months, func(a, b WorldMonth) int { return a.Month - b.Month })
	return out
}
