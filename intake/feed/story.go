package feed

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/text/language"

	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
)

// Bounds on what is kept of an item beside its text.
const (
	maxSubjects = 40
	maxSubject  = 100 // bytes
	maxAuthors  = 20
)

// composer makes stories of the items of a feed.
type composer struct {
	*channel
	in       Input
	document string // see channel.document
	bases    string // what the feed as a whole states as base
	source   string
	dates    *moment.Reader
	identity
}

// item makes a story of an item, unless it has no words.
func (p *composer) item(i int) {
	e := &p.entries[i]
	d := plain.Draft{Headline: e.title.line()}
	body, deck, lang, excerpt := e.body()
	d.Deck = deck
	if len(body) > 0 && body[0] == d.Headline {
		body = body[1:]
	}
	if d.Body = body; d.Headline == "" && len(body) == 0 {
		return
	}
	d.Story.Trouble = append([]string(nil), p.Trouble...)
	v := p.envelope(e, i)
	v.Excerpt = excerpt
	p.date(e, &d.Story, &v)
	p.describe(e, &d.Story, lang, &v)
	d.Story.URL = p.address(i, e)
	st, err := d.Compose(p.in.Day, p.in.Places)
	if err != nil {
		// Too long for one story: its head is kept, and what happened said.
		d.Body, d.Story.Trouble = nil, append(d.Story.Trouble, "the item's text was left out: "+err.Error())
		if st, err = d.Compose(p.in.Day, p.in.Places); err != nil || st.Text == "" {
			return
		}
	}
	if v.GUID == "" {
		v.GUID = news.IDOf(st.Source, st.Headline+"\n"+st.Published.String())
	}
	st.Envelope = v
	p.Stories = append(p.Stories, st)
}

// describe says who published a story, in what language, and where it stands.
func (p *composer) describe(e *entry, s *news.Story, lang string, v *news.Envelope) {
	s.Source = first(clean(e.source), p.source)
	for _, l := range [...]string{lang, e.title.lang, e.lang, p.Language} {
		if s.Language = code(l); s.Language != "" {
			break
		}
	}
	s.Byline = strings.Join(v.Authors, ", ")
	if len(v.Subjects) > 0 && len(v.Subjects[0]) < 60 {
		s.Section = v.Subjects[0]
	}
}

// code returns the ISO 639-1 code of a language as feeds write it, or "".
func code(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	if len(s) == 2 || len(s) > 2 && (s[2] == '-' || s[2] == '_') {
		s = strings.ToLower(s[:2])
		if s[0] >= 'a' && s[0] <= 'z' && s[1] >= 'a' && s[1] <= 'z' {
			return s
		}
		return ""
	}
	t, err := language.Parse(s)
	if err != nil {
		return ""
	}
	if base, sure := t.Base(); sure != language.No && len(base.String()) == 2 && base.String() != "un" {
		return base.String()
	}
	return ""
}

// envelope gathers what the feed says of a story beside its words.
func (p *composer) envelope(e *entry, i int) news.Envelope {
	v := news.Envelope{Rights: first(e.rights, p.Rights)}
	lines := e.authors
	if first(lines...) == "" {
		lines = p.authors
	}
	for _, line := range lines {
		for _, name := range byline(line) {
			if len(v.Authors) < maxAuthors && !contains(v.Authors, name) {
				v.Authors = append(v.Authors, name)
			}
		}
	}
	for _, s := range e.subjects {
		if s = (words{value: s}).line(); s != "" && len(s) < maxSubject && len(v.Subjects) < maxSubjects && !contains(v.Subjects, s) {
			v.Subjects = append(v.Subjects, s)
		}
	}
	link := p.links[i]
	if u := p.full(e.original, e); u != "" {
		link = u
	}
	if v.Canonical = address.Canonical(link); p.shared[p.links[i]] {
		v.Canonical = ""
	}
	if v.GUID = p.id(e); v.GUID == "" {
		v.GUID = v.Canonical
	}
	return v
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// full returns an address of an item in full, or "" where it is none of the web.
func (p *composer) full(ref string, e *entry) string {
	if ref == "" {
		return ""
	}
	base := e.base
	if base == "" {
		base = p.bases
	}
	u, err := url.Parse(resolve(ref, p.document, base))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// date gives the story its moment of publication, else that of its update.
func (p *composer) date(e *entry, s *news.Story, v *news.Envelope) {
	published, wrong := p.read(e.published)
	updated, also := p.read(e.updated)
	v.Updated = updated.Time
	if !updated.Exact {
		v.Updated = updated.Time.UTC()
	}
	m := published
	if m.Time.IsZero() {
		m = updated
	}
	if wrong == "" {
		wrong = also
	}
	if wrong != "" {
		s.Trouble = append(s.Trouble, wrong)
	}
	if m.Time.IsZero() {
		if wrong == "" && p.in.Day.IsZero() {
			s.Trouble = append(s.Trouble, "the feed gives it no date")
		}
		return
	}
	if m.Trouble != "" {
		s.Trouble = append(s.Trouble, m.Trouble)
	}
	s.Published = m.Day()
	if m.Exact {
		s.Issued = m.Time
	}
}

// read returns the first of several dates that can be read, and what was wrong
// with those before it.
func (p *composer) read(dates []string) (m moment.Moment, wrong string) {
	for _, d := range dates {
		if strings.TrimSpace(d) == "" {
			continue
		}
		m, err := p.dates.Read(d)
		if err == nil {
			return m, wrong
		}
		wrong = fmt.Sprintf("its date could not be read: %v", err)
	}
	return moment.Moment{}, wrong
}
