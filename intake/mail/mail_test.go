package mail

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

const head = "From: =?iso-8859-1?Q?J=F8rn_Dahl?= <desk@fjord.example>\r\nDate: Sat, 2 Jan 2016 09:15:00 +0100\r\nMessage-Id: <7@fjord.example>\r\n"

func Example() {
	m, err := Decode(batch.Input{Bytes: []byte(head + "Subject: [wire] Port opens\r\n\r\nThe port opened at dawn.\r\n")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Story.Headline, "|", m.Story.Source, "|", len(m.Attached))
	// Output: Port opens | Jørn Dahl | 0
}

func read(t *testing.T, s string) *Message {
	t.Helper()
	m, err := Decode(batch.Input{Bytes: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPlain: subject, sender, date and text come through their encodings.
func TestPlain(t *testing.T) {
	m := read(t, head+"Subject: [wire] Re: =?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte("Havn åbner"))+"?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"+
		"OSLO, Jan 2 (Fjord Press) -- The port of M=E5l=F8y opened on Saturday, a day late, =\r\nthe mayor said.\r\n\r\nIt had been closed for a year.\r\n-- \r\nFjord Press, Harbour Street\r\n")
	s := m.Story
	if s.Headline != "Havn åbner" || s.Source != "Jørn Dahl" || !s.Issued.Equal(time.Date(2016, 1, 2, 8, 15, 0, 0, time.UTC)) || s.Envelope.GUID != "7@fjord.example" {
		t.Errorf("%+v", s)
	}
	if s.Dateline == nil || s.Dateline.Place != "Oslo" || !strings.Contains(s.Text, "Måløy opened on Saturday, a day late, the mayor said.\n\nIt had been closed") || strings.Contains(s.Text, "Harbour Street") {
		t.Errorf("%q %+v", s.Text, s.Dateline)
	}
}

// TestAlternatives: the plain form is read, unless it is full of addresses.
func TestAlternatives(t *testing.T) {
	two := func(plain string) string {
		return head + "Subject: Port opens\r\nList-Id: Harbour news <port.fjord.example>\r\nContent-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\n" + plain +
			"\r\n--B\r\nContent-Type: text/html\r\n\r\n<html><style>p{}</style><p>The port opened, says the <b>page</b>.<p>Ships came.</html>\r\n--B--\r\n"
	}
	for plain, want := range map[string]string{
		"The port opened, says the letter.":                            "letter",
		"See https://fjord.example/a and https://fjord.example/b now.": "page",
		"": "page",
	} {
		m := read(t, two(plain))
		if !strings.Contains(m.Story.Text, want) || m.Story.Source != "Harbour news" || strings.Contains(m.Story.Text, "{") {
			t.Errorf("%q: %q from %q", plain, m.Story.Text, m.Story.Source)
		}
	}
}

// TestAttached: files are handed on, pictures are not, also out of a message
// in a message.
func TestAttached(t *testing.T) {
	inner := "Content-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\nContent-Type: application/octet-stream; name=\"a.xml\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte("<nitf/>")) +
		"\r\n--C\r\nContent-Type: image/png\r\n\r\nx\r\n--C--\r\n"
	m := read(t, head+"Subject: Two files\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"+inner+"\r\n--B\r\nContent-Type: text/calendar\r\nContent-Disposition: attachment; filename=b.ics\r\n\r\nBEGIN:VCALENDAR\r\n--B--\r\n")
	if m.HasStory || len(m.Attached) != 2 || m.Attached[0].Name != "a.xml" || string(m.Attached[0].Bytes) != "<nitf/>" || m.Attached[1].Name != "b.ics" || m.Attached[1].ContentType != "text/calendar" {
		t.Fatalf("%+v", m)
	}
}

func TestSignals(t *testing.T) {
	m := read(t, head+"Subject: KILL: Port fire\r\nSupersedes: <6@fjord.example>\r\n\r\nPlease do not use the story on the port fire.\r\n")
	if m.Story.Envelope.Signal != news.SignalKill || m.Story.Envelope.Replaces[0] != "6@fjord.example" {
		t.Errorf("%+v", m.Story.Envelope)
	}
	m = read(t, head+"Subject: Port fire\r\nSupersedes: <6@fjord.example>\r\n\r\nThe fire is out.\r\n")
	if m.Story.Envelope.Signal != news.SignalUpdate {
		t.Errorf("%+v", m.Story.Envelope)
	}
}

// TestLimits: what breaks off or nests without end gives what was read before,
// or a reason.
func TestLimits(t *testing.T) {
	var deep strings.Builder
	deep.WriteString(head + "Subject: Deep\r\n")
	for i := range 200 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n", i, i)
	}
	deep.WriteString("\r\nwords\r\n")
	many := head + "Subject: Many\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nThe port opened.\r\n" + strings.Repeat("--B\r\n\r\n\r\n", 2*maxParts)
	if m := read(t, many); !strings.Contains(m.Story.Text, "port opened") || len(m.Story.Trouble) == 0 {
		t.Errorf("%+v", m.Story)
	}
	for name, s := range map[string]string{"empty": "", "no body": head + "\r\n", "deep": deep.String(), "no header": "\r\n\r\n", "long header": "A: " + strings.Repeat("x", maxHeader+1)} {
		if _, err := Decode(batch.Input{Bytes: []byte(s)}); err == nil || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestIs(t *testing.T) {
	for s, want := range map[string]bool{
		head + "\r\nx": true, "": false, "Ferry opens\n\nIt left.": false, "From: a\nTo: b\n folded\n\nx": true, "From: Oslo with love\n\nIt left.": false,
		"Received: by x\nFrom: a\n\n": true, "From: a\nnot a field\nDate: b\n\n": false,
	} {
		if Is([]byte(s)) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	s := []byte(head + "Subject: Port opens\r\n\r\n" + strings.Repeat("The port opened on Monday, the mayor said.\r\n\r\n", 20))
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: s}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	seed := head + "Subject: Port opens\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The port=20opened.\r\n--B\r\nContent-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhl\r\n--B--\r\n"
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(seed, n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		Is(b)
		m, err := Decode(batch.Input{Bytes: b})
		switch {
		case err != nil && fault.KindOf(err) != fault.Invalid:
			t.Fatal(err)
		case err == nil && m.HasStory && strings.TrimSpace(m.Story.Text) == "":
			t.Fatal("a story without text")
		}
	})
}
