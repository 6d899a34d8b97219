package desk_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowserDossier moves the slider of a dossier back, and forward without
// scripts; opens what stands behind a row; and follows a name and the words.
func TestBrowserDossier(t *testing.T) {
	ctx, base, _ := open(t, visitedBy(t, time.Date(2016, 8, 10, 9, 0, 0, 0, time.UTC)))
	do(t, ctx, "open", viewport(1280), chromedp.Navigate(base+"/dossier/OMN-TGO"), chromedp.WaitReady(css("#timeline")))
	loaded(t, ctx)
	eval(t, ctx, `{const s = document.querySelector("#month"); s.value = s.min; s.dispatchEvent(new Event("input")); ""}`)
	want(t, ctx, "the slider says", `document.querySelector("output").textContent`, "May 2016")
	eval(t, ctx, `document.querySelector("#month").dispatchEvent(new Event("change")); ""`)
	want(t, ctx, "the page of then", `(document.querySelector(".past") || {textContent: ""}).textContent.slice(0, 29)`, "As it stood on 31 May 2016: w")
	want(t, ctx, "the slider stays", `(document.querySelector("#month") || {}).value + " " + (document.querySelector("output") || {}).textContent`, "24196 31 May 2016")
	loaded(t, ctx)
	click(t, ctx, "open what is behind a row", "#changed .behind > summary")
	want(t, ctx, "its stories", `document.querySelectorAll("#changed details[open] li").length > 0 ? "there" : "none"`, "there")
	click(t, ctx, "follow a name", "#changed .name")
	want(t, ctx, "the dossier of the name", "location.pathname", "/dossier/OMN")
	loaded(t, ctx)
	do(t, ctx, "open the whole again", chromedp.Navigate(base+"/dossier/OMN-TGO"))
	loaded(t, ctx)
	click(t, ctx, "follow the words", "#changed a.says")
	if got, ok := until(t, ctx, "location.pathname", func(s string) bool { return strings.HasPrefix(s, "/story/") }); !ok {
		t.Errorf("the words lead to %s", got)
	}
	do(t, ctx, "without scripts", set(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(base+"/dossier/OMN-TGO"))
	click(t, ctx, "press Show", ".slide button")
	want(t, ctx, "the form's address", "location.search", "?month=24199")
}

// TestBrowserMonth taps a day of the month on a phone, and finds it in the list.
func TestBrowserMonth(t *testing.T) {
	ctx, base, _ := open(t, visited(t))
	do(t, ctx, "open", viewport(390), chromedp.Navigate(base+"/agenda?from=2016-05"), chromedp.WaitReady(css(".month")))
	loaded(t, ctx)
	click(t, ctx, "tap a day", `.month a.to-day[href="#d-2016-05-20"]`)
	want(t, ctx, "the day", "location.hash", "#d-2016-05-20")
	want(t, ctx, "what is in view", `{const b = document.querySelector(":target").getBoundingClientRect(); String(b.top >= 0 && b.bottom < innerHeight && document.querySelector(":target").textContent)}`, "Friday, 20 May 2016")
	want(t, ctx, "a finger's width", `{const b = document.querySelector("a.to-day").getBoundingClientRect(); String(b.width >= 40 && b.height >= 40)}`, "true")
	do(t, ctx, "turn the page", chromedp.Click(css(`.turn a[rel=next]`)))
	want(t, ctx, "the next month", `(document.querySelector("h1") || {}).textContent`, "June 2016")
}

// TestBrowserWorld goes from the map and from the matrix to a pair.
func TestBrowserWorld(t *testing.T) {
	ctx, base, _ := open(t, visited(t))
	for _, sel := range []string{".atlas .trip", "main table.pairs td a, .atlas .trip"} {
		do(t, ctx, "open", viewport(1280), chromedp.Navigate(base+"/world"), chromedp.WaitReady(css(".atlas")))
		loaded(t, ctx)
		eval(t, ctx, `document.querySelector("`+sel+`").closest("a").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})); ""`)
		want(t, ctx, sel+" leads to", "location.pathname", "/dossier/OMN-TGO")
	}
	do(t, ctx, "open", chromedp.Navigate(base+"/world?country=Togo"))
	loaded(t, ctx)
	want(t, ctx, "the country's name", `(document.querySelector("h1") || {}).textContent`, "World: Togo")
}
