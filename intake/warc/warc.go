// Package warc reads web archives: WARC 0.17 to 1.1 and ARC 1 and 2, plain or
// packed with gzip, a member a record or all in one. What goes in is a file;
// what comes out is its records, one after the other, with what was archived
// freed of HTTP's headers, chunks and encodings.
//
//	r := warc.NewReader(file, size, warc.Options{})
//	for {
//		record, err := r.Next()
//		if err == io.EOF {
//			break
//		}
//		…
//	}
//
// A broken file yields every record that can be told from its neighbours: where
// a length is wrong, the next record's first line ends the one before; where a
// gzip member is damaged, reading goes on with the next that begins a record.
// What is wrong with a record is in its Trouble.
//
// Limits: records that say that something is as it was before (revisit) have no
// body, and parts of one answer (continuation) are not put together. Digests
// are not checked: of pages that crawlers store decoded they are often wrong.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
)

// Options bound what is read.
type Options struct {
	MaxBytes int   // of one record, packed or not; 0: 64 MiB
	MaxTotal int64 // of the whole file, unpacked; 0: no bound
}

const (
	defaultMax = 64 << 20
	maxHeader  = 1 << 20
	// maxAgain is how many bytes are read a second time in all, because records
	// said that they were longer than they are.
	maxAgain = 1 << 30
)

// Record is one record of an archive.
type Record struct {
	Kind        string // response, resource, conversion, request, warcinfo, …
	ID          string // the archive's own name for it; an ARC gives none
	URI         string // what was archived, without the brackets that some put round it
	Date        time.Time
	ContentType string // of the body
	Status      int    // of the answer by HTTP; 0 where it was none
	Body        []byte
	Trouble     []string
}

// Reader reads an archive from its beginning to its end.
type Reader struct {
	o     Options
	s     *stream
	b     *bufio.Reader // over s
	again int           // bytes that were read twice
	// arc2 says that an ARC's lines have the ten fields of its second version.
	arc2 bool
}

// NewReader returns a reader of the archive of size bytes in r.
func NewReader(r io.ReaderAt, size int64, o Options) *Reader {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMax
	}
	s := newStream(r, size, o.MaxTotal)
	return &Reader{o: o, s: s, b: bufio.NewReaderSize(s, 1<<16)}
}

// Is reports whether bytes, unpacked, begin an archive.
func Is(head []byte) bool {
	line, _, _ := bytes.Cut(head[:min(len(head), 4096)], []byte("\n"))
	return version.Match(line) || bytes.HasPrefix(line, []byte("filedesc://")) && arcLine.Match(line)
}

// version is the first line of a record.
var version = regexp.MustCompile(`^WARC/\d\.\d{1,2}\s*$`)

// errBroken is a place at which the packed bytes are damaged.
var errBroken = errors.New("the packed bytes are damaged")

// Next returns the next record. It fails with io.EOF at the end, and otherwise
// where nothing more can be had of the file.
func (r *Reader) Next() (*Record, error) {
	rec, lost := &Record{}, false
	for {
		line, err := r.line()
		switch {
		case errors.Is(err, errBroken):
			rec.trouble("what stands before it is damaged and was left out")
			continue
		case err != nil && line == "":
			return nil, err
		case strings.TrimSpace(line) == "":
			continue
		}
		h, err := r.header(rec, line)
		switch {
		case h == nil && !lost:
			lost = true
			rec.trouble("what stands before it belongs to no record and was left out")
			continue
		case h == nil:
			continue
		case err == nil:
			r.body(rec, h)
			return rec, nil
		case !errors.Is(err, io.EOF) && !errors.Is(err, errBroken):
			return nil, err
		case rec.Kind != "" || rec.URI != "":
			rec.ContentType = h.contentType
			rec.trouble("its header breaks off")
			return rec, nil
		}
	}
}

// header is what a record says of itself.
type header struct {
	length      int64 // of the block; -1 where that is not said
	contentType string
}

// header reads a record's header, whose first line was read. It returns nil
// for a line that begins none.
func (r *Reader) header(rec *Record, line string) (*header, error) {
	if version.MatchString(line) {
		return r.fields(rec)
	}
	if arcLine.MatchString(line) {
		return r.arc(rec, line), nil
	}
	return nil, nil
}

// fields reads the named fields of a WARC's record.
func (r *Reader) fields(rec *Record) (*header, error) {
	h := &header{length: -1}
	var name, value string
	for size := 0; ; {
		line, err := r.line()
		if size += len(line); size > maxHeader {
			return h, batch.Invalid("a record's header is longer than %d bytes: the file is no web archive from here on", maxHeader)
		}
		trimmed := strings.TrimSpace(line)
		if trimmed != "" && (line[0] == ' ' || line[0] == '\t') {
			value += " " + trimmed
			continue
		}
		h.field(rec, name, value)
		if trimmed == "" || err != nil {
			return h, err
		}
		name, value, _ = strings.Cut(trimmed, ":")
		value = strings.TrimSpace(value)
	}
}

func (h *header) field(rec *Record, name, value string) {
	switch strings.ToLower(name) {
	case "warc-type":
		rec.Kind = strings.ToLower(value)
	case "warc-record-id":
		rec.ID = strings.Trim(value, "<>")
	case "warc-target-uri":
		rec.URI = strings.Trim(value, "<>")
	case "warc-date":
		if t, err := time.Parse(time.RFC3339, value); err == nil {
			rec.Date = t
		}
	case "content-type":
		h.contentType = value
	case "content-length":
		h.length = length(value)
	case "warc-truncated":
		rec.trouble("it was cut off when it was archived (%s)", value)
	}
}

// length returns a length in bytes, -1 for what is none.
func length(s string) int64 {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 0 {
		return n
	}
	return -1
}

// body reads the block and takes what was archived out of it.
func (r *Reader) body(rec *Record, h *header) {
	block := r.block(rec, h)
	rec.ContentType = h.contentType
	switch {
	case block == nil:
	case rec.Kind == "response":
		rec.answer(block, r.o.MaxBytes)
	case rec.Kind != "request" && rec.Kind != "revisit":
		rec.Body = block
	}
}

func (rec *Record) trouble(format string, a ...any) {
	rec.Trouble = append(rec.Trouble, fmt.Sprintf(format, a...))
}

// line reads a line without its end; of one longer than a record's header may
// be, the beginning.
func (r *Reader) line() (string, error) {
	var line []byte
	for {
		piece, err := r.b.ReadSlice('\n')
		if len(line) <= maxHeader {
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return strings.TrimRight(string(line), "\r\n"), err
		}
	}
}
