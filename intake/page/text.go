package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// paragraphs gathers the words of a tree, block by block. Two line breaks in
// a row end a paragraph as a block does.
type paragraphs struct {
	out    []string
	b      strings.Builder
	breaks int
}

func (p *paragraphs) flush() {
	if s := strings.Join(strings.Fields(p.b.String()), " "); s != "" {
		p.out = append(p.out, s)
	}
	p.b.Reset()
	p.breaks = 0
}

func (p *paragraphs) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			p.breaks = 0
		}
		p.b.WriteString(n.Data)
		return
	case html.ElementNode:
		switch {
		case isHidden(n.DataAtom) || unseen(n):
			return
		case n.DataAtom == atom.Br:
			if p.breaks++; p.breaks > 1 {
				p.flush()
			} else {
				p.b.WriteByte(' ')
			}
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	block := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if block {
		p.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
	switch {
	case block:
		p.flush()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		p.b.WriteByte(' ')
	}
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
