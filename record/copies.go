package record

import (
	"encoding/binary"
	"strings"
	"unicode"

	"github.com/zeebo/xxh3"
)

// Copies of a story are found by MinHash (Broder 1997) with locality-sensitive
// bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3): 128
// hashes of the story's 3-word shingles in 32 bands of 4. Two stories are
// compared when they share a band, and are copies when at least 0.6 of their
// hashes agree, which estimates the share of their shingles in common.
const (
	hashes  = 128
	bands   = 32
	rows    = hashes / bands
	shingle = 3
	// CopyAt is the least similarity of copies.
	CopyAt = 0.6
	// VersionAt is the least similarity of versions that nothing but their words
	// tells from others: stories of one template, such as those of a bourse or
	// of earthquakes, are less alike.
	VersionAt = 0.7
	// UpdateAt is the least similarity of an update to the version before
	// at the same address with another headline.
	UpdateAt = 0.3
)

// Signature is a text's MinHash; the zero Signature is that of a text with
// less than 20 words, which is never taken for a copy.
type Signature [hashes]uint32

// Sign returns the text's signature. Case, punctuation and line breaks do not
// count.
func Sign(text string) Signature {
	var words []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words = append(words, strings.ToLower(w))
	}
	var sig Signature
	if len(words) < 20 {
		return sig
	}
	for i := range sig {
		sig[i] = ^uint32(0)
	}
	var buf []byte
	for i := 0; i+shingle <= len(words); i++ {
		buf = buf[:0]
		for _, w := range words[i : i+shingle] {
			buf = append(append(buf, w...), ' ')
		}
		sig.add(xxh3.Hash128(buf))
	}
	return sig
}

// add takes in one shingle: 128 hashes made from its two by double hashing.
func (g *Signature) add(h xxh3.Uint128) {
	a, step := h.Lo, h.Hi|1
	for i := range g {
		x := a
		x ^= x >> 32
		x *= 0x9e3779b97f4a7c15
		if v := uint32(x >> 32); v < g[i] {
			g[i] = v
		}
		a += step
	}
}

// IsZero reports whether the text was too short to have copies.
func (g *Signature) IsZero() bool { return *g == Signature{} }

// Similar returns the share of hashes in common, 0 to 1.
func (g *Signature) Similar(o *Signature) float64 {
	if g.IsZero() || o.IsZero() {
		return 0
	}
	n := 0
	for i := range g {
		if g[i] == o[i] {
			n++
		}
	}
	return float64(n) / hashes
}

// Bands returns the keys under which a signature is looked up; none for the
// zero one.
func (g *Signature) Bands() []int64 {
	if g.IsZero() {
		return nil
	}
	out := make([]int64, bands)
	var buf [4*rows + 1]byte
	for b := range out {
		buf[0] = byte(b)
		for r := range rows {
			binary.LittleEndian.PutUint32(buf[1+4*r:], g[b*rows+r])
		}
		out[b] = int64(xxh3.Hash(buf[:]))
	}
	return out
}

// Bytes and SignatureFrom carry a signature through a database.
func (g *Signature) Bytes() []byte {
	if g.IsZero() {
		return nil
	}
	out := make([]byte, 0, 4*hashes)
	for _, v := range g {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return out
}

// SignatureFrom reads what Bytes wrote; anything else gives the zero one.
func SignatureFrom(b []byte) Signature {
	var g Signature
	if len(b) == 4*hashes {
		for i := range g {
			g[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
	}
	return g
}
