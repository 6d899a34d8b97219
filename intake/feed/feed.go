// Package feed turns feeds into stories, one an item: RSS 0.9 to 2.0, RDF, Atom
// 0.3 and 1.0, JSON Feed, and sitemaps of news. What goes in is a feed in any
// encoding, also a broken one; what comes out is plain text with the item's
// address, moment, authors and what else the feed says of it. An item with
// something wrong is a story with Trouble, not a loss.
//
//	f, err := feed.Read(feed.Input{Bytes: b, ContentType: "application/rss+xml", URL: "https://example.org/rss"})
//
// Limits: pictures, sound, places and comments are left out; links inside a
// text are not kept; a teaser is all there is where the feed holds no more.
package feed

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// Input is a feed as it came in.
type Input struct {
	Bytes       []byte
	ContentType string       // as the server gave it; may be empty
	URL         string       // where it was fetched from; may be empty
	Day         calendar.Day // of publication of items that do not say; may be zero
	Places      news.Places  // names of places, for datelines; may be nil
	// Now is when it was fetched, and zero where nobody knows. Dates that lie
	// ahead of it are not believed.
	Now time.Time
}

// Feed is what a feed says of itself, and its stories.
type Feed struct {
	Format      string // RSS 2.0, Atom 1.0, JSON Feed 1.1, Sitemap
	Title       string
	Description string
	Link        string // of the site, in full
	Self        string // of the feed, as it says itself, in full
	Language    string // BCP 47, as the feed has it
	Rights      string
	Hubs        []string // that tell of news (WebSub)
	Next        []string // feeds with further stories, or the sitemaps of an index
	Updated     time.Time
	Stories     []news.Story
	// Trouble is what was wrong with the feed as a whole; each story says it too.
	Trouble []string
}

// Stories returns the stories of a feed alone. A feed without items gives none
// and no error, a list of sitemaps an error that says what to add in its place.
func Stories(in Input) ([]news.Story, error) {
	f, err := Read(in)
	if err != nil {
		return nil, err
	}
	if len(f.Stories) == 0 && len(f.Next) > 0 && f.Format == sitemap {
		return nil, invalid("it is a list of sitemaps and holds no stories itself: add those that it lists, such as " + f.Next[0])
	}
	return f.Stories, nil
}

// Read returns the feed. It fails with Invalid, saying what to do, for what is
// no feed at all.
func Read(in Input) (f *Feed, err error) {
	s, trouble, err := repair(in.Bytes, in.ContentType)
	if err != nil {
		return nil, err
	}
	c, more, err := parse(s)
	if err != nil {
		var known *fault.Error
		if errors.As(err, &known) {
			return nil, err
		}
		return nil, invalid(fmt.Sprintf("it is no feed that can be read (%v): look at it in a browser, or ask its maker to mend it", err))
	}
	if c.Trouble = trouble; more != "" {
		c.Trouble = append(c.Trouble, more)
	}
	c.compose(in)
	return &c.Feed, nil
}

// parse reads a feed in one of the formats. It keeps a failure inside the
// library from ending the program.
func parse(s string) (c *channel, trouble string, err error) {
	defer func() {
		if r := recover(); r != nil {
			c, err = nil, fmt.Errorf("%v", r)
		}
	}()
	if s[0] == '{' {
		return readJSON(s)
	}
	root := ""
	if m := rootName.FindStringSubmatch(s[:min(len(s), 4096)]); m != nil {
		root = local(m[1])
	}
	if root == "urlset" || root == "sitemapindex" {
		return readSitemap(s)
	}
	s, kept, trouble, err := tidy(s)
	switch {
	case err != nil:
	case root == "feed":
		c, err = readAtom(s, kept)
	case root == "rss", root == "rdf":
		c, err = readRSS(s, kept)
	case root == "channel":
		c, err = readRSS("<rss>"+s+"</rss>", kept)
	case root == "opml":
		err = errors.New("it is a list of feeds: import it as sources")
	default:
		err = fmt.Errorf("it begins with <%.20s>", root)
	}
	return c, trouble, err
}

var rootName = regexp.MustCompile(`<([A-Za-z_][A-Za-z0-9_.:-]*)`)

// compose makes stories of the items.
func (c *channel) compose(in Input) {
	p := c.composer(in)
	for i := range c.entries {
		p.item(i)
	}
}

// composer returns what makes stories of the items, with all that it takes to
// see them together: how they write dates, which of their ids are theirs alone.
func (c *channel) composer(in Input) *composer {
	p := &composer{channel: c, in: in, document: c.document(in.URL), bases: c.base}
	c.Link, c.Self = resolve(c.Link, p.document, c.base), resolve(c.Self, p.document, c.base)
	for i, n := range c.Next {
		c.Next[i] = resolve(n, p.document, c.base)
	}
	host := ""
	for _, a := range [...]string{c.Link, in.URL} {
		if u, err := url.Parse(a); err == nil && u.Host != "" {
			host = u.Hostname()
		}
	}
	if p.source = c.Title; p.source == "" {
		p.source = host
	}
	p.dates = moment.NewReader(c.dates(), moment.Hints{Language: c.Language, Host: host, Now: in.Now, Latest: c.built})
	for _, d := range c.built {
		if m, err := p.dates.Read(d); err == nil {
			c.Updated = m.Time.UTC()
			break
		}
	}
	p.identify()
	return p
}

// document returns the address to which relative ones are relative: Atom says
// that it is the feed's own, in RSS it is the site's by custom.
func (c *channel) document(fetched string) string {
	order := [...]string{c.Link, c.Self, fetched}
	if strings.HasPrefix(c.Format, "Atom") {
		order = [...]string{fetched, c.Self, c.Link}
	}
	for _, a := range order {
		if u, err := url.Parse(strings.TrimSpace(a)); err == nil && u.Host != "" && u.Scheme != "" {
			return u.String()
		}
	}
	return ""
}

// dates returns the dates of all items.
func (c *channel) dates() []string {
	var out []string
	for _, e := range c.entries {
		out = append(append(out, e.published...), e.updated...)
	}
	return out
}
