package atlas_test

import (
	"math"
	"regexp"
	"testing"

	"github.com/datelinewire/dateline/atlas"
)

// TestPlace holds the projection to what it promises: east is right, north is
// up, the middle of the sheet is where it is said to be, and areas are true.
func TestPlace(t *testing.T) {
	dx, dy := atlas.Place(38.56, 68.77)
	lx, ly := atlas.Place(38.72, -9.14)
	if dx <= lx || math.Abs(dy-ly) > 3 {
		t.Errorf("Dushanbe lies at %.0f %.0f, Lisbon at %.0f %.0f", dx, dy, lx, ly)
	}
	if x, _ := atlas.Place(0, 11); math.Abs(x-atlas.Width/2) > 0.01 {
		t.Errorf("the middle lies at %.2f", x)
	}
	area := func(lat, lon float64) float64 { // of one degree each way, by its corners
		ax, ay := atlas.Place(lat, lon)
		bx, by := atlas.Place(lat, lon+1)
		cx, cy := atlas.Place(lat+1, lon+1)
		ex, ey := atlas.Place(lat+1, lon)
		return math.Abs((cx-ax)*(ey-by)-(ex-bx)*(cy-ay)) / 2
	}
	sphere := func(lat float64) float64 {
		return math.Sin((lat+1)*math.Pi/180) - math.Sin(lat*math.Pi/180)
	}
	want := area(0, 11) / sphere(0)
	for _, at := range [][2]float64{{60, 20}, {-40, 150}, {30, -100}} {
		if got := area(at[0], at[1]) / sphere(at[0]); math.Abs(got/want-1) > 0.01 {
			t.Errorf("areas at %v are %.3f of what they should be", at, got/want)
		}
	}
	for _, lon := range []float64{-169.5, -168.5, 191, 180} {
		if x, y := atlas.Place(60, lon); x < 0 || x > atlas.Width || y < 0 || y > atlas.Height {
			t.Errorf("60 north %v lies off the sheet: %.0f %.0f", lon, x, y)
		}
	}
}

func TestOutlines(t *testing.T) {
	path := regexp.MustCompile(`^(M[-0-9. ]+l[-0-9. ]+z)+$`)
	seen, size := map[string]bool{}, 0
	for _, o := range atlas.Outlines() {
		if seen[o.Code] && o.Code != "" {
			t.Errorf("%s is there twice", o.Code)
		}
		seen[o.Code] = true
		if !path.MatchString(o.Path) {
			t.Errorf("%s has no path: %.60s", o.Code, o.Path)
		}
		size += len(o.Path)
	}
	for _, code := range []string{"TJK", "RUS", "XKX", "CAF", "FJI"} {
		if !seen[code] {
			t.Errorf("%s is missing", code)
		}
	}
	if seen["ATA"] || size > 60<<10 {
		t.Errorf("%d bytes of outlines", size)
	}
}
