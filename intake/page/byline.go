package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/news"
)

// Bounds on authors.
const (
	maxAuthors = 12
	maxName    = 60  // bytes
	maxByline  = 160 // bytes of a line
)

// authors returns who wrote the story, of several claims the one with most
// weight, and the line of the page that says it, -1 for none.
func (s *sheet) authors() (names []string, at int) {
	best := 0.0
	at = -1
	offer := func(weight float64, line int, list ...string) {
		var good []string
		for _, n := range list {
			for _, n := range s.split(n) {
				if isName(n) && !same(n, s.source()) && len(good) < maxAuthors && !holds(good, n) {
					good = append(good, n)
				}
			}
		}
		if len(good) == 0 {
			return
		}
		if allGeneric(good) || len(good) == 1 && begins(s.source(), good[0]) {
			weight = 0.5 // a desk, or the site by its short name
		}
		if weight > best {
			names, at, best = good, line, weight
		}
	}
	if l := s.main(); l != nil {
		offer(9, -1, l.authors...)
	}
	for _, p := range tables().meta["author"] {
		offer(float64(p.weight), -1, s.meta[p.name]...)
	}
	end := s.first
	if end < 0 {
		end = len(s.lines) - 1
	}
	for i := max(s.head-3, 0); s.head >= 0 && i <= end && i < s.head+2*near; i++ {
		if i == s.head {
			continue
		}
		s.byLine(i, offer)
	}
	if s.last >= 0 {
		for i := s.last + 1; i < min(s.last+4, len(s.lines)); i++ {
			s.byLine(i, func(weight float64, line int, list ...string) { offer(weight-3, line, list...) })
		}
	}
	if at < 0 {
		at = s.lineOf(names)
	}
	return names, at
}

// byLine offers the authors that one line names.
func (s *sheet) byLine(i int, offer func(float64, int, ...string)) {
	l := &s.lines[i]
	if l.mark&(aside|comment|embed|overlay) != 0 || len(l.text) > maxByline || l.letters == 0 {
		return
	}
	// One word alone, such as "Facebook" or "Published", is seldom a name.
	if len(l.names) > 0 && strings.Contains(strings.Join(l.names, " "), " ") {
		offer(6.5, i, l.names...)
	}
	rest, said := afterBy(l.text)
	switch {
	case said && !endsAsSentence(l.text):
		offer(8, i, rest)
	case l.mark&author != 0:
		offer(6, i, slices.DeleteFunc(s.split(l.text), func(n string) bool { return !strings.Contains(n, " ") })...)
	case (i == s.head+1 || i == s.head+2) && !l.isHeading():
		if placed := inPlaces(l.text); len(placed) > 0 {
			offer(5, i, placed...)
		}
	}
}

// lineOf returns the line near the headline that holds nothing but the names,
// or -1.
func (s *sheet) lineOf(names []string) int {
	if len(names) == 0 || s.head < 0 {
		return -1
	}
	for i := s.head + 1; i < min(s.head+near, len(s.lines)); i++ {
		rest, _ := afterBy(s.lines[i].text)
		if same(rest, names[0]) || same(rest, strings.Join(names, "and")) {
			return i
		}
	}
	return -1
}

// afterBy returns what follows "By" in a line, at its beginning or behind a
// sign that parts it from the site's name; the whole line where there is none.
func afterBy(line string) (rest string, said bool) {
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("|•·", r) }) {
		part = strings.TrimSpace(part)
		lower := strings.ToLower(part)
		longest := 0
		for words, kind := range tables().labels {
			if kind == "by" && len(words) > longest && strings.HasPrefix(lower, words) && len(part) > len(words) && !isWordByte(part[len(words)]) {
				longest = len(words)
			}
		}
		if longest > 0 {
			return strings.Trim(part[longest:], " :"), true
		}
	}
	return line, false
}

// split returns the names in a line, without dates, titles, places and the
// site's name.
func (s *sheet) split(line string) []string {
	if strings.Contains(line, "://") || strings.HasPrefix(line, "@") {
		return nil
	}
	line, _ = afterBy(line)
	for _, p := range moment.Find(line) {
		line = line[:p.Start]
		break
	}
	if i := strings.IndexAny(line, "|•·/("); i > 0 {
		line = line[:i]
	}
	for _, sep := range separators {
		if a, b, ok := strings.Cut(line, sep); ok {
			if line = a; same(a, s.source()) {
				line = b
			}
		}
	}
	_, names := news.Byline(untitled(line))
	var out []string
	for _, n := range names {
		if placed := inPlaces(n); len(placed) > 0 {
			out = append(out, placed...)
		} else {
			out = append(out, strings.Trim(n, " ,.;:–—-"))
		}
	}
	return out
}

// untitled takes the titles off a list of names: what stands behind a comma and
// is no name, such as "Chief Correspondent".
func untitled(line string) string {
	parts := strings.Split(line, ",")
	kept := parts[:1]
	for _, p := range parts[1:] {
		if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(p)); unicode.IsLower(r) && !strings.HasPrefix(strings.TrimSpace(p), "and ") {
			continue // a title, or where they are: à Arvik
		}
		if p = strings.TrimSpace(p); !isGeneric(p) && isName(strings.TrimPrefix(p, "and ")) && !strings.Contains(kept[0], " and ") {
			kept = append(kept, p)
		}
	}
	if len(kept) > 2 || len(kept) == 2 && strings.Contains(kept[1], " and ") {
		return strings.Join(kept, ", ")
	}
	return strings.Join(kept, " and ")
}

// inPlaces returns the names in "Ida Berg in Oslo and Kim Soo in Cardiff", nil
// for any other line.
func inPlaces(line string) []string {
	if endsAsSentence(line) || len(line) > maxByline {
		return nil
	}
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(line, ", ", " and "), " and ") {
		name, place, ok := strings.Cut(part, " in ")
		if !ok || !isName(name) || !isName(place) || !capital(name) {
			return nil
		}
		out = append(out, name)
	}
	return out
}

// isName reports whether a text reads as a name: a few words, most of them in
// capitals, no sentence.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 || len(s) > maxName || strings.ContainsAny(s, "@<>{}=?!\"") {
		return false
	}
	capitals, caseless := 0, false
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’-"))
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsDigit(r):
			return false
		case !unicode.IsLower(r):
			caseless = true
		}
	}
	return caseless || capitals > 0 && capitals*2 >= len(words)
}

// capital reports whether a name has two words or more, all of them in capitals.
func capital(name string) bool {
	words := strings.Fields(name)
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return len(words) > 1
}

// isGeneric reports whether a name is a desk's or a title, and nobody's own.
func isGeneric(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if tables().has("generic", strings.Trim(w, ".,:;-")) {
			return true
		}
	}
	return false
}

func allGeneric(names []string) bool {
	for _, n := range names {
		if !isGeneric(n) {
			return false
		}
	}
	return true
}

func holds(names []string, name string) bool {
	for _, n := range names {
		if same(n, name) {
			return true
		}
	}
	return false
}

// endsAsSentence reports whether a line is long enough for a sentence, and ends
// with a stop.
func endsAsSentence(s string) bool { return len(s) > 40 && stops(s) }

// stops reports whether a line ends with a stop.
func stops(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’»)]"))
	return strings.ContainsRune(".!?。！？…।؟", r)
}
