package vector

// byteArgs is what the assembly takes; the order of the fields is fixed.
type byteArgs struct {
	x           *uint8
	wide        *int16 // byteTiles256 takes this for x
	row         uintptr
	w           *int8
	start       *int32
	scale, bias *float32
	step        *float32
	y           *int16
	yrow        uintptr
	quads       uintptr // of rows of w
	tiles       uintptr
	lines       uintptr // of 64 bytes, that byteTiles512 fetches ahead in each tile
}

//go:noescape
func byteTiles512(a *byteArgs)

//go:noescape
func byteTilesVNNI(a *byteArgs)

//go:noescape
func byteTiles256(a *byteArgs)

//go:noescape
func extremes256(x *int16, n int) (lo, hi int16)

//go:noescape
func scaleBytes256(out *uint8, x *int16, n int, by int16, zero uint8)

//go:noescape
func scaleWide256(out, x *int16, n int, by int16, zero uint8)

// panel is apply for the 32 columns from j on.
func (w *ByteWeights) panel(l level, j int, y []int16, yrow int, x *Bytes, m int) {
	switch l {
	case scalar:
		w.panelGo(j, y, yrow, x, m)
	case avx512:
		a := w.args(j, 0, y, yrow, x, 0, Padded(m))
		n := Padded(m) / 8
		a.x, a.tiles, a.lines = &x.data[0], uintptr(n), uintptr((w.K*width/64+n-1)/n)
		byteTiles512(&a)
	case avxvnni:
		w.panelVNNI(j, y, yrow, x, m)
	default:
		for h := 0; h < width; h += 8 {
			a := w.args(j, h, y, yrow, x, 0, Padded(m))
			a.wide, a.row, a.tiles = &x.wide[0], 2*a.row, uintptr(Padded(m)/4)
			byteTiles256(&a)
		}
	}
}

// panelVNNI takes six rows at a time: as many as there are registers for. The
// last six begin wherever they have to, so that some are computed twice.
func (w *ByteWeights) panelVNNI(j int, y []int16, yrow int, x *Bytes, m int) {
	const six = 6
	last := max(0, m-six)
	for h := 0; h < width; h += 16 {
		if n := m / six; n > 0 {
			a := w.args(j, h, y, yrow, x, 0, n*six)
			a.x, a.tiles = &x.data[0], uintptr(n)
			byteTilesVNNI(&a)
		}
		if m%six != 0 {
			a := w.args(j, h, y, yrow, x, last, last+six)
			a.x, a.tiles = &x.data[last*w.K], 1
			byteTilesVNNI(&a)
		}
	}
}

// args points at column h of the panel that begins with column j, at rows from
// to to-1, which must be there; x and tiles are left to fill in.
func (w *ByteWeights) args(j, h int, y []int16, yrow int, x *Bytes, from, to int) byteArgs {
	_ = x.step[to-1]
	_ = y[(to-1)*yrow+width-1]
	panel := w.data[j*w.K : (j+width)*w.K]
	_, _, _ = w.start[j+width-1], w.scale[j+width-1], w.bias[j+width-1]
	return byteArgs{
		row: uintptr(w.K), w: &panel[4*h], start: &w.start[j+h], scale: &w.scale[j+h], bias: &w.bias[j+h],
		step: &x.step[from], y: &y[from*yrow+h], yrow: uintptr(2 * yrow), quads: uintptr(w.K / 4),
	}
}

func extremes(l level, x []int16) (lo, hi int16) {
	n := len(x) &^ 15
	if l == scalar || n == 0 {
		return extremesGo(x)
	}
	lo, hi = extremes256(&x[0], n)
	if n < len(x) {
		l, h := extremesGo(x[n:])
		lo, hi = min(lo, l), max(hi, h)
	}
	return lo, hi
}

func scaleBytes(l level, out []uint8, x []int16, by int16, zero uint8) {
	out = out[:len(x)]
	n := len(x) &^ 15
	if l == scalar {
		n = 0
	}
	if n > 0 {
		scaleBytes256(&out[0], &x[0], n, by, zero)
	}
	scaleBytesGo(out[n:], x[n:], by, zero)
}

func scaleWide(l level, out, x []int16, by int16, zero uint8) {
	out = out[:len(x)]
	n := len(x) &^ 15
	if l == scalar {
		n = 0
	}
	if n > 0 {
		scaleWide256(&out[0], &x[0], n, by, zero)
	}
	scaleWideGo(out[n:], x[n:], by, zero)
}
