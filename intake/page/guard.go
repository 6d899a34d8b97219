package page

import (
	"bytes"
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/datelinewire/dateline/internal/fault"
)

// Bounds on what is parsed. Real pages have a depth of some 40 and some
// thousands of elements.
const (
	maxDepth    = 200
	maxElements = 60_000
	maxTokens   = 4_000_000
)

// parse parses a page of any shape in bounded time and memory. Elements that
// lie too deep are left out and their text kept; where even that does not
// parse, or there are too many elements to look for an article in, ok is
// false, and the caller takes the words as they come.
func parse(page string) (doc *html.Node, ok bool) {
	if tags(page) > maxElements {
		return nil, false
	}
	// The parser refuses what nests deeper than it can bear.
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil || depth(doc) > maxDepth {
		doc, err = html.Parse(strings.NewReader(flatten(page)))
	}
	if err != nil || depth(doc) > 2*maxDepth {
		return nil, false
	}
	return doc, true
}

// tags counts what looks like a start tag: no page has more elements.
func tags(page string) int {
	n := 0
	for {
		i := strings.IndexByte(page, '<')
		if i < 0 || i+1 >= len(page) {
			return n
		}
		if c := page[i+1] | 0x20; c >= 'a' && c <= 'z' {
			n++
		}
		page = page[i+1:]
	}
}

func nests(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Option, atom.Tr, atom.Td, atom.Th:
		return false
	}
	return true
}

// flatten writes the page again without the tags that lie too deep.
func flatten(page string) string {
	var b bytes.Buffer
	z := html.NewTokenizer(strings.NewReader(page))
	open := 0
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			return b.String()
		}
		raw := z.Raw()
		switch tt {
		case html.StartTagToken:
			if name, _ := z.TagName(); nests(name) {
				open++
			}
			if open <= maxDepth {
				b.Write(raw)
			} else {
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if open <= maxDepth {
				b.Write(raw)
			}
			if name, _ := z.TagName(); nests(name) && open > 0 {
				open--
			}
		default:
			b.Write(raw)
		}
	}
}

// depth returns how deep the tree is, without recursion.
func depth(n *html.Node) int {
	most, d := 0, 0
	for at := n; at != nil; {
		most = max(most, d)
		if at.FirstChild != nil {
			at = at.FirstChild
			d++
			continue
		}
		for at != nil && at != n && at.NextSibling == nil {
			at = at.Parent
			d--
		}
		if at == nil || at == n {
			break
		}
		at = at.NextSibling
	}
	return most
}

// wordsIn returns the paragraphs of markup that no tree is made of: text between
// tags that end a paragraph, without scripts and styles.
func wordsIn(page string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			out = append(out, s)
		}
		b.Reset()
	}
	z := html.NewTokenizer(strings.NewReader(page))
	raw := false // the next text is a script's or a style's
	for range maxTokens {
		tt := z.Next()
		switch tt {
		case html.ErrorToken:
			flush()
			return out
		case html.TextToken:
			if !raw {
				b.Write(z.Text())
			}
			raw = false
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw = false
			name, _ := z.TagName()
			switch a := atom.Lookup(name); {
			case isRaw(a):
				raw = tt == html.StartTagToken
			case isBlock(a):
				flush()
			}
		}
	}
	flush()
	return out
}

// isRaw reports whether an element's content is one raw text that is not shown.
func isRaw(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Textarea, atom.Title, atom.Noframes:
		return true
	}
	return false
}

// Text returns the paragraphs of a piece of markup, such as mails carry: its
// words without any markup. Plain text comes out as its own paragraphs.
func Text(markup string) []string {
	if tags(markup) > maxElements {
		return wordsIn(markup)
	}
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return wordsIn(markup)
	}
	var g gatherer
	for _, n := range nodes {
		visit(n, g.enter, g.leave)
	}
	g.flush()
	return texts(g.out)
}

// errNoWords is what a page without text gives.
func errNoWords() error {
	return &fault.Error{
		Op: "take in page", Kind: fault.Invalid,
		Err: errors.New("the page shows no text without running its scripts: copy the story's words from a browser and add them as text"),
	}
}
