package page

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/datelinewire/dateline/intake/moment"
)

// least is how many words an article has at least.
const least = 25

// block is a paragraph of the story.
type block struct {
	text            string
	letters, inLink int
	heading, item   bool
	at              time.Time // of a post of a live page, on its first block
}

// isProse reports whether a block is running text.
func (b *block) isProse() bool {
	return !b.heading && b.inLink*2 < b.letters && (b.letters >= 60 || endsAsSentence(b.text))
}

// article returns the story's paragraphs. whole says that none stands out, and
// all of the page's words were taken.
func (s *sheet) article() (out []block, whole bool) {
	out = s.choose(max(s.head, 0))
	if n := words(out); n < least && s.head > 0 {
		if more := s.choose(0); words(more) > 2*n {
			out = more // what was taken for the headline stands behind the text
		}
	}
	if b := blocksOfText(s.body); words(out)*2 < words(b) && words(b) > 3*least {
		return b, false // the page shows less than it says out of sight
	}
	if n := words(out); n >= least {
		return out, false
	}
	var all []block
	for i := range s.lines {
		if l := &s.lines[i]; l.mark&zones == 0 && l.letters > 0 {
			all = append(all, l.block())
		}
	}
	if n := words(out); n > 0 && n*2 >= words(all) {
		return out, false
	}
	return all, true
}

// join adds what follows behind a <br>.
func (b *block) join(more block) {
	b.text += " " + more.text
	b.letters += more.letters
	b.inLink += more.inLink
}

func (l *line) block() block {
	return block{text: l.text, letters: l.letters, inLink: l.inLink, heading: l.isHeading(), item: l.tag == atom.Li}
}

func words(bs []block) int {
	n := 0
	for _, b := range bs {
		n += len(strings.Fields(b.text))
	}
	return n
}

// tidy leaves out the blocks that are none of the story's. It reports whether
// the page says that the rest is for subscribers.
func tidy(in []block) (out []block, locked bool) {
	skipping := false // links to other stories
	said := map[string]bool{}
	t := tables()
	for i, b := range in {
		l := strings.ToLower(b.text)
		if skipping {
			if !b.isProse() && (b.inLink*2 >= b.letters || b.item) {
				continue
			}
			skipping = false
		}
		switch {
		case isClock(b.text), isAgo(l), len(b.text) < 400 && isCaption(l), len(b.text) > 60 && said[l]:
		case len(b.text) < 200 && t.has("related", strings.TrimLeft(l, "►▶•>-– ")) && (b.inLink > 0 || b.heading || strings.Count(l, " ") < 6):
			skipping = b.inLink == 0
		case len(b.text) < 200 && t.has("drop", l):
		case isConsent(l):
		case len(b.text) < 300 && i*3 >= len(in) && t.has("locked", l):
			locked = true
		default:
			out = append(out, b)
		}
		said[l] = true
	}
	return withoutTail(out), locked
}

// withoutTail leaves out a list of links behind the text, and headings of what
// is not there.
func withoutTail(bs []block) []block {
	n := len(bs)
	for n > 0 && bs[n-1].item && bs[n-1].inLink*4 >= bs[n-1].letters {
		n--
	}
	if len(bs)-n > 2 {
		if n > 0 && !bs[n-1].isProse() && bs[n-1].letters < 40 {
			n--
		}
		bs = bs[:n]
	}
	for len(bs) > 0 && bs[len(bs)-1].heading {
		bs = bs[:len(bs)-1]
	}
	return bs
}

// isConsent reports whether a paragraph asks a reader about cookies. A story
// about them speaks of others.
func isConsent(l string) bool {
	if !strings.Contains(l, "we ") || !strings.Contains(l, "your ") && !strings.Contains(l, "our ") {
		return false
	}
	return tables().count("consent", l) >= 3
}

// isCaption reports whether a paragraph ends with who took a picture.
func isCaption(l string) bool {
	return tables().has("caption", l[max(0, len(l)-60):]) && (strings.HasSuffix(l, ")") || !stops(l))
}

// isAgo reports whether a line says no more than how long ago something was.
func isAgo(l string) bool {
	return len(l) < 40 && digits(l) > 0 && tables().has("ago", l)
}

// isClock reports whether a line is nothing but a time of day or a date, with
// words that label it.
func isClock(s string) bool {
	if len(s) > 120 || digits(s) < 3 {
		return false
	}
	rest, from := "", 0
	spans := moment.Find(s)
	for _, p := range spans {
		rest += s[from:p.Start] + " "
		from = p.End
	}
	if len(spans) == 0 {
		return false
	}
	rest = strings.ToLower(strings.Trim(rest+s[from:], " "))
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("|•·:,;()-–—/", r) }) {
		if part = strings.TrimSpace(part); part != "" && !isLabel(part) && !isLabel(strings.TrimSuffix(part, " at")) {
			return false
		}
	}
	return true
}

// isLabel reports whether words are one of those that stand before dates.
func isLabel(s string) bool {
	if kind, ok := tables().labels[strings.TrimSuffix(s, " on")]; ok && kind != "by" {
		return true
	}
	return slices.Contains([]string{"on", "at"}, s)
}

// withoutHead leaves out a block among the first that repeats the head.
func withoutHead(body []block, head string) []block {
	for i := range body[:min(len(body), 3)] {
		if head != "" && same(body[i].text, head) {
			return slices.Delete(slices.Clone(body), i, i+1)
		}
	}
	return body
}
