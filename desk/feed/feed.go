// Package feed writes the river for other programs: Atom (RFC 4287) and JSON
// Feed 1.1. Items of a list go in, bytes come out; the facts of a story stand
// in its summary, one a line.
package feed

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Atom returns the items, newest first, as an Atom feed. base is the desk's own
// address without a slash at its end.
func Atom(items []record.Item, base string, now time.Time, l page.Labels) ([]byte, error) {
	f := atomFeed{
		Title: "All news", ID: base + "/", Updated: stamp(newest(items, now)),
		Links: []atomLink{{Href: base + "/"}, {Rel: "self", Href: base + "/feed.atom"}},
	}
	for i := range items {
		it := &items[i]
		e := atomEntry{
			Title: title(it, l), ID: base + "/story/" + it.StoryID, Updated: stamp(it.Received), Published: stamp(it.At),
			Links: []atomLink{{Href: base + "/story/" + it.StoryID}}, Summary: summary(it, l),
		}
		if it.Source != "" {
			e.Author = &atomPerson{it.Source}
		} else {
			e.Author = &atomPerson{"not named"}
		}
		f.Entries = append(f.Entries, e)
	}
	b, err := xml.MarshalIndent(f, "", " ")
	return append([]byte(xml.Header), b...), err
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Title     string      `xml:"title"`
	ID        string      `xml:"id"`
	Updated   string      `xml:"updated"`
	Published string      `xml:"published"`
	Author    *atomPerson `xml:"author"`
	Links     []atomLink  `xml:"link"`
	Summary   string      `xml:"summary"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

// JSON returns the items as a JSON Feed.
func JSON(items []record.Item, base string, l page.Labels) ([]byte, error) {
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: "All news", Home: base + "/", Feed: base + "/feed.json", Items: []jsonItem{}}
	for i := range items {
		it := &items[i]
		f.Items = append(f.Items, jsonItem{
			ID: it.StoryID, URL: base + "/story/" + it.StoryID, External: address.Shown(it.URL), Title: title(it, l),
			Text: summary(it, l), Published: stamp(it.At), Modified: stamp(it.Received), Language: it.Language,
		})
	}
	return json.MarshalIndent(f, "", " ")
}

type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	Feed    string     `json:"feed_url"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	External  string `json:"external_url,omitempty"`
	Title     string `json:"title"`
	Text      string `json:"content_text"`
	Published string `json:"date_published"`
	Modified  string `json:"date_modified"`
	Language  string `json:"language,omitempty"`
}

func title(it *record.Item, l page.Labels) string {
	s := it.Headline
	if s == "" {
		s = page.Cut(it.Lead, 90)
	}
	if life := l.Life(it.Kind, it.Until); life != page.Live {
		s = strings.ToUpper(string(life)) + ": " + s
	}
	return s
}

func summary(it *record.Item, l page.Labels) string {
	if it.Kind == news.Kill {
		return "This story was killed. Do not use it. " + it.Note
	}
	parts := []string{it.Deck}
	if it.Deck == "" {
		parts[0] = it.Lead
	}
	for _, c := range page.FactLines(it.Facts, 5, l) {
		parts = append(parts, "• "+c.Title+" ("+c.Chip.Label+")")
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

func newest(items []record.Item, now time.Time) time.Time {
	var t time.Time
	for i := range items {
		if items[i].Received.After(t) {
			t = items[i].Received
		}
	}
	if t.IsZero() {
		return now
	}
	return t
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
