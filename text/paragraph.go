package text

import "strings"

// widest is the longest line, in bytes, that is taken for a line broken by
// hand; longer lines are paragraphs.
const widest = 100

// Paragraphs finds the paragraphs of a plain text, all of kind Body: blocks
// between empty lines, and inside a block its lines, unless they are one
// paragraph broken into lines of even width, as wires used to send it. The
// spans hold no white space at their ends.
func Paragraphs(s string) []Paragraph {
	var out []Paragraph
	var block []Span
	flush := func() {
		out = appendBlock(out, s, block)
		block = block[:0]
	}
	for i := 0; i < len(s); {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += i
		}
		line := trim(s, i, end)
		if line.Len() == 0 {
			flush()
		} else {
			block = append(block, line)
		}
		i = end + 1
	}
	flush()
	return out
}

// trim returns the span s[a:b] without white space at its ends.
func trim(s string, a, b int) Span {
	for a < b {
		c, n := at(s, a)
		if c&blank == 0 {
			break
		}
		a += n
	}
	for b > a {
		k := b - 1
		for k > a && b-k < 4 && s[k]&0xc0 == 0x80 {
			k--
		}
		c, n := at(s, k)
		if c&blank == 0 || k+n != b {
			break
		}
		b = k
	}
	return Span{uint32(a), uint32(b)}
}

// appendBlock adds the paragraphs of lines that stand together.
func appendBlock(out []Paragraph, s string, lines []Span) []Paragraph {
	width := 0
	for _, l := range lines {
		width = max(width, l.Len())
	}
	for i := 0; i < len(lines); i++ {
		p := lines[i]
		for i+1 < len(lines) && width <= widest && wraps(s, lines[i], lines[i+1], width) {
			i++
			p.End = lines[i].End
		}
		out = append(out, Paragraph{Span: p})
	}
	return out
}

// wraps reports whether the line b goes on with line a because its first word
// had no room there. A rule across the page goes on with nothing.
func wraps(s string, a, b Span, width int) bool {
	if a.Len() < 40 || a.Len() < width/2 || strings.Trim(s[b.Start:b.End], "_-*=~ ") == "" {
		return false
	}
	word := strings.IndexByte(s[b.Start:b.End], ' ')
	if word < 0 {
		word = b.Len()
	}
	return a.Len()+1+word > width
}
