package model

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Writer puts together the body of a weight file: numbers of 32 bits, little
// end first, and texts and rows of numbers after their lengths.
type Writer struct{ b []byte }

// Number appends a number.
func (w *Writer) Number(n int) { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(int32(n))) }

// Text appends bytes with their number.
func (w *Writer) Text(s string) {
	w.Number(len(s))
	w.b = append(w.b, s...)
}

// Shorts appends 16-bit numbers with their number.
func (w *Writer) Shorts(x []int16) {
	w.Number(len(x))
	for _, v := range x {
		w.b = binary.LittleEndian.AppendUint16(w.b, uint16(v))
	}
}

// Matrix appends a matrix.
func (w *Writer) Matrix(m *Integers) {
	w.Number(m.K)
	w.Number(m.N)
	w.Number(m.Shift)
	w.Shorts(m.W)
	w.Number(len(m.Bias))
	for _, v := range m.Bias {
		w.Number(int(v))
	}
}

// encoder appends the products of an encoder.
func (w *Writer) encoder(e *Encoder) {
	w.Matrix(&e.Input)
	for i := range e.Stack {
		w.Matrix(&e.Stack[i].W)
		w.Shorts(e.Stack[i].V)
	}
}

// Encoder appends an encoder with its sizes.
func (w *Writer) Encoder(e *Encoder) {
	for _, n := range []int{e.Input.K, e.Input.N, len(e.Stack), e.TableBits} {
		w.Number(n)
	}
	w.Text(e.Vocabulary)
	w.Text(e.Table)
	w.encoder(e)
}

// Seal returns the file: magic, version, SHA-256 of the body, the body.
func (w *Writer) Seal(magic string, version int) []byte {
	sum := sha256.Sum256(w.b)
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(version))
	out = append(out, sum[:]...)
	return append(out, w.b...)
}

// ErrBroken means that a weight file is damaged or of another version.
var ErrBroken = errors.New("model: weight file broken")

// Reader takes apart what a Writer has put together. What it gives after the
// first fault means nothing; OK tells.
type Reader struct {
	s      string
	broken bool
}

// Open checks a file's magic, version and sum and gives a Reader of its body,
// which shares file's bytes.
func Open(file, magic string, version int) (*Reader, error) {
	head := len(magic) + 4 + sha256.Size
	if len(file) < head || file[:len(magic)] != magic {
		return nil, fmt.Errorf("%w: no weight file", ErrBroken)
	}
	r := &Reader{s: file[len(magic):]}
	if v := r.Number(); v != version {
		return nil, fmt.Errorf("%w: version %d, this program reads %d", ErrBroken, v, version)
	}
	want := r.take(sha256.Size)
	h := sha256.New()
	for rest := r.s; len(rest) > 0; { // in pieces: a string of 15 MB need not be copied
		n := min(len(rest), 1<<16)
		h.Write([]byte(rest[:n]))
		rest = rest[n:]
	}
	if string(h.Sum(nil)) != want {
		return nil, fmt.Errorf("%w: checksum", ErrBroken)
	}
	return r, nil
}

// OK reports whether everything asked for was there.
func (r *Reader) OK() bool { return !r.broken }

// Number returns the next number.
func (r *Reader) Number() int {
	if len(r.s) < 4 {
		r.broken, r.s = true, ""
		return 0
	}
	n := uint32(r.s[0]) | uint32(r.s[1])<<8 | uint32(r.s[2])<<16 | uint32(r.s[3])<<24
	r.s = r.s[4:]
	return int(int32(n))
}

func (r *Reader) take(n int) string {
	if n < 0 || n > len(r.s) {
		r.broken, r.s = true, ""
		return ""
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

// Text returns the next bytes.
func (r *Reader) Text() string { return r.take(r.Number()) }

// Shorts returns the next 16-bit numbers.
func (r *Reader) Shorts() []int16 {
	s := r.take(2 * r.Number())
	out := make([]int16, len(s)/2)
	for i := range out {
		out[i] = int16(uint16(s[2*i]) | uint16(s[2*i+1])<<8)
	}
	return out
}

// Matrix returns the next matrix, which must be k x n.
func (r *Reader) Matrix(k, n int) Integers {
	m := Integers{K: r.Number(), N: r.Number(), Shift: r.Number()}
	m.W = r.Shorts()
	b := &Reader{s: r.take(4 * r.Number())}
	for len(b.s) > 0 {
		m.Bias = append(m.Bias, int32(b.Number()))
	}
	if m.K != k || m.N != n || len(m.W) != k*n || len(m.Bias) != n || m.Shift < 0 || m.Shift > 31 {
		r.broken = true
	}
	return m
}

func (r *Reader) encoder(e *Encoder, embed, width, layers int) {
	e.Input = r.Matrix(embed, width)
	for range layers {
		l := Layer{W: r.Matrix(width, 3*width)}
		l.V = r.Shorts()
		r.broken = r.broken || len(l.V) != 2*width
		e.Stack = append(e.Stack, l)
	}
}

// Encoder returns the next encoder.
func (r *Reader) Encoder() Encoder {
	embed, width, layers, bits := r.Number(), r.Number(), r.Number(), r.Number()
	e := Encoder{TableBits: bits, Vocabulary: r.Text(), Table: r.Text()}
	if embed <= 0 || embed > 4096 || embed%32 != 0 || width <= 0 || width > 4096 || width%64 != 0 || layers < 0 || layers > 64 || len(e.Table)%embed != 0 {
		r.broken = true
	}
	if r.OK() {
		r.encoder(&e, embed, width, layers)
	}
	return e
}
