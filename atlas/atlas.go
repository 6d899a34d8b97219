// Package atlas draws the world: where a point of the globe lies on the sheet,
// and the outlines of countries on it. What goes in is degrees, what comes out
// is units of a sheet of Width by Height, and paths as SVG writes them.
//
//	x, y := atlas.Place(38.56, 68.77) // Dushanbe
//
// The projection is Equal Earth (Šavrič, Patterson, Jenny 2018): areas are
// true, shapes nearly. The outlines are coarse, for a map of the whole world as
// wide as a page, and small islands are left out. They show borders as they are held, which
// says nothing of whose they are by right.
package atlas

import (
	_ "embed"
	"math"
	"strings"
)

//go:embed outlines.tsv
var outlines string

// The sheet, in units; the Antarctic is cut off.
const (
	Width  = 1000.0
	Height = 430.0
)

// Outline is a country on the sheet. Code is that of ISO 3166-1 alpha-3, XKX
// for Kosovo; "" for land that no such code has.
type Outline struct{ Code, Path string }

// Outlines returns the countries, by code.
func Outlines() []Outline {
	var out []Outline
	for line := range strings.Lines(outlines) {
		if code, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(code, "#") {
			out = append(out, Outline{code, path})
		}
	}
	return out
}

// Coefficients of Equal Earth's polynomial, as published.
const (
	a1 = 1.340264
	a2 = -0.081106
	a3 = 0.000893
	a4 = 0.003796
)

// meridian is the longitude in the middle of the sheet: east of Greenwich, so
// that the cut goes through the Bering Strait.
const meridian = 11.0

// top is the y of 84° north before the sheet is moved to it.
var top = ordinate(84 * math.Pi / 180)

// Place returns where a point lies on the sheet, by its latitude and longitude
// in degrees. What lies south of it has a y beyond Height.
func Place(lat, lon float64) (x, y float64) {
	lon -= meridian
	for lon > 180 {
		lon -= 360
	}
	for lon < -180 {
		lon += 360
	}
	theta := parametric(lat * math.Pi / 180)
	t2 := theta * theta
	t6 := t2 * t2 * t2
	scale := Width / (2 * math.Pi * 2 * math.Sqrt(3) / (3 * a1))
	x = 2 * math.Sqrt(3) * lon * math.Pi / 180 * math.Cos(theta) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	return Width/2 + scale*x, scale * (top - ordinate(lat*math.Pi/180))
}

func parametric(lat float64) float64 { return math.Asin(math.Sqrt(3) / 2 * math.Sin(lat)) }

func ordinate(lat float64) float64 {
	t := parametric(lat)
	t2 := t * t
	t6 := t2 * t2 * t2
	return t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}

// Graticule returns the lines of the net of degrees, every so many degrees, as
// one path.
func Graticule(step int) string {
	var b strings.Builder
	line := func(from, to int, at func(i int) (x, y float64)) {
		for i := from; i <= to; i += 9 {
			x, y := at(i)
			letter := byte('L')
			if i == from {
				letter = 'M'
			}
			b.WriteByte(letter)
			b.WriteString(unit(x) + " " + unit(y))
		}
	}
	for lon := -180; lon <= 180; lon += step {
		edge := min(max(float64(lon)+meridian, -180+meridian+1e-6), 180+meridian-1e-6)
		line(-54, 81, func(lat int) (x, y float64) { return Place(float64(lat), edge) })
	}
	for lat := -40; lat <= 80; lat += 20 {
		line(-180, 180, func(lon int) (x, y float64) {
			return Place(float64(lat), min(max(float64(lon)+meridian, -180+meridian+1e-6), 180+meridian-1e-6))
		})
	}
	return b.String()
}
