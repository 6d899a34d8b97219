package desk_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// fill is a script that fills in the form of a new story.
const fill = `for (const [k, v] of Object.entries({headline: "Ferry opens at Pokhara", place: "Pokhara", day: "2026-10-19", agency: "Desk", body: "The ferry left at dawn on Monday."})) document.querySelector("[name=" + k + "]").value = v; ""`

// TestBrowserDraft previews a story, stores it, and writes it once more in nearly
// the same words: the form says what it is near to. What it shows is held to WCAG.
func TestBrowserDraft(t *testing.T) {
	d, _ := filled(t)
	ctx, base, said := open(t, d)
	script := axe(t)
	look := func(name string) {
		t.Helper()
		for _, l := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 390}} {
			do(t, ctx, name, viewport(l.width), scheme(l.scheme))
			for _, f := range audit(t, ctx, script) {
				t.Errorf("%s, %s: %s (%s): %v", name, l.scheme, f.Help, f.ID, f.Nodes)
			}
			if wide := eval(t, ctx, `document.documentElement.scrollWidth > innerWidth`); wide != "false" {
				t.Errorf("%s is wider than %d px", name, l.width)
			}
		}
		do(t, ctx, name, viewport(1280), scheme("light"))
	}
	do(t, ctx, "open", chromedp.Navigate(base+"/write"), chromedp.WaitVisible(css("#headline")))
	loaded(t, ctx)
	eval(t, ctx, fill)
	do(t, ctx, "preview", chromedp.Click(css("button[value=preview]")), chromedp.WaitVisible(css("#facts")))
	loaded(t, ctx)
	look("preview")
	want(t, ctx, "what was typed", `document.querySelector("#body").value`, "The ferry left at dawn on Monday.")
	do(t, ctx, "store", chromedp.Click(css("button.main")), chromedp.WaitVisible(css("#story")))
	do(t, ctx, "once more", chromedp.Navigate(base+"/write"), chromedp.WaitVisible(css("#headline")))
	loaded(t, ctx)
	eval(t, ctx, strings.Replace(fill, "on Monday.", "on Monday with forty people.", 1))
	do(t, ctx, "store", chromedp.Click(css("button.main")), chromedp.WaitVisible(css(".near")))
	loaded(t, ctx)
	look("near")
	do(t, ctx, "a new version", chromedp.Click(css(".near input")), chromedp.Click(css("button.main")), chromedp.WaitVisible(css("#story")))
	loaded(t, ctx)
	want(t, ctx, "its versions", `String(document.body.innerText.includes("2 versions"))`, "true")
	do(t, ctx, "an embargo", chromedp.Navigate(base+"/write"), chromedp.WaitVisible(css("#embargo")))
	loaded(t, ctx)
	eval(t, ctx, strings.Replace(fill, "Ferry opens", "Bridge opens", 1)+`; document.querySelector("#embargo").value = "2036-10-21T09:30"; ""`)
	do(t, ctx, "store", chromedp.Click(css("button.main")), chromedp.WaitVisible(css("#story")))
	loaded(t, ctx)
	look("embargoed")
	want(t, ctx, "the end of the embargo", `String(document.body.innerText.includes("Embargoed until 21 October 2036, 09:30 UTC"))`, "true")
	said.forget("409") // the form that comes back
}
