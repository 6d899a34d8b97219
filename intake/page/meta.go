package page

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"
)

// outOfSight notes what an element says that readers do not see, and reports
// whether there is nothing else in it.
func (s *sheet) outOfSight(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html:
		s.lang = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Meta:
		v := strings.TrimSpace(attr(n, "content"))
		for _, k := range [...]string{"property", "name", "itemprop", "http-equiv"} {
			if name := strings.ToLower(attr(n, k)); name != "" && v != "" && len(s.meta[name]) < 20 {
				s.meta[name] = append(s.meta[name], v)
			}
		}
		return attr(n, "itemprop") == ""
	case atom.Title:
		if s.title == "" {
			s.title = wordsOf(n)
		}
		return true
	case atom.Link:
		switch rel := strings.ToLower(attr(n, "rel")); {
		case rel == "canonical" && s.canonical == "":
			s.canonical = attr(n, "href")
		case rel == "next":
			s.next = true
		}
		return true
	case atom.Script:
		if strings.Contains(attr(n, "type"), "ld+json") && n.FirstChild != nil {
			s.link(n.FirstChild.Data)
		}
		return true
	case atom.Input:
		s.password = s.password || strings.EqualFold(attr(n, "type"), "password")
		return true
	}
	return false
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

// wordsOf returns all text in an element.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	visit(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		return true
	}, func(*html.Node) {})
	return strings.Join(strings.Fields(b.String()), " ")
}

// said returns the first value of a role's meta tags.
func (s *sheet) said(role string) string {
	for _, p := range tables().meta[role] {
		for _, v := range s.meta[p.name] {
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// linked is an article of schema.org, as JSON-LD has it.
type linked struct {
	kind                               string
	headline, section, publisher, deck string
	published, created, changed        string
	url, body, language                string
	authors                            []string
	posts                              int // of a live page
	locked                             bool
}

// Bounds on JSON-LD.
const (
	maxLinked      = 1 << 20 // bytes of a block
	maxLinkedDepth = 6
	maxArticles    = 50
)

// link reads a block of JSON-LD. Line ends inside strings are borne, as many
// sites write them.
func (s *sheet) link(block string) {
	if len(block) > maxLinked {
		return
	}
	block = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, block)
	block = strings.TrimSpace(block)
	block = strings.TrimSuffix(strings.TrimPrefix(block, "<!--"), "-->")
	var v any
	if json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(block), ";")), &v) != nil {
		return
	}
	names := map[string]string{}
	s.graph(v, names, 0)
}

// graph looks for articles. Names of people and firms that stand apart from
// them are kept for those that refer to them.
func (s *sheet) graph(v any, names map[string]string, deep int) {
	if deep > maxLinkedDepth || len(s.linked) >= maxArticles {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if m, ok := e.(map[string]any); ok && str(m["@id"]) != "" && str(m["name"]) != "" {
				names[str(m["@id"])] = str(m["name"])
			}
		}
		for _, e := range v {
			s.graph(e, names, deep+1)
		}
	case map[string]any:
		if kind := kindOf(v["@type"]); kind != "" {
			s.linked = append(s.linked, articleOf(kind, v, names))
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage"} {
			s.graph(v[key], names, deep+1)
		}
	}
}

// kindOf returns the type of what is an article or a page, or "".
func kindOf(t any) string {
	switch t := t.(type) {
	case string:
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || strings.HasSuffix(t, "Page") || t == "Report" || t == "ItemList" || t == "WebSite" {
			return t
		}
	case []any:
		for _, e := range t[:min(len(t), 10)] {
			if s, ok := e.(string); ok && kindOf(s) != "" {
				return s
			}
		}
	}
	return ""
}

// isArticle reports whether it is an article and no mere page.
func (l *linked) isArticle() bool {
	return strings.HasSuffix(l.kind, "Article") || strings.HasSuffix(l.kind, "Posting") || l.kind == "Report"
}

func articleOf(kind string, v map[string]any, names map[string]string) linked {
	l := linked{
		kind: kind, headline: str(v["headline"]), section: str(v["articleSection"]), publisher: str(v["publisher"]),
		published: str(v["datePublished"]), created: str(v["dateCreated"]), changed: str(v["dateModified"]),
		deck: str(v["alternativeHeadline"]), body: str(v["articleBody"]), url: str(v["url"]), language: str(v["inLanguage"]),
		authors: people(v["author"], names),
	}
	if l.url == "" {
		if m, ok := v["mainEntityOfPage"].(map[string]any); ok {
			l.url = str(m["@id"])
		} else {
			l.url = str(v["mainEntityOfPage"])
		}
	}
	if l.headline == "" && !l.isArticle() {
		l.headline = str(v["name"])
	}
	if posts, ok := v["liveBlogUpdate"].([]any); ok {
		l.posts = len(posts)
	}
	l.locked = strings.EqualFold(str(v["isAccessibleForFree"]), "false") || v["isAccessibleForFree"] == false
	return l
}

// people returns the names of authors who are people; those of firms where
// there are no others.
func people(v any, names map[string]string) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out, firms []string
	for _, e := range list {
		switch e := e.(type) {
		case map[string]any:
			name := str(e["name"])
			if name == "" {
				name = names[str(e["@id"])]
			}
			if t, _ := e["@type"].(string); strings.HasSuffix(t, "Organization") {
				firms = append(firms, name)
			} else if name != "" {
				out = append(out, name)
			}
		case string:
			if name := str(e); name != "" {
				out = append(out, name)
			}
		}
	}
	if len(out) == 0 {
		return firms
	}
	return out
}

// str returns a string, or the name of an object or of a list's first.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(strings.TrimSpace(v))
	case map[string]any:
		s, _ := v["name"].(string)
		return html.UnescapeString(strings.TrimSpace(s))
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok {
				return html.UnescapeString(strings.TrimSpace(s))
			}
			if m, ok := e.(map[string]any); ok {
				s, _ := m["name"].(string)
				return html.UnescapeString(strings.TrimSpace(s))
			}
		}
	}
	return ""
}

// main returns what the page's JSON-LD says of its own article, nil where
// there is none: of several articles the one that bears the page's address or
// its headline, else the first.
func (s *sheet) main() *linked {
	var best *linked
	most := 0
	for i := range s.linked {
		l := &s.linked[i]
		if !l.isArticle() {
			continue
		}
		n := 1
		if l.url != "" && (sameAddress(l.url, s.address()) || sameAddress(l.url, s.canonical)) {
			n += 4
		}
		if l.headline != "" && (alike(l.headline, s.title) >= 0.6 || alike(l.headline, s.said("headline")) >= 0.6) {
			n += 4
		}
		if n > most {
			best, most = l, n
		}
	}
	if most == 1 && s.articles() > 1 {
		return nil // a list's, and none of them this page's
	}
	return best
}

func (s *sheet) articles() int {
	n := 0
	for i := range s.linked {
		if s.linked[i].isArticle() {
			n++
		}
	}
	return n
}

func (s *sheet) address() string {
	if s.at == nil {
		return ""
	}
	return s.at.String()
}

// sameAddress compares addresses without scheme, query and trailing slash.
func sameAddress(a, b string) bool {
	u, err := url.Parse(a)
	v, wrong := url.Parse(b)
	return err == nil && wrong == nil && u.Path != "" && strings.Trim(u.Path, "/") == strings.Trim(v.Path, "/") &&
		(u.Host == v.Host || u.Host == "" || v.Host == "")
}

// known returns the address under which the page says that the story is known,
// where it is of the same site and no front page; else "".
func (s *sheet) known() string {
	for _, c := range [...]string{s.canonical, firstOf(s.meta["og:url"]...)} {
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil || c == "" {
			continue
		}
		if s.at != nil {
			u = s.at.ResolveReference(u)
		}
		if u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
			continue
		}
		if s.at == nil || site(u.Hostname()) == site(s.at.Hostname()) || strings.HasSuffix(s.at.Hostname(), ".ampproject.org") {
			u.Fragment = ""
			return u.String()
		}
	}
	return ""
}

// site returns the domain that was registered for a host.
func site(host string) string {
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}
