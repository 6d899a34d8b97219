package archive

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the table of what is not opened
	"encoding/hex"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/intake/warc"
)

// from is the line that begins a message of an mbox, and its envelope.
var from = regexp.MustCompile(`^From \S+ +.*\d\d:\d\d.*\d{4}`)

// kindOf returns the kind of archive that bytes begin, "" for none.
func kindOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		if closed(head) != "" {
			return ""
		}
		return "zip"
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b, 0x08}):
		return "gzip"
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 10 && bytes.HasPrefix(head[4:], []byte("1AY&SY")):
		return "bzip2"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return "tar"
	case warc.Is(head):
		return "warc"
	case from.Match(firstLine(head)) && bytes.Contains(head, []byte(":")):
		return "mbox"
	case manyObjects(head):
		return "json lines"
	}
	return ""
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

// manyObjects reports whether bytes begin an object of JSON that ends with its
// line and is followed by another, or one so long that its line goes on.
func manyObjects(head []byte) bool {
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	line, rest, ended := bytes.Cut(head, []byte("\n"))
	if !ended {
		return false
	}
	rest = bytes.TrimLeft(rest, " \r\n\t")
	return json.Valid(line) && len(rest) > 0 && rest[0] == '{'
}

// webPacked reports whether a packed file begins a web archive.
func webPacked(head []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	b := make([]byte, 1024)
	n, _ := io.ReadFull(z, b)
	return warc.Is(b[:n])
}

//go:embed closed.tsv
var closedFile string

// closedKind is a kind of file by its first bytes.
type closedKind struct {
	magic []byte
	name  string
}

var closedKinds = sync.OnceValue(func() []closedKind {
	var out []closedKind
	for line := range strings.Lines(closedFile) {
		digits, name, ok := strings.Cut(strings.TrimSpace(line), "\t")
		magic, err := hex.DecodeString(digits)
		if ok && err == nil {
			out = append(out, closedKind{magic, name})
		}
	}
	return out
})

// closed names a kind of file that is not opened here, or returns "".
func closed(b []byte) string {
	for _, k := range closedKinds() {
		if bytes.HasPrefix(b, k.magic) {
			return k.name
		}
	}
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) && office.Match(b[min(len(b), 30):min(len(b), 512)]) {
		return "an office document or an electronic book"
	}
	return ""
}

// office is the name of the first file in a zip that is a document.
var office = regexp.MustCompile(`^(?:\[Content_Types\]\.xml|_rels/\.rels|mimetypeapplication/)`)
