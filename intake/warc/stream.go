package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"github.com/datelinewire/dateline/intake/batch"
)

// maxTries is how many places of a damaged file are looked at for a member that
// can be unpacked.
const maxTries = 100_000

// magic begins a member of a gzip file.
var magic = []byte{0x1f, 0x8b, 0x08}

// stream is the unpacked bytes of a file. Where a member of it is damaged, Read
// fails with errBroken once and goes on with the next.
type stream struct {
	at     io.ReaderAt
	size   int64
	raw    *counted
	zip    *gzip.Reader // nil: the file is not packed, or none was begun
	packed bool
	inside bool  // of a member
	member int64 // where the member began that was read last
	tries  int
	left   int64 // bytes that may still be unpacked
	bound  bool
	pushed []byte // read once, and to be read again
	// Of the search after damage: what was looked at last, where that stands in
	// the file, and what tries to unpack.
	window []byte
	start  int64
	probe  *bufio.Reader
	try    gzip.Reader
}

// counted knows how many bytes were taken from the file.
type counted struct {
	*bufio.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counted) ReadByte() (byte, error) {
	b, err := c.Reader.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

func newStream(at io.ReaderAt, size, most int64) *stream {
	s := &stream{at: at, size: size, left: most, bound: most > 0}
	s.seek(0)
	head, _ := s.raw.Peek(len(magic))
	s.packed = bytes.Equal(head, magic)
	return s
}

func (s *stream) seek(to int64) {
	s.raw = &counted{bufio.NewReaderSize(io.NewSectionReader(s.at, to, s.size-to), 1<<16), to}
}

// Read reads what is unpacked.
func (s *stream) Read(p []byte) (int, error) {
	if len(s.pushed) > 0 {
		n := copy(p, s.pushed)
		s.pushed = s.pushed[n:]
		return n, nil
	}
	if !s.packed {
		return s.raw.Read(p)
	}
	for {
		if !s.inside {
			if err := s.begin(); err != nil {
				return 0, err
			}
		}
		n, err := s.zip.Read(p)
		if s.left -= int64(n); s.bound && s.left < 0 {
			return 0, batch.Invalid("it unpacks to more than its size allows: unpack it yourself if you trust it, and import the files")
		}
		switch {
		case err == nil || n > 0 && !errors.Is(err, io.EOF):
			return n, nil
		case errors.Is(err, io.EOF):
			s.inside = false
			if n > 0 {
				return n, nil
			}
		default:
			return 0, s.recover()
		}
	}
}

// begin begins the next member. What stands between members and is none is
// passed over.
func (s *stream) begin() error {
	s.member = s.raw.n
	if _, err := s.raw.Peek(1); err != nil {
		return io.EOF
	}
	if err := s.open(); err != nil {
		return s.recover()
	}
	s.inside = true
	return nil
}

func (s *stream) open() error {
	var err error
	if s.zip == nil {
		s.zip, err = gzip.NewReader(s.raw)
		if err != nil {
			s.zip = nil
			return err
		}
	} else if err = s.zip.Reset(s.raw); err != nil {
		return err
	}
	s.zip.Multistream(false)
	return nil
}

// recover goes to the next member after a damaged one that begins a record, and
// returns errBroken, or io.EOF where there is none.
func (s *stream) recover() error {
	s.inside = false
	from := s.member + 1
	for ; s.tries < maxTries; s.tries++ {
		at := s.find(from)
		if at < 0 {
			break
		}
		if s.record(at) {
			s.seek(at)
			s.member = at
			if err := s.open(); err == nil {
				s.inside = true
				s.pushed = []byte("\r\n\r\n") // ends the line that broke off
				return errBroken
			}
		}
		from = at + 1
	}
	s.end()
	return errBroken
}

// end leaves out what is left of the file.
func (s *stream) end() {
	s.seek(s.size)
	s.member, s.inside, s.pushed = s.size, false, nil
}

// find returns where the next bytes stand that may begin a member, -1 where
// there are none.
func (s *stream) find(from int64) int64 {
	const step = 1 << 16
	for from < s.size {
		if off := from - s.start; off >= 0 && off < int64(len(s.window)) {
			if i := bytes.Index(s.window[off:], magic); i >= 0 {
				return from + int64(i)
			}
			if s.start+int64(len(s.window)) >= s.size {
				return -1
			}
			from = max(from, s.start+int64(len(s.window)-len(magic)+1))
		}
		buf := s.window[:0]
		if cap(buf) == 0 {
			buf = make([]byte, 0, step)
		}
		n, err := s.at.ReadAt(buf[:step], from)
		if s.window, s.start = buf[:n], from; n == 0 && err != nil {
			return -1
		}
	}
	return -1
}

// record reports whether a member can be unpacked from there and begins with a
// record's first line.
func (s *stream) record(at int64) bool {
	file := io.NewSectionReader(s.at, at, s.size-at)
	if s.probe == nil {
		s.probe = bufio.NewReaderSize(file, 1<<10)
	}
	s.probe.Reset(file)
	if s.try.Reset(s.probe) != nil {
		return false
	}
	head := make([]byte, 512)
	n, _ := io.ReadFull(&s.try, head)
	line, _, ok := bytes.Cut(head[:n], []byte("\n"))
	return ok && (version.Match(line) || arcLine.Match(line))
}
