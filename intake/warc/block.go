package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
)

// block reads the bytes of a record, and returns nil where they are too many.
// A length that is wrong shows by what follows: there must be another record or
// nothing.
func (r *Reader) block(rec *Record, h *header) []byte {
	if h.length < 0 {
		rec.trouble("its length is not said")
		return r.ahead(rec)
	}
	var block bytes.Buffer
	_, err := io.CopyN(&block, r.b, min(h.length, int64(r.o.MaxBytes)))
	switch over := h.length - int64(r.o.MaxBytes); {
	case err != nil:
		rec.trouble("it breaks off after %d of %d bytes", block.Len(), h.length)
	case over > 0:
		rec.trouble("it is longer than %d bytes and was left out", r.o.MaxBytes)
		if _, err := io.CopyN(io.Discard, r.b, over); err != nil {
			rec.trouble("it breaks off")
		}
		return nil
	case r.ends():
		return block.Bytes()
	default:
		rec.trouble("its length of %d bytes is wrong", h.length)
	}
	if !r.back(block.Bytes()) {
		rec.trouble("too many records have wrong lengths: what comes after it was left out")
		return block.Bytes()
	}
	return r.ahead(rec)
}

// ends reports whether another record follows, or nothing.
func (r *Reader) ends() bool {
	for {
		c, err := r.b.Peek(1)
		switch {
		case err != nil:
			return true
		case c[0] != '\r' && c[0] != '\n':
			head, _ := r.b.Peek(4096)
			line, _, _ := bytes.Cut(head, []byte("\n"))
			return version.Match(line) || arcLine.Match(line)
		}
		_, _ = r.b.Discard(1) // it was seen
	}
}

// back gives bytes back to be read again, and reports whether that may still be
// done: it costs time.
func (r *Reader) back(block []byte) bool {
	more, _ := r.b.Peek(r.b.Buffered())
	if r.again += len(block) + len(more) + len(r.s.pushed); r.again > maxAgain {
		r.s.end()
		r.b.Reset(r.s)
		return false
	}
	r.s.pushed = slices.Concat(block, more, r.s.pushed)
	r.b.Reset(r.s)
	return true
}

// ahead returns what comes before the first line of another record.
func (r *Reader) ahead(rec *Record) []byte {
	var block []byte
	begins := true // a line
	for {
		if begins && r.starts() {
			break
		}
		piece, err := r.b.ReadSlice('\n')
		if len(block) <= r.o.MaxBytes {
			block = append(block, piece...)
		}
		begins = err == nil
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			break
		}
	}
	if len(block) > r.o.MaxBytes {
		rec.trouble("it is longer than %d bytes and was left out", r.o.MaxBytes)
		return nil
	}
	return bytes.TrimRight(block, "\r\n")
}

// starts reports whether the line that comes begins a record.
func (r *Reader) starts() bool {
	head, _ := r.b.Peek(1024)
	line, _, ended := bytes.Cut(head, []byte("\n"))
	return ended && (version.Match(line) || arcLine.Match(line))
}
