package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		in   Input
		want Format
	}{
		{Input{Bytes: []byte("All news\n\nFerry opens\n\nARVIK, May 2 (Norpress) -- It left.")}, Plain},
		{Input{Bytes: []byte("<!DOCTYPE html><html><body>x")}, Page},
		{Input{Bytes: []byte("  <html>")}, Page},
		{Input{Bytes: []byte("<div>x</div>")}, Page},
		{Input{Bytes: []byte("<?xml version='1.0'?><rss><channel>")}, Feed},
		{Input{Bytes: []byte("<?xml version='1.0'?><!DOCTYPE html><html>")}, Page},
		{Input{Bytes: []byte("\xef\xbb\xbf<feed xmlns='x'>")}, Feed},
		{Input{Bytes: []byte("<\x00r\x00s\x00s\x00>\x00<\x00c\x00h\x00a\x00n\x00n\x00e\x00l\x00>\x00")}, Feed},
		{Input{Bytes: []byte(`{"version": "https://jsonfeed.org/version/1.1"}`)}, Feed},
		{Input{Bytes: []byte("<rss>"), ContentType: "text/html"}, Feed},
		{Input{Bytes: []byte("Words <b>bold</b>"), ContentType: "text/html; charset=utf-8"}, Page},
		{Input{Bytes: []byte("Words <b>bold</b>"), Name: "a.HTML"}, Page},
		{Input{Bytes: []byte("A < B, said the minister"), Name: "a.txt"}, Plain},
		{Input{}, Plain},
	} {
		if got := Detect(c.in); got != c.want {
			t.Errorf("%.30q %s: %s, want %s", c.in.Bytes, c.in.ContentType, got, c.want)
		}
	}
}

func packed(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, s)
	z.Close()
	return b.Bytes()
}

func TestBadInput(t *testing.T) {
	whole := packed(strings.Repeat("Some words that are packed. ", 100))
	for name, c := range map[string]struct {
		in    Input
		words string
	}{
		"nothing":           {Input{}, "nothing"},
		"binary":            {Input{Bytes: append([]byte("\x7fELF"), make([]byte, 100)...)}, "not text"},
		"a 50 MB line":      {Input{Bytes: bytes.Repeat([]byte("word "), 10<<20)}, "split it"},
		"a 70 MB file":      {Input{Bytes: bytes.Repeat([]byte("word\n"), 14<<20)}, "split it"},
		"a long page":       {Input{Bytes: append([]byte("<html>"), bytes.Repeat([]byte("<p>word"), 3<<20)...)}, "split it"},
		"truncated gzip":    {Input{Bytes: whole[:len(whole)/2]}, "breaks off"},
		"gzip of nothing":   {Input{Bytes: []byte{0x1f, 0x8b}}, "breaks off"},
		"a gzip bomb":       {Input{Bytes: packed(strings.Repeat("x", 1<<20)), MaxBytes: 1 << 16}, "split it"},
		"an unknown format": {Input{Bytes: []byte("x"), Format: "warc"}, "plain, page, feed"},
	} {
		c.in.Name = "in.txt"
		_, err := Decode(c.in)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), c.words) || !strings.Contains(err.Error(), "in.txt") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDecode(t *testing.T) {
	out, err := Decode(Input{Bytes: packed("Ferry opens\n\nARVIK, May 2 (Norpress) -- The ferry left at dawn."), Day: calendar.Date(2012, 5, 2), Source: "Mail"})
	if err != nil || len(out) != 1 || out[0].Headline != "Ferry opens" || out[0].Dateline == nil || out[0].Source != "Mail" || out[0].ID == "" {
		t.Fatalf("%+v, %v", out, err)
	}
}

func TestTaker(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><title>Ferry opens</title><body><h1>Ferry opens</h1><p>"+strings.Repeat("The ferry left at dawn with a band on board. ", 8))
	}))
	defer s.Close()
	taker := &Taker{Client: fetch.New(fetch.Options{Private: true})}
	out, err := taker.URL(context.Background(), s.URL+"/a", calendar.Day{})
	if err != nil || len(out) != 1 || out[0].Headline != "Ferry opens" || out[0].URL != s.URL+"/a" || out[0].Source != "127.0.0.1" {
		t.Fatalf("%+v, %v", out, err)
	}
	secret := strings.Replace(s.URL, "http://", "http://ines:hush@", 1) + "/a?id=7&access_token=hush"
	if out, err = taker.URL(t.Context(), secret, calendar.Day{}); err != nil || len(out) != 1 || out[0].URL != s.URL+"/a?id=7" {
		t.Fatalf("%+v, %v", out, err)
	}
	for name, paste := range map[string]string{
		"a page": `<html><head><link rel="canonical" href="https://ines:hush@wire.example/a"></head><body><h1>Ferry opens</h1><p>It left at dawn.`,
		"a feed": `<rss><channel><title>N</title><item><title>Ferry opens</title><link>https://ines:hush@wire.example/a?token=hush</link></item></channel></rss>`,
	} {
		if out, err = taker.Text(t.Context(), paste, calendar.Day{}); err != nil || len(out) != 1 || out[0].URL != "https://wire.example/a" {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
	}
	if out, err = taker.Text(t.Context(), "Ferry opens\n\nIt left at dawn.", calendar.Day{}); err != nil || len(out) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	if _, err = taker.Read(t.Context(), strings.NewReader(""), "empty.txt", calendar.Day{}); err == nil || !strings.Contains(err.Error(), "empty.txt") {
		t.Fatal(err)
	}
	_, err = (&Taker{}).URL(t.Context(), s.URL, calendar.Day{})
	if fault.KindOf(err) != fault.Denied {
		t.Fatal(err)
	}
	if !IsURL("HTTPS://a.example") || IsURL("story.txt") {
		t.Error("IsURL")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("Ferry opens\n\nIt left."), "text/plain", "a.txt")
	f.Add([]byte("<html><p>x"), "", "")
	f.Add([]byte("<rss><item>"), "application/rss+xml", "")
	f.Add(packed("words"), "", "a.gz")
	f.Fuzz(func(t *testing.T, b []byte, contentType, name string) {
		out, err := Decode(Input{Bytes: b, ContentType: contentType, Name: name, MaxBytes: 1 << 20})
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		for _, s := range out {
			if s.Text == "" {
				t.Fatal("a story without text")
			}
		}
	})
}

// TestLanguage: the text decides in which language a story is, in any format;
// what the source says counts where the text is silent.
func TestLanguage(t *testing.T) {
	const french = "Les deux ministres ont déclaré après leur rencontre qu'ils signeraient l'accord au printemps et que les travaux du pont commenceraient aussitôt."
	for name, c := range map[string]struct {
		in   string
		want string
		said string
	}{
		"plain French":             {"Accord en vue\n\n" + french + "\n\n" + french, "fr", ""},
		"a page that says English": {"<html lang=en><h1>Accord en vue</h1><p>" + french + "<p>" + french + french, "fr", ""},
		"a feed of German":         {"<rss version='2.0'><channel><title>x</title><language>de</language><item><title>Abkommen in Sicht</title><description>Die Minister sagten am Montag, sie wollten das Abkommen im Frühjahr unterzeichnen.</description></item></channel></rss>", "de", ""},
		"a telegram":               {"MINISTER HALD ARRIVED ARVIK STOP TALKS TOMORROW", "en", ""},
		"two languages":            {french + "\n\nThe two ministers said after their meeting that they would sign the accord in the spring.", "fr", "English"},
		"nobody knows":             {strings.Repeat("Warau lemki sotupo renga mistu paleno kurawi. ", 4), "und", "not known"},
	} {
		got, err := Decode(Input{Bytes: []byte(c.in)})
		if err != nil {
			t.Fatal(err)
		}
		if trouble := strings.Join(got[0].Trouble, "; "); got[0].Language != c.want || c.said == "" && strings.Contains(trouble, "language") || !strings.Contains(trouble, c.said) {
			t.Errorf("%s: %q, trouble %q; want %q, %q", name, got[0].Language, trouble, c.want, c.said)
		}
	}
}
