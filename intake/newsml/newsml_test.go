package newsml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

const itemMeta = `<itemMeta><itemClass qcode="ninat:text"/><provider literal="Fjord Press"/><versionCreated>2016-01-02T10:15:00+01:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>`

func Example() {
	b, err := Decode(batch.Input{Bytes: []byte(item(itemMeta, `<contentMeta><headline>Port opens</headline><dateline>OSLO, Jan 2 (Fjord Press)</dateline></contentMeta><contentSet><inlineData>It opened at dawn.</inlineData></contentSet>`))})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := b.Stories[0]
	fmt.Println(s.Headline, "|", s.Dateline.Place, "|", s.Source, "|", s.Envelope.Version)
	// Output: Port opens | Oslo | Fjord Press | 2
}

func item(meta, content string) string {
	return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:fjord:7" version="2" xml:lang="en">` + meta + content + `</newsItem>`
}

func decode(t testing.TB, s string) *batch.Batch {
	t.Helper()
	b, err := Decode(batch.Input{Bytes: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestContents: the text is found in each form that a content set can have;
// tables and captions are left out.
func TestContents(t *testing.T) {
	for name, set := range map[string]string{
		"xhtml":  `<inlineXML contenttype="application/xhtml+xml"><html><head><title>X</title></head><body><p>The port opened.</p><table><tr><td>9</td></tr></table><figure><img/><figcaption>A ship</figcaption></figure><p>Ships came.</p></body></html></inlineXML>`,
		"nitf":   `<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>The port opened.</p><media><media-caption>A ship</media-caption></media><p>Ships <em>came</em>.</p></body.content></body></nitf></inlineXML>`,
		"body":   `<inlineXML><body><body.content><p>The port opened.</p><p>Ships came.</p></body.content></body></inlineXML>`,
		"plain":  "<inlineData contenttype=\"text/plain\">The port opened.\n\nShips came.</inlineData>",
		"base64": `<inlineData contenttype="text/plain" encoding="encd:base64">VGhlIHBvcnQgb3BlbmVkLgoK U2hpcHMgY2FtZS4=</inlineData>`,
		"html":   `<inlineData contenttype="text/html">&lt;p&gt;The port opened.&lt;p&gt;Ships came.</inlineData>`,
		"second": `<inlineXML><sports-content><p>1</p></sports-content></inlineXML><inlineData contenttype="text/plain">The port opened.` + "\n\n" + `Ships came.</inlineData>`,
	} {
		b := decode(t, item(itemMeta, `<contentMeta><headline>Port opens</headline></contentMeta><contentSet>`+set+`</contentSet>`))
		if len(b.Stories) != 1 || b.Stories[0].Text != "Port opens\n\nThe port opened.\n\nShips came." {
			t.Errorf("%s: %+v", name, b)
		}
	}
	b := decode(t, item(itemMeta, `<contentMeta><headline>Port opens</headline><description>It opened early.</description></contentMeta><contentSet><remoteContent href="https://fjord.example/a"/></contentSet>`))
	if s := b.Stories[0]; !s.Envelope.Excerpt || len(s.Trouble) != 1 || !strings.Contains(s.Trouble[0], "https://fjord.example/a") {
		t.Errorf("%+v", s)
	}
}

// TestHead: what the head says is kept.
func TestHead(t *testing.T) {
	meta := strings.Replace(itemMeta, "</itemMeta>", `<embargoed>2016-01-03T06:00:00Z</embargoed><edNote>Adds quote.</edNote><signal qcode="sig:correction"/><link rel="irel:evolvedFrom" residref="urn:fjord:6"/></itemMeta>`, 1)
	b := decode(t, item(meta, `<contentMeta><urgency>4</urgency><headline>Port opens</headline><by>By PER HOLM</by><dateline>OSLO, Jan 2 (Fjord Press)</dateline><slugline>Port-Opening</slugline><subject><name>ports</name></subject></contentMeta><contentSet><inlineData>It opened at dawn.</inlineData></contentSet>`))
	s := b.Stories[0]
	e := s.Envelope
	switch {
	case s.Byline != "Per Holm", s.Source != "Fjord Press", !s.Issued.Equal(time.Date(2016, 1, 2, 9, 15, 0, 0, time.UTC)), s.Dateline == nil || s.Dateline.Place != "Oslo":
		t.Errorf("%+v %+v", s, s.Dateline)
	case e.GUID != "urn:fjord:7", e.Version != 2, e.Urgency != 4, e.Signal != news.SignalCorrection, e.Note != "Adds quote.", e.Slug != "Port-Opening", e.Replaces[0] != "urn:fjord:6", e.Subjects[0] != "ports",
		!e.Embargo.Equal(time.Date(2016, 1, 3, 6, 0, 0, 0, time.UTC)):
		t.Errorf("%+v", e)
	}
}

// TestStatus: what is withheld is held, what is cancelled kills, also without
// a word.
func TestStatus(t *testing.T) {
	for status, want := range map[string]news.Signal{"stat:usable": "", "stat:withheld": news.SignalHold, "stat:canceled": news.SignalKill} {
		content := `<contentMeta><headline>Port opens</headline></contentMeta>`
		if want == news.SignalKill {
			content = ""
		}
		b := decode(t, item(strings.Replace(itemMeta, "stat:usable", status, 1), content))
		if len(b.Stories) != 1 || b.Stories[0].Envelope.Signal != want {
			t.Errorf("%s: %+v", status, b)
		}
	}
}

// TestMessage: of a message's items the wrong one is refused, and the package
// that orders them is no loss.
func TestMessage(t *testing.T) {
	good := item(itemMeta, `<contentMeta><headline>Port opens</headline></contentMeta>`)
	b := decode(t, `<newsMessage><header/><itemSet><packageItem/>`+good+`<newsItem guid="a"/>`+good+`</itemSet></newsMessage>`)
	if len(b.Stories) != 2 || len(b.Refused) != 1 || b.Refused[0].Name != "a" || !strings.Contains(b.Refused[0].Reason, "itemMeta") {
		t.Errorf("%+v", b)
	}
}

// TestInvalid: each fault is named with its field.
func TestInvalid(t *testing.T) {
	for s, field := range map[string]string{
		"":                                 "nothing in it",
		"<a/>":                             "<a>",
		"<newsItem>":                       "line 1",
		item("", ""):                       "itemMeta",
		item("<itemMeta/>", ""):            "versionCreated",
		"<newsItem><itemMeta/></newsItem>": "@guid",
		strings.Replace(item(itemMeta, ""), `version="2"`, `version="two"`, 1):      `@version is "two"`,
		item(strings.Replace(itemMeta, "2016-01-02T10:15:00+01:00", "soon", 1), ""): `versionCreated is "soon"`,
		item(strings.Replace(itemMeta, "usable", "great", 1), ""):                   `pubStatus is "great"`,
		item(itemMeta, "<contentMeta><urgency>12</urgency></contentMeta>"):          "urgency",
		"<newsMessage/>": "itemSet",
		"<events/>":      "no event",
		"<events><event><name>A</name></event></events>":         "dates/start",
		"<planningItem guid='a'>" + itemMeta + "</planningItem>": "newsCoverageSet",
		strings.Repeat("<a>", 300):                               "deeper",
		"<!DOCTYPE a [<!ENTITY x \"y\">]><newsItem>&x;":          "line 1",
	} {
		_, err := Decode(batch.Input{Bytes: []byte(s)})
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), field) {
			t.Errorf("%.60q: %v, want %s", s, err, field)
		}
	}
}

// TestPlanned: events and planning items are plans, with what was covered.
func TestPlanned(t *testing.T) {
	b := decode(t, `<conceptItem guid="urn:fjord:9" version="3">`+itemMeta+`<concept><conceptId qcode="ev:1"/><name>Port talks</name><definition>On dues.</definition><eventDetails><occurStatus qcode="eventoccurstatus:eos6"/><dates><start>2016-02-01</start><end>2016-02-02</end></dates><location><name>Bergen</name></location></eventDetails></concept></conceptItem>`)
	p := b.Plans[0]
	if p.UID != "ev:1" || p.Title != "Port talks" || p.Text != "On dues." || p.Status != news.Cancelled || !p.AllDay || p.From.Day() != 1 || p.To.Day() != 3 || p.Place != "Bergen" || p.Sequence != 3 {
		t.Errorf("%+v", p)
	}
	b = decode(t, `<planningItem guid="urn:fjord:8">`+itemMeta+`<contentMeta><headline>Port week</headline></contentMeta><newsCoverageSet><newsCoverage><planning><itemClass qcode="ninat:text"/><scheduled>2016-02-01T18:00:00Z</scheduled><edNote>300 words</edNote></planning><delivery><deliveredItemRef guidref="urn:fjord:7"/></delivery></newsCoverage></newsCoverageSet></planningItem>`)
	p = b.Plans[0]
	if p.Title != "Port week" || p.Text != "text: 300 words (due 2016-02-01T18:00:00Z)" || p.From.Hour() != 18 || p.Stories[0] != "urn:fjord:7" {
		t.Errorf("%+v", p)
	}
}

func FuzzDecode(f *testing.F) {
	seed := item(itemMeta, `<contentMeta><headline>Port opens</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>The port opened.</p></body.content></body></nitf></inlineXML></contentSet>`)
	event := `<events><event><name>A</name><eventDetails><dates><start>2018-10-23T19:30:00Z</start><duration>P2D</duration><rRule freq="DAILY" byday="TH FR"/></dates></eventDetails></event></events>`
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(seed, n)))
		f.Add([]byte(mutate.Text(event, n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decode(batch.Input{Bytes: b})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, s := range out.Stories {
			if strings.TrimSpace(s.Text) == "" {
				t.Fatal("a story without text")
			}
		}
		for _, p := range out.Plans {
			if p.Title == "" || !p.To.IsZero() && p.To.Before(p.From) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	s := []byte(item(itemMeta, `<contentMeta><headline>Port opens</headline></contentMeta><contentSet><inlineXML><html><body>`+strings.Repeat("<p>The port opened on Monday, the mayor said.</p>", 20)+`</body></html></inlineXML></contentSet>`))
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: s}); err != nil {
			b.Fatal(err)
		}
	}
}
