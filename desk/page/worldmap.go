package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/atlas"
	"github.com/datelinewire/dateline/service"
)

// WorldMap is a map of what is on record: places by what happened there, visits
// as lines from capital to capital. It shows no more of the world than that
// takes.
type WorldMap struct {
	Width, Height float64
	Scale         float64 // of the outlines, and how far they are moved
	X, Y          float64
	Net, Rest     string // the net of degrees, and the countries that nothing is told of
	Lands         []Land
	Trips         []MapTrip
	Spots         []MapSpot
	Names         []Label
	Lost, Whole   int // reports without a place on the map: unknown, or a country
	Desc          string
	Visits        [][]string // as a list
	Places        [][]string
}

// Land is a country that something is told of.
type Land struct{ Path, Name, Address string }

// MapTrip is a line from one capital to another.
type MapTrip struct {
	Path, Class, Text, Address string
	Width                      float64
}

// MapSpot is a place: a disc where countries worked together more, a square on
// its corner where they did not, a ring where something is only planned.
type MapSpot struct {
	X, Y, R             float64
	Shape               string // disc, square or ring
	Text, Name, Address string
}

// What a map has room for; the lists beside it have the rest.
const (
	mostSpots  = 80
	mostTrips  = 40
	mostCalled = 24
	mostLands  = 60 // countries that lead to their dossiers
)

// mapOf draws the map.
func mapOf(w *service.World, l Labels, capital func(code string) (lat, lon float64, ok bool)) WorldMap {
	m := WorldMap{Width: atlas.Width, Height: atlas.Height, Lost: w.Lost}
	told := map[string]bool{}
	for _, x := range w.Pairs {
		if len(told) < mostLands {
			told[x.By], told[x.With] = true, true
		}
	}
	var points [][2]float64
	add := func(lat, lon float64) { x, y := atlas.Place(lat, lon); points = append(points, [2]float64{x, y}) }
	spots, trips := w.Spots[:min(len(w.Spots), mostSpots)], w.Trips[:min(len(w.Trips), mostTrips)]
	for _, s := range spots {
		if told[s.Country] = told[s.Country] || len(told) < mostLands; !whole(s) {
			add(s.Lat, s.Lon)
		}
	}
	for _, t := range trips {
		for _, code := range [...]string{t.From, t.To} {
			if lat, lon, ok := capital(code); ok {
				add(lat, lon)
			}
		}
	}
	m.frame(points)
	m.lands(told, l)
	for _, t := range trips {
		m.trip(t, l, capital)
	}
	for _, s := range spots {
		m.spot(s, l)
	}
	m.name()
	m.Desc = fmt.Sprintf("%s and %s between capitals, on an equal-area map", plural(len(m.Spots), "place"), plural(len(m.Trips), "line of visit"))
	m.Desc = strings.Replace(m.Desc, "line of visits", "lines of visits", 1)
	return m
}

// frame fits the map to what is on it, with room around.
func (m *WorldMap) frame(points [][2]float64) {
	m.Scale = 1
	if len(points) == 0 {
		return
	}
	low, high := points[0], points[0]
	for _, p := range points {
		for i := range p {
			low[i], high[i] = min(low[i], p[i]), max(high[i], p[i])
		}
	}
	wide, tall := high[0]-low[0]+120, high[1]-low[1]+80
	m.Scale = max(1, min(4, m.Width/wide, m.Height/tall))
	at := func(low, high, size float64) float64 {
		middle := (low + high) / 2 * m.Scale
		return min(0, max(size-size*m.Scale, size/2-middle))
	}
	m.X, m.Y = at(low[0], high[0], m.Width), at(low[1], high[1], m.Height)
}

// place returns where a point of the globe lies on the map.
func (m *WorldMap) place(lat, lon float64) (x, y float64) {
	x, y = atlas.Place(lat, lon)
	return round(x*m.Scale + m.X), round(y*m.Scale + m.Y)
}

func round(v float64) float64 { return math.Round(10*v) / 10 }

// lands draws countries; those that most is told of lead to their dossiers.
func (m *WorldMap) lands(told map[string]bool, l Labels) {
	var rest strings.Builder
	for _, o := range atlas.Outlines() {
		if told[o.Code] && o.Code != "" {
			m.Lands = append(m.Lands, Land{Path: o.Path, Name: l.Country(o.Code), Address: DossierAddress(o.Code)})
			continue
		}
		rest.WriteString(o.Path)
	}
	m.Rest, m.Net = rest.String(), atlas.Graticule(30)
}

// trip draws visits as a bow, so that those there and back are two.
func (m *WorldMap) trip(t service.Trip, l Labels, capital func(code string) (lat, lon float64, ok bool)) {
	text := visitsText(t)
	m.Visits = append(m.Visits, []string{l.Country(t.From), l.Country(t.To), itoa(t.Made), itoa(t.Planned)})
	aLat, aLon, ok := capital(t.From)
	bLat, bLon, ok2 := capital(t.To)
	if !ok || !ok2 {
		return
	}
	ax, ay := m.place(aLat, aLon)
	bx, by := m.place(bLat, bLon)
	dx, dy := bx-ax, by-ay
	far := math.Hypot(dx, dy)
	if far < 4 {
		return
	}
	bow := min(0.22*far, 60) / far
	cx, cy := (ax+bx)/2+dy*bow, (ay+by)/2-dx*bow
	// The line ends before the capital, so that its arrow is seen.
	ex, ey := bx-(bx-cx)*5/math.Hypot(bx-cx, by-cy), by-(by-cy)*5/math.Hypot(bx-cx, by-cy)
	x := MapTrip{Path: fmt.Sprintf("M%g %gQ%g %g %g %g", ax, ay, round(cx), round(cy), round(ex), round(ey)), Class: "trip", Text: l.Country(t.From) + " to " + l.Country(t.To) + ": " + text, Address: pairAddress(t.From, t.To), Width: min(1.2+0.5*math.Sqrt(float64(t.Made+t.Planned-1)), 3.5)}
	if t.Made == 0 {
		x.Class = "trip ahead"
	}
	m.Trips = append(m.Trips, x)
}

func visitsText(t service.Trip) string {
	switch {
	case t.Planned == 0:
		return plural(t.Made, "report") + " of visits made"
	case t.Made == 0:
		return plural(t.Planned, "report") + " of visits planned"
	}
	return fmt.Sprintf("%s of visits made, %d of visits planned", plural(t.Made, "report"), t.Planned)
}

// whole reports whether a spot is a country as a whole, which has no place on the
// map.
func whole(s service.Spot) bool { return strings.HasPrefix(s.Key, "country/") }

func (m *WorldMap) spot(s service.Spot, l Labels) {
	x, y := m.place(s.Lat, s.Lon)
	n := s.Cooperation + s.Conflict + s.Planned
	p := MapSpot{X: x, Y: y, R: round(min(2.2+1.5*math.Sqrt(float64(n)), 13)), Shape: "disc", Name: s.Name, Address: DossierAddress(s.Key)}
	if whole(s) {
		m.Places = append(m.Places, []string{"the country as a whole", l.Country(s.Country), itoa(s.Cooperation), itoa(s.Conflict), itoa(s.Planned)})
		m.Whole += n
		return
	}
	switch {
	case s.Cooperation+s.Conflict == 0:
		p.Shape = "ring"
	case s.Conflict > s.Cooperation:
		p.Shape = "square"
	}
	p.Text = fmt.Sprintf("%s: %d of cooperation, %d of conflict, %d planned", p.Name, s.Cooperation, s.Conflict, s.Planned)
	m.Spots = append(m.Spots, p)
	m.Places = append(m.Places, []string{p.Name, l.Country(s.Country), itoa(s.Cooperation), itoa(s.Conflict), itoa(s.Planned)})
}

// Points returns the corners of a square on its corner.
func (p MapSpot) Points() string {
	return fmt.Sprintf("%g,%g %g,%g %g,%g %g,%g", p.X, round(p.Y-p.R), round(p.X+p.R), p.Y, p.X, round(p.Y+p.R), round(p.X-p.R), p.Y)
}

// name writes the names of the larger places where there is room.
func (m *WorldMap) name() {
	type box struct{ x, y, w float64 }
	var taken []box
	for _, s := range m.Spots {
		if len(m.Names) == mostCalled {
			return
		}
		wide := 7*float64(len(s.Name)) + 4
		at := Label{X: s.X + s.R + 3, Y: s.Y + 4, Text: s.Name}
		if at.X+wide > m.Width {
			at.X, at.Anchor = s.X-s.R-3, "end"
		}
		b := box{at.X, at.Y, wide}
		if at.Anchor == "end" {
			b.x -= wide
		}
		if slices.ContainsFunc(taken, func(o box) bool { return b.x < o.x+o.w && o.x < b.x+b.w && math.Abs(b.y-o.y) < 13 }) {
			continue
		}
		taken = append(taken, b)
		m.Names = append(m.Names, at)
	}
	// The small ones are drawn last, so that a large one hides none.
	slices.Reverse(m.Spots)
	slices.SortStableFunc(m.Spots, func(a, b MapSpot) int { return int(10*b.R) - int(10*a.R) })
}
