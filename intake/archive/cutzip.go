package archive

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"strings"
)

// localHead is how a file in a zip begins, and headBytes how long what follows is
// at least.
const (
	localHead = "PK\x03\x04"
	headBytes = 30
	// mostHeads is how many are looked at: the time that each takes adds up.
	mostHeads = 100_000
)

// cutZip takes what can be found of a zip whose list of files is missing, because
// it was at the end: each file has a head of its own.
func (w *walker) cutZip(f File, in string, depth int, why error) error {
	found := 0
	for at := int64(0); !w.bomb && found < mostHeads; {
		if at = nextHead(f, at); at < 0 {
			break
		}
		e, ok := localFile(f, at)
		if !ok {
			at += int64(len(localHead))
			continue
		}
		if found++; strings.HasSuffix(e.name, "/") {
			at = e.end()
			continue
		}
		full := f.Name + "/" + strings.ToValidUTF8(e.name, "?")
		var err error
		switch {
		case trap(e.name) != "":
			err = w.refuse(full, "zip", "%s", trap(e.name))
		case e.flags&encrypted != 0:
			err = w.refuse(full, "zip", "it is encrypted: unpack it with its password, and take the files")
		case hidden(e.name):
			err = w.pass(full, "zip", "its name begins with a dot")
		default:
			err = w.stream(full, "zip", bounded{e.r, w}, depth+1)
		}
		if err != nil {
			return err
		}
		at = e.end()
	}
	return w.refuse(f.Name, in, "its list of files cannot be read (%v), and %d files were found without it: fetch or copy it again", why, found)
}

// local is a file found by its head.
type local struct {
	name  string
	flags uint16
	start int64 // of its bytes
	size  int64 // of its bytes; 0 where the head does not say
	r     io.Reader
	taken *taken
}

// end returns from where on to look for the next.
func (l *local) end() int64 {
	if l.size > 0 {
		return l.start + l.size
	}
	return l.start + l.taken.n
}

// taken counts the bytes that are taken from a reader.
type taken struct {
	b *bufio.Reader
	n int64
}

func (t *taken) Read(p []byte) (int, error) {
	n, err := t.b.Read(p)
	t.n += int64(n)
	return n, err
}

// ReadByte lets a file be unpacked without a byte too much being taken.
func (t *taken) ReadByte() (byte, error) {
	c, err := t.b.ReadByte()
	if err == nil {
		t.n++
	}
	return c, err
}

// localFile reads the head at a place, and reports whether a file follows that can
// be unpacked.
func localFile(f File, at int64) (*local, bool) {
	var h [headBytes]byte
	if n, _ := f.Bytes.ReadAt(h[:], at); n < headBytes {
		return nil, false
	}
	u16 := func(i int) int { return int(binary.LittleEndian.Uint16(h[i:])) }
	name := make([]byte, u16(26))
	if n, _ := f.Bytes.ReadAt(name, at+headBytes); n < len(name) || n == 0 {
		return nil, false
	}
	l := &local{name: string(name), flags: uint16(u16(6)), start: at + headBytes + int64(len(name)+u16(28)), size: int64(binary.LittleEndian.Uint32(h[18:]))}
	l.taken = &taken{b: bufio.NewReader(io.NewSectionReader(f.Bytes, l.start, max(f.Size-l.start, 0)))}
	switch u16(8) {
	case 0:
		l.r = io.LimitReader(l.taken, l.size)
	case 8:
		l.r = flate.NewReader(l.taken)
	default:
		return nil, false
	}
	return l, true
}

// nextHead returns where the next head is, from a place on; -1 where there is
// none.
func nextHead(f File, from int64) int64 {
	const step = 1 << 16
	buf := make([]byte, step)
	for from < f.Size {
		n, _ := f.Bytes.ReadAt(buf, from)
		if i := bytes.Index(buf[:n], []byte(localHead)); i >= 0 {
			return from + int64(i)
		}
		if n < step {
			break
		}
		from += int64(n - len(localHead) + 1)
	}
	return -1
}
