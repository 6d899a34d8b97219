// Package sample holds the sample wire: some 130 stories of 120 to 350 words,
// over nine months, from agencies, a broadcaster and a ministry, for a first
// look at the program and for tests. Most belong to story lines that run for
// weeks or months. The agencies, the persons and the events are invented; the
// countries are real. Every page that shows a sample story has to say so.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed wire/*.txt
var wire embed.FS

// Notice is the sentence with which a page marks a sample story.
const Notice = "Sample wire: agencies, persons and events are invented."

// Item is one message of the sample wire.
type Item struct {
	Name     string // the file's name without its ending, which is the day and a word or two; unique
	Agency   string // the invented agency that sends it
	Received time.Time
	Slug     string // what the items of one running story share
	Text     string // the story as it comes over the wire
	Note     string // what a correction or a kill says of itself
	// At most one of these is set: the name of the item concerned.
	Corrects, Kills, ReprintOf string
}

// Items returns the sample wire in the order in which it was received.
func Items() ([]Item, error) {
	files, err := fs.Glob(wire, "wire/*.txt")
	if err != nil {
		return nil, err
	}
	items := make([]Item, 0, len(files))
	for _, f := range files {
		b, err := wire.ReadFile(f)
		if err != nil {
			return nil, err
		}
		it, err := parse(strings.TrimSuffix(path.Base(f), ".txt"), string(b))
		if err != nil {
			return nil, fmt.Errorf("sample: %s: %w", f, err)
		}
		items = append(items, it)
	}
	// The names are sorted by day; within a day the clock decides.
	slices.SortStableFunc(items, func(a, b Item) int { return a.Received.Compare(b.Received) })
	return items, nil
}

// parse reads header lines, an empty line, and the story.
func parse(name, s string) (Item, error) {
	it := Item{Name: name}
	head, body, ok := strings.Cut(s, "\n\n")
	if !ok {
		return it, fmt.Errorf("no empty line after the header")
	}
	it.Text = body
	for _, line := range strings.Split(head, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		var err error
		switch key {
		case "agency":
			it.Agency = value
		case "received":
			it.Received, err = time.Parse("2006-01-02T15:04Z", value)
		case "slug":
			it.Slug = value
		case "note":
			it.Note = value
		case "corrects":
			it.Corrects = value
		case "kills":
			it.Kills = value
		case "reprint-of":
			it.ReprintOf = value
		default:
			err = fmt.Errorf("unknown header %q", line)
		}
		if err != nil {
			return it, err
		}
	}
	return it, nil
}
