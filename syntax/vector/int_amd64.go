package vector

//go:noescape
func intTiles512(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles, lines int)

//go:noescape
func intRows256(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles int)

//go:noescape
func intRowsVNNI(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles int)

//go:noescape
func hinge256(out, a, b *int16, blocks int)

//go:noescape
func scan512(u, x, y, v *int16, ustep, step uintptr, n, lanes int)

//go:noescape
func scan256(u, x, y, v *int16, ustep, step uintptr, n, lanes int)

// intPanel is apply for one panel of w.
func intPanel(l level, y []int16, yrow int, x []int16, xrow int, w []int16, bias []int32, pairs, shift, m int, floor int16) {
	if l == scalar {
		intPanelGo(y, yrow, x, xrow, w, bias, pairs, shift, m, floor)
		return
	}
	last := Padded(m) - 1
	_ = x[last*xrow+2*pairs-1]
	_ = y[last*yrow+width-1]
	_ = w[2*width*pairs-1]
	_ = bias[width-1]
	xstep, ystep := uintptr(2*xrow), uintptr(2*yrow)
	if l == avx512 {
		n := Padded(m) / rows
		intTiles512(&x[0], xstep, &w[0], &bias[0], &y[0], ystep, pairs, shift, int(floor), n, ahead(pairs, n))
		return
	}
	six, four := 0, (m+3)/4 // tiles by their rows
	if l == avxvnni {
		six, four = four/3*2, four%3
	}
	at := 6 * six
	for j := 0; j < width; j += width / 2 {
		if six > 0 {
			intRowsVNNI(&x[0], xstep, &w[2*j], &bias[j], &y[j], ystep, pairs, shift, int(floor), six)
		}
		if four > 0 {
			intRows256(&x[at*xrow], xstep, &w[2*j], &bias[j], &y[at*yrow+j], ystep, pairs, shift, int(floor), four)
		}
	}
}

// ahead returns how many lines of 64 bytes each of n tiles fetches so that all
// of the next panel is there; none where panels are so small that a matrix
// stays in the cache.
func ahead(pairs, n int) int {
	if pairs < 64 {
		return 0
	}
	return (2*pairs + n - 1) / n
}

func hinge(l level, out, a, b []int16) {
	n := 0
	if blocks := len(out) / 16; l != scalar && blocks > 0 {
		n = 16 * blocks
		_, _ = a[n-1], b[n-1]
		hinge256(&out[0], &a[0], &b[0], blocks)
	}
	hingeGo(out[n:], a[n:], b[n:])
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
	for j := 0; j < h; j += 32 {
		a, b := first*3*width+dir*3*h+j, first*width+dir*h+j
		if l == avx512 {
			scan512(&u[a], &x[b], &y[b], &v[dir*2*h+j], uintptr(step*6*width), uintptr(step*2*width), to-from, 2*h)
		} else {
			scan256(&u[a], &x[b], &y[b], &v[dir*2*h+j], uintptr(step*6*width), uintptr(step*2*width), to-from, 2*h)
		}
	}
}
