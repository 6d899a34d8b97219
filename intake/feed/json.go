package feed

import (
	"encoding/json"
	"errors"
	"strings"

	jsonfeed "github.com/mmcdole/gofeed/json"
)

// readJSON reads a JSON Feed. One that breaks off, or has broken items, gives
// those that can be read.
func readJSON(s string) (*channel, string, error) {
	f, err := (&jsonfeed.Parser{}).Parse(strings.NewReader(s))
	trouble := ""
	if err != nil {
		if f = salvage(s); f == nil || len(f.Items) == 0 {
			return nil, "", err
		}
		trouble = "the feed breaks off or is damaged: the items that can be read were taken"
	}
	if !strings.Contains(f.Version, "jsonfeed.org") {
		return nil, "", errors.New("it is JSON, but no JSON Feed: its version is missing")
	}
	var more struct {
		Hubs []struct{ URL string } `json:"hubs"`
	}
	c := &channel{}
	c.Format = "JSON Feed " + f.Version[strings.LastIndexByte(f.Version, '/')+1:]
	c.Title = words{value: f.Title}.line()
	c.Description = words{value: f.Description}.line()
	c.Link, c.Self, c.Language = f.HomePageURL, f.FeedURL, f.Language
	if f.NextURL != "" {
		c.Next = []string{f.NextURL}
	}
	if strings.Contains(s, `"hubs"`) && json.Unmarshal([]byte(s), &more) == nil {
		for _, h := range more.Hubs {
			c.Hubs = append(c.Hubs, h.URL)
		}
	}
	if c.authors = jsonNames(f.Authors); len(c.authors) == 0 && f.Author != nil {
		c.authors = []string{f.Author.Name}
	}
	for _, it := range f.Items[:min(len(f.Items), maxItems)] {
		if it != nil {
			c.entries = append(c.entries, jsonEntry(it))
		}
	}
	return c, trouble, nil
}

func jsonEntry(it *jsonfeed.Item) entry {
	e := entry{id: it.ID, link: it.URL, lang: it.Language, subjects: it.Tags}
	if e.link == "" && looksAddressed(it.ID) && strings.HasPrefix(it.ID, "http") {
		e.link = it.ID
	}
	if e.link == "" {
		e.link = it.ExternalURL
	}
	e.title = words{it.Title, unsaid, it.Language}
	e.texts = []words{{it.ContentHTML, marked, it.Language}, {it.ContentText, plainly, it.Language}, {it.Summary, unsaid, it.Language}}
	e.published, e.updated = []string{it.DatePublished}, []string{it.DateModified}
	if e.authors = jsonNames(it.Authors); len(e.authors) == 0 && it.Author != nil {
		e.authors = []string{it.Author.Name}
	}
	return e
}

func jsonNames(authors []*jsonfeed.Author) []string {
	var out []string
	for _, a := range authors {
		if a != nil && a.Name != "" {
			out = append(out, a.Name)
		}
	}
	return out
}

// salvage reads the members of a feed one by one, and the items among them one
// by one, up to where it breaks off. An item whose members are of other kinds
// than they should be is passed over. It returns nil where there is nothing.
func salvage(s string) *jsonfeed.Feed {
	d := json.NewDecoder(strings.NewReader(s))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	f := &jsonfeed.Feed{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			break
		}
		var to any = new(json.RawMessage)
		switch key {
		case "version":
			to = &f.Version
		case "title":
			to = &f.Title
		case "home_page_url":
			to = &f.HomePageURL
		case "feed_url":
			to = &f.FeedURL
		case "language":
			to = &f.Language
		case "items":
			if !salvageItems(d, f) {
				return f
			}
			continue
		}
		if err := d.Decode(to); err != nil {
			var kind *json.UnmarshalTypeError
			if !errors.As(err, &kind) {
				break
			}
		}
	}
	return f
}

// salvageItems reads items, and reports whether all that is there was read.
func salvageItems(d *json.Decoder, f *jsonfeed.Feed) bool {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return false
	}
	for d.More() && len(f.Items) < maxItems {
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			return false
		}
		it := &jsonfeed.Item{}
		if json.Unmarshal(raw, it) == nil {
			f.Items = append(f.Items, it)
		}
	}
	_, err := d.Token()
	return err == nil
}
