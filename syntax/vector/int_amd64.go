package vector

//go:noescape
func intTile512(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor int)

//go:noescape
func intTile256(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor int)

//go:noescape
func scan512(u, x, y, v *int16, ustep, step uintptr, n, lanes int)

//go:noescape
func scan256(u, x, y, v *int16, ustep, step uintptr, n, lanes int)

func intTile(l level, y []int16, yrow int, x []int16, xrow int, w []int16, bias []int32, pairs, shift int, floor int16) {
	if l == scalar {
		intTileGo(y, yrow, x, xrow, w, bias, pairs, shift, floor)
		return
	}
	_ = x[7*xrow+2*pairs-1]
	_ = y[7*yrow+31]
	_ = w[64*pairs-1]
	_ = bias[31]
	if l == avx512 {
		intTile512(&x[0], uintptr(2*xrow), &w[0], &bias[0], &y[0], uintptr(2*yrow), pairs, shift, int(floor))
		return
	}
	for i := 0; i < rows; i += 2 {
		intTile256(&x[i*xrow], uintptr(2*xrow), &w[0], &bias[0], &y[i*yrow], uintptr(2*yrow), pairs, shift, int(floor))
	}
}

func scan(l level, u, x, y, v []int16, width, dir, from, to int) {
	if l == scalar || from == to {
		scanGo(u, x, y, v, width, dir, from, to)
		return
	}
	h := width / 2
	first, step := from, 1
	if dir == 1 {
		first, step = to-1, -1
	}
	_ = u[(to-1)*3*width+3*width-1]
	_ = x[to*width-1]
	_ = y[to*width-1]
	_ = v[2*width-1]
	lanes := 32
	if l == avx256 {
		lanes = 16
	}
	for j := 0; j < h; j += lanes {
		a, b := first*3*width+dir*3*h+j, first*width+dir*h+j
		if l == avx512 {
			scan512(&u[a], &x[b], &y[b], &v[dir*2*h+j], uintptr(step*6*width), uintptr(step*2*width), to-from, 2*h)
		} else {
			scan256(&u[a], &x[b], &y[b], &v[dir*2*h+j], uintptr(step*6*width), uintptr(step*2*width), to-from, 2*h)
		}
	}
}
