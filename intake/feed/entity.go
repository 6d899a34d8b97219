package feed

import (
	"html"
	"strings"
)

// maxEntity is the most bytes of an entity's name with its signs: the longest
// of HTML has 33.
const maxEntity = 34

// unescape puts characters in for entities, by number and by HTML's names, once.
// An ampersand that begins none stays, and so does a name without its
// semicolon: in feeds it is a part of an address or a firm's name.
func unescape(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for at >= 0 {
		b.WriteString(s[:at])
		s = s[at:]
		char, n := entityAt(s)
		b.WriteString(char)
		s = s[n:]
		at = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// entityAt returns what stands for the entity that s begins with, and its
// length; the ampersand itself where it begins none.
func entityAt(s string) (char string, length int) {
	end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end < 2 {
		return "&", 1
	}
	for _, c := range []byte(s[1:end]) {
		if c != '#' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return "&", 1
		}
	}
	name := s[:end+1]
	switch name {
	case "&amp;":
		return "&", len(name)
	case "&lt;":
		return "<", len(name)
	case "&gt;":
		return ">", len(name)
	}
	name = strings.Replace(name, "&#X", "&#x", 1)
	char = html.UnescapeString(name)
	if char == name || strings.HasSuffix(char, ";") && char != ";" {
		return "&", 1 // a name that is none, or one with more behind it
	}
	if char == "\ufffd" || len(char) == 1 && char[0] < ' ' && char != "\t" && char != "\n" && char != "\r" {
		char = " " // a number that is no character
	}
	return char, len(name)
}

// escape writes text so that XML reads it as it is.
func escape(b *strings.Builder, s string) {
	for {
		i := strings.IndexAny(s, "&<>\"")
		if i < 0 {
			b.WriteString(s)
			return
		}
		b.WriteString(s[:i])
		switch s[i] {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		default:
			b.WriteString("&quot;")
		}
		s = s[i+1:]
	}
}
