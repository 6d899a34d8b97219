package feed

import (
	"encoding/base64"
	"strings"
)

// kind is how the characters of a text are meant.
type kind string

const (
	unsaid  kind = ""     // the format does not say
	plainly kind = "text" // as they are
	marked  kind = "html"
)

// takesText reports whether an element is one of the texts of a feed or an
// item: whatever is inside belongs to it, be it escaped or not.
func (t *tidier) takesText(tag tag) bool {
	up := t.inner()
	if at := len(t.open) - 1; at < 0 || t.item > 0 && at != t.item || t.item == 0 && (at > 1 || at == 1 && local(up.name) != "channel") {
		return false
	}
	switch local(tag.name) {
	case "title", "description", "summary", "content", "tagline", "subtitle", "copyright", "rights":
		p := prefix(tag.name)
		return p == "" || p == prefix(up.name)
	case "encoded", "body", "fullitem", "id":
		return t.item > 0
	case "link": // an address that is written as text where Atom wants an attribute
		return !tag.empty && !tag.has("href") && local(t.open[0].name) == "feed"
	}
	return false
}

// construct takes a whole text and writes it as one run of characters.
func (t *tidier) construct(tag tag, e element) {
	name := tag.name
	if l := local(name); l == "body" || l == "fullitem" {
		name = "content:encoded"
	}
	words, k := "", unsaid
	if !tag.empty {
		var inside string
		inside, t.s, t.cut = t.through(tag.name)
		words, k = decoded(inside, tag)
	}
	n := &t.of
	if t.item > 0 {
		n = &t.note
	}
	switch local(name) {
	case "link":
		tag.empty, tag.attrs = true, append(tag.attrs, attr{"href", words})
		t.write(tag, e.base)
		t.out.WriteString("</" + name + ">")
		return
	case "id":
		n.id = words // as it is: the parser writes it anew, as an address
	}
	t.out.WriteString("<" + name + ">" + t.kept.keep(words) + "</" + name + ">")
	n.add(local(name), k, e.lang)
}

// through returns what is inside an element that has begun, what comes after
// it, and whether the feed ends before it does. An element whose end was lost
// ends with the item.
func (t *tidier) through(name string) (inside, rest string, cut bool) {
	item := "item"
	if t.item > 0 {
		item = t.open[t.item].name
	} else if local(t.open[0].name) == "feed" {
		item = strings.TrimSuffix(t.open[0].name, "feed") + "entry"
	}
	nested, comments := 0, true
	for at := 0; ; {
		i := strings.IndexByte(t.s[at:], '<')
		if i < 0 {
			return t.s, "", true
		}
		at += i
		s := t.s[at:]
		switch {
		case strings.HasPrefix(s, "<![CDATA["):
			at += t.section(s, name, item)
		case comments && strings.HasPrefix(s, "<!--"):
			n := through(s, "-->")
			comments = n > 0
			at += max(n, 1)
		case tagged(s, "</", name) && nested == 0:
			return t.s[:at], s[min(len(s), strings.IndexByte(s, '>')+1):], !strings.Contains(s, ">")
		case tagged(s, "</", name):
			nested--
			at++
		case tagged(s, "<", name) && !emptyAt(s):
			nested++
			at++
		case tagged(s, "</", item), tagged(s, "<", item):
			return t.s[:at], s, false
		default:
			at++
		}
	}
}

// section returns the length of a CDATA section. Where its end was lost, the
// end of one in a later item is not its own.
func (t *tidier) section(s, name, item string) int {
	words, n := cdata(s)
	if over := strings.Index(words, "</"+item+">"); over >= 0 && t.lost < maxLost && strings.Contains(words[over:], "<"+item) {
		t.lost++
		if own := strings.Index(words[:over], "</"+name); own >= 0 {
			return own + n - len(words) - len("]]>")
		}
	}
	return n
}

// tagged reports whether s begins with a tag of that name.
func tagged(s, sign, name string) bool {
	n := len(sign) + len(name)
	return len(s) > n && s[:len(sign)] == sign && strings.EqualFold(s[len(sign):n], name) && nameLength("a"+s[n:n+1]) == 1
}

// emptyAt reports whether s begins with an empty tag.
func emptyAt(s string) bool {
	t, _ := tagAt(s)
	return t.empty
}

// decoded returns the characters of a text without the escaping of XML, and how
// they are meant. Elements inside a text are markup.
func decoded(inside string, tag tag) (string, kind) {
	k := unsaid
	switch t := strings.ToLower(tag.get("type")); {
	case strings.Contains(t, "html"):
		k = marked
	case t == "text", t == "plain", t == "text/plain":
		k = plainly
	}
	if strings.EqualFold(tag.get("mode"), "base64") || strings.EqualFold(tag.get("type"), "application/octet-stream") {
		if b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(inside), "")); err == nil {
			return string(b), k
		}
	}
	if hasTag(inside) || strings.Contains(strings.ToLower(tag.get("type")), "xhtml") {
		k = marked
	} else {
		return strings.TrimSpace(characters(inside, unescape)), k
	}
	return strings.TrimSpace(characters(inside, func(s string) string { return s })), k
}

// characters returns a text with its CDATA sections opened and its comments left out;
// what stands between them goes through f.
func characters(s string, f func(string) string) string {
	if !strings.Contains(s, "<!") {
		return f(s)
	}
	var b strings.Builder
	comments := true
	for {
		i := strings.Index(s, "<!")
		if i < 0 {
			b.WriteString(f(s))
			return b.String()
		}
		b.WriteString(f(s[:i]))
		switch s = s[i:]; {
		case strings.HasPrefix(s, "<![CDATA["):
			words, n := cdata(s)
			b.WriteString(words)
			s = s[n:]
		case comments && strings.HasPrefix(s, "<!--"):
			n := through(s, "-->")
			comments = n > 0
			s = s[n:]
		default:
			b.WriteString(f(s[:2]))
			s = s[2:]
		}
	}
}

// hasTag reports whether there are tags outside CDATA sections.
func hasTag(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i:]
		if strings.HasPrefix(s, "<![CDATA[") {
			_, n := cdata(s)
			s = s[n:]
			continue
		}
		if _, n := tagAt(s); n > 0 {
			return true
		}
		s = s[1:]
	}
}
