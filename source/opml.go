package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Bounds on a list of feeds.
const (
	mostOutlines = 50_000
	maxDepth     = 100
)

// FromOPML returns the feeds that an OPML list names, each address once. A
// list that breaks off gives those before that. It fails with Invalid where
// there is none.
func FromOPML(b []byte) ([]record.SourceSettings, error) {
	s, _, err := plain.Decode(b, "")
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var out []record.SourceSettings
	there := map[string]bool{}
	depth := 0
	for len(out) < mostOutlines {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if depth++; depth > maxDepth {
			break
		}
		x, ok := outline(e)
		if !ok || there[x.Address] {
			continue
		}
		there[x.Address] = true
		out = append(out, x)
	}
	if len(out) == 0 {
		return nil, &fault.Error{Op: "read OPML", Kind: fault.Invalid, Err: errors.New("it names no feed: an OPML list has <outline xmlUrl=\"…\"> lines; export it anew from the reader that it came from")}
	}
	return out, nil
}

// outline reads one line of a list, and reports whether it names a feed.
func outline(e xml.StartElement) (record.SourceSettings, bool) {
	x := record.SourceSettings{Kind: record.FeedSource}
	if !strings.EqualFold(e.Name.Local, "outline") {
		return x, false
	}
	var title string
	for _, a := range e.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			x.Address = strings.TrimSpace(a.Value)
		case "text":
			x.Name = strings.TrimSpace(a.Value)
		case "title":
			title = strings.TrimSpace(a.Value)
		}
	}
	if title != "" {
		x.Name = title
	}
	x.Name = record.Cut(x.Name, 200)
	x.Address = strings.Replace(x.Address, "feed://", "http://", 1)
	return x, intake.IsURL(x.Address)
}

// ToOPML writes the feeds as an OPML 2.0 list. What gives access to an address
// is left out: the list is for others.
func ToOPML(w io.Writer, all []record.Source) error {
	type outline struct {
		Type    string `xml:"type,attr"`
		Text    string `xml:"text,attr"`
		Title   string `xml:"title,attr"`
		Address string `xml:"xmlUrl,attr"`
	}
	var list struct {
		XMLName xml.Name  `xml:"opml"`
		Version string    `xml:"version,attr"`
		Title   string    `xml:"head>title"`
		Lines   []outline `xml:"body>outline"`
	}
	list.Version, list.Title = "2.0", "Dateline's sources"
	for i := range all {
		s := &all[i].SourceSettings
		if s.Kind == record.FolderSource || !Asked(&all[i]) {
			continue
		}
		list.Lines = append(list.Lines, outline{"rss", Title(s), Title(s), Shown(s.Address)})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(list); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}
