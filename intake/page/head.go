package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"
)

// near is within how many lines of the headline the lines about a story stand.
const near = 12

// site returns the name of the site.
func (s *sheet) source() string {
	publisher := ""
	if l := s.main(); l != nil {
		publisher = l.publisher
	}
	return firstOf(s.said("site"), publisher, host(s.at))
}

func host(u *url.URL) string {
	if u == nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// titles returns what the page calls its story out of sight, the most trusted
// first.
func (s *sheet) titles() []string {
	var out []string
	l := s.main()
	if l != nil && l.headline != "" {
		out = append(out, l.headline)
	}
	source := s.source()
	for _, t := range [...]string{s.said("headline"), s.title} {
		if t = withoutSite(strings.Join(strings.Fields(t), " "), source); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// findHead finds the line of the headline, and the running text behind it.
func (s *sheet) findHead() {
	var titles []bag
	for _, t := range s.titles() {
		titles = append(titles, bagOf(t))
	}
	source := letters(s.source())
	most := 1.5
	for i := range s.lines {
		l := &s.lines[i]
		if l.letters == 0 || len(l.text) > 300 {
			continue
		}
		if n := s.headly(l, titles, source); n > most {
			s.head, most = i, n
		}
	}
	s.markTeasers()
	for i := max(s.head+1, 0); i < len(s.lines); i++ {
		if s.lines[i].isProse() {
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
	}
}

// headly weighs how much a line looks like the page's headline.
func (s *sheet) headly(l *line, titles []bag, source string) float64 {
	n := 0.0
	switch l.tag {
	case atom.H1:
		n = 3
	case atom.H2, atom.H3:
		n = 0.5
	}
	best := 0.0
	for i := range titles {
		// Only its whole text makes a headline of what is no heading.
		if size := len(titles[i].whole); n > 0 || l.letters <= size && l.letters*3 >= size {
			best = max(best, titles[i].alike(l.text))
		}
	}
	words := len(strings.Fields(l.text))
	switch {
	case n == 0 && best < 0.9, n < 1 && best < 0.5:
		return 0
	case letters(l.text) == source:
		n -= 3
	case words < 3:
		n -= 2
	}
	if l.mark&(aside|comment|overlay|embed) != 0 {
		n -= 4
	} else if l.mark&nav != 0 {
		n--
	}
	if l.inLink == l.letters {
		n--
	}
	return n + 4*best
}

// headline returns the page's headline as readers see it, without the site's
// name.
func (s *sheet) headline() string {
	titles := s.titles()
	if s.head >= 0 {
		shown := s.lines[s.head].text
		if len(titles) == 0 || len(strings.Fields(shown)) > 2 || alike(shown, titles[0]) > 0.5 {
			return withoutSite(shown, s.source())
		}
	}
	return firstOf(titles...)
}

// separators part the headline from the site's name in a title.
var separators = [...]string{" | ", " — ", " – ", " - ", " :: ", " » ", " : ", " • ", " · "}

// withoutSite takes off the site's name at either end.
func withoutSite(h, site string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(h, sep); i >= 0 {
			tail := strings.TrimSpace(h[i+len(sep):])
			few := len(strings.Fields(tail)) <= 4 && i > len(tail)
			if same(tail, site) || i >= 12 && few && (sep == " | " || sep == " :: " || site == "" && sep != " : ") || few && begins(site, tail) {
				return strings.TrimSpace(h[:i])
			}
		}
		if first, rest, ok := strings.Cut(h, sep); ok && same(first, site) {
			return strings.TrimSpace(rest)
		}
	}
	return h
}

// begins reports whether one text begins with the other, or is an address made
// of it: "Norpress" and norpress.example.
func begins(site, tail string) bool {
	a, b := letters(site), letters(tail)
	return b != "" && strings.HasPrefix(a, b)
}

// maxWords is the most words of a text that others are compared with.
const maxWords = 60

// bag is the words of a text, to compare others with.
type bag struct {
	whole string // its letters and digits
	words map[string]int
	n     int
}

func bagOf(s string) bag {
	b := bag{whole: letters(s), words: map[string]int{}}
	for _, w := range strings.Fields(s) {
		if b.n++; b.n > maxWords {
			return bag{whole: b.whole}
		}
		b.words[letters(w)]++
	}
	return b
}

// alike returns how much of the longer of two texts the other has too, by
// words, from 0 to 1.
func (b *bag) alike(s string) float64 {
	whole := letters(s)
	if whole == "" || b.whole == "" {
		return 0
	}
	if whole == b.whole {
		return 1
	}
	var seen [maxWords]string
	n, both := 0, 0
	for w := range strings.FieldsSeq(s) {
		if n == maxWords {
			return 0
		}
		w = letters(w)
		earlier := 0
		for _, o := range seen[:n] {
			if o == w {
				earlier++
			}
		}
		if w != "" && b.words[w] > earlier {
			both++
		}
		seen[n] = w
		n++
	}
	return float64(both) / float64(max(n, b.n))
}

// alike returns how alike two texts are.
func alike(a, b string) float64 {
	bag := bagOf(a)
	return bag.alike(b)
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

func firstOf(s ...string) string {
	for _, v := range s {
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			return v
		}
	}
	return ""
}

// deck returns the story's deck: the page's description or the line that the
// page marks as one, where it is whole and not said elsewhere.
func (s *sheet) deck(headline string, body []string) string {
	var candidates []string
	if l := s.main(); l != nil {
		candidates = append(candidates, l.deck)
	}
	if s.head >= 0 {
		for i := s.head + 1; i < min(s.head+6, len(s.lines)); i++ {
			if l := &s.lines[i]; l.mark&deckLine != 0 && l.mark&zones == 0 && l.inLink*2 < l.letters {
				candidates = append(candidates, l.text)
			}
		}
	}
	for _, p := range tables().meta["deck"] {
		candidates = append(candidates, s.meta[p.name]...)
	}
	for _, c := range candidates {
		if c = firstOf(c); c != "" {
			return deckOf(c, headline, body)
		}
	}
	return ""
}

// deckOf returns a line where it is a deck: not the headline again, not the
// body's beginning, not cut off.
func deckOf(s, headline string, body []string) string {
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
