package desk_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserDense counts the stories that a laptop shows whole, with their
// facts, before anybody scrolls: seven in the compact list, which comes first,
// fewer with their decks in the comfortable one. What can be clicked is as high
// as WCAG 2.2 asks for all the same.
func TestBrowserDense(t *testing.T) {
	d, _ := sampled(t)
	ctx, base, _ := open(t, d)
	laptop := chromedp.EmulateViewport(1366, 768)
	whole := `(() => {
		const all = [...document.querySelectorAll(".entry")], floor = document.querySelector(".mast").getBoundingClientRect().bottom;
		const seen = e => { const b = e.getBoundingClientRect(); return b.height > 10 && b.top >= floor && b.bottom <= innerHeight };
		const on = all.filter(seen);
		const full = on.every(e => [...e.querySelectorAll(".facts li")].every(seen)) && on.some(e => e.querySelectorAll(".facts li").length === 3);
		return on.length >= 7 ? full ? "seven" : "seven, and facts are missing" : full && on.every(e => e.querySelector(".deck")) ? "fewer with decks" : "fewer: " + on.length;
	})()`
	do(t, ctx, "open", laptop, chromedp.Navigate(base), chromedp.WaitReady(css(".river")))
	loaded(t, ctx)
	want(t, ctx, "on the screen, compact", whole, "seven")
	low := fmt.Sprintf(`JSON.stringify([...document.querySelectorAll(%q)].map(e => e.getBoundingClientRect()).filter(b => b.height < 24 - .01).length)`, ".entry .says")
	want(t, ctx, "facts lower than 24 px", low, "0")
	want(t, ctx, "wider than the screen", `String(document.documentElement.scrollWidth > innerWidth)`, "false")
	do(t, ctx, "comfortable", chromedp.Click(css(`.views a:last-child`)), chromedp.WaitReady(css(".roomy")))
	loaded(t, ctx)
	want(t, ctx, "on the screen, comfortable", whole, "fewer with decks")
}
