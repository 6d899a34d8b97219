package desk_test

import (
	"context"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/world"
)

var (
	update = flag.Bool("update", false, "write docs/screenshots anew")
	shots  = flag.String("shots", "../docs/screenshots", "where the screenshots are written")
)

// sampled returns a desk with the sample wire, read by the program's own reader.
func sampled(t *testing.T) (*desk.Desk, *memory.Store) {
	t.Helper()
	ctx := context.Background()
	quiet := slog.New(slog.DiscardHandler)
	l, err := line.Load(quiet)
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	for _, e := range entries {
		if _, err := store.Put(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	queue := line.NewQueue(l, store, 2, quiet)
	if _, err := queue.Drain(ctx); err != nil {
		t.Fatal(err)
	}
	end := entries[len(entries)-1].Version.Received.Add(3 * time.Hour)
	d, err := desk.New(desk.Options{
		Store: store, Reader: queue, Now: func() time.Time { return end }, Invented: sample.Invented,
		Country: w.NameOf,
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, store
}

// TestScreenshots makes the pictures of the README with -update; they show
// the sample wire.
func TestScreenshots(t *testing.T) {
	if !*update {
		t.Skip("skipped: makes docs/screenshots only with -update")
	}
	d, store := sampled(t)
	ctx, base, _ := open(t, d)
	story := base + "/story/" + idOf(t, store, "Russia and Tajikistan sign treaty on Kulob base for 30 years")
	for _, s := range []struct {
		name, url, scheme string
		width, height     int64
		click             string
	}{
		{"all-news", base, "light", 1366, 768, ""},
		{"all-news-dark", base, "dark", 1366, 768, ""},
		{"all-news-phone", base, "light", 390, 844, ""},
		{"story", story, "light", 1366, 860, ".text .at.is-overdue"},
		{"story-dark", story, "dark", 1366, 860, ".text .at.is-overdue"},
		{"story-phone", story, "light", 390, 844, ".switch a:last-child"},
		{"search", base + "/search?q=actor:Russia+type:visit", "light", 1280, 860, ""},
		{"correct", story + "/correct", "light", 1280, 860, ""},
		{"doctor", base + "/doctor", "light", 1280, 860, ""},
		{"dossier", base + "/dossier/RUS-TJK?asof=2026-10-06", "light", 1280, 860, ""},
		{"dossier-dark", base + "/dossier/RUS-TJK?asof=2026-10-06", "dark", 1280, 860, ""},
		{"dossier-phone", base + "/dossier/RUS-TJK?asof=2026-10-06", "light", 390, 844, ""},
		{"agenda", base + "/agenda?asof=2026-10-20", "light", 1280, 860, ""},
		{"agenda-phone", base + "/agenda?asof=2026-10-20", "dark", 390, 844, ""},
		{"ledger", base + "/ledger", "light", 1280, 860, ""},
		{"brief", base + "/brief?of=RUS-TJK&since=2026-08-01&asof=2026-10-06", "light", 1280, 860, ""},
		{"world", base + "/world", "light", 1280, 860, ""},
		{"world-dark", base + "/world", "dark", 1280, 860, ""},
	} {
		window := []chromedp.EmulateViewportOption{chromedp.EmulateScale(1)}
		if s.width < 600 {
			window = []chromedp.EmulateViewportOption{chromedp.EmulateMobile, chromedp.EmulateScale(2)}
		}
		do(t, ctx, s.name, chromedp.EmulateViewport(s.width, s.height, window...),
			set(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}}}),
			chromedp.Navigate("about:blank"), chromedp.Navigate(s.url), chromedp.WaitReady(css("main")), chromedp.Sleep(300*time.Millisecond))
		if s.click != "" {
			eval(t, ctx, `(document.querySelector("`+s.click+`") || document.body).click()`)
			do(t, ctx, s.name, chromedp.Sleep(400*time.Millisecond))
		}
		b, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > 300<<10 {
			t.Errorf("%s has %d kB", s.name, len(b)>>10)
		}
		if err := os.WriteFile(filepath.Join(*shots, s.name+".png"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
