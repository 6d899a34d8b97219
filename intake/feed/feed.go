// Package feed turns RSS, RDF, Atom and JSON feeds into stories, one an item.
// What goes in is a feed in any encoding, also a broken one; what comes out
// is plain text with the item's link, time and author. An item with something
// wrong is a story with Trouble, not a loss.
//
//	stories, err := feed.Stories(b, "application/rss+xml", "https://example.org/rss", day, nil)
//
// Limits: enclosures and comments are left out; a teaser is all there is
// where the feed holds no more (its Trouble does not say so: feeds do not).
package feed

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/page"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
)

// Stories gives the feed's items. address is where it came from, or ""; day
// is the day of publication of items that do not say, or zero. A feed without
// items gives none and no error.
func Stories(b []byte, contentType, address string, day calendar.Day, places news.Places) ([]news.Story, error) {
	s, trouble, err := repair(b, contentType)
	if err != nil {
		return nil, err
	}
	f, err := parse(s)
	if err != nil && s[0] == '<' {
		if mended, ok := mend(s); ok {
			if part, again := parse(mended); again == nil {
				f, err = part, nil
				trouble = append(trouble, "the feed breaks off: the items before that were taken")
			}
		}
	}
	if err != nil {
		return nil, invalid(fmt.Sprintf("it is no feed that can be read (%v): look at it in a browser, or ask its maker to mend it", err))
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	c := collector{feed: f, base: base, links: linkCounts(f), day: day, places: places, trouble: trouble}
	for _, it := range f.Items {
		c.item(it)
	}
	return c.out, nil
}

// parse keeps a failure inside the library from reaching the user.
func parse(s string) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%v", r)
		}
	}()
	return gofeed.NewParser().Parse(strings.NewReader(s))
}

type collector struct {
	feed    *gofeed.Feed
	base    *url.URL
	links   map[string]int
	day     calendar.Day
	places  news.Places
	trouble []string
	out     []news.Story
}

// linkCounts says how many items share a link: such a link is no address of
// a story.
func linkCounts(f *gofeed.Feed) map[string]int {
	n := map[string]int{}
	for _, it := range f.Items {
		n[it.Link]++
	}
	return n
}

func (c *collector) item(it *gofeed.Item) {
	d := plain.Draft{Headline: strings.Join(page.Text(it.Title), " ")}
	s := &d.Story
	s.Trouble = append(s.Trouble, c.trouble...)
	s.Source = strings.Join(page.Text(c.feed.Title), " ")
	if s.Source == "" {
		s.Source = c.base.Hostname()
	}
	s.Language, _, _ = strings.Cut(strings.ToLower(c.feed.Language), "-")
	s.Byline = author(it)
	if len(it.Categories) > 0 && len(it.Categories[0]) < 60 {
		s.Section = it.Categories[0]
	}
	s.URL = c.link(it)
	c.time(it, s)
	body, teaser := page.Text(it.Content), page.Text(it.Description)
	switch {
	case len(body) == 0:
		body = teaser
	case len(teaser) == 1 && len(teaser[0]) < 300 && !strings.HasSuffix(teaser[0], "…") && !strings.HasSuffix(teaser[0], "...") && !strings.Contains(strings.Join(body, " "), teaser[0]):
		d.Deck = teaser[0]
	}
	if len(body) > 0 && body[0] == d.Headline {
		body = body[1:]
	}
	d.Body = body
	if d.Headline == "" && len(d.Body) == 0 {
		return // an item without words is no story
	}
	st, err := d.Compose(c.day, c.places)
	if err != nil {
		// Too long for one story: its head is kept, and what happened said.
		d.Body, d.Story.Trouble = nil, append(s.Trouble, "the item's text was left out: "+err.Error())
		if st, err = d.Compose(c.day, c.places); err != nil || st.Text == "" {
			return
		}
	}
	c.out = append(c.out, st)
}

func author(it *gofeed.Item) string {
	var names []string
	for _, a := range it.Authors {
		if a != nil && a.Name != "" && len(a.Name) < 120 {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}

// link gives the address of an item: its link, or a fragment of it by the
// item's id where items share one.
func (c *collector) link(it *gofeed.Item) string {
	link := it.Link
	if link == "" && strings.HasPrefix(it.GUID, "http") {
		link = it.GUID
	}
	u, err := c.base.Parse(link)
	if link == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if c.links[it.Link] > 1 {
		if it.GUID == "" || it.GUID == it.Link {
			return ""
		}
		u.Fragment = it.GUID
	}
	return u.String()
}

// time gives the story its moment of publication, else of update.
func (c *collector) time(it *gofeed.Item, s *news.Story) {
	for _, w := range [...]struct {
		parsed *time.Time
		raw    string
	}{{it.PublishedParsed, it.Published}, {it.UpdatedParsed, it.Updated}} {
		t, exact, ok := page.ParseTime(w.raw)
		if !ok && w.parsed != nil {
			t, exact, ok = *w.parsed, true, true
		}
		if !ok || t.Year() < 1900 || t.Year() > 2200 {
			continue
		}
		s.Published = calendar.Of(t)
		if exact {
			s.Issued = t
		}
		return
	}
	if raw := it.Published + it.Updated; raw != "" {
		s.Trouble = append(s.Trouble, fmt.Sprintf("its date could not be read: %.60q", raw))
	} else if c.day.IsZero() {
		s.Trouble = append(s.Trouble, "the feed gives it no date")
	}
}
