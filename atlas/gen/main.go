// Command gen compiles the outlines that ship with the program from Natural
// Earth's countries at 1:110 million, as the npm package world-atlas 2.0.2 has
// them in TopoJSON, and from the codes of the world data pack. Its result is
// committed, so that a build needs neither.
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./atlas/gen -from package/countries-110m.json -codes ../shared/world/countries.tsv -to atlas/outlines.tsv
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/atlas"
)

func main() {
	from := flag.String("from", "package/countries-110m.json", "Natural Earth's countries as TopoJSON")
	codes := flag.String("codes", "../shared/world/countries.tsv", "table with the columns iso3 and m49")
	to := flag.String("to", "atlas/outlines.tsv", "file to write")
	flag.Parse()
	out, err := compile(*from, *codes)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*to, []byte(out), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d bytes\n", *to, len(out))
}

const head = `# Outlines of countries on the sheet of package atlas: code, path in SVG's words. Compiled by atlas/gen from
# Natural Earth 4.1, countries at 1:110 million (public domain), by way of world-atlas 2.0.2. Sorted by code.
`

// topology is what is used of TopoJSON.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	ID, Type   string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func compile(from, codes string) (string, error) {
	b, err := os.ReadFile(from)
	if err != nil {
		return "", err
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return "", fmt.Errorf("%s is no TopoJSON with countries: %w", from, err)
	}
	by, err := codesOf(codes)
	if err != nil {
		return "", err
	}
	arcs := t.project()
	var lines []string
	for _, g := range t.Objects.Countries.Geometries {
		rings, err := g.rings()
		if err != nil {
			return "", err
		}
		code := by[g.ID]
		if g.Properties.Name == "Kosovo" {
			code = "XKX"
		}
		if path := pathOf(rings, arcs); path != "" && code != "ATA" {
			lines = append(lines, code+"\t"+path)
		}
	}
	slices.Sort(lines)
	return head + strings.Join(lines, "\n") + "\n", nil
}

// codesOf returns the alpha-3 codes by the numeric ones.
func codesOf(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	var iso, num int
	for i, line := range strings.Split(string(b), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 {
			iso, num = slices.Index(f, "iso3"), slices.Index(f, "m49")
			if iso < 0 || num < 0 {
				return nil, fmt.Errorf("%s has no columns iso3 and m49", path)
			}
			continue
		}
		if len(f) > max(iso, num) && f[num] != "" {
			out[f[num]] = f[iso]
		}
	}
	return out, nil
}

// rings returns the numbers of the arcs of each ring.
func (g *geometry) rings() ([][]int, error) {
	var one [][]int
	var many [][][]int
	switch g.Type {
	case "Polygon":
		return one, json.Unmarshal(g.Arcs, &one)
	case "MultiPolygon":
		err := json.Unmarshal(g.Arcs, &many)
		return slices.Concat(many...), err
	}
	return nil, nil
}

type point struct{ x, y float64 }

// project puts all arcs on the sheet, each as coarse as the sheet shows.
func (t *topology) project() [][]point {
	out := make([][]point, len(t.Arcs))
	for i, arc := range t.Arcs {
		x, y := 0, 0
		for _, p := range arc {
			x, y = x+p[0], y+p[1]
			lon, lat := float64(x)*t.Transform.Scale[0]+t.Transform.Translate[0], float64(y)*t.Transform.Scale[1]+t.Transform.Translate[1]
			px, py := atlas.Place(lat, lon)
			out[i] = append(out[i], point{px, py})
		}
		out[i] = coarse(out[i])
	}
	return out
}

// finest is the least distance, in units, by which a point must stand out.
const finest = 0.6

// coarse leaves out points that no eye would miss: Douglas and Peucker 1973.
func coarse(ps []point) []point {
	if len(ps) < 3 {
		return ps
	}
	keep := make([]bool, len(ps))
	keep[0], keep[len(ps)-1] = true, true
	todo := [][2]int{{0, len(ps) - 1}}
	for len(todo) > 0 {
		a, z := todo[len(todo)-1][0], todo[len(todo)-1][1]
		todo = todo[:len(todo)-1]
		far, at := finest, -1
		for i := a + 1; i < z; i++ {
			if d := off(ps[i], ps[a], ps[z]); d > far {
				far, at = d, i
			}
		}
		if at >= 0 {
			keep[at] = true
			todo = append(todo, [2]int{a, at}, [2]int{at, z})
		}
	}
	var out []point
	for i, p := range ps {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// off returns how far a point is from the line through two others.
func off(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	if dx == 0 && dy == 0 {
		return math.Hypot(p.x-a.x, p.y-a.y)
	}
	return math.Abs(dx*(a.y-p.y)-dy*(a.x-p.x)) / math.Hypot(dx, dy)
}

// pathOf writes rings as SVG does, in half units: relative, and broken where the
// sheet ends. Rings that no eye would see are left out.
func pathOf(rings [][]int, arcs [][]point) string {
	var b strings.Builder
	for _, ring := range rings {
		var ps []point
		for _, n := range ring {
			ps = append(ps, arcOf(arcs, n)...)
		}
		for _, part := range cut(ps) {
			writeRing(&b, part)
		}
	}
	return b.String()
}

func arcOf(arcs [][]point, n int) []point {
	if n >= 0 {
		return arcs[n]
	}
	out := slices.Clone(arcs[^n])
	slices.Reverse(out)
	return out
}

// cut parts a ring where it jumps from one edge of the sheet to the other.
func cut(ps []point) [][]point {
	out := [][]point{nil}
	for i, p := range ps {
		if i > 0 && math.Abs(p.x-ps[i-1].x) > atlas.Width/2 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	if n := len(out); n > 2 { // it begins in the middle of a part
		out[0] = append(out[n-1], out[0]...)
		out = out[:n-1]
	}
	return out
}

func writeRing(b *strings.Builder, ps []point) {
	type half struct{ x, y int }
	var hs []half
	low, high := half{1 << 20, 1 << 20}, half{}
	for _, p := range ps {
		h := half{int(math.Round(2 * p.x)), int(math.Round(2 * p.y))}
		if len(hs) == 0 || hs[len(hs)-1] != h {
			hs = append(hs, h)
		}
		low, high = half{min(low.x, h.x), min(low.y, h.y)}, half{max(high.x, h.x), max(high.y, h.y)}
	}
	if len(hs) < 3 || high.x-low.x < 3 && high.y-low.y < 3 {
		return
	}
	num := func(v int, first bool) string {
		s := strconv.FormatFloat(float64(v)/2, 'f', -1, 64)
		if v == 1 || v == -1 {
			s = strings.Replace(s, "0", "", 1)
		}
		if !first && v >= 0 {
			s = " " + s
		}
		return s
	}
	b.WriteString("M" + num(hs[0].x, true) + num(hs[0].y, false) + "l")
	for i, h := range hs[1:] {
		b.WriteString(num(h.x-hs[i].x, i == 0) + num(h.y-hs[i].y, false))
	}
	b.WriteString("z")
}
