// Package page turns a web page into a story: the article without what stands
// around it, and what the page says of itself. What goes in is HTML in any
// encoding and shape; what comes out is a story of plain text, or an error that
// says why the page is none. Nothing of the markup survives: only words are
// taken, so there is nothing to sanitise.
//
//	st, err := page.Story(page.Input{Bytes: b, URL: "https://example.org/a", ContentType: "text/html; charset=koi8-r"})
//
// Headline, byline and day of publication are weighed: what JSON-LD, meta tags,
// the lines about the headline and the address say is evidence, each with its
// weight, and what stands in menus, boxes and comments is none. The text is
// what the element holds that has most running text in it, after the weighing
// of Mozilla's Readability. Limits: scripts are not run, pages of several
// articles give the longest, and captions are left out.
package page

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Input is a page with what is known of it.
type Input struct {
	Bytes       []byte
	ContentType string       // as the server gave it; may be empty
	URL         string       // where it was fetched from; may be empty
	Day         calendar.Day // of publication as the caller knows it, or zero
	Places      news.Places  // names of places, for datelines; may be nil
	Now         time.Time    // when it was fetched; zero: dates ahead are believed
}

// Story returns the story on a page. It fails with Invalid where the page is
// none, saying what it is instead and what to do.
func Story(in Input) (news.Story, error) {
	source, trouble, err := plain.Decode(in.Bytes, declared(in.Bytes, in.ContentType))
	if err != nil {
		return news.Story{}, err
	}
	d := plain.Draft{Story: news.Story{URL: in.URL, Trouble: trouble}}
	at, err := url.Parse(in.URL)
	if err != nil || at.Host == "" {
		at = nil
	}
	if doc, ok := parse(source); !ok {
		d.Body = wordsIn(source)
		d.Story.Trouble = append(d.Story.Trouble, "the page nests too deep or has too many elements: all of its words were taken")
	} else if err := draft(&d, doc, at, in.Now); err != nil {
		return news.Story{}, err
	}
	if len(d.Body) == 0 {
		return news.Story{}, errNoWords()
	}
	return d.Compose(in.Day, in.Places)
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

// draft fills in what the page has. It fails where the page is no story.
func draft(d *plain.Draft, doc *html.Node, at *url.URL, now time.Time) error {
	s := sheetOf(doc, at)
	s.describe(d)
	byline := s.byline(&d.Story)
	issued := s.date(&d.Story, now)
	body, whole := s.posts(issued), false
	if body == nil {
		body, whole = s.article()
	}
	body, locked := tidy(body)
	if byline != "" {
		body = withoutHead(body, byline)
	}
	if err := s.refuse(body, whole); err != nil {
		return err
	}
	if l := s.main(); locked || l != nil && l.locked && words(body) < 150 {
		d.Story.Envelope.Excerpt = true
		d.Story.Trouble = append(d.Story.Trouble, "the page shows the rest only to subscribers: this is its beginning")
	}
	if whole && len(body) > 0 {
		d.Story.Trouble = append(d.Story.Trouble, "no article stands out on the page: all of its words were taken")
	}
	body = withoutHead(body, d.Headline)
	if d.Headline == "" && len(body) > 1 && len(body[0].text) < 200 {
		d.Headline, body = body[0].text, body[1:]
	}
	if d.Deck = s.deck(d.Headline, texts(body)); d.Deck != "" {
		body = withoutHead(body, d.Deck)
	}
	set(d, body)
	return nil
}

// describe says what the story is called, and where it stands.
func (s *sheet) describe(d *plain.Draft) {
	st := &d.Story
	d.Headline = s.headline()
	st.Source = s.source()
	l := s.main()
	if l != nil {
		st.Section, s.body = l.section, l.body
	}
	st.Section = firstOf(st.Section, s.said("section"))
	if len(st.Section) > 60 || strings.Contains(st.Section, "://") {
		st.Section = ""
	}
	st.Language = s.lang
	if l != nil && st.Language == "" {
		st.Language = l.language
	}
	if st.Language == "" {
		st.Language = firstOf(append(s.meta["content-language"], s.meta["og:locale"]...)...)
	}
	st.Language, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(st.Language, "_", "-")), "-")
	st.Envelope.Canonical = s.known()
	if st.URL == "" {
		st.URL = st.Envelope.Canonical
	}
}

// byline says who wrote the story, and returns the line of the page that does.
func (s *sheet) byline(st *news.Story) string {
	names, at := s.authors()
	st.Byline = strings.Join(names, ", ")
	if !allGeneric(names) {
		st.Envelope.Authors = names
	}
	if at < 0 {
		return ""
	}
	return s.lines[at].text
}

// date says when the story was published, and by what that is known.
func (s *sheet) date(st *news.Story, now time.Time) issue {
	at, changed, ok := s.issued(now)
	if !ok {
		return issue{}
	}
	st.Published = at.Day()
	if at.Exact {
		st.Issued = at.Time
	}
	st.Envelope.DayFrom = at.from
	if changed {
		st.Trouble = append(st.Trouble, "the page says when it was changed and not when it was published: its day is that of the change")
	}
	return at
}

func texts(bs []block) []string {
	out := make([]string, len(bs))
	for i := range bs {
		out[i] = bs[i].text
	}
	return out
}

// set puts the blocks into the draft.
func set(d *plain.Draft, body []block) {
	d.Body = texts(body)
	for i, b := range body {
		m := plain.Mark{At: b.at}
		if b.heading {
			m.Kind = text.Section
		}
		if m != (plain.Mark{}) {
			if d.Marks == nil {
				d.Marks = map[int]plain.Mark{}
			}
			d.Marks[i] = m
		}
	}
}
