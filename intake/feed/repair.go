package feed

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
)

// Bounds on a feed. Real feeds nest some 20 deep.
const (
	maxDepth = 200
	maxBytes = 64 << 20
)

// repair gives the feed as clean UTF-8 that an XML parser can read: decoded
// by what it declares or is, without control characters, document type and
// leading rubbish.
func repair(b []byte, contentType string) (string, []string, error) {
	if len(b) > maxBytes {
		return "", nil, invalid("the feed is longer than 64 MiB: that is no feed")
	}
	s, trouble, err := plain.Decode(b, declared(b, contentType))
	if err != nil {
		return "", nil, err
	}
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, '<'); i > 0 && s[0] != '{' {
		s = s[i:] // what a broken server wrote before it
	}
	s = withoutProlog(s)
	if s, err = withoutDoctype(s); err != nil {
		return "", nil, err
	}
	s = withoutProlog(s)
	if loc := feedRoot.FindStringIndex(s[:min(len(s), 8192)]); loc != nil && s[0] == '<' {
		s = s[loc[0]:] // what a broken server wrote before it
	}
	if s == "" || s[0] != '<' && s[0] != '{' {
		return "", nil, invalid("it is no feed: it holds neither XML nor JSON")
	}
	if s[0] == '<' && tooDeep(s) {
		return "", nil, invalid("its elements nest more than 200 deep: that is no feed")
	}
	return s, trouble, nil
}

// withoutProlog takes off leading comments and the XML declaration, which may
// name an encoding that is not the text's any more.
func withoutProlog(s string) string {
	for {
		s = strings.TrimSpace(s)
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		}
		_, rest, ok := strings.Cut(s, end)
		if end == "" || !ok {
			return s
		}
		s = rest
	}
}

func invalid(text string) error {
	return &fault.Error{Op: "take in feed", Kind: fault.Invalid, Err: errors.New(text)}
}

var (
	feedRoot   = regexp.MustCompile(`(?i)<(rss|feed|rdf:rdf|[a-z0-9]+:feed|[a-z0-9]+:rss)[\s>]`)
	rootTag    = regexp.MustCompile(`<[A-Za-z]`)
	encodingIn = regexp.MustCompile(`^[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']`)
)

// declared gives the character set by content type (RFC 7303: it goes before
// the document's own word), else by the XML declaration.
func declared(b []byte, contentType string) string {
	if c := plain.CharsetOf(contentType); c != "" && !strings.HasPrefix(contentType, "text/plain") {
		return c
	}
	if m := encodingIn.FindSubmatch(bytes.TrimLeft(b[:min(len(b), 512)], " \r\n\t")); m != nil {
		return string(m[1])
	}
	return ""
}

// tooDeep tells whether elements nest beyond what is parsed.
func tooDeep(s string) bool {
	_, _, deep := scan(s)
	return deep
}

// scan walks over tags, comments and CDATA, and gives the elements that are
// still open at the end, where the last whole tag ends, and whether elements
// nest too deep (the walk then ends there).
func scan(s string) (open []string, whole int, deep bool) {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 || at+i+1 >= len(s) {
			return open, whole, false
		}
		at += i
		end := ">"
		switch rest := s[at:]; {
		case strings.HasPrefix(rest, "<!--"):
			end = "-->"
		case strings.HasPrefix(rest, "<![CDATA["):
			end = "]]>"
		}
		n := strings.Index(s[at:], end)
		if n < 0 {
			return open, whole, false
		}
		switch tag := s[at : at+n]; {
		case end != ">", tag[1:] == "", tag[1] == '!', tag[1] == '?':
		case tag[1] == '/':
			open = open[:max(0, len(open)-1)]
		case tag[n-1] != '/':
			name, _, _ := strings.Cut(strings.Join(strings.Fields(tag[1:]), " "), " ")
			if open = append(open, name); len(open) > maxDepth {
				return open, whole, true
			}
		}
		at += n + len(end)
		whole = at
	}
}

// mend closes a feed that breaks off: after its last whole item where it has
// one, else after its last whole tag.
func mend(s string) (string, bool) {
	for _, end := range [...]string{"</item>", "</entry>", "</rss:item>", "</atom:entry>", ""} {
		i := strings.LastIndex(s, end)
		if end == "" {
			_, i, _ = scan(s)
		}
		if i <= 0 {
			continue
		}
		s := s[:i+len(end)]
		open, _, deep := scan(s)
		if deep || len(open) == 0 {
			return "", false
		}
		for k := len(open) - 1; k >= 0; k-- {
			s += "</" + open[k] + ">"
		}
		return s, true
	}
	return "", false
}
