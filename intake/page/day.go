package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/moment"
)

// witness is one piece of evidence for the day of publication.
type witness struct {
	moment.Moment
	text   string // as it is written
	from   string // where, for people
	weight float64
	hidden bool // no reader sees it: it may be in the clock of a server
}

// issue is when a page was published, by its witnesses.
type issue struct {
	moment.Moment
	from string // what it rests on, for people
}

// claim is a date before it is read.
type claim struct {
	text, from string
	weight     float64
	hidden     bool
	bare       bool // nothing says what it is a date of: it may be the page's clock
	kind       mark // published, modified, or comment for what a reader wrote
}

// issued returns when the page was published. ok is false where nothing says
// it; changed says that only a change is dated.
func (s *sheet) issued(now time.Time) (at issue, changed, ok bool) {
	claims := s.claims()
	texts := make([]string, len(claims))
	for i, c := range claims {
		texts[i] = c.text
	}
	language, _, _ := strings.Cut(s.lang, ";")
	h := moment.Hints{Language: language, Now: now}
	if s.at != nil {
		h.Host = s.at.Hostname()
	}
	r := moment.NewReader(texts, h)
	var born, altered []witness
	var replied time.Time // the first comment
	for _, c := range claims {
		m, err := r.Read(c.text)
		if err != nil || m.Time.Year() < 1700 {
			continue
		}
		w := witness{m, c.text, c.from, c.weight, c.hidden}
		switch {
		case c.bare && !now.IsZero() && m.Time.Sub(now).Abs() < 24*time.Hour:
			// The day on which the page was fetched, over its headline: a paper's
			// clock says the same of a story of any age.
		case c.kind == comment:
			if replied.IsZero() || m.Time.Before(replied) {
				replied = m.Time
			}
		case c.kind == modified:
			altered = append(altered, w)
		default:
			born = append(born, w)
		}
	}
	born = append(born, s.addressed(now)...)
	if w, ok := weigh(born, altered, replied); ok {
		return w, false, true
	}
	w, ok := weigh(altered, nil, replied)
	return w, true, ok
}

// weigh returns the day for which there is most, and of its witnesses the one
// that says most.
func weigh(ws, altered []witness, replied time.Time) (issue, bool) {
	best, most := -1, 0.0
	for i := range ws {
		n := 0.0
		for j := range ws {
			if agree(&ws[i], &ws[j]) {
				n += ws[j].weight
			}
		}
		if !replied.IsZero() && ws[i].Time.After(replied.Add(24*time.Hour)) {
			n -= 6 // readers commented before
		}
		if slices.ContainsFunc(altered, func(a witness) bool { return a.Exact && ws[i].Time.After(a.Time.Add(24*time.Hour)) }) {
			n -= 3 // it was changed before
		}
		if n > most+0.01 || n > most-0.01 && best >= 0 && better(&ws[i], &ws[best]) {
			best, most = i, max(n, most)
		}
	}
	if best < 0 || most < 1.5 {
		return issue{}, false
	}
	at := issue{ws[best].Moment, ws[best].from}
	// The day is that of the paper's own calendar, which readers are shown; the
	// moment is the one that is known with its zone.
	for i := range ws {
		if w := &ws[i]; agree(w, &ws[best]) && w.Exact && !at.Exact {
			at.Moment = moment.Moment{Time: w.Time.In(zoneOf(&ws[best], w)), Exact: true, Zoned: w.Zoned}
		}
	}
	return at, true
}

// zoneOf returns a zone in which the moment of a falls on the day of w.
func zoneOf(w, a *witness) *time.Location {
	if w.Day() == a.Day() {
		return a.Time.Location()
	}
	shift := 14
	if w.Time.Before(a.Time.Truncate(24 * time.Hour)) {
		shift = -12
	}
	for h := shift / max(shift, -shift); h != shift; h += shift / max(shift, -shift) {
		zone := time.FixedZone("", h*3600)
		if y, m, d := a.Time.In(zone).Date(); time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Equal(w.Time.Truncate(24 * time.Hour)) {
			return zone
		}
	}
	return a.Time.Location()
}

// better reports whether a says when better than b, where there is as much for
// both: what readers see, then what has a time of day.
func better(a, b *witness) bool {
	if a.hidden != b.hidden && a.Day() != b.Day() {
		return b.hidden
	}
	if a.Exact != b.Exact {
		return a.Exact
	}
	if a.Zoned != b.Zoned {
		return a.Zoned
	}
	return a.weight > b.weight
}

// agree reports whether two witnesses can mean one moment: the same day, or
// days side by side where the clock of one is known and another zone's calendar
// has the other's day then.
func agree(a, b *witness) bool {
	if a.Day() == b.Day() {
		return true
	}
	if a.Exact && b.Exact && a.Zoned && b.Zoned {
		return a.Time.Sub(b.Time).Abs() < time.Hour
	}
	for range 2 {
		// The server's clock in UTC, the paper's day beside it.
		if _, off := a.Time.Zone(); a.Exact && a.hidden && off == 0 && !b.hidden {
			y, m, d := b.Time.Date()
			begins := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
			if a.Time.After(begins.Add(-14*time.Hour)) && a.Time.Before(begins.Add(36*time.Hour)) {
				return true
			}
		}
		a, b = b, a
	}
	return false
}

// claims returns what on the page may say when it was published or changed.
func (s *sheet) claims() []claim {
	var out []claim
	add := func(text, from string, weight float64, kind mark) {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, claim{text: text, from: from, weight: weight, kind: kind, hidden: true})
		}
	}
	if l := s.main(); l != nil {
		add(l.published, "JSON-LD", 10, published)
		add(l.created, "JSON-LD, created", 4, published)
		add(l.changed, "JSON-LD, modified", 9, modified)
	}
	for i := range s.linked {
		if l := &s.linked[i]; !l.isArticle() && l.kind != "ItemList" && l.kind != "WebSite" {
			add(l.published, "JSON-LD of the page", 5, published)
			add(l.changed, "JSON-LD of the page, modified", 5, modified)
		}
	}
	for _, k := range [...]struct {
		role string
		kind mark
	}{{"published", published}, {"modified", modified}} {
		for n, p := range tables().meta[k.role] {
			for _, v := range s.meta[p.name] {
				w := float64(p.weight)
				if n > 0 && slices.ContainsFunc(out, func(c claim) bool { return c.kind == k.kind && c.text == v }) {
					w = 1 // the same said twice is hardly more
				}
				add(v, "meta "+p.name, w, k.kind)
			}
		}
	}
	return append(out, s.shown()...)
}

// Days in addresses: /2018/may/14/, /2018/05/14/, /2018-05-14-, -20180514.
var (
	pathDay  = regexp.MustCompile(`(?i)(?:^|[/_.-])((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2]|[a-z]{3,9})[/_-](0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)
	pathDays = regexp.MustCompile(`(?:^|[/_.-])((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[/_.-]|\d{0,4}(?:[/_.-]|$)|$)`)
)

// addressed returns the day that the page's address gives.
func (s *sheet) addressed(now time.Time) []witness {
	r := moment.NewReader(nil, moment.Hints{Now: now})
	for _, a := range [...]string{s.address(), s.canonical, firstOf(s.meta["og:url"]...)} {
		u, err := url.Parse(a)
		if err != nil || u.Path == "" {
			continue
		}
		text := ""
		if m := pathDay.FindStringSubmatch(u.Path); m != nil {
			text = m[3] + " " + m[2] + " " + m[1]
			if m[2][0] <= '9' {
				text = m[1] + "-" + m[2] + "-" + m[3]
			}
		} else if m := pathDays.FindStringSubmatch(u.Path); m != nil {
			text = m[1]
		}
		if m, err := r.Read(text); text != "" && err == nil {
			return []witness{{Moment: m, text: text, from: "the address", weight: 6}}
		}
	}
	return nil
}
