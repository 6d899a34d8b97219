package vector

import "unsafe"

//go:noescape
func sum256(out *int16, row *byte, n int, by int16, a, b *int16)

//go:noescape
func gelu256(x *int16, n int)

//go:noescape
func gelu512(x *int16, n int)

//go:noescape
func moments256(s *squares, x, y *int16, n int, by int16)

//go:noescape
func moments512(s *squares, x, y *int16, n int, by int16)

//go:noescape
func scale256(x *int16, n int, mean, by float32, scale, shift *float32)

//go:noescape
func scale512(x *int16, n int, mean, by float32, scale, shift *float32)

// sum does the greatest part of Sum that it can, and says how much; so does
// gelu.
func sum(l level, out []int16, row string, by int16, a, b []int16) int {
	n := len(out) &^ 15
	if l == scalar || n == 0 {
		return 0
	}
	sum256(&out[0], unsafe.StringData(row), n, by, &a[0], &b[0])
	return n
}

func gelu(l level, x []int16) int {
	n := len(x) &^ 31
	switch {
	case l == scalar || n == 0:
		return 0
	case l == avx512:
		gelu512(&x[0], n)
	default:
		gelu256(&x[0], n)
	}
	return n
}

func moments(l level, x, y []int16, by int16) squares {
	n := len(x) &^ 31
	y = y[:len(x)]
	var s squares
	switch {
	case l == scalar || n == 0:
		return momentsGo(x, y, by)
	case l == avx512:
		moments512(&s, &x[0], &y[0], n, by)
	default:
		moments256(&s, &x[0], &y[0], n, by)
	}
	if n < len(x) {
		rest := momentsGo(x[n:], y[n:], by)
		s.sum, s.low, s.high = s.sum+rest.sum, s.low+rest.low, s.high+rest.high
	}
	return s
}

func (n *Norm) scale(l level, x []int16, mean, by float32) {
	k := len(x) &^ 15
	_, _ = n.Scale[len(x)-1], n.Shift[len(x)-1]
	switch {
	case l == scalar || k == 0:
		k = 0
	case l == avx512:
		scale512(&x[0], k, mean, by, &n.Scale[0], &n.Shift[0])
	default:
		scale256(&x[0], k, mean, by, &n.Scale[0], &n.Shift[0])
	}
	n.scaleGo(x, k, mean, by)
}
