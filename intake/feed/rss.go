package feed

import (
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	rssfeed "github.com/mmcdole/gofeed/rss"
)

// readRSS reads RSS and RDF.
func readRSS(s string, kept texts) (*channel, error) {
	f, err := (&rssfeed.Parser{}).Parse(strings.NewReader(s))
	if err != nil {
		return nil, err
	}
	n := noted(f.Extensions, kept)
	dc := dublin(f.DublinCoreExt)
	c := &channel{base: n.base}
	c.Format = strings.TrimSpace("RSS " + f.Version)
	c.Title = wordsOf(first(f.Title, first(dc.Title...)), &n, "title").line()
	c.Description = wordsOf(first(append([]string{f.Description}, several(f.Extensions, "summary", "itunes")...)...), &n, "description").line()
	c.Link = first(append([]string{f.Link}, linked(f.Extensions, "alternate")...)...)
	c.Self = first(linked(f.Extensions, "self")...)
	c.Hubs = linked(f.Extensions, "hub")
	c.Next = linked(f.Extensions, "next")
	c.Language = first(f.Language, first(dc.Language...), n.lang)
	c.Rights = wordsOf(first(f.Copyright, first(dc.Rights...)), &n, "copyright").line()
	c.built = append([]string{f.LastBuildDate, f.PubDate}, dc.Date...)
	c.built = append(append(c.built, several(f.Extensions, "modified", "dcterms")...), several(f.Extensions, "issued", "dcterms")...)
	for _, it := range f.Items {
		c.entries = append(c.entries, rssEntry(it, kept))
	}
	return c, nil
}

// dublin returns what was found of Dublin Core, never nil.
func dublin(dc *ext.DublinCoreExtension) *ext.DublinCoreExtension {
	if dc == nil {
		return &ext.DublinCoreExtension{}
	}
	return dc
}

func rssEntry(it *rssfeed.Item, kept texts) entry {
	x, dc, n := it.Extensions, dublin(it.DublinCoreExt), noted(it.Extensions, kept)
	e := entry{base: n.base, lang: first(first(dc.Language...), n.lang)}
	e.title = wordsOf(first(it.Title, first(dc.Title...), first(several(x, "title", "atom")...)), &n, "title")
	e.texts = []words{wordsOf(it.Content, &n, "encoded"), wordsOf(it.Custom["content"], &n, "content"), wordsOf(it.Description, &n, "description"), wordsOf(it.Custom["summary"], &n, "summary")}
	for _, more := range [...][]string{several(x, "content", "atom", "atom03"), dc.Description, several(x, "summary", "atom", "itunes")} {
		if len(more) > 0 {
			e.texts = append(e.texts, words{value: more[0], lang: e.lang})
		}
	}
	e.media(x)
	e.authors = append(append(append(e.authors, it.Author), dc.Creator...), dc.Author...)
	if e.authors = append(e.authors, people(x, "author")...); first(e.authors...) == "" {
		e.authors = several(x, "author", "itunes")
	}
	for _, c := range it.Categories {
		e.subjects = append(e.subjects, c.Value)
	}
	e.subjects = append(append(e.subjects, dc.Subject...), several(x, "category", "media")...)
	e.published = append([]string{it.PubDate}, several(x, "published", "atom")...)
	e.published = append(append(append(e.published, several(x, "issued", "dcterms")...), dc.Date...), several(x, "created", "dcterms")...)
	e.updated = append(several(x, "updated", "atom"), several(x, "modified", "dcterms")...)
	e.rights = first(dc.Rights...)
	rssAddresses(it, &e, &n)
	return e
}

// rssAddresses finds the addresses and the id of an item.
func rssAddresses(it *rssfeed.Item, e *entry, n *note) {
	if it.GUID != nil {
		e.id = it.GUID.Value
		e.permalink = !strings.EqualFold(it.GUID.IsPermalink, "false")
	}
	e.link = it.Link
	if len(it.Links) > 0 {
		e.link = first(it.Links...)
	}
	e.link = first(append([]string{e.link}, linked(it.Extensions, "alternate")...)...)
	if e.link == "" && e.permalink && looksAddressed(e.id) {
		e.link = e.id
	}
	if e.link == "" {
		e.link = n.about
	}
	if e.id == "" {
		e.id = first(append([]string{n.about}, dublin(it.DublinCoreExt).Identifier...)...)
	}
	e.original = first(several(it.Extensions, "origLink", "feedburner")...)
	if it.Source != nil {
		e.source = unescape(it.Source.Title)
	}
}

// looksAddressed reports whether an id may be an address: it has no spaces and
// is not of another scheme.
func looksAddressed(id string) bool {
	scheme, _, ok := strings.Cut(id, ":")
	return !strings.ContainsAny(id, " \n\t") && (!ok && strings.ContainsAny(id, "/.") || scheme == "http" || scheme == "https")
}
