package feed

import "strings"

// maxTitle is the most bytes of a title that are looked at.
const maxTitle = 16 << 10

// line returns a short text as one line without markup. What was escaped twice
// is opened twice. Of tags only those are taken for markup that come in pairs,
// or have no end: "<3", "a < b" and "the <b> tag" are words.
func (w words) line() string {
	s := unescape(w.value[:min(len(w.value), maxTitle)])
	if w.kind != marked {
		s = unescape(s)
	}
	if w.kind != plainly && strings.Contains(s, "<") {
		s = withoutTags(s)
	}
	return clean(s)
}

// withoutTags leaves the tags of HTML out, with what they hide.
func withoutTags(s string) string {
	ends := endTags(s)
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		if strings.HasPrefix(s, "<!--") {
			_, s, _ = strings.Cut(s, "-->")
			continue
		}
		t, n := tagAt(s)
		name := local(t.name)
		c := tables().tags[name]
		switch {
		case n == 0 || c == 0 || !t.end && c&void == 0 && !t.empty && ends[name] == 0:
			b.WriteByte('<')
			s = s[1:]
			continue
		case c&hidden != 0 && !t.end && !t.empty:
			if over := indexFold(s, "</"+t.name); over > 0 {
				s = s[over:]
				continue
			}
		case t.end:
			ends[name]--
		}
		if c&(block|cell) != 0 || name == "br" {
			b.WriteByte(' ')
		}
		s = s[n:]
	}
}

// endTags counts the end tags of each name.
func endTags(s string) map[string]int {
	out := map[string]int{}
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return out
		}
		s = s[i:]
		if t, n := tagAt(s); n > 0 {
			out[local(t.name)]++
		}
		s = s[2:]
	}
}

// indexFold returns where the first sub, in letters of any case, is in s, or -1.
func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i] == sub[0] && strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}
