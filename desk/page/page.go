// Package page sets the desk's pages: what goes in is a story with its
// reading, or a list of them, and what comes out is HTML that works without
// scripts. Each page is a struct here and a template of the same name in
// templates/.
//
// It knows nothing of HTTP or of the store, so a page can be made from values
// in a test.
package page

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"math"
	"strings"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/say"
)

//go:embed templates/*.html
var templates embed.FS

// Life is where a version stands in a story's life, as a label and a style.
type Life string

// The lives of a version.
const (
	Live      Life = ""
	Corrected Life = "corrected"
	Updated   Life = "updated"
	Killed    Life = "killed"
	Embargoed Life = "embargoed"
)

// lifeOf returns the life that a version's change leads to. An embargo that is
// over by now is none any more.
func lifeOf(c news.Change, until, now time.Time) Life {
	switch c {
	case news.Update:
		return Updated
	case news.Correction:
		return Corrected
	case news.Kill:
		return Killed
	case news.Embargo:
		if until.After(now) {
			return Embargoed
		}
	}
	return Live
}

// Set holds the parsed templates.
type Set struct {
	byName map[string]*template.Template
}

// Names of the pages.
var pageNames = [...]string{"allnews", "story", "versions", "copies", "line", "write", "search", "sources", "source", "plans", "dossiers", "dossier", "part", "agenda", "ledger", "world", "brief", "settings", "glossary", "watches", "watch", "rests", "judgements", "exports", "fact", "doctor", "message"}

// New parses the templates. asset gives the address of a static file by its
// name, with its fingerprint.
func New(asset func(name string) string) (*Set, error) {
	funcs := template.FuncMap{
		"asset": asset,
		"plural": func(n int, one, many string) string {
			if n == 1 {
				return "1 " + one
			}
			return fmt.Sprintf("%s %s", say.Count(int64(n)), many)
		},
		"count":   func(n int) string { return say.Count(int64(n)) },
		"clock":   func(t time.Time) string { return t.Format("15:04") },
		"day":     func(t time.Time) string { return t.Format("2 Jan 2006") },
		"stamp":   func(t time.Time) string { return t.Format("2 January 2006, 15:04 MST") },
		"iso":     func(t time.Time) string { return t.Format(time.RFC3339) },
		"lower":   strings.ToLower,
		"most":    Most,
		"capital": upperFirst,
		"add":     func(a, b int) int { return a + b },
		"sub":     func(a, b float64) float64 { return math.Round(10*(a-b)) / 10 },
		// A drift is drawn on a line of 350 of 430 units; words stand behind it.
		"scale": func(percent float64) float64 { return onDrift(percent) },
		"shift": func(percent, by float64) float64 { return onDrift(percent) + by },
	}
	base, err := template.New("base").Funcs(funcs).ParseFS(templates, "templates/base.html", "templates/parts.html", "templates/rows.html", "templates/judge.html", "templates/cards.html")
	if err != nil {
		return nil, err
	}
	s := &Set{byName: map[string]*template.Template{}}
	for _, name := range pageNames {
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if s.byName[name], err = t.ParseFS(templates, "templates/"+name+".html"); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Frame is what every page has around its content.
type Frame struct {
	Title   string // of the window
	Here    string // which entry of the navigation is the current one
	Query   string // in the search box
	Sample  bool   // invented stories are shown
	Notice  string // one line above the content, after an action
	Look    Look
	New     int // how much is new in watches
	Content any // the page's own struct
}

// Render returns the page of that name. It ends early, with ctx's error, when
// ctx does: for a reader who left nothing more is set.
func (s *Set) Render(ctx context.Context, name string, f Frame) ([]byte, error) {
	t, ok := s.byName[name]
	if !ok {
		return nil, fmt.Errorf("no page is called %q", name)
	}
	b := sheet{ctx: ctx}
	if err := t.ExecuteTemplate(&b, "base", f); err != nil {
		return nil, fmt.Errorf("set page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// sheet takes what a template writes for as long as somebody waits for it.
type sheet struct {
	bytes.Buffer
	ctx context.Context
}

// Write adds p, or fails with the context's error.
func (s *sheet) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Buffer.Write(p)
}

func onDrift(percent float64) float64 { return math.Round(10*(6+3.44*percent)) / 10 }
