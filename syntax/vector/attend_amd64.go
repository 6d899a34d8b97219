package vector

//go:noescape
func columns(x *int16, xrow uintptr, w *int16, pairs, n int)

//go:noescape
func rows256(x *int16, xrow uintptr, w *int16, pairs int)

//go:noescape
func shares256(x *int16, step uintptr, m, n int)

//go:noescape
func shares512(x *int16, step uintptr, m, n int)

func (w *Weights) setColumns(l level, j int, x []int16, xrow, n int) {
	if l == scalar || n <= 0 {
		w.setColumnsGo(j, x, xrow, n)
		return
	}
	_ = x[(n-1)*xrow+w.K-1]
	for i := 0; i < n; {
		at := (j + i) % width
		some := min(width-at, n-i) // as many as the panel has left
		panel := w.data[(j+i-at)*w.K : (j+i-at+width)*w.K]
		columns(&x[i*xrow], uintptr(2*xrow), &panel[2*at], w.K/2, some)
		i += some
	}
}

// setRows does the greatest part of SetRows that it can, and says how many
// rows.
func (w *Weights) setRows(l level, x []int16, xrow, n int) int {
	n &^= 1
	if l == scalar || n <= 0 {
		return 0
	}
	_ = x[(n-1)*xrow+w.N-1]
	for j := 0; j < w.N; j += width {
		rows256(&x[j], uintptr(2*xrow), &w.data[j*w.K : (j+width)*w.K][:n*width][0], n/2)
	}
	return n
}

func shares(l level, x []int16, xrow, m, n int) {
	if n%width != 0 || n > xrow {
		panic("vector: Shares needs n % 32 == 0")
	}
	if l == scalar || m <= 0 || n == 0 {
		sharesGo(x, xrow, m, n)
		return
	}
	_ = x[(m-1)*xrow+n-1]
	if l == avx512 {
		shares512(&x[0], uintptr(2*xrow), m, n)
	} else {
		shares256(&x[0], uintptr(2*xrow), m, n)
	}
}
