package intake

import (
	"bytes"
	_ "embed" // the table of first elements
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/intake/ical"
	"github.com/datelinewire/dateline/intake/iptc"
	"github.com/datelinewire/dateline/intake/mail"
)

//go:embed roots.tsv
var rootsFile string

var roots = sync.OnceValue(func() map[string]Format {
	m := map[string]Format{}
	for line := range strings.Lines(rootsFile) {
		if name, f, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[name] = Format(f)
		}
	}
	return m
})

// Detect returns the format by the bytes themselves, then by content type, then
// by the name: servers and file names are often wrong.
func Detect(in Input) Format {
	if iptc.Is(in.Bytes) {
		return Wire
	}
	head := strings.ToLower(sniff(in.Bytes))
	switch {
	case head == "":
		return Plain
	case head[0] == '{' || head[0] == '[':
		if f := notation(head, in); f != Unknown {
			return f
		}
	case head[0] == '<':
		return markup(head)
	case ical.Is(head):
		return Calendar
	case mail.Is(in.Bytes):
		return Mail
	}
	return told(head, in)
}

// notation returns what a piece of JSON is. Items of ninjs have a uri, or, where
// that was forgotten, a moment.
func notation(head string, in Input) Format {
	switch {
	case strings.Contains(head, "jsonfeed.org/version"):
		return Feed
	case strings.Contains(in.ContentType, "ninjs"), bytes.Contains(in.Bytes, []byte(`"uri"`)), strings.Contains(head, `"versioncreated"`):
		return Ninjs
	case opens.MatchString(head), json.Valid(in.Bytes):
		return Object
	}
	return Unknown
}

// opens is how an object of JSON begins, or a list of them; a text that begins
// with a bracket goes on otherwise.
var opens = regexp.MustCompile(`^(?:\[\s*)?\{\s*"`)

// told returns the format by what server and name say, for bytes that do not.
func told(head string, in Input) Format {
	ct := strings.ToLower(in.ContentType)
	ext := path.Ext(strings.ToLower(strings.TrimSuffix(in.Name, ".gz")))
	switch {
	case strings.Contains(ct, "rss+xml"), strings.Contains(ct, "atom+xml"), strings.Contains(ct, "feed+json"):
		return Feed
	case strings.Contains(ct, "html"), ct == "" && (ext == ".html" || ext == ".htm" || ext == ".xhtml"):
		return Page
	case strings.Contains(head, "<html"), strings.Contains(head, "<body"), strings.Contains(head, "<!doctype html"):
		return Page
	case ct == "text/calendar", ext == ".ics":
		return Calendar
	case ct == "message/rfc822", ext == ".eml":
		return Mail
	case strings.Contains(ct, "json") && strings.ContainsAny(head[:1], "{["): // broken: its decoder says where
		return Object
	}
	return Plain
}

// first finds the first element's name behind declarations and comments.
var first = regexp.MustCompile(`^(?s:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>[]*(?:\[.*?\]\s*)?>)*<(?:[a-z0-9_.-]+:)?([a-z0-9_.-]+)`)

// markup returns the format of the first element, else feed or page by the
// first that is of one.
func markup(head string) Format {
	if m := first.FindStringSubmatch(head); m != nil {
		if f, ok := roots()[m[1]]; ok {
			return f
		}
	}
	for _, m := range [...]struct {
		tag string
		f   Format
	}{{"<rss", Feed}, {"<feed", Feed}, {"<rdf:rdf", Feed}, {"<atom:feed", Feed}, {"<html", Page}, {"<!doctype html", Page}, {"<body", Page}, {"<head", Page}} {
		if strings.Contains(head, m.tag) {
			return m.f
		}
	}
	if strings.HasPrefix(head, "<?xml") {
		return Feed
	}
	return Page
}
