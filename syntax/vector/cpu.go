// Package vector is the arithmetic under the networks: products of matrices in
// 16-bit and 8-bit integers for reading, in float32 for training, and the
// steps between the products of gated recurrences and of transformers. Each
// operation is written in plain Go and, on amd64, in assembly for AVX2 and
// AVX-512, the integer products also for AVX-VNNI; which one runs is decided
// when the program starts. What reading uses gives the same bits everywhere
// (sums wrap or are exact, roundings are spelled out, no product is fused with
// a sum); what training uses only on machines of one kind. Nothing here
// allocates but to make room that is then kept.
package vector

// level is a set of instructions.
type level uint8

const (
	scalar level = iota
	avx256
	avxvnni // avx256 with VNNI, as Intel makes for desks and laps since 2021
	avx512  // with BW, VL and VNNI
)

var names = [...]string{"scalar", "avx2", "avxvnni", "avx512"}

// best is what this processor can do; never written after start.
var best = detect()

// Kind names the instructions in use: scalar, avx2, avxvnni or avx512.
func Kind() string { return names[best] }
