//go:build !amd64

package vector

func intPanel(_ level, y []int16, yrow int, x []int16, xrow int, w []int16, bias []int32, pairs, shift, m int, floor int16) {
	intPanelGo(y, yrow, x, xrow, w, bias, pairs, shift, m, floor)
}

func scan(_ level, u, x, y, v []int16, width, dir, from, to int) {
	scanGo(u, x, y, v, width, dir, from, to)
}

func hinge(_ level, out, a, b []int16) { hingeGo(out, a, b) }
