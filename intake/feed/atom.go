package feed

import (
	"strings"

	atomfeed "github.com/mmcdole/gofeed/atom"
)

// readAtom reads Atom.
func readAtom(s string, kept texts) (*channel, error) {
	f, err := (&atomfeed.Parser{}).Parse(strings.NewReader(s))
	if err != nil {
		return nil, err
	}
	n := noted(f.Extensions, kept)
	c := &channel{base: n.base}
	c.Format = strings.TrimSpace("Atom " + f.Version)
	c.Title = wordsOf(f.Title, &n, "title").line()
	c.Description = wordsOf(f.Subtitle, &n, "subtitle").line()
	if _, ok := n.texts["tagline"]; ok {
		c.Description = wordsOf(f.Subtitle, &n, "tagline").line()
	}
	c.Rights = rights(f.Rights, &n)
	c.Language = n.lang
	c.Link, c.Self = first(related(f.Links, "alternate")...), first(related(f.Links, "self")...)
	c.Hubs, c.Next = related(f.Links, "hub"), related(f.Links, "next")
	c.built = []string{f.Updated}
	c.authors = names(f.Authors)
	for _, e := range f.Entries {
		c.entries = append(c.entries, atomEntry(e, kept))
	}
	return c, nil
}

func rights(value string, n *note) string {
	if _, ok := n.texts["copyright"]; ok {
		return wordsOf(value, n, "copyright").line()
	}
	return wordsOf(value, n, "rights").line()
}

func atomEntry(a *atomfeed.Entry, kept texts) entry {
	x, n := a.Extensions, noted(a.Extensions, kept)
	e := entry{base: n.base, id: first(n.id, a.ID), lang: n.lang}
	e.title = wordsOf(a.Title, &n, "title")
	if a.Content != nil {
		content := wordsOf(a.Content.Value, &n, "content")
		e.partial = a.Content.Src != ""
		e.texts = append(e.texts, content)
	}
	e.texts = append(e.texts, wordsOf(a.Summary, &n, "summary"))
	e.media(x)
	e.link = first(related(a.Links, "alternate")...)
	if e.link == "" {
		e.link = first(related(a.Links, "self")...)
	}
	if e.link == "" && (strings.HasPrefix(a.ID, "http://") || strings.HasPrefix(a.ID, "https://")) {
		e.link = a.ID
	}
	e.original = first(several(x, "origLink", "feedburner")...)
	if e.authors = names(a.Authors); len(e.authors) == 0 {
		e.authors = several(x, "creator", "dc")
	}
	for _, c := range a.Categories {
		e.subjects = append(e.subjects, first(c.Label, c.Term))
	}
	e.subjects = append(append(e.subjects, several(x, "subject", "dc")...), several(x, "category", "media")...)
	e.published = append([]string{a.Published}, append(several(x, "issued", "dcterms"), several(x, "date", "dc")...)...)
	e.updated = append([]string{a.Updated}, several(x, "modified", "dcterms")...)
	e.rights = rights(a.Rights, &n)
	if a.Source != nil {
		e.source = words{value: a.Source.Title}.line()
		if len(e.authors) == 0 {
			e.authors = names(a.Source.Authors)
		}
	}
	return e
}

// related returns the addresses of the links of a relation. Among those to the
// story itself a page goes before other formats.
func related(links []*atomfeed.Link, rel string) []string {
	var pages, others []string
	for _, l := range links {
		switch {
		case l.Rel != rel || l.Href == "":
		case l.Type == "" || strings.Contains(l.Type, "html"):
			pages = append(pages, l.Href)
		default:
			others = append(others, l.Href)
		}
	}
	return append(pages, others...)
}

// names returns the names of people, or their addresses where they have none.
func names(people []*atomfeed.Person) []string {
	var out []string
	for _, p := range people {
		if n := first(unescape(p.Name), p.Email); n != "" {
			out = append(out, n)
		}
	}
	return out
}
