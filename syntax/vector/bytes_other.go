//go:build !amd64

package vector

func extremes(_ level, x []int16) (lo, hi int16) { return extremesGo(x) }

func scaleBytes(_ level, out []uint8, x []int16, by int16, zero uint8) {
	scaleBytesGo(out, x, by, zero)
}

func scaleWide(_ level, out, x []int16, by int16, zero uint8) { scaleWideGo(out, x, by, zero) }

func (w *ByteWeights) panel(_ level, j int, y []int16, yrow int, x *Bytes, m int) {
	w.panelGo(j, y, yrow, x, m)
}
