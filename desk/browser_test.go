package desk_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/datelinewire/dateline/desk"
)

// browser starts a real browser with a fresh profile that makes no request of
// its own. Without one the test is skipped, except in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped with -short: starts a browser")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no browser found: apt-get install -y chromium")
		}
		t.Skip("skipped: no browser found; to run it, apt-get install -y chromium")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(60*time.Second))
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, cancelTime := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits for the browser to end, so that its profile can be removed
		cancelTime()
		cancel()
		cancelAlloc()
	})
	return ctx
}

// complaints collects what the page's console says of errors.
type complaints struct {
	mu   sync.Mutex
	list []string
}

func (c *complaints) add(s string) {
	c.mu.Lock()
	c.list = append(c.list, s)
	c.mu.Unlock()
}

// forget takes away what was said with such words: a test brought it about.
func (c *complaints) forget(words string) {
	c.mu.Lock()
	c.list = slices.DeleteFunc(c.list, func(s string) bool { return strings.Contains(s, words) })
	c.mu.Unlock()
}

func listen(t *testing.T, ctx context.Context) *complaints {
	c := &complaints{}
	err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventExceptionThrown:
			c.add(e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				c.add(e.Entry.Text + " " + e.Entry.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open serves a desk and opens a browser on it. The page counts as focused: a
// window without a screen has the focus only by chance, and without it no
// focus event reaches the page. It asks for no motion: a click on a page that
// glides lands elsewhere.
func open(t *testing.T, d *desk.Desk) (ctx context.Context, base string, c *complaints) {
	ctx = browser(t)
	srv := httptest.NewServer(d.Handler())
	t.Cleanup(func() {
		srv.CloseClientConnections() // the stream of new stories never ends by itself
		srv.Close()
	})
	c = listen(t, ctx)
	do(t, ctx, "focus the page", set(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
		set(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}))
	t.Cleanup(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, s := range c.list {
			t.Errorf("console: %s", s)
		}
	})
	return ctx, srv.URL, c
}

func do(t *testing.T, ctx context.Context, what string, as ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	step, cancel := context.WithTimeout(ctx, 40*time.Second)
	defer cancel()
	if err := chromedp.Do(step, as...); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// eval returns what a script gives, as text.
func eval(t *testing.T, ctx context.Context, script string, opts ...chromedp.EvaluateOption) string {
	t.Helper()
	step, cancel := context.WithTimeout(ctx, 40*time.Second)
	defer cancel()
	out, err := chromedp.Run(step, chromedp.Evaluate[any](script, opts...))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return fmt.Sprint(out)
}

// want waits until a script gives that text: what an action brings about
// comes after it, and late on a busy machine.
func want(t *testing.T, ctx context.Context, what, script, want string) {
	t.Helper()
	if got, ok := until(t, ctx, script, func(s string) bool { return s == want }); !ok {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// until asks a script again and again until what it gives will do, and gives
// what it gave last.
func until(t *testing.T, ctx context.Context, script string, will func(string) bool) (got string, ok bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got = eval(t, ctx, script); will(got) {
			return got, true
		}
	}
	return got, false
}

// loaded waits until the page is whole: its script has run and its fonts are
// there. An element of the page is seen before that.
func loaded(t *testing.T, ctx context.Context) {
	t.Helper()
	want(t, ctx, "the page is loaded", `document.readyState + " " + document.fonts.status`, "complete loaded")
}

// click clicks an element once it rests: a page that still scrolls, from the
// click before or to show this one, takes the click elsewhere.
func click(t *testing.T, ctx context.Context, what, sel string) {
	t.Helper()
	e := fmt.Sprintf("document.querySelector(%q)", sel)
	do(t, ctx, what, chromedp.WaitVisible(css(sel)))
	eval(t, ctx, e+`.scrollIntoView({block: "center", behavior: "instant"})`)
	was, same := "", 0
	_, ok := until(t, ctx, `{const b = `+e+`.getBoundingClientRect(); b.x + " " + b.y + " " + b.width}`, func(s string) bool {
		if s != was {
			was, same = s, 0
		}
		same++
		return same > 10
	})
	if !ok {
		t.Fatalf("%s: %s never rests", what, sel)
	}
	do(t, ctx, what, chromedp.Click(css(sel)))
}

// css marks a selector as one; see chromedp.Selectable.
type css = chromedp.CSS

// set makes an action of a command of the browser.
func set[P, R any](cmd cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cmd, params)
		return err
	})
}

const litWords = `[...document.querySelectorAll(".w.lit")].map(e => e.textContent).join("")`

func TestBrowserFacts(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "open the story", chromedp.Navigate(base), chromedp.Click(`//a[contains(text(),"sign rail accord")]`), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	click(t, ctx, "click a fact", "#e2 .says")
	want(t, ctx, "the fact lights", litWords, "Transport Minister Sunita Thapa met her Portuguese counterpart Rui Salgado in Kathmandu")
	click(t, ctx, "click words", `.w[data-f~=e4]`)
	want(t, ctx, "the words light", `[...document.querySelectorAll(".fact.lit")].map(e => e.id).join()`, "e4")
	want(t, ctx, "the address", "location.hash", "#e4")
	do(t, ctx, "press j", chromedp.KeyEvent("j"))
	want(t, ctx, "cards lit by j", `document.querySelectorAll(".fact.lit").length`, "1")
	do(t, ctx, "press Escape", chromedp.KeyEvent(kb.Escape))
	want(t, ctx, "lit after Escape", litWords, "")
	do(t, ctx, "focus a fact", chromedp.Focus(css("#f1 .says")))
	want(t, ctx, "focus lights", litWords, "240 million dollars")
	// The panel has scrolled under the pointer, which has not moved.
	do(t, ctx, "wait for the pointer", chromedp.Sleep(300*time.Millisecond))
	want(t, ctx, "the fact with the focus stays lit", litWords, "240 million dollars")
}

func TestBrowserPaste(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "paste", chromedp.Navigate(base), chromedp.Click(css("#paste summary")), chromedp.WaitVisible(css("#text")),
		chromedp.SetValue(css("#text"), "Chad opens a bridge\n\nThe bridge over the Chari opened on Tuesday."),
		chromedp.Click(css("#paste button.main")), chromedp.WaitVisible(css("#e1")))
	loaded(t, ctx)
	click(t, ctx, "click a fact", "#e1 .says")
	want(t, ctx, "the fact lights", litWords, "The bridge over the")
}

func TestBrowserKeys(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	current := `(document.querySelector(".entry.now h3 a") || {}).textContent || ""`
	do(t, ctx, "open", chromedp.Navigate(base), chromedp.WaitReady(css(".entry")))
	loaded(t, ctx)
	do(t, ctx, "press j", chromedp.KeyEvent("jjk"))
	if got, ok := until(t, ctx, current, func(s string) bool { return strings.HasPrefix(s, "Trade between") }); !ok {
		t.Errorf("j, j, k lead to %q", got)
	}
	do(t, ctx, "press o", chromedp.KeyEvent("jo"), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	want(t, ctx, "j, o open", `document.querySelector("h1").textContent`, "Thapa puts off visit to Lisbon")
	do(t, ctx, "press u", chromedp.KeyEvent("u"), chromedp.WaitVisible(css(".river")))
	loaded(t, ctx)
	do(t, ctx, "press /", chromedp.KeyEvent("/"))
	want(t, ctx, "/ puts the cursor into", "document.activeElement.id", "q")
}

func TestBrowserCorrectKill(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "open", chromedp.Navigate(base+"/story/"+idOf(t, store, "Trade between Nepal and Portugal up by a fifth")),
		chromedp.Click(`//a[text()="Correct"]`), chromedp.WaitVisible(css("#notice")))
	loaded(t, ctx)
	do(t, ctx, "correct", chromedp.SendKeys(css("#notice"), "The sum was wrong."),
		chromedp.Evaluate[chromedp.Void](`{const b = document.querySelector("#body"); b.value = b.value.replace("96.4", "69.4")}`),
		chromedp.Click(css("button.main")), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	if got := eval(t, ctx, `document.querySelector(".text").textContent`); !strings.Contains(got, "69.4") {
		t.Errorf("the page shows %q", got)
	}
	do(t, ctx, "see what changed", chromedp.Click(`//a[text()="What changed"]`), chromedp.WaitVisible(css(".diff")))
	loaded(t, ctx)
	want(t, ctx, "the change", `document.querySelector("del").textContent.trim() + " " + document.querySelector("ins").textContent.trim()`, "96.4 69.4")
	do(t, ctx, "back", chromedp.Click(css(".back a")), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	do(t, ctx, "kill", chromedp.Click(`//a[text()="Kill"]`), chromedp.WaitVisible(css("#notice")))
	loaded(t, ctx)
	do(t, ctx, "send", chromedp.SendKeys(css("#notice"), "Both sums were wrong."+kb.Enter), chromedp.WaitVisible(css(".notice.strong")))
	if got := eval(t, ctx, `document.querySelector(".notice").textContent`); !strings.Contains(got, "Both sums were wrong.") {
		t.Errorf("the notice is %q", got)
	}
}

func TestBrowserWithoutScripts(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	id := idOf(t, store, leaseHead)
	back := func(sel string) string {
		return `getComputedStyle(document.querySelector('` + sel + `')).backgroundColor`
	}
	do(t, ctx, "open without scripts", set(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(base+"/story/"+id))
	plain := eval(t, ctx, back(`.w[data-f~=e2]`))
	lit := func(what string, sels ...string) {
		t.Helper()
		for _, sel := range sels {
			if _, ok := until(t, ctx, back(sel), func(s string) bool { return s != plain }); !ok {
				t.Errorf("without scripts %s", what)
			}
		}
	}
	click(t, ctx, "click a fact", "#e2 .says")
	lit("a fact does not light its words", `.w[data-f~=e2]`, "#e2")
	click(t, ctx, "click the mark beside words", `.at[href="#e4"]`)
	lit("words do not light their fact", "#e4", `.w[data-f~=e4]`)
	want(t, ctx, "the fact before goes dark", back(`.w[data-f~=e2]`), plain)
}

// TestBrowserLive has stories come in: into the list of a reader who is at its
// top, without a reload; one who is further down is told, and nothing moves.
func TestBrowserLive(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "open", viewport(1280), chromedp.Navigate(base), chromedp.WaitReady(css(".river")))
	loaded(t, ctx)
	eval(t, ctx, `window.kept = "the same page"`)
	arrive := func(headline, body string) { // with a text of its own: a copy would be folded
		t.Helper()
		more := trade(t)
		more.s.Text = headline + "\n\n" + body
		more.s.Headline, more.s.ID, more.s.Source = headline, "", headline
		if _, err := store.Put(context.Background(), entryOf(more)); err != nil {
			t.Fatal(err)
		}
	}
	there := func(headline string) string {
		return fmt.Sprintf(`String([...document.querySelectorAll(".entry h3")].some(h => h.textContent.includes(%q)))`, headline)
	}
	appears := func(headline string) {
		t.Helper()
		for range 100 {
			if eval(t, ctx, there(headline)) == "true" {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Errorf("%q does not appear", headline)
	}
	arrive("Harvest of salt", "Rain kept away from the pans of the coast for six weeks, and the salt works have filled every shed they own.")
	appears("Harvest of salt")
	eval(t, ctx, `document.body.style.minHeight = "4000px"; scrollTo(0, 300); String(scrollY)`)
	top := `String(document.querySelector(".entry").getBoundingClientRect().top)`
	before := eval(t, ctx, top)
	arrive("Harvest of reed", "Thatchers along the lake cut their bundles a month late after the ice had held them ashore until March.")
	do(t, ctx, "wait for the notice", chromedp.WaitVisible(css("#live.on")))
	want(t, ctx, "the notice", `document.querySelector("#live").textContent.trim()`, "1 new story")
	if after := eval(t, ctx, top); after != before {
		t.Errorf("the list moved from %s to %s", before, after)
	}
	eval(t, ctx, `document.querySelector("#live a").click(); "clicked"`)
	appears("Harvest of reed")
	want(t, ctx, "the page", "window.kept", "the same page")
}

// TestBrowserShift checks that nothing moves while a page loads, on a desk
// and on a phone, and that a phone needs no sideways scrolling.
func TestBrowserShift(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	id := idOf(t, store, leaseHead)
	observe := `new Promise(r => { let sum = 0, who = ""; new PerformanceObserver(l => { for (const e of l.getEntries()) { sum += e.value; for (const s of e.sources) who += " " + (s.node && (s.node.className || s.node.nodeName) + JSON.stringify([s.previousRect, s.currentRect])) } })
		.observe({type: "layout-shift", buffered: true}); setTimeout(() => r(sum.toFixed(4) + who), 500) })`
	for _, width := range []int64{1280, 390} {
		for _, path := range []string{"/", "/story/" + id, "/story/" + id + "/versions", "/story/" + id + "/line", "/write", "/search", "/doctor", "/dossier", "/dossier/NPL-PRT", "/dossier/NPL", "/agenda", "/agenda?view=week", "/ledger", "/world"} {
			do(t, ctx, path, viewport(width), chromedp.Navigate(base+path))
			shift := eval(t, ctx, observe, chromedp.EvalAwaitPromise)
			if shift != "0.0000" {
				t.Errorf("%s at %d px: the layout shifts by %s", path, width, shift)
			}
			if eval(t, ctx, "document.documentElement.scrollWidth > innerWidth") == "true" {
				t.Errorf("%s at %d px is wider than the screen", path, width)
			}
		}
	}
}

// viewport returns the window that width; a narrow one is a phone's.
func viewport(width int64) chromedp.Action[chromedp.Void] {
	if width < 600 {
		return chromedp.EmulateViewport(width, 844, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(width, 844)
}
