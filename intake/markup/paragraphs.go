package markup

import (
	_ "embed" // the table of elements
	"strings"
	"sync"

	"golang.org/x/net/html"
)

//go:embed elements.tsv
var elementsFile string

// kind is what an element is to a paragraph.
type kind string

const (
	inline    kind = ""
	block     kind = "block"
	lineBreak kind = "break"
	code      kind = "code"
	out       kind = "out"
)

var kinds = sync.OnceValue(func() map[string]kind {
	m := map[string]kind{}
	for line := range strings.Lines(elementsFile) {
		if name, k, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[name] = kind(k)
		}
	}
	return m
})

func kindOf(name string) kind { return kinds()[name] }

// Paragraphs returns the paragraphs of running text in an element: without
// tables, captions and scripts. Where an element holds nothing else, a table's
// words are taken after all.
func Paragraphs(n *Node) []string {
	read := func(all bool) []string {
		g := gatherer{all: all}
		n.walk(func(k *Node, opens bool) bool {
			switch {
			case k.Name == "":
				g.text(k.Text)
			case opens:
				g.start(strings.ToLower(k.Name))
			default:
				g.end(strings.ToLower(k.Name))
			}
			return true
		})
		return g.Paragraphs()
	}
	if p := read(false); len(p) > 0 {
		return p
	}
	return read(true)
}

// HTML returns the paragraphs of running text in a piece of HTML, like
// Paragraphs. What is no markup comes out as it is, entities resolved. Wrong
// nesting is borne; the cost is linear in the length.
func HTML(s string) []string {
	read := func(all bool) (p []string, whole bool) {
		g := gatherer{all: all}
		z := html.NewTokenizer(strings.NewReader(s))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return g.Paragraphs(), g.hidden == ""
			case html.TextToken:
				g.text(string(z.Text()))
			case html.StartTagToken:
				name, _ := z.TagName()
				g.start(string(name))
			case html.EndTagToken:
				name, _ := z.TagName()
				g.end(string(name))
			case html.SelfClosingTagToken:
				name, _ := z.TagName()
				g.start(string(name))
				g.end(string(name))
			}
		}
	}
	if p, whole := read(false); len(p) > 0 && whole {
		return p
	}
	p, _ := read(true)
	return p
}

// gatherer makes paragraphs of tags and text as they come.
type gatherer struct {
	Lines
	all    bool   // tables and captions too
	hidden string // the element whose content is left out
	depth  int    // how many of them are open
}

func (g *gatherer) start(name string) {
	if g.hidden != "" {
		if name == g.hidden {
			g.depth++
		}
		return
	}
	switch k := kindOf(name); {
	case k == code, k == out && !g.all:
		g.End()
		g.hidden, g.depth = name, 1
	case k == lineBreak:
		g.Break()
	case k != inline:
		g.End()
	}
}

func (g *gatherer) end(name string) {
	switch {
	case g.hidden == "":
		if k := kindOf(name); k == block || k == out {
			g.End()
		}
	case name == g.hidden:
		if g.depth--; g.depth == 0 {
			g.hidden = ""
		}
	}
}

func (g *gatherer) text(s string) {
	if g.hidden == "" {
		g.Text(s)
	}
}
