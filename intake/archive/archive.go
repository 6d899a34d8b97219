// Package archive takes files apart that hold others: zip, tar, gzip, bzip2,
// mbox, web archives (WARC, ARC), lines of JSON, one inside the other. What goes
// in is a file, known by its bytes and not by its name; what comes out is its
// parts, one after the other, each with its name or the reason why it is none to
// read. A file that holds no others is its only part.
//
//	err := archive.Walk(ctx, archive.File{Name: "2016.tar.gz", Bytes: file, Size: size}, archive.Options{}, func(p *archive.Part) error {
//		…
//	})
//
// Nothing that is inside an archive is written to the disk under its name. What is broken yields the parts before
// the damage, and of gzip, mbox and web archives those after it. Paths that lead
// out of an archive, links, devices, what is encrypted, and what unpacks to far
// more than its size are refused.
//
// Limits: archives five deep; an archive inside another must fit MaxBytes unless
// it is a tar, an mbox or lines; 7z, RAR, xz, zstd and split archives are not
// opened.
package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"time"
)

// Bounds.
const (
	defaultMax = 64 << 20
	maxDepth   = 5
	// freely is what a file may unpack to whatever its size. Beyond that, ratio
	// times its size is too much: news packs to a tenth, logs to a thirtieth.
	freely = 256 << 20
	ratio  = 200
	peek   = 4096
)

// File is a file to be taken apart.
type File struct {
	Name  string
	Bytes io.ReaderAt
	Size  int64
}

// Options bound what is taken out.
type Options struct {
	MaxBytes int   // of one part; 0: 64 MiB
	MaxTotal int64 // that any file may unpack to, however small it is; 0: 256 MiB
	// From is the number of the first part that is handed on: those before are
	// passed over quickly.
	From int
}

// Part is a file, a message, a record or a line.
type Part struct {
	N           int    // from 0, the same whenever the same file is walked
	Name        string // with the names of the archives that it is in: a.zip/b/c.txt
	In          string // the kind of archive that it came out of; "" for a file by itself
	Bytes       []byte
	ContentType string    // as a web server gave it; may be empty
	URL         string    // where it was archived from; may be empty
	Fetched     time.Time // when it was archived; zero where that is not known
	// Passed says why a part is nothing to read, and Refused what is wrong with
	// one that might have been. Bytes then hold what is left of it, or nothing.
	Passed, Refused string
	Trouble         []string // with what is read all the same
}

// Walk hands on the parts of a file in their order. It fails only where visit
// does, or the context ends: what is wrong with the file is said by a part.
func Walk(ctx context.Context, f File, o Options, visit func(*Part) error) error {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMax
	}
	w := &walker{ctx: ctx, o: o, visit: visit, left: max(cmp.Or(o.MaxTotal, freely), ratio*f.Size)}
	return w.open(f, "", 0)
}

// walker goes through one file.
type walker struct {
	ctx   context.Context
	o     Options
	visit func(*Part) error
	n     int   // parts so far
	left  int64 // bytes that may still be unpacked
	bomb  bool
}

// stopped is an error that ends the walk; all others are told by a part.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// give hands on a part.
func (w *walker) give(p Part) error {
	if err := w.ctx.Err(); err != nil {
		return stopped{err}
	}
	p.N = w.n
	w.n++
	if p.N < w.o.From {
		return nil
	}
	if err := w.visit(&p); err != nil {
		return stopped{err}
	}
	return nil
}

func (w *walker) refuse(name, in, format string, a ...any) error {
	return w.give(Part{Name: name, In: in, Refused: fmt.Sprintf(format, a...)})
}

func (w *walker) pass(name, in, why string) error {
	return w.give(Part{Name: name, In: in, Passed: why})
}

// open takes a file apart, or what was read whole out of an archive.
func (w *walker) open(f File, in string, depth int) error {
	head := make([]byte, peek)
	n, err := f.Bytes.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.refuse(f.Name, in, "it cannot be read: %v", err)
	}
	head = head[:n]
	k := kindOf(head)
	switch {
	case depth > maxDepth && k != "":
		return w.refuse(f.Name, in, "archives lie more than %d deep in each other: take the inner ones out", maxDepth)
	case k == "zip":
		return w.zip(f, in, depth)
	case k == "gzip" && webPacked(head), k == "warc":
		return w.warc(f, in)
	case k == "gzip" || k == "bzip2":
		return w.packed(f, k, in, depth)
	}
	return w.stream(f.Name, in, io.NewSectionReader(f.Bytes, 0, f.Size), depth)
}

// stream takes apart what comes byte by byte: what can be read so is, other
// archives are read whole first.
func (w *walker) stream(name, in string, r io.Reader, depth int) error {
	b := bufio.NewReaderSize(r, 1<<16)
	head, err := b.Peek(peek)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) && len(head) == 0 {
		return w.refuse(name, in, "%s", broken(err))
	}
	k := kindOf(head)
	switch {
	case k != "" && depth > maxDepth:
		return w.refuse(name, in, "archives lie more than %d deep in each other: take the inner ones out", maxDepth)
	case k == "tar":
		return w.tar(name, b, depth)
	case k == "mbox":
		return w.mbox(name, b)
	case k == "json lines":
		return w.lines(name, b)
	}
	whole, err := read(b, w.o.MaxBytes)
	switch {
	case err != nil && (len(whole) == 0 || w.bomb):
		return w.refuse(name, in, "%s", broken(err))
	case len(whole) > w.o.MaxBytes && isData(whole):
		return w.pass(name, in, "it is no text")
	case len(whole) > w.o.MaxBytes:
		return w.refuse(name, in, "it is longer than %d bytes (setting limit.file): split it", w.o.MaxBytes)
	case k != "" && err == nil:
		return w.open(File{name, bytes.NewReader(whole), int64(len(whole))}, in, depth)
	}
	p := Part{Name: name, In: in, Bytes: whole}
	if err != nil {
		p.Trouble = append(p.Trouble, broken(err))
	}
	return w.leaf(p)
}

// read reads all of it, but not more than a byte over the most.
func read(r io.Reader, most int) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, int64(most)+1))
}

// broken says what is wrong with packed bytes.
func broken(err error) string {
	if errors.Is(err, errBomb) {
		return errBomb.Error()
	}
	return fmt.Sprintf("it breaks off or is damaged (%v): fetch or copy it again", err)
}

// leaf hands on a part that holds no others, unless by its bytes it is nothing
// to read.
func (w *walker) leaf(p Part) error {
	switch what, _, _ := strings.Cut(http.DetectContentType(p.Bytes), "/"); {
	case len(p.Bytes) == 0:
		p.Passed = "it is empty"
	case what == "image" || what == "audio" || what == "video" || what == "font":
		p.Passed = "it is no text but " + what
	case closed(p.Bytes) != "":
		p.Refused = "it is " + closed(p.Bytes) + ", which is not opened here: unpack it, or save it as text or HTML, and take that"
	}
	if p.Passed != "" {
		p.Bytes = nil
	}
	return w.give(p)
}

// isData reports whether a file is none of text by how it begins.
func isData(b []byte) bool {
	what, _, _ := strings.Cut(http.DetectContentType(b), "/")
	return what != "text" && closed(b) == ""
}

// trap says why a name inside an archive is not trusted, or returns "".
func trap(name string) string {
	slashed := strings.ReplaceAll(name, `\`, "/")
	drive := len(slashed) > 1 && slashed[1] == ':'
	switch {
	case len(name) > 1024:
		return "its name is longer than 1024 bytes"
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "its name has control characters in it"
	case path.IsAbs(slashed), drive, slashed == "..", strings.HasPrefix(path.Clean(slashed), "../"):
		return "its path leads out of the archive, as no archive that somebody made in good faith has it"
	}
	return ""
}

// hidden reports whether a name, or a folder that it is in, begins with a dot, or
// is one in which a Mac keeps what it notes of files.
func hidden(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && part != "." && part != ".." {
			return true
		}
	}
	return false
}
