package archive

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/warc"
)

// record hands on a record of a web archive. Of answers those count that a
// server gave as well; what pages are made of beside words is passed over.
func (w *walker) record(file string, rec *warc.Record) error {
	name := file + "#" + fmt.Sprint(w.n+1)
	if rec.URI != "" {
		name = file + "/" + rec.URI
	}
	p := Part{Name: name, In: "warc", Bytes: rec.Body, ContentType: rec.ContentType, URL: rec.URI, Fetched: rec.Date, Trouble: rec.Trouble}
	if !strings.HasPrefix(p.URL, "http:") && !strings.HasPrefix(p.URL, "https:") {
		p.URL = ""
	}
	kind, _, _ := strings.Cut(strings.TrimSpace(strings.ToLower(rec.ContentType)), ";")
	what, _, _ := strings.Cut(kind, "/")
	switch {
	case rec.Kind == "response" && rec.Status >= 300:
		p.Passed = fmt.Sprintf("the server answered with status %d", rec.Status)
	case rec.Kind != "response" && rec.Kind != "resource" && rec.Kind != "conversion":
		p.Passed = "it is a record of kind " + first(rec.Kind, "unknown")
	case what == "image" || what == "audio" || what == "video" || what == "font" || wrapping(kind):
		p.Passed = "it is no text but " + kind
	case len(rec.Body) == 0 && len(rec.Trouble) > 0:
		p.Refused = strings.Join(rec.Trouble, "; ")
	}
	if p.Passed != "" || p.Refused != "" {
		p.Bytes = nil
		return w.give(p)
	}
	return w.leaf(p)
}

// wrapping reports whether a kind of content is what pages are made of beside
// their words.
func wrapping(kind string) bool {
	return kind == "text/css" || strings.HasSuffix(kind, "/javascript") || strings.HasSuffix(kind, "/x-javascript")
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// reason returns what an error says for people.
func reason(err error) string { return batch.Reason(err) }
