package desk_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// marked is the headline of the story that the keys have marked.
const marked = `(document.querySelector(".entry.now h3 a") || {textContent: "none"}).textContent`

// list opens a list and waits until its script has run.
func list(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, "open "+address, viewport(1280), chromedp.Navigate(address), chromedp.WaitReady(css(".river")))
	loaded(t, ctx)
}

// press presses keys one after the other.
func press(t *testing.T, ctx context.Context, keys string) {
	t.Helper()
	do(t, ctx, "press "+keys, chromedp.KeyEvent(keys))
}

// TestBrowserStars stars a story with the mouse, finds it starred after a reload
// and under its filter, and takes the star away with the key: of the story that
// is marked, and of no other.
func TestBrowserStars(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	id := idOf(t, store, leaseHead)
	stars := `[...document.querySelectorAll(".star")].filter(b => b.getAttribute("aria-pressed") === "true").map(b => b.value).join()`
	list(t, ctx, base)
	want(t, ctx, "starred at first", stars, "")
	eval(t, ctx, `window.kept = "the same page"`)
	click(t, ctx, "star it", `.star[value="`+id+`"]`)
	want(t, ctx, "starred", stars, id)
	want(t, ctx, "the page", "window.kept", "the same page")
	do(t, ctx, "reload", chromedp.Reload(), chromedp.WaitReady(css(".river")))
	loaded(t, ctx)
	want(t, ctx, "starred after a reload", stars, id)
	do(t, ctx, "show only those with a star", chromedp.Click(`//nav[@aria-label="Show only"]//a[contains(., "Starred")]`))
	want(t, ctx, "the filter", "location.search", "?stories=starred")
	loaded(t, ctx)
	want(t, ctx, "under the filter", `[...document.querySelectorAll(".entry h3 a")].map(a => a.textContent).join()`, leaseHead)
	list(t, ctx, base)
	press(t, ctx, "s") // nothing is marked yet
	press(t, ctx, "j")
	other := idOf(t, store, "Trade between Nepal and Portugal up by a fifth")
	want(t, ctx, "marked", marked, "Trade between Nepal and Portugal up by a fifth")
	press(t, ctx, "s")
	want(t, ctx, "starred by the key", stars, other+","+id)
	press(t, ctx, "s")
	want(t, ctx, "the star taken away", stars, id)
}

// TestBrowserHelp opens the list of keys and closes it in each way: the focus
// returns to where it was, and while the list is open no other key does anything.
func TestBrowserHelp(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	list(t, ctx, base)
	shown := `String(document.querySelector("#keys").open) + " " + (document.activeElement.closest("#keys") ? "inside" : document.activeElement.textContent.slice(0, 13))`
	press(t, ctx, "j")
	for _, close := range []struct{ how, key string }{{"Escape", kb.Escape}, {"?", "?"}, {"Close", ""}} {
		want(t, ctx, "before "+close.how, shown, "false Trade between")
		press(t, ctx, "?")
		want(t, ctx, "opened", shown, "true inside")
		press(t, ctx, "jo")
		if close.key != "" {
			press(t, ctx, close.key)
		} else {
			click(t, ctx, "press Close", "#keys button")
		}
		want(t, ctx, "closed by "+close.how, shown, "false Trade between")
		want(t, ctx, "marked after "+close.how, marked, "Trade between Nepal and Portugal up by a fifth")
	}
	want(t, ctx, "the address", "location.pathname", "/")
	for _, key := range []string{"/", "?", "j"} { // as a keyboard does it: what a page takes is not written as well
		do(t, ctx, "press "+key, set(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}))
	}
	want(t, ctx, "in the search", `document.activeElement.id + " " + document.activeElement.value + " " + document.querySelector("#keys").open`, "q ?j false")
}

// long returns a desk with more stories than a page has.
func long(t *testing.T) *desk.Desk {
	t.Helper()
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	for i := range 60 {
		at := now.Add(time.Duration(i-100) * time.Hour)
		s := news.Story{Source: "Harbour News", Headline: fmt.Sprintf("Ship %02d sails", i), Text: fmt.Sprintf("Ship %02d sails\n\nBerth %d is free.", i, i), Language: "en", Issued: at}
		if _, err := store.Put(context.Background(), record.Entry{Story: s, Version: news.Version{Received: at}}); err != nil {
			t.Fatal(err)
		}
	}
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestBrowserPages walks from page to page by keys: on from the last story of a
// page to the first of the next, into a story, and back to where the reader was.
func TestBrowserPages(t *testing.T) {
	ctx, base, _ := open(t, long(t))
	list(t, ctx, base+"/?source=Harbour+News")
	n := eval(t, ctx, `document.querySelectorAll(".entry").length`)
	eval(t, ctx, `for (let i = 0; i < document.querySelectorAll(".entry").length; i++) document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true})); ""`)
	want(t, ctx, "the last of a page of "+n, marked, `Ship `+eval(t, ctx, `document.querySelectorAll(".entry").length > 0 && [...document.querySelectorAll(".entry h3 a")].pop().textContent.slice(5, 7)`)+` sails`)
	press(t, ctx, "j")
	if _, ok := until(t, ctx, "location.search", func(s string) bool { return len(s) > len("?source=Harbour+News") }); !ok {
		t.Fatal("j on the last story of a page does not lead to the next page")
	}
	loaded(t, ctx)
	first := eval(t, ctx, `document.querySelector(".entry h3 a").textContent`)
	want(t, ctx, "the first of the next page", marked, first)
	press(t, ctx, "jj")
	second, at := eval(t, ctx, marked), eval(t, ctx, "location.search")
	if second == first {
		t.Errorf("j stays at %s", second)
	}
	do(t, ctx, "press o", chromedp.KeyEvent("o"), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	want(t, ctx, "the story", `document.querySelector("h1").textContent`, second)
	do(t, ctx, "press u", chromedp.KeyEvent("u"), chromedp.WaitVisible(css(".river")))
	loaded(t, ctx)
	want(t, ctx, "the list is the one before", "location.search", at)
	want(t, ctx, "the story is marked", marked, second)
	press(t, ctx, "k")
	if got := eval(t, ctx, marked); got == second {
		t.Errorf("k stays at %s", got)
	}
	do(t, ctx, "reload", chromedp.Reload(), chromedp.WaitReady(css(".river")))
	loaded(t, ctx)
	want(t, ctx, "marked after a reload", marked, "none")
}

// TestBrowserUnread reads a story: its mark is gone in the list, and the others'
// are not, until all are marked as read.
func TestBrowserUnread(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	list(t, ctx, base)
	unread := `[...document.querySelectorAll(".entry")].filter(e => e.classList.contains("unread") && getComputedStyle(e.querySelector(".clock"), "::before").content !== "none" && e.querySelector("h3").textContent.startsWith("Unread: ")).map(e => e.querySelector("h3 a").textContent.slice(0, 5)).join()`
	want(t, ctx, "unread at first", unread, "Trade,Thapa,Nepal")
	do(t, ctx, "read one", chromedp.KeyEvent("jjo"), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	do(t, ctx, "press u", chromedp.KeyEvent("u"), chromedp.WaitVisible(css(".river")))
	loaded(t, ctx)
	want(t, ctx, "unread after one was read", unread, "Trade,Nepal")
	click(t, ctx, "mark all as read", ".seen button")
	want(t, ctx, "unread after all were marked", unread, "")
}

// TestBrowserPhone goes to and fro between the text and the facts of a story on
// a phone; a fact that is tapped brings its words.
func TestBrowserPhone(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "open", viewport(390), chromedp.Navigate(base+"/story/"+idOf(t, store, leaseHead)), chromedp.WaitVisible(css("#text")))
	loaded(t, ctx)
	// What is seen, and which of the two the switch says is on.
	side := `["#story .text", "#facts"].map(s => String(document.querySelector(s).checkVisibility())).join() + " " + [...document.querySelectorAll(".switch a")].filter(a => getComputedStyle(a).borderBottomColor !== "rgba(0, 0, 0, 0)").map(a => a.textContent.slice(0, 4)).join()`
	want(t, ctx, "at first", side, "true,false Text")
	click(t, ctx, "tap Facts", `.switch a[href="#facts"]`)
	want(t, ctx, "the facts", side, "false,true Fact")
	click(t, ctx, "tap Text", `.switch a[href="#text"]`)
	want(t, ctx, "the text", side, "true,false Text")
	click(t, ctx, "tap Facts again", `.switch a[href="#facts"]`)
	click(t, ctx, "tap a fact", "#e2 .says")
	want(t, ctx, "its words", side, "true,false Text")
	want(t, ctx, "lit", litWords, "Transport Minister Sunita Thapa met her Portuguese counterpart Rui Salgado in Kathmandu")
	want(t, ctx, "in view", `{const b = document.querySelector(".w.lit").getBoundingClientRect(); String(b.top >= 0 && b.bottom <= innerHeight)}`, "true")
	do(t, ctx, "go back", chromedp.Evaluate[chromedp.Void](`history.back()`))
	want(t, ctx, "the facts again", side, "false,true Fact")
}

// TestBrowserArrival has a story come in while another is marked: the list stays
// as it is, down to the pixel, and says so.
func TestBrowserArrival(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	list(t, ctx, base)
	press(t, ctx, "jj")
	where := `document.querySelector(".entry.now").getBoundingClientRect().top + " " + scrollY + " " + document.querySelectorAll(".entry").length + " " + ` + marked
	before := eval(t, ctx, where)
	more := trade(t)
	more.s.Text = "Harvest of cork\n\nStrippers in the hills took the bark of nine thousand oaks before the first rain of autumn fell."
	more.s.Headline, more.s.ID, more.s.Source = "Harvest of cork", "", "Hills"
	if _, err := store.Put(context.Background(), entryOf(more)); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, "wait for the notice", chromedp.WaitVisible(css("#live.on")))
	want(t, ctx, "the notice", `document.querySelector("#live").textContent.trim()`, "1 new story")
	want(t, ctx, "the list", where, before)
	click(t, ctx, "show it", "#live a")
	want(t, ctx, "what is listed now", `String([...document.querySelectorAll(".entry h3 a")].some(a => a.textContent === "Harvest of cork"))`, "true")
}

// TestBrowserLine follows a story line from its second story to the next, and
// looks at all of it, at a desk and on a phone; WCAG holds on both pages.
func TestBrowserLine(t *testing.T) {
	d, ids := dredged(t)
	ctx, base, _ := open(t, d)
	script := axe(t)
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 390}} {
		do(t, ctx, "open", viewport(look.width), scheme(look.scheme), chromedp.Navigate(base+"/story/"+ids[1]), chromedp.WaitVisible(css("#line")))
		loaded(t, ctx)
		want(t, ctx, "no sideways scrolling", `String(document.documentElement.scrollWidth <= innerWidth)`, "true")
		want(t, ctx, "the story that is marked", `document.querySelector("#line [aria-current] span").textContent.split("Gulf")[0].trim()`, "Dredger on its way to Sohar")
		for _, f := range audit(t, ctx, script) {
			t.Errorf("the story, %s: %s: %v", look.scheme, f.Help, f.Nodes[:1])
		}
		click(t, ctx, "to the next", "#line [aria-current] + li a")
		want(t, ctx, "the next", `(document.querySelector("h1") || {}).textContent`, "Storm holds dredger off Sohar")
		loaded(t, ctx)
		click(t, ctx, "to the whole", "#line p a")
		want(t, ctx, "the whole", `(document.querySelector("h1") || {}).textContent`, "7 stories of one line")
		loaded(t, ctx)
		for _, f := range audit(t, ctx, script) {
			t.Errorf("the whole line, %s: %s: %v", look.scheme, f.Help, f.Nodes[:1])
		}
		want(t, ctx, "the one it was asked for", `document.querySelector(".own h3 a").textContent`, "Storm holds dredger off Sohar")
	}
}
