// Package vector is the arithmetic under the parser: products of matrices in
// 16-bit integers for reading, in float32 for training, and the elementwise
// steps of the gated recurrences. Each operation is written in plain Go and,
// on amd64, in assembly for AVX2 and AVX-512, the integer product also for
// AVX-VNNI; which one runs is decided when the program starts. The integer operations give the same bits everywhere
// (sums wrap, roundings are spelled out); the float ones only on machines of
// one kind. Nothing here allocates.
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
