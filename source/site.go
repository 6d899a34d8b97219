package source

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

//go:embed paths.tsv
var paths string // never changed

// site asks a site's feed, which is looked for where none is known.
func (v *visit) site(ctx context.Context) {
	st := &v.poll.State
	if st.Found == "" {
		found, err := v.look(ctx, v.src.Address)
		if err != nil {
			v.failed(err, nil)
			return
		}
		v.feeds = found
		st.Found, st.ETag, st.LastModified, st.Sum = found[0].URL, "", "", ""
		v.say(false, nil, "its feed is %s", Shown(st.Found))
		v.host = hostOf(st.Found)
		if err := v.f.gate.enter(ctx, v.host); err != nil {
			v.host = ""
			v.failed(err, nil)
			return
		}
	}
	v.web(ctx, st.Found)
}

// look finds the feeds of the site at an address, whose host the gate holds
// for the visit and not afterwards. It fails with NotFound where there is none.
func (v *visit) look(ctx context.Context, location string) ([]fetch.Link, error) {
	defer v.leave()
	a, err := v.ask(ctx, location, fetch.Known{}, nil)
	v.leave()
	if err != nil {
		return nil, err
	}
	if intake.Detect(intake.Input{Bytes: a.Body, ContentType: a.ContentType}) != intake.Page {
		return []fetch.Link{{URL: a.URL, Title: "the address itself"}}, nil
	}
	found := append(alternates(a.Links), feedsIn(a.Body, a.URL)...)
	if len(found) > 0 {
		return found, nil
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(paths) {
		path := strings.TrimSpace(line)
		if strings.HasPrefix(path, "#") {
			continue
		}
		at := base.ResolveReference(&url.URL{Path: path}).String()
		if v.isFeed(ctx, at) {
			return []fetch.Link{{URL: at}}, nil
		}
	}
	return nil, &fault.Error{Op: "find feeds", Kind: fault.NotFound, ID: Shown(location), Err: errors.New("no feed was found there: no link on the page names one, and none lies where they usually do; follow it as a page, or give a feed's address")}
}

// isFeed reports whether a feed lies at an address.
func (v *visit) isFeed(ctx context.Context, at string) bool {
	host := hostOf(at)
	if v.f.gate.enter(ctx, host) != nil {
		return false
	}
	defer v.f.gate.leave(host)
	a, err := v.ask(ctx, at, fetch.Known{}, nil)
	return err == nil && intake.Detect(intake.Input{Bytes: a.Body, ContentType: a.ContentType}) == intake.Feed
}

// alternates returns those links that name a feed.
func alternates(links []fetch.Link) []fetch.Link {
	var out []fetch.Link
	for _, l := range links {
		rel := " " + strings.ToLower(l.Rel) + " "
		if (strings.Contains(rel, " alternate ") || strings.Contains(rel, " feed ")) && feedType(l.Type) {
			out = append(out, l)
		}
	}
	return out
}

// feedType reports whether a media type is that of a feed: its subtype says
// so in all of them.
func feedType(t string) bool {
	_, sub, _ := strings.Cut(strings.ToLower(t), "/")
	return strings.HasPrefix(sub, "rss") || strings.HasPrefix(sub, "atom") || strings.HasPrefix(sub, "feed") || strings.HasPrefix(sub, "rdf")
}

// mostFeeds is how many feeds of one page are told.
const mostFeeds = 20

// feedsIn returns the feeds that a page names in its head, in its order; feeds
// of comments come last.
func feedsIn(body []byte, location string) []fetch.Link {
	base, err := url.Parse(location)
	if err != nil {
		return nil
	}
	var links []fetch.Link
	z := html.NewTokenizer(bytes.NewReader(body))
	for len(links) < mostFeeds {
		switch z.Next() {
		case html.ErrorToken:
			return inOrder(alternates(links))
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "base":
				if u, err := base.Parse(attr(t, "href")); err == nil && attr(t, "href") != "" {
					base = u
				}
			case "link":
				if u, err := base.Parse(strings.TrimSpace(attr(t, "href"))); err == nil {
					links = append(links, fetch.Link{Rel: attr(t, "rel"), URL: u.String(), Type: attr(t, "type"), Title: attr(t, "title")})
				}
			}
		}
	}
	return inOrder(alternates(links))
}

func inOrder(links []fetch.Link) []fetch.Link {
	var first, last []fetch.Link
	for _, l := range links {
		if strings.Contains(strings.ToLower(l.URL+l.Title), "comment") {
			last = append(last, l)
		} else {
			first = append(first, l)
		}
	}
	return append(first, last...)
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Would is an item as a test shows it: whether it would be taken, and why not.
type Would struct {
	Headline, URL, Date string
	Bytes               int
	Taken               bool
	Why                 string // it would not be; or what is wrong with it
}

// Report is what a test of a source found.
type Report struct {
	Settings record.SourceSettings // as it would be followed
	Feeds    []fetch.Link          // of the site, where its address was given
	Items    []Would
	Notes    []string // what a poll would have logged
	Problem  string   // why nothing would come; empty: it would
	Every    string   // how often it would be asked
}

// Test asks a source as a poll would, and returns what would come of it.
// Nothing is stored. A page whose site has feeds is tested as its first feed.
func (f *Follower) Test(ctx context.Context, s record.SourceSettings) (Report, error) {
	auto := s.Kind == ""
	s, err := Settle(s)
	if err != nil {
		return Report{}, err
	}
	r := Report{Settings: s}
	src := record.Source{SourceSettings: s}
	v := f.test(ctx, &src)
	if auto && s.Kind == record.FeedSource && v.poll.State.Error != "" && v.isPage {
		src.Kind, src.State = record.SiteSource, record.SourceState{}
		w := f.test(ctx, &src)
		if w.poll.State.Error == "" {
			v = w
			r.Settings.Kind, r.Settings.Address = record.FeedSource, w.poll.State.Found
			r.Settings.ID = IDOf(r.Settings.Address)
			r.Feeds = w.feeds
		}
	}
	r.Items, r.Problem = v.would, v.poll.State.Error
	if s.Kind == record.SiteSource {
		r.Feeds = v.feeds
	}
	for _, l := range v.poll.Log {
		r.Notes = append(r.Notes, l.Text)
	}
	r.Every = fmt.Sprint(v.poll.State.Every.Round(1e9))
	return r, nil
}

func (f *Follower) test(ctx context.Context, src *record.Source) *visit {
	v := f.visit(src)
	v.testing = true
	if err := f.gate.enter(ctx, v.host); err != nil {
		v.host = ""
		v.failed(err, nil)
		return v
	}
	v.run(ctx)
	return v
}
