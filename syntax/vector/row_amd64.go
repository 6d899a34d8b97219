package vector

import "unsafe"

//go:noescape
func addBytes256(out *int16, row *byte, n int)

//go:noescape
func tanh256(x *int16, n int)

// addBytes does the greatest part of AddBytes that it can, and says how much.
func addBytes(l level, out []int16, row string) int {
	n := len(row) &^ 15
	if l == scalar || n == 0 {
		return 0
	}
	addBytes256(&out[0], unsafe.StringData(row), n)
	return n
}

func tanhAll(l level, x []int16) int {
	n := len(x) &^ 15
	if l == scalar || n == 0 {
		return 0
	}
	tanh256(&x[0], n)
	return n
}
