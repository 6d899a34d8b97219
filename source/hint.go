package source

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/fetch"
)

// hints are what a feed says of itself beside its items.
type hints struct {
	holds     time.Duration // for how long it says that it stays as it is
	hub, self string        // where it can be subscribed to, and its own name there
}

// maxHint bounds where hints are looked for: they stand before the items.
const maxHint = 64 << 10

// hintsOf looks for hints at the start of a feed and in the header of the
// answer that it came in.
func hintsOf(body []byte, base string, links []fetch.Link) hints {
	head := body[:min(len(body), maxHint)]
	h := hinter{}
	if trimmed := bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf"); len(trimmed) > 0 && trimmed[0] == '{' {
		h.json(body)
	} else {
		h.xml(head)
	}
	u, err := url.Parse(base)
	if err != nil {
		u = &url.URL{}
	}
	for _, l := range links { // these go before the feed's own: WebSub, 4
		switch l.Rel {
		case "hub":
			h.hub = l.URL
		case "self":
			h.self = l.URL
		}
	}
	return hints{h.holds(), absolute(u, h.hub), absolute(u, h.self)}
}

func absolute(base *url.URL, to string) string {
	u, err := base.Parse(strings.TrimSpace(to))
	if to == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

type hinter struct {
	hub, self string
	ttl       float64 // minutes
	period    string
	frequency float64
}

// json reads a JSON Feed's hubs. A broken one has no hints.
func (h *hinter) json(body []byte) {
	var f struct {
		URL  string `json:"feed_url"`
		Hubs []struct{ URL string }
	}
	if json.Unmarshal(body, &f) != nil {
		return
	}
	h.self = f.URL
	for _, x := range f.Hubs {
		if h.hub == "" {
			h.hub = x.URL
		}
	}
}

// xml walks through the elements before the first item.
func (h *hinter) xml(head []byte) {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	inside := ""
	for {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			inside = strings.ToLower(t.Name.Local)
			switch inside {
			case "item", "entry":
				return
			case "link":
				h.link(t.Attr)
			}
		case xml.EndElement:
			inside = ""
		case xml.CharData:
			h.word(inside, strings.TrimSpace(string(t)))
		}
	}
}

func (h *hinter) link(attrs []xml.Attr) {
	var rel, href string
	for _, a := range attrs {
		switch strings.ToLower(a.Name.Local) {
		case "rel":
			rel = strings.ToLower(a.Value)
		case "href":
			href = a.Value
		}
	}
	switch {
	case rel == "hub" && h.hub == "":
		h.hub = href
	case rel == "self" && h.self == "":
		h.self = href
	}
}

func (h *hinter) word(inside, text string) {
	if text == "" {
		return
	}
	number := func() float64 {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n < 0 || n > 1e6 {
			return 0
		}
		return n
	}
	switch inside {
	case "ttl":
		h.ttl = number()
	case "updateperiod":
		h.period = strings.ToLower(text)
	case "updatefrequency":
		h.frequency = number()
	}
}

// holds returns for how long the feed says that it stays as it is, a week at
// most: the longer of ttl and sy:updatePeriod by sy:updateFrequency.
func (h *hinter) holds() time.Duration {
	var period time.Duration
	switch h.period {
	case "hourly":
		period = time.Hour
	case "daily":
		period = 24 * time.Hour
	case "weekly", "monthly", "yearly":
		period = 7 * 24 * time.Hour
	}
	if h.frequency > 1 {
		period = time.Duration(float64(period) / h.frequency)
	}
	return min(max(period, time.Duration(h.ttl*float64(time.Minute))), 7*24*time.Hour)
}
