// Package markup reads the XML and HTML that wire formats carry stories in.
// What goes in is bytes of any encoding; what comes out is a tree of elements
// to ask for fields, and the paragraphs of running text in it.
//
//	doc, err := markup.Parse(b)
//	headline := doc.Find("body", "body.head", "hedline").Words()
//	body := markup.Paragraphs(doc.Find("body", "body.content"))
//
// Limits: 200 elements deep, 200,000 elements; no entities but those of HTML,
// and no document type is fetched or read. Names are compared without their
// namespaces.
package markup

import (
	"iter"
	"strings"
)

// Node is an element, or a run of text where Name is empty. The methods for
// questions may be called on nil, which is an element without anything.
type Node struct {
	Name  string // without namespace
	Attrs []Attr
	Text  string
	Kids  []*Node
}

// Attr is an attribute of an element, its name without namespace.
type Attr struct{ Name, Value string }

// Attr returns the value of an attribute without white space at its ends, ""
// where it is missing.
func (n *Node) Attr(name string) string {
	if n != nil {
		for _, a := range n.Attrs {
			if a.Name == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// All returns the elements of a name right below n.
func (n *Node) All(name string) []*Node {
	var out []*Node
	if n != nil {
		for _, k := range n.Kids {
			if k.Name == name {
				out = append(out, k)
			}
		}
	}
	return out
}

// Find returns the first element that a path of names leads to, each right
// below the one before; nil where there is none.
func (n *Node) Find(path ...string) *Node {
	for _, name := range path {
		below := n.All(name)
		if len(below) == 0 {
			return nil
		}
		n = below[0]
	}
	return n
}

// Below yields all elements of a name under n at any depth, in their order.
func (n *Node) Below(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		n.walk(func(k *Node, opens bool) bool {
			return !opens || k == n || k.Name != name || yield(k)
		})
	}
}

// First returns the first element of a name at any depth under n, or nil.
func (n *Node) First(name string) *Node {
	for k := range n.Below(name) {
		return k
	}
	return nil
}

// Words returns all text in n with single spaces.
func (n *Node) Words() string {
	var b strings.Builder
	n.walk(func(k *Node, opens bool) bool {
		switch {
		case k.Name == "":
			b.WriteString(k.Text)
		case kindOf(k.Name) != inline:
			b.WriteByte(' ')
		}
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// walk visits n and all below it, elements once as they open and once as they
// close, text once as it opens. It ends where visit returns false.
func (n *Node) walk(visit func(n *Node, opens bool) bool) {
	type place struct {
		n    *Node
		next int
	}
	if n == nil || !visit(n, true) {
		return
	}
	for stack := []place{{n: n}}; len(stack) > 0; {
		top := &stack[len(stack)-1]
		if top.next == len(top.n.Kids) {
			if top.n.Name != "" && !visit(top.n, false) {
				return
			}
			stack = stack[:len(stack)-1]
			continue
		}
		kid := top.n.Kids[top.next]
		top.next++
		if !visit(kid, true) {
			return
		}
		stack = append(stack, place{n: kid})
	}
}
