package feed

import (
	"fmt"
	"strings"
)

// Bounds on a feed. Real feeds nest some 20 deep and have some hundred items.
const (
	maxDepth = 200
	maxBytes = 64 << 20
	maxItems = 20_000
	maxTags  = 500_000
	maxLost  = 100 // ends of CDATA sections that are looked for
)

// tidier writes a feed again as XML that any parser reads: every element ends,
// every ampersand is escaped, entities are characters. Texts are taken out of
// their markup and escaping and kept; the parser is given the number of each, so
// that it has nothing to read twice. What it would not hand on, a note at the
// end of each item says.
type tidier struct {
	s    string // what is left of the feed
	out  strings.Builder
	open []element
	kept texts

	items    int
	item     int  // where the item that is read stands in open, 0 for none
	start    int  // where that item begins in out
	of, note note // what is to be noted of the feed, and of that item

	tags int
	lost int    // CDATA sections without an end of their own
	stop string // why the rest is not read
	cut  bool   // the feed ends inside something
}

// element is one that is open.
type element struct {
	name, base, lang string
	silent           bool // nothing of it is written
}

// tidy returns the feed written again, its texts, and what is wrong with it, ""
// for nothing. It fails for one that nests too deep or has no elements.
func tidy(s string) (out string, kept texts, trouble string, err error) {
	t := tidier{s: s}
	t.out.Grow(len(s) + len(s)/8)
	for len(t.s) > 0 && t.stop == "" {
		t.step()
		if len(t.open) > maxDepth {
			return "", nil, "", invalid("its elements nest more than 200 deep: that is no feed")
		}
	}
	if t.tags == 0 {
		return "", nil, "", invalid("it is no feed: it has no elements")
	}
	if len(t.open) > 1 || t.cut && t.item > 0 {
		trouble = "the feed breaks off: the items before that were taken"
	}
	if t.stop != "" {
		trouble = t.stop
	}
	return t.finish(), t.kept, trouble, nil
}

// finish ends what is open. An item that breaks off is left out where there are
// whole ones: the next fetching brings it.
func (t *tidier) finish() string {
	if t.item > 0 && t.items > 1 {
		whole := t.out.String()[:t.start]
		t.out.Reset()
		t.out.WriteString(whole)
		t.open, t.item = t.open[:t.item], 0
	}
	for len(t.open) > 0 {
		t.close()
	}
	return t.out.String()
}

// step takes the next piece of the feed.
func (t *tidier) step() {
	i := strings.IndexByte(t.s, '<')
	if i < 0 {
		i = len(t.s)
	}
	t.text(t.s[:i])
	t.s = t.s[i:]
	switch {
	case t.s == "":
	case strings.HasPrefix(t.s, "<!--"):
		t.skip("-->")
	case strings.HasPrefix(t.s, "<![CDATA["):
		words, n := cdata(t.s)
		t.cut = n == len(t.s)
		t.raw(words)
		t.s = t.s[n:]
	case strings.HasPrefix(t.s, "<?"):
		t.skip("?>")
	case strings.HasPrefix(t.s, "<!"):
		t.skip(">")
	default:
		t.tag()
	}
}

// cdata returns the words of the CDATA section that s begins with, and its
// length; all that is left where it never ends.
func cdata(s string) (words string, length int) {
	const begin, end = "<![CDATA[", "]]>"
	i := strings.Index(s, end)
	if i < 0 {
		return s[len(begin):], len(s)
	}
	return s[len(begin):i], i + len(end)
}

// skip leaves out what goes up to a mark.
func (t *tidier) skip(mark string) {
	n := through(t.s, mark)
	if n == 0 {
		t.cut, n = true, len(t.s)
	}
	t.s = t.s[n:]
}

// text writes what stands between two tags.
func (t *tidier) text(s string) { t.raw(unescape(s)) }

// raw writes characters.
func (t *tidier) raw(s string) {
	if s != "" && len(t.open) > 0 && !t.inner().silent {
		escape(&t.out, s)
	}
}

// inner returns the innermost element that is open, or an empty one.
func (t *tidier) inner() element {
	if len(t.open) == 0 {
		return element{}
	}
	return t.open[len(t.open)-1]
}

// tag takes a tag, or a sign that begins none.
func (t *tidier) tag() {
	tag, n := tagAt(t.s)
	switch {
	case n == 0 && nameLength(strings.TrimPrefix(t.s[1:], "/")) == 0 && len(t.s) > 1:
		t.text("<")
		t.s = t.s[1:]
		return
	case n == 0: // it never ends
		t.cut, t.s = true, ""
		return
	}
	t.s = t.s[n:]
	if tag.end {
		t.end(tag.name)
		return
	}
	if t.tags++; t.tags > maxTags {
		t.stop = fmt.Sprintf("the feed has more than %d elements: the items before that were taken", maxTags)
		return
	}
	t.begin(tag)
}

// end closes the element of that name that was opened last, and what is open
// inside it. An end without a beginning is left out.
func (t *tidier) end(name string) {
	for i := len(t.open) - 1; i >= 0; i-- {
		if strings.EqualFold(t.open[i].name, name) {
			for len(t.open) > i {
				t.close()
			}
			return
		}
	}
}

// close writes the end of the innermost element.
func (t *tidier) close() {
	at := len(t.open) - 1
	e := t.open[at]
	switch {
	case t.item > 0 && at == t.item:
		t.note.write(&t.out)
		t.item = 0
	case t.item == 0 && (at == 0 && local(e.name) == "feed" || at < 2 && local(e.name) == "channel"):
		t.of.write(&t.out)
	}
	if !e.silent {
		t.out.WriteString("</")
		t.out.WriteString(e.name)
		t.out.WriteByte('>')
	}
	t.open = t.open[:at]
}

// begin writes a start tag, or takes the text that it begins.
func (t *tidier) begin(tag tag) {
	if t.item > 0 && strings.EqualFold(tag.name, t.open[t.item].name) {
		t.end(tag.name) // the end of the item before was lost
	}
	up := t.inner()
	e := element{tag.name, based(up.base, tag.get("xml:base")), up.lang, up.silent || isMedia(tag.name)}
	if tag.has("xml:lang") {
		e.lang = strings.ReplaceAll(tag.get("xml:lang"), "_", "-")
	}
	if !e.silent && t.takesText(tag) {
		t.construct(tag, e)
		return
	}
	switch l := local(tag.name); {
	case (l == "item" || l == "entry") && t.item == 0 && len(t.open) > 0 && len(t.open) < 3:
		if t.items++; t.items > maxItems {
			t.stop = fmt.Sprintf("the feed has more than %d items: those were taken", maxItems)
			return
		}
		t.item, t.start = len(t.open), t.out.Len()
		t.note = note{base: e.base, lang: e.lang, about: tag.get("rdf:about")}
	case len(t.open) == 0, l == "channel":
		t.of.base, t.of.lang = e.base, e.lang
	}
	if !e.silent {
		t.write(tag, e.base)
	}
	if t.open = append(t.open, e); tag.empty {
		t.close()
	}
}

// isMedia reports whether an element is of what stands beside a text: pictures
// and films with their captions, places on a map. What a media item is called
// itself is none of that.
func isMedia(name string) bool {
	switch prefix(name) {
	case "georss", "gml":
		return true
	case "media":
		l := local(name)
		return l != "group" && l != "title" && l != "description" && l != "category"
	}
	return false
}

// write writes a start tag with its attributes, but for the base of addresses,
// which the parser takes for a folder always.
func (t *tidier) write(tag tag, base string) {
	t.out.WriteByte('<')
	t.out.WriteString(tag.name)
	for _, a := range tag.attrs {
		switch {
		case a.name == "xml:base":
			continue
		case a.name == "href" && strings.Contains(base, "://"):
			a.value = resolve(a.value, base)
		case len(t.open) == 0 && local(tag.name) == "feed" && a.name == declares(tag.name) && !strings.Contains(a.value, "purl.org/atom"):
			a.value = "http://www.w3.org/2005/Atom" // whatever its maker took for it
		}
		t.out.WriteByte(' ')
		t.out.WriteString(a.name)
		t.out.WriteString(`="`)
		escape(&t.out, a.value)
		t.out.WriteByte('"')
	}
	t.out.WriteByte('>')
}

// declares returns the attribute that declares the space of an element's name.
func declares(name string) string {
	if p, _, ok := strings.Cut(name, ":"); ok {
		return "xmlns:" + p
	}
	return "xmlns"
}
