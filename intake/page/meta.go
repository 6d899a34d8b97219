package page

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself.
type meta struct {
	values map[string]string // meta tags by name or property, lower case, the first of each
	title  string            // of the <title>
	h1     string
	times  []string // datetime of <time>, those marked as publication first
	lang   string
	link   string // canonical
	ld     article
}

// article is what matters of schema.org's Article in JSON-LD.
type article struct {
	Headline, Section, Author, Publisher, Published, Deck string
}

func metaOf(doc *html.Node) *meta {
	m := &meta{values: map[string]string{}}
	m.walk(doc)
	return m
}

func (m *meta) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		m.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.walk(c)
	}
}

func (m *meta) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.lang, _, _ = strings.Cut(strings.ToLower(attr(n, "lang")), "-")
	case atom.Meta:
		for _, k := range [...]string{"property", "name", "itemprop"} {
			name, v := strings.ToLower(attr(n, k)), strings.TrimSpace(attr(n, "content"))
			if name != "" && v != "" && m.values[name] == "" {
				m.values[name] = v
			}
		}
	case atom.Title:
		if m.title == "" {
			m.title = wordsOf(n)
		}
	case atom.H1:
		if m.h1 == "" {
			m.h1 = wordsOf(n)
		}
	case atom.Time:
		if t := attr(n, "datetime"); t != "" {
			if attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate") {
				m.times = append([]string{t}, m.times...)
			} else {
				m.times = append(m.times, t)
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			m.link = attr(n, "href")
		}
	case atom.Script:
		if strings.Contains(attr(n, "type"), "ld+json") && n.FirstChild != nil {
			m.linked(n.FirstChild.Data)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func wordsOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// linked reads a JSON-LD block. Authors and publishers may be names, objects
// or lists of either; blocks may be lists or graphs.
func (m *meta) linked(block string) {
	var v any
	if len(block) > 1<<20 || json.Unmarshal([]byte(block), &v) != nil {
		return
	}
	m.node(v, 0)
}

func (m *meta) node(v any, deep int) {
	if deep > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.node(e, deep+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			a := article{
				Headline: str(v["headline"]), Section: str(v["articleSection"]), Author: str(v["author"]),
				Publisher: str(v["publisher"]), Published: str(v["datePublished"]), Deck: str(v["alternativeHeadline"]),
			}
			if m.ld.Headline == "" && m.ld.Published == "" {
				m.ld = a
			}
		}
		m.node(v["@graph"], deep+1)
		m.node(v["mainEntity"], deep+1)
	}
}

func isArticle(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report"
	case []any:
		for _, e := range t {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

// str returns a string, the name of an object, or those of a list's first.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(strings.TrimSpace(v))
	case map[string]any:
		return str(v["name"])
	case []any:
		var names []string
		for _, e := range v {
			if s := str(e); s != "" {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// first returns the first meta tag of those named that has a value.
func (m *meta) first(names ...string) string {
	for _, n := range names {
		if v := m.values[n]; v != "" {
			return v
		}
	}
	return ""
}

// headline returns the page's headline without the site's name.
func (m *meta) headline() string {
	h := firstOf(m.ld.Headline, m.first("og:title", "twitter:title", "dc.title", "headline"), m.title)
	// A heading that the title begins with is the headline as readers see it.
	if m.h1 != "" && len(m.h1) < 300 && (h == "" || strings.HasPrefix(h, m.h1) || strings.Contains(m.title, m.h1)) {
		return m.h1
	}
	return withoutSite(h, firstOf(m.first("og:site_name"), m.ld.Publisher))
}

// withoutSite takes off a trailing " - Name of the site".
func withoutSite(h, site string) string {
	for _, sep := range [...]string{" | ", " — ", " – ", " - ", " :: ", " » "} {
		i := strings.LastIndex(h, sep)
		if i < 12 {
			continue
		}
		tail := strings.TrimSpace(h[i+len(sep):])
		if strings.EqualFold(tail, site) || sep == " | " || site == "" && len(strings.Fields(tail)) <= 3 && i > 2*len(tail) {
			return strings.TrimSpace(h[:i])
		}
	}
	return h
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			return v
		}
	}
	return ""
}

// issued returns the moment of publication and whether its time of day is
// known.
func (m *meta) issued(address *url.URL, now time.Time) (t time.Time, exact, ok bool) {
	for _, s := range append([]string{
		m.ld.Published, m.values["article:published_time"], m.values["datepublished"], m.values["og:article:published_time"],
		m.values["parsely-pub-date"], m.values["sailthru.date"], m.values["pubdate"], m.values["publishdate"], m.values["publication_date"],
		m.values["dc.date.issued"], m.values["dcterms.created"], m.values["dc.date"], m.values["date"], m.values["cxenseparse:recs:publishtime"],
	}, m.times...) {
		if t, exact, ok := ParseTime(s); ok && plausible(t, now) {
			return t, exact, true
		}
	}
	if address != nil {
		if d := urlDate.FindString(address.Path); d != "" {
			if t, err := time.Parse("2006/01/02", strings.Trim(strings.ReplaceAll(d, "-", "/"), "/")); err == nil && plausible(t, now) {
				return t, false, true
			}
		}
	}
	return time.Time{}, false, false
}

var urlDate = regexp.MustCompile(`/(19|20)\d\d[/-]\d\d[/-]\d\d/`)

func plausible(t, now time.Time) bool {
	return t.Year() >= 1900 && t.Before(now.AddDate(0, 0, 2))
}
