package vector

const (
	depth = 256 // rows of a packed panel: 32 kB, the first-level cache
	width = 32  // columns of a tile
	rows  = 8   // rows of a tile
)

// Panel is scratch space for Mul; one for each goroutine.
type Panel [depth * width]float32

// Matrix is a view of row-major numbers: element (i, j) is Data[i*Row+j*Col].
type Matrix struct {
	Data     []float32
	Row, Col int
}

// View returns a matrix whose rows follow each other every stride numbers.
func View(data []float32, stride int) Matrix { return Matrix{data, stride, 1} }

// T returns the transposed view.
func (m Matrix) T() Matrix { return Matrix{m.Data, m.Col, m.Row} }

// Mul adds to c (m x n) the product of a (m x k) and b (k x n). Only a may be
// a transposed view. m must be a multiple of 8 and n of 32; k is free. The
// order of the sums is fixed.
func (p *Panel) Mul(c, a, b Matrix, m, n, k int) {
	if m%rows != 0 || n%width != 0 || c.Col != 1 || b.Col != 1 {
		panic("vector: Mul needs m % 8 == 0, n % 32 == 0 and plain b and c")
	}
	for k0 := 0; k0 < k; k0 += depth {
		kc := min(depth, k-k0)
		for j := 0; j < n; j += width {
			for i := range kc {
				copy(p[i*width:(i+1)*width], b.Data[(k0+i)*b.Row+j:])
			}
			for i := 0; i < m; i += rows {
				floatTile(a.Data[i*a.Row+k0*a.Col:], a.Row, a.Col, p[:kc*width], c.Data[i*c.Row+j:], c.Row, kc)
			}
		}
	}
}

func floatTileGo(a []float32, ars, acs int, b, c []float32, crs, k int) {
	var sum [width]float32
	for i := range rows {
		clear(sum[:])
		for l := range k {
			x := a[i*ars+l*acs]
			for j, y := range b[l*width : l*width+width] {
				sum[j] += x * y
			}
		}
		for j, s := range sum {
			c[i*crs+j] += s
		}
	}
}
