package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fading is what a line counts for an element one further up than the one
// before: the text's own element gets most, one that holds its sections more
// than any of them.
const fading = 0.6

// remote is how many lines behind the first text a line counts for half: what
// stands at a page's foot may be long.
const remote = 100

// maxUp is how many elements above a line it counts for.
const maxUp = 6

// choose returns the lines of the story, of those behind line from: those of
// the element that holds most running text, near and far, and of its neighbours
// that hold some too.
func (s *sheet) choose(from int) []block {
	weights := map[*html.Node]float64{}
	var order []*html.Node
	first := -1
	for i := from; i < len(s.lines); i++ {
		l := &s.lines[i]
		if !l.isText() || l.node == nil {
			continue
		}
		if first < 0 {
			first = i
		}
		w := float64(l.letters-l.inLink) / (1 + float64(i-first)/remote)
		for n, up := l.node, 0; n != nil && up < maxUp; n, up = n.Parent, up+1 {
			if _, ok := weights[n]; !ok {
				order = append(order, n)
			}
			weights[n] += w
			if up > 0 {
				w *= fading
			}
		}
	}
	var best *html.Node
	for _, n := range order {
		if best == nil || weights[n] > weights[best] {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	for n, up := best.Parent, 0; n != nil && up < maxUp; n, up = n.Parent, up+1 {
		if s.joins(best, n, from) {
			best = n
		}
	}
	return s.inside(s.beside(best, weights), from)
}

// joins reports whether what stands beside an element, inside another, belongs
// to its text: a good part more of it, and little else.
func (s *sheet) joins(n, in *html.Node, from int) bool {
	own, text, other := 0, 0, 0
	for i := from; i < len(s.lines); i++ {
		l := &s.lines[i]
		switch {
		case !within(l.node, in):
		case s.isTeaser(i) && !within(l.node, n):
			other += 2 * l.letters // what follows is another story's
		case l.mark&zones != 0 || l.isHeading():
		case within(l.node, n):
			own += l.letters
		case l.isProse():
			text += l.letters
		default:
			other += l.letters
		}
	}
	return text*8 >= own && other*3 <= text
}

// isText reports whether a line may be part of running text.
func (l *line) isText() bool {
	return l.mark&zones == 0 && !l.isHeading() && l.massLink*2 < l.mass && (l.mass >= 40 || l.mass >= 15 && stops(l.text))
}

// beside returns an element with those of its neighbours that hold text too.
func (s *sheet) beside(best *html.Node, weights map[*html.Node]float64) map[*html.Node]bool {
	out := map[*html.Node]bool{best: true}
	if best.Parent == nil {
		return out
	}
	for n := best.Parent.FirstChild; n != nil; n = n.NextSibling {
		if n == best || n.Type != html.ElementNode {
			continue
		}
		if weights[n] >= weights[best]/5 || n.DataAtom == atom.P && attr(n, "class") == attr(best, "class") {
			out[n] = true
		}
	}
	return out
}

// inside returns the blocks of the lines in some elements, from the first to
// the last that is text.
func (s *sheet) inside(in map[*html.Node]bool, from int) []block {
	var out []block
	end, taken := 0, -1
	for i := from; i < len(s.lines); i++ {
		l := &s.lines[i]
		if i == s.head || l.letters == 0 || l.mark&zones != 0 || !inAny(l.node, in) || l.isStray() {
			continue
		}
		if len(out) == 0 && !l.isText() && l.tag != atom.P {
			continue
		}
		if b := l.block(); l.soft && i > 0 && taken == i-1 && s.lines[i-1].node == l.node {
			out[len(out)-1].join(b)
		} else {
			out = append(out, b)
		}
		taken = i
		if l.isText() || l.tag == atom.P || l.tag == atom.Li {
			end = len(out)
		}
	}
	return out[:end]
}

func inAny(n *html.Node, in map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if in[n] {
			return true
		}
	}
	return false
}

// isStray reports whether a line inside a text is none of it: a link alone, a
// few words in no element of text.
func (l *line) isStray() bool {
	if l.isHeading() {
		return l.inLink*2 > l.letters
	}
	if l.massLink*10 >= l.mass*9 {
		return true
	}
	switch l.tag {
	case atom.P, atom.Li, atom.Blockquote, atom.Pre, atom.Td, atom.Dd, atom.Dt:
		return false
	}
	return l.mass < 40 && !endsAsSentence(l.text)
}
