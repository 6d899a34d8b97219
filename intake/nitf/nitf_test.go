package nitf

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

func Example() {
	b, err := Decode(batch.Input{Bytes: []byte(`<nitf><body><body.head><hedline><hl1>Port opens</hl1></hedline></body.head>
		<body.content><p>The port opened at dawn.</p></body.content></body></nitf>`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.Stories[0].Text)
	// Output:
	// Port opens
	//
	// The port opened at dawn.
}

const full = `<?xml version="1.0"?>
<nitf xml:lang="en-GB"><head><title>BC-Port Opens</title>
<tobject><tobject.subject tobject.subject.type="Transport"/></tobject>
<docdata management-status="%s"><doc-id id-string="fp-1" regsrc="Fjord"/><urgency ed-urg="2"/>%s
<date.issue norm="20160102T101500+0100"/><date.release norm="20160103T060000Z"/><du-key key="port-opens" version="3"/><ed-msg info="Adds quote"/>
<doc.copyright holder="Fjord Press"/><key-list><keyword key="ports"/></key-list></docdata>
<pubdata position.section="Coast"/></head>
<body><body.head><hedline><hl1>Port opens</hl1><hl2>A year late</hl2></hedline><byline>By Per Holm, <byttl>Staff</byttl></byline>
<dateline>OSLO, Jan. 2 (Fjord Press)</dateline></body.head>
<body.content><block><p>The port opened on Saturday.</p><hl2>Ships came</hl2><p>Ten ships waited &amp; left.</p>
<media><media-caption><p>A ship</p></media-caption></media><table><tr><td>10</td></tr></table></block></body.content>
<body.end><tagline>Per Holm reports on ports.</tagline></body.end></body></nitf>`

// TestFull reads a document with all that the standard has for editors.
func TestFull(t *testing.T) {
	b, err := Decode(batch.Input{Bytes: fmt.Appendf(nil, full, "usable", "")})
	if err != nil {
		t.Fatal(err)
	}
	s := b.Stories[0]
	e := s.Envelope
	if want := "Port opens\n\nA year late\n\nOSLO, Jan. 2 (Fjord Press) - The port opened on Saturday.\n\nShips came\n\nTen ships waited & left."; s.Text != want {
		t.Errorf("%q", s.Text)
	}
	switch {
	case s.Byline != "Per Holm", s.Source != "Fjord Press", s.Section != "Coast", s.Language != "en", s.Deck != "A year late", s.Dateline == nil || s.Dateline.Place != "Oslo":
		t.Errorf("%+v %+v", s, s.Dateline)
	case e.GUID != "fp-1", e.Version != 3, e.Slug != "port-opens", e.Urgency != 2, e.Note != "Adds quote", e.Signal != news.SignalNone, len(e.Subjects) != 2,
		!e.Embargo.Equal(time.Date(2016, 1, 3, 6, 0, 0, 0, time.UTC)), !e.Updated.Equal(time.Date(2016, 1, 2, 9, 15, 0, 0, time.UTC)):
		t.Errorf("%+v", e)
	}
}

// TestSignals: status, corrections and series say what kind of message it is.
func TestSignals(t *testing.T) {
	for _, c := range []struct {
		status, data string
		want         news.Signal
		replaces     string
	}{
		{"usable", "", news.SignalNone, ""},
		{"withheld", "", news.SignalHold, ""},
		{"canceled", "", news.SignalKill, ""},
		{"usable", `<correction info="The day was wrong" id-string="fp-0"/>`, news.SignalCorrection, "fp-0"},
		{"usable", `<series series.name="ports" series.part="2" series.totalpart="3"/>`, news.SignalTake, ""},
		{"usable", `<ed-msg info="KILL the ports story"/>`, news.SignalKill, ""},
	} {
		b, err := Decode(batch.Input{Bytes: fmt.Appendf(nil, full, c.status, c.data)})
		if err != nil {
			t.Fatal(err)
		}
		e := b.Stories[0].Envelope
		if e.Signal != c.want || strings.Join(e.Replaces, " ") != c.replaces {
			t.Errorf("%s %s: %q, %q", c.status, c.data, e.Signal, e.Replaces)
		}
	}
}

// TestInvalid: what is wrong is named.
func TestInvalid(t *testing.T) {
	for s, reason := range map[string]string{
		"":                     "nothing in it",
		"<html/>":              "<html>",
		"<nitf/>":              "<body>",
		"<nitf><body></body>":  "line 1",
		"<nitf><body/></nitf>": "neither a headline nor a text",
		strings.Replace(full, `ed-urg="2"`, `ed-urg="high"`, 1):                    "ed-urg",
		strings.Replace(full, `norm="20160102T101500+0100"`, `norm="Saturday"`, 1): "date.issue",
	} {
		_, err := Decode(batch.Input{Bytes: []byte(s)})
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.40q: %v", s, err)
		}
	}
	// A slip that leaves the sense plain is mended, and said.
	b, err := Decode(batch.Input{Bytes: []byte("<nitf><body><body.content><p>Ships & ports.</p></body.content></body></nitf>")})
	if err != nil || len(b.Stories[0].Trouble) == 0 || b.Stories[0].Text != "Ships & ports." {
		t.Errorf("%+v, %v", b, err)
	}
}

func FuzzDecode(f *testing.F) {
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(full, n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decode(batch.Input{Bytes: b})
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		if err == nil && strings.TrimSpace(out.Stories[0].Text) == "" {
			t.Fatal("a story without text")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	s := fmt.Appendf(nil, strings.Replace(full, "<p>The port", strings.Repeat("<p>The port opened on Monday, the mayor said.</p>", 20)+"<p>The port", 1), "usable", "")
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: s}); err != nil {
			b.Fatal(err)
		}
	}
}
