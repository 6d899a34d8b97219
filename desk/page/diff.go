package page

import (
	"strings"
	"unicode"
)

// Change is a run of text that two versions share, or that only one has.
type Change struct {
	Kind string // "", "ins" or "del"
	Text string
}

// longText bounds the work of Diff: beyond it whole texts are compared by
// paragraph.
const longText = 6000

// Diff compares two texts word by word, by the longest common subsequence
// after what they share at both ends is set aside. White space does not count.
func Diff(before, after string) []Change {
	a, b := split(before), split(after)
	if len(a) > longText || len(b) > longText {
		a, b = strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	}
	same := func(x, y string) bool { return strings.TrimSpace(x) == strings.TrimSpace(y) }
	head := 0
	for head < len(a) && head < len(b) && same(a[head], b[head]) {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && same(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	var d differ
	d.add("", b[:head]...)
	d.middle(a[head:len(a)-tail], b[head:len(b)-tail])
	d.add("", b[len(b)-tail:]...)
	return d.out
}

// split cuts s into words with the white space that follows them.
func split(s string) []string {
	var out []string
	start, space := 0, false
	for i, r := range s {
		is := unicode.IsSpace(r)
		if space && !is {
			out = append(out, s[start:i])
			start = i
		}
		space = is
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

type differ struct{ out []Change }

func (d *differ) add(kind string, words ...string) {
	if len(words) == 0 {
		return
	}
	text := strings.Join(words, "")
	if n := len(d.out); n > 0 && d.out[n-1].Kind == kind {
		d.out[n-1].Text += text
		return
	}
	d.out = append(d.out, Change{kind, text})
}

func (d *differ) middle(a, b []string) {
	x, y := trimmed(a), trimmed(b)
	if len(a)*len(b) > 16_000_000 { // 32 MB of table: too unlike to be worth it
		d.add("del", a...)
		d.add("ins", b...)
		return
	}
	w := len(b) + 1
	common := make([]uint16, (len(a)+1)*w)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				common[i*w+j] = common[(i+1)*w+j+1] + 1
			} else {
				common[i*w+j] = max(common[(i+1)*w+j], common[i*w+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case x[i] == y[j]:
			d.add("", b[j])
			i, j = i+1, j+1
		case common[(i+1)*w+j] >= common[i*w+j+1]:
			d.add("del", a[i])
			i++
		default:
			d.add("ins", b[j])
			j++
		}
	}
	d.add("del", a[i:]...)
	d.add("ins", b[j:]...)
}

func trimmed(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.TrimSpace(w)
	}
	return out
}

// Same tells whether the changes leave the text as it was.
func Same(cs []Change) bool {
	for _, c := range cs {
		if c.Kind != "" {
			return false
		}
	}
	return true
}

// Brief keeps only a few words around each change and puts an ellipsis where
// text was left out.
func Brief(cs []Change) []Change {
	const around = 90 // runes
	var out []Change
	for i, c := range cs {
		if c.Kind != "" || len(c.Text) <= 2*around+10 {
			out = append(out, c)
			continue
		}
		head, tail := "", ""
		if i > 0 {
			head = firstRunes(c.Text, around)
		}
		if i < len(cs)-1 {
			tail = lastRunes(c.Text, around)
		}
		out = append(out, Change{"", head + " […] " + tail})
	}
	return out
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}
