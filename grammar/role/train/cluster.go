package train

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Word vectors: the file begins with four bytes of magic, the number of words,
// the numbers of a vector, and zero; then comes a scale for each word, then
// the vectors in signed bytes.
const vectorMagic = "GLV1"

// clusters groups the first words of a file of vectors, wide groups of
// feature.Narrow narrow ones each, by spherical k-means (Dhillon and Modha
// 2001). It returns the hash and the group of each word.
func clusters(vectors, words string, count, wide int) (hashes []uint32, groups []uint16, err error) {
	var rows []float32
	dim := 0
	err = unzip(vectors, func(r io.Reader) error {
		rows, dim, err = readVectors(r, count)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	err = unzip(words, func(r io.Reader) error {
		b, err := io.ReadAll(r)
		for w := range strings.Lines(string(b)) {
			if len(hashes) < count {
				hashes = append(hashes, feature.Hash(strings.TrimSuffix(w, "\n")))
			}
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	coarse := kmeans(rows, dim, wide)
	groups = make([]uint16, count)
	for g := range wide {
		var members []int
		var part []float32
		for i, x := range coarse {
			if x == g {
				members = append(members, i)
				part = append(part, rows[i*dim:(i+1)*dim]...)
			}
		}
		for k, x := range kmeans(part, dim, feature.Narrow) {
			groups[members[k]] = uint16(g*feature.Narrow + x + 1)
		}
	}
	return hashes, groups, nil
}

// readVectors returns the first vectors, made one long, and their dimension,
// padded with zeros to a multiple of 8.
func readVectors(r io.Reader, count int) ([]float32, int, error) {
	head := make([]byte, 16)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, 0, err
	}
	n, dim := int(binary.LittleEndian.Uint32(head[4:])), int(binary.LittleEndian.Uint32(head[8:]))
	if string(head[:4]) != vectorMagic || n < count {
		return nil, 0, fmt.Errorf("no file of %d vectors", count)
	}
	if _, err := io.CopyN(io.Discard, r, 4*int64(n)); err != nil {
		return nil, 0, err
	}
	b := make([]byte, count*dim)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, 0, err
	}
	rows := make([]float32, count*dim)
	for i := range count {
		for j := range dim {
			rows[i*dim+j] = float32(int8(b[i*dim+j]))
		}
		unit(rows[i*dim : (i+1)*dim])
	}
	return rows, dim, nil
}

// unit makes a vector one long; the zero vector stays.
func unit(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	f := float32(1 / math.Sqrt(sum))
	for j := range v {
		v[j] *= f
	}
}

// kmeans returns the group of each row, 0 to k-1.
func kmeans(rows []float32, dim, k int) []int {
	const rounds = 12
	n := len(rows) / dim
	out := make([]int, n)
	if n == 0 {
		return out
	}
	columns := (k + 31) / 32 * 32
	centres := make([]float32, dim*columns) // a column a centre
	for g := range k {
		for j := range dim {
			centres[j*columns+g] = rows[(g*n/k)*dim+j]
		}
	}
	var panel vector.Panel
	for range rounds {
		assign(out, rows, centres, dim, columns, k, &panel)
		sums := make([]float32, k*dim)
		for i, g := range out {
			for j, x := range rows[i*dim : (i+1)*dim] {
				sums[g*dim+j] += x
			}
		}
		for g := range k {
			unit(sums[g*dim : (g+1)*dim])
			for j := range dim {
				centres[j*columns+g] = sums[g*dim+j]
			}
		}
	}
	return out
}

// assign sets out to the nearest centre of each row.
func assign(out []int, rows, centres []float32, dim, columns, k int, panel *vector.Panel) {
	const block = 256
	room := make([]float32, block*dim)
	scores := make([]float32, block*columns)
	for at := 0; at < len(out); at += block {
		n := min(block, len(out)-at)
		clear(room)
		clear(scores)
		copy(room, rows[at*dim:(at+n)*dim])
		panel.Mul(vector.View(scores, columns), vector.View(room, dim), vector.View(centres, columns), block, columns, dim)
		for i := range n {
			best := 0
			for g, x := range scores[i*columns : i*columns+k] {
				if x > scores[i*columns+best] {
					best = g
				}
			}
			out[at+i] = best
		}
	}
}
