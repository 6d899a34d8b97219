package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Change is a run of text that two versions share, or that only one has.
type Change struct {
	Kind string // "", "ins" or "del"
	Text string
}

// Diff compares two texts word by word, by a shortest list of changes (Myers,
// An O(ND) Difference Algorithm, 1986) after what they share at both ends is
// set aside. White space does not count. Where the texts differ in too many
// words to look for the shortest list, paragraphs are compared, and where
// these do as well, one text stands for the other: the time grows with the
// texts' length.
func Diff(before, after string) []Change {
	for _, cut := range [...]func(string) []string{split, byLine} {
		if out, ok := compare(cut(before), cut(after)); ok {
			return out
		}
	}
	var d differ
	d.add("del", before)
	d.add("ins", after)
	return d.out
}

func byLine(s string) []string { return strings.SplitAfter(s, "\n") }

// compare compares two lists of words. It reports false where they differ in
// too many.
func compare(a, b []string) ([]Change, bool) {
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
	if !d.middle(a[head:len(a)-tail], b[head:len(b)-tail]) {
		return nil, false
	}
	d.add("", b[len(b)-tail:]...)
	return d.out, true
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
	text := strings.Join(words, "")
	if text == "" {
		return
	}
	if n := len(d.out); n > 0 && d.out[n-1].Kind == kind {
		d.out[n-1].Text += text
		return
	}
	d.out = append(d.out, Change{kind, text})
}

// mostEdits bounds how many words may differ, and with its square the memory
// that finding them takes: 8 MB.
const mostEdits = 1400

// middle adds what turns a into b.
func (d *differ) middle(a, b []string) bool {
	trace, ok := edits(trimmed(a), trimmed(b))
	if !ok {
		return false
	}
	// From the end to the beginning along the furthest paths; then forth.
	type step struct{ x, y int }
	path := []step{{len(a), len(b)}}
	for e := len(trace) - 1; e > 0; e-- {
		at := path[len(path)-1]
		k, v := at.x-at.y, trace[e-1]
		down := k == -e || k != e && v[k-1+e] < v[k+1+e]
		from := k - 1
		if down {
			from = k + 1
		}
		x := int(v[from+e])
		path = append(path, step{x + 1, x - from}, step{x, x - from})
		if down {
			path[len(path)-2] = step{x, x - from + 1}
		}
	}
	at := step{}
	var dels, inss, kept []string
	flush := func() {
		d.add("", kept...)
		d.add("del", dels...)
		d.add("ins", inss...)
		dels, inss, kept = nil, nil, nil
	}
	for i := len(path) - 1; i >= 0; i-- {
		to := path[i]
		switch {
		case to.x-at.x == to.y-at.y:
			if to.x > at.x {
				flush()
				kept = append(kept, b[at.y:to.y]...)
			}
		case to.x > at.x:
			dels = append(dels, a[at.x:to.x]...)
		default:
			inss = append(inss, b[at.y:to.y]...)
		}
		at = to
	}
	flush()
	return true
}

// edits returns, for each number of edits up to the least that turn a into b,
// how far along a the paths of so many edits reach: by diagonal k = x - y, at
// index k + edits + 1. It reports false where there are too many.
func edits(a, b []string) ([][]int32, bool) {
	trace := make([][]int32, 0, 16)
	for e := 0; e <= mostEdits; e++ {
		v := make([]int32, 2*e+3)
		for k := -e; k <= e; k += 2 {
			x := int32(0)
			if e > 0 {
				was := trace[e-1] // diagonal k is at k + e there
				switch {
				case k == -e || k != e && was[k-1+e] < was[k+1+e]:
					x = was[k+1+e]
				default:
					x = was[k-1+e] + 1
				}
			}
			y := x - int32(k)
			for int(x) < len(a) && int(y) >= 0 && int(y) < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			v[k+e+1] = x
			if int(x) >= len(a) && int(y) >= len(b) {
				return append(trace, v), true
			}
		}
		trace = append(trace, v)
	}
	return nil, false
}

func trimmed(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.TrimSpace(w)
	}
	return out
}

// Same reports whether the changes leave the text as it was.
func Same(cs []Change) bool {
	for _, c := range cs {
		if c.Kind != "" {
			return false
		}
	}
	return true
}

// Brief keeps only a few words around each change and puts an ellipsis where
// text was left out. What marks a change does not mark the white space after it.
func Brief(cs []Change) []Change {
	const around = 90 // runes
	cs = tight(cs)
	var out []Change
	for i, c := range cs {
		if c.Kind != "" || len(c.Text) <= 2*around+10 {
			out = append(out, c)
			continue
		}
		head, tail := "", ""
		if i > 0 {
			head = firstWords(c.Text, around)
		}
		if i < len(cs)-1 {
			tail = lastWords(c.Text, around)
		}
		out = append(out, Change{"", head + " […] " + tail})
	}
	return out
}

// tight moves the white space at the end of changes out of them: between what
// went and what came for it stands a space, and the paragraph ends after both.
func tight(cs []Change) []Change {
	var d differ
	for i, c := range cs {
		if c.Kind == "" {
			d.add("", c.Text)
			continue
		}
		words := strings.TrimRightFunc(c.Text, unicode.IsSpace)
		space := c.Text[len(words):]
		if c.Kind == "del" && i+1 < len(cs) && cs[i+1].Kind == "ins" {
			space = " "
		}
		d.add(c.Kind, words)
		d.add("", space)
	}
	return d.out
}

// longestWord is from how many runes on a word is cut.
const longestWord = 60

// firstWords returns the whole words among the first n runes of s.
func firstWords(s string, n int) string {
	for i, r := range s {
		if n--; n < 0 && unicode.IsSpace(r) || n < -longestWord {
			return s[:i]
		}
	}
	return s
}

// lastWords returns the whole words among the last n runes of s.
func lastWords(s string, n int) string {
	for at := len(s); at > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if n--; n < 0 && unicode.IsSpace(r) || n < -longestWord {
			return s[at:]
		}
		at -= size
	}
	return s
}
