package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
)

// Stream hands on the parts of what comes in from elsewhere, as Walk does. Lines
// of JSON, an mbox and a tar are taken as they come; anything else is put into a
// file without a name first, since it has to be read here and there.
func Stream(ctx context.Context, name string, r io.Reader, o Options, visit func(*Part) error) error {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMax
	}
	w := &walker{ctx: ctx, o: o, visit: visit, left: math.MaxInt64}
	b := bufio.NewReaderSize(r, 1<<16)
	if c, _ := b.Peek(1); len(c) > 0 && c[0] == '{' {
		line, err := longLine(b, o.MaxBytes)
		if len(line) > o.MaxBytes {
			line = append(line, '\n')
		}
		rest := io.MultiReader(bytes.NewReader(line), b)
		if len(line) > o.MaxBytes || json.Valid(line) && (err == nil || errors.Is(err, io.EOF)) {
			return w.lines(name, bufio.NewReaderSize(rest, 1<<16)) // no wait for the next
		}
		b = bufio.NewReaderSize(rest, 1<<16)
	}
	head, _ := b.Peek(peek)
	switch kindOf(head) {
	case "tar", "mbox":
		return w.stream(name, "", b, 0)
	}
	f, err := os.CreateTemp("", "dateline-")
	if err != nil {
		return w.refuse(name, "", "there is no room to keep it while it is read: %v", err)
	}
	defer f.Close()
	defer os.Remove(f.Name())
	size, err := io.Copy(f, bounded{b, w})
	if err != nil {
		return w.refuse(name, "", "it breaks off, or there is no room to keep it while it is read: %v", err)
	}
	return Walk(ctx, File{name, f, size}, o, visit)
}
