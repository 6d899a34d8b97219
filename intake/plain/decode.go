// Package plain turns bytes into clean text and plain text into a story. What
// goes in may be in any encoding and broken; what comes out is UTF-8 without
// control characters, with line feeds for line ends, and with a note of all
// that had to be guessed or mended.
//
//	text, trouble, err := plain.Decode(b, "")
//
// Limits: a text of less than some 60 bytes in an undeclared legacy encoding
// may be taken for another of the same family.
package plain

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"

	"github.com/datelinewire/dateline/internal/fault"
)

// sniffed is how many bytes are looked at to guess an encoding.
const sniffed = 64 << 10

// Decode returns the text that the bytes hold. declared is a character set or a
// content type, or "" where nothing is known. It fails with Invalid for bytes
// that are no text: nothing at all, an image, an archive.
func Decode(b []byte, declared string) (text string, trouble []string, err error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", nil, invalid("there is nothing in it: send a text, a page or a feed")
	}
	if kind := binaryKind(b); kind != "" {
		return "", nil, invalid("it is " + kind + ", not text: send the text itself, a web page or a feed")
	}
	text, trouble = decode(b, CharsetOf(declared))
	text = Clean(text)
	if strings.TrimSpace(text) == "" {
		return "", nil, invalid("there are no words in it: send a text, a page or a feed")
	}
	if !likeText(text) {
		return "", nil, invalid("it is a binary file, not text: send the text itself, a web page or a feed")
	}
	return text, trouble, nil
}

func invalid(text string) error {
	return &fault.Error{Op: "take in", Kind: fault.Invalid, Err: errors.New(text)}
}

// CharsetOf returns the character set of a content type or of its own name, in
// lower case; "" for none.
func CharsetOf(declared string) string {
	if strings.Contains(declared, "/") {
		_, params, err := mime.ParseMediaType(declared)
		if err != nil {
			return ""
		}
		declared = params["charset"]
	}
	return strings.ToLower(strings.Trim(declared, " \"'"))
}

// decode never fails: what cannot be decoded is replaced and noted.
func decode(b []byte, declared string) (string, []string) {
	if enc, name := byMark(b); enc != nil {
		return with(enc, name, b)
	}
	if utf8.Valid(b) && !isWide(declared) {
		return string(b), nil
	}
	if broken := invalidBytes(b); broken*20 < multibyte(b) || (declared == "utf-8" || declared == "utf8") && broken*50 < len(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), []string{fmt.Sprintf("%d bytes were not valid UTF-8 and were replaced", broken)}
	}
	if enc, name := charset.Lookup(declared); enc != nil && name != "utf-8" && name != "replacement" {
		return with(enc, name, b)
	}
	enc, name := guess(b)
	text, trouble := with(enc, name, b)
	return text, append([]string{"its encoding was not declared; it was taken for " + name}, trouble...)
}

// byMark knows an encoding by its byte order mark, or UTF-16 and UTF-32 by
// where their zeros stand.
func byMark(b []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32le"
	case bytes.HasPrefix(b, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "utf-32be"
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return nil, ""
	}
	return byZeros(b)
}

func byZeros(b []byte) (encoding.Encoding, string) {
	head := b[:min(len(b), 4096)]
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i%4]++
		}
	}
	quarter := len(head) / 4
	full := func(n int) bool { return quarter > 0 && n > quarter*7/10 }
	few := func(n int) bool { return n <= quarter/10 }
	switch {
	case full(zeros[0]) && full(zeros[1]) && full(zeros[2]) && few(zeros[3]):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"
	case full(zeros[1]) && full(zeros[2]) && full(zeros[3]) && few(zeros[0]):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"
	case full(zeros[0]) && full(zeros[2]) && few(zeros[1]) && few(zeros[3]):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	case full(zeros[1]) && full(zeros[3]) && few(zeros[0]) && few(zeros[2]):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	}
	return nil, ""
}

func isWide(name string) bool {
	return strings.HasPrefix(name, "utf-7") || strings.HasPrefix(name, "iso-2022") || name == "hz-gb-2312"
}

// with decodes by one encoding and counts what it could not.
func with(enc encoding.Encoding, name string, b []byte) (string, []string) {
	out, err := enc.NewDecoder().Bytes(b)
	text := strings.ToValidUTF8(string(out), "\ufffd")
	if n := strings.Count(text, "\ufffd"); err != nil || n > 0 {
		return text, []string{fmt.Sprintf("%d characters did not fit its encoding (%s) and were replaced", max(n, 1), name)}
	}
	return text, nil
}

// guess returns the likeliest legacy encoding; windows-1252 where nothing is
// likely.
func guess(b []byte) (encoding.Encoding, string) {
	r := chardet.Detect(b[:min(len(b), sniffed)])
	if r.Confidence >= 0.3 {
		name := strings.ToLower(r.Encoding)
		if enc, canonical := charset.Lookup(name); enc != nil && canonical != "utf-8" && canonical != "replacement" {
			return enc, canonical
		}
	}
	return charmap.Windows1252, "windows-1252"
}

// invalidBytes counts the bytes that are not UTF-8; multibyte counts the
// well-formed sequences of more than one byte.
func invalidBytes(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		b = b[size:]
	}
	return n
}

func multibyte(b []byte) int {
	n := 0
	for len(b) > 0 {
		_, size := utf8.DecodeRune(b)
		if size > 1 {
			n++
		}
		b = b[size:]
	}
	return n
}

// Clean makes text fit to be kept: line feeds for all line ends, no control
// characters, no byte order marks, no directional overrides, composed letters (NFC).
func Clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	from := 0 // what is not copied yet
	for at := 0; at < len(s); {
		if c := s[at]; c >= 0x20 && c < 0x7f || c == '\n' || c == '\t' {
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if to := clean(r); to != r || r == utf8.RuneError && n == 1 {
			b.WriteString(s[from:at])
			if to >= 0 {
				b.WriteRune(to)
			}
			from = at + n
		}
		at += n
	}
	if from > 0 {
		b.WriteString(s[from:])
		s = b.String()
	}
	return norm.NFC.String(s)
}

// clean returns what is kept of a character, -1 for nothing.
func clean(r rune) rune {
	switch {
	case r == '\r', r == '\u2028', r == '\u0085':
		return '\n'
	case r == '\u2029':
		return '\n'
	case r == '\n', r == '\t':
		return r
	case r == '\f', r == '\v':
		return '\n'
	case r < 0x20, r == 0x7f:
		return ' '
	case r >= 0x80 && r < 0xa0:
		if c := charmap.Windows1252.DecodeByte(byte(r)); c >= 0xa0 {
			return c // who writes such a number means that of Windows
		}
		return ' '
	case r == '\ufeff', r == '\u00ad', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200b':
		return -1
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return -1 // not characters
	}
	return r
}

// likeText tells text from what a binary file gives when decoded: mostly
// letters, digits and spaces, few replacements.
func likeText(s string) bool {
	bad, n := 0, 0
	for _, r := range s[:min(len(s), sniffed)] {
		n++
		if r == utf8.RuneError {
			bad++
		}
	}
	return bad*5 < n
}

// binaryKind names the kind of a file that is known by its first bytes, or
// that has control characters as no text has; "" for text.
func binaryKind(b []byte) string {
	for _, m := range [...]struct{ magic, name string }{
		{"%PDF-", "a PDF file"},
		{"PK\x03\x04", "a ZIP archive or an office document"},
		{"\x89PNG", "a PNG image"},
		{"GIF8", "a GIF image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"\x7fELF", "a program"},
		{"MZ\x90", "a program"},
		{"\xd0\xcf\x11\xe0", "an old office document"},
		{"7z\xbc\xaf", "a 7z archive"},
		{"Rar!", "a RAR archive"},
		{"BZh", "a bzip2 archive"},
		{"\xfd7zXZ", "an xz archive"},
		{"SQLite format 3", "a database"},
		{"ID3", "a sound file"},
		{"OggS", "a sound file"},
		{"RIFF", "a sound, film or image file"},
		{"\x00\x00\x00\x18ftyp", "a film"},
		{"\x00\x00\x00\x20ftyp", "a film"},
		{"wOFF", "a font"},
		{"wOF2", "a font"},
		{"\x00\x01\x00\x00\x00", "a font"},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return m.name
		}
	}
	if enc, _ := byMark(b); enc != nil {
		return ""
	}
	head := b[:min(len(b), sniffed)]
	control := 0
	for _, c := range head {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	if control > 4 && control*20 > len(head) || bytes.Count(head, []byte{0}) > len(head)/100 && len(head) > 64 {
		return "a binary file"
	}
	return ""
}
