package feed

import (
	"net/url"
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// noteName is the element in which the tidier says what the parser loses of an
// item. Nobody declares its prefix, so none from outside is taken for it that
// stands before the tidier's own.
const noteName = "dateline:note"

// texts are those that were taken out of a feed.
type texts []string

// mark stands before the number of a text in what the parser is given. It is a
// character of nobody's: private use.
const mark = "\ue0da"

// keep keeps a text and returns what stands for it.
func (t *texts) keep(s string) string {
	if s == "" {
		return ""
	}
	*t = append(*t, s)
	return mark + strconv.Itoa(len(*t)-1)
}

// open returns the text for what stands for it; other text as it is.
func (t texts) open(s string) string {
	number, ok := strings.CutPrefix(s, mark)
	if n, err := strconv.Atoi(number); ok && err == nil && n >= 0 && n < len(t) {
		return t[n]
	}
	return s
}

// note is what the parser loses of a feed or of an item.
type note struct {
	base  string // what relative addresses are relative to, see based
	lang  string
	about string // the address that RDF gives an item
	id    string // as it was written
	texts map[string]textNote
	kept  texts // those of the whole feed
}

// textNote is how one of the texts is meant, and in which language.
type textNote struct {
	kind kind
	lang string
}

// add notes a text. The last of a name counts, as for the parser.
func (n *note) add(name string, k kind, lang string) {
	if k == unsaid && lang == n.lang && n.texts[name] == (textNote{}) {
		return
	}
	if n.texts == nil {
		n.texts = map[string]textNote{}
	}
	n.texts[name] = textNote{k, lang}
}

// of returns what is noted of a text; the language of the whole where the text
// has none of its own.
func (n *note) of(name string) textNote {
	if t, ok := n.texts[name]; ok {
		return t
	}
	return textNote{lang: n.lang}
}

// write writes the note as an element, and forgets it.
func (n *note) write(b *strings.Builder) {
	if n.base+n.lang+n.about+n.id == "" && len(n.texts) == 0 {
		return
	}
	b.WriteString("<" + noteName)
	attr := func(name, value string) {
		if value != "" {
			b.WriteString(" " + name + `="`)
			escape(b, value)
			b.WriteByte('"')
		}
	}
	attr("base", n.base)
	attr("lang", n.lang)
	attr("about", n.about)
	attr("id", n.id)
	for _, name := range [...]string{"title", "description", "summary", "content", "encoded", "tagline", "subtitle", "copyright", "rights"} {
		if t, ok := n.texts[name]; ok {
			attr(name, string(t.kind)+" "+t.lang)
		}
	}
	b.WriteString("/>")
	*n = note{}
}

// noted returns the note among the extensions that the parser found.
func noted(x ext.Extensions, kept texts) note {
	space, name, _ := strings.Cut(noteName, ":")
	all := x[space][name]
	if len(all) == 0 {
		return note{kept: kept}
	}
	attrs := all[len(all)-1].Attrs
	n := note{base: attrs["base"], lang: attrs["lang"], about: attrs["about"], id: attrs["id"], kept: kept, texts: map[string]textNote{}}
	for name, v := range attrs {
		if k, lang, ok := strings.Cut(v, " "); ok && name != "base" && name != "lang" && name != "about" && name != "id" {
			n.texts[name] = textNote{kind(k), lang}
		}
	}
	return n
}

// based returns the base of addresses inside an element that states its own.
// Bases are kept in a row, parted by spaces, as long as they are relative: the
// feed's own address, to which the first of them is, is known later.
func based(up, own string) string {
	switch own = strings.Join(strings.Fields(own), "%20"); {
	case own == "":
		return up
	case up == "" || strings.Contains(own, "://"):
		return own
	}
	return up + " " + own
}

// resolve returns an address in full, by a row of bases, or as far as they
// go. An address that cannot be read stays as it is.
func resolve(ref string, bases ...string) string {
	var at *url.URL
	for _, b := range strings.Fields(strings.Join(bases, " ")) {
		u, err := url.Parse(b)
		if err != nil {
			continue
		}
		if at != nil {
			u = at.ResolveReference(u)
		}
		at = u
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || at == nil || at.Host == "" {
		return strings.TrimSpace(ref)
	}
	return at.ResolveReference(u).String()
}
