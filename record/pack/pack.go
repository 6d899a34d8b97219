// Package pack makes the record's small texts small: JSON or prose goes in,
// a fifth to a half of the bytes comes out, and the same bytes come back. A
// story of a few hundred bytes has little in it to be shortened by, so each is
// compressed (DEFLATE, RFC 1951) after a dictionary of what such texts have in
// common.
//
//	p := pack.New()
//	b := p.JSON([]byte(`{"entities":[]}`))
//	s, err := p.Unpack(b)
//
// Limits: what is packed bears no checksum; who stores it keeps one.
package pack

import (
	"bytes"
	"compress/flate"
	_ "embed" // the dictionaries
	"errors"
	"fmt"
	"io"
	"sync"
)

// The dictionaries are part of the format: what was packed after one can be
// read with that one alone. They are never changed. A better one gets a kind
// of its own beside them.
var (
	//go:embed json.dict
	jsonDict string
	//go:embed prose.dict
	proseDict string
	//go:embed row.dict
	rowDict string
)

// The first byte of what was packed says how.
const (
	asIs  = iota // the bytes themselves
	json         // DEFLATE after json.dict
	prose        // DEFLATE after prose.dict
	row          // DEFLATE after row.dict
	kinds
)

// level is flate's: beyond it packing takes longer and saves next to nothing.
const level = 6

// Packer packs and unpacks; it is safe for use by many goroutines. Its zero
// value is not usable: see New.
type Packer struct {
	dict    [kinds][]byte
	writers [kinds]sync.Pool // of *flate.Writer: each holds some hundred kilobytes
	readers sync.Pool        // of flate.Resetter
}

// New returns a Packer.
func New() *Packer {
	return &Packer{dict: [kinds][]byte{json: []byte(jsonDict), prose: []byte(proseDict), row: []byte(rowDict)}}
}

// JSON packs readings.
func (p *Packer) JSON(b []byte) []byte { return p.pack(b, json) }

// Row packs the JSON of one event, pledge or office, or what is known of one
// story: short, and unpacked by the hundred. Its dictionary is smaller, for
// that is what takes the time.
func (p *Packer) Row(b []byte) []byte { return p.pack(b, row) }

// Prose packs the text of a story.
func (p *Packer) Prose(s string) []byte { return p.pack([]byte(s), prose) }

// Digest packs what is known of the events of one story: names and words, and
// bytes between them.
func (p *Packer) Digest(b []byte) []byte { return p.pack(b, row) }

func (p *Packer) pack(b []byte, kind byte) []byte {
	var out bytes.Buffer
	out.WriteByte(kind)
	w, ok := p.writers[kind].Get().(*flate.Writer)
	if ok {
		w.Reset(&out)
	} else if w, _ = flate.NewWriterDict(&out, level, p.dict[kind]); w == nil {
		return append([]byte{asIs}, b...) // only for a level that there is not
	}
	_, err := w.Write(b)
	if err = errors.Join(err, w.Close()); err != nil || out.Len() > len(b) {
		return append([]byte{asIs}, b...)
	}
	p.writers[kind].Put(w)
	return out.Bytes()
}

// Unpack returns what was packed. It fails where the bytes are no such thing;
// damage may also give other bytes without an error.
func (p *Packer) Unpack(b []byte) ([]byte, error) {
	out, err := p.unpack(b, most+1)
	if err == nil && len(out) > most {
		return nil, fmt.Errorf("unpack: longer than %d bytes, which nothing is that was packed", most)
	}
	return out, err
}

// Head returns the first n bytes of what was packed, or all where there are
// fewer, without unpacking the rest.
func (p *Packer) Head(b []byte, n int) ([]byte, error) { return p.unpack(b, n) }

func (p *Packer) unpack(b []byte, limit int) ([]byte, error) {
	switch {
	case len(b) == 0:
		return nil, errors.New("nothing is there to unpack")
	case b[0] == asIs:
		return bytes.Clone(b[1:min(len(b), limit+1)]), nil
	case b[0] >= kinds:
		return nil, fmt.Errorf("packed in a way %d that this program does not know", b[0])
	}
	dict := p.dict[b[0]]
	in := bytes.NewReader(b[1:])
	r, ok := p.readers.Get().(io.ReadCloser)
	if !ok {
		r = flate.NewReaderDict(in, dict)
	} else if err := r.(flate.Resetter).Reset(in, dict); err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, min(6*len(b), limit)+bytes.MinRead))
	if _, err := out.ReadFrom(io.LimitReader(r, int64(limit))); err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	p.readers.Put(r)
	return out.Bytes(), nil
}

// most bounds what damaged bytes may unpack to.
const most = 1 << 30
