package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/mutate"
)

// file is one to be put into an archive.
type file struct{ name, text string }

func zipped(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, f.text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Size: int64(len(f.text)), Mode: 0o600, Typeflag: tar.TypeReg}
		if to, ok := strings.CutPrefix(f.text, "-> "); ok {
			h.Size, h.Typeflag, h.Linkname = 0, tar.TypeSymlink, to
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			io.WriteString(w, f.text)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// walk returns what is said of the parts of a file, each in a line.
func walk(t testing.TB, name, s string, o Options) []string {
	t.Helper()
	var out []string
	err := Walk(t.Context(), File{name, strings.NewReader(s), int64(len(s))}, o, func(p *Part) error {
		line := fmt.Sprintf("%s=%s", p.Name, p.Bytes[:min(len(p.Bytes), 200)])
		switch {
		case p.Passed != "":
			line = p.Name + " passed"
		case p.Refused != "":
			line = p.Name + " refused: " + p.Refused
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const record = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 43\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\nWords\r\n\r\n\r\n"

const box = "From desk@a.example Mon Jan  4 10:00:00 2016\nSubject: A\n\nWords\n>From here on\n\nFrom desk@a.example Mon Jan  4 10:00:00 2016\nSubject: B\n\nMore\n"

// TestKinds takes apart each kind of archive, and one in another.
func TestKinds(t *testing.T) {
	const a = "a.txt=Words"
	for name, c := range map[string]struct {
		bytes string
		want  []string
	}{
		"plain":       {"Words", []string{"f=Words"}},
		"gzip":        {packed("Words"), []string{"f=Words"}},
		"zip":         {zipped(t, file{"a.txt", "Words"}, file{"b/", ""}, file{"b/c.txt", "More"}), []string{"f/" + a, "f/b/c.txt=More"}},
		"tar":         {tarred(t, file{"a.txt", "Words"}), []string{"f/" + a}},
		"tar.gz":      {packed(tarred(t, file{"a.txt", "Words"})), []string{"f/" + a}},
		"zip in tar":  {packed(tarred(t, file{"z.zip", zipped(t, file{"a.txt", "Words"})})), []string{"f/z.zip/" + a}},
		"tar in zip":  {zipped(t, file{"z.tar", tarred(t, file{"a.txt", "Words"})}), []string{"f/z.tar/" + a}},
		"mbox":        {box, []string{"f#1=Subject: A\n\nWords\nFrom here on\n\n", "f#2=Subject: B\n\nMore\n"}},
		"mbox.gz":     {packed(box), []string{"f#1=Subject: A\n\nWords\nFrom here on\n\n", "f#2=Subject: B\n\nMore\n"}},
		"web":         {record + record, []string{"f/http://a.example/=Words", "f/http://a.example/=Words"}},
		"web in zip":  {zipped(t, file{"w", packed(record)}), []string{"f/w/http://a.example/=Words"}},
		"lines":       {"{\"a\": 1}\n\n{\"a\": 2}\n", []string{"f#1={\"a\": 1}\n", "f#3={\"a\": 2}\n"}},
		"an object":   {"{\"a\":\n 1}\n", []string{"f={\"a\":\n 1}\n"}},
		"a picture":   {"GIF89a" + strings.Repeat("\x00", 40), []string{"f passed"}},
		"hidden":      {zipped(t, file{"__MACOSX/a.txt", "x"}, file{"a/.b", "x"}, file{"a.txt", "Words"}), []string{"f/__MACOSX/a.txt passed", "f/a/.b passed", "f/" + a}},
		"a long film": {"\x00\x00\x00\x20ftypmp42" + strings.Repeat("\x00", 1<<20), []string{"f passed"}},
		"nothing":     {"", []string{"f passed"}},
	} {
		got := walk(t, "f", c.bytes, Options{MaxBytes: 1 << 20})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTraps refuses what is made to do harm, with the reason, and takes what
// stands beside it.
func TestTraps(t *testing.T) {
	deep := "Words"
	for range 8 {
		deep = zipped(t, file{"a.zip", deep})
	}
	var many []file
	for i := range 40 {
		many = append(many, file{fmt.Sprint(i), strings.Repeat("0", 1<<20)})
	}
	zeros := packed(tarred(t, many...))
	for name, c := range map[string]struct{ bytes, words string }{
		"a path up":            {zipped(t, file{"../../etc/passwd", "x"}, file{"a.txt", "Words"}), "leads out"},
		"a path inside":        {zipped(t, file{"a/../../b", "x"}, file{"a.txt", "Words"}), "leads out"},
		"a root":               {tarred(t, file{"/etc/passwd", "x"}, file{"a.txt", "Words"}), "leads out"},
		"a drive":              {zipped(t, file{`C:\a.txt`, "x"}, file{"a.txt", "Words"}), "leads out"},
		"control signs":        {tarred(t, file{"a\x1b[2J", "x"}, file{"a.txt", "Words"}), "control"},
		"a long name":          {zipped(t, file{strings.Repeat("a", 2000), "x"}, file{"a.txt", "Words"}), "longer than"},
		"a link":               {tarred(t, file{"a", "-> /etc/passwd"}, file{"a.txt", "Words"}), "link"},
		"deep":                 {zipped(t, file{"a.zip", deep}, file{"a.txt", "Words"}), "deep"},
		"a bomb":               {zeros, "200 times"},
		"a bomb in a zip":      {zipped(t, file{"a.txt", "Words"}, file{"b.gz", zeros}), "200 times"},
		"a long file":          {zipped(t, file{"a.txt", "Words"}, file{"b", strings.Repeat("b", 2<<20)}), "limit.file"},
		"a PDF":                {zipped(t, file{"a.txt", "Words"}, file{"b", "%PDF-1.4"}), "PDF"},
		"a document":           {zipped(t, file{"[Content_Types].xml", "<x/>"}), "office"},
		"cut off":              {tarred(t, file{"a.txt", "Words"}, file{"b.txt", "More"})[:1300], "breaks off"},
		"a zip cut off":        {zipped(t, file{"a.txt", "Words"}, file{"b.txt", "More"})[:95], "list of files"},
		"a zip without a list": {strings.Replace(zipped(t, file{"a.txt", "Words"}, file{"../b", "x"}), "PK\x01\x02", "PK\x01\x03", 2), "leads out"},
	} {
		start := time.Now()
		got := strings.Join(walk(t, "f", c.bytes, Options{MaxBytes: 1 << 20, MaxTotal: 4 << 20}), "\n")
		if !strings.Contains(got, c.words) || !strings.Contains(got, "refused") {
			t.Errorf("%s: %.300q", name, got)
		}
		if strings.Contains(c.bytes, "a.txt") && !strings.Contains(got, "a.txt=Words") {
			t.Errorf("%s: what stands beside it is lost: %.300q", name, got)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

// TestFrom goes on where a walk was broken off.
func TestFrom(t *testing.T) {
	z := zipped(t, file{"a", "1"}, file{"b.mbox", box}, file{"c", "2"})
	whole := walk(t, "f", z, Options{})
	for n := range whole {
		if rest := walk(t, "f", z, Options{From: n}); !slices.Equal(rest, whole[n:]) {
			t.Errorf("from %d: %q", n, rest)
		}
	}
	enough := errors.New("enough")
	err := Walk(t.Context(), File{"f", strings.NewReader(z), int64(len(z))}, Options{}, func(p *Part) error {
		if p.N == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || len(whole) != 4 {
		t.Errorf("%v of %d parts", err, len(whole))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Walk(ctx, File{"f", strings.NewReader(z), int64(len(z))}, Options{}, func(*Part) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestTree lists files, and says why others are none.
func TestTree(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a/c.txt", ".hidden/d.txt"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for e := range Tree(dir, filepath.Join(dir, "none"), filepath.Join(dir, "b.txt")) {
		name, _ := filepath.Rel(dir, e.Path)
		got = append(got, fmt.Sprintf("%s %d %v %v", name, e.Size, e.Passed != "", e.Refused != ""))
	}
	want := []string{".hidden 0 true false", "a/c.txt 1 false false", "b.txt 1 false false", "link 0 false true", "none 0 false true", "b.txt 1 false false"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for range Tree(dir) {
		break // it can be left
	}
}

func FuzzWalk(f *testing.F) {
	for _, s := range []string{"Words", packed("Words"), zipped(f, file{"a", "Words"}, file{"b.zip", zipped(f, file{"c", "x"})}), packed(tarred(f, file{"a", "x"}, file{"l", "-> a"})), box, record, "{\"a\": 1}\n{\"a\": 2}\n"} {
		f.Add([]byte(s))
		f.Add([]byte(s[:len(s)*2/3]))
		for i := range uint64(3) {
			f.Add([]byte(mutate.Text(s, i)))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 0
		err := Walk(t.Context(), File{"f", bytes.NewReader(b), int64(len(b))}, Options{MaxBytes: 1 << 16}, func(p *Part) error {
			if p.N != n || len(p.Bytes) > 1<<16+1 || p.Name == "" {
				return fmt.Errorf("part %d is number %d, %q, with %d bytes", n, p.N, p.Name, len(p.Bytes))
			}
			n++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
