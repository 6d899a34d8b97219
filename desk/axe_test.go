package desk_test

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/datelinewire/dateline/desk"
)

// axePacked is axe-core (see NOTICE), which looks for what shuts people out.
//
//go:embed testdata/axe.min.js.gz
var axePacked []byte

func axe(t *testing.T) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(axePacked))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// finding is what axe-core says of a page.
type finding struct {
	ID, Help string
	Nodes    []string
}

// audit runs axe-core on the page that is open, by the rules of WCAG 2.2 at
// levels A and AA, and its best practices. Links that are the words of a
// sentence, or the numbers of its sources, are as high as its lines, which WCAG
// allows and axe-core sees only where other words stand beside them.
func audit(t *testing.T, ctx context.Context, script string) []finding {
	t.Helper()
	eval(t, ctx, script+"; 'ready'")
	got := eval(t, ctx, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
		JSON.stringify(r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.filter(n => v.id !== "target-size" || !document.querySelector(n.target[0]).matches(".what a, th[scope=row] a, .week p a, sup a")).map(n => n.target.join(" ") + " " + (n.any[0] || n.all[0] || n.none[0] || {}).message)})).filter(v => v.Nodes.length)))`, chromedp.EvalAwaitPromise)
	var out []finding
	if err := json.Unmarshal([]byte(got), &out); err != nil {
		t.Fatalf("%v: %.200s", err, got)
	}
	return out
}

// scheme asks for light or dark colours.
func scheme(name string) chromedp.Action[chromedp.Void] {
	return set(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// accessible holds pages to WCAG 2.2 AA, as far as a program can tell: light on a
// desk, dark on a phone.
func accessible(t *testing.T, d *desk.Desk, paths ...string) {
	t.Helper()
	ctx, base, said := open(t, d)
	script := axe(t)
	for _, path := range paths {
		for _, look := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 390}} {
			do(t, ctx, path, viewport(look.width), scheme(look.scheme), chromedp.Navigate(base+path), chromedp.WaitReady(css("main")))
			loaded(t, ctx)
			for _, f := range audit(t, ctx, script) {
				t.Errorf("%s, %s, %d px wide: %s (%s): %d times, first %s", path, look.scheme, look.width, f.Help, f.ID, len(f.Nodes), fmt.Sprint(f.Nodes[:min(3, len(f.Nodes))]))
			}
		}
	}
	said.forget("404") // a page that is not there is looked at as well
	said.forget("400") // and one that does not understand its address
}

// TestBrowserAccessible looks at the pages of the record.
func TestBrowserAccessible(t *testing.T) {
	accessible(t, visited(t),
		"/", "/dossier", "/dossier/OMN-TGO?since=2016-05-10", "/dossier/OMN?asof=2016-05-10", "/dossier/OMN-TGO?part=promises", "/dossier/OMN-TGO?part=timeline", "/dossier/OMN-FJI",
		"/agenda?from=2016-05", "/agenda?view=week&from=2016-05-20", "/agenda?view=list&from=2016-05-01", "/agenda?from=2019-01", "/ledger", "/ledger?state=kept", "/world", "/world?from=2019-01",
		"/brief", "/brief?of=OMN-TGO&since=2016-01-01")
}

// TestBrowserAccessibleStories looks at the pages of a story, the forms, and what
// stands at the foot of every page. What forms answer with, a preview among them,
// has no address of its own: TestBrowserDraft looks at that.
func TestBrowserAccessibleStories(t *testing.T) {
	d, store := filled(t)
	story := "/story/" + idOf(t, store, leaseHead)
	accessible(t, d,
		story, story+"?fact=e4#e4", story+"/versions", story+"/correct", story+"/kill", story+"/fact?fact=e1", story+"/rests",
		"/?view=comfortable", "/search", "/search?q=Nepal", "/search?q=Nepal&as=facts", "/search?q=nothing",
		"/settings", "/glossary", "/watches", "/sources", "/plans", "/doctor", "/write", "/judgements", "/exports", "/nosuch", "/ledger?as-of=2016-05-01", story+"/copies")
}
