package feed

import "strings"

// maxAttrs is the most attributes of one tag that are read.
const maxAttrs = 60

// tag is a start, end or empty tag as it was written.
type tag struct {
	name       string // as written
	end, empty bool
	attrs      []attr
}

// attr is an attribute; its value has no entities any more.
type attr struct{ name, value string }

// local returns the name of an element without its prefix, in small letters.
func local(name string) string {
	return strings.ToLower(name[strings.IndexByte(name, ':')+1:])
}

// prefix returns the prefix of an element's name in small letters, or "".
func prefix(name string) string {
	p, _, ok := strings.Cut(name, ":")
	if !ok {
		return ""
	}
	return strings.ToLower(p)
}

// get returns an attribute's value, or "".
func (t *tag) get(name string) string {
	for _, a := range t.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// has reports whether a tag has an attribute, be it empty.
func (t *tag) has(name string) bool {
	for _, a := range t.attrs {
		if a.name == name {
			return true
		}
	}
	return false
}

// tagAt reads the tag that s begins with, and returns its length; 0 where it is
// none, or never ends. Attributes may lack quotation marks and values.
func tagAt(s string) (t tag, length int) {
	at := 1
	if strings.HasPrefix(s, "</") {
		t.end, at = true, 2
	}
	n := nameLength(s[min(at, len(s)):])
	if n == 0 {
		return tag{}, 0
	}
	t.name = s[at : at+n]
	at += n
	for at < len(s) {
		switch c := s[at]; {
		case c == '>':
			return t, at + 1
		case c == '/' && at+1 < len(s) && s[at+1] == '>':
			t.empty = true
			return t, at + 2
		case c == '<':
			return t, at // the end of the tag is lost
		case nameLength(s[at:]) > 0:
			a, n := attribute(s[at:])
			if n == 0 {
				return tag{}, 0
			}
			if len(t.attrs) < maxAttrs && !t.has(a.name) {
				t.attrs = append(t.attrs, a)
			}
			at += n
		default:
			at++
		}
	}
	return tag{}, 0
}

// attribute reads the attribute that s begins with; its length is 0 where its
// value never ends.
func attribute(s string) (a attr, length int) {
	n := nameLength(s)
	a.name = s[:n]
	rest := strings.TrimLeft(s[n:], " \t\n")
	if !strings.HasPrefix(rest, "=") {
		return a, n
	}
	rest = strings.TrimLeft(rest[1:], " \t\n")
	if rest == "" {
		return a, 0
	}
	if q := rest[0]; q == '"' || q == '\'' {
		end := strings.IndexByte(rest[1:], q)
		if end < 0 {
			return a, 0
		}
		a.value = unescape(rest[1 : end+1])
		return a, len(s) - len(rest) + end + 2
	}
	end := strings.IndexAny(rest, " \t\n<>")
	if end < 0 {
		return a, 0
	}
	if end > 0 && rest[end] == '>' && rest[end-1] == '/' {
		end-- // an empty element's
	}
	a.value = unescape(rest[:end])
	return a, len(s) - len(rest) + end
}

// nameLength returns how many bytes of s are a name of XML.
func nameLength(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
		if !letter && (i == 0 || c != '-' && c != '.' && c != ':' && (c < '0' || c > '9')) {
			return i
		}
	}
	return len(s)
}
