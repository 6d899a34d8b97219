//go:build !amd64

package vector

func (w *Weights) setColumns(_ level, j int, x []int16, xrow, n int) {
	w.setColumnsGo(j, x, xrow, n)
}

func (w *Weights) setRows(level, []int16, int, int) int { return 0 }

func shares(_ level, x []int16, xrow, m, n int) { sharesGo(x, xrow, m, n) }
