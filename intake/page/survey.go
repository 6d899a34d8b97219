package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// extent is how much lies in an element that a name or a tag tells of.
type extent struct {
	mark    mark
	letters int // in sentences, outside links
	head    bool
	article bool // an <article> or <main> lies in it
	inside  bool // it lies in an <article>
	dialog  bool
	// How much the surveyor had seen when the element opened.
	before, heads, mains int
}

// sentence is from how many letters on a run of text counts as sentences.
const sentence = 40

// surveyor looks for the elements whose words are none of the story's. Names
// alone are no evidence: a whole article may lie in what is called a sidebar.
type surveyor struct {
	found   map[*html.Node]*extent
	byNames map[string]mark
	letters int
	heads   int
	mains   int
	links   int // that are open
	nested  int // articles that are open
}

func (v *surveyor) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		if n := signs(n.Data); v.links == 0 && n >= sentence {
			v.letters += n
		}
		return false
	case html.ElementNode:
	default:
		return n.Type == html.DocumentNode
	}
	if isHidden(n.DataAtom) && n.DataAtom != atom.Nav || unseen(n) {
		return false
	}
	if e := v.extent(n); e != nil {
		e.before, e.heads, e.mains, e.inside = v.letters, v.heads, v.mains, v.nested > 0
		v.found[n] = e
	}
	switch n.DataAtom {
	case atom.A:
		v.links++
	case atom.H1:
		v.heads++
	case atom.Article:
		v.nested++
		v.mains++
	case atom.Main:
		v.mains++
	}
	return true
}

// extent returns a new one for an element that tells of what lies in it, else
// nil.
func (v *surveyor) extent(n *html.Node) *extent {
	e := &extent{}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main:
		return nil
	case atom.Aside:
		e.mark = aside
	case atom.Nav, atom.Footer, atom.Header:
		e.mark = nav
	case atom.Dialog:
		e.mark, e.dialog = overlay, true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role":
			m, ok := v.byNames[a.Val]
			if !ok {
				m = tables().marksOf(a.Val)
				v.byNames[a.Val] = m
			}
			e.mark |= m
			e.dialog = e.dialog || a.Key == "role" && strings.HasSuffix(a.Val, "dialog")
		case "aria-modal":
			e.mark, e.dialog = e.mark|overlay, true
		case "itemprop":
			if a.Val == "articleBody" {
				return nil
			}
			e.mark |= itemMark(n)
		}
	}
	if e.mark == 0 {
		return nil
	}
	return e
}

func (v *surveyor) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if e := v.found[n]; e != nil {
		e.letters, e.head, e.article = v.letters-e.before, v.heads > e.heads, v.mains > e.mains
	}
	switch n.DataAtom {
	case atom.A:
		v.links--
	case atom.Article:
		v.nested--
	}
}

// decide returns what the elements are, those left out whose words may be the
// story's.
func (v *surveyor) decide() map[*html.Node]mark {
	out := map[*html.Node]mark{}
	for n, e := range v.found {
		m := e.mark & hints
		// What has a good part of the page's sentences is its story.
		most := v.letters * 2 / 5
		switch {
		case e.head:
		case e.mark&overlay != 0 && !e.article && (e.letters <= most || e.dialog || asks(n)):
			m |= overlay
		case e.mark&comment != 0:
			if e.letters <= v.letters*9/10 {
				m |= comment
			}
		case e.mark&aside != 0 && e.letters <= most:
			m |= aside
		case e.mark&nav != 0 && e.letters <= most && !(e.inside && (n.DataAtom == atom.Footer || n.DataAtom == atom.Header)):
			m |= nav
		}
		if e.mark&embed != 0 && e.letters <= most {
			m |= embed
		}
		if m != 0 {
			out[n] = m
		}
	}
	return out
}

// asks reports whether an element holds what questions about cookies and money
// say.
func asks(n *html.Node) bool {
	words := strings.ToLower(wordsOf(n))
	return tables().count("consent", words) >= 3 || tables().has("locked", words)
}
