package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

const (
	aNitf    = "<?xml version='1.0'?>\n<!DOCTYPE nitf SYSTEM 'nitf-3-6.dtd' [<!ENTITY x 'y'>]>\n<!-- sent --><nitf><body><body.head><hedline><hl1>Port opens</hl1></hedline></body.head><body.content><p>It opened at dawn.</p></body.content></body></nitf>"
	aNinjs   = `{"uri": "urn:fjord:1", "headline": "Port opens", "body_text": "It opened at dawn.", "versioncreated": "2016-01-02T10:15:00Z"}`
	aPicture = `{"uri": "urn:fjord:2", "type": "picture", "headline": "The port"}`
	aNewsML  = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:fjord:3"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2016-01-02T10:15:00Z</versionCreated></itemMeta><contentMeta><headline>Port opens</headline></contentMeta></newsItem>`
	aWire    = "\x16\x16\x01npr0009 4 pl 20\r\nPort opens =\r\n\x02    It opened at dawn.\r\n\x03\x04"
	aPlan    = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Port talks\nDTSTART:20160104T090000Z\nURL:https://ines:hush@fjord.example/a\nEND:VEVENT\nEND:VCALENDAR\n"
	aMail    = "From: Desk <desk@fjord.example>\nSubject: Port opens\nDate: Sat, 2 Jan 2016 10:15:00 +0000\n"
)

// TestDetectWire: each format is known by its bytes, and none takes what is
// another's.
func TestDetectWire(t *testing.T) {
	for _, c := range []struct {
		in   Input
		want Format
	}{
		{Input{Bytes: []byte(aNitf)}, NITF},
		{Input{Bytes: []byte("<n:nitf xmlns:n='x'>"), ContentType: "text/html"}, NITF},
		{Input{Bytes: []byte("<opml version='2.0'><body/></opml>")}, Feed}, // whose decoder says what to do with it
		{Input{Bytes: []byte(aNinjs)}, Ninjs},
		{Input{Bytes: []byte("[" + aNinjs + "]")}, Ninjs},
		{Input{Bytes: []byte(`{"text": "a story"}`)}, Object},
		{Input{Bytes: []byte("[\n {\"text\": \"a story\"}]")}, Object},
		{Input{Bytes: []byte("{It left at dawn.}")}, Plain},
		{Input{Bytes: []byte("{}")}, Object}, // which is refused, not kept as a story of two brackets
		{Input{Bytes: []byte("[3, null]\n")}, Object},
		{Input{Bytes: []byte("{title: 'Port opens'"), ContentType: "application/json"}, Object},
		{Input{Bytes: []byte("It opened at dawn."), ContentType: "application/json"}, Plain},
		{Input{Bytes: []byte(`{"pubstatus": 1}`), ContentType: "application/vnd.iptc.ninjs+json"}, Ninjs},
		{Input{Bytes: []byte("[Kyiv, Agency] It left at dawn.")}, Plain},
		{Input{Bytes: []byte(aNewsML)}, NewsML},
		{Input{Bytes: []byte(aWire)}, Wire},
		{Input{Bytes: []byte(aPlan)}, Calendar},
		{Input{Bytes: []byte("X"), Name: "a.ics"}, Calendar},
		{Input{Bytes: []byte(aMail + "\nIt opened.")}, Mail},
		{Input{Bytes: []byte("It opened: at dawn.\n\nFrom: nobody"), Name: "a.txt"}, Plain},
	} {
		if got := Detect(c.in); got != c.want {
			t.Errorf("%.40q: %s, want %s", c.in.Bytes, got, c.want)
		}
	}
}

// TestTakeWire: the same story comes out of each format.
func TestTakeWire(t *testing.T) {
	for name, s := range map[string]string{"json": `{"title": "Port opens", "body": "It opened at dawn."}`, "nitf": aNitf, "ninjs": aNinjs, "iptc": aWire, "mail": aMail + "\nIt opened at dawn."} {
		b, err := Take(Input{Bytes: []byte(s), Source: "Fjord"})
		if err != nil || len(b.Stories) != 1 || b.Stories[0].Headline != "Port opens" || !strings.HasSuffix(b.Stories[0].Text, "It opened at dawn.") || b.Stories[0].Source == "" {
			t.Errorf("%s: %+v, %v", name, b, err)
		}
	}
	b, err := Take(Input{Bytes: []byte(aPlan), Source: "Fjord"})
	if err != nil || len(b.Plans) != 1 || b.Plans[0].Source != "Fjord" || b.Plans[0].URL != "https://fjord.example/a" {
		t.Errorf("%+v, %v", b, err)
	}
	for _, s := range []string{aPlan, aPicture} {
		if out, err := Decode(Input{Bytes: []byte(s)}); err == nil || len(out) != 0 || strings.Contains(err.Error(), "%!") {
			t.Errorf("%.20q: %v", s, err)
		}
	}
}

// TestMailCarries: what is attached to a message is taken in as what it is,
// messages too, up to a bound.
func TestMailCarries(t *testing.T) {
	part := func(kind, name, s string) string {
		return "--B\nContent-Type: " + kind + "\nContent-Disposition: attachment; filename=" + name + "\n\n" + s + "\n"
	}
	mail := aMail + "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nIt opened at dawn.\n" + part("application/xml", "a.xml", aNitf) + part("text/calendar", "b.ics", aPlan) +
		part("application/pdf", "c.pdf", "%PDF-1.7") + part("message/rfc822", "d.eml", aMail+"\nIt closed at dusk.") + "--B--\n"
	b, err := Take(Input{Bytes: []byte(mail)})
	if err != nil || len(b.Stories) != 3 || len(b.Plans) != 1 || len(b.Refused) != 1 || b.Refused[0].Name != "c.pdf" {
		t.Fatalf("%+v, %v", b, err)
	}
	deep := aMail + "\nThe innermost."
	for range 10 {
		deep = aMail + "Content-Type: message/rfc822\n\n" + deep
	}
	if b, err = Take(Input{Bytes: []byte(deep)}); err != nil || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, "deep") {
		t.Fatalf("%+v, %v", b, err)
	}
}

// TestWireCases holds the formats to the case from the field: one story that
// went out in each.
func TestWireCases(t *testing.T) {
	dir := shared.Path(t, "cases/19-wire-formats")
	for name, byline := range map[string]string{"newsml.xml": "Iva Kolar", "ninjs.json": "Iva Kolar", "nitf.xml": "Iva Kolar", "iptc7901.txt": ""} {
		raw, err := os.ReadFile(filepath.Join(dir, "input-"+name))
		if err != nil {
			t.Fatal(err)
		}
		out, err := Decode(Input{Bytes: raw, Name: name})
		if err != nil || len(out) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		s, body := out[0], 0
		for _, p := range s.Parts {
			if p.Kind == text.Body {
				body++
			}
		}
		want := 2
		if name == "iptc7901.txt" {
			want = 3
		}
		if s.Headline != "Croatia signs ferry contract with Italy" || s.Byline != byline || s.Dateline == nil || s.Dateline.Place != "Split" || s.Dateline.Date != calendar.Date(2015, 9, 12) || body != want {
			t.Errorf("%s: %q by %q, %+v, %d paragraphs", name, s.Headline, s.Byline, s.Dateline, body)
		}
	}
}
