package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// mbox hands on the messages of an mbox. A line that begins with "From " and
// stands behind an empty one begins a message, and those of the text that do
// have a mark before them, which is taken away.
func (w *walker) mbox(name string, b *bufio.Reader) error {
	var message []byte
	long, empty := false, true
	end := func() error {
		at := fmt.Sprintf("%s#%d", name, w.n+1)
		m := message
		message = nil
		switch {
		case long:
			long = false
			return w.refuse(at, "mbox", "the message is longer than %d bytes (setting limit.file)", w.o.MaxBytes)
		case len(bytes.TrimSpace(m)) == 0:
			return nil
		}
		return w.give(Part{Name: at, In: "mbox", Bytes: m, ContentType: "message/rfc822"})
	}
	for {
		line, err := longLine(b, w.o.MaxBytes)
		switch {
		case empty && from.Match(line):
			if err := end(); err != nil {
				return err
			}
		case len(message)+len(line) > w.o.MaxBytes:
			long, message = true, nil
		case !long:
			if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
				line = line[1:]
			}
			message = append(message, line...)
		}
		empty = len(bytes.TrimSpace(line)) == 0
		switch {
		case errors.Is(err, io.EOF):
			return end()
		case err != nil:
			if ended := end(); ended != nil {
				return ended
			}
			return w.refuse(name, "mbox", "%s", broken(err))
		}
	}
}

// lines hands on the lines of a file, each of which is an object of JSON.
func (w *walker) lines(name string, b *bufio.Reader) error {
	for n := 1; ; n++ {
		line, err := longLine(b, w.o.MaxBytes)
		at := fmt.Sprintf("%s#%d", name, n)
		given := error(nil)
		switch {
		case len(line) > w.o.MaxBytes:
			given = w.refuse(at, "json lines", "the line is longer than %d bytes (setting limit.file)", w.o.MaxBytes)
		case len(bytes.TrimSpace(line)) > 0:
			given = w.give(Part{Name: at, In: "json lines", Bytes: line, ContentType: "application/json"})
		}
		switch {
		case given != nil:
			return given
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return w.refuse(name, "json lines", "%s", broken(err))
		}
	}
}

// longLine reads a line with its end; of one that is longer than most, a byte
// more than that.
func longLine(b *bufio.Reader, most int) ([]byte, error) {
	var line []byte
	for {
		piece, err := b.ReadSlice('\n')
		if room := most + 1 - len(line); room > 0 {
			line = append(line, piece[:min(len(piece), room)]...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
