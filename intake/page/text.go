package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/datelinewire/dateline/intake/markup"
)

// gatherer makes blocks of a tree. Two line breaks in a row end a block as an
// element does.
type gatherer struct {
	out    []block
	b      strings.Builder
	open   block
	breaks int
	links  int
	stack  []*html.Node // blocks that are open
}

func (g *gatherer) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			g.breaks = 0
			m := signs(n.Data)
			g.open.letters += m
			if g.links > 0 {
				g.open.inLink += m
			}
		}
		g.b.WriteString(n.Data)
		return false
	case html.ElementNode:
	default:
		return n.Type == html.DocumentNode
	}
	switch a := n.DataAtom; {
	case isHidden(a) || unseen(n):
		return false
	case a == atom.Br:
		if g.breaks++; g.breaks > 1 {
			g.flush()
		} else {
			g.b.WriteByte(' ')
		}
		return false
	case a == atom.A:
		g.links++
	case isBlock(a):
		g.flush()
		g.stack = append(g.stack, n)
	}
	return true
}

func (g *gatherer) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	switch a := n.DataAtom; {
	case a == atom.A:
		g.links--
	case isBlock(a):
		g.flush()
		g.stack = g.stack[:max(0, len(g.stack)-1)]
	case a == atom.Td || a == atom.Th:
		g.b.WriteByte(' ')
	}
}

func (g *gatherer) flush() {
	if g.open.text = strings.Join(strings.Fields(g.b.String()), " "); g.open.text != "" {
		for _, n := range g.stack {
			l := line{tag: n.DataAtom}
			g.open.heading = g.open.heading || l.isHeading()
			g.open.item = g.open.item || n.DataAtom == atom.Li
		}
		g.out = append(g.out, g.open)
	}
	g.b.Reset()
	g.open, g.breaks = block{}, 0
}

// blocksOfText returns the paragraphs of a text that JSON-LD has, which may be
// markup.
func blocksOfText(s string) []block {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	var out []block
	for _, part := range strings.Split(s, "\n") {
		for _, p := range markup.HTML(part) {
			out = append(out, block{text: p, letters: signs(p)})
		}
	}
	return out
}

// unseen reports whether an element is marked as not shown.
func unseen(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func isHidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math,
		atom.Head, atom.Title, atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Figcaption, atom.Canvas,
		atom.Audio, atom.Video, atom.Map, atom.Noframes, atom.Nav:
		return true
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul, atom.Caption:
		return true
	}
	return false
}
