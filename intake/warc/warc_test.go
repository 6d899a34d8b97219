package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/datelinewire/dateline/internal/mutate"
)

// all reads the records of an archive.
func all(t testing.TB, b []byte) []*Record {
	t.Helper()
	var out []*Record
	r := NewReader(bytes.NewReader(b), int64(len(b)), Options{})
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rec)
	}
}

// record writes a record; a length below zero is the right one.
func record(kind, at, block string, length int) string {
	if length < 0 {
		length = len(block)
	}
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-05-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, at, length, block)
}

func answer(body string, headers ...string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + strings.Join(append(headers, ""), "\r\n") + "\r\n" + body
}

func page(n int) string {
	return record("response", fmt.Sprintf("https://isle.example/%d", n), answer(fmt.Sprintf("<p>Ferry %d sails.", n)), -1)
}

func packed(parts ...string) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		io.WriteString(z, p)
		z.Close()
	}
	return b.Bytes()
}

// addresses returns the last letter of each record's address.
func addresses(records []*Record) string {
	out := ""
	for _, r := range records {
		out += r.URI[len(r.URI)-1:]
	}
	return out
}

// TestSalvage reads archives that somebody broke: what can be told from its
// neighbours is there.
func TestSalvage(t *testing.T) {
	good := packed(page(1), page(2), page(3))
	second := bytes.Index(good[1:], magic) + 1
	hurt := slices.Clone(good)
	for i := range 40 {
		hurt[second+30+i] ^= 0x5a
	}
	for name, c := range map[string]struct {
		bytes []byte
		want  string
	}{
		"a member a record":       {good, "123"},
		"one member":              {packed(page(1) + page(2) + page(3)), "123"},
		"a record in two members": {packed(page(1)[:60], page(1)[60:]+page(2)), "12"},
		"a damaged member":        {hurt, "13"},
		"zeros between members":   {slices.Concat(packed(page(1)), make([]byte, 500), packed(page(2))), "12"},
		"cut off":                 {good[:len(good)-30], "123"},
		"too short a length":      {[]byte(page(1) + record("response", "https://isle.example/2", answer("<p>Ferry"), 20) + page(3)), "123"},
		"too long a length":       {[]byte(page(1) + record("response", "https://isle.example/2", answer("<p>Ferry"), 200) + page(3)), "123"},
		"far too long":            {[]byte(page(1) + record("response", "https://isle.example/2", answer("<p>Ferry"), 1<<40) + page(3)), "123"},
		"no length":               {[]byte(page(1) + strings.Replace(page(2), "Content-Length", "Content-Size", 1) + page(3)), "123"},
		"words between records":   {[]byte(page(1) + "and so\r\non\r\n" + page(2)), "12"},
		"line feeds alone":        {[]byte(strings.ReplaceAll(page(1)+page(2), "\r\n", "\n")), "12"},
		"a header cut off":        {[]byte(page(1) + "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://isle.example/2\r\nConte"), "12"},
	} {
		got := all(t, c.bytes)
		if addresses(got) != c.want {
			t.Errorf("%s: records %s, want %s", name, addresses(got), c.want)
			continue
		}
		if last := got[len(got)-1]; name != "a header cut off" && name != "cut off" && !bytes.HasPrefix(last.Body, []byte("<p>Ferry")) {
			t.Errorf("%s: the last body is %q (%v)", name, last.Body, last.Trouble)
		}
	}
}

// TestCodings takes bodies out of chunks and packings, also where the headers
// are wrong about them.
func TestCodings(t *testing.T) {
	const words = "<p>The ferry sails at dawn."
	squeeze := func(w io.WriteCloser, b *bytes.Buffer) string {
		io.WriteString(w, words)
		w.Close()
		return b.String()
	}
	var g, d, r bytes.Buffer
	dw, _ := flate.NewWriter(&d, 9)
	zipped, deflated, small := squeeze(gzip.NewWriter(&g), &g), squeeze(dw, &d), squeeze(brotli.NewWriter(&r), &r)
	chunks := func(s string) string {
		return fmt.Sprintf("%x;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 9, s[:9], len(s)-9, s[9:])
	}
	for name, c := range map[string]struct {
		block, want string
		trouble     bool
	}{
		"plain":                   {answer(words), words, false},
		"gzip":                    {answer(zipped, "Content-Encoding: gzip"), words, false},
		"deflate without a head":  {answer(deflated, "content-encoding: deflate"), words, false},
		"br":                      {answer(small, "Content-Encoding: br"), words, false},
		"not br after all":        {answer(words, "Content-Encoding: br"), words, false},
		"not gzip after all":      {answer(words, "Content-Encoding: gzip"), words, false},
		"chunked":                 {answer(chunks(words), "Transfer-Encoding: chunked"), words, false},
		"chunked and gzip":        {answer(chunks(zipped), "Transfer-Encoding: chunked", "Content-Encoding: gzip"), words, false},
		"not chunked after all":   {answer(words, "Transfer-Encoding: chunked"), words, false},
		"a chunk missing":         {answer(chunks(words)[:20], "Transfer-Encoding: chunked"), words[:9], true},
		"gzip that breaks off":    {answer(zipped[:len(zipped)-9], "Content-Encoding: gzip"), words, true},
		"packed in a strange way": {answer(words, "Content-Encoding: lzma"), "", true},
		"no headers":              {words, words, false},
	} {
		got := all(t, []byte(record("response", "https://isle.example/", c.block, -1)))[0]
		if string(got.Body) != c.want || (len(got.Trouble) > 0) != c.trouble {
			t.Errorf("%s: %q, %v", name, got.Body, got.Trouble)
		}
	}
}

// TestARC reads both versions of the lines of an ARC.
func TestARC(t *testing.T) {
	for version, line := range map[string]string{
		"1": "https://isle.example/a b 10.0.0.1 20140216050221 text/html %d\n",
		"2": "https://isle.example/a b 10.0.0.1 20140216050221 text/html 200 - - 77 file.arc %d\n",
	} {
		head := version + " 0 Isle\nURL IP-address Archive-date Content-type Archive-length\n"
		body := answer("<p>Ferry")
		b := fmt.Sprintf("filedesc://x.arc 0.0.0.0 20140216050221 text/plain %d\n%s\n", len(head), head) + fmt.Sprintf(line, len(body)) + body + "\n"
		got := all(t, []byte(b))
		if len(got) != 2 || got[1].URI != "https://isle.example/a b" || string(got[1].Body) != "<p>Ferry" || got[1].Date.Year() != 2014 || !Is([]byte(b)) {
			t.Errorf("version %s: %+v", version, got[len(got)-1])
		}
	}
}

// TestHostile reads what was made to stall: none may take long or much memory.
func TestHostile(t *testing.T) {
	liars := strings.Repeat(record("response", "https://isle.example/", "x", 1<<50), 20_000)
	bomb := packed(strings.Repeat(" ", 64<<20))
	for name, c := range map[string]struct {
		bytes []byte
		words string
	}{
		"lengths that lie":  {[]byte(liars), ""},
		"no lengths":        {[]byte(strings.Repeat("WARC/1.0\r\nWARC-Type: response\r\n\r\n", 100_000)), ""},
		"members that lie":  {bytes.Repeat(magic, 300_000), ""},
		"half members":      {bytes.Repeat(packed("WARC/1.0\r\n")[:16], 100_000), ""},
		"a header for ever": {[]byte("WARC/1.0\r\n" + strings.Repeat("A: b\r\n", 1<<20)), "header"},
		"a line for ever":   {[]byte("WARC/1.0\r\nA: " + strings.Repeat("b", 4<<20)), "header"},
		"a bomb":            {bomb, "unpacks"},
		"chunks":            {[]byte(record("response", "https://isle.example/", answer(strings.Repeat("1\r\nx\r\n", 500_000), "Transfer-Encoding: chunked"), -1)), ""},
	} {
		start := time.Now()
		r := NewReader(bytes.NewReader(c.bytes), int64(len(c.bytes)), Options{MaxTotal: 32 << 20})
		var err error
		for err == nil {
			_, err = r.Next()
		}
		if c.words == "" != errors.Is(err, io.EOF) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(packed(page(1), page(2)))
	f.Add([]byte(page(1) + page(2)))
	f.Add([]byte("filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9\n2 0 Isle\n\n\nhttp://a.example/ 10.0.0.1 20140216050221 text/html 3\nabc\n"))
	f.Add([]byte(record("response", "https://isle.example/", answer("4\r\nabcd\r\n0\r\n", "Transfer-Encoding: chunked", "Content-Encoding: gzip, br"), -1)))
	for i := range uint64(8) {
		f.Add([]byte(mutate.Text(page(1)+page(2)+page(3), i)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		const most = 1 << 20
		r := NewReader(bytes.NewReader(b), int64(len(b)), Options{MaxBytes: most, MaxTotal: 4 << 20})
		for n := 0; ; n++ {
			rec, err := r.Next()
			if err != nil {
				return
			}
			if n > len(b)+(4<<20)/10 || len(rec.Body) > most {
				t.Fatalf("record %d with %d bytes, of an archive of %d", n, len(rec.Body), len(b))
			}
		}
	})
}

// BenchmarkRead says how many records of usual pages a second one core reads.
func BenchmarkRead(b *testing.B) {
	body := strings.Repeat("<p>The ferry to the islands left at dawn with its <b>people</b> on board.</p>\n", 500)
	var parts []string
	for n := range 200 {
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		fmt.Fprint(w, n, body)
		w.Close()
		parts = append(parts, record("response", "https://isle.example/", answer(z.String(), "Content-Encoding: gzip"), -1))
	}
	file := packed(parts...)
	for b.Loop() {
		if n := len(all(b, file)); n != len(parts) {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(len(parts)*b.N)/b.Elapsed().Seconds(), "records/s")
}
