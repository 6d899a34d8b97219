package feed

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
)

// repair returns the feed as clean UTF-8 that begins with its root: decoded by
// what it declares or is, without control characters, document type and what
// stands before it.
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
		s = s[loc[0]:]
	}
	if s == "" || s[0] != '<' && s[0] != '{' {
		return "", nil, invalid("it is no feed: it holds neither XML nor JSON")
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
	feedRoot   = regexp.MustCompile(`(?i)<(?:[a-z0-9]+:)?(rss|feed|rdf|channel|urlset|sitemapindex)[\s>]`)
	rootTag    = regexp.MustCompile(`<[A-Za-z]`)
	encodingIn = regexp.MustCompile(`^[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']`)
)

// declared returns the character set by content type (RFC 7303: it goes before
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
