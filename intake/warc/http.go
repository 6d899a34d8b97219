package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// answer takes what was archived out of an answer by HTTP. What does not begin
// as one is taken as it is, as old archives have it.
func (rec *Record) answer(block []byte, most int) {
	rec.Body = block
	if !bytes.HasPrefix(block, []byte("HTTP/")) {
		if strings.HasPrefix(strings.ToLower(rec.ContentType), "application/http") {
			rec.ContentType = ""
		}
		return
	}
	status, fields, body := split(block)
	rec.Status, rec.ContentType = status, fields["content-type"]
	if body == nil {
		rec.trouble("it has no empty line behind its headers, and so no body")
	}
	if strings.Contains(strings.ToLower(fields["transfer-encoding"]), "chunked") {
		var whole bool
		if body, whole = unchunk(body); !whole {
			rec.trouble("its last pieces (chunks) are missing or damaged")
		}
	}
	codings := strings.Split(fields["content-encoding"], ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var why string
		if body, why = uncode(body, strings.ToLower(strings.TrimSpace(codings[i])), most); why != "" {
			rec.trouble("%s", why)
		}
	}
	rec.Body = body
}

// split cuts an answer into status, fields by small names, the last of a name
// counting, and body. Lines may end in any way.
func split(block []byte) (status int, fields map[string]string, body []byte) {
	fields = map[string]string{}
	for n := 0; len(block) > 0; n++ {
		line, rest, _ := bytes.Cut(block, []byte("\n"))
		block = rest
		text := strings.TrimSpace(string(line[:min(len(line), 8192)]))
		switch {
		case n == 0:
			if f := strings.Fields(text); len(f) > 1 {
				status, _ = strconv.Atoi(f[1]) // 0 says the same
			}
		case text == "":
			return status, fields, block[:len(block):len(block)]
		default:
			name, value, _ := strings.Cut(text, ":")
			fields[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
		}
	}
	return status, fields, nil
}

// unchunk puts the pieces of a chunked body together, as far as they go, and
// reports whether that is all of them. A body that is not chunked at all, as
// crawlers store it that undo the chunks and keep the header, is returned as it
// is.
func unchunk(body []byte) (out []byte, whole bool) {
	rest := body
	for {
		line, after, ended := bytes.Cut(rest, []byte("\n"))
		size, _, _ := strings.Cut(string(line[:min(len(line), 64)]), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		switch {
		case (err != nil || !ended) && len(rest) == len(body):
			return body, true
		case err != nil || !ended:
			return out, false
		case n == 0:
			return out, true
		case int(n) > len(after):
			return append(out, after...), false
		}
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
}

// uncode unpacks a body, as far as that goes, and says what is wrong. One that is
// not packed after all is returned as it is.
func uncode(body []byte, coding string, most int) (out []byte, why string) {
	var r io.Reader
	var err error
	switch coding {
	case "", "identity", "none", "utf-8":
		return body, ""
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, magic[:2]) {
			return body, ""
		}
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(body))
	default:
		return nil, "it is packed in a way that cannot be unpacked here (" + coding + ")"
	}
	if err != nil {
		return nil, "its packed body is damaged (" + coding + ")"
	}
	out, err = io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case len(out) > most:
		return nil, "it unpacks to more than " + strconv.Itoa(most) + " bytes and was left out"
	case err != nil && len(out) == 0 && plainText(body):
		return body, ""
	case err != nil:
		return out, "its packed body breaks off or is damaged (" + coding + ")"
	}
	return out, ""
}

// plainText reports whether bytes begin as text does, and not as packed ones.
func plainText(b []byte) bool {
	for _, c := range b[:min(len(b), 256)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return len(b) > 0
}
