package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sheet is a page as a reader sees it, line by line, and what it says of
// itself out of sight.
type sheet struct {
	at        *url.URL            // where the page was fetched from; nil where nobody knows
	meta      map[string][]string // meta tags by name or property, in small letters
	title     string              // of the <title>
	lang      string
	canonical string
	next      bool // there is a page behind this one
	linked    []linked
	body      string // of the linked article, where the page has it twice
	lines     []line
	marks     map[*html.Node]mark
	// head is the line of the headline, -1 for none; first and last are the
	// first and last lines of running text behind it.
	head, first, last int
	password          bool // it asks for a password
}

// line is a block of words on the page.
type line struct {
	text            string
	tag             atom.Atom
	node            *html.Node // the block
	mark            mark
	letters, inLink int    // letters and digits: all, and those inside links
	mass, massLink  int    // the same of it and of the lines that only a <br> parts from it
	href            string // of the first link
	stamps          []stamp
	soft            bool     // only a <br> parts it from the line before
	names           []string // that the markup says are authors'
}

// stamp is a moment that stands in the markup of a line.
type stamp struct {
	value string
	mark  mark
}

// isProse reports whether a line is running text.
func (l *line) isProse() bool {
	return l.mark&zones == 0 && l.letters >= 60 && l.inLink*2 < l.letters && !l.isHeading()
}

func (l *line) isHeading() bool {
	switch l.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// sheetOf looks at a page.
func sheetOf(doc *html.Node, at *url.URL) *sheet {
	s := &sheet{at: at, meta: map[string][]string{}, head: -1, first: -1, last: -1}
	v := surveyor{found: map[*html.Node]*extent{}, byNames: map[string]mark{}}
	visit(doc, v.enter, v.leave)
	s.marks = v.decide()
	r := scanner{sheet: s, extents: v.found}
	visit(doc, r.enter, r.leave)
	r.flush()
	s.gather()
	s.findHead()
	return s
}

// gather adds up the lines that only a <br> parts.
func (s *sheet) gather() {
	for i := 0; i < len(s.lines); {
		end, sum, links := i+1, s.lines[i].letters, s.lines[i].inLink
		for end < len(s.lines) && s.lines[end].soft && s.lines[end].node == s.lines[i].node {
			sum += s.lines[end].letters
			links += s.lines[end].inLink
			end++
		}
		for ; i < end; i++ {
			s.lines[i].mass, s.lines[i].massLink = sum, links
		}
	}
}

// visit goes over a tree. enter reports whether to go below a node; leave
// follows where it did.
func visit(root *html.Node, enter func(*html.Node) bool, leave func(*html.Node)) {
	n := root
	for {
		if enter(n) {
			if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			leave(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			leave(n)
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// maxPlace is the most letters of an element whose name says what the line in
// it is.
const maxPlace = 300

// scanner makes lines of a page.
type scanner struct {
	*sheet
	extents map[*html.Node]*extent
	b       strings.Builder
	open    line
	soft    bool // the line that is open begins behind a <br>
	stack   []frame
}

// frame is what holds inside an element that is open.
type frame struct {
	node  *html.Node
	mark  mark
	block *html.Node
	link  bool
	named bool // an author's name
	scope string
}

func (r *scanner) top() frame {
	if n := len(r.stack); n > 0 {
		return r.stack[n-1]
	}
	return frame{}
}

func (r *scanner) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return false
	case html.DocumentNode:
		return true
	case html.ElementNode:
	default:
		return false
	}
	if r.outOfSight(n) || isHidden(n.DataAtom) && n.DataAtom != atom.Head && n.DataAtom != atom.Nav || unseen(n) {
		return false
	}
	f := r.top()
	f.node = n
	m := r.marks[n]
	f.mark |= m & zones
	if e := r.extents[n]; e != nil && e.letters <= maxPlace {
		f.mark |= m & hints
	}
	if isBlock(n.DataAtom) || n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		r.flush()
		f.block = n
	}
	if attr(n, "itemscope") != "" || attr(n, "itemtype") != "" {
		f.scope = attr(n, "itemtype")
	}
	r.stack = append(r.stack, f)
	r.element(n)
	return true
}

func (r *scanner) leave(n *html.Node) {
	if n.Type != html.ElementNode || len(r.stack) == 0 || r.top().node != n {
		return
	}
	if f := r.top(); f.block == n {
		r.flush()
	}
	r.stack = r.stack[:len(r.stack)-1]
}

// element notes what an element that is seen says beside its words.
func (r *scanner) element(n *html.Node) {
	f := &r.stack[len(r.stack)-1]
	switch n.DataAtom {
	case atom.A:
		f.link = true
		if r.open.href == "" {
			r.open.href = attr(n, "href")
		}
		f.named = f.named || attr(n, "rel") == "author"
	case atom.Br:
		block := r.open.node
		if r.flush(); block != nil {
			r.soft = true
		}
	case atom.Time:
		if v := attr(n, "datetime"); v != "" {
			m := f.mark
			if hasAttr(n, "pubdate") {
				m |= published
			}
			r.open.stamps = append(r.open.stamps, stamp{v, m | itemMark(n)})
		}
		return
	}
	switch p := attr(n, "itemprop"); {
	case p == "author", p == "name" && strings.HasSuffix(f.scope, "/Person") && f.mark&author != 0:
		f.named = true
	case itemMark(n) != 0 && isArticleScope(f.scope):
		if v := firstOf(attr(n, "content"), attr(n, "datetime")); v != "" {
			r.open.stamps = append(r.open.stamps, stamp{v, f.mark | itemMark(n)})
		}
	case f.mark&(date|published|modified) != 0:
		for _, a := range n.Attr {
			if (a.Key == "title" || strings.HasPrefix(a.Key, "data-")) && digits(a.Val) >= 6 && len(a.Val) < 60 {
				r.open.stamps = append(r.open.stamps, stamp{a.Val, f.mark})
			}
		}
	}
}

// itemMark returns what the property of an element says that its moment is.
func itemMark(n *html.Node) mark {
	switch attr(n, "itemprop") {
	case "datePublished":
		return published
	case "dateModified":
		return modified
	}
	return 0
}

// isArticleScope reports whether properties in a scope are the article's.
func isArticleScope(scope string) bool {
	return scope == "" || strings.HasSuffix(scope, "Article") || strings.HasSuffix(scope, "Posting") || strings.HasSuffix(scope, "WebPage")
}

func (r *scanner) text(s string) {
	f := r.top()
	n := signs(s)
	if n > 0 {
		r.open.mark |= f.mark
		if r.open.node == nil {
			r.open.node = f.block
		}
		r.open.letters += n
		if f.link {
			r.open.inLink += n
		}
		if f.named {
			r.open.names = append(r.open.names, strings.Join(strings.Fields(s), " "))
		}
	}
	r.b.WriteString(s)
}

// flush ends the line that is open.
func (r *scanner) flush() {
	l := r.open
	r.open = line{}
	l.soft, r.soft = r.soft && len(r.lines) > 0, false
	if l.text = strings.Join(strings.Fields(r.b.String()), " "); l.text != "" || len(l.stamps) > 0 {
		if l.node != nil {
			l.tag = l.node.DataAtom
		}
		r.lines = append(r.lines, l)
	}
	r.b.Reset()
}

// signs counts letters and digits.
func signs(s string) int {
	n := 0
	for _, c := range s {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= 0xaa {
			n++
		}
	}
	return n
}

func digits(s string) int {
	n := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}
