// Package pack sends answers compressed to readers who take that: what a handler
// writes goes in, what travels comes out, by gzip where that makes it shorter.
//
//	w := pool.Writer(w, r)
//	handle(w, r)
//	err := w.Close()
//
// It leaves alone what is short, what is packed already (fonts, Word files) and
// streams of events, whose messages must not wait for more. Parts of an answer
// are not served by the desk, so that a range is never cut from packed bytes.
//
// Lengths of packed pages can betray a secret that stands on one page with words
// that a stranger chose (BREACH). The desk has no accounts, and no page holds a
// token or anything else that is to be kept from who can open it; forms are
// guarded by where they come from.
package pack

import (
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// least is the length in bytes from which packing is worth its header.
const least = 1000

// Takes reports whether who asks takes gzip, by RFC 9110, 12.5.3.
func Takes(r *http.Request) bool {
	others := false
	for _, offer := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, params, _ := strings.Cut(offer, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return wanted(params)
		case "*":
			others = wanted(params)
		}
	}
	return others
}

// wanted reports whether the weight of an offer, "q=0.5", is more than nothing.
func wanted(params string) bool {
	_, q, ok := strings.Cut(strings.ToLower(params), "q=")
	if !ok {
		return true
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
	return err == nil && weight > 0
}

// helps reports whether what has that media type gets shorter.
func helps(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil || kind == "text/event-stream" {
		return false
	}
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "xml")
}

// Bytes returns b by gzip, as small as it gets.
func Bytes(b []byte) ([]byte, error) {
	var out strings.Builder
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return []byte(out.String()), nil
}

// Pool keeps compressors, which are large, from one answer to the next. The zero
// value is ready, and many may use it at a time.
type Pool struct{ idle sync.Pool }

func (p *Pool) packer(w io.Writer) *gzip.Writer {
	z, ok := p.idle.Get().(*gzip.Writer)
	if !ok {
		return gzip.NewWriter(w)
	}
	z.Reset(w)
	return z
}

// Writer takes one answer. It holds back the first bytes until it is known
// whether they are worth packing, so that Close must be called.
type Writer struct {
	http.ResponseWriter
	pool    *Pool
	takes   bool
	status  int // 0: not said yet
	held    []byte
	decided bool
	z       *gzip.Writer // nil: sent as it is
}

// Writer returns what takes the answer to r and sends it by w.
func (p *Pool) Writer(w http.ResponseWriter, r *http.Request) *Writer {
	return &Writer{ResponseWriter: w, pool: p, takes: Takes(r)}
}

// Unwrap returns what is written to, for http.ResponseController.
func (w *Writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader keeps the status until the first bytes are sent.
func (w *Writer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write takes a part of the answer; an error is the connection's.
func (w *Writer) Write(b []byte) (int, error) {
	switch {
	case !w.decided:
		w.held = append(w.held, b...)
		if len(w.held) < least {
			return len(b), nil
		}
		return len(b), w.begin()
	case w.z != nil:
		return w.z.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// begin sends the header, and what was held back.
func (w *Writer) begin() error {
	w.decided = true
	h := w.Header()
	if h.Get("Content-Encoding") == "" && helps(h.Get("Content-Type")) {
		h.Add("Vary", "Accept-Encoding") // also where it is not packed: a cache must ask
		if w.takes && len(w.held) >= least {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			w.z = w.pool.packer(w.ResponseWriter)
		}
	}
	if w.status != 0 {
		w.ResponseWriter.WriteHeader(w.status)
	}
	if len(w.held) == 0 {
		return nil
	}
	_, err := w.Write(w.held)
	w.held = nil
	return err
}

// Close sends what is left. It returns the connection's error; the answer is
// then incomplete.
func (w *Writer) Close() error {
	if !w.decided {
		if err := w.begin(); err != nil {
			return err
		}
	}
	if w.z == nil {
		return nil
	}
	err := w.z.Close()
	w.pool.idle.Put(w.z)
	w.z = nil
	return err
}
