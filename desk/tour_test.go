package desk_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// step is one thing that docs/tour.md asks its reader to do or to see.
var step = regexp.MustCompile("[Gg]o to `([^`]+)`|open “([^”]+)”|(?:see|and|under its day,) “([^”]+)”")

// TestBrowserTour walks the tour of docs/tour.md on the sample wire, as it is
// written: it goes where it says, opens what it says, and sees what it says.
func TestBrowserTour(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the sample wire")
	}
	tour, err := os.ReadFile("../docs/tour.md")
	if err != nil {
		t.Fatal(err)
	}
	d, _ := sampled(t)
	ctx, base, _ := open(t, d)
	gone, seen := 0, 0
	for _, m := range step.FindAllStringSubmatch(strings.Join(strings.Fields(string(tour)), " "), -1) {
		switch {
		case m[1] != "":
			gone++
			do(t, ctx, m[1], chromedp.Navigate(base+m[1]))
		case m[2] != "":
			loaded(t, ctx)
			eval(t, ctx, `[...document.querySelectorAll("h3 a")].find(a => a.textContent.trim() === `+quoted(m[2])+`).click(); ""`)
			want(t, ctx, m[2], `document.querySelector("h1") && document.querySelector("h1").textContent.trim()`, m[2])
		default:
			seen++
			if _, ok := until(t, ctx, `document.body.innerText.replace(/\s+/g, " ").includes(`+quoted(m[3])+`)`, func(s string) bool { return s == "true" }); !ok {
				t.Errorf("the tour says that “%s” is seen, and it is not", m[3])
			}
		}
	}
	if gone < 10 || seen < 10 {
		t.Errorf("the tour goes to %d pages and sees %d things: its words are no longer those that are looked for here", gone, seen)
	}
}

// quoted returns a string as a script writes it.
func quoted(s string) string { return "`" + s + "`" }
