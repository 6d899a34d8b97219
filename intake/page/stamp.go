package page

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/intake/moment"
)

// shown returns the dates in the lines of the page, weighed by where they stand.
func (s *sheet) shown() []claim {
	var out []claim
	for i := range s.lines {
		l := &s.lines[i]
		if l.mark&comment != 0 && l.mark&(aside|nav) == 0 {
			for _, p := range l.stamps {
				out = append(out, claim{text: p.value, kind: comment})
			}
			continue
		}
		if l.mark&(aside|comment|embed|overlay) != 0 {
			continue
		}
		place := s.place(i)
		if place == 0 {
			continue
		}
		out = append(out, s.inLine(l, place)...)
	}
	return out
}

// Weights of a date by where its line stands.
const (
	underHead = 6.0
	overHead  = 3.0
	behind    = 2.0
	afar      = 0.6
)

// place weighs the place of a line: about the headline, behind the text, or
// elsewhere. Inside the text dates are the story's own.
func (s *sheet) place(i int) float64 {
	end := s.first
	if end < 0 {
		end = len(s.lines)
	}
	l := &s.lines[i]
	switch {
	case l.mark&nav != 0:
		return afar
	case s.head < 0 && i <= end:
		return overHead
	case i >= s.head && i <= end && i <= s.head+2*near:
		return underHead
	case i < s.head && i >= s.head-4:
		return overHead
	case s.last >= 0 && i > s.last && i <= s.last+near:
		return behind
	case i > s.head && i < s.last:
		return afar
	}
	return afar
}

// maxStamp is the most bytes of a line that says when and by whom.
const maxStamp = 200

// inLine returns the dates of one line.
func (s *sheet) inLine(l *line, place float64) []claim {
	spans := moment.Find(l.text)
	if l.isSentence(spans) && !(l.mark&(published|modified) != 0 && len(l.text) <= maxStamp) {
		var out []claim
		for _, p := range l.stamps {
			if p.mark&published != 0 {
				out = append(out, claim{text: p.value, from: "the page", weight: place, kind: published})
			}
		}
		return out
	}
	var out []claim
	from := 0
	for _, p := range spans {
		kind, sure := label(l.text[from:p.Start], l.mark)
		if from = p.End; kind == 0 {
			continue
		}
		w := place
		switch {
		case sure && kind == published:
			w += 3
		case place == afar && !sure:
			w = 0.3
		case l.mark&date != 0:
			w++
		}
		bare := place != underHead && place != behind && !sure && l.mark&(published|modified|date) == 0
		out = append(out, claim{text: l.text[p.Start:p.End], from: fmt.Sprintf("the page: %q", l.text), weight: w, kind: kind, bare: bare})
	}
	for _, p := range l.stamps {
		if c, ok := l.inMarkup(p, place); ok {
			out = append(out, c)
		}
	}
	return out
}

// isSentence reports whether a line with dates is a sentence: then they are the
// story's own.
func (l *line) isSentence(spans []moment.Span) bool {
	rest := len(l.text)
	for _, p := range spans {
		rest -= p.End - p.Start
	}
	return len(l.text) > maxStamp || rest > 60 && l.isProse() || l.isHeading() && l.mark&hints == 0 ||
		stops(l.text) && strings.Count(l.text, " ") > 3 && !hasLabel(l.text)
}

// inMarkup returns the claim of a moment in the markup of a line, false where
// the line says that it is of something else.
func (l *line) inMarkup(p stamp, place float64) (claim, bool) {
	kind, sure := label(l.text, p.mark)
	if kind == 0 && p.mark&(published|modified) == 0 {
		return claim{}, false
	}
	w := place
	switch {
	case p.mark&published != 0:
		kind, w = published, w+3
	case p.mark&modified != 0:
		kind = modified
	case sure:
		w += 2
	}
	return claim{text: p.value, from: fmt.Sprintf("the page: %q", firstOf(l.text, p.value)), weight: w, kind: kind}, true
}

// label returns what the words before a date, or the names of the elements
// round it, say of it; 0 where the date is of something else. sure says that
// they say it.
func label(before string, m mark) (kind mark, sure bool) {
	before = strings.ToLower(strings.Trim(before, " :,.|-–—(["))
	last := -1
	said := ""
	for words, k := range tables().labels {
		if k == "by" {
			continue
		}
		i := strings.LastIndex(before, words)
		if i < 0 || !wordEnds(before, i, len(words)) {
			continue
		}
		if i+len(words) > last || i+len(words) == last && k < said {
			last, said = i+len(words), k
		}
	}
	switch said {
	case "published":
		return published, true
	case "modified":
		return modified, true
	case "other":
		return 0, true
	}
	switch {
	case m&published != 0:
		return published, true
	case m&modified != 0:
		return modified, true
	}
	return published, false
}

// hasLabel reports whether one of the words that stand before dates begins a
// line.
func hasLabel(s string) bool {
	s = strings.ToLower(s)
	for words, k := range tables().labels {
		if k != "by" && k != "other" && strings.HasPrefix(s, words) && wordEnds(s, 0, len(words)) {
			return true
		}
	}
	return false
}

// wordEnds reports whether a word that begins at i and is n bytes long is whole.
func wordEnds(s string, i, n int) bool {
	return (i == 0 || !isWordByte(s[i-1])) && (i+n == len(s) || !isWordByte(s[i+n]))
}

func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 || c >= '0' && c <= '9'
}
