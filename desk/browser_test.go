package desk_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
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

// open serves a desk and opens a browser on it.
func open(t *testing.T, d *desk.Desk) (ctx context.Context, base string, c *complaints) {
	ctx = browser(t)
	srv := httptest.NewServer(d.Handler())
	t.Cleanup(func() {
		srv.CloseClientConnections() // the stream of new stories never ends by itself
		srv.Close()
	})
	c = listen(t, ctx)
	t.Cleanup(func() {
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

// eval gives what a script gives, as text.
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
	do(t, ctx, "click a fact", chromedp.Click(css("#e2 .face")))
	if got, want := eval(t, ctx, litWords), "Transport Minister Sunita Thapa met her Portuguese counterpart Rui Salgado in Kathmandu"; got != want {
		t.Errorf("the fact lights %q, want %q", got, want)
	}
	do(t, ctx, "click words", chromedp.Click(css(`a.w[href="#e4"]`)))
	if got := eval(t, ctx, `[...document.querySelectorAll(".card.lit")].map(e => e.id).join()`); got != "e4" {
		t.Errorf("the words light %q, want e4", got)
	}
	if got := eval(t, ctx, "location.hash"); got != "#e4" {
		t.Errorf("the address says %q, want #e4", got)
	}
	do(t, ctx, "press j", chromedp.KeyEvent("j"))
	if got := eval(t, ctx, `document.querySelectorAll(".card.lit").length`); got != "1" {
		t.Errorf("j lights %s cards", got)
	}
	do(t, ctx, "press Escape", chromedp.KeyEvent(kb.Escape))
	if got := eval(t, ctx, litWords); got != "" {
		t.Errorf("after Escape %q is lit", got)
	}
	do(t, ctx, "focus a fact", chromedp.Focus(css("#f1 .face")))
	if got := eval(t, ctx, litWords); got != "240 million dollars" {
		t.Errorf("focus lights %q", got)
	}
}

func TestBrowserPaste(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "paste", chromedp.Navigate(base),
		chromedp.SetValue(css("#text"), "Chad opens a bridge\n\nThe bridge over the Chari opened on Tuesday."),
		chromedp.Click(css("#paste button.main")), chromedp.WaitVisible(css("#e1")),
		chromedp.Click(css("#e1 .face")))
	if got := eval(t, ctx, litWords); got != "The bridge over the" {
		t.Errorf("the fact lights %q", got)
	}
}

func TestBrowserKeys(t *testing.T) {
	d, _ := filled(t)
	ctx, base, _ := open(t, d)
	current := `(document.querySelector(".entry.now h3 a") || {}).textContent`
	do(t, ctx, "press j", chromedp.Navigate(base), chromedp.WaitReady(css(".entry")), chromedp.KeyEvent("jjk"))
	if got := eval(t, ctx, current); !strings.HasPrefix(got, "Trade between") {
		t.Errorf("j, j, k lead to %q", got)
	}
	do(t, ctx, "press o", chromedp.KeyEvent("jo"), chromedp.WaitVisible(css("#facts")))
	if got := eval(t, ctx, `document.querySelector("h1").textContent`); got != "Thapa puts off visit to Lisbon" {
		t.Errorf("j, o open %q", got)
	}
	do(t, ctx, "press u", chromedp.KeyEvent("u"), chromedp.WaitVisible(css(".river")), chromedp.KeyEvent("/"))
	if got := eval(t, ctx, "document.activeElement.id"); got != "q" {
		t.Errorf("/ puts the cursor into %q", got)
	}
}

func TestBrowserCorrectKill(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "correct", chromedp.Navigate(base+"/story/"+idOf(t, store, "Trade between Nepal and Portugal up by a fifth")),
		chromedp.Click(`//a[text()="Correct"]`), chromedp.WaitVisible(css("#notice")),
		chromedp.SendKeys(css("#notice"), "The sum was wrong."),
		chromedp.Evaluate[chromedp.Void](`{const b = document.querySelector("#body"); b.value = b.value.replace("96.4", "69.4")}`),
		chromedp.Click(css("button.main")), chromedp.WaitVisible(css("#facts")))
	if got := eval(t, ctx, `document.querySelector(".text").textContent`); !strings.Contains(got, "69.4") {
		t.Errorf("the page shows %q", got)
	}
	do(t, ctx, "see what changed", chromedp.Click(`//a[text()="What changed"]`), chromedp.WaitVisible(css(".diff")))
	if got := eval(t, ctx, `document.querySelector("del").textContent.trim() + " " + document.querySelector("ins").textContent.trim()`); got != "96.4 69.4" {
		t.Errorf("the change is %q", got)
	}
	do(t, ctx, "kill", chromedp.Click(css(".back a")), chromedp.WaitVisible(css("#facts")),
		chromedp.Click(`//a[text()="Kill"]`), chromedp.WaitVisible(css("#notice")),
		chromedp.SendKeys(css("#notice"), "Both sums were wrong."+kb.Enter), chromedp.WaitVisible(css(".notice.strong")))
	if got := eval(t, ctx, `document.querySelector(".notice").textContent`); !strings.Contains(got, "Both sums were wrong.") {
		t.Errorf("the notice is %q", got)
	}
}

func TestBrowserWithoutScripts(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	id := idOf(t, store, leaseHead)
	lit := func(sel string) string {
		t.Helper()
		return eval(t, ctx, `getComputedStyle(document.querySelector('`+sel+`')).backgroundColor`)
	}
	do(t, ctx, "open without scripts", set(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(base+"/story/"+id))
	plain := lit(`.w[data-f~=e2]`)
	do(t, ctx, "click a fact", chromedp.Click(css("#e2 .face")), chromedp.Sleep(200*time.Millisecond))
	if lit(`.w[data-f~=e2]`) == plain || lit("#e2") == plain {
		t.Error("a fact does not light its words without scripts")
	}
	do(t, ctx, "click words", chromedp.Click(css(`a.w[href="#e4"]`)), chromedp.Sleep(200*time.Millisecond))
	if lit("#e4") == plain || lit(`.w[data-f~=e4]`) == plain {
		t.Error("words do not light their fact without scripts")
	}
	if lit(`.w[data-f~=e2]`) != plain {
		t.Error("the fact before stays lit")
	}
}

func TestBrowserLive(t *testing.T) {
	d, store := filled(t)
	ctx, base, _ := open(t, d)
	do(t, ctx, "open", chromedp.Navigate(base), chromedp.WaitReady(css(".river")))
	top := `document.querySelector(".entry").getBoundingClientRect().top`
	before := eval(t, ctx, top)
	more := trade(t)
	more.s.Text = strings.Replace(more.s.Text, "96.4", "77.7", 1) + " It fell in March."
	more.s.ID, more.s.Source = "", "Other"
	if _, err := store.Put(context.Background(), entryOf(more)); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, "wait for the notice", chromedp.WaitVisible(css("#live.on")))
	if got := eval(t, ctx, `document.querySelector("#live").textContent.trim()`); got != "1 new story" {
		t.Errorf("the notice says %q", got)
	}
	if after := eval(t, ctx, top); after != before {
		t.Errorf("the list moved from %s to %s", before, after)
	}
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
		for _, path := range []string{"/", "/story/" + id, "/story/" + id + "/versions", "/write", "/search", "/doctor"} {
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

// viewport gives the window that width; a narrow one is a phone's.
func viewport(width int64) chromedp.Action[chromedp.Void] {
	if width < 600 {
		return chromedp.EmulateViewport(width, 844, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(width, 844)
}
