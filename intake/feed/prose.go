package feed

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/intake/markup"
)

// prose is what a text says without its markup.
type prose struct {
	paragraphs    []string
	signs, linked int // letters and digits: all of them, and those inside links
}

// prose takes the words out of a text's markup. A text that was escaped once
// too often is opened once more.
func (w words) prose() prose {
	switch {
	case strings.TrimSpace(w.value) == "":
		return prose{}
	case w.kind == plainly, w.kind == unsaid && !strings.ContainsAny(w.value, "<&"):
		return plainProse(w.value)
	}
	p, tagged := gather(w.value, true)
	if again := strings.Join(p.paragraphs, "\n\n"); !tagged && escaped(again) {
		p, _ = gather(again, true)
	} else if !tagged && strings.Contains(w.value, "\n\n") {
		p = plainProse(unescape(w.value))
	}
	for i, s := range p.paragraphs {
		p.paragraphs[i] = clean(unescape(s))
	}
	return p
}

// plainProse cuts plain text into paragraphs at empty lines, or at each line
// where there are none.
func plainProse(s string) prose {
	p := prose{}
	sep := "\n"
	if s = strings.ReplaceAll(s, "\r\n", "\n"); emptyLine.MatchString(s) {
		s, sep = emptyLine.ReplaceAllString(s, "\n\n"), "\n\n"
	}
	for _, part := range strings.Split(s, sep) {
		if part = clean(unescape(part)); part != "" {
			p.paragraphs = append(p.paragraphs, part)
			p.signs += signs(part)
		}
	}
	return p
}

var (
	emptyLine = regexp.MustCompile(`\n[ \t]*\n\s*`)
	endTag    = regexp.MustCompile(`</([a-z][a-z0-9]*)\s*>|<(br|hr|img)\b[^>]*>`)
)

// escaped reports whether text still has markup of HTML in it.
func escaped(s string) bool {
	for _, m := range endTag.FindAllStringSubmatch(s, -1) {
		if m[2] != "" || tables().tags[m[1]] != 0 {
			return true
		}
	}
	return false
}

// clean makes a line of it: one space between words, no control characters.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad', r == '\u200b', r == '\ufeff', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isClean reports whether a text is a line already, as most are. It says no of
// what it would have to look at closely.
func isClean(s string) bool {
	space := true // before the first letter
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c >= 0x7f, c == ' ' && space:
			return false
		default:
			space = c == ' '
		}
	}
	return !space
}

// signs counts letters and digits.
func signs(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x80 {
			if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' {
				n++
			}
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// reader goes over the tokens of markup.
type reader struct {
	prose
	lines  markup.Lines
	inLink int
	hide   string // the element inside which nothing is read, and how many of it are open
	hidden int
	tagged bool
}

// gather takes the words out of markup. Elements whose words are none of the story's are left
// out, unless one of them never ends. It reports whether there were tags.
func gather(s string, hiding bool) (prose, bool) {
	z := html.NewTokenizer(strings.NewReader(s))
	r := reader{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if r.hidden > 0 && hiding {
				return gather(s, false)
			}
			r.paragraphs = r.lines.Paragraphs()
			return r.prose, r.tagged
		case html.TextToken:
			if r.hidden == 0 {
				r.text(string(z.Text()))
			}
		case html.StartTagToken:
			r.start(z, hiding, false)
		case html.SelfClosingTagToken:
			z.NextIsNotRawText()
			r.start(z, hiding, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.end(local(string(name)))
		}
	}
}

func (r *reader) text(s string) {
	n := signs(s)
	r.signs += n
	if r.inLink > 0 {
		r.linked += n
	}
	r.lines.Text(s)
}

func (r *reader) start(z *html.Tokenizer, hiding, empty bool) {
	raw, more := z.TagName()
	name := local(string(raw))
	c := tables().tags[name]
	r.tagged = r.tagged || c != 0
	switch {
	case r.hidden > 0:
		if name == r.hide && !empty {
			r.hidden++
		}
		return
	case c&void == 0 && !empty && hiding && (c&hidden != 0 || more && unseen(z)):
		r.hide, r.hidden = name, 1
		return
	case name == "plaintext" || !hiding:
		z.NextIsNotRawText()
	}
	switch {
	case name == "br":
		r.lines.Break()
	case name == "a" && !empty:
		r.inLink = 1
	case c&block != 0:
		r.lines.End()
	case c&cell != 0:
		r.lines.Space()
	}
}

func (r *reader) end(name string) {
	if r.hidden > 0 {
		if name == r.hide {
			r.hidden--
		}
		return
	}
	switch c := tables().tags[name]; {
	case name == "a":
		r.inLink = 0
	case c&block != 0:
		r.lines.End()
	case c&cell != 0:
		r.lines.Space()
	}
}

// unseen reports whether the element is marked as not shown.
func unseen(z *html.Tokenizer) bool {
	for {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "hidden":
			return true
		case "style":
			s := strings.ReplaceAll(strings.ToLower(string(value)), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
		if !more {
			return false
		}
	}
}
