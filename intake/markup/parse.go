package markup

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
)

// Bounds on a document. Real ones nest some 30 deep and have some thousands
// of elements.
const (
	maxDepth    = 200
	maxElements = 200_000
)

// encoding finds the character set in the declaration that opens a document.
var encoding = regexp.MustCompile(`^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']\s*([A-Za-z0-9_:.-]{2,40})`)

// Parse returns the root element of an XML document, and what was wrong with
// it but could be mended. It fails with Invalid, naming the line, where the
// document breaks off, nests wrongly, or exceeds the limits.
func Parse(b []byte) (*Node, []string, error) {
	declared := ""
	if m := encoding.FindSubmatch(b[:min(len(b), 512)]); m != nil {
		declared = string(m[1])
	}
	s, trouble, err := plain.Decode(b, declared)
	if err != nil {
		return nil, nil, err
	}
	root, err := parse(s, true)
	var slip *xml.SyntaxError
	if errors.As(err, &slip) {
		mended, again := parse(s, false)
		if again != nil {
			return nil, nil, batch.Invalid("the XML is broken in line %d (%s): ask its sender for a whole one", slip.Line, slip.Msg)
		}
		root, err = mended, nil
		trouble = append(trouble, "the XML is broken ("+slip.Error()+"): it was read as far as its sense is plain")
	}
	if err != nil && fault.KindOf(err) != fault.Invalid {
		err = batch.Invalid("the XML cannot be read (%w): ask its sender to look at it", err)
	}
	return root, trouble, err
}

// undeclared returns a document without its declaration, which says of the
// encoding what is no longer so, and may name a version that the decoder does
// not know. Its lines keep their numbers.
func undeclared(s string) string {
	if !strings.HasPrefix(strings.TrimLeft(s, " \t\n"), "<?xml ") {
		return s
	}
	before, after, ok := strings.Cut(s, "?>")
	if !ok {
		return s
	}
	return strings.Repeat("\n", strings.Count(before, "\n")) + after
}

// parse reads a document of UTF-8. A strict one allows no slips; else unknown
// entities stay as they are written, and attributes may lack their quotes.
func parse(s string, strict bool) (*Node, error) {
	d := xml.NewDecoder(strings.NewReader(undeclared(s)))
	d.Strict, d.Entity = strict, xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var t tree
	for {
		tok, err := d.Token()
		switch {
		case err == io.EOF && t.root == nil:
			return nil, batch.Invalid("there is no element in it: send an XML document")
		case err == io.EOF:
			return t.root, nil
		case err != nil:
			return nil, err
		}
		if err := t.take(tok); err != nil {
			return nil, err
		}
	}
}

// tree grows as the parts of a document come.
type tree struct {
	root     *Node
	open     []*Node
	elements int
}

func (t *tree) take(tok xml.Token) error {
	switch x := tok.(type) {
	case xml.StartElement:
		if t.elements++; t.elements > maxElements {
			return batch.Invalid("it has more than %d elements: split it", maxElements)
		}
		n := &Node{Name: x.Name.Local}
		for _, a := range x.Attr {
			n.Attrs = append(n.Attrs, Attr{Name: a.Name.Local, Value: a.Value})
		}
		switch {
		case len(t.open) >= maxDepth:
			return batch.Invalid("its elements nest deeper than %d: this is no news, ask its sender", maxDepth)
		case len(t.open) > 0:
			t.add(n)
		case t.root == nil:
			t.root = n
		default:
			return batch.Invalid("there is a second document behind the first, <%s>: send one a file", n.Name)
		}
		t.open = append(t.open, n)
	case xml.EndElement:
		t.open = t.open[:max(0, len(t.open)-1)]
	case xml.CharData:
		if len(t.open) > 0 {
			t.add(&Node{Text: string(x)})
		}
	}
	return nil
}

func (t *tree) add(n *Node) {
	in := t.open[len(t.open)-1]
	in.Kids = append(in.Kids, n)
}
