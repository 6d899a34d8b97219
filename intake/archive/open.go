package archive

import (
	"archive/tar"
	"archive/zip"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/datelinewire/dateline/intake/warc"
)

// errBomb is a file that unpacks to far more than its size.
var errBomb = errors.New("it unpacks to more than 200 times its size, as no news does: unpack it yourself if you trust it, and take the files")

// bounded is what is unpacked, as far as that may go.
type bounded struct {
	r io.Reader
	w *walker
}

func (b bounded) Read(p []byte) (int, error) {
	if err := b.w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if b.w.left -= int64(n); b.w.left < 0 {
		b.w.bomb = true
		return 0, errBomb
	}
	return n, err
}

// encrypted is the flag of a zip's entry that takes a password.
const encrypted = 1

// zip takes a zip apart. It is looked up by the list at its end, of which one
// entry after the other is unpacked.
func (w *walker) zip(f File, in string, depth int) error {
	z, err := zip.NewReader(f.Bytes, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.cutZip(f, in, depth, err)
	}
	for _, e := range z.File {
		name := f.Name + "/" + strings.ToValidUTF8(e.Name, "?")
		why := ""
		switch {
		case w.bomb:
			return nil
		case strings.HasSuffix(e.Name, "/"):
			continue
		case trap(e.Name) != "":
			why = trap(e.Name)
		case e.Flags&encrypted != 0:
			why = "it is encrypted: unpack it with its password, and take the files"
		case !e.Mode().IsRegular():
			why = special(e.Mode())
		}
		switch {
		case why != "":
			err = w.refuse(name, "zip", "%s", why)
		case hidden(e.Name):
			err = w.pass(name, "zip", "its name begins with a dot")
		default:
			err = w.entry(e, name, depth)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) entry(e *zip.File, name string, depth int) error {
	r, err := e.Open()
	if err != nil {
		return w.refuse(name, "zip", "it cannot be unpacked (%v): unpack it yourself, and take the file", err)
	}
	defer r.Close()
	return w.stream(name, "zip", bounded{r, w}, depth+1)
}

// special says what a file is that is no plain one.
func special(m fs.FileMode) string {
	if m&fs.ModeSymlink != 0 {
		return "it is a link: take what it leads to"
	}
	return "it is no plain file but a device or a pipe"
}

// tar takes a tar apart as it comes.
func (w *walker) tar(name string, r io.Reader, depth int) error {
	t := tar.NewReader(r)
	for !w.bomb {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return w.refuse(name, "tar", "%s", broken(err))
		}
		full, why := name+"/"+strings.ToValidUTF8(h.Name, "?"), trap(h.Name)
		switch h.Typeflag {
		case tar.TypeReg:
			if holes(h) {
				why = "it is a file with holes, which may be longer than any disk: unpack it yourself, and take the file"
			}
		case tar.TypeDir, tar.TypeXGlobalHeader:
			continue
		case tar.TypeSymlink, tar.TypeLink:
			why = special(fs.ModeSymlink)
		default:
			why = special(fs.ModeDevice)
		}
		switch {
		case why != "":
			err = w.refuse(full, "tar", "%s", why)
		case hidden(h.Name):
			err = w.pass(full, "tar", "its name begins with a dot")
		default:
			err = w.stream(full, "tar", t, depth+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// holes reports whether a tar's file says where it has bytes and where it has
// none.
func holes(h *tar.Header) bool {
	for name := range h.PAXRecords {
		if strings.HasPrefix(name, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// packed takes what is inside a packed file. Of one with several members each
// that is whole is read.
func (w *walker) packed(f File, kind, in string, depth int) error {
	var r io.Reader = bzip2.NewReader(io.NewSectionReader(f.Bytes, 0, f.Size))
	if kind == "gzip" {
		z, err := gzip.NewReader(io.NewSectionReader(f.Bytes, 0, f.Size))
		if err != nil {
			return w.refuse(f.Name, in, "%s", broken(err))
		}
		r = z
	}
	name := f.Name
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".gz", ".bz2":
		name = strings.TrimSuffix(name, ext)
	}
	return w.stream(name, in, bounded{r, w}, depth+1)
}

// warc takes the records of a web archive.
func (w *walker) warc(f File, in string) error {
	r := warc.NewReader(f.Bytes, f.Size, warc.Options{MaxBytes: w.o.MaxBytes, MaxTotal: w.left})
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			w.bomb = true
			return w.refuse(f.Name, "warc", "%s", reason(err))
		}
		if w.left -= int64(len(rec.Body)); w.left < 0 {
			w.bomb = true
			return w.refuse(f.Name, "warc", "%v", errBomb)
		}
		if err := w.record(f.Name, rec); err != nil {
			return err
		}
	}
}
