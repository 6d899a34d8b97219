// Package page turns a web page into a story: the article without what stands
// around it, and what the page says of itself. What goes in is HTML in any
// encoding and shape; what comes out is a story of plain text. Nothing of the
// markup survives: only words are taken, so there is nothing to sanitise.
//
//	st, err := page.Story(b, "text/html; charset=koi8-r", "https://example.org/a", day, nil)
//
// The article is found by Mozilla's Readability heuristics. Limits: scripts
// are not run, pages of several articles give the longest, and captions and
// tables of contents are left out.
package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
)

// least is how many words an article has at least.
const least = 25

// Story returns the story on a page. address may be empty; day is the day of
// publication as the caller knows it, or zero.
func Story(b []byte, contentType, address string, day calendar.Day, places news.Places) (news.Story, error) {
	source, trouble, err := plain.Decode(b, declared(b, contentType))
	if err != nil {
		return news.Story{}, err
	}
	d := plain.Draft{Story: news.Story{URL: address, Trouble: trouble}}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		at = nil
	}
	if doc, ok := parse(source); ok {
		draft(&d, doc, at)
	} else {
		d.Body = words(source)
		d.Story.Trouble = append(d.Story.Trouble, "the page nests too deep or has too many elements: all of its words were taken")
	}
	if len(d.Body) == 0 {
		return news.Story{}, errNoWords()
	}
	return d.Compose(day, places)
}

// declared returns the character set by content type, else by the page's own
// words in its first 4 kB.
func declared(b []byte, contentType string) string {
	if c := plain.CharsetOf(contentType); c != "" {
		return c
	}
	if m := metaCharset.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}

var metaCharset = regexp.MustCompile(`(?i)<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{3,40})`)

// draft fills in what the page has.
func draft(d *plain.Draft, doc *html.Node, at *url.URL) {
	m := metaOf(doc)
	s := &d.Story
	d.Headline = m.headline()
	s.Source = firstOf(m.first("og:site_name", "application-name"), m.ld.Publisher, m.first("publisher", "dc.publisher"), host(at))
	s.Section = firstOf(m.ld.Section, m.first("article:section", "section", "dc.subject"))
	if len(s.Section) > 60 || strings.HasPrefix(s.Section, "http") {
		s.Section = ""
	}
	s.Byline = byline(firstOf(m.ld.Author, m.first("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")))
	s.Language = m.lang
	if t, exact, ok := m.issued(at, time.Now()); ok {
		s.Published = calendar.Of(t)
		if exact {
			s.Issued = t
		}
	}
	if s.URL == "" && at == nil {
		if u, err := url.Parse(m.link); err == nil && u.IsAbs() {
			s.URL = m.link
		}
	}
	d.Body = articleOf(doc, at, &s.Trouble)
	d.Body = withoutHead(d.Body, d.Headline)
	if d.Headline == "" && len(d.Body) > 1 && len(d.Body[0]) < 200 {
		d.Headline, d.Body = d.Body[0], d.Body[1:]
	}
	d.Deck = deck(firstOf(m.ld.Deck, m.first("og:description", "description", "twitter:description")), d.Headline, d.Body)
	if d.Deck != "" {
		d.Body = withoutHead(d.Body, d.Deck)
	}
}

func host(u *url.URL) string {
	if u == nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// byline refuses what is an address or a whole sentence.
func byline(s string) string {
	if strings.Contains(s, "://") || len(s) > 120 {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by ")
}

// articleOf returns the article's paragraphs, or all of the page's where none
// stands out.
func articleOf(doc *html.Node, at *url.URL, trouble *[]string) []string {
	var whole paragraphs
	whole.walk(doc)
	whole.flush()
	if at == nil {
		at = &url.URL{Scheme: "https", Host: "localhost"}
	}
	p := readability.NewParser()
	p.CharThresholds = 250
	p.MaxElemsToParse = maxElements
	a, err := p.ParseDocument(doc, at)
	if err == nil && a.Node != nil {
		var in paragraphs
		in.walk(a.Node)
		in.flush()
		if count(in.out) >= least || count(in.out)*2 >= count(whole.out) {
			return in.out
		}
	}
	if len(whole.out) > 0 {
		*trouble = append(*trouble, "no article stands out on the page: all of its words were taken")
	}
	return whole.out
}

func count(ps []string) int {
	n := 0
	for _, p := range ps {
		n += len(strings.Fields(p))
	}
	return n
}

// withoutHead leaves out a paragraph among the first that repeats the head.
func withoutHead(body []string, head string) []string {
	for i, p := range body[:min(len(body), 3)] {
		if head != "" && same(p, head) {
			return slices.Delete(slices.Clone(body), i, i+1)
		}
	}
	return body
}

// same compares letters and digits only.
func same(a, b string) bool { return letters(a) == letters(b) }

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x80 && r != '’' && r != '‘' && r != '“' && r != '”' && r != '–' && r != '—' && r != '…' && r != '\u00a0':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, s)
}

// deck returns the page's description where it is a deck: not the headline
// again, not the body's beginning, not cut off.
func deck(s, headline string, body []string) string {
	l := letters(s)
	switch {
	case len(l) < 20, len(s) > 300, strings.HasSuffix(s, "…"), strings.HasSuffix(s, "..."), same(s, headline):
		return ""
	}
	for i, p := range body {
		switch {
		case i < 2 && same(p, s):
			return s // it stands on the page
		case i < 6 && strings.Contains(letters(p), l[:min(len(l), 60)]):
			return ""
		}
	}
	return s
}
