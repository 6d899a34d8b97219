package feed

import (
	"encoding/xml"
	"strings"
)

// sitemap is the format's name.
const sitemap = "Sitemap"

// readSitemap reads a sitemap of news, of which each address with a title is a
// story, or an index, which lists further ones. An address without a title is
// none: nobody says that a story stands there.
func readSitemap(s string) (*channel, string, error) {
	s, _, trouble, err := tidy(s)
	if err != nil {
		return nil, "", err
	}
	var m struct {
		Maps []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
		Addresses []struct {
			Loc     string `xml:"loc"`
			Changed string `xml:"lastmod"`
			News    struct {
				Title       string `xml:"title"`
				Published   string `xml:"publication_date"`
				Keywords    string `xml:"keywords"`
				Publication struct {
					Name     string `xml:"name"`
					Language string `xml:"language"`
				} `xml:"publication"`
			} `xml:"news"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(s), &m); err != nil {
		return nil, "", err
	}
	c := &channel{}
	c.Format = sitemap
	for _, l := range m.Maps {
		c.Next = append(c.Next, strings.TrimSpace(l.Loc))
	}
	for _, a := range m.Addresses[:min(len(m.Addresses), maxItems)] {
		n := a.News
		if strings.TrimSpace(n.Title) == "" {
			continue
		}
		c.entries = append(c.entries, entry{
			link: a.Loc, title: words{n.Title, unsaid, n.Publication.Language}, partial: true,
			published: []string{n.Published}, updated: []string{a.Changed},
			subjects: strings.Split(n.Keywords, ","), source: unescape(n.Publication.Name), lang: n.Publication.Language,
		})
	}
	if len(c.entries) == 0 && len(c.Next) == 0 {
		return nil, "", invalid("it is a sitemap without news: follow the site's feed or its news sitemap")
	}
	return c, trouble, nil
}
